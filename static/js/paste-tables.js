/* The tables of a paste as plain grids: what was merged is unfolded with its value where it stood,
   and a head of several rows becomes one row of joined names. */

import { Reader } from "./paste-lines.js";
import { MAX_COLUMNS, MAX_ROWS } from "./paste-plain.js";

const JOINT = " · ";
const NUMBER = /^[-+−(]?\s*[$€]?\s*\d[\d.,\s]*\s*%?\)?$/;
const YEAR = /^(?:19|20)\d\d$/;

/** Read a table as {kind: "tabla", rows, headerRows, unfolded}; null where it has no text. `left`
    counts what is not kept. */
export function tableOf(source, table, left) {
  const inner = {}; // what its cells leave out
  const laid = lay(source, table, inner);
  const kept = keep(laid);
  if (kept.hiddenRows) inner.hiddenRow = kept.hiddenRows;
  if (kept.hiddenColumns) inner.hiddenColumn = kept.hiddenColumns;
  for (const [what, count] of Object.entries(inner)) left[what] = (left[what] ?? 0) + count;
  trim(kept);
  if (!kept.rows.length) return null;
  const merged = kept.owners.some((owners, r) => owners.some((cell, c) => isSpread(kept, cell, r, c)));
  const { titles, depth } = headOf(kept);
  const joined = depth > 1 || titles > 1;
  const unfolded = merged || joined || laid.nested || kept.hiddenRows + kept.hiddenColumns > 0;
  const head = [];
  if (titles) head.push(joinedTitles(kept, titles));
  if (depth) head.push(joinedNames(kept, titles, depth));
  const rows = [...head, ...kept.rows.slice(titles + depth)];
  const headerRows = Math.min(head.length, rows.length - 1);
  return cut({ kind: "tabla", rows, headerRows, unfolded }, left);
}

/** Cut a table to what fits in a Tabla block, counting what does not. */
export function cut(table, left) {
  const more = table.rows.length - MAX_ROWS;
  const wider = table.rows[0].length - MAX_COLUMNS;
  if (more > 0) left.cutRow = (left.cutRow ?? 0) + more;
  if (wider > 0) left.cutColumn = (left.cutColumn ?? 0) + wider;
  const rows = table.rows.slice(0, MAX_ROWS).map((cells) => cells.slice(0, MAX_COLUMNS));
  return { ...table, rows };
}

/* Every cell with the rows and columns that it takes, hidden ones too. */
function lay(source, table, left) {
  const hiddenColumns = hiddenOf(source, table);
  const anyHidden = hiddenColumns.some(Boolean);
  const hiddenRows = [];
  const taken = []; // row → column → cell
  const cells = [];
  const ends = endsOf(table);
  for (const [r, tr] of [...table.rows].entries()) {
    hiddenRows.push(isHidden(source, tr) || isHidden(source, tr.parentElement));
    taken[r] ??= [];
    let c = 0;
    for (const td of tr.cells) {
      // A program that hides a column hides its cells as well; elsewhere such a cell has no place.
      if (isHidden(source, td) && !anyHidden) continue;
      while (taken[r][c]) c += 1;
      const below = ends.get(tr.parentElement) - r; // no cell goes beyond its part of the table
      const cell = { ...cellOf(source, td, left), r, c, high: Math.min(td.rowSpan || below, below) };
      cells.push(cell);
      for (let row = r; row < r + cell.high; row += 1) {
        taken[row] ??= [];
        for (let column = c; column < c + cell.wide; column += 1) taken[row][column] ??= cell;
      }
      c += cell.wide;
    }
  }
  const nested = cells.some((cell) => cell.nested);
  return { taken, cells, hiddenRows, hiddenColumns, nested };
}

function endsOf(table) {
  const ends = new Map();
  for (const [r, tr] of [...table.rows].entries()) ends.set(tr.parentElement, r + 1);
  return ends;
}

function cellOf(source, td, left) {
  const reader = new Reader(source, left, { inCell: true });
  return {
    text: reader.isStruck(td) ? "" : textOf(reader.read(td)),
    nested: reader.nested,
    wide: td.colSpan,
    isHead: td.localName === "th" || td.parentElement.parentElement.localName === "thead",
    // Excel: empty cells beside a text that runs over them, which nobody merged.
    loose: /colspan/.test(source.styleOf(td).get("mso-ignore") ?? ""),
  };
}

/** The texts of lines as one, with the markers of their lists, and `joint` between lines. */
export function textOf(lines, joint = " ") {
  const counts = new Map(); // list → number of its items so far
  let item = null;
  const texts = lines.filter(({ runs }) => runs).map((line) => {
    const text = line.runs.map((run) => (run.br ? joint : run.text)).join("");
    if (!line.item || line.item === item) return text;
    item = line.item;
    if (!item.ordered) return `• ${text}`;
    counts.set(item.list, (counts.get(item.list) ?? 0) + 1);
    return `${item.shown || `${counts.get(item.list)}.`} ${text}`;
  });
  return texts.join(joint).replace(/[^\S\n]+/g, " ").trim();
}

