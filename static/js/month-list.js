/* Page Mes on phones and in «Vista por mes»: a tap on a row marks it; reason and note below it. */

import { commit } from "./month-numbers.js";
import { cellOf, codeOf, drawGlyph, subscribe, want, wordOf } from "./month-marks.js";

const form = document.getElementById("mes-list");
const items = new Map(); // cell key → {item, box, cell}

function build() {
  const month = { monthName: form.dataset.name, ended: "ended" in form.dataset };
  for (const item of form.querySelectorAll(".mes-item")) {
    const box = item.querySelector(".mes-item-main input");
    const cell = cellOf(box, { ...item.dataset, ...month });
    items.set(cell.key, { item, box, cell });
    if (cell.locked) continue;
    if (cell.number) box.addEventListener("change", () => commit({ input: box, cell }));
    else box.addEventListener("change", () => want(cell, { status: box.checked ? "done" : "unreported" }));
    listenMore(item, cell, box);
  }
  form.classList.add("is-live");
  form.addEventListener("submit", (event) => event.preventDefault());
  const plain = form.querySelector("[data-plain]");
  if (plain) plain.hidden = true;
}

/* Reason and note are saved together: a reason by itself says that it was not done. */
function listenMore(item, cell, box) {
  const field = (letter) => item.querySelector(`[name="${letter}-${cell.key}"]`);
  const button = item.querySelector("[data-apply]");
  button.hidden = false;
  button.addEventListener("click", () => {
    if (cell.number) {
      want(cell, { status: box.value.trim(), reason: field("r").value.trim() || field("c").value });
      return shut(item);
    }
    const note = field("n").value.trim();
    if (!field("x")?.checked) {
      const status = cell.status === "not_done" ? "unreported" : note ? "done" : cell.status;
      want(cell, { status, note });
      return shut(item);
    }
    const reason = field("r").value.trim() || field("c").value;
    fault(item, cell, reason ? "" : "Elija o escriba el motivo.");
    if (!reason) return field("c").focus();
    want(cell, { status: "not_done", reason, note });
    shut(item);
  });
}

function fault(item, cell, text) {
  let place = item.querySelector(".invalid-feedback");
  if (!place && text) {
    place = document.createElement("p");
    Object.assign(place, { className: "invalid-feedback", id: `e-${cell.key}` });
    item.querySelector("[data-apply]").before(place);
    item.querySelector(`[name="c-${cell.key}"]`).setAttribute("aria-describedby", place.id);
  }
  if (place) place.textContent = text;
}

function shut(item) {
  const more = item.querySelector("details");
  more.open = false;
  more.querySelector("summary").focus();
}

function draw(changed) {
  for (const cell of changed) {
    const place = items.get(cell.key);
    if (!place) continue;
    const { item, box } = place;
    if (!cell.number) box.checked = cell.status === "done";
    else if (document.activeElement !== box) box.value = cell.status;
    item.className = item.className.replace(/\bcell-\w+/, `cell-${codeOf(cell) || "none"}`);
    item.querySelector("[data-word]").textContent = wordOf(cell);
    drawGlyph(item.querySelector(".mes-item-state"), cell);
    const who = item.querySelector("[data-who]");
    if (who) who.textContent = cell.who;
    const field = (letter) => item.querySelector(`[name="${letter}-${cell.key}"]`);
    if (field("x")) field("x").checked = cell.status === "not_done";
    if (field("n") && document.activeElement !== field("n")) field("n").value = cell.note;
    if (field("r") && document.activeElement !== field("r")) field("r").value = cell.reason;
  }
}

if (form) {
  build();
  subscribe(draw);
  // A link to a month (#mes-6) that this list does not show leads to it.
  const wanted = location.hash.match(/^#mes-(\d+)$/)?.[1];
  if (wanted && wanted !== form.dataset.month && form.offsetParent) {
    const address = new URL(location.href);
    address.searchParams.set("mes", wanted);
    location.replace(address);
  } else if (wanted && form.offsetParent) {
    // It begins at the first tarea that waits for its report.
    const first = form.querySelector(".cell-missing input[data-month]:enabled");
    const begin = () => {
      first?.focus({ preventScroll: true });
      first?.scrollIntoView({ block: "center" });
    };
    begin();
    addEventListener("load", begin, { once: true });
  }
}
