/* Trimestre and Presentación: sends chosen pictures one by one, each with its progress and its own
   Reintentar. A picture travels as it is: the file that was received is the original. */

import { requestToken } from "./csrf-token.js";
import { announce, element, renumber } from "./figuras.js";

const STALL = 60_000; // without a byte sent nor an answer; a slow line that moves may take longer
const WORDS = {
  waiting: "En espera…",
  sending: "Subiendo…",
  offline: "Sin conexión. La foto sigue en este equipo.",
  session: "Su sesión terminó. Inicie sesión en otra pestaña y reintente.",
  server: "El servidor no pudo guardar la foto. Reintente en un momento.",
};

let line = Promise.resolve(); // one picture at a time
let left = 0; // pictures that wait or are on their way
let added = []; // what was said of each that arrived since none was left

document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form || event.target.type !== "file") return;
  sendPictures(form, event.target.files);
  event.target.value = "";
});

document.addEventListener("submit", (event) => {
  if (event.target.matches("form[data-upload]")) event.preventDefault();
});

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
  left += 1;
  line = line
    .then(() => send(item))
    .catch(() => refuse(item, WORDS.server, true)) // and those that wait go on
    .finally(() => settle(item.form));
}

/* Once none is left, what came of them is said once, and the page is numbered once. */
function settle(form) {
  left -= 1;
  if (left || !added.length) return;
  const [only] = added;
  announce(form, added.length === 1 ? only : `Se agregaron ${added.length} fotos.`);
  added = [];
  renumber();
}

async function send(item) {
  item.row.classList.remove("is-refused");
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
  if (!document.getElementById(`figura-${result.figure}`)) list.append(element(result.html));
  item.row.remove();
  added.push(`Se agregó ${item.file.name}. ${result.message}`);
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
    request.setRequestHeader("X-CSRFToken", requestToken());
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
    item.row.tabIndex = -1;
    item.row.focus(); // the button goes
    button.remove();
    item.words.textContent = WORDS.waiting;
    queue(item);
  });
  item.row.append(button);
  announce(item.form, `${item.file.name}: ${sentence}`);
}
