/* Lines of a paste as the markup of a Texto: paragraphs, lists inside lists, bold, italic, links. */

/** Write lines as markup, as the editor itself would. `left.renumbered` is given the first number
    that the lists of a Texto, which always count from 1, do not keep, as [before, now]. */
export function htmlOf(lines, left) {
  const page = document.implementation.createHTMLDocument("");
  const holder = page.createElement("div");
  const open = []; // the lists that go on: {element, depth, ordered, list, item, entry, count}
  for (const { runs, item } of lines) {
    const paragraph = page.createElement("p");
    paragraph.append(...joined(runs).map((run) => nodeOf(page, run)));
    if (!item) {
      open.length = 0;
      holder.append(paragraph);
    } else if (open.some((list) => list.item === item)) {
      while (open.at(-1).item !== item) open.pop();
      open.at(-1).entry.append(paragraph);
    } else {
      const list = listFor(page, holder, open, item);
      list.item = item;
      list.entry = page.createElement("li");
      list.count += 1;
      list.element.append(list.entry);
      list.entry.append(paragraph);
      if (item.shown && bare(item.shown) !== String(list.count)) {
        left.renumbered ??= [item.shown, `${list.count}.`];
      }
    }
  }
  return holder.innerHTML;
}

function listFor(page, holder, open, item) {
  while (open.at(-1)?.depth > item.depth) open.pop();
  const last = open.at(-1);
  if (last?.depth === item.depth) {
    if (goesOn(last, item)) return last;
    open.pop();
  }
  const element = page.createElement(item.ordered ? "ol" : "ul");
  (open.at(-1)?.entry ?? holder).append(element);
  open.push({ element, depth: item.depth, ordered: item.ordered, list: item.list, count: 0 });
  return open.at(-1);
}

/* Whether an item belongs to the list before it. Word does not say where one of its own ends: one
   that begins to count again is another. */
function goesOn(list, { ordered, list: own, shown }) {
  if (list.ordered !== ordered || list.list !== own) return false;
  const first = bare(shown);
  const begins = /^(?:1|a|i)$/i.test(first) && !(/^i$/i.test(first) && list.count === 8);
  return own !== null || !begins;
}

function bare(marker) {
  return marker.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

function joined(runs) {
  const done = [];
  for (const run of runs) {
    const last = done.at(-1);
    const alike = ["strong", "em", "href"].every((mark) => last?.[mark] === run[mark]);
    if (last?.text && run.text && alike) last.text += run.text;
    else done.push({ ...run });
  }
  return done;
}

function nodeOf(page, { text, br, strong, em, href }) {
  if (br) return page.createElement("br");
  let node = page.createTextNode(text);
  for (const [name, wanted] of [["em", em], ["strong", strong], ["a", href]]) {
    if (!wanted) continue;
    const mark = page.createElement(name);
    if (name === "a") mark.setAttribute("href", href);
    mark.append(node);
    node = mark;
  }
  return node;
}