function hiddenOf(source, table) {
  const columns = [...table.querySelectorAll("col")].filter((col) => col.closest("table") === table);
  return columns.flatMap((col) => Array(col.span).fill(isHidden(source, col)));
}

function isHidden(source, element) {
  const style = source.styleOf(element);
  return (
    element.hasAttribute("hidden") || style.get("display") === "none" ||
    style.get("visibility") === "collapse"
  );
}

/* What is seen: without hidden rows and columns, nor those in which no cell begins. A merged cell
   of which a part is seen begins at its first part that is. */
function keep({ taken, cells, hiddenRows, hiddenColumns }) {
  const width = taken.reduce((most, row) => Math.max(most, row.length), 0);
  const nextRow = nextSeen(taken.length, hiddenRows);
  const nextColumn = nextSeen(width, hiddenColumns);
  const gone = { rows: new Set(), columns: new Set() };
  const begins = { rows: new Set(), columns: new Set() };
  const texts = new Map(); // "row,column" → text
  for (const { r, c, high, wide, text } of cells) {
    const top = nextRow[r];
    const side = nextColumn[c];
    if (top < r + high && side < c + wide) {
      begins.rows.add(top);
      begins.columns.add(side);
      texts.set(`${top},${side}`, text);
    } else if (text && top >= r + high) gone.rows.add(r);
    else if (text) gone.columns.add(c);
  }
  const rowsKept = [...begins.rows].sort((a, b) => a - b);
  const columnsKept = [...begins.columns].sort((a, b) => a - b);
  return {
    rows: rowsKept.map((r) => columnsKept.map((c) => texts.get(`${r},${c}`) ?? "")),
    owners: rowsKept.map((r) => columnsKept.map((c) => taken[r][c] ?? null)),
    hiddenRows: gone.rows.size,
    hiddenColumns: gone.columns.size,
  };
}

/* For each place, the first from there on that is seen; Infinity where none is. */
function nextSeen(count, hidden) {
  const next = Array(count + 1).fill(Infinity);
  for (let place = count - 1; place >= 0; place -= 1) {
    next[place] = hidden[place] ? next[place + 1] : place;
  }
  return next;
}

/* Rows and columns after the last text. */
function trim(kept) {
  const isFilled = (cells) => cells.some(Boolean);
  while (kept.rows.length && !isFilled(kept.rows.at(-1))) kept.rows.pop();
  const width = kept.rows.reduce(
    (most, cells) => Math.max(most, cells.findLastIndex(Boolean) + 1),
    0,
  );
  kept.owners = kept.owners.slice(0, kept.rows.length).map((cells) => cells.slice(0, width));
  kept.rows = kept.rows.map((cells) => cells.slice(0, width));
}

/* Whether a cell with a text goes on to the right or below. */
function isSpread({ owners }, cell, r, c) {
  if (!cell?.text || cell.loose) return false;
  return owners[r][c + 1] === cell || owners[r + 1]?.[c] === cell;
}

/* How many rows at the top are titles over the whole width, and how many name columns. */
function headOf({ rows, owners }) {
  const last = rows.length - 1;
  const isTitle = (cells) => cells.length > 1 && cells[0]?.text && cells.every((cell) => cell === cells[0]);
  let titles = 0;
  while (titles < last && isTitle(owners[titles]) && owners[titles + 1][0] !== owners[titles][0]) titles += 1;
  const isHead = (cells) => cells.every((cell) => !cell?.text || cell.isHead) && cells.some((cell) => cell?.text);
  let depth = 0;
  while (titles + depth <= last && isHead(owners[titles + depth])) depth += 1;
  if (depth > last - titles && last > titles) depth = 1; // all are heads: none is
  while (titles + depth < last && (!depth || goesOn(rows, owners, titles, depth))) {
    if (!depth && titles && rows[titles].some((text) => isFigure(text))) break;
    depth += 1;
  }
  return { titles, depth: depth || (titles ? 0 : 1) };
}

/* Whether the row under a head names the parts of a cell over several columns. */
function goesOn(rows, owners, titles, depth) {
  const above = owners[titles + depth - 1];
  const below = rows[titles + depth];
  const under = above.map((cell, c) => cell && !cell.loose && (above[c + 1] === cell || above[c - 1] === cell) && c);
  const places = under.filter((place) => typeof place === "number");
  return places.length > 0 && places.every((c) => below[c] && !isFigure(below[c]));
}

function isFigure(text) {
  return NUMBER.test(text) && !YEAR.test(text);
}

function joinedTitles({ rows, owners }, titles) {
  const texts = owners.slice(0, titles).map((cells) => cells[0].text);
  return [texts.join(JOINT), ...rows[0].slice(1).map(() => "")];
}

function joinedNames({ rows, owners }, titles, depth) {
  if (depth === 1) return rows[titles];
  const heads = owners.slice(titles, titles + depth);
  return rows[titles].map((_, c) => {
    const cells = new Set(heads.map((row) => row[c]).filter((cell) => cell?.text));
    return [...cells].map(({ text }) => text).join(JOINT);
  });
}
