/* Verificar: a file's hash is made here, so that the file itself never leaves the computer. */

const form = document.querySelector("[data-verify]");
const input = form.querySelector("input[type=file]");
const drop = form.querySelector("[data-verify-drop]");
const state = form.querySelector("[data-verify-state]");
const limit = Number(form.dataset.maxBytes);
const megabytes = limit / 1024 / 1024;

function say(text) {
  state.textContent = text;
}

async function ask(file) {
  if (!file.size) {
    say("El archivo está vacío. Descárguelo otra vez y compruébelo.");
    return;
  }
  if (file.size > limit) {
    say(`El archivo pasa de ${megabytes} MB: ningún documento emitido es tan grande. Elija el PDF que recibió.`);
    return;
  }
  say("Se calcula la huella del archivo en este equipo…");
  let digest;
  try {
    digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  } catch {
    say("No se pudo leer el archivo. Ciérrelo en otros programas y elíjalo otra vez.");
    return;
  }
  const hash = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
  window.location.assign(`${form.action}?sha256=${hash.join("")}`);
}

// Only over a safe connection does a browser make hashes; elsewhere the form sends the file.
if (window.crypto?.subtle) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (input.files.length) ask(input.files[0]);
  });
  input.addEventListener("change", () => {
    if (input.files.length) ask(input.files[0]);
  });
  form.querySelector("label").textContent = "Arrastre aquí el PDF que recibió, o elíjalo";
  form.querySelector("[data-verify-hint]").textContent =
    `El archivo no sale de este equipo: solo se envía su huella. Hasta ${megabytes} MB.`;
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("is-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    const [file] = event.dataTransfer.files;
    if (file) ask(file);
  });
}
document.querySelector("article.verify-answer")?.focus();
