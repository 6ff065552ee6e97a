// The button of the reminder counts the people whom the ticked áreas reach, each once.

const form = document.querySelector("[data-remind]");
const send = form?.querySelector("[data-remind-send]");

function count() {
  const people = new Set();
  for (const box of form.querySelectorAll("input[name=area]:checked")) {
    for (const person of box.dataset.people.trim().split(/\s+/)) {
      people.add(person);
    }
  }
  const noun = people.size === 1 ? "persona" : "personas";
  send.textContent = `Enviar recordatorio a ${people.size} ${noun}`;
}

if (send) {
  form.addEventListener("change", count);
  count(); // a browser keeps the boxes of before on reload
}
