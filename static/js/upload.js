/* Trimestre and Presentación: sends chosen pictures one by one, each with its progress and its own
   Reintentar, and saves what is written about each picture through the save queue.
   A picture travels as it is: the file that was received is the original. */

import { showAnswer, showTold } from "./autosave.js";
import { post as ask } from "./save-post.js";
import { enqueue, flush, pendingOf } from "./save-queue.js";

const STALL = 60_000; // without a byte sent nor an answer; a slow line that moves may take longer
const WORDS = {
  waiting: "En espera…",
  sending: "Subiendo…",
  offline: "Sin conexión. La foto sigue en este equipo.",
  session: "Su sesión terminó. Inicie sesión en otra pestaña y reintente.",
  server: "El servidor no pudo guardar la foto. Reintente en un momento.",
  again: "No se pudo hacer. Revise su conexión e intente otra vez.",
};

let line = Promise.resolve(); // one picture at a time

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (form && event.target.type === "file") {
    sendPictures(form, event.target.files);
    event.target.value = "";
    return;
  }
  const figure = event.target.closest("form[data-figura]");
  if (!figure) return;
  const { shows_minors: minors, in_informe: printed } = figure.elements;
  if (event.target === minors && minors.checked) printed.checked = false;
  save(figure);
});

document.addEventListener("input", (event) => {
  const figure = event.target.closest("form[data-figura]");
  if (!figure || event.target.type !== "text") return;
  if (event.target.name === "alt") showNote(event.target);
  save(figure);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[data-figura]")) {
    event.preventDefault(); // Enter in the field: it is saved by itself
    save(form);
  } else if (form.matches("form[data-upload]")) {
    event.preventDefault();
  } else if (form.matches("form[data-figura-remove]")) {
    event.preventDefault();
    remove(form);
  } else if (form.matches("form[data-figura-restore]")) {
    event.preventDefault();
    restore(form);
  } else if (form.matches("form[data-figura-move]")) {
    event.preventDefault();
    move(form, event.submitter);
  }
});

// The caption of a group is what its pictures are said to show, where nobody wrote anything else.
document.addEventListener("sesea:proposed", (event) => {
  for (const [pk, text] of Object.entries(event.detail)) {
    const field = document.getElementById(`figura-${pk}-alt`);
    if (!field) continue;
    const untouched = field.value === field.dataset.proposed;
    field.dataset.proposed = text;
    if (untouched) field.value = text;
    showNote(field);
  }
});

hidePlainButtons(document);
document.querySelectorAll(".figura-list").forEach(setEnds);
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    if (target.matches(".figura-list")) setEnds(target);
    for (const node of addedNodes) {
      if (!(node instanceof Element)) continue;
      hidePlainButtons(node);
      node.querySelectorAll(".figura-list").forEach(setEnds);
    }
  }
}).observe(document.body, { childList: true, subtree: true });

/* The first cannot go up nor the last down. */
function setEnds(list) {
  const rows = [...list.querySelectorAll(":scope > .figura-row")];
  for (const [place, row] of rows.entries()) {
    row.querySelector('[data-figura-move] [value="up"]').disabled = place === 0;
    row.querySelector('[data-figura-move] [value="down"]').disabled = place === rows.length - 1;
  }
}

function hidePlainButtons(root) {
  const forms = "form[data-upload], form[data-figura]";
  for (const button of root.querySelectorAll("[data-without-script]")) {
    if (button.closest(forms)) button.hidden = true;
  }
}

/** Send pictures to a block of them, as if they were chosen there. */
export function sendPictures(form, files) {
  for (const file of files) add(form, file);
}

function add(form, file) {
  const row = document.createElement("li");
  const name = document.createElement("span");
  name.className = "upload-name";
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.setAttribute("aria-label", `Avance de ${file.name}`);
  const words = document.createElement("p");
  words.className = "upload-words";
  words.textContent = WORDS.waiting;
  row.append(name, bar, words);
  form.querySelector("[data-progress]").append(row);
  // The same name at each try: a picture that did arrive is not added twice.
  const item = { form, file, row, bar, words, token: crypto.randomUUID() };
  if (file.size > Number(form.dataset.maxBytes)) refuse(item, form.dataset.tooLarge, false);
  else queue(item);
}

