/* Tables of a paste that were unfolded, shown before they are final. */

const SHOWN_ROWS = 12;
let dialog = null;

/** Show tables, where any was unfolded, and resolve to whether the person wants them. */
export function confirmTables(blocks) {
  const tables = blocks.filter(({ kind }) => kind === "tabla");
  if (!tables.some(({ unfolded }) => unfolded)) return Promise.resolve(true);
  dialog ??= build();
  dialog.querySelector("[data-tables]").replaceChildren(...tables.map(drawn));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "use"), { once: true });
  });
}

function build() {
  const box = document.createElement("dialog");
  box.className = "paste-preview";
  box.setAttribute("aria-labelledby", "paste-preview-title");
  const form = document.createElement("form");
  form.method = "dialog";
  const title = document.createElement("h2");
  title.id = "paste-preview-title";
  title.textContent = "Así quedará la tabla";
  const words = document.createElement("p");
  words.textContent =
    "Tenía celdas combinadas, ocultas o un encabezado de varias filas. Cada dato queda donde estaba.";
  const tables = document.createElement("div");
  tables.className = "paste-preview-tables";
  tables.dataset.tables = "";
  tables.tabIndex = 0;
  tables.setAttribute("role", "region");
  tables.setAttribute("aria-label", "Tabla que se va a pegar");
  const buttons = document.createElement("p");
  buttons.className = "paste-preview-buttons";
  buttons.append(
    button("use", "Usar esta tabla", "btn btn-primary"),
    button("", "Cancelar", "btn btn-secondary"),
  );
  form.append(title, words, tables, buttons);
  box.append(form);
  document.body.append(box);
  return box;
}

function button(value, words, look) {
  const element = document.createElement("button");
  Object.assign(element, { type: "submit", value, textContent: words, className: look });
  if (value) element.autofocus = true;
  return element;
}

function drawn({ rows, headerRows }) {
  const table = document.createElement("table");
  table.className = "paste-preview-table";
  const head = table.createTHead();
  const body = table.createTBody();
  for (const [r, cells] of rows.slice(0, SHOWN_ROWS).entries()) {
    const line = (r < headerRows ? head : body).insertRow();
    for (const text of cells) {
      const cell = document.createElement(r < headerRows ? "th" : "td");
      if (r < headerRows) cell.scope = "col";
      cell.textContent = text;
      line.append(cell);
    }
  }
  if (rows.length <= SHOWN_ROWS) return table;
  const more = document.createElement("p");
  const count = rows.length - SHOWN_ROWS;
  more.textContent = count === 1 ? "Y 1 fila más." : `Y ${count} filas más.`;
  const holder = document.createElement("div");
  holder.append(table, more);
  return holder;
}
