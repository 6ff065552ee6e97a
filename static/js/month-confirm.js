/* Page Mes: the button that confirms a month follows the marks, and asks about the last blank. */

import { allCells, catchUp, isBlank, subscribe } from "./month-marks.js";

const shown = Number(document.getElementById("mes-list").dataset.month);

function owed(area) {
  return allCells().filter(
    (cell) =>
      cell.area === area && cell.month === shown && isBlank(cell),
  );
}

function follow(closing) {
  const { area, missing } = closing.dataset;
  const outside = Number(missing) - owed(area).length; // blanks that a filter leaves out of the page
  const confirmed = closing.querySelector("[data-confirmed]");
  const confirm = closing.querySelector("[data-confirm]");
  subscribe(() => {
    const blank = owed(area);
    const count = blank.length + outside;
    if (confirmed) confirmed.hidden = count > 0;
    if (!confirm) return;
    confirm.hidden = Boolean(confirmed) && count === 0;
    const words = count ? `: ${count} sin reportar` : "";
    confirm.querySelector("[data-missing-text]").textContent = words;
    ask(confirm, count === 1 && !blank[0]?.number ? blank[0] : null);
  });
}

/* With one blank left, the list by the button says of it what would need a page of its own. */
function ask(confirm, cell) {
  const place = confirm.querySelector("[data-last]");
  place.hidden = place.disabled = !cell;
  if (!cell) return;
  const answer = place.querySelector("[data-last-answer]");
  const version = place.querySelector("[data-last-version]");
  if (answer.name !== `fue-${cell.tarea}`) answer.value = "";
  answer.name = `fue-${cell.tarea}`;
  version.name = `v-${cell.tarea}`;
  version.value = cell.version;
  place.querySelector("[data-last-name]").textContent = cell.name;
}

for (const closing of document.querySelectorAll(".mes-closing")) follow(closing);
// What was marked is in line before a form of the page is sent, and goes first.
document.addEventListener("submit", catchUp, { capture: true });
