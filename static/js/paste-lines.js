/* The lines of a paste: its paragraphs and items in order, each text once, with the bold, the
   italic and the links that they had. Tables and pictures stand among them where they were. */

import { letteredOf, listOf, numberAs } from "./paste-numbers.js";
import { called, lowered, raised } from "./paste-shifts.js";
import { isEnd, isNumbering } from "./paste-source.js";

const SPACES = /[\s\u00a0]+/g;
const UNSEEN = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
const EMOJI = /^(?:\p{Extended_Pictographic}[\u200d\ufe0f\p{Emoji_Modifier}]*)+$/u;
const BLOCKS = new Set(
  ("address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption " +
    "figure footer form h1 h2 h3 h4 h5 h6 header hr legend li main menu nav ol p pre section " +
    "summary table tbody td tfoot th thead tr ul").split(" "),
);
// The call of a footnote, and its sign before the note itself: never a power of what it follows.
const NOTE_CALL = /#(?:_?(?:ftn|edn)|sd(?:foot|end)note|cite|fn)/i;
const NOTE_SIGN = /\bsd(?:foot|end)notesym\b/;
const WRITE = { sup: raised, sub: lowered, note: called };
const UNREAD = new Set(
  "annotation annotation-xml head link meta noscript script style template title w:sdtpr xml".split(" "),
);
const OBJECTS = new Set("audio canvas embed iframe object svg video".split(" "));
const STRUCK = new Set("del s strike".split(" "));

/** Reads markup as lines. A line is {runs: [{text, strong, em, href} | {br}], item, table, files}:
    `item` is the one of a list, {depth, ordered, list, shown}, shared by its paragraphs. */
export class Reader {
  /** `left` counts what is not kept, by its name; `inCell` reads a table inside as its texts. */
  constructor(source, left, { inCell = false } = {}) {
    Object.assign(this, { source, left, inCell, lines: [], runs: [], item: null, nested: false });
    this.lastItem = null;
    this.loose = { ordered: false, next: 1, type: "" }; // of items that stand in no list
  }

  /** Read what is inside an element and return its lines. */
  read(element) {
    this.children(element, { lists: [] });
    this.end();
    return this.lines;
  }

