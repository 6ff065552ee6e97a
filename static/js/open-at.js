/* Tablero: a table of months that does not fit opens at the running quarter, not at January. */

for (const month of document.querySelectorAll("[data-opens-here]")) {
  const region = month.closest(".table-scroll");
  const fixed = region.querySelector("th");
  const open = () => {
    region.scrollLeft = month.offsetLeft - fixed.offsetWidth;
  };
  open();
  month.closest("details")?.addEventListener("toggle", open, { once: true });
}
