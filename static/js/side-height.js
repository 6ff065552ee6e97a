/* Review: what is said beside the sheet is as high as the window leaves it, below the head of the
   page too, so that the verdict at its foot is always in sight. A word says that it goes on below. */

const side = document.querySelector("[data-side]");
const said = document.querySelector("[data-said]");
const more = document.querySelector("[data-more]");

function fit() {
  const margin = 8;
  const top = Math.max(side.parentElement.getBoundingClientRect().top, margin);
  side.style.setProperty("--side-height", `${Math.round(window.innerHeight - top - margin)}px`);
  tell();
}

// On a narrow page nothing scrolls within: its whole height is shown. A fold that opens makes it
// longer without a scroll.
function tell() {
  more.hidden = said.scrollHeight - said.clientHeight - said.scrollTop < 8;
}

if (side) {
  fit();
  window.addEventListener("scroll", fit, { passive: true });
  window.addEventListener("resize", fit, { passive: true });
  said.addEventListener("scroll", tell, { passive: true });
  said.addEventListener("toggle", tell, { capture: true });
}
