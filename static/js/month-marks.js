/* Page Mes: what each cell says, what the person wants of it, and its way to the server.
   The grid and the list draw from here: `subscribe(draw)` is called with the cells that changed. */

import { claim, discard, enqueue } from "./save-queue.js";

const data = document.getElementById("mes-data").dataset;
const says = document.getElementById("mes-says");
const notice = document.getElementById("mes-notice");
const undoButton = document.getElementById("mes-undo");
const UNDO_DEPTH = 10;
const UNPAINTED = 200; // milliseconds
const BATCH = 400; // milliseconds that a batch waits for more marks
const PAUSE = 2_500; // and from one batch to the next, for who marks down a column with care
const WORDS = JSON.parse(data.words); // code → word

const cells = new Map(); // "12-6" → cell
const touched = new Set(); // cells of which the server may not know yet
const painters = [];
const listeners = [];
const drawn = new Set(); // cells that `listeners` have yet to be told of
const undos = []; // acts, the latest last: [{cell, before}, …] each
const remarks = new Map(); // sentence that stays until the person has read it → where they were
const disputes = new Map(); // cell → {key, mine, author, at, theirs}
const refusals = new Map(); // cell → sentence
let lastSaved = 0;
let lane = 0; // a key that waits for a decision leaves the way free for the next one

/** Return the cell of a checkbox, the same for the grid and the list. */
export function cellOf(input, { tarea, name, area, monthName, ended }) {
  const month = Number(input.dataset.month);
  const key = `${tarea}-${month}`;
  if (!cells.has(key)) {
    const number = "number" in input.dataset;
    const [version, status, reason, note, programmed, who] = JSON.parse(
      input.dataset.cell ?? (number ? '[0,"","","","",""]' : '[0,"unreported","","",false,""]'),
    );
    const why = input.disabled ? document.getElementById(input.getAttribute("aria-describedby")) : null;
    const row = number ? tarea : Number(tarea);
    const cell = { key, tarea: row, number, month, name, area, monthName, ended, programmed, who };
    Object.assign(cell, { version, status, reason, note, locked: why?.textContent ?? "" });
    cell.saved = { status, reason, note };
    cells.set(key, cell);
  }
  return cells.get(key);
}

/** All cells of the page. */
export const allCells = () => [...cells.values()];

/** Be told of the cells that changed: once they are painted or, with `now`, before that. */
export function subscribe(draw, { now = false } = {}) {
  (now ? painters : listeners).push(draw);
}

/* A key is answered by painting its cell; whatever else follows from it waits for that frame. */
const late = new Map(); // name → what to do
let frame = 0;
let noFrame = 0;

/** Do something after the next frame, once, however often it is asked for under the same name. */
export function afterPaint(name, act) {
  late.set(name, act);
  if (frame) return;
  frame = requestAnimationFrame(() => setTimeout(catchUp));
  noFrame = setTimeout(catchUp, UNPAINTED); // a hidden page has no frames
}

/** Do now what waits for the next frame. */
export function catchUp() {
  if (!frame) return;
  cancelAnimationFrame(frame);
  clearTimeout(noFrame);
  frame = 0;
  const acts = [...late.values()];
  late.clear();
  for (const act of acts) act();
}

// Before the queue sends what it has, because the page goes away.
for (const leaving of ["visibilitychange", "pagehide", "beforeunload"]) {
  addEventListener(leaving, catchUp, { capture: true });
}

/** Return the glyph's code of a cell, as programs/selectors/meses_values.py does. */
export function codeOf({ status: said, reason, number, programmed, ended }) {
  // Of a quantity by month the status is what was typed, "" for nothing.
  const blank = reason ? "not_done" : "unreported";
  const status = number ? (said ? "done" : blank) : said;
  if (status === "done") return programmed ? "done" : "done_unplanned";
  if (status === "not_done") return "not_done";
  if (!programmed) return "";
  return ended ? "missing" : "planned";
}

/** Tell whether a cell is programmed and nobody has said anything of it. */
export const isBlank = (cell) => ["missing", "planned"].includes(codeOf(cell));

/** Return the word of a cell, with its reason. */
export function wordOf(cell) {
  if (cell.number) return quantityWords(cell);
  const word = WORDS[codeOf(cell)];
  return cell.status === "not_done" ? `${word}: ${cell.reason}` : word;
}

/* As programs/values/month_quantities.py says it. */
function quantityWords({ status, programmed, reason, ended }) {
  if (status) return programmed ? `${status} de ${programmed}` : `${status} sin programar`;
  if (reason) return `sin cantidad: ${reason}`;
  if (!programmed) return "—";
  return ended ? `sin reportar (${programmed})` : `${programmed} por hacer`;
}

