/* Ctrl+Z right after a paste that reached beyond a text: the page takes it back as one act. */

let latest = null; // {run, button}

/** Let Ctrl+Z, or `button`, take back what was just done, until the person writes something. */
export function offerUndo(run, button) {
  forgetUndo();
  latest = { run, button };
  button.hidden = false;
  button.onclick = take;
}

/** There is nothing to take back any more. */
export function forgetUndo() {
  if (latest) latest.button.hidden = true;
  latest = null;
}

function take() {
  const { run } = latest;
  forgetUndo();
  run();
}

document.addEventListener(
  "keydown",
  (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (!latest || !isUndo) return;
    event.preventDefault();
    event.stopPropagation();
    take();
  },
  { capture: true },
);
// What the page itself writes is not of the person.
document.addEventListener("beforeinput", (event) => event.isTrusted && forgetUndo(), { capture: true });