  children(element, context) {
    let field = false; // inside the code of a field of Word, which only its result shows
    for (let node = element.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === Node.COMMENT_NODE) node = this.comment(node, context);
      else if (node.nodeType === Node.TEXT_NODE) {
        if (!field && !this.source.marking.has(node)) this.text(node.data, context);
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const part = this.source.styleOf(node).get("mso-element") ?? "";
        if (/^field-/.test(part)) field = part === "field-begin";
        else if (!field) this.element(node, context);
      }
    }
  }

  /* Return the last node that the comment takes with it. */
  comment(node, context) {
    const next = node.nextSibling;
    const hasOther = next?.nodeType === Node.COMMENT_NODE && /^\[if !vml\]/i.test(next.data);
    const box = node.data.match(/<v:textbox[^>]*>(.*)<\/v:textbox>/is)?.[1];
    if (box) {
      // What a box of Word says is only here; in its place there is a picture of it.
      this.end();
      this.children(new DOMParser().parseFromString(box, "text/html").body, context);
      this.end();
      return hasOther ? endOf(next) : node;
    }
    if (/<v:imagedata/i.test(node.data) && !hasOther) this.count("image");
    else if (/^\[if !support(?:Annotations|MisalignedColumns|MisalignedRows)\]/i.test(node.data)) {
      if (/Annotations/i.test(node.data)) this.count("comment");
      return endOf(node);
    }
    return node;
  }

  element(element, context) {
    const name = element.localName;
    const style = this.source.styleOf(element);
    if (UNREAD.has(name) || this.source.marking.has(element)) return;
    if (this.leaves(element, style)) return;
    if (name === "br") {
      this.runs.push({ br: true });
      return;
    }
    if (name === "img" || name === "v:imagedata") {
      this.image(element);
      return;
    }
    if (OBJECTS.has(name)) {
      // A drawing without a word is a sign of the page's own.
      if (name !== "svg" || element.querySelector("text")) this.count("object");
      return;
    }
    if (name === "table" && this.table(element, context)) return;
    const inner = this.contextOf(element, name, style, context);
    if (/^(?:input|textarea|select)$/.test(name)) this.field(element, name, inner);
    else if (/^m(?:sup|sub|subsup)$/.test(name)) this.formula(element, name, inner);
    else if (isBlock(name, style)) this.block(element, name, inner);
    else this.children(element, inner);
  }

  block(element, name, context) {
    this.end();
    const outer = this.item;
    this.begin(element, name, context);
    this.children(element, context);
    this.end();
    this.item = outer;
  }

  /** Whether an element was struck out, which is counted if it has a text. */
  isStruck(element) {
    const style = this.source.styleOf(element);
    const lines = `${style.get("text-decoration")} ${style.get("text-decoration-line")}`;
    const isOut =
      STRUCK.has(element.localName) || /line-through/i.test(lines) ||
      /\bmso(?:Del|MoveFrom)\b/i.test(element.className);
    if (isOut && isSaid(element)) this.count("struck");
    return isOut;
  }

  /* What a person did not see in the source, or saw struck out. */
  leaves(element, style) {
    if (this.isStruck(element)) return true;
    let what = "";
    if (
      element.localName === "comment" || // of a cell of Calc
      /\bMsoCommentReference\b|\bmsocom(?:anchor|off)\b/i.test(element.className) ||
      /^comment(?:-list)?$/.test(style.get("mso-element") ?? "") ||
      style.get("mso-special-character") === "comment"
    ) what = "comment";
    else if (
      element.hasAttribute("hidden") || style.get("display") === "none" ||
      style.get("mso-hide") === "all" || style.get("visibility") === "hidden"
    ) what = this.source.hidesOverflow && element.localName === "span" ? "" : "hidden";
    if (what && isSaid(element)) this.count(what);
    return what !== "";
  }

  contextOf(element, name, style, context) {
    const inner = { ...context };
    if (/^(?:b|strong|h[1-6]|dt)$/.test(name)) inner.strong = true;
    if (/^(?:i|em|cite|dfn|var)$/.test(name)) inner.em = true;
    if (/^h[1-6]$/.test(name)) inner.heading = true;
    const weight = style.get("font-weight") ?? "";
    if (/^(?:bold|bolder|[6-9]00)\b/i.test(weight)) inner.strong = true;
    else if (/^(?:normal|lighter|[1-5]00)\b/i.test(weight)) inner.strong = Boolean(inner.heading);
    const slant = style.get("font-style") ?? "";
    if (/^(?:italic|oblique)/i.test(slant)) inner.em = true;
    else if (/^normal/i.test(slant)) inner.em = false;
    inner.shift = shiftOf(element, name, style) ?? context.shift;
    const white = style.get("white-space") ?? (name === "pre" ? "pre" : "");
    if (/^(?:pre|break-spaces)/.test(white)) inner.pre = true;
    else if (white) inner.pre = false;
    if (name === "a") {
      inner.href = addressOf(element) ?? context.href;
      if (NOTE_CALL.test(element.getAttribute("href") ?? "")) inner.note = true;
      if (NOTE_SIGN.test(element.className)) inner.shift = "sup";
    }
    if (name === "ul" || name === "ol" || name === "menu" || name === "dir") {
      inner.lists = [...context.lists, listOf(element, name, style)];
    }
    return inner;
  }

  /* A block begins: the item of a list, or a paragraph of Word that says that it is one. */
  begin(element, name, inner) {
    if (name === "li") {
      this.item = this.itemOf(element, inner.lists);
      return;
    }
    const word = this.source.listOf(element);
    if (!word) {
      const last = this.lastItem;
      const isBeside = /^[ou]l$/.test(element.parentElement.localName) && last?.list === inner.lists.at(-1);
      const isUnder = /\bMsoList(?:Paragraph|Continue)/i.test(element.className) && last?.word;
      if (last && (isBeside || isUnder)) this.item ??= last;
      return;
    }
    if (inner.heading) {
      if (word.marker && isNumbering(word.marker)) this.text(`${word.marker} `, inner);
      return;
    }
    this.item = {
      depth: word.level + inner.lists.length,
      ordered: word.ordered,
      list: null,
      shown: word.ordered ? (word.marker ?? "") : "",
      word: true,
    };
  }

  itemOf(element, lists) {
    const list = lists.at(-1) ?? this.loose;
    const value = Number(element.getAttribute("value") ?? NaN);
    const number = Number.isInteger(value) ? value : list.next;
    list.next = number + 1;
    const type = letteredOf(this.source.styleOf(element)) || list.type;
    const marker = this.source.listOf(element)?.marker;
    // Word on the web gives each item a list of its own, and says to which it belongs.
    const id = element.dataset.listid;
    return {
      depth: (id && Number(element.dataset.ariaLevel)) || Math.max(1, lists.length),
      ordered: list.ordered,
      list: id ? `${id} ${list.ordered}` : list,
      shown: list.ordered ? marker || numberAs(number, type) : "",
    };
  }

  text(data, context) {
    const seen = data.replace(UNSEEN, "");
    const parts = context.pre ? seen.split(/\r\n|\r|\n/) : [seen];
    for (const [place, part] of parts.entries()) {
      if (place) this.runs.push({ br: true });
      const last = this.runs.at(-1);
      let text = part.replace(SPACES, " ");
      if (!last || last.br || last.text.endsWith(" ")) text = text.replace(/^ /, "");
      if (!text) continue;
      const { strong = false, em = false, href = "", shift = "", note } = context;
      this.runs.push({ text, strong, em, href, shift: note && shift ? "note" : shift });
    }
  }

  field(element, name, context) {
    if (name === "select") {
      const chosen = element.querySelector("option[selected]") ?? element.querySelector("option");
      this.text(chosen?.textContent ?? "", context);
    } else if (name === "textarea") this.text(element.textContent, { ...context, pre: true });
    else if (/^(?:text|search|number|email|tel|url|date)?$/.test(element.getAttribute("type") ?? "")) {
      this.text(element.getAttribute("value") ?? "", context);
    }
  }

  /* MathML: the second part is raised or lowered, and of three the third is raised. */
  formula(element, name, context) {
    const shifts = { msup: ["", "sup"], msub: ["", "sub"], msubsup: ["", "sub", "sup"] }[name];
    for (const [place, part] of [...element.children].entries()) {
      this.element(part, { ...context, shift: shifts[place] || context.shift });
    }
  }

  image(element) {
    const address = element.getAttribute("src") ?? "";
    const alt = (element.getAttribute("alt") ?? "").trim();
    const sides = ["width", "height"].map((side) => Number(element.getAttribute(side) ?? NaN));
    const file = this.inCell ? null : fileOf(address);
    if (EMOJI.test(alt)) this.text(alt, {});
    else if (sides.some((side) => side <= 2)) return; // counts a visit, shows nothing
    else if (file) (this.files ??= []).push(file);
    else this.count("image");
  }

  /* Whether the table was dealt with here; one that only arranges a page is read as its texts. */
  table(element, context) {
    if (this.inCell) {
      this.nested = true;
      return false;
    }
    const role = element.getAttribute("role") ?? "";
    const cells = [...element.rows].reduce((count, row) => count + row.cells.length, 0);
    if (cells < 2 || role === "presentation" || role === "none") return false;
    this.end();
    if (element.caption) this.element(element.caption, context);
    this.lines.push({ table: element });
    this.lastItem = null;
    return true;
  }

  count(what) {
    this.left[what] = (this.left[what] ?? 0) + 1;
  }

  /* The line ends; two breaks of line in a row part paragraphs. */
  end() {
    let line = [];
    let breaks = 0;
    for (const run of this.runs) {
      if (run.br) {
        breaks += 1;
        continue;
      }
      if (!run.text.trim() && !line.length) continue;
      if (breaks > 1) {
        this.put(line);
        line = [];
      } else if (breaks && line.length) line.push({ br: true });
      breaks = 0;
      line.push(run);
    }
    this.put(line);
    this.runs = [];
    if (this.files) this.lines.push({ files: this.files });
    this.files = null;
  }

  put(line) {
    const runs = shifted(trimmed(line));
    if (!runs.length) return;
    this.lines.push({ runs, item: this.item });
    this.lastItem = this.item;
  }
}

