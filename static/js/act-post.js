/* Every page: one request of an act, and what came of it in few words.

   An act is a form that is sent by its button. It goes by fetch, so that the page stays until the
   server has it: a browser that cannot reach the server shows its own error page instead. */

import { cookieToken } from "./csrf-token.js";

const TIMEOUT = 15_000;
const AWAY = new Set([502, 503, 504]);

/** Send an act. Resolves to {to}, where it leads; {native: true}, to be sent by the browser, which
    shows the answer; or {trouble: {kind, …}}, to be sent again as it is: the server does an act
    that comes twice once. */
export async function postAct(form, submitter) {
  renewToken(form);
  try {
    const response = await fetch(addressOf(form, submitter), {
      method: "POST",
      body: new URLSearchParams(new FormData(form, submitter)),
      headers: { Accept: "text/html", "X-Act": "1", ...person() },
      credentials: "same-origin",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const to = response.headers.get("X-To");
    if (to) return { to };
    if (response.status === 401) {
      return { trouble: { kind: "session", words: (await response.json()).message } };
    }
    if (AWAY.has(response.status)) return { trouble: { kind: "away" } };
    if (response.status === 500) {
      return { trouble: { kind: "failed", folio: response.headers.get("X-Folio") ?? "" } };
    }
    // Refused or asked back: nothing was done, and the browser shows the page that says why.
    await response.text(); // until it is read, leaving the page breaks it off
    return { native: true };
  } catch (error) {
    return { trouble: { kind: kindOf(error) } };
  }
}

/** Ask only whether the server answers: for a form with a file, or whose every try counts. */
export async function knock() {
  try {
    const response = await fetch(location.href, {
      method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT),
    });
    await response.text(); // until it is read, leaving the page breaks it off
    return AWAY.has(response.status) ? { trouble: { kind: "away" } } : { native: true };
  } catch (error) {
    return { trouble: { kind: kindOf(error) } };
  }
}

/** Have the browser send the form, past every listener. */
export function submitNatively(form, submitter) {
  renewToken(form);
  let pressed = null;
  if (submitter?.name) {
    pressed = document.createElement("input");
    Object.assign(pressed, { type: "hidden", name: submitter.name, value: submitter.value });
    form.append(pressed);
  }
  HTMLFormElement.prototype.submit.call(form);
  pressed?.remove();
}

/** Open the page where an act leads, anew also where it is this one. */
export function follow(to) {
  const target = new URL(to, location.href);
  if (target.pathname + target.search !== location.pathname + location.search) {
    location.assign(target);
    return;
  }
  // Only the part after # may differ: the browser would scroll, and a reload would put back what
  // the fields held. From another address it opens the page.
  history.replaceState(null, "", `${location.pathname}?`);
  location.replace(target);
}

function kindOf(error) {
  if (error.name === "TimeoutError") return "slow";
  if (error instanceof TypeError) return "offline";
  throw error;
}

function addressOf(form, submitter) {
  const own = submitter?.getAttribute("formaction") ?? form.getAttribute("action");
  return own || location.href;
}

function renewToken(form) {
  const field = form.elements.namedItem("csrfmiddlewaretoken");
  const token = cookieToken();
  if (field && token) field.value = token;
}

function person() {
  const { user } = document.body.dataset;
  return user ? { "X-Person": user } : {};
}
