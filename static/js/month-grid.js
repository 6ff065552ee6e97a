/* Page Mes from 992 px on: the year's grid with the keys of a spreadsheet, and its detail panel. */

import { showDetail, editDetail } from "./month-detail.js";
import {
  afterPaint, announce, catchUp, cellOf, codeOf, drawGlyph, isBlank, nameOf, remark, start,
  subscribe, undo, want, wantAll,
} from "./month-marks.js";
import { commit, drawNumber, keysOf, totalOf } from "./month-numbers.js";
import { marksOf } from "./month-paste.js";
import "./paste-fields.js";
import { pastedOf, plainOf, readPaste } from "./paste.js";

const form = document.getElementById("mes-grid");
const table = form?.querySelector("table");
const places = []; // rows of {input, td, cell}, as the table shows them
const byKey = new Map(); // cell key → its place
let current = null;

const UNPLANNED = "Este mes no está programado. Con Espacio lo marca como hecho.";

function build() {
  const heads = new Map(
    [...table.querySelectorAll("thead th[id]")].map((th) => [th.dataset.month, th.dataset]),
  );
  for (const tr of table.querySelectorAll("tr[data-tarea]")) {
    const row = [];
    for (const input of tr.querySelectorAll("input[data-month]")) {
      const head = heads.get(input.dataset.month);
      const cell = cellOf(input, {
        ...tr.dataset,
        monthName: head.name,
        ended: "ended" in head,
      });
      cell.text = tr.querySelector(".mes-text").textContent.trim().replace(/\s+/g, " ");
      const place = { input, cell, td: input.closest("td"), r: places.length, c: row.length };
      if (input.disabled) {
        input.disabled = false;
        input.setAttribute("aria-disabled", "true");
        input.readOnly = true;
      }
      input.tabIndex = -1;
      row.push(place);
      byKey.set(cell.key, place);
    }
    places.push(row);
  }
  table.setAttribute("role", "grid");
  form.classList.add("is-live");
  setCurrent(firstPending(shownMonth()) ?? places[0][0]);
}

const shownMonth = () => Number(table.querySelector("th.is-current").dataset.month);
const isPending = ({ cell }) => !cell.locked && isBlank(cell);

function firstPending(month) {
  const column = places.map((row) => row[month - 1]);
  return column.find(isPending) ?? column.find(({ cell }) => cell.programmed) ?? column[0];
}

function setCurrent(place, { focus = false } = {}) {
  if (current) current.input.tabIndex = -1;
  current = place;
  place.input.tabIndex = 0;
  if (focus) place.input.focus();
}

function move(r, c) {
  const row = places[Math.min(Math.max(r, 0), places.length - 1)];
  setCurrent(row[Math.min(Math.max(c, 0), row.length - 1)], { focus: true });
}

/* Mark and go on: to the next row of this month that waits for its report, else one row. */
function markAndGo(step) {
  const { cell, r, c } = current;
  if (cell.locked) announce(cell.locked);
  else if (cell.number) commit(current);
  else if (isPending(current)) want(cell, { status: "done" });
  else if (!cell.programmed && cell.status !== "done") announce(UNPLANNED);
  for (let next = r + step; places[next]; next += step) {
    if (isPending(places[next][c])) return move(next, c);
  }
  move(r + step, c);
}

function toggle(cell) {
  want(cell, { status: cell.status === "done" ? "unreported" : "done" });
}

function onKey(event) {
  if (!current || event.target !== current.input || event.altKey || event.metaKey) return;
  const { r, c } = current;
  const end = places[0].length - 1;
  const keys = {
    ArrowUp: () => move(r - 1, c),
    ArrowDown: () => move(r + 1, c),
    ArrowLeft: () => move(r, c - 1),
    ArrowRight: () => move(r, c + 1),
    Home: () => move(event.ctrlKey ? 0 : r, 0),
    End: () => move(event.ctrlKey ? places.length - 1 : r, end),
    Enter: () => markAndGo(event.shiftKey ? -1 : 1),
    n: () => {
      catchUp();
      editDetail("not_done");
    },
    z: () => event.ctrlKey && undo(),
  };
  if (current.cell.number) Object.assign(keys, keysOf(event, current, keys));
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (!keys[key] || (event.ctrlKey && !["Home", "End", "z"].includes(key))) return;
  if (key === "z" && !event.ctrlKey) return;
  event.preventDefault();
  keys[key]();
}

