/* Palabras impresas: each printed line follows its box as one types. */

const form = document.querySelector("form[data-words]");

for (const box of form?.querySelectorAll("[data-word]") ?? []) {
  const places = form.querySelectorAll(`[data-prints="${CSS.escape(box.dataset.word)}"]`);
  box.addEventListener("input", () => {
    const text = box.value.trim() || box.dataset.neutral;
    for (const place of places) {
      const { slot, fill } = place.dataset;
      place.textContent = slot ? text.replaceAll(slot, fill) : text;
    }
  });
}
