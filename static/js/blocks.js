/* Trimestre and Presentación: the blocks of a narrative (templates/programs/_captura_blocks.html).
   Adds, moves, removes and puts back without leaving the page; each form also works by itself. */

import { bind, showAnswer } from "./autosave.js";
import { enhance } from "./editor.js";
import { pasting } from "./paste-blocks.js";
import { post } from "./save-post.js";
import { flush } from "./save-queue.js";
import { grid } from "./table-grid.js";
import { takeOver } from "./take-over.js";
import { inTurn } from "./turns.js";

const TROUBLE = {
  offline: "No hay conexión. Intente otra vez cuando vuelva.",
  slow: "El servidor tardó demasiado. Intente otra vez.",
  session: "Su sesión terminó. Vuelva a entrar en otra pestaña e intente otra vez.",
  server: "El servidor no pudo hacerlo. Intente otra vez.",
};

const pastes = new WeakMap(); // list of blocks → what it does with pastes

/** Make a list of blocks live. */
export function wake(list) {
  pastes.set(list, pasting(list, {
    arrive(markup, parent, before) {
      const block = insert(parent, markup, before);
      wakeBlock(list, block);
      refresh(list);
      return block;
    },
    gone: () => refresh(list),
  }));
  for (const block of list.querySelectorAll("[data-block]")) wakeBlock(list, block);
  list.addEventListener("submit", (event) => {
    const form = event.target;
    const act = actions.find(([name]) => name in form.dataset)?.[1];
    if (!act) return;
    event.preventDefault();
    inTurn(form, event.submitter, () => act(list, form, event.submitter));
  });
  refresh(list);
}

function wakeBlock(list, block) {
  takeOver(block);
  const { intoText, intoCells, wakePastes } = pastes.get(list);
  const prose = block.querySelector("textarea[data-prose]");
  if (prose) {
    const onPaste = (paste, text) => intoText(block, paste, text);
    whenNear(prose, () => enhance(prose, list.dataset.editor, onPaste));
  }
  const cells = block.querySelector("[data-grid]");
  if (cells) {
    const onPaste = (paste, places) => intoCells(block, paste, places);
    grid(cells, block.querySelector("[data-header-rows]"), onPaste);
  }
  for (const form of block.querySelectorAll("form[data-autosave]")) bind(form);
  wakePastes(block);
}

/* The editor's library is large: it is fetched once a text comes near the screen. */
function whenNear(element, run) {
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watcher.disconnect();
      run();
    },
    { rootMargin: "200px" },
  );
  watcher.observe(element);
}

const actions = [
  ["addBlock", add],
  ["moveBlock", move],
  ["removeBlock", remove],
  ["restoreBlock", restore],
];

async function add(list, form, button) {
  const key = form.elements.namedItem("key");
  const above = button.closest("[data-block]");
  const data = await send(list, form, { kind: button.value, key: key.value }, button.formAction);
  if (!data) return false;
  key.value = data.new_key;
  button.closest("details")?.removeAttribute("open");
  const blocks = list.querySelector("[data-block-list]");
  const block = draw(list, blocks, data, above ? above.nextElementSibling : null);
  // Another kind is what an earlier press made, whose answer was lost on its way.
  if (block.dataset.kind !== button.value) return add(list, form, button);
  focusIn(block);
  say(list, `Se agregó: ${block.querySelector("h3").textContent.trim()}.`);
}

async function move(list, form, button) {
  const block = form.closest("[data-block]");
  const up = button.value === "up";
  const data = await send(list, form, { to: button.value });
  if (!data) return false;
  block.parentElement.insertBefore(block, document.getElementById(data.before));
  refresh(list);
  if (button.disabled) form.querySelector("button:not(:disabled)")?.focus();
  else button.focus();
  const shown = blocksOf(list);
  const place = shown.indexOf(block) + 1;
  say(list, `${up ? "Subió" : "Bajó"} al lugar ${place} de ${shown.length}.`);
}

async function remove(list, form) {
  const block = form.closest("[data-block]");
  await flush(); // so that the version is that of what was just written
  const data = await send(list, form, { version: form.elements.version.value });
  if (!data) return false;
  const undo = insert(block.parentElement, data.html, block);
  block.remove();
  refresh(list);
  undo.querySelector("button").focus();
  say(list, "Se quitó el bloque. Puede deshacerlo.");
}

async function restore(list, form) {
  const data = await send(list, form, {});
  if (!data) return false;
  const inPlace = form.closest("[data-block-list]");
  if (!inPlace) {
    // From the list of those removed earlier: the server knows where it goes.
    location.hash = data.anchor;
    location.reload();
    return;
  }
  const block = draw(list, inPlace, data, form);
  form.remove();
  focusIn(block);
  say(list, "El bloque volvió a su lugar.");
}

/* One request; what went wrong is said beside the buttons that add. */
async function send(list, form, fields, address = form.action) {
  const error = list.querySelector("[data-add-error]");
  error.hidden = true;
  const { status, data, trouble } = await post(address, fields);
  if (!trouble && status < 300) {
    showAnswer(data);
    return data;
  }
  error.textContent = trouble ? TROUBLE[trouble.kind] : data.message;
  error.hidden = false;
  say(list, error.textContent);
  return null;
}

/* A block is on the page once, however often the server answers with it. */
function draw(list, parent, { anchor, html }, before) {
  const there = document.getElementById(anchor);
  if (there) return there;
  const block = insert(parent, html, before);
  wakeBlock(list, block);
  refresh(list);
  return block;
}

function insert(parent, markup, before) {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  const element = holder.content.firstElementChild;
  parent.insertBefore(element, before);
  return element;
}

function blocksOf(list) {
  return [...list.querySelectorAll("[data-block-list] > [data-block]")];
}

/* The first cannot go up nor the last down. */
function refresh(list) {
  const shown = blocksOf(list);
  for (const [place, block] of shown.entries()) {
    block.querySelector('[data-move-block] [value="up"]').disabled = place === 0;
    block.querySelector('[data-move-block] [value="down"]').disabled = place === shown.length - 1;
  }
  list.querySelector("[data-no-blocks]").hidden = shown.length > 0;
  document.dispatchEvent(new CustomEvent("sesea:blocks"));
}

function focusIn(block) {
  const field = block.querySelector(
    '[contenteditable="true"], [data-grid] textarea, textarea, input[type="file"]',
  );
  (field ?? block).focus();
  block.scrollIntoView({ block: "nearest" });
}

function say(list, words) {
  list.querySelector("[data-blocks-said]").textContent = words;
}