/* Marks from a spreadsheet, from the current cell on. */
async function onPaste(event) {
  if (!current) return;
  event.preventDefault();
  const start = current;
  const paste = await readPaste(pastedOf(event.clipboardData), { asCells: true });
  const table = paste.blocks.find(({ kind }) => kind === "tabla");
  const rows = table?.rows ?? plainOf(paste.blocks).split("\n").map((text) => [text]);
  const names = places.map((row) => `${row[0].cell.name} ${row[0].cell.text}`);
  const numbers = places.map((row) => row[0].cell.number);
  const { marks, left } = marksOf(rows, names, start, numbers);
  const wishes = marks.map(({ r, c, mark }) => ({ cell: places[r][c].cell, wish: mark }));
  const open = wishes.filter(({ cell }) => !cell.locked);
  const locked = wishes.length - open.length;
  if (locked) left.push(locked === 1 ? "1 mes que no se puede cambiar" : `${locked} meses que no se pueden cambiar`);
  const count = wantAll(open);
  const many = count > 1 ? `Se pegaron ${count} marcas.` : "Se pegó 1 marca.";
  const said = count ? many : "No se pegó ninguna marca.";
  const missed = [...left, ...paste.left];
  if (missed.length) remark(`${said} Se omitió: ${missed.join("; ")}.`);
  else announce(said);
}

function drawCells(changed) {
  for (const cell of changed) {
    const place = byKey.get(cell.key);
    if (!place) continue;
    const code = codeOf(cell);
    place.td.className = place.td.className.replace(/\bcell-\w+/, `cell-${code || "none"}`);
    place.input.setAttribute("aria-label", nameOf(cell));
    if (cell.number) {
      drawNumber(place);
      continue;
    }
    place.input.checked = cell.status === "done";
    drawGlyph(place.td, cell);
    place.td.querySelector(".mes-dot")?.remove();
    if (cell.note) {
      const dot = document.createElement("span");
      dot.className = "mes-dot";
      place.td.append(dot);
    }
  }
}

function drawTotals(changed) {
  const rows = new Set(changed.map((cell) => byKey.get(cell.key)?.r));
  rows.delete(undefined);
  for (const r of rows) {
    const row = places[r].map(({ cell }) => cell);
    const total = places[r][0].td.parentElement.querySelector("[data-total]");
    if (row[0].number) {
      total.textContent = totalOf(row);
      continue;
    }
    const done = row.filter((cell) => codeOf(cell) === "done").length;
    const programmed = row.filter((cell) => cell.programmed).length;
    total.textContent = `${done} de ${programmed}`;
  }
  if (current && changed.includes(current.cell)) showDetail(current.cell, current.input);
}

const placeOf = (box) => places.flat().find(({ input }) => input === box);

function listen() {
  table.addEventListener("keydown", onKey);
  table.addEventListener("paste", onPaste);
  table.addEventListener("focusin", ({ target }) => {
    const place = current?.input === target ? current : placeOf(target);
    if (!place) return;
    if (place !== current) setCurrent(place);
    if (place.cell.number) place.input.select();
    afterPaint("detail", () => showDetail(place.cell, place.input));
  });
  table.addEventListener("click", (event) => {
    const place = placeOf(event.target);
    if (!place) return;
    if (place.cell.number) return setCurrent(place);
    // The box follows what is wanted, which a locked month refuses.
    event.preventDefault();
    setCurrent(place, { focus: true });
    // The browser restores the box after the handlers; what is wanted is drawn after that.
    setTimeout(() => (place.cell.locked ? announce(place.cell.locked) : toggle(place.cell)));
  });
  table.addEventListener("change", ({ target }) => {
    const place = placeOf(target);
    if (place?.cell.number) commit(place);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

/* A link to #mes-6 begins at the first cell of June that waits for its report. */
function enterByHash() {
  const head = location.hash.startsWith("#mes-") && document.getElementById(location.hash.slice(1));
  if (!head || !table.contains(head) || !table.offsetParent) return;
  head.removeAttribute("id"); // the browser would go on to the head and drop the focus
  const place = firstPending(Number(head.dataset.month));
  place.input.id = location.hash.slice(1);
  setCurrent(place, { focus: true });
  addEventListener("load", () => document.activeElement === document.body && place.input.focus());
}

if (table) {
  build();
  listen();
  subscribe(drawCells, { now: true });
  subscribe(drawTotals);
  for (const each of document.querySelectorAll("[data-live]")) each.hidden = false;
  enterByHash();
}
start();