/** Return the name of a cell as it is read aloud. */
export function nameOf(cell) {
  const word = wordOf(cell);
  return `${cell.name}, ${cell.monthName}, ${word[0].toLowerCase()}${word.slice(1)}`;
}

/** Put the glyph of a cell where the former one was. */
export function drawGlyph(place, cell) {
  place.querySelector(".cal-mark")?.remove();
  const glyphs = document.getElementById("mes-glyphs").content;
  const glyph = glyphs.querySelector(`.cal-mark-${codeOf(cell) || "none"}`)?.cloneNode(true);
  if (glyph) place.querySelector("input, [data-word]").insertAdjacentElement(
    place.querySelector("[data-word]") ? "beforebegin" : "afterend", glyph);
}

/** Want something of a cell: draw it, remember how it was, and send it with the next batch. */
export function want(cell, { status, reason = "", note = cell.note }, { undoable = true } = {}) {
  if (cell.locked) {
    announce(cell.locked);
    return;
  }
  wantAll([{ cell, wish: { status, reason, note } }], { undoable });
}

/** Want something of several cells, none of them locked, as one act; return how many change. */
export function wantAll(wishes, { undoable = true } = {}) {
  const act = [];
  for (const { cell, wish: { status, reason = "", note = cell.note } } of wishes) {
    const before = wishOf(cell);
    const wish = { status, reason: cell.number || status === "not_done" ? reason : "", note };
    if (status === "unreported") wish.note = "";
    if (same(before, wish)) continue;
    act.push({ cell, before });
    settleCell(cell);
    Object.assign(cell, wish, { who: "" });
    touched.add(cell);
  }
  if (!act.length) return 0;
  if (undoable) {
    undos.push(act);
    undos.splice(0, undos.length - UNDO_DEPTH);
  }
  draw(act.map(({ cell }) => cell));
  afterPaint("send", send);
  return act.length;
}

/** Put the latest change back as it was; return its cell. */
export function undo() {
  const act = undos.pop();
  if (act) {
    const open = act.filter(({ cell }) => !cell.locked);
    wantAll(open.map(({ cell, before }) => ({ cell, wish: before })), { undoable: false });
    const what = act.length === 1 ? `el cambio: ${nameOf(act[0].cell)}` : `${act.length} cambios`;
    announce(`Deshizo ${what}.`);
  }
  draw([]);
  return act?.[0].cell;
}

/** Show a sentence over the months until the person has read it. */
export function remark(sentence) {
  remarks.set(sentence, document.activeElement);
  tell();
}

/** Say something once, politely. */
export function announce(text) {
  says.textContent = text;
}

const wishOf = ({ status, reason, note }) => ({ status, reason, note });
const same = (a, b) => a.status === b.status && a.reason === b.reason && a.note === b.note;
const amountOf = (text) => (text.trim() ? Number(text.replace(/[,\s]/g, "")) : NaN);
const isSameAmount = (mine, theirs) => amountOf(mine) === amountOf(theirs);
const keyOf = (number) => `mes-${data.programa}${number ? `-${number}` : ""}`;

function draw(changed) {
  for (const painter of painters) painter(changed);
  for (const cell of changed) drawn.add(cell);
  afterPaint("draw", drawRest);
}

function drawRest() {
  const changed = [...drawn];
  drawn.clear();
  if (undoButton) {
    undoButton.hidden = !undos.length;
    undoButton.textContent = undos.length > 1 ? `Deshacer (${undos.length})` : "Deshacer";
  }
  for (const listener of listeners) listener(changed);
}

function send() {
  const key = keyOf(lane);
  const changes = [...touched].map((cell) => ({
    t: cell.tarea, m: cell.month, s: cell.status, r: cell.reason, n: cell.note, v: cell.version,
  }));
  enqueue({
    key,
    url: data.url,
    fields: { programa: data.programa, changes: JSON.stringify(changes) },
    delay: Math.max(BATCH, lastSaved + PAUSE - Date.now()),
    restoreLabel: "Marcas del mes",
    ...answersOf(key),
  });
}

function answersOf(key) {
  return {
    merge,
    onSaved: (answer) => onSaved(answer),
    onConflict: (answer) => onStopped(key, answer),
    onRefused: (answer) => onStopped(key, answer),
  };
}

function merge(older, newer) {
  const joined = new Map();
  for (const fields of [older, newer]) {
    for (const change of JSON.parse(fields.changes)) joined.set(`${change.t}-${change.m}`, change);
  }
  return { ...newer, changes: JSON.stringify([...joined.values()]) };
}

