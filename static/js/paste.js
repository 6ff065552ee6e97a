/* Every paste into a Texto, a Tabla or the grid of months is read here: what it holds as blocks, and
   what of it is left out. Nothing else reads the clipboard. */

import { MAX_COLUMNS, MAX_ROWS, cellsOfTabs } from "./paste-plain.js";

const KINDS = {
  texto: ["texto", "textos"],
  tabla: ["tabla", "tablas"],
  figuras: ["grupo de fotos", "grupos de fotos"],
};
const UNFORMATTED = "Se pegó sin formato, porque no hay conexión.";

let reading = null;

// What reads a clipboard is large: who only looks at a page does without.
addEventListener("focusin", reader, { once: true });

function reader() {
  reading ??= import("./paste-read.js").catch((error) => {
    if (!(error instanceof TypeError)) throw error;
    reading = null; // it did not arrive: asked for again with the next paste
    return null;
  });
  return reading;
}

/** Take from a clipboard what `readPaste` reads. */
export function pastedOf(clipboard) {
  return {
    html: clipboard.getData("text/html"),
    plain: clipboard.getData("text/plain"),
    files: [...clipboard.files],
  };
}

/** Read a paste, as `read` of paste-read.js says; without its markup if that cannot be fetched. */
export async function readPaste(given, options) {
  const parts = await reader();
  return parts ? parts.read(given, options) : unformatted(given.plain, options);
}

function unformatted(plain, { asCells = false } = {}) {
  const text = plain.trim();
  if (!text) return { blocks: [], left: [], notes: [] };
  const notes = [UNFORMATTED];
  if (asCells && /[\t\n]/.test(text)) {
    const rows = cellsOfTabs(plain).slice(0, MAX_ROWS).map((cells) => cells.slice(0, MAX_COLUMNS));
    const headerRows = Math.min(1, rows.length - 1);
    return { blocks: [{ kind: "tabla", rows, headerRows, unfolded: false }], left: [], notes };
  }
  const holder = document.createElement("div");
  for (const line of text.split(/[\r\n]+/)) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    holder.append(paragraph);
  }
  return { blocks: [{ kind: "texto", html: holder.innerHTML, text }], left: [], notes };
}

/** Write blocks as plain text: a line for each paragraph, item and row, tabs between cells. */
export function plainOf(blocks) {
  const written = {
    texto: ({ text }) => text,
    tabla: ({ rows }) => rows.map((cells) => cells.join("\t")).join("\n"),
    figuras: () => "",
  };
  return blocks.map((block) => written[block.kind](block)).filter(Boolean).join("\n");
}

/** Say what became of a paste in one line; "" where there is nothing to say beyond one text. */
export function sentenceOf({ blocks, left, notes }) {
  const counts = Object.entries(KINDS).map(([kind, words]) => {
    const count = blocks.filter((block) => block.kind === kind).length;
    return count ? `${count} ${words[count === 1 ? 0 : 1]}` : "";
  });
  const said = counts.filter(Boolean);
  const sentences = [];
  if (!said.length) sentences.push("No se pegó nada.");
  else if (blocks.length > 1 || left.length || notes.length) {
    sentences.push(`Se pegó como ${enumerated(said)}.`);
  }
  if (left.length) sentences.push(`Se omitió: ${left.join(", ")}.`);
  return [...sentences, ...notes].join(" ");
}

function enumerated(parts) {
  return new Intl.ListFormat("es", { type: "conjunction" }).format(parts);
}
