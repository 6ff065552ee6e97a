/* Trimestre and Presentación: a small editor in place of the textarea of a Texto block, with bold,
   italic, subtitles, lists and links, and a toolbar in Spanish. The big library is fetched only
   where there is a text to write; until it arrives, and without it, the textarea does the work. */

import { figuresRow, followFigures, followTies, tiedNumber } from "./editor-figures.js";
import { pastedOf, readPaste } from "./paste.js";

let library = null;

const TAG = /<\/?(?:p|br|strong|em|b|i|ul|ol|li|a|data|h3)(?:\s[^<>]*)?\/?>/i;
const FOREIGN = ":not(p, br, strong, em, ul, ol, li, a, data[value], h3, meta), [style]";
const BUTTONS = [
  ["bold", "N", "Negrita (Ctrl+B)", (chain) => chain.toggleBold()],
  ["italic", "C", "Cursiva (Ctrl+I)", (chain) => chain.toggleItalic()],
  ["heading", "Subtítulo", "Subtítulo", (chain) => chain.toggleHeading({ level: 3 })],
  ["bulletList", "• Lista", "Lista con viñetas", (chain) => chain.toggleBulletList()],
  ["orderedList", "1. Lista", "Lista numerada", (chain) => chain.toggleOrderedList()],
];

/** Put the editor over a textarea, which goes on holding what the form sends. What is pasted is
    read and given to `onPaste(paste, text)`, where `text` is what `surface` gives. */
export async function enhance(textarea, address, onPaste) {
  library ??= import(address);
  let parts;
  try {
    parts = await library;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    library = null; // the file did not arrive: the textarea stays
    return;
  }
  if (!textarea.isConnected || textarea.dataset.enhanced) return;
  textarea.dataset.enhanced = "yes";
  build(textarea, parts, onPaste);
}

