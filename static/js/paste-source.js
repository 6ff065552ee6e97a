/* The markup of a paste as its program wrote it. It is read inertly: nothing of it is drawn or
   fetched, and a style is the text of its attribute, never what a browser makes of it. */

const DECLARATION = /([\w-]+)\s*:\s*((?:"[^"]*"|'[^']*'|\([^)]*\)|[^;"'(])*)/g;
const RULE = /([^{}]+)\{([^{}]*)\}/g;
const MEDIA = /@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g;
const CLIPBOARD_HEADER = /^\s*Version:[\d.]+\s+StartHTML:[^<]*/i;
const PARAGRAPHS = "p, h1, h2, h3, h4, h5, h6, li, div, td";
const SYMBOLS = /symbol|wingdings|webdings|courier/i;
const SPACER = /7(?:\.0)?pt\s+"?Times New Roman/i;

/** Read a style attribute or the inside of a rule as a Map of names to values, in lower case but
    for the values. */
export function declarations(text) {
  const found = new Map();
  for (const [, name, value] of (text ?? "").matchAll(DECLARATION)) {
    found.set(name.toLowerCase(), value.trim());
  }
  return found;
}

/** A paste, parsed: `body`, what its styles say and which of its nodes are markers of lists. */
export class Source {
  constructor(markup) {
    const page = new DOMParser().parseFromString(
      withTable(markup.replace(CLIPBOARD_HEADER, "")), "text/html",
    );
    this.body = page.body;
    const maker = page.querySelector('meta[name="generator" i]')?.content ?? "";
    // Excel hides what of a text does not fit in its column; the cell holds it all the same.
    this.hidesOverflow = /\bExcel\b/i.test(maker);
    this.classes = new Map(); // class → [{tag, found}]
    this.levels = new Map(); // "l0:level1" → declarations, as Word writes its lists
    this.markers = new Map(); // paragraph → the text of its marker
    this.marking = new Set(); // nodes that hold a marker
    this.cache = new WeakMap();
    for (const style of page.querySelectorAll("style")) this.readSheet(style.textContent);
    this.findMarkers();
  }

  /** The declarations that an element has by its classes and its own attribute. */
  styleOf(element) {
    let style = this.cache.get(element);
    if (style) return style;
    style = new Map();
    for (const name of element.classList) {
      for (const { tag, found } of this.classes.get(name.toLowerCase()) ?? []) {
        if (!tag || tag === element.localName) for (const pair of found) style.set(...pair);
      }
    }
    for (const pair of declarations(element.getAttribute("style"))) style.set(...pair);
    this.cache.set(element, style);
    return style;
  }

  /** Where a paragraph of Word stands in a list, as {level, marker, ordered}; null outside one.
      `marker` is null where the source wrote none. */
  listOf(paragraph) {
    const said = this.styleOf(paragraph).get("mso-list") ?? "";
    const marker = this.markers.get(paragraph) ?? null;
    const [, list, level] = said.match(/^(l\d+)\s+level(\d+)/i) ?? [];
    if (!level && marker === null) return null;
    const rule = this.levels.get(`${list}:level${level}`);
    const format = rule ? (rule.get("mso-level-number-format") ?? "decimal") : "";
    return { level: Number(level ?? 1), marker, ordered: isOrdered(marker, format) };
  }

  readSheet(text) {
    for (const [, selectors, inside] of text.replace(MEDIA, "").matchAll(RULE)) {
      const found = declarations(inside);
      for (const selector of selectors.split(",")) {
        const level = selector.match(/@list\s+(l\d+:level\d+)/i)?.[1];
        if (level) this.levels.set(level.toLowerCase(), found);
        const [, tag, name] = selector.trim().match(/^(?:<!--\s*)?(\w*)\.([\w-]+)$/) ?? [];
        if (!name) continue;
        const key = name.toLowerCase();
        if (!this.classes.has(key)) this.classes.set(key, []);
        this.classes.get(key).push({ tag: tag.toLowerCase(), found });
      }
    }
  }

  /* What a source writes in place of a list's marker, where the reader has no lists: between two
     comments, under a style of its own, or in a font of symbols before a gap of 7 points. */
  findMarkers() {
    const { body } = this;
    const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
    for (let node = comments.nextNode(); node; node = comments.nextNode()) {
      if (!/^\[if !supportLists\]/i.test(node.data)) continue;
      const held = [];
      for (let next = node.nextSibling; next && !isEnd(next); next = next.nextSibling) {
        held.push(next);
      }
      this.addMarker(node, held);
    }
    for (const ignored of body.querySelectorAll('[style*="mso-list" i]')) {
      if (!/^ignore/i.test(this.styleOf(ignored).get("mso-list") ?? "")) continue;
      if (![...this.marking].some((node) => node.contains(ignored))) {
        this.addMarker(ignored, [ignored]);
      }
    }
    for (const paragraph of body.querySelectorAll('p[class*="MsoList" i]')) {
      if (!this.markers.has(paragraph)) this.findBareMarker(paragraph);
    }
  }

  findBareMarker(paragraph) {
    const gap = [...paragraph.querySelectorAll("span")].find(
      (span) => SPACER.test(this.styleOf(span).get("font") ?? "") && !span.textContent.trim(),
    );
    if (!gap) return;
    const before = paragraph.ownerDocument.createRange();
    before.setStart(paragraph, 0);
    before.setEndBefore(gap);
    const text = before.toString().trim();
    const font = this.styleOf(gap.parentElement).get("font-family") ?? "";
    const isOne = SYMBOLS.test(font) ? text.length === 1 : text.length <= 12 && isNumbering(text);
    if (!isOne) return;
    const held = [gap];
    const texts = paragraph.ownerDocument.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node && !gap.contains(node); node = texts.nextNode()) {
      held.push(node);
    }
    this.addMarker(gap, held, text);
  }

  addMarker(place, held, text = held.map((node) => node.textContent).join("")) {
    const paragraph = place.parentElement.closest(PARAGRAPHS);
    if (!paragraph) return;
    for (const node of held) this.marking.add(node);
    const earlier = this.markers.get(paragraph) ?? "";
    this.markers.set(paragraph, `${earlier}${text}`.replace(/\s+/g, " ").trim());
  }
}

/* By the marker where it says so, else by the format of its level: "A" is a letter or a bullet. */
function isOrdered(marker, format) {
  if (marker !== null && isNumbering(marker)) return true;
  if (marker !== null && !/[\p{L}\p{N}]/u.test(marker)) return false;
  return format !== "" && !/^(?:bullet|image|none)$/i.test(format);
}

/* Some programs give the rows of a table without the table, and a parser would drop them. */
function withTable(markup) {
  if (/<table\b/i.test(markup)) return markup;
  const first = markup.search(/<(?:thead|tbody|tr|td|th)\b/i);
  return first < 0 ? markup : `${markup.slice(0, first)}<table>${markup.slice(first)}`;
}

/** Whether the marker of a list item counts: it holds a figure, or letters with a sign after. */
export function isNumbering(marker) {
  return /\d/.test(marker) || /^[([]?[\p{L}]{1,7}[.):\]º°-]+$/u.test(marker);
}

/** Whether a comment ends a conditional part. */
export function isEnd(node) {
  return node.nodeType === Node.COMMENT_NODE && /^\[endif\]/i.test(node.data);
}
