/* Page Mes: the marks of a table that is pasted into the grid. */

const MONTHS = ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
const MONTH = /^(ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic)(?:ero|rero|zo|il|o|io|sto|tiembre|ubre|iembre)?\.?$/;
const DONE = new Set(["✓", "✔", "√", "☑", "x", "1", "si", "s", "hecha", "hecho", "realizada", "realizado", "true", "verdadero"]);
const BLANK = new Set(["", "-", "–", "—", "○", "◇", "☐", "false", "falso", "0"]);
const NOT_DONE = /^(?:no|✕|✗|✘|no realizad[ao]|no hech[ao])$/;
const WITH_REASON = /^(?:✕\s*)?no realizad[ao]\s*[:.]\s*(.+)$/is;
const HEAD_ROWS = 3;

/** Read what a pasted cell says of a month: {status, reason}, null for nothing, or undefined where
    it is no mark. Not done without a reason is {status: "not_done", reason: ""}. */
export function markOf(text) {
  const said = bare(text);
  if (BLANK.has(said)) return null;
  if (DONE.has(said)) return { status: "done", reason: "" };
  const reason = text.trim().match(WITH_REASON)?.[1];
  if (reason) return { status: "not_done", reason };
  return NOT_DONE.test(said) ? { status: "not_done", reason: "" } : undefined;
}

/** Find where the marks of pasted rows go. `names` are those of the rows of the grid, `at` is the
    current cell, {r, c}, `numbers` tells which rows take a quantity. Gives {marks: [{r, c, mark}], left: parts of a sentence}: months by the
    head of the table if it names them, tareas by their number or text, all else by its place. */
export function marksOf(rows, names, at, numbers = []) {
  const read = (r, text) => (numbers[r] ? amountOf(text) : markOf(text));
  const head = rows.slice(0, HEAD_ROWS).findIndex((cells) => cells.filter((text) => monthOf(text) >= 0).length > 1);
  const body = rows.slice(head + 1);
  const labels = head >= 0
    ? rows[head].findIndex((text) => monthOf(text) >= 0)
    : labelColumns(body, numbers.includes(true));
  const found = body.map((cells) => rowOf(cells.slice(0, labels), names));
  const byName = found.some((r) => r >= 0);
  const marks = [];
  const counts = { outside: 0, reasons: 0 };
  const unread = [];
  for (const [place, cells] of body.entries()) {
    const r = byName ? found[place] : at.r + place;
    for (const [offset, text] of cells.slice(labels).entries()) {
      const column = labels + offset;
      const c = head >= 0 ? monthOf(rows[head][column]) : at.c + offset;
      const mark = read(r, text);
      if (mark === null || (head >= 0 && c < 0)) continue;
      if (r < 0 || r >= names.length || c > 11) counts.outside += 1;
      else if (mark === undefined) unread.push(text);
      else if (mark.status === "not_done" && !mark.reason) counts.reasons += 1;
      else marks.push({ r, c, mark });
    }
  }
  return { marks, left: leftOf(unread, counts) };
}

/* What a pasted cell says of a month of a quantity: null for nothing, undefined for no number. */
function amountOf(text) {
  if (["", "-", "–", "—"].includes(text.trim())) return null;
  return numberOf(text) === undefined ? undefined : { status: text.trim() };
}

function leftOf(unread, { outside, reasons }) {
  const left = [];
  if (unread.length) {
    const more = unread.length > 1 ? ` y ${unread.length - 1} más que no son marcas` : ", que no es una marca";
    left.push(`«${unread[0]}»${more}`);
  }
  if (reasons) left.push(`${reasons} sin realizar: elija cada celda y escriba el motivo con N`);
  if (outside) left.push(`${outside} fuera de las tareas o meses que se ven`);
  return left;
}

/* The columns at the left that hold words of their own and no marks. */
function labelColumns(rows, withNumbers) {
  const width = rows[0]?.length ?? 0;
  const isLabel = (c) => {
    const texts = rows.map((cells) => cells[c]).filter((text) => text.trim());
    return texts.length > 0 && texts.every((text) => markOf(text) === undefined && !(withNumbers && amountOf(text)));
  };
  let count = 0;
  while (count < width - 1 && isLabel(count)) count += 1;
  return count;
}

function rowOf(labels, names) {
  for (const label of labels) {
    const number = label.match(/^\d+(?:\.\d+)+/)?.[0];
    const place = names.findIndex((name) =>
      number ? name.split(" ")[0] === number : bare(label).length > 3 && bare(name).endsWith(bare(label)),
    );
    if (place >= 0) return place;
  }
  return -1;
}

/* The place of a month from 0; the last part of a joined head names it. */
function monthOf(text) {
  const said = bare(text.split(" · ").at(-1)).replace(/\s+(?:de\s+)?\d{2,4}$/, "");
  return MONTHS.indexOf(said.match(MONTH)?.[1]);
}

function bare(text) {
  return text.trim().toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** Return the number of a text as people write it in Mexico, undefined for anything else. */
export function numberOf(text) {
  const bare = text.replace(/[,\s]/g, "");
  return /^\d+(\.\d+)?$/.test(bare) ? Number(bare) : undefined;
}
