/* Nueva institución: the clave follows the siglas until somebody types another. */

const slug = document.querySelector("[data-from]");
const source = slug.form.elements[slug.dataset.from];
let own = slug.value !== "";

slug.addEventListener("input", () => {
  own = slug.value !== "";
});
source.addEventListener("input", () => {
  if (own) return;
  slug.value = source.value
    .normalize("NFKD")
    .replace(/[^\w\s-]/g, "")
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, "-");
});
