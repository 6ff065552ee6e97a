/* Pages with capture (Mes, Trimestre, Presentación) and sign-out: what was typed, kept on this
   computer until the server has it. One entry for each key and open page:
   `sesea:<user>:<key>@<page>` → {key, url, fields, version, label, page, at, unanswered}.
   What only a button saves (drafts.js): `sesea-draft:<user>:<key>` → {fields, sent, key}. */

const USER = document.body.dataset.user ?? "";
const PREFIX = `sesea:${USER}:`;
const DRAFT = `sesea-draft:${USER}:`;
const PAGE = crypto.getRandomValues(new Uint32Array(2)).join("-");
const LOCK = "sesea-page-";
const UNLOCKED_AGE = 5 * 60 * 1000;

// Held while this page is open, so that another page can tell its entries from abandoned ones.
navigator.locks?.request(LOCK + PAGE, () => new Promise(() => {}));

/** Keep an item; false when this browser has no room or allows no storage. */
export function keep(item) {
  return write(`${PREFIX}${item.key}@${PAGE}`, item);
}

/** Forget an item of this page. */
export function forget(key) {
  erase(`${PREFIX}${key}@${PAGE}`);
}

/** Take over what closed pages of this person left, oldest first; each is kept as ours. Where two
    pages left the same key, the newer waits for the next visit, so that both are sent. */
export async function takeLeftovers() {
  const open = await openPages();
  const found = [];
  for (const [name, item] of entries()) {
    const page = name.slice(name.lastIndexOf("@") + 1);
    const abandoned = open ? !open.has(page) : Date.now() - item.at > UNLOCKED_AGE;
    if (page !== PAGE && abandoned) found.push([name, item]);
  }
  found.sort(([, a], [, b]) => a.at - b.at);
  const items = new Map();
  for (const [name, item] of found) {
    if (items.has(item.key)) continue;
    items.set(item.key, item);
    if (keep(item)) erase(name);
  }
  return [...items.values()];
}

/** How many items and unsent drafts of this person wait on this computer. */
export function keptCount() {
  const drafts = draftKeys().filter((key) => !draftOf(key)?.sent);
  return [...entries()].length + drafts.length;
}

/** Erase everything of this person from this computer. */
export function forgetAll() {
  for (const name of [...namesOf(PREFIX), ...namesOf(DRAFT)]) erase(name);
}

/** Keep a form that only its button saves, as {fields, sent, key}; false without room or storage. */
export function keepDraft(key, draft) {
  return write(DRAFT + key, draft);
}

/** What was kept of a form, or null. */
export function draftOf(key) {
  return draftKeys().includes(key) ? parsed(localStorage.getItem(DRAFT + key)) : null;
}

/** The keys of the forms of which something is kept. */
export function draftKeys() {
  return namesOf(DRAFT).map((name) => name.slice(DRAFT.length));
}

/** Forget what was kept of a form. */
export function forgetDraft(key) {
  erase(DRAFT + key);
}

function* entries() {
  for (const name of namesOf(PREFIX)) {
    const item = parsed(localStorage.getItem(name));
    if (typeof item?.key === "string" && typeof item.url === "string") yield [name, item];
    else erase(name);
  }
}

function namesOf(prefix) {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  } catch (error) {
    if (error instanceof DOMException) return []; // storage is not allowed: nothing is kept
    throw error;
  }
}

function write(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function erase(name) {
  try {
    localStorage.removeItem(name);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

/* The locks say which pages are open; without them (no https) only the age of an entry tells. */
async function openPages() {
  if (!navigator.locks) return null;
  const { held } = await navigator.locks.query();
  return new Set(
    held.filter(({ name }) => name.startsWith(LOCK)).map(({ name }) => name.slice(LOCK.length)),
  );
}