function queue(item) {
  line = line.then(() => send(item));
}

async function send(item) {
  item.row.classList.remove("is-refused");
  item.row.querySelector("button")?.remove();
  item.bar.hidden = false;
  item.bar.removeAttribute("value");
  item.words.textContent = WORDS.sending;
  const answer = await post(item);
  if (answer.trouble) return refuse(item, WORDS[answer.trouble], true);
  const result = answer.data?.results?.[0];
  if (!result?.ok || !result.html) {
    const sentence = result?.message || answer.data?.message || WORDS.server;
    return refuse(item, sentence, !result);
  }
  const list = document.getElementById(item.form.dataset.upload);
  if (!document.getElementById(`figura-${result.figure}`)) {
    list.insertAdjacentHTML("beforeend", result.html);
  }
  item.row.remove();
  renumber();
  announce(item.form, `Se agregó ${item.file.name}. ${result.message}`);
}

function post({ form, file, token, bar }) {
  const body = new FormData();
  body.append("token", token);
  body.append("files", file, file.name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest(); // fetch does not tell how much has been sent
    let watch = setTimeout(() => request.abort(), STALL);
    const moved = () => {
      clearTimeout(watch);
      watch = setTimeout(() => request.abort(), STALL);
    };
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRFToken", csrf());
    request.upload.onprogress = (event) => {
      moved();
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    };
    request.onerror = () => resolve({ trouble: "offline" });
    request.onabort = () => resolve({ trouble: "offline" });
    request.upload.onload = moved;
    request.onloadend = () => clearTimeout(watch);
    request.onload = () => {
      const type = request.getResponseHeader("Content-Type") ?? "";
      if (request.status === 401 || (request.status === 200 && !type.includes("json"))) {
        resolve({ trouble: "session" });
      } else if (request.status >= 500 || !type.includes("json")) {
        resolve({ trouble: "server" });
      } else {
        resolve({ data: JSON.parse(request.responseText) });
      }
    };
    request.send(body);
  });
}

function csrf() {
  const cookie = document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/);
  return cookie?.[1] ?? document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

function refuse(item, sentence, again) {
  item.row.classList.add("is-refused");
  item.bar.hidden = true;
  item.words.textContent = sentence;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-secondary";
  button.textContent = again ? "Reintentar" : "Cerrar aviso";
  button.setAttribute("aria-label", `${button.textContent}: ${item.file.name}`);
  button.addEventListener("click", () => {
    if (!again) return item.row.remove();
    item.words.textContent = WORDS.waiting;
    queue(item);
  });
  item.row.append(button);
  announce(item.form, `${item.file.name}: ${sentence}`);
}

function announce(form, text) {
  form.querySelector("[data-announce]").textContent = text;
}

function save(form) {
  const minors = form.elements.shows_minors;
  if (minors?.checked) form.elements.shows_people.checked = true; // minors are people
  const fields = { alt: form.elements.alt.value };
  if (form.elements.informe_reason) fields.informe_reason = form.elements.informe_reason.value;
  for (const flag of ["shows_people", "shows_minors", "in_informe"]) {
    if (form.elements[flag]) fields[flag] = form.elements[flag].checked;
  }
  showPlace(form);
  const key = `figura-${form.dataset.figura}`;
  enqueue({
    key,
    url: form.action,
    fields,
    version: () => Number(form.elements.version.value),
    restoreLabel: "Descripción de una foto",
    onSaved: (data) => {
      setVersion(form, data.version);
      showTold(form, data);
      showAnswer(data);
      const printed = form.elements.in_informe;
      if (!printed) return;
      if (printed.defaultChecked !== data.in_informe) renumber();
      printed.defaultChecked = data.in_informe; // what the server has
      if (pendingOf(key)) return;
      printed.checked = data.in_informe;
      showPlace(form);
    },
    onRefused: (data) => showTold(form, data),
  });
}

