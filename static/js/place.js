/* A link to a place of the page opens the fold that holds it. One to something that is missing
   ([data-begin]) begins in its first empty field, in the middle of the window: no bar covers it. */

const FIELDS =
  "input:not([type=hidden], [type=checkbox], [type=radio], :disabled), textarea, [contenteditable=true]";
const OTHERS = "input:not([type=hidden], :disabled), button";

const isShown = (element) => element.checkVisibility();
const isEmpty = (field) => !(field.isContentEditable ? field.textContent : field.value).trim();

/* The field where a place begins: the first empty one, or else the first of all. */
function fieldOf(place) {
  const fields = [...place.querySelectorAll(FIELDS)].filter(isShown);
  return fields.find(isEmpty) ?? fields[0] ?? [...place.querySelectorAll(OTHERS)].find(isShown);
}

export function enter() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  if (place.dataset.begin === undefined) return;
  const field = fieldOf(place);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: "center" });
}

/* A second click on the same link changes no address. */
addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href*="#"]');
  if (link && link.hash === location.hash && link.pathname === location.pathname) setTimeout(enter);
});
addEventListener("hashchange", enter);
