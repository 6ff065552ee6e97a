/* Every page: signing out sends what is left, then erases what this computer keeps of the person. */

import { forgetAll, keptCount } from "./save-store.js";

for (const form of document.querySelectorAll("form[data-sign-out]")) {
  form.addEventListener("submit", async (event) => {
    if (!keptCount()) return;
    event.preventDefault();
    const detail = { waits: [], proceed: () => {} };
    document.dispatchEvent(new CustomEvent("sesea:before-sign-out", { detail }));
    await Promise.all(detail.waits);
    const count = keptCount();
    const left = count === 1 ? "Hay 1 cambio sin enviar" : `Hay ${count} cambios sin enviar`;
    if (count && !confirm(`${left} en este equipo. Si cierra su sesión, se borra. ¿Cerrarla?`)) return;
    forgetAll();
    detail.proceed();
    form.submit();
  });
}
