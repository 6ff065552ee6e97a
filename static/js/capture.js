/* Trimestre (templates/programs/captura.html) and Presentación: saves forms by themselves, wakes
   the blocks, and opens the preview once what was typed has arrived. */

import "./take-over.js";
import { bind } from "./autosave.js";
import { wake } from "./blocks.js";
import "./drafts.js";
import "./paste-fields.js";
import { enter } from "./place.js";
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

enter();
// What the browser does with the address once all is drawn would take the focus to the place.
addEventListener("load", enter, { once: true });
