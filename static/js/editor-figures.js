/* Trimestre and Presentación: numbers that are tied to data (*cifras ligadas*) in the editor of a
   text. They are whole: the caret passes over them, and what they say changes with their source.
   The page lists the figures (templates/programs/_cifras.html). */

const LIST = "select[data-figures]";
const SILENT = "sin dato";

/** What the editor makes of `<data value="…">`: a number that is one piece. */
export function tiedNumber({ Node }) {
  return Node.create({
    name: "cifra",
    group: "inline",
    inline: true,
    atom: true,
    marks: "_",
    addAttributes() {
      return {
        source: {
          default: "",
          parseHTML: (element) => element.getAttribute("value"),
          renderHTML: ({ source }) => ({ value: source }),
        },
        text: {
          default: "",
          parseHTML: (element) => element.textContent,
          rendered: false,
        },
        name: {
          default: "",
          parseHTML: (element) => element.title || nameOf(element.getAttribute("value")),
          rendered: false,
        },
      };
    },
    // One that lost its source is a number like any other, and so is one of another page's list.
    parseHTML: () => [
      { tag: 'data[value]:not([value=""])', getAttrs: ({ value }) => (isOwn(value) ? null : false) },
    ],
    renderHTML: ({ HTMLAttributes, node }) => ["data", HTMLAttributes, node.attrs.text],
    renderText: ({ node }) => node.attrs.text,
    addNodeView: () => ({ node }) => ({ dom: drawn(node.attrs) }),
  });
}

function drawn({ source, text, name }) {
  const element = document.createElement("data");
  element.value = source;
  element.textContent = text;
  const words = `Ligada a: ${name || "una cifra"}`;
  element.title = words;
  element.setAttribute("role", "img");
  element.setAttribute("aria-label", `${text}. ${words}`);
  return element;
}

function choices() {
  return [...(document.querySelector(LIST)?.options ?? [])];
}

/* A save refuses what the page does not list, unless a text of it is tied to that already. */
function isOwn(source) {
  const stands = `<data value="${source}"`;
  return (
    choices().some(({ value }) => value === source) ||
    [...document.querySelectorAll("textarea[data-prose]")].some(({ dataset }) =>
      dataset.html.includes(stands),
    )
  );
}

function nameOf(source) {
  const option = choices().find(({ value }) => value === source);
  return option ? named(option) : "";
}

function named(option) {
  return option.textContent.trim().slice(0, -(`: ${option.dataset.text}`.length));
}

/** The row under the buttons in which a figure is chosen; null where the page lists none. */
export function figuresRow(bar) {
  const list = document.querySelector(LIST);
  if (!list) return null;
  const row = document.createElement("span");
  row.className = "prose-figures";
  row.hidden = true;
  const label = document.createElement("label");
  const field = list.cloneNode(true);
  for (const name of ["id", "name", "form", "data-figures"]) field.removeAttribute(name);
  label.append("Cifra ", field);
  const put = button("Insertar cifra");
  const close = button("Cerrar");
  row.append(label, put, close);
  bar.append(row);
  let current = null;
  const end = () => {
    row.hidden = true;
    current.commands.focus();
  };
  put.addEventListener("click", () => {
    const option = field.selectedOptions[0];
    if (!option) return;
    const attrs = { source: option.value, text: option.dataset.text, name: named(option) };
    current.chain().focus().insertContent(apart(current.state, { type: "cifra", attrs })).run();
    end();
  });
  close.addEventListener("click", end);
  row.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end();
  });
  // The form of the text saves what is written in it: what is chosen here is nothing of it.
  for (const kind of ["input", "change"]) {
    field.addEventListener(kind, (event) => event.stopPropagation());
  }
  return {
    open(editor) {
      current = editor;
      row.hidden = !row.hidden;
      if (row.hidden) return;
      refresh(field);
      field.focus();
    },
  };
}

/* What is inserted, with a space where it would touch a word: a save takes away the one that was
   typed last. */
