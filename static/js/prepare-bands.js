/* Plazos y semáforo: the picture of the ranges follows the three limits while they go up. */

const form = document.querySelector("form[data-thresholds]");
const boxes = ["red_below", "amber_below", "green_to"].map((name) =>
  form.querySelector(`[data-threshold="${name}"]`),
);
const colors = ["red", "amber", "green", "blue"];
const OVER = 30;

form.addEventListener("input", draw);

function draw() {
  if (!boxes.every((box) => /^\d{1,3}$/.test(box.value.trim()))) return;
  const [red, amber, green] = boxes.map((box) => Number(box.value));
  if (!(red > 0 && red < amber && amber <= green)) return;
  const ends = [0, red, amber, green, green + OVER];
  const reaches = [
    `menos de ${red}%`,
    `desde ${red}% y menos de ${amber}%`,
    `desde ${amber}% y hasta ${green}%`,
    `más de ${green}%`,
  ];
  for (const [place, color] of colors.entries()) {
    const part = form.querySelector(`[data-band="${color}"]`);
    part.setAttribute("x", ends[place]);
    part.setAttribute("width", ends[place + 1] - ends[place]);
    part.ownerSVGElement.setAttribute("viewBox", `0 0 ${ends.at(-1)} 8`);
    form.querySelector(`[data-reach="${color}"]`).textContent = reaches[place];
  }
}
