/* Tablero, review: a browser leaves a focused cell half outside its table's window; show it whole. */

for (const region of document.querySelectorAll(".table-scroll")) {
  region.addEventListener("focusin", ({ target }) => {
    if (target !== region) target.scrollIntoView({ block: "nearest", inline: "nearest" });
  });
}
