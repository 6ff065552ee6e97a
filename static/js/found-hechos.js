/* Trimestre: the hechos that the narrative names and nobody recorded, brought up to date after a
   save. Who is about to take one keeps it as it is: its date may be half typed. */

/** Show the hechos that an answer of the server names; return its markup without them. */
export function takeHechos(markup) {
  const answer = document.createElement("template");
  answer.innerHTML = markup;
  const now = answer.content.querySelector("template[data-hechos-now]");
  if (now) {
    now.remove();
    show(now.content);
  }
  return answer.innerHTML;
}

function show(fresh) {
  const place = document.querySelector("[data-hechos-found]");
  if (!place) return;
  const before = new Map(itemsOf(place).map((item) => [item.dataset.named, item]));
  const after = itemsOf(fresh);
  const named = new Set(after.map((item) => item.dataset.named));
  const added = after.filter((item) => !before.has(item.dataset.named));
  const gone = [...before.values()].filter((item) => !named.has(item.dataset.named));
  if (!added.length && !gone.length) return;
  const left = gone.some((item) => item.contains(document.activeElement));
  if (gone.length === before.size) {
    place.replaceChildren(fresh);
  } else {
    for (const item of gone) item.remove();
    join(place.querySelector("ul"), after, before);
  }
  if (left) document.getElementById("hechos").focus();
  tell(added.map((item) => item.querySelector("strong").textContent.trim()));
}

/* Put what is new behind what stands before it in the text; the others do not move, which would
   take the focus from them. */
function join(list, after, before) {
  let last = null;
  for (const item of after) {
    const known = before.get(item.dataset.named);
    if (known) last = known;
    else if (last) last.after(item);
    else list.prepend(item);
    if (!known) last = item;
  }
}

function itemsOf(root) {
  return [...root.querySelectorAll("[data-named]")];
}

function tell(names) {
  const place = document.querySelector("[data-hechos-told]");
  if (!place || !names.length) return;
  const told = names.length === 1 ? "Un hecho nuevo" : `${names.length} hechos nuevos`;
  place.textContent = `${told} en el texto: ${names.join("; ")}. Revise «Encontrados en el texto».`;
}