function build(textarea, parts, onPaste) {
  const typed = textarea.value !== textarea.defaultValue;
  const holder = document.createElement("div");
  holder.className = "prose-field";
  const bar = document.createElement("div");
  bar.className = "prose-bar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "Formato del texto");
  holder.append(bar);
  textarea.before(holder);
  const hadFocus = document.activeElement === textarea;
  let silent = false;
  const link = linkRow(bar);
  const figures = figuresRow(bar);
  const take = (event, clipboard) => {
    const given = pastedOf(clipboard);
    if (isOwn(given.html)) return false; // the editor's own copy, which it knows best
    event.preventDefault();
    readPaste(given).then((paste) => onPaste(paste, surface(editor, parts)));
    return true;
  };
  const editor = new parts.Editor({
    element: holder,
    injectCSS: false, // its rules stand in captura.css: no inline style
    extensions: [
      parts.Document,
      parts.Paragraph,
      parts.Text,
      parts.HardBreak,
      parts.Bold,
      parts.Italic,
      parts.BulletList,
      parts.OrderedList,
      parts.ListItem,
      parts.Heading.configure({ levels: [3] }), // `SUBTITLE` of programs/received/text.py
      parts.Link.extend({
        addKeyboardShortcuts: () => ({ "Mod-k": () => link.open(editor) }),
      }).configure({ enableTarget: false, protocols: ["http", "https", "mailto"] }),
      parts.History,
      tiedNumber(parts),
    ],
    content: typed ? asMarkup(textarea.value) : textarea.dataset.html,
    editorProps: {
      attributes: {
        role: "textbox",
        class: "prose",
        "aria-multiline": "true",
        "aria-labelledby": textarea.labels[0].id,
        "aria-describedby": textarea.getAttribute("aria-describedby") ?? "",
      },
      handleDOMEvents: {
        paste: (view, event) => take(event, event.clipboardData),
        drop(view, event) {
          if (view.dragging) return false; // moved inside the text
          const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
          if (place) editor.commands.setTextSelection(place.pos);
          return take(event, event.dataTransfer);
        },
      },
    },
    onUpdate() {
      if (silent) return;
      textarea.value = editor.isEmpty ? "" : editor.getHTML();
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  textarea.hidden = true;
  textarea.value = typed ? textarea.value : textarea.dataset.html;
  addButtons(bar, editor, link, figures);
  followFigures(editor);
  followTies(editor);
  if (hadFocus) editor.commands.focus("end");
  textarea.form.restoreFields = (fields) => {
    if (fields.html === undefined) return;
    silent = true;
    editor.commands.setContent(asMarkup(fields.html), { emitUpdate: false });
    silent = false;
  };
  textarea.labels[0].addEventListener("click", () => editor.commands.focus());
}

function isOwn(html) {
  const { body } = new DOMParser().parseFromString(html, "text/html");
  return body.querySelector("[data-pm-slice]") !== null && body.querySelector(FOREIGN) === null;
}

/* What a paste does to a text: each act is one that the editor itself can undo. */
function surface(editor, parts) {
  const { view } = editor;
  return {
    element: view.dom,
    focus: () => editor.commands.focus(),
    snapshot: () => editor.getJSON(),
    restore: (content) => editor.commands.setContent(content, { emitUpdate: true }),
    insert: (html) => view.pasteHTML(html),
    append: (html) => editor.commands.insertContentAt(editor.state.doc.content.size, html),
    /** Begin a paragraph where the caret is, unless it stands in an empty one. */
    part() {
      editor.commands.deleteSelection();
      if (editor.state.selection.$from.parent.content.size) editor.commands.splitBlock();
    },
    /** Take out what is selected and what follows it, and return the latter as markup. */
    cut() {
      const { doc, selection } = editor.state;
      const rest = doc.cut(selection.to);
      const markup = parts.getHTMLFromFragment(rest.content, doc.type.schema);
      const html = rest.textContent.trim() ? withoutEmptyStart(markup) : "";
      if (html || !selection.empty) {
        editor.commands.deleteRange({ from: selection.from, to: doc.content.size });
      }
      return html;
    },
  };
}

/* A caret at the end of a paragraph leaves an empty one where the rest begins. */
function withoutEmptyStart(markup) {
  const holder = document.createElement("template");
  holder.innerHTML = markup;
  let first = holder.content.querySelector("p");
  while (first && !first.textContent.trim() && !first.nextElementSibling?.matches("ul, ol")) {
    const parent = first.parentElement;
    first.remove();
    if (!parent || parent.textContent.trim()) break;
    first = parent;
  }
  return holder.innerHTML;
}

function addButtons(bar, editor, link, figures) {
  const marks = BUTTONS.map(([name, words, title, run]) => {
    const button = toolButton(words, title);
    button.dataset.mark = name;
    button.addEventListener("click", () => run(editor.chain().focus()).run());
    return [name, button];
  });
  const linkButton = toolButton("Enlace", "Enlace (Ctrl+K)");
  linkButton.addEventListener("click", () => link.open(editor));
  marks.push(["link", linkButton]);
  bar.prepend(...marks.map(([, button]) => button));
  if (figures) {
    const figureButton = toolButton("Cifra", "Insertar cifra");
    figureButton.addEventListener("click", () => figures.open(editor));
    linkButton.after(figureButton);
    marks.push(["cifra", figureButton]);
  }
  const show = () => {
    for (const [name, button] of marks) {
      button.setAttribute("aria-pressed", String(editor.isActive(name)));
    }
  };
  editor.on("transaction", show);
  show();
}

function toolButton(words, title) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "prose-tool";
  button.textContent = words;
  button.title = title;
  button.setAttribute("aria-label", title);
  return button;
}

/* The address of a link is asked for in a row under the buttons: no window over the page. */
function linkRow(bar) {
  const row = document.createElement("span");
  row.className = "prose-link";
  row.hidden = true;
  const label = document.createElement("label");
  const field = document.createElement("input");
  field.type = "text";
  field.inputMode = "url";
  field.className = "form-control";
  label.append("Dirección del enlace ", field);
  const put = toolButton("Poner enlace", "Poner el enlace");
  const drop = toolButton("Quitar enlace", "Quitar el enlace");
  const note = document.createElement("span");
  note.className = "prose-note";
  note.setAttribute("role", "status");
  row.append(label, put, drop, note);
  bar.append(row);
  let current = null;

  const close = () => {
    row.hidden = true;
    current.commands.focus();
  };
  put.addEventListener("click", () => {
    const href = addressOf(field.value);
    if (!href) {
      note.textContent = "Escriba una dirección completa, por ejemplo https://www.gob.mx.";
      field.focus();
      return;
    }
    const chain = current.chain().focus().extendMarkRange("link");
    if (current.state.selection.empty && !current.isActive("link")) {
      chain.insertContent({ type: "text", text: href, marks: [{ type: "link", attrs: { href } }] });
    } else chain.setLink({ href });
    chain.run();
    close();
  });
  drop.addEventListener("click", () => {
    current.chain().focus().extendMarkRange("link").unsetLink().run();
    close();
  });
  field.addEventListener("input", (event) => event.stopPropagation());
  field.addEventListener("change", (event) => event.stopPropagation());
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      put.click();
    } else if (event.key === "Escape") close();
  });
  return {
    open(editor) {
      current = editor;
      row.hidden = false;
      note.textContent = "";
      field.value = editor.getAttributes("link").href ?? "";
      drop.hidden = !editor.isActive("link");
      field.focus();
      return true;
    },
  };
}

function addressOf(text) {
  const typed = text.trim();
  if (!typed) return "";
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(typed)) return `mailto:${typed}`;
  const address = /^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(address)) return "";
  const { protocol, hostname } = new URL(address);
  if (protocol === "mailto:") return address;
  return /^https?:$/.test(protocol) && hostname.includes(".") ? address : "";
}

/** Give as markup a text that someone typed in the textarea: blank lines part paragraphs. It is markup only
   where it holds a whole tag of the allowed ones, as programs/received/text.py says. */
export function asMarkup(text) {
  if (TAG.test(text)) return text;
  const holder = document.createElement("div");
  for (const group of text.split(/\n\s*\n/)) {
    if (!group.trim()) continue;
    const paragraph = document.createElement("p");
    for (const [place, line] of group.trim().split("\n").entries()) {
      if (place) paragraph.append(document.createElement("br"));
      paragraph.append(line.trim());
    }
    holder.append(paragraph);
  }
  return holder.innerHTML;
}
