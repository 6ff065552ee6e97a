/* Page Mes from 992 px on: what the focused cell says, and the small form of reason and note. */

import { want, wordOf } from "./month-marks.js";
import { draftOf, forgetDraft, keepDraft } from "./save-store.js";

const panel = document.getElementById("mes-detail");
const form = panel?.querySelector("[data-d-form]");
const part = (name) => panel.querySelector(`[data-d-${name}]`);
const field = (name) => document.getElementById(`d-${name}`);
const FIELDS = ["choice", "reason", "note"];
let cell = null;
let box = null;
let kind = "not_done";

/** Show a cell; `input` is where the focus returns. The form closes when another cell comes. */
export function showDetail(shown, input) {
  if (!panel) return;
  if (cell !== shown) form.hidden = true;
  cell = shown;
  box = input;
  panel.hidden = false;
  const label = cell.name.split(" ")[0];
  const month = `${cell.monthName[0].toUpperCase()}${cell.monthName.slice(1)}`;
  part("name").textContent = `${/^[\d.]+$/.test(label) ? `${label} ` : ""}${month}.`;
  part("state").textContent = `${wordOf(cell)}.${cell.note ? ` Nota: ${cell.note}.` : ""}`;
  part("who").textContent = cell.locked || (cell.who ? `${cell.who}.` : "");
  part("text").textContent = cell.text ?? cell.name;
  // A month that nobody programmed or marked has no row yet, and so no history.
  const history = part("history");
  history.hidden = cell.number || !cell.version;
  history.href = `${history.dataset.base}${cell.tarea}/${cell.month}/historial/`;
  for (const button of panel.querySelectorAll("[data-d-open]")) {
    if (cell.number && button.dataset.dOpen === "note") {
      button.hidden = true;
      continue;
    }
    const possible = button.dataset.dOpen === "note" ? cell.status !== "unreported" : cell.programmed;
    button.hidden = Boolean(cell.locked) || !possible;
  }
  const draft = draftOf(draftKey());
  if (draft && form.hidden && !cell.locked) open(draft.kind);
}

/* What was typed of a cell and not saved waits on this computer until one comes back to it. */
function draftKey() {
  return `mes-${cell.tarea}-${cell.month}`;
}

/** Open the form of reason and note, or of the note alone. */
export function editDetail(wanted) {
  if (!cell || cell.locked || (wanted === "not_done" && !cell.programmed)) return;
  open(wanted === "note" && cell.status !== "not_done" ? "note" : "not_done");
  field(kind === "note" || wanted === "note" ? "note" : "choice").focus();
}

function open(wanted) {
  kind = wanted;
  for (const each of form.querySelectorAll("[data-d-reasons]")) each.hidden = kind === "note";
  const choices = [...field("choice").options].map((option) => option.text);
  field("choice").value = choices.includes(cell.reason) ? cell.reason : "";
  field("reason").value = choices.includes(cell.reason) ? "" : cell.reason;
  field("note").value = cell.note;
  const draft = draftOf(draftKey());
  if (draft?.kind === kind) for (const name of FIELDS) field(name).value = draft.fields[name];
  fault(false);
  form.hidden = false;
}

function fault(shown) {
  field("error").hidden = !shown;
  field("reason").setAttribute("aria-invalid", String(shown));
}

function close() {
  forgetDraft(draftKey());
  form.hidden = true;
  box?.focus();
}

if (panel) {
  for (const button of panel.querySelectorAll("[data-d-open]")) {
    button.addEventListener("click", () => editDetail(button.dataset.dOpen));
  }
  form.addEventListener("input", () => {
    const fields = Object.fromEntries(FIELDS.map((name) => [name, field(name).value]));
    keepDraft(draftKey(), { kind, fields });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = field("reason").value.trim() || field("choice").value;
    const note = field("note").value.trim();
    if (cell.number) {
      want(cell, { status: cell.status, reason });
      return close();
    }
    if (kind === "not_done" && !reason) {
      fault(true);
      return field("choice").focus();
    }
    want(cell, kind === "note" ? { ...cell, note } : { status: "not_done", reason, note });
    close();
  });
  part("cancel").addEventListener("click", close);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
}