/* The last node of the part that a conditional comment begins. */
function endOf(node) {
  let last = node;
  while (last.nextSibling && !isEnd(last)) last = last.nextSibling;
  return last;
}

function isSaid(element) {
  return element.textContent.replace(UNSEEN, "").trim() !== "";
}

function isBlock(name, style) {
  const shown = style.get("display") ?? "";
  if (BLOCKS.has(name)) return shown !== "inline";
  return /^(?:block|flex|grid|list-item|table-cell|table-row)$/.test(shown);
}

/* A line never begins nor ends with a space, nor does what stands at a break of line. */
function trimmed(runs) {
  const kept = runs.map((run) => ({ ...run }));
  for (const [place, run] of kept.entries()) {
    const next = kept[place + 1];
    if (!run.br && (!next || next.br)) run.text = run.text.trimEnd();
  }
  return kept.filter((run) => run.br || run.text);
}

/* Raised and lowered texts as plain characters; neighbours of one shift are one text. */
function shifted(runs) {
  const done = [];
  for (let place = 0; place < runs.length; place += 1) {
    const run = runs[place];
    if (!run.shift) {
      done.push(run);
      continue;
    }
    let text = run.text;
    while (runs[place + 1]?.shift === run.shift) text += runs[(place += 1)].text;
    const isSign = run.shift === "note" && !done.length && /^\S/.test(runs[place + 1]?.text ?? "");
    const written = WRITE[run.shift](text, done.at(-1)?.text ?? "");
    done.push({ ...run, text: isSign ? `${written} ` : written });
  }
  return done;
}

