/* Pages with capture: forms that only their button saves (form[data-draft="key"]). What is typed in
   them stays on this computer until the button is pressed, and is there again at the next visit.
   With `data-draft-blocks="sentence"` a línea is not lista while something of the form is unsaved.

   A form that also saves itself (data-autosave) keeps here only what is not complete enough to be
   sent: autosave.js calls `hold` and `release` for it. */

import { draftKeys, draftOf, forgetDraft, keepDraft } from "./save-store.js";

const NOT_TYPED = new Set(["hidden", "submit", "button", "file", "password"]);
const HERE = "Sin guardar todavía: lo escrito está en este equipo.";
const NOWHERE = "Sin guardar, y este equipo no pudo conservarlo: no cierre la página.";
const KEYS = new Set(["key", "token"]);
const NEW_AT_EACH_VISIT = new Set([...KEYS, "csrfmiddlewaretoken"]);
const recorded = [...document.querySelectorAll("[data-recorded]")].map((e) => e.dataset.recorded);
const lost = new Set(); // forms of which this computer could keep nothing

for (const form of document.querySelectorAll("form[data-draft]:not([data-autosave])")) bind(form);
// What was sent from a form that is gone was taken: a refusal draws the form again.
const drawnHere = new Set([...document.querySelectorAll("[data-draft]")].map((f) => f.dataset.draft));
for (const key of draftKeys()) if (draftOf(key)?.sent && !drawnHere.has(key)) forgetDraft(key);

addEventListener("beforeunload", (event) => {
  if (lost.size) event.preventDefault();
});

/** Keep what a form holds now, and say so beside it, with `why` it is not saved. */
export function hold(form, why = "") {
  const kept = keepDraft(form.dataset.draft, { fields: valuesOf(form, now) });
  if (kept) lost.delete(form);
  else lost.add(form);
  say(form, [why, kept ? HERE : NOWHERE].filter(Boolean).join(" "));
}

/** Nothing of a form is unsaved any more. */
export function release(form) {
  forgetDraft(form.dataset.draft);
  lost.delete(form);
  say(form, "");
}

/** Put back what an earlier visit left in a form; tells whether there was something. */
export function putBack(form) {
  const fields = draftOf(form.dataset.draft)?.fields;
  if (!fields) return false;
  for (const field of typedFields(form)) {
    const value = fields[nameOf(field)];
    if (value === undefined) continue;
    if (isChoice(field)) field.checked = value;
    else field.value = value;
  }
  form.closest("details")?.setAttribute("open", "");
  return true;
}

/** The forms of the page with something unsaved that keeps a línea from being lista. */
export function blocking() {
  return [...document.querySelectorAll("form[data-draft-blocks]")].filter(
    (form) => draftOf(form.dataset.draft) || lost.has(form),
  );
}

function bind(form) {
  // A page that was drawn to say what is wrong shows what was sent, which is saved nowhere.
  const refused = form.querySelector('[aria-invalid="true"]') !== null;
  const unsaved = () => refused || !same(valuesOf(form, now), valuesOf(form, drawn));
  const typed = () => (unsaved() ? hold(form) : release(form));
  if (!refused && wasTaken(form, draftOf(form.dataset.draft) ?? {})) release(form);
  if (refused || putBack(form)) typed();
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", () => {
    if (!unsaved()) return;
    const fields = valuesOf(form, now);
    keepDraft(form.dataset.draft, { fields, sent: versionOf(form), key: keyOf(form) });
  });
}

/* Whether what was sent from a form arrived: what it changes has another version since, or what it
   adds is on the page, in an element that says which form it came of (data-recorded). */
function wasTaken(form, { sent, key }) {
  if (!sent) return false;
  if (sent !== versionOf(form)) return true;
  return Boolean(key) && recorded.some((made) => made === key || made.includes(`-${key}-`));
}

/* What a form says of the rows that it changes: every hidden value that is the same at each visit
   while nobody saves them. */
function versionOf(form) {
  const kept = [...form.elements].filter(
    ({ type, name }) => type === "hidden" && name && !NEW_AT_EACH_VISIT.has(name),
  );
  return kept.map(({ name, value }) => `${name}=${value}`).join("&") || "no";
}

/* What names a form that adds something: another one at each visit. */
function keyOf(form) {
  const named = [...form.elements].find(({ type, name }) => type === "hidden" && KEYS.has(name));
  return named?.value ?? "";
}

function typedFields(form) {
  return [...form.elements].filter((field) => field.name && !NOT_TYPED.has(field.type));
}

function isChoice(field) {
  return field.type === "radio" || field.type === "checkbox";
}

function nameOf(field) {
  return isChoice(field) ? `${field.name}=${field.value}` : field.name;
}

function valuesOf(form, read) {
  return Object.fromEntries(typedFields(form).map((field) => [nameOf(field), read(field)]));
}

function now(field) {
  return isChoice(field) ? field.checked : field.value;
}

function drawn(field) {
  if (isChoice(field)) return field.defaultChecked;
  if (field.type !== "select-one") return field.defaultValue;
  return ([...field.options].find((option) => option.defaultSelected) ?? field.options[0])?.value;
}

function same(a, b) {
  const plain = (value) => String(value ?? "").replaceAll("\r\n", "\n").trim();
  return Object.entries(a).every(([name, value]) => plain(b[name]) === plain(value));
}

function say(form, words) {
  let note = form.querySelector("[data-draft-note]");
  if (!note && !words) return;
  if (!note) {
    note = document.createElement("p");
    note.className = "form-text draft-note";
    note.dataset.draftNote = "";
    form.append(note);
  }
  if (note.textContent !== words) note.textContent = words;
  note.hidden = !words;
}
