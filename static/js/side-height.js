/* Review: what is said beside the sheet is as high as the window leaves it, below the head of the
   page too, so that the verdict at its foot is always in sight. */

const side = document.querySelector("[data-side]");

function fit() {
  const margin = 8;
  const top = Math.max(side.parentElement.getBoundingClientRect().top, margin);
  side.style.setProperty("--side-height", `${Math.round(window.innerHeight - top - margin)}px`);
}

if (side) {
  fit();
  window.addEventListener("scroll", fit, { passive: true });
  window.addEventListener("resize", fit, { passive: true });
}