function shiftOf(element, name, style) {
  const where = style.get("vertical-align") ?? "";
  if (name === "sup" || where === "super") return where === "baseline" ? "" : "sup";
  if (name === "sub" || where === "sub") return where === "baseline" ? "" : "sub";
  const raise = parseFloat(style.get("mso-text-raise") ?? "0");
  if (raise && element.textContent.trim().length <= 12) return raise > 0 ? "sup" : "sub";
  return where === "baseline" ? "" : undefined;
}

/* The absolute address of a link, without the page of a search engine in between. */
function addressOf(element) {
  const typed = (element.getAttribute("href") ?? "").trim();
  if (!/^(?:https?|mailto):/i.test(typed) || !URL.canParse(typed)) return undefined;
  const address = new URL(typed);
  const through = address.pathname === "/url" && /(?:^|\.)google\.[a-z.]+$/.test(address.hostname);
  return (through && address.searchParams.get("q")) || typed;
}

/* The picture that an address itself holds, in a format that is received. */
function fileOf(address) {
  const [, type, body] = address.match(/^data:image\/(png|jpe?g|webp);base64,(.+)$/is) ?? [];
  if (!body) return null;
  try {
    const bytes = Uint8Array.from(atob(body.replace(/\s/g, "")), (sign) => sign.charCodeAt(0));
    const kind = type.toLowerCase().replace("jpg", "jpeg");
    return new File([bytes], `imagen-pegada.${kind}`, { type: `image/${kind}` });
  } catch (error) {
    if (error instanceof DOMException) return null; // cut short
    throw error;
  }
}
