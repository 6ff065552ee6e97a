/* Trimestre: a línea is not marked lista over something of the page that is not saved. The list of
   what is left leads to each field (templates/programs/_captura_ready.html). */

import { blocking } from "./drafts.js";
import { flush, refusedItems } from "./save-queue.js";

const FIELD = 'input:not([type="hidden"]), textarea, select, [contenteditable="true"]';
const form = document.querySelector("form[data-ready]");
const box = document.querySelector("[data-ready-left]");
let whole = null; // the submission that found everything saved

// Before every other listener: nothing else is to send what this one holds back.
form?.addEventListener("submit", hold, { capture: true });

async function hold(event) {
  if (whole === form) return;
  const { submitter } = event;
  if (submitter?.name === "ready") return; // taking the mark away needs nothing saved
  event.preventDefault();
  event.stopImmediatePropagation();
  await flush();
  await new Promise((next) => setTimeout(next)); // a form is not sent while it tells of a sending
  const left = whatIsLeft();
  show(left);
  if (left.length) return;
  whole = form;
  form.requestSubmit(submitter);
  whole = null;
}

function whatIsLeft() {
  const refused = refusedItems().map(({ key, answer }) => {
    const place = document.querySelector(`[data-autosave="${CSS.escape(key)}"]`);
    const words = Object.values(answer.errors ?? {}).flat()[0] ?? answer.message;
    return { place, words: `${place?.dataset.label ?? "Un dato"}: ${words}` };
  });
  const drafts = blocking().map((place) => ({ place, words: place.dataset.draftBlocks }));
  return [...refused, ...drafts];
}

function show(left) {
  box.hidden = !left.length;
  box.querySelector("[data-ready-list]").replaceChildren(
    ...left.map(({ place, words }) => {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.textContent = words;
      link.href = `#${place?.id || "contenido"}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        goTo(place);
      });
      line.append(link);
      return line;
    }),
  );
  if (left.length) box.focus();
}

function goTo(place) {
  place?.closest("details")?.setAttribute("open", "");
  const fields = [...(place?.querySelectorAll(FIELD) ?? [])].filter((field) => field.checkVisibility());
  const wrong = fields.find((field) => field.getAttribute("aria-invalid") === "true");
  const empty = fields.find((field) => field.dataset.neededWith && !field.value.trim());
  (wrong ?? empty ?? fields[0])?.focus();
}
