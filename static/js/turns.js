/* Pages with capture: acts on blocks and pictures, one after the other in the order of the presses.
   A second press of a button whose act is under way is the same act; and what an earlier act took
   off the page does nothing any more. */

const pressed = new WeakSet(); // buttons whose act waits or is under way
let line = Promise.resolve();

/** Do `run`, which answers with a promise, once the acts before it are done. */
export function inTurn(form, button, run) {
  const press = button ?? form;
  if (pressed.has(press)) return;
  pressed.add(press);
  const turn = line
    .then(() => (form.isConnected && press.isConnected ? run() : null))
    .finally(() => pressed.delete(press));
  line = turn.catch(() => null); // an error of one is told by the browser, and holds up no other
}