/* That the text is a proposal, while nobody changed it. */
function showNote(field) {
  const note = field.parentElement.querySelector("[data-proposed-note]");
  note.hidden = !field.value || field.value !== field.dataset.proposed;
}

/* Whether the picture prints, and the field that says why it may where persons are seen. */
function showPlace(form) {
  const { shows_people: people, in_informe: printed, informe_reason: reason } = form.elements;
  if (!printed) return;
  const note = form.querySelector("[data-left-out]");
  if (!printed.checked && note.hidden) say(form, note.textContent.trim());
  note.hidden = printed.checked;
  form.querySelector("[data-informe-reason]").hidden = !people.checked && !reason.value;
}

function setVersion(form, version) {
  for (const field of form.closest("li").querySelectorAll('[name="version"]')) field.value = version;
}

/* What prints moved: the heads of the blocks take their numbers from the page as it is now. */
async function renumber() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const place of document.querySelectorAll("[data-block] [data-number]")) {
    const { block } = place.closest("[data-block]").dataset;
    const now = fresh.querySelector(`[data-block="${block}"] [data-number]`);
    if (now) place.textContent = now.textContent.trim();
  }
}

async function remove(form) {
  const row = form.closest("li");
  await flush(); // what was just written of the picture, so that its version is the last
  const data = await act(form, { version: form.elements.version.value });
  if (!data) return;
  const undo = element(data.html);
  row.replaceWith(undo);
  undo.querySelector("button").focus();
  renumber();
  say(undo, "Se quitó la foto. Puede deshacerlo.");
}

async function restore(form) {
  const data = await act(form, {});
  if (!data) return;
  const list = document.getElementById(form.dataset.figuraRestore);
  const row = element(data.html);
  list.insertBefore(row, document.getElementById(`figura-${data.before}`));
  const fold = form.closest("details");
  form.closest("li").remove();
  if (fold && !fold.querySelector("form")) fold.remove();
  row.focus();
  renumber();
  say(row, "La foto volvió a su lugar.");
}

/* Both pictures come anew, since each now says another place. */
async function move(form, button) {
  const row = form.closest("li");
  await flush();
  const data = await act(form, { to: button.value });
  if (!data?.rows) return;
  const other = button.value === "up" ? row.previousElementSibling : row.nextElementSibling;
  const first = button.value === "up" ? other : row;
  const [before, after] = data.rows.map(element);
  first.before(before, after);
  row.remove();
  other.remove();
  const moved = document.getElementById(row.id);
  const again = moved.querySelector(`[data-figura-move] [value="${button.value}"]`);
  (again.disabled ? moved.querySelector("[data-figura-move] :enabled") : again).focus();
  renumber();
  const rows = [...moved.parentElement.children];
  say(moved, `La foto está en el lugar ${rows.indexOf(moved) + 1} de ${rows.length}.`);
}

const inFlight = new WeakSet(); // forms whose answer is awaited: a second press is the same one

/* One request at a time of a form; null when it was not done. What was refused is asked again by
   the form itself, whose page says why; a trouble of the way is said here. */
async function act(form, fields) {
  if (inFlight.has(form)) return null;
  inFlight.add(form);
  const { status, data, trouble } = await ask(form.action, fields).finally(() => {
    inFlight.delete(form);
  });
  let line = form.querySelector("[data-trouble]");
  if (trouble && !line) {
    line = document.createElement("p");
    line.className = "invalid-feedback";
    line.dataset.trouble = "";
    form.append(line);
  }
  if (line) line.textContent = trouble ? WORDS.again : "";
  if (trouble) say(form, WORDS.again);
  else if (status < 300) showAnswer(data);
  else form.submit();
  return trouble || status >= 300 ? null : data;
}

function say(place, words) {
  announce(place.closest("[data-block]").querySelector("form[data-upload]"), words);
}

function element(markup) {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  return holder.content.firstElementChild;
}
