/* Trimestre and Presentación: the cells of a Tabla block as a grid of fields, in place of the
   textarea. Enter goes down; what Excel or Word put on the clipboard fills the grid. */

import { MAX_COLUMNS, MAX_ROWS, clean, squared } from "./paste-plain.js";
import { pastedOf, readPaste } from "./paste.js";

const TOO_LARGE = `La tabla lleva hasta ${MAX_ROWS} filas y ${MAX_COLUMNS} columnas. Se pegó lo que cupo.`;

/** Draw the grid in `holder`, whose data-grid holds the cells as JSON. `heads` is the field with
    the number of rows of the heading. What is pasted is read and given to `onPaste(paste, cells)`,
    where `cells` is what `surface` gives. */
export function grid(holder, heads, onPaste) {
  if (holder.dataset.drawn) return;
  holder.dataset.drawn = "yes";
  const plain = holder.querySelector("textarea");
  const form = plain.form;
  const edited = plain.value !== plain.defaultValue;
  let rows = filled(edited ? cellsOfText(plain.value) : JSON.parse(holder.dataset.grid));
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = "rows";
  const table = document.createElement("table");
  table.className = "cell-grid";
  table.setAttribute("aria-label", holder.dataset.gridLabel);
  const scroller = document.createElement("div");
  scroller.className = "cell-scroll";
  scroller.append(table);
  const note = document.createElement("p");
  note.className = "form-text";
  note.setAttribute("role", "status");
  note.textContent = "Pegue aquí desde Excel o Word. Enter baja a la celda siguiente.";
  holder.replaceChildren(toolbar(), scroller, note, field);
  field.value = JSON.stringify(rows);
  draw();

  function changed() {
    field.value = JSON.stringify(rows);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function draw(focus) {
    const count = Number(heads?.value ?? 1);
    const body = document.createElement("tbody");
    for (const [r, cells] of rows.entries()) {
      const line = body.insertRow();
      line.className = r < count ? "is-head" : "";
      for (const [c, text] of cells.entries()) line.insertCell().append(cell(r, c, text));
    }
    table.replaceChildren(body);
    if (focus) at(...focus)?.focus();
  }

  function cell(r, c, text) {
    const box = document.createElement("textarea");
    box.rows = 1;
    box.value = text;
    box.dataset.cell = `${r},${c}`;
    box.setAttribute("aria-label", `Fila ${r + 1}, columna ${c + 1}`);
    return box;
  }

  function at(r, c) {
    return table.querySelector(`[data-cell="${r},${c}"]`);
  }

  function toolbar() {
    const bar = document.createElement("div");
    bar.className = "grid-bar";
    const tools = [
      ["+ Fila", () => addRow()],
      ["+ Columna", () => addColumn()],
      ["− Fila", () => dropRow()],
      ["− Columna", () => dropColumn()],
    ];
    for (const [words, run] of tools) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-secondary btn-small";
      button.textContent = words;
      button.setAttribute(
        "aria-label",
        `${words.startsWith("+") ? "Agregar" : "Quitar"} ${words.slice(2).toLowerCase()}`,
      );
      button.addEventListener("click", run);
      bar.append(button);
    }
    return bar;
  }

  let place = [0, 0]; // the cell in which the person was last

  function addRow() {
    if (rows.length >= MAX_ROWS) return say(`Caben ${MAX_ROWS} filas.`);
    rows.splice(place[0] + 1, 0, rows[0].map(() => ""));
    done([place[0] + 1, 0], "Se agregó una fila.");
  }

  function addColumn() {
    if (rows[0].length >= MAX_COLUMNS) return say(`Caben ${MAX_COLUMNS} columnas.`);
    for (const cells of rows) cells.splice(place[1] + 1, 0, "");
    done([place[0], place[1] + 1], "Se agregó una columna.");
  }

  function dropRow() {
    if (rows.length === 1) return say("La tabla lleva al menos una fila.");
    rows.splice(place[0], 1);
    done([Math.min(place[0], rows.length - 1), place[1]], "Se quitó la fila.");
  }

  function dropColumn() {
    if (rows[0].length === 1) return say("La tabla lleva al menos una columna.");
    for (const cells of rows) cells.splice(place[1], 1);
    done([place[0], Math.min(place[1], rows[0].length - 1)], "Se quitó la columna.");
  }

  function done(focus, words) {
    draw(focus);
    changed();
    say(words);
  }

  function say(words) {
    note.textContent = words;
  }

  table.addEventListener("focusin", (event) => {
    if (event.target.dataset.cell) place = event.target.dataset.cell.split(",").map(Number);
  });
  table.addEventListener("input", (event) => {
    event.stopPropagation(); // the hidden field speaks for all cells
    rows[place[0]][place[1]] = event.target.value;
    changed();
  });
  table.addEventListener("change", (event) => event.stopPropagation());
  table.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1, Enter: event.shiftKey ? -1 : 1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== "Enter" && event.target.value.includes("\n")) return;
    event.preventDefault();
    at(place[0] + step, place[1])?.focus();
  });
  table.addEventListener("paste", (event) => {
    event.preventDefault();
    const given = pastedOf(event.clipboardData);
    readPaste(given, { asCells: true }).then((paste) => onPaste(paste, surface));
  });
  heads?.addEventListener("change", () => draw());
  form.restoreFields = (fields) => {
    if (fields.rows === undefined) return;
    rows = filled(readRows(fields.rows));
    field.value = JSON.stringify(rows);
    draw();
  };

  /* What a paste does to the cells. */
  const surface = {
    focus: () => at(...place)?.focus(),
    snapshot: () => ({ cells: JSON.stringify(rows), head: heads?.value }),
    restore({ cells, head }) {
      rows = JSON.parse(cells);
      if (heads) heads.value = head;
      done(place, "");
    },
    /** Write a text where the person is writing, as if it were typed there. */
    write(text) {
      surface.focus();
      document.execCommand("insertText", false, text);
    },
    fill({ rows: pasted, headerRows }) {
      const isEmpty = rows.every((cells) => cells.every((text) => !text));
      if (heads && isEmpty && pasted.length > 1) heads.value = headerRows;
      fill(pasted);
    },
  };

  function fill(pasted) {
    const [top, left] = place;
    const height = Math.min(MAX_ROWS, Math.max(rows.length, top + pasted.length));
    const width = Math.min(
      MAX_COLUMNS,
      Math.max(rows[0].length, left + Math.max(...pasted.map((cells) => cells.length))),
    );
    for (const cells of rows) while (cells.length < width) cells.push("");
    while (rows.length < height) rows.push(Array(width).fill(""));
    let lost = false;
    for (const [r, cells] of pasted.entries()) {
      for (const [c, text] of cells.entries()) {
        if (top + r < height && left + c < width) rows[top + r][left + c] = text;
        else lost = true;
      }
    }
    const size = `${pasted.length} filas y ${pasted[0].length} columnas`;
    done([top, left], lost ? TOO_LARGE : `Se pegaron ${size}.`);
  }
}

/* A grid always has cells to write in. */
function filled(rows) {
  return rows.length ? squared(rows) : [["", ""], ["", ""]];
}

function readRows(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return cellsOfText(text);
  }
}

function cellsOfText(text) {
  const separator = text.includes("\t") ? "\t" : "|";
  return text.split("\n").filter((line) => line.trim())
    .map((line) => line.split(separator).map(clean));
}
