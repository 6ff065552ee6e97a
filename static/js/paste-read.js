/* The reading of a paste: what the clipboard holds as blocks, and what of it is left out. It is
   fetched by paste.js once somebody is in a field. */

import { htmlOf } from "./paste-html.js";
import { Reader } from "./paste-lines.js";
import { cellsOfTabs, isTable, linesOf } from "./paste-plain.js";
import { Source } from "./paste-source.js";
import { cut, tableOf, textOf } from "./paste-tables.js";

const PICTURE = /^image\/(?:png|jpeg|webp)$/;
const LEFT = {
  image: ["imagen", "imágenes"],
  struck: "texto tachado",
  comment: ["comentario", "comentarios"],
  hidden: "texto oculto",
  hiddenRow: ["fila oculta", "filas ocultas"],
  hiddenColumn: ["columna oculta", "columnas ocultas"],
  object: ["objeto", "objetos"],
  file: ["archivo que no es una foto JPEG, PNG o WEBP", "archivos que no son fotos JPEG, PNG o WEBP"],
  cutRow: ["fila que no cabe", "filas que no caben"],
  cutColumn: ["columna que no cabe", "columnas que no caben"],
};

/** Read a paste as {blocks, left, notes}.

    blocks: {kind: "texto", html, text}, {kind: "tabla", rows, headerRows, unfolded} and
      {kind: "figuras", files}, in the order of the source. `unfolded` tells that the source had
      merged or hidden cells, or a head of several rows.
    left: what was not kept, as parts of a sentence. notes: sentences on what changed.
    asCells: whether a plain text with breaks of line or tabs is always a table. */
export function read({ html = "", plain = "", files = [] }, { asCells = false } = {}) {
  const left = {};
  const pictures = files.filter(({ type }) => PICTURE.test(type));
  let lines = html ? linesOfMarkup(html, left) : [];
  const isSaid = lines.some((line) => line.runs || line.table);
  // Beside a text, the picture that a program puts there is one of that text.
  if (!isSaid && pictures.length) {
    return { blocks: [{ kind: "figuras", files: pictures }], left: [], notes: [] };
  }
  if (!isSaid && files.length) left.file = files.length;
  if (!lines.length && plain.trim()) {
    const cells = asCells ? /[\t\n]/.test(plain.trim()) : isTable(plain);
    lines = cells ? [{ table: cellsOfTabs(plain) }] : linesOf(plain);
  }
  const blocks = blocksOf(lines, left);
  return { blocks, left: partsOf(left), notes: notesOf(left) };
}

function linesOfMarkup(html, left) {
  const source = new Source(html);
  const found = new Reader(source, left).read(source.body);
  return found.flatMap((line) => {
    if (!line.table) return [line];
    const table = tableOf(source, line.table, left);
    return table ? [{ table }] : [];
  });
}

function blocksOf(lines, left) {
  const blocks = [];
  let texts = [];
  const endText = () => {
    if (texts.length) {
      blocks.push({ kind: "texto", html: htmlOf(texts, left), text: textOf(texts, "\n") });
    }
    texts = [];
  };
  for (const line of lines) {
    if (line.runs) {
      texts.push(line);
      continue;
    }
    endText();
    if (line.table) blocks.push(Array.isArray(line.table) ? plainTable(line.table, left) : line.table);
    else if (blocks.at(-1)?.kind === "figuras") blocks.at(-1).files.push(...line.files);
    else blocks.push({ kind: "figuras", files: [...line.files] });
  }
  endText();
  return blocks;
}

function plainTable(rows, left) {
  const headerRows = Math.min(1, rows.length - 1);
  return cut({ kind: "tabla", rows, headerRows, unfolded: false }, left);
}

function partsOf(left) {
  return Object.entries(LEFT).flatMap(([what, words]) => {
    const count = left[what];
    if (!count) return [];
    return Array.isArray(words) ? `${count} ${words[count === 1 ? 0 : 1]}` : words;
  });
}

function notesOf({ renumbered }) {
  if (!renumbered) return [];
  return [`La numeración cambió: «${renumbered[0]}» quedó como «${renumbered[1]}».`];
}
