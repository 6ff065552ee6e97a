/* Pages with capture: the save state in sight (templates/components/_save_state.html). */

const pill = document.getElementById("save-state");
const part = (name) => pill?.querySelector(`[data-save-${name}]`);
const said = document.querySelector("[data-save-said]");
const alerted = document.querySelector("[data-save-alert]");
// As long as one pauses between sentences: what is saved in between is told once, at the end.
const SETTLED = 4_000;
const TROUBLE = new Set(["failed", "paused", "waiting"]);
let settling = null;
let troubled = false;
const SIGN_IN = "Iniciar sesión y continuar";
const COPIED = "Texto copiado";

/** Show what stands: see `report` in save-queue.js. */
export function report({ count, trouble, lastSaved, kept, stopped }) {
  if (trouble) return showTrouble(trouble, count, kept);
  const paused = stopped.find((item) => item.status === 409);
  if (paused) {
    const { own, theirs } = paused.answer;
    const author = own ? "usted" : (theirs?.author ?? "otra persona");
    const words = `En pausa: ${author} cambió lo mismo${own ? " en otra ventana" : ""}`;
    const compare = { link: { href: `#conflicto-${paused.key}`, label: "Comparar" } };
    return show("paused", words, paused.known ? compare : foreign(paused));
  }
  if (stopped.length) {
    const [refused] = stopped;
    const words = `No se guardó: ${refused.answer.message ?? "revise el dato."}`;
    return show("failed", words, foreign(refused));
  }
  if (count) return show("saving", "Guardando…");
  if (lastSaved) return show("saved", `Guardado ${lastSaved}`);
  if (pill) pill.hidden = true;
}

/* What another page left: it is shown there, or let go here. */
function foreign(item) {
  if (item.known) return { copy: true };
  const elsewhere = item.page !== location.pathname + location.search;
  const link = elsewhere ? { href: item.page, label: "Ver dónde" } : null;
  return { detail: item.label, copy: true, drop: true, link };
}

function showTrouble({ kind, folio, words, since }, count, kept) {
  const here = kept ? "" : "Este equipo no pudo guardarlo: no cierre la página.";
  if (kind === "session") {
    const text = kept ? "Su texto está en este equipo." : here;
    const link = { href: signInAddress(), label: SIGN_IN };
    return show("failed", `${words ?? "Su sesión terminó."} ${text}`, { link });
  }
  if (kind === "offline") {
    const place = kept ? "en este equipo" : "sin guardar";
    const detail = here || `Desde las ${since}. Puede seguir escribiendo: se envía al volver la red.`;
    return show("waiting", `Sin conexión: ${changes(count)} ${place}`, { detail, retry: true });
  }
  const reason = kind === "slow" ? "el servidor no respondió en 15 segundos" : "error del sistema";
  const detail = here || `Su texto sigue aquí.${folio ? ` Folio ${folio}.` : ""}`;
  return show("failed", `No se guardó: ${reason}`, { detail, retry: true, copy: true });
}

function show(state, words, { detail = "", link = null, ...buttons } = {}) {
  if (!pill) return;
  pill.hidden = false;
  pill.dataset.state = state;
  // The same words are not written again: they would be announced again.
  if (part("text").textContent !== words) part("text").textContent = words;
  if (part("detail").textContent !== detail) part("detail").textContent = detail;
  announce(state, words);
  for (const name of ["retry", "copy", "drop"]) part(name).hidden = !buttons[name];
  part("link").hidden = !link;
  if (link) {
    part("link").href = link.href;
    part("link").textContent = link.label;
  }
}

/* Trouble interrupts, once for the same words; that all is saved is told when nothing more comes. */
function announce(state, words) {
  clearTimeout(settling);
  if (TROUBLE.has(state)) {
    troubled = true;
    if (alerted.textContent !== words) alerted.textContent = words;
    return;
  }
  if (state !== "saved") return;
  const tell = () => {
    troubled = false;
    alerted.textContent = "";
    if (said.textContent !== words) said.textContent = words;
  };
  if (troubled) tell();
  else settling = setTimeout(tell, SETTLED);
}

/** Connect the buttons: `texts()` gives the items whose texts are copied. */
export function listen({ retry, texts, drop }) {
  part("retry")?.addEventListener("click", retry);
  part("drop")?.addEventListener("click", drop);
  part("copy")?.addEventListener("click", async ({ currentTarget }) => {
    await copy(texts().map(readable).join("\n\n"));
    currentTarget.textContent = COPIED;
  });
}

/** Say the hour as the pages write it: 10:42. */
export function hour(date = new Date()) {
  return [date.getHours(), date.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");
}

function changes(count) {
  return count === 1 ? "1 cambio" : `${count} cambios`;
}

function signInAddress() {
  const here = location.pathname + location.search + location.hash;
  return `${pill.dataset.login}?next=${encodeURIComponent(here)}`;
}

function readable({ label, fields }) {
  const text = Object.values(fields).flat().join("\n");
  const page = new DOMParser().parseFromString(text.replace(/<\/(p|li|h\d)>/g, "$&\n"), "text/html");
  return [label, page.body.textContent.trim()].filter(Boolean).join("\n");
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without https there is no clipboard for scripts: an older way still works.
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
