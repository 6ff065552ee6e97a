/* The numbers that the lists of a page show. */

const LETTERED = /^(?:lower|upper)-(?:alpha|latin|roman)$/;

/** The style of letters or roman figures that a list or an item has, "" for any other. */
export function letteredOf(style) {
  const kind = style.get("list-style-type") ?? "";
  return LETTERED.test(kind) ? kind : "";
}

/** Read a list of HTML as {ordered, next, type}: `next` is the number of its next item. */
export function listOf(element, name, style) {
  const start = Number(element.getAttribute("start") ?? 1);
  const named = element.getAttribute("type") ?? "";
  const type = letteredOf(style) || (/^[aAiI]$/.test(named) ? named : "");
  return { ordered: name === "ol", next: Number.isInteger(start) ? start : 1, type };
}

/** Write a number as a list of that type shows it. */
export function numberAs(number, type) {
  if (/^(?:a|lower-(?:alpha|latin))$/.test(type)) return `${letters(number)}.`;
  if (/^(?:A|upper-(?:alpha|latin))$/.test(type)) return `${letters(number).toUpperCase()}.`;
  if (/^(?:i|lower-roman)$/.test(type)) return `${roman(number)}.`;
  if (/^(?:I|upper-roman)$/.test(type)) return `${roman(number).toUpperCase()}.`;
  return `${number}.`;
}

function letters(number) {
  return String.fromCharCode(97 + ((number - 1) % 26));
}

function roman(number) {
  const signs = [[50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  let rest = number;
  let text = "";
  for (const [value, sign] of signs) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}
