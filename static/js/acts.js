/* Every page: what a button of a form does is done once, and waits where it cannot be done now.

   While an act is on its way, its button says so and further clicks are let go. Where the server
   cannot be reached the page stays, with all that was typed; a note by the button says that the act
   waits, and it is sent again until it arrives or the person takes it back. What is typed before it
   goes first. Forms that a script of their page sends are that script's own. */

import { follow, knock, postAct, submitNatively } from "./act-post.js";

const RETRY_SECONDS = [2, 4, 8, 16, 32];
const SOON = "Se intenta otra vez cada pocos segundos. No cierre esta página.";
const TROUBLES = {
  offline: ["Sin conexión", "Se hará al volver la red. No cierre esta página."],
  slow: ["El servidor tarda en responder", SOON],
  away: ["El sistema no puede guardar ahora", SOON],
  session: ["Su sesión terminó", "Entre en otra ventana y vuelva a esta: se hará entonces."],
};
const STUCK = 15_000; // milliseconds after which a page that was to be left is given back

let act = null; // {form, submitter, button, label, since, trouble, tries, state, …}
let note = null; // the element that says how it stands
let says = null; // the element from which a screen reader hears it

// On the window, after every listener of the form, of its page and of the save queue.
addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  const posts = (submitter?.getAttribute("formmethod") ?? form.method).toLowerCase() === "post";
  if (event.defaultPrevented || !posts || form.target) return;
  event.preventDefault();
  if (act) again(form);
  else begin(form, submitter);
});

function begin(form, submitter) {
  dismiss();
  const button = submitter ?? form.querySelector('[type="submit"]');
  const label = (button?.textContent || button?.value || "").trim();
  act = { form, submitter, button, label: label.replace(/\s+/g, " "), tries: 0 };
  mark("en curso");
  send();
}

/* The same button once more asks to try now; another one waits for its turn. */
function again(form) {
  if (act.sending) return;
  if (form === act.form) return send();
  announce(`Antes termine o cancele «${act.label}».`);
  note?.scrollIntoView({ block: "center" });
}

async function send() {
  const mine = act;
  clearTimeout(mine.timer);
  mine.sending = true;
  const outcome = (await typedFirst(mine.form))
    ? await (asksOnly(mine.form) ? knock() : postAct(mine.form, mine.submitter))
    : { trouble: { kind: "offline" } };
  mine.sending = false;
  if (act !== mine) return; // taken back meanwhile
  if (outcome.trouble) return wait(outcome.trouble);
  mine.leaving = true;
  setTimeout(() => act === mine && release(), STUCK);
  if (outcome.to) follow(outcome.to);
  else submitNatively(mine.form, mine.submitter);
}

/* What the page still holds for the server goes before the act; to sign out asks on its own. */
async function typedFirst(form) {
  if ("signOut" in form.dataset) return true;
  const detail = { waits: [] };
  document.dispatchEvent(new CustomEvent("sesea:before-act", { detail }));
  return (await Promise.all(detail.waits)).every(Boolean);
}

function asksOnly(form) {
  return form.enctype === "multipart/form-data" || "everyTryCounts" in form.dataset;
}

function wait(trouble) {
  const first = act.trouble?.kind !== trouble.kind;
  act.trouble = trouble;
  act.since ??= hour();
  if (trouble.kind === "failed") {
    clearMark();
  } else {
    mark("en espera");
    act.timer = setTimeout(send, 1000 * (RETRY_SECONDS[act.tries] ?? RETRY_SECONDS.at(-1)));
    act.tries += 1;
  }
  if (first) showTrouble();
}

function showTrouble() {
  const { kind, words, folio } = act.trouble;
  if (kind === "failed") {
    const told = `Lo escrito sigue en esta página.${folio ? ` Folio ${folio}.` : ""}`;
    const buttons = [button("Intentar otra vez", send), button("Cerrar", takeBack)];
    return show("error", `Error del sistema: «${act.label}» no se hizo.`, told, buttons);
  }
  const [title, told] = TROUBLES[kind];
  const buttons = [button("Intentar ahora", send), button("Cancelar", takeBack)];
  if (kind === "session") buttons.unshift(signIn());
  const head = `${words?.replace(/\.$/, "") ?? title}: «${act.label}» está en espera.`;
  show("warning", head, `${told} Desde las ${act.since}.`, buttons);
}

