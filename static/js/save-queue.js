/* Pages with capture (Mes, Trimestre, Presentación): sends what is typed, one request at a time.
   Nothing typed is let go before the server has it; until then a copy stays on this computer.

   enqueue({key, url, fields, version, restoreLabel, merge, delay, onSaved, onConflict, onRefused})
     key: what is being written ("bloque-12"). The newest fields of a key replace those that wait;
       with `merge(older, newer)` both are joined.
     fields: {name: text | number | boolean | [texts]}. version: a number, or a function read when
       the item is sent; a version that the server answered for the key is used if it is newer.
     onSaved(data), onConflict(data), onRefused(data): what the server answered, `data.status` too.
   After a conflict the key waits until `resume(key, version)` or `discard(key)`.
   claim(key, {apply(fields), onSaved, …}): give a page back what an earlier visit left unsent. */

import { guard } from "./save-guards.js";
import * as pill from "./save-pill.js";
import { post } from "./save-post.js";
import { forget, keep, takeLeftovers } from "./save-store.js";

const DEBOUNCE = 500;
const LONGEST_WAIT = 5_000; // who never stops typing is saved all the same
const RETRY_SECONDS = [2, 4, 8, 16, 32];
const LEFTOVERS_WAIT = 1_500;
const REMEMBERED = 6; // texts sent without an answer, kept to recognise them later

const waiting = new Map(); // key → item to send, in order
const parked = new Map(); // key → item that only the person can decide about
const versions = new Map(); // key → version that the server answered last
const handlers = new Map(); // key → {onSaved, onConflict, onRefused, apply, merge}
const leftovers = new Map(); // key → item of an earlier visit that no page has claimed yet
let flying = null;
let timer = null;
let failures = 0;
let trouble = null; // {kind: "offline" | "slow" | "server" | "session", …} of the last request
let lastSaved = "";
let asking = []; // who waits for flush()

/** Put something in line; see the head of this file. */
export function enqueue(options) {
  const { key, url, fields, version, restoreLabel = "", delay = DEBOUNCE, ...rest } = options;
  handlers.set(key, { ...handlers.get(key), ...rest });
  const held = parked.get(key);
  const older = waiting.get(key) ?? held;
  const now = Date.now();
  const since = older?.since ?? now;
  const item = {
    key,
    url,
    fields: older ? join(key, older.fields, fields) : fields,
    version: typeof version === "function" ? version() : version,
    label: restoreLabel,
    page: location.pathname + location.search,
    at: now,
    since,
    due: Math.min(now + delay, since + LONGEST_WAIT),
    unanswered: older?.unanswered ?? [],
    readVersion: typeof version === "function" ? version : null,
  };
  leftovers.delete(key); // what is typed now stands for what an earlier visit left
  store(item);
  if (held?.status === 409) {
    parked.set(key, { ...item, status: held.status, answer: held.answer });
    return;
  }
  parked.delete(key);
  waiting.set(key, item);
  const manual = failures > RETRY_SECONDS.length;
  if (trouble?.kind !== "session" && (!failures || manual)) {
    if (timer === null || !manual) schedule(manual ? 1000 * RETRY_SECONDS.at(-1) : item.due - now);
  }
  report();
}

/** Send everything now. Resolves to true once the server has it all, to false at the first stop. */
export function flush() {
  if (!waiting.size && !flying) return Promise.resolve(parked.size === 0);
  const done = new Promise((resolve) => asking.push(resolve));
  for (const item of waiting.values()) item.due = 0;
  failures = 0;
  schedule(0);
  return done;
}

/** How many things the server does not have yet. */
export function pendingCount() {
  const keys = [...waiting.keys(), ...parked.keys(), ...(flying ? [flying.key] : [])];
  return new Set(keys).size;
}

/** What waits, is being sent or is stopped of a key, as {fields, version, label}; or null. */
export function pendingOf(key) {
  return waiting.get(key) ?? parked.get(key) ?? (flying?.key === key ? flying : null);
}

/** What this page wrote and the server refused, as [{key, answer}]; not what two people wrote. */
export function refusedItems() {
  return [...parked.values()].filter(({ key, status }) => status !== 409 && handlers.has(key));
}

/** Send a stopped key again, over the version that the person has now seen. */
export function resume(key, version) {
  const item = parked.get(key);
  if (!item) return;
  parked.delete(key);
  versions.set(key, version);
  waiting.set(key, { ...item, status: undefined, unanswered: [], due: 0 });
  store(waiting.get(key));
  report();
  flush();
}

/** Let go of a key that is stopped: the person said so. */
export function discard(key) {
  parked.delete(key);
  forget(key);
  report();
}

/** Tie a key of this page to what an earlier visit left of it: `apply(fields)` shows it. */
export function claim(key, options) {
  handlers.set(key, { ...handlers.get(key), ...options });
  if (leftovers.has(key)) adopt(leftovers.get(key));
}

function adopt(item) {
  leftovers.delete(item.key);
  waiting.set(item.key, { ...item, since: Date.now(), due: 0 });
  handlers.get(item.key)?.apply?.(item.fields);
  if (!failures) schedule(0);
  report();
}

function join(key, older, newer) {
  const merge = handlers.get(key)?.merge;
  return merge ? merge(older, newer) : newer;
}

function store(item) {
  const { key, url, label, page, at, unanswered } = item;
  const version = versionOf(item);
  const fields = flying?.key === key ? join(key, flying.fields, item.fields) : item.fields;
  item.kept = keep({ key, url, fields, version, label, page, at, unanswered });
}

function schedule(milliseconds) {
  clearTimeout(timer);
  timer = setTimeout(sendNext, Math.max(0, milliseconds));
}

