/* Pages with capture: two people wrote the same (templates/components/_conflict.html). Shows both
   texts beside the place where it is written and does what the person chooses.

   showConflict({key, data, place, labels, onTheirs})
     key, data: of the queue's onConflict. place: element before which the panel is put.
     labels: {field: Spanish name}. onTheirs(theirs): shows the other person's texts in the page;
     it may return the fields to send for them, if they are not those of the answer as they are.
   The text that is not chosen is saved too, before the chosen one, so that the history has it. */

import { enqueue, flush, pendingOf, resume } from "./save-queue.js";
import { wordDiff } from "./word-diff.js";

/** Show the panel of a key, in place of an earlier one of it; returns it. */
export function showConflict({ key, data, place, labels = {}, onTheirs = () => null }) {
  const { author, at, ...theirs } = data.theirs;
  document.getElementById(panelId(key))?.remove();
  const template = document.getElementById("conflict-template");
  const panel = template.content.firstElementChild.cloneNode(true);
  const part = (name) => panel.querySelector(`[data-conflict-${name}]`);
  const button = (use) => panel.querySelector(`[data-conflict-use="${use}"]`);
  panel.id = panelId(key);
  panel.setAttribute("aria-labelledby", `${panel.id}-title`);
  part("title").id = `${panel.id}-title`;
  const whose = data.own ? "la otra ventana" : author;
  part("title").textContent = data.own
    ? `Usted guardó esto a las ${at} en otra ventana`
    : `${author} guardó esto a las ${at} mientras usted escribía`;
  part("author").textContent = `Lo de ${whose}, ${at}`;
  button("theirs").textContent = `Usar lo de ${whose}`;
  let joining = null; // what the person had written when they began to join
  const draw = () => {
    if (!joining) drawTexts(part("theirs"), part("mine"), theirs, pendingOf(key), labels);
  };
  draw();
  // The person may go on writing: what they see when they come to choose is what they wrote.
  panel.addEventListener("pointerenter", draw);
  panel.addEventListener("focusin", draw);

  button("mine").addEventListener("click", () => {
    resume(key, data.version);
    leave(panel, place);
  });
  button("theirs").addEventListener("click", async () => {
    const { url, label } = pendingOf(key);
    const fields = onTheirs(theirs) ?? theirs;
    leave(panel, place);
    resume(key, data.version);
    await flush();
    enqueue({ key, url, fields, version: data.version, restoreLabel: label, delay: 0 });
  });
  // The key stays stopped: what is being joined is kept on this computer, and both texts stay in
  // sight as they were, until the person says that it is done.
  button("both").addEventListener("click", () => {
    draw();
    joining = pendingOf(key);
    panel.classList.add("is-joining");
    part("lead").textContent =
      "Escriba abajo el texto unido. Los dos se quedan aquí hasta que lo guarde.";
    for (const use of ["mine", "theirs", "both"]) button(use).hidden = true;
    button("done").hidden = false;
    firstField(place)?.focus();
  });
  button("done").addEventListener("click", async () => {
    const { url, fields, label } = pendingOf(key);
    const again = { key, url, version: data.version, restoreLabel: label, delay: 0 };
    leave(panel, place);
    enqueue({ ...again, fields: joining.fields });
    resume(key, data.version);
    await flush();
    enqueue({ ...again, fields });
  });

  place.before(panel);
  panel.scrollIntoView({ block: "nearest" });
  return panel;
}

function panelId(key) {
  return `conflicto-${key}`;
}

function leave(panel, place) {
  panel.remove();
  firstField(place)?.focus();
}

function firstField(place) {
  const fields = 'textarea, input:not([type="hidden"]), [contenteditable="true"], select';
  return place.matches(fields) ? place : place.querySelector(fields);
}

function drawTexts(left, right, theirs, item, labels) {
  if (!item) return;
  left.replaceChildren();
  right.replaceChildren();
  for (const [name, text] of Object.entries(theirs)) {
    if (!(name in item.fields)) continue;
    const [theirParts, myParts] = wordDiff(readable(text), readable(item.fields[name]));
    if (![...theirParts, ...myParts].some(({ differs }) => differs)) continue;
    left.append(...drawn(labels[name], theirParts));
    right.append(...drawn(labels[name], myParts));
  }
}

function drawn(label, parts) {
  const text = document.createElement("p");
  text.className = "conflict-text";
  for (const { text: words, differs } of parts) {
    const node = document.createElement(differs ? "mark" : "span");
    node.textContent = differs ? words.trimEnd() : words;
    text.append(node, differs ? words.slice(words.trimEnd().length) : "");
  }
  if (!parts.length) text.textContent = "(vacío)";
  if (!label) return [text];
  const heading = document.createElement("p");
  heading.className = "conflict-label";
  heading.textContent = label;
  return [heading, text];
}

/* Markup as its words, a table as lines of cells. */
function readable(value) {
  const text = String(value ?? "");
  if (text.startsWith("[[")) {
    try {
      return JSON.parse(text).map((cells) => cells.join(" | ")).join("\n");
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  if (!/<\w/.test(text)) return text;
  const spaced = text.replace(/<br[^>]*>|<\/(p|li)>/g, "\n");
  return new DOMParser().parseFromString(spaced, "text/html").body.textContent.trim();
}
