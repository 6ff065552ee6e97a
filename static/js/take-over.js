/* Trimestre and Presentación: without script every field belongs to the form of the whole page
   (templates/programs/_pagina.html). From here on each part has its own again, and saves itself. */

const PAGE = '[form="pagina"]';

/** Give the fields in a piece of the page to the forms that stand around them. */
export function takeOver(root) {
  for (const field of root.querySelectorAll(PAGE)) {
    if (field.dataset.form) {
      field.setAttribute("form", field.dataset.form);
      continue;
    }
    const prefix = field.closest("form")?.dataset.prefix;
    field.removeAttribute("form");
    field.removeAttribute("formaction");
    if (prefix && field.name.startsWith(prefix)) field.name = field.name.slice(prefix.length);
  }
}

takeOver(document);
document.documentElement.dataset.takenOver = "yes";