async function sendNext() {
  clearTimeout(timer);
  timer = null;
  if (flying) return;
  const items = [...waiting.values()];
  if (!items.length) return settle(parked.size === 0);
  const now = Date.now();
  const item = items.find(({ due }) => due <= now);
  if (!item) return schedule(Math.min(...items.map(({ due }) => due)) - now);
  waiting.delete(item.key);
  flying = item;
  report();
  // Kept before it leaves: without an answer nobody knows whether the server has it.
  const sent = JSON.stringify(item.fields);
  item.unanswered = [...item.unanswered.filter((text) => text !== sent), sent].slice(-REMEMBERED);
  store(item);
  const outcome = await post(item.url, item.fields, versionOf(item));
  flying = null;
  if (outcome.trouble) failed(item, outcome.trouble);
  else answered(item, outcome.status, outcome.data);
}

function versionOf(item) {
  const read = item.readVersion ? item.readVersion() : item.version;
  const known = versions.get(item.key);
  if (read === undefined || read === null) return known;
  return known === undefined ? read : Math.max(Number(read), known);
}

function answered(item, status, data) {
  const first = failures > 0;
  failures = 0;
  trouble = null;
  data.status = status;
  const handler = handlers.get(item.key) ?? {};
  if (status < 300 || (status === 409 && arrivedBefore(item, data))) {
    if (data.version !== undefined) versions.set(item.key, data.version);
    const newer = waiting.get(item.key);
    if (newer) store(newer);
    else forget(item.key);
    lastSaved = data.saved_at ?? pill.hour();
    handler.onSaved?.(data);
  } else if (status === 409 && isEarlierSend(item, data)) {
    // The person's own text of a moment ago stands there: this one simply follows it.
    versions.set(item.key, data.version);
    if (!waiting.has(item.key)) waiting.set(item.key, { ...item, due: 0 });
  } else {
    stopped(item, status, data, handler);
  }
  if (first) for (const other of waiting.values()) other.due = 0;
  report();
  sendNext();
}

function stopped(item, status, data, handler) {
  const newer = waiting.get(item.key);
  if (status !== 409 && newer) {
    store(newer); // typed again since: that one is sent, the refused one is not
  } else {
    waiting.delete(item.key);
    const fields = newer ? join(item.key, item.fields, newer.fields) : item.fields;
    const kept = { ...(newer ?? item), fields, status, answer: data };
    parked.set(item.key, kept);
    store(kept);
  }
  if (status === 409) handler.onConflict?.(data);
  else handler.onRefused?.(data);
}

/* A conflict with the very text that was sent: its first answer was lost, or both wrote the same. */
function arrivedBefore(item, data) {
  return matches(item.fields, data.theirs, data.own && item.unanswered.length > 0);
}

/* A conflict with an earlier text of this same person and page, whose answer was lost. */
function isEarlierSend(item, data) {
  return (
    data.own === true &&
    item.unanswered.some((sent) => matches(JSON.parse(sent), data.theirs, true))
  );
}

function matches(fields, theirs, loosely) {
  const names = Object.keys(theirs ?? {}).filter((name) => name in fields);
  const plain = (value) => {
    const text = String(value ?? "").trim();
    // The server tidies markup and tables: of the person's own text, the words are enough.
    if (loosely) return text.replace(/<[^>]*>/g, "").replace(/[^\p{L}\p{N}]+/gu, "");
    return text !== "" && !Number.isNaN(Number(text)) ? String(Number(text)) : text;
  };
  return names.length > 0 && names.every((name) => plain(fields[name]) === plain(theirs[name]));
}

function failed(item, what) {
  const newer = waiting.get(item.key);
  waiting.delete(item.key); // to the end of the line, so that it holds nobody else up
  if (newer) {
    newer.fields = join(item.key, item.fields, newer.fields);
    newer.unanswered = [...new Set([...item.unanswered, ...newer.unanswered])].slice(-REMEMBERED);
  }
  waiting.set(item.key, newer ?? item);
  store(newer ?? item);
  trouble = { ...what, since: trouble?.since ?? pill.hour() };
  const seconds = RETRY_SECONDS[failures];
  failures += 1;
  if (what.kind !== "session" && seconds) schedule(1000 * seconds);
  report();
  settle(false);
}

function settle(whole) {
  for (const resolve of asking.splice(0)) resolve(whole);
}

function report() {
  pill.report({
    count: pendingCount(),
    trouble,
    lastSaved,
    kept: [...waiting.values(), ...parked.values()].every((item) => item.kept !== false),
    stopped: [...parked.values()].map((item) => ({
      ...item,
      known: handlers.has(item.key),
    })),
  });
}

/** Send what is due again: the line is back, the person came back, or asked for it. */
function again() {
  if (!failures) return;
  failures = 0;
  flush();
}

pill.listen({
  retry: again,
  texts: () => [...waiting.values(), ...parked.values(), ...(flying ? [flying] : [])],
  drop: () => {
    for (const [key] of parked) if (!handlers.has(key)) discard(key);
  },
});

guard({
  again,
  flush,
  pendingCount,
  inTrouble: () => trouble !== null || parked.size > 0,
  cutOff: () => trouble !== null,
  waiting: () => [...waiting.values()].map((item) => ({ ...item, version: versionOf(item) })),
  saved: () => {
    if (pendingCount()) return;
    lastSaved ||= pill.hour();
    report();
  },
});

takeLeftovers().then((items) => {
  for (const item of items) {
    if (waiting.has(item.key) || flying?.key === item.key || parked.has(item.key)) continue;
    leftovers.set(item.key, item);
    if (handlers.has(item.key)) adopt(item);
  }
  // Whatever no part of this page claims is sent as well.
  setTimeout(() => [...leftovers.values()].forEach(adopt), LEFTOVERS_WAIT);
});
