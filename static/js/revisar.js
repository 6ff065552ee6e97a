/* Revisar: a file may be dropped; its size is looked at before it is sent; the page says it reads. */

const form = document.querySelector("[data-revisar]");

if (form) {
  const input = form.querySelector("input[type=file]");
  const text = form.querySelector("textarea");
  const drop = form.querySelector("[data-revisar-drop]");
  const state = form.querySelector("[data-revisar-state]");
  const most = Number(form.dataset.maxBytes);

  const tooLarge = () => input.files.length > 0 && input.files[0].size > most;
  const tell = () => {
    const [file] = input.files;
    if (!file) state.textContent = "";
    else if (tooLarge()) {
      state.textContent =
        `El archivo pasa de ${form.dataset.maxMegabytes} MB. Quítele las fotografías, o copie su texto y péguelo.`;
    } else state.textContent = `Listo para revisar: ${file.name}`;
  };

  form.querySelector("[data-revisar-label]").textContent = "Arrastre aquí el archivo de su informe, o elíjalo";
  input.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    drop.addEventListener(name, (event) => {
      event.preventDefault();
      drop.classList.add("is-over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    drop.addEventListener(name, () => drop.classList.remove("is-over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
  form.addEventListener("submit", (event) => {
    if (tooLarge()) {
      event.preventDefault();
      tell();
      input.focus();
    } else if (input.files.length || text.value.trim()) {
      state.textContent = "Revisando… Tarda unos segundos.";
    }
  });
  // Back from the answer, the words of the last time are gone.
  addEventListener("pageshow", tell);
}
