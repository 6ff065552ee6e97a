/* Trimestre (templates/programs/captura.html) and Presentación: saves forms by themselves, wakes
   the blocks, and opens the preview once what was typed has arrived. */

import { bind } from "./autosave.js";
import { wake } from "./blocks.js";
import "./drafts.js";
import "./paste-fields.js";
import "./ready.js";
import { flush } from "./save-queue.js";
import "./upload.js";

for (const list of document.querySelectorAll("[data-blocks]")) wake(list);
for (const form of document.querySelectorAll("form[data-autosave]")) bind(form);

for (const link of document.querySelectorAll('a[data-flush][target="_blank"]')) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await flush();
    window.open(link.href, "_blank", "noopener");
  });
}

// Files cannot be kept on this computer for later: they are sent as soon as they are chosen.
for (const form of document.querySelectorAll("form[data-send-chosen]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// Places that are folded away open when something leads to them.
function unfold() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  place?.closest("details")?.setAttribute("open", "");
}
addEventListener("hashchange", unfold);
unfold();
