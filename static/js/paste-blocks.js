/* Trimestre and Presentación: a paste into a block. What is more than a text for a Texto, or a table
   for a Tabla, becomes blocks of its own around it, which go through the save queue: without a
   connection they wait on this computer like everything that is typed. */

import { showAnswer } from "./autosave.js";
import { confirmTables } from "./paste-preview.js";
import { forgetUndo, offerUndo } from "./paste-undo.js";
import { clean } from "./paste-plain.js";
import { plainOf, sentenceOf } from "./paste.js";
import { claim, discard, enqueue, flush, pendingOf } from "./save-queue.js";
import { post } from "./save-post.js";
import { sendPictures } from "./upload.js";

const NOTHING = "No se pegó nada.";
const UNDONE = "Se deshizo lo pegado.";
const KEY_BYTES = 12;

/** What a list of blocks does with pastes. `arrive(markup, parent, before)` puts the markup of a new
    block in its place and returns it; `gone(block)` tells that one was taken back. */
export function pasting(list, { arrive, gone }) {
  const pictures = new Map(); // key of a block of figures → files that wait for it
  const withdrawn = new Set(); // keys of blocks taken back before they arrived
  const refusals = new Map(); // queue key → what gives back what was taken out of a text

  function entry(block, isAbove) {
    const key = `pegado-${block.dataset.block}${isAbove ? "-antes" : ""}`;
    return {
      key,
      url: list.dataset.paste,
      restoreLabel: "Lo pegado",
      merge: joined,
      onSaved: (data) => arrived(key, block, isAbove, data),
      onRefused: (data) => refused(key, block, data),
      apply: (fields) => wait(key, block, isAbove, fields),
    };
  }

  /* Two pastes at one place: the later one stands nearer to it. */
  function joined(older, newer) {
    const [before, now] = [older, newer].map(({ blocks }) => JSON.parse(blocks));
    const keys = new Set(now.map(({ key }) => key));
    const all = [...now, ...before.filter(({ key }) => !keys.has(key))];
    return { ...newer, blocks: JSON.stringify(all.filter(({ key }) => !withdrawn.has(key))) };
  }

  function add(block, blocks, { isAbove = false } = {}) {
    const sent = blocks.map((each) => ({ kind: KIND[each.kind], key: newKey(), values: valuesOf(each) }));
    for (const [place, { key }] of sent.entries()) {
      if (blocks[place].kind === "figuras") pictures.set(key, blocks[place].files);
    }
    const fields = { after: isAbove ? keyBefore(block) : keyOf(block), blocks: JSON.stringify(sent) };
    const { apply, ...options } = entry(block, isAbove);
    enqueue({ ...options, fields, delay: 0 });
    apply(fields);
    return sent.map(({ key }) => key);
  }

  function wait(key, block, isAbove) {
    if (list.querySelector(`[data-pasted="${key}"]`)) return;
    const line = document.createElement("p");
    line.className = "edit-block paste-pending";
    line.dataset.pasted = key;
    line.textContent = "Lo pegado espera a guardarse. Se conserva en este equipo.";
    if (isAbove) block.before(line);
    else block.after(line);
  }

  function arrived(key, block, isAbove, data) {
    showAnswer(data);
    if (!pendingOf(key)) {
      refusals.delete(key);
      list.querySelector(`[data-pasted="${key}"]`)?.remove();
    }
    let next = isAbove ? block : block.nextElementSibling;
    for (const { key: own, html } of data.blocks) {
      const there = document.getElementById(`bloque-${own}`);
      if (there) {
        if (!isAbove) next = there.nextElementSibling;
        continue;
      }
      const shown = arrive(html, block.parentElement, next);
      if (withdrawn.has(own)) takeOut(shown);
      else if (pictures.has(own)) {
        sendPictures(shown.querySelector("form[data-upload]"), pictures.get(own));
        pictures.delete(own);
      }
    }
  }

  /* What this page pasted is still on the clipboard, and the text gets back what it had. What an
     earlier visit left stays in line, so that it can be copied. */
  function refused(key, block, data) {
    const why = Object.values(data.errors ?? {}).flat()[0] ?? data.message;
    const sentence = `No se agregó lo pegado. ${why}`;
    const line = list.querySelector(`[data-pasted="${key}"]`);
    const giveBack = refusals.get(key);
    if (giveBack) {
      giveBack();
      discard(key);
      line?.remove();
    } else if (line) line.textContent = sentence;
    say(block, sentence);
    refusals.delete(key);
    forgetUndo();
  }

  function withdraw(block, keys) {
    for (const key of keys) {
      withdrawn.add(key);
      pictures.delete(key);
      const shown = document.getElementById(`bloque-${key}`);
      if (shown) takeOut(shown);
    }
    for (const isAbove of [true, false]) {
      const { apply, ...options } = entry(block, isAbove);
      if (!pendingOf(options.key)) continue;
      const after = isAbove ? keyBefore(block) : keyOf(block);
      enqueue({ ...options, fields: { after, blocks: "[]" }, delay: 0 });
    }
  }

  async function takeOut(shown) {
    await flush();
    const form = shown.querySelector("form[data-remove-block]");
    const fields = { version: form.elements.version.value };
    const { status, data, trouble } = await post(form.getAttribute("action"), fields);
    if (trouble || status >= 300) {
      say(shown, "No se pudo deshacer aquí. Quite este bloque con su botón.");
      return;
    }
    showAnswer(data);
    shown.remove();
    gone(shown);
  }

  /** Put a paste into the editor of a Texto. */
  async function intoText(block, paste, text) {
    const [first] = paste.blocks;
    const sentence = sentenceOf(paste);
    if (!first || (first.kind === "texto" && paste.blocks.length === 1)) {
      forgetUndo();
      if (first) text.insert(first.html);
      return say(block, sentence);
    }
    if (!(await confirmTables(paste.blocks))) {
      text.focus();
      return say(block, NOTHING);
    }
    const before = text.snapshot();
    const added = paste.blocks.map((each) => ({ ...each }));
    // What follows the caret is taken out first: after a list it would be a part of its last item.
    if (first.kind === "texto") text.part();
    const rest = text.cut();
    if (first.kind === "texto") text.insert(added.shift().html);
    if (rest && added.at(-1).kind === "texto") added.at(-1).html += rest;
    else if (rest) added.push({ kind: "texto", html: rest });
    const after = JSON.stringify(text.snapshot());
    const keys = add(block, added);
    refusals.set(entry(block, false).key, () => {
      if (JSON.stringify(text.snapshot()) === after) text.restore(before);
      else if (rest) text.append(rest);
    });
    say(block, sentence);
    offerUndo(() => {
      text.restore(before);
      text.focus();
      withdraw(block, keys);
      say(block, UNDONE);
    }, lineOf(block).button);
    return undefined;
  }

  /** Put a paste into the cells of a Tabla: its first table there, the rest around. */
  async function intoCells(block, paste, cells) {
    const sentence = sentenceOf(paste);
    const place = paste.blocks.findIndex(({ kind }) => kind === "tabla");
    if (paste.blocks.every(({ kind }) => kind === "texto")) {
      forgetUndo();
      cells.write(clean(plainOf(paste.blocks)));
      return say(block, sentence);
    }
    if (!(await confirmTables(paste.blocks))) {
      cells.focus();
      return say(block, NOTHING);
    }
    const before = cells.snapshot();
    const above = paste.blocks.slice(0, Math.max(place, 0));
    const below = paste.blocks.slice(place + 1);
    if (place >= 0) cells.fill(paste.blocks[place]);
    const keys = above.length ? add(block, above, { isAbove: true }) : [];
    if (below.length) keys.push(...add(block, below));
    for (const isAbove of [true, false]) {
      refusals.set(entry(block, isAbove).key, () => cells.restore(before));
    }
    say(block, sentence);
    offerUndo(() => {
      cells.restore(before);
      withdraw(block, keys);
      say(block, UNDONE);
    }, lineOf(block).button);
    return undefined;
  }

  /** Take up what an earlier visit pasted beside a block and could not send. */
  function wakePastes(block) {
    lineOf(block);
    for (const isAbove of [true, false]) {
      const { key, ...options } = entry(block, isAbove);
      claim(key, options);
    }
  }

  return { intoText, intoCells, wakePastes };
}

const KIND = { texto: "text", tabla: "table", figuras: "figures" };

function valuesOf({ kind, html, rows, headerRows }) {
  if (kind === "texto") return { html };
  return kind === "tabla" ? { rows: JSON.stringify(rows), header_rows: headerRows } : {};
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return `captura-${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function keyOf(block) {
  return block.id.replace(/^bloque-/, "");
}

function keyBefore(block) {
  let other = block.previousElementSibling;
  while (other && !("block" in other.dataset)) other = other.previousElementSibling;
  return other ? keyOf(other) : "";
}

/* The line of a block that says what became of a paste, and its button. */
function lineOf(block) {
  let line = block.querySelector("[data-paste-line]");
  if (!line) {
    line = document.createElement("p");
    line.className = "form-text paste-line";
    line.dataset.pasteLine = "";
    const words = document.createElement("span");
    words.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-link";
    button.textContent = "Deshacer lo pegado";
    button.hidden = true;
    line.append(words, button);
    const place = block.querySelector("textarea[data-prose], [data-grid]");
    (place ?? block.querySelector(".edit-block-head")).after(line);
  }
  return { words: line.firstElementChild, button: line.lastElementChild };
}

function say(block, sentence) {
  lineOf(block).words.textContent = sentence;
}
