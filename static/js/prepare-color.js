/* Nombres y emblema: whether white can be read on the colour, as one types it.
   The ratio is that of WCAG 2.2, as programs/values/colors.py computes it. */

const box = document.querySelector("[data-color]");
const swatch = document.querySelector("[data-swatch]");
const told = document.querySelector("[data-contrast]");
const READABLE = 4.5;

box.addEventListener("input", () => {
  const color = box.value.trim();
  if (!/^#[0-9a-f]{6}$/i.test(color)) {
    told.textContent = told.dataset.odd;
    return;
  }
  swatch.setAttribute("fill", color);
  const ratio = 1.05 / (luminance(color) + 0.05);
  const sentence = ratio >= READABLE ? told.dataset.good : told.dataset.poor;
  told.textContent = sentence.replace("%", `${ratio.toFixed(1)} a 1`);
});

function luminance(color) {
  const [red, green, blue] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(color.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
