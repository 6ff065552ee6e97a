/* The page of a document that is on its way: asks where it stands, and opens it when it is there. */

const EVERY = 1500;
const box = document.querySelector("[data-document-job]");
const sentence = box.querySelector("[data-sentence]");

function show(standing) {
  // Said again only when it changes: a screen reader reads each change.
  if (sentence.textContent !== standing.sentence) sentence.textContent = standing.sentence;
  const stages = [...box.querySelectorAll("[data-stage]")];
  const here = stages.findIndex((stage) => stage.dataset.stage === standing.state);
  stages.forEach((stage, place) => {
    stage.classList.toggle("is-past", place < here);
    stage.classList.toggle("is-here", place === here);
  });
}

async function ask() {
  try {
    const answer = await fetch(box.dataset.documentJob, { headers: { Accept: "application/json" } });
    const standing = answer.ok && !answer.redirected ? await answer.json() : null;
    if (!standing || standing.state === "done" || standing.state === "failed") {
      // The same address opens the document, says why there is none, or asks to sign in.
      location.replace(box.dataset.documentJob);
      return;
    }
    show(standing);
  } catch {
    sentence.textContent = "No hay conexión. Se vuelve a preguntar en unos segundos.";
  }
  setTimeout(ask, EVERY);
}

setTimeout(ask, EVERY / 2);
