/* Trimestre and Presentación: the pictures of a block. What is written about each goes through the
   save queue; moving, taking out and putting back are acts, done without leaving the page. */

import { showAnswer, showTold } from "./autosave.js";
import { post } from "./save-post.js";
import { claim, enqueue, flush, pendingOf } from "./save-queue.js";
import { inTurn } from "./turns.js";

const AGAIN = "No se pudo hacer. Revise su conexión e intente otra vez.";
const ACTS = { figuraRemove: remove, figuraRestore: restore, figuraMove: move };

let asked = 0; // how often the page was asked for anew
let heard = 0; // how often a save told what it proposes

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-figura]");
  if (!form) return;
  const { alt, shows_minors: minors, in_informe: printed } = form.elements;
  if (event.target === minors && minors.checked) printed.checked = false;
  if (event.target === alt && !alt.value.trim()) alt.value = alt.dataset.proposed;
  showNote(alt);
  save(form);
});

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-figura]");
  if (!form || event.target.type !== "text") return;
  if (event.target.name === "alt") showNote(event.target);
  save(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("form[data-figura]")) {
    event.preventDefault(); // Enter in the field: it is saved by itself
    return save(form);
  }
  const act = Object.keys(ACTS).find((name) => name in form.dataset);
  if (!act) return;
  event.preventDefault();
  inTurn(form, event.submitter, () => ACTS[act](form, event.submitter));
});

// The caption of a group is what its pictures are said to show, where nobody wrote anything else.
document.addEventListener("sesea:proposed", (event) => {
  heard += 1;
  for (const [pk, text] of Object.entries(event.detail)) {
    const field = document.getElementById(`figura-${pk}-alt`);
    if (field) propose(field, text);
  }
});

wake(document);
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    if (target.matches(".figura-list")) showPlaces(target);
    for (const node of addedNodes) if (node instanceof Element) wake(node);
  }
}).observe(document.body, { childList: true, subtree: true });

function wake(root) {
  const forms = "form[data-upload], form[data-figura]";
  for (const button of root.querySelectorAll("[data-without-script]")) {
    if (button.closest(forms)) button.hidden = true;
  }
  for (const form of root.querySelectorAll("form[data-figura]")) {
    claim(keyOf(form), { ...savedBy(form), apply: (fields) => write(form, fields) });
  }
  root.querySelectorAll(".figura-list").forEach(showPlaces);
}

/* Which place each has; the first cannot go up nor the last down. */
function showPlaces(list) {
  const rows = rowsOf(list);
  for (const [place, row] of rows.entries()) {
    for (const words of row.querySelectorAll("[data-place]")) words.textContent = place + 1;
    row.querySelector('[data-figura-move] [value="up"]').disabled = place === 0;
    row.querySelector('[data-figura-move] [value="down"]').disabled = place === rows.length - 1;
  }
}

function rowsOf(list) {
  return [...list.querySelectorAll(":scope > .figura-row")];
}

/* Show what is proposed now, unless somebody wrote something else. */
function propose(field, text) {
  const untouched = !isWritten(field) && field !== document.activeElement;
  const followed = field.value === field.dataset.proposed;
  field.dataset.proposed = text;
  if (untouched || followed) field.value = text;
  showNote(field);
}

function isWritten(field) {
  return Boolean(field.value.trim()) && field.value !== field.dataset.proposed;
}

/* That the text is a proposal, while nobody changed it. */
function showNote(field) {
  const note = field.parentElement.querySelector("[data-proposed-note]");
  note.hidden = !field.value || isWritten(field);
}

function keyOf(form) {
  return `figura-${form.dataset.figura}`;
}

/* What an earlier visit left unsent. */
function write(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name];
    if (typeof value === "boolean") field.checked = value;
    else if (field && (value || name !== "alt")) field.value = value;
  }
  showNote(form.elements.alt);
  showPlace(form);
}

function save(form) {
  const { alt, shows_minors: minors, informe_reason: reason } = form.elements;
  if (minors?.checked) form.elements.shows_people.checked = true; // minors are people
  // What nobody wrote is not sent, since the caption it was taken from may be on its way too.
  const fields = { alt: isWritten(alt) ? alt.value : "" };
  if (reason) fields.informe_reason = reason.value;
  for (const flag of ["shows_people", "shows_minors", "in_informe"]) {
    if (form.elements[flag]) fields[flag] = form.elements[flag].checked;
  }
  showPlace(form);
  enqueue({ key: keyOf(form), fields, ...savedBy(form) });
}

function savedBy(form) {
  return {
    url: form.action,
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
      if (pendingOf(keyOf(form))) return;
      printed.checked = data.in_informe;
      showPlace(form);
    },
    onRefused: (data) => showTold(form, data),
  };
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

/* What stands before what, or what prints, changed: numbers and proposals come from the page as it
   is now. */
export async function renumber() {
  const mine = (asked += 1);
  const known = heard;
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const html = await answer.text();
  if (mine !== asked) return; // a later answer is on its way, which knows more
  if (known !== heard) {
    renumber(); // the server may have drawn this before the save that spoke meanwhile
    return;
  }
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const place of document.querySelectorAll("[data-block] [data-number]")) {
    const { block } = place.closest("[data-block]").dataset;
    const now = fresh.querySelector(`[data-block="${block}"] [data-number]`);
    if (now) place.textContent = now.textContent.trim();
  }
  for (const field of document.querySelectorAll("[data-proposed]")) {
    const now = fresh.getElementById(field.id);
    if (now) propose(field, now.dataset.proposed);
  }
}

async function remove(form) {
  const row = form.closest("li");
  await flush(); // what was just written of the picture, so that its version is the last
  const data = await act(form, { version: form.elements.version.value });
  if (!data) return false;
  const undo = element(data.html);
  row.replaceWith(undo);
  undo.querySelector("button").focus();
  renumber();
  say(undo, "Se quitó la foto. Puede deshacerlo.");
}

async function restore(form) {
  const data = await act(form, {});
  if (!data) return false;
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

async function move(form, button) {
  const row = form.closest("li");
  const data = await act(form, { to: button.value });
  if (!data) return false;
  const list = row.parentElement;
  list.insertBefore(row, document.getElementById(`figura-${data.before}`));
  showPlaces(list);
  (button.disabled ? form.querySelector("button:enabled") : button)?.focus();
  row.scrollIntoView({ block: "nearest" });
  renumber();
  const rows = rowsOf(list);
  say(row, `La foto está en el lugar ${rows.indexOf(row) + 1} de ${rows.length}.`);
}

/* One request; null when it was not done. What was refused is asked again by the form itself, whose
   page says why; a trouble of the way is said here. */
async function act(form, fields) {
  const { status, data, trouble } = await post(form.action, fields);
  let line = form.querySelector("[data-trouble]");
  const gone = status === 404 && data.message;
  const wrong = trouble ? AGAIN : gone;
  if (wrong && !line) {
    line = document.createElement("p");
    line.className = "invalid-feedback";
    line.dataset.trouble = "";
    form.append(line);
  }
  if (line) line.textContent = wrong || "";
  if (wrong) say(form, wrong);
  else if (status < 300) showAnswer(data);
  else form.submit();
  return trouble || status >= 300 ? null : data;
}

function say(place, words) {
  announce(place.closest("[data-block]").querySelector("form[data-upload]"), words);
}

/** Say something of a block of pictures to who cannot see it. */
export function announce(form, text) {
  form.querySelector("[data-announce]").textContent = text;
}

/** Return the one element that markup says. */
export function element(markup) {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  return holder.content.firstElementChild;
}