function apart({ doc, selection: { from, to } }, node) {
  const sign = (start, end) => doc.textBetween(Math.max(0, start), end, "", "0");
  const space = { type: "text", text: " " };
  const before = /[\p{L}\p{N}\p{Pe}%,.;:]$/u.test(sign(from - 1, from));
  const after = /^[\p{L}\p{N}\p{Ps}]/u.test(sign(to, Math.min(to + 1, doc.content.size)));
  return [...(before ? [space] : []), node, ...(after ? [space] : [])];
}

/** Put in the ties of an editor what a save of the quantities gives: {source: text}. The person
    wrote nothing, so that nothing is saved for it, nor can be undone. */
export function followFigures(editor) {
  document.addEventListener("sesea:figures", ({ detail }) => {
    if (editor.isDestroyed) return;
    const { tr } = editor.state;
    editor.state.doc.descendants((node, at) => {
      const text = node.type.name === "cifra" ? detail[node.attrs.source] : undefined;
      if (text !== undefined && text !== node.attrs.text) tr.setNodeAttribute(at, "text", text);
    });
    if (!tr.docChanged) return;
    editor.view.dispatch(tr.setMeta("addToHistory", false).setMeta("preventUpdate", true));
  });
}

/** Follow in the list of those that are tied what is written and deleted in an editor. */
export function followTies(editor) {
  editor.on("update", listTies);
}

/* Of each source so many as the texts still hold: in an editor, or in a field without one, which
   reads "[cifra ab12.done: 261]". What was inserted since comes with the next page. */
function listTies() {
  const list = document.querySelector("[data-ties]");
  if (!list) return;
  const left = new Map();
  const count = (source) => left.set(source, (left.get(source) ?? 0) + 1);
  for (const tie of document.querySelectorAll("[contenteditable=true] data[value]")) {
    count(tie.getAttribute("value"));
  }
  for (const field of document.querySelectorAll("textarea[data-prose]:not([data-enhanced])")) {
    for (const [, source] of field.value.matchAll(/\[cifra ([^\]:]+):/g)) count(source);
  }
  let shown = 0;
  for (const row of list.querySelectorAll("[data-tie]")) {
    const more = left.get(row.dataset.tie) ?? 0;
    left.set(row.dataset.tie, more - 1);
    row.hidden = more < 1;
    if (!row.hidden) shown += 1;
  }
  list.hidden = !shown;
  const words = shown === 1 ? "cifra ligada" : "cifras ligadas";
  list.querySelector("summary").textContent = `${shown} ${words}`;
}

document.addEventListener("sesea:blocks", listTies);

/** The same in the list of the page. */
document.addEventListener("sesea:figures", ({ detail }) => {
  for (const option of choices()) {
    const text = detail[option.value];
    if (text === undefined || text === option.dataset.text) continue;
    const name = named(option);
    option.dataset.text = text;
    option.textContent = `${name}: ${text}`;
    place(option, text === SILENT);
  }
});

/* What waits for its data stands after all others, and comes up to them with its number. The page
   of a línea lists one group of each; where there are more, nothing moves. */
function place(option, silent) {
  const list = option.closest("select");
  const groups = [...list.querySelectorAll("optgroup")];
  if (groups.some((group) => !("silent" in group.dataset)) || groups.length > 1) return;
  let [last] = groups;
  if (!silent && last) {
    last.before(option);
    if (!last.children.length) last.remove();
  }
  if (!silent || option.parentElement === last) return;
  if (!last) {
    last = document.createElement("optgroup");
    last.label = "Sin dato todavía";
    last.dataset.silent = "";
    list.append(last);
  }
  last.append(option);
}

/* What the quantities give now: a save of them may have changed the list of the page. */
function refresh(field) {
  const chosen = field.value;
  const now = document.querySelector(LIST).cloneNode(true);
  field.replaceChildren(...now.childNodes);
  field.value = chosen;
  if (field.selectedIndex < 0) field.selectedIndex = 0;
}

function button(words) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "prose-tool";
  element.textContent = words;
  return element;
}
