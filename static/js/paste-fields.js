/* Pages with capture: a paste into a field of plain text, where 10⁶ must not become 106 nor what was
   struck out come back. A clipboard without markup is left to the browser. */

import { clean } from "./paste-plain.js";
import { pastedOf, plainOf, readPaste } from "./paste.js";

document.addEventListener("paste", async (event) => {
  const field = event.target;
  if (event.defaultPrevented || !field.matches?.('textarea, input[type="text"], input:not([type])')) return;
  const given = pastedOf(event.clipboardData);
  if (!given.html) return;
  event.preventDefault();
  const paste = await readPaste(given);
  const text = plainOf(paste.blocks);
  field.focus();
  document.execCommand("insertText", false, field.localName === "input" ? clean(text) : text);
  const pictures = paste.blocks.flatMap(({ files }) => files ?? []).length;
  const left = pictures ? [`${pictures} ${pictures === 1 ? "imagen" : "imágenes"}`, ...paste.left] : paste.left;
  lineOf(field).textContent = left.length ? `Se omitió: ${left.join(", ")}.` : "";
});

const lines = new WeakMap(); // field → the line under it

function lineOf(field) {
  if (!lines.has(field)) {
    const line = document.createElement("p");
    line.className = "form-text paste-line";
    line.setAttribute("role", "status");
    field.after(line);
    lines.set(field, line);
  }
  return lines.get(field);
}