/* One note at a time, beside the button that it is about. */
function show(kind, head, text, buttons = []) {
  note?.remove();
  note = document.createElement("div");
  note.className = `act-note callout callout-${kind}`;
  const body = document.createElement("div");
  body.className = "callout-body";
  const title = paragraph(head);
  title.className = "callout-title";
  body.append(title, paragraph(text));
  if (buttons.length) {
    const row = document.createElement("div");
    row.className = "act-note-buttons";
    row.append(...buttons);
    body.append(row);
  }
  note.append(body);
  (act.button?.closest(".form-actions") ?? act.button ?? act.form.lastElementChild).after(note);
  note.scrollIntoView({ block: "nearest" });
  announce(`${head} ${text}`);
}

function takeBack() {
  const { button: pressed, trouble, label } = act;
  const unsure = trouble.kind === "slow" || trouble.kind === "away";
  if (unsure) show("info", `Canceló «${label}».`, "Vuelva a cargar la página para ver si alcanzó a llegar.");
  else dismiss();
  release();
  pressed?.focus();
}

function dismiss() {
  note?.remove();
  note = null;
}

function release() {
  if (!act) return;
  clearTimeout(act.timer);
  clearMark();
  act = null;
}

/* The button keeps its words and its look, and says beside them how the act stands. */
function mark(words) {
  if (!act.button) return;
  act.button.setAttribute("aria-disabled", "true");
  if (!act.state) {
    act.state = document.createElement("span");
    act.state.className = "act-state";
    if (act.button.matches("input")) act.button.after(act.state);
    else act.button.append(act.state);
  }
  act.state.textContent = ` · ${words}`;
}

function clearMark() {
  act.button?.removeAttribute("aria-disabled");
  act.state?.remove();
  act.state = null;
}

function signIn() {
  const link = document.createElement("a");
  const here = location.pathname + location.search;
  const { content } = document.querySelector('meta[name="sign-in"]');
  link.href = `${content}?next=${encodeURIComponent(here)}`;
  Object.assign(link, { className: "btn btn-secondary", target: "_blank" });
  link.textContent = "Entrar en otra ventana";
  return link;
}

function button(words, run) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "btn btn-secondary", textContent: words });
  made.addEventListener("click", run);
  return made;
}

function paragraph(words) {
  const made = document.createElement("p");
  made.textContent = words;
  return made;
}

/* The place is made when it is first needed: what a screen reader knows empty, it reads when filled. */
function announce(words) {
  if (!says) {
    says = document.createElement("p");
    says.className = "visually-hidden";
    says.setAttribute("role", "status");
    document.getElementById("contenido").append(says);
  }
  setTimeout(() => {
    says.textContent = words;
  }, 100);
}

function hour(date = new Date()) {
  return [date.getHours(), date.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");
}

/* What was typed is saved as the pointer goes down on a button, and the answer may move the page
   under it: the press is of the button on which it began. */
let press = null;
addEventListener("pointerdown", ({ target, clientX, clientY }) => {
  const began = target.closest?.('[type="submit"]');
  press = began ? { began, clientX, clientY } : null;
});
addEventListener("pointerup", ({ target, clientX, clientY }) => {
  const still = press && Math.hypot(clientX - press.clientX, clientY - press.clientY) < 5;
  if (still && !press.began.contains(target)) press.began.click();
  press = null;
});

function tryNow() {
  if (!act?.trouble || act.sending || act.trouble.kind === "failed") return;
  act.tries = 0;
  send();
}

addEventListener("online", tryNow);
addEventListener("focus", tryNow);

// What is typed in a form that waits was not there when its button was pressed.
document.addEventListener("input", ({ target }) => {
  if (!act?.trouble || target.form !== act.form) return;
  show("info", `«${act.label}» ya no está en espera.`, "Usted cambió lo escrito: pulse otra vez el botón.");
  release();
});

addEventListener("beforeunload", (event) => {
  if (act?.trouble && !act.leaving && act.trouble.kind !== "failed") event.preventDefault();
});
// «Back» shows the page as it was left: with its button on its way.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  dismiss();
  release();
});
