/* Trimestre and Presentación: ties each form[data-autosave] to the save queue and shows in the page
   what the server answers: new markup for [data-live] places, errors beside their fields. */

import { showConflict } from "./conflict.js";
import { hold, putBack, release } from "./drafts.js";
import { takeHechos } from "./found-hechos.js";
import { claim, enqueue } from "./save-queue.js";

const NOT_TYPED = new Set(["csrfmiddlewaretoken", "version"]);

/** Save a form by itself from now on. `form.restoreFields(fields)`, where a part of the page sets
    it, shows texts that an earlier visit left or that another person wrote. */
export function bind(form) {
  if (form.dataset.bound) return;
  form.dataset.bound = "yes";
  const key = form.dataset.autosave;
  const options = {
    url: form.getAttribute("action"),
    version: () => versionField(form).value,
    restoreLabel: form.dataset.label,
    onSaved: (data) => saved(form, data),
    onConflict: (data) => conflict(form, key, data),
    onRefused: (data) => showTold(form, data),
  };
  let last = JSON.stringify(fieldsOf(form));
  const typed = () => {
    const fields = fieldsOf(form);
    const now = JSON.stringify(fields);
    if (now === last) return; // a change that its input already told
    last = now;
    const lacks = lacking(form);
    if (lacks) return hold(form, lacks);
    if (form.dataset.draft) release(form);
    enqueue({ key, fields, ...options });
  };
  form.addEventListener("input", typed);
  form.addEventListener("change", typed);
  form.addEventListener("submit", (event) => {
    event.preventDefault(); // Enter in a field
    if (lacking(form)) return;
    enqueue({ key, fields: fieldsOf(form), ...options, delay: 0 });
  });
  claim(key, { ...options, apply: (fields) => write(form, fields) });
  if (form.dataset.draft && putBack(form)) typed();
}

/* What a form has to say before it means anything: its [data-needed-with="stated omitted"] fields,
   where one of those values is chosen. Until then it is a draft, and no error. */
function lacking(form) {
  const chosen = new Set([...form.querySelectorAll("input:checked")].map(({ value }) => value));
  const empty = [...form.querySelectorAll("[data-needed-with]")].find(
    (field) => !field.value.trim() && field.dataset.neededWith.split(" ").some((v) => chosen.has(v)),
  );
  return empty?.dataset.neededWords ?? "";
}

/** Show what an answer changes beyond its own form. */
export function showAnswer(data) {
  for (const [name, markup] of Object.entries(data.fragments ?? {})) {
    const place = document.querySelector(`[data-live="${name}"]`);
    if (place && place.innerHTML.trim() !== markup.trim()) place.innerHTML = markup;
  }
  if (data.avance_version !== undefined) {
    for (const field of versionsOfAvance()) field.value = data.avance_version;
  }
  askFindings();
  for (const [pk, why] of Object.entries(data.unlikely ?? {})) ask(pk, why);
  if (data.figures) {
    document.dispatchEvent(new CustomEvent("sesea:figures", { detail: data.figures }));
  }
  if (data.proposed) {
    document.dispatchEvent(new CustomEvent("sesea:proposed", { detail: data.proposed }));
  }
}

/* What does not agree is asked for once nothing was saved for a moment. It reads the whole línea,
   for which no save should wait; where it does not arrive, the next save asks again. */
let asking;
let found = "";
function askFindings() {
  const place = document.querySelector("[data-findings]");
  clearTimeout(asking);
  if (!place) return;
  asking = setTimeout(async () => {
    try {
      const answer = await fetch(place.dataset.findings);
      if (!answer.ok || answer.redirected) return;
      const markup = takeHechos(await answer.text());
      if (markup !== found) showFound(place, markup);
      found = markup;
      countFound(place);
    } catch {
      // without the server
    }
  }, 1000);
}

/* The list, and beside each field what is said of it. */
function showFound(place, markup) {
  place.innerHTML = markup;
  const parts = place.querySelector("template[data-found-parts]");
  const own = new Map(
    [...parts.content.children].map((part) => [part.dataset.beside, [...part.childNodes]]),
  );
  parts.remove();
  for (const field of document.querySelectorAll("[data-beside]")) {
    field.replaceChildren(...(own.get(field.dataset.beside) ?? []));
  }
}

/* How much was found stands beside the save state too, where it is seen while writing. */
function countFound(place) {
  const jump = document.querySelector("[data-found-jump]");
  if (!jump) return;
  jump.textContent = place.querySelector("[data-found-words]")?.textContent ?? "";
  jump.hidden = !jump.textContent;
}

/* The cause, the declaration and the mark are all of the entry: they share its version. */
function versionsOfAvance() {
  return document.querySelectorAll(
    '[data-avance-version], #cierre form input[name="version"]',
  );
}

function versionField(form) {
  return form.querySelector('input[name="version"]');
}

function fieldsOf(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (!NOT_TYPED.has(name)) fields[name] = value;
  }
  return fields;
}

function write(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements.namedItem(name);
    if (field && "value" in field) field.value = value;
  }
  form.restoreFields?.(fields);
}

function saved(form, data) {
  if (data.version !== undefined) {
    versionField(form).value = data.version;
    // Other forms of the same row, which are sent by a button.
    for (const field of document.querySelectorAll(`[data-version-of="${form.dataset.autosave}"]`)) {
      field.value = data.version;
    }
  }
  showTold(form, data);
  showAnswer(data);
}

function conflict(form, key, data) {
  const labels = {};
  for (const name of Object.keys(data.theirs)) {
    const field = form.elements.namedItem(name);
    labels[name] = field?.labels?.[0]?.textContent.trim();
  }
  showConflict({
    key,
    data,
    place: form,
    labels,
    onTheirs(theirs) {
      const known = Object.entries(theirs).filter(([name]) => form.elements.namedItem(name));
      write(form, Object.fromEntries(known));
      return fieldsOf(form);
    },
  });
}

/** Show beside the fields of a form what an answer refuses, or asks of what it saved. */
export function showTold(form, data) {
  for (const place of form.querySelectorAll("[data-error-for]")) {
    showTexts(form, place, data.errors?.[place.dataset.errorFor] ?? []);
  }
  if (data.errors) return;
  for (const place of form.querySelectorAll("[data-asked-for]")) {
    place.textContent = data.asked?.[place.dataset.askedFor] ?? "";
  }
}

function showTexts(form, place, texts) {
  place.hidden = texts.length === 0;
  place.replaceChildren(
    ...texts.map((text) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    }),
  );
  const field = form.elements.namedItem(place.dataset.errorFor);
  if (!(field instanceof HTMLElement)) return;
  if (texts.length) field.setAttribute("aria-invalid", "true");
  else field.removeAttribute("aria-invalid");
}

function ask(pk, why) {
  const place = document.querySelector(`[data-ask="${pk}"]`);
  if (!place) return;
  place.querySelector("[data-ask-why]").textContent = why ? `${why}.` : "";
  place.querySelector("[data-ask-open]").hidden = !why;
  place.querySelector("[data-ask-spare]").hidden = Boolean(why);
  const reason = place.querySelector('input[name="reason"]');
  place.hidden = !why && !reason.value;
}