/* What the server has now. A cell that changed again since keeps what the person wants. */
function take(answer, { revert = false } = {}) {
  const changed = [];
  for (const row of answer.cells ?? []) {
    const cell = cells.get(`${row.tarea}-${row.month}`);
    if (!cell) continue;
    cell.version = row.version;
    cell.programmed = row.programmed;
    cell.saved = { status: row.status, reason: row.reason, note: row.note };
    if (revert && row.refusal) {
      if (row.theirs) disputes.set(cell, { mine: wishOf(cell), theirs: row.theirs });
      else refusals.set(cell, row.refusal);
      Object.assign(cell, cell.saved);
    }
    if (cell.number && isSameAmount(cell.status, row.status)) cell.status = row.status;
    if (same(wishOf(cell), cell.saved)) {
      cell.who = row.who;
      touched.delete(cell);
    }
    changed.push(cell);
  }
  draw(changed);
  return changed;
}

function onSaved(answer) {
  lastSaved = Date.now();
  const count = take(answer).length;
  announce(count === 1 ? "1 marca guardada." : `${count} marcas guardadas.`);
  if (touched.size) send(); // with the versions that the server has just given
}

/* Some cell was refused; the others of the batch are saved. */
function onStopped(key, answer) {
  if (!answer.cells) return; // nothing was decided by cell: the pill says why
  const known = new Set(disputes.keys());
  take(answer, { revert: true });
  const fresh = [...disputes].filter(([cell]) => !known.has(cell));
  for (const [, dispute] of fresh) dispute.key = key;
  if (fresh.length) lane += 1; // the copy on this computer stays until the person has chosen
  else discard(key);
  tell();
  if (touched.size) send();
}

function tell() {
  notice.replaceChildren();
  for (const [sentence, place] of remarks) {
    row(sentence, [["Entendido", () => {
      remarks.delete(sentence);
      tell();
      place.focus();
    }]]);
  }
  for (const [cell, { key, mine, theirs }] of disputes) {
    const text = `${theirs.author} guardó ${cell.name}, ${cell.monthName}, a las ${theirs.at}: ${quoted(cell, cell.saved)}. Usted: ${quoted(cell, mine)}.`;
    const line = row(text, [
      ["Usar lo mío", () => want(cell, mine)],
      [`Usar lo de ${theirs.author}`, () => settleCell(cell)],
    ]);
    // «Comparar» in the save state leads here.
    if (!document.getElementById(`conflicto-${key}`)) line.id = `conflicto-${key}`;
  }
  for (const [cell, sentence] of refusals) {
    row(`No se guardó ${cell.name}, ${cell.monthName}. ${sentence}`, [
      ["Entendido", () => settleCell(cell)],
    ]);
  }
  notice.hidden = !notice.childElementCount;
  if (!notice.hidden) announce(notice.querySelector("p").textContent);
}

const quoted = (cell, wish) => `«${wordOf({ ...cell, ...wish })}»`;

function row(text, buttons) {
  const line = document.createElement("div");
  const words = document.createElement("p");
  words.textContent = text;
  line.append(words);
  for (const [label, act] of buttons) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-secondary", textContent: label });
    button.addEventListener("click", act);
    line.append(button);
  }
  line.tabIndex = -1;
  notice.append(line);
  return line;
}

/* The person decided about a cell, with a button or by marking it again. */
function settleCell(cell) {
  const dispute = disputes.get(cell);
  if (!dispute && !refusals.has(cell)) return;
  disputes.delete(cell);
  refusals.delete(cell);
  if (dispute && ![...disputes.values()].some(({ key }) => key === dispute.key)) {
    // After the wish is in line under its new key, so that it is never without a copy.
    queueMicrotask(() => discard(dispute.key));
  }
  tell();
}

/** Take up what an earlier visit left unsent, once the views have made their cells. */
export function start() {
  for (const number of [0, 1, 2]) {
    const key = keyOf(number);
    claim(key, {
      url: data.url,
      apply(fields) {
        const changed = [];
        for (const { t, m, s, r, n } of JSON.parse(fields.changes)) {
          const cell = cells.get(`${t}-${m}`);
          if (!cell || cell.locked) continue;
          Object.assign(cell, { status: s, reason: r, note: n });
          touched.add(cell);
          changed.push(cell);
        }
        draw(changed);
      },
      ...answersOf(key),
    });
  }
  undoButton?.addEventListener("click", undo);
  const bar = document.getElementById("mes-bar");
  const root = document.documentElement.style;
  new ResizeObserver(() => root.setProperty("--bar-height", `${bar.offsetHeight}px`)).observe(bar);
}
