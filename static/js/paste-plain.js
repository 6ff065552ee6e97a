/* The plain form of a paste, where there is no markup: lines of a text, or cells between tabs. */

export const MAX_ROWS = 200; // of a Tabla block
export const MAX_COLUMNS = 12;

/** Read the cells of a text as rows, as spreadsheets write them: tabs between cells, quotes around
    a cell with breaks of line, and doubled quotes inside of it. */
export function cellsOfTabs(text) {
  const rows = [[]];
  const pattern = /(?:"((?:[^"]|"")*)"(?=\t|\r|\n|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
  let match;
  while (pattern.lastIndex < text.length && (match = pattern.exec(text))) {
    rows.at(-1).push(clean(match[1] === undefined ? match[2] : match[1].replaceAll('""', '"')));
    if (match[3] === "\t" && pattern.lastIndex === text.length) rows.at(-1).push("");
    if (match[3] !== "\t" && pattern.lastIndex < text.length) rows.push([]);
  }
  return squared(rows);
}

/** Whether a text is the cells of a table: several rows with as many cells, or cells with breaks. */
export function isTable(text) {
  const rows = cellsOfTabs(text.replace(/[\r\n]+$/, ""));
  const tabs = text.split("\t").length - 1;
  return rows.length > 1 && rows[0].length > 1 && tabs === rows.length * (rows[0].length - 1);
}

/** Fill the rows of a table up to the length of the longest. */
export function squared(rows) {
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 1);
  return rows.map((cells) => [...cells, ...Array(width - cells.length).fill("")]);
}

/** Read a text as lines: a blank line parts paragraphs; where there is none, each line is one. */
export function linesOf(text) {
  const whole = text.replace(/\r\n?/g, "\n").replace(/[\u00ad\u200b\u2060\ufeff]/g, "");
  const groups = /\n[^\S\n]*\n/.test(whole.trim()) ? whole.split(/\n\s*\n/) : whole.split("\n");
  return groups.flatMap((group) => {
    const texts = group.split("\n").map(clean).filter(Boolean);
    const runs = texts.flatMap((line, place) => [...(place ? [{ br: true }] : []), runOf(line)]);
    return runs.length ? [{ runs, item: null }] : [];
  });
}

/** One space for each run of spaces, and none around. */
export function clean(text) {
  return text.replace(/\s+/g, " ").trim();
}

function runOf(text) {
  return { text, strong: false, em: false, href: "" };
}
