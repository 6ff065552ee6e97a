/* Page Mes: the cells that take a number. Digits start typing; Enter, arrows and Esc as elsewhere. */

import { undo, want } from "./month-marks.js";
import { numberOf } from "./month-paste.js";

/** Want what stands in the field of a place, if that is something else. */
export function commit({ input, cell }) {
  const typed = input.value.trim();
  if (!cell.locked && typed !== cell.status) want(cell, { status: typed, reason: cell.reason });
}

/** Return the keys that mean something else in a number: its text keeps those that move in it. */
export function keysOf(event, { input, cell }, standing) {
  const keys = { ...standing };
  const { selectionStart: start, selectionEnd: end, value } = input;
  const whole = start === 0 && end === value.length;
  const own = {};
  if (!whole && start > 0) own.ArrowLeft = null;
  if (!whole && end < value.length) own.ArrowRight = null;
  if (!event.ctrlKey) Object.assign(own, { Home: null, End: null });
  if (event.ctrlKey && input.value.trim() !== cell.status) own.z = null; // of the text itself
  own.Escape = () => {
    input.value = cell.status;
    input.select();
  };
  for (const name of ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]) {
    if (own[name] === undefined) own[name] = () => {
      commit({ input, cell });
      keys[name]();
    };
  }
  if (own.z === undefined) own.z = () => event.ctrlKey && undo();
  return own;
}

/** Draw what stands in a cell, unless the person is typing in it. */
export function drawNumber({ input, td, cell }) {
  if (document.activeElement !== input || input.value.trim() === "") input.value = cell.status;
  td.querySelector(".mes-dot")?.remove();
  if (!cell.reason) return;
  const dot = document.createElement("span");
  dot.className = "mes-dot";
  td.append(dot);
}

/** Return "12 de 20": what was done and programmed in the cells of a row. */
export function totalOf(cells) {
  const sum = (texts) => texts.reduce((total, text) => total + (numberOf(text) ?? 0), 0);
  const told = (amount) => amount.toLocaleString("es-MX", { maximumFractionDigits: 4 });
  const done = sum(cells.map(({ status }) => status));
  return `${told(done)} de ${told(sum(cells.map(({ programmed }) => programmed)))}`;
}
