/* The test page of the save queue: each text is sent as it is written. */

import { showConflict } from "/static/js/conflict.js";
import { claim, enqueue } from "/static/js/save-queue.js";

for (const form of document.querySelectorAll("form[data-text]")) {
  const field = form.elements.html;
  const key = `bloque-${form.getAttribute("action").match(/\d+/)[0]}`;
  const options = {
    key,
    url: form.action,
    version: Number(form.elements.version.value),
    restoreLabel: form.querySelector("label").textContent,
    onSaved: ({ version }) => {
      form.elements.version.value = version;
    },
    onConflict: (data) =>
      showConflict({
        key,
        data,
        place: form,
        onTheirs: ({ html }) => {
          field.value = html;
        },
      }),
  };
  field.addEventListener("input", () => enqueue({ ...options, fields: { html: field.value } }));
  claim(key, {
    ...options,
    apply: ({ html }) => {
      field.value = html;
    },
  });
}
document.documentElement.dataset.ready = "";
