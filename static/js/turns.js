/* Pages with capture: acts on blocks and pictures, one after the other in the order of the presses.
   A second press of a button whose act is under way is the same act; and what an earlier act took
   off the page does nothing any more. */

const DOUBLE = 400; // milliseconds within which a second click may follow an answer that was quick

const pressed = new WeakSet(); // buttons whose act waits or is under way
let line = Promise.resolve();

/** Do `run`, which answers with a promise, once the acts before it are done. It resolves to false
    where nothing was done: the button may then be pressed again at once. */
export function inTurn(form, button, run) {
  const press = button ?? form;
  if (pressed.has(press)) return;
  pressed.add(press);
  const turn = line
    .then(() => (form.isConnected && press.isConnected ? run() : null))
    .then((done) => setTimeout(() => pressed.delete(press), done === false ? 0 : DOUBLE));
  line = turn.catch((error) => {
    pressed.delete(press); // an error of one holds up no other
    reportError(error);
  });
}
