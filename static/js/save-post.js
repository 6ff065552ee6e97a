/* Pages with capture: one request to a capture endpoint, and what came of it in few words. */

import { requestToken } from "./csrf-token.js";

const TIMEOUT = 15_000;
// Answers about what was sent; any other is a trouble of the way or of the server.
const ABOUT_THE_TEXT = new Set([400, 403, 404, 405, 409, 413, 422, 423]);
const RELOAD = "La página venció. Cópielo y vuelva a cargar la página.";
const GONE = "Ya no existe o no puede abrirlo. Copie su texto.";
const REFUSED = "El sistema no aceptó el dato. Copie su texto y vuelva a cargar la página.";

/** Send fields with their version. Resolves to {status, data}, or to {trouble: {kind, …}}. */
export async function post(url, fields, version) {
  let response;
  try {
    response = await fetch(url, {
      method: "POST",
      body: formOf(fields, version),
      headers: headers(),
      credentials: "same-origin",
      signal: AbortSignal.timeout(TIMEOUT),
    });
  } catch (error) {
    if (error.name === "TimeoutError") return { trouble: { kind: "slow" } };
    if (error instanceof TypeError) return { trouble: { kind: "offline" } };
    throw error;
  }
  const data = await jsonOf(response);
  if (response.status === 401 || (response.redirected && !data)) {
    return { trouble: { kind: "session", words: data?.message } };
  }
  if (response.ok && data) return { status: response.status, data };
  if (ABOUT_THE_TEXT.has(response.status)) {
    return { status: response.status, data: data ?? { message: sentence(response.status) } };
  }
  return { trouble: { kind: "server", folio: data?.folio ?? "" } };
}

/** Send without waiting, from a page that is being left. */
export function postLast(url, fields, version) {
  const body = formOf(fields, version);
  fetch(url, {
    method: "POST", body, headers: headers(), credentials: "same-origin", keepalive: true,
  }).catch(() => null); // the copy on this computer is sent at the next visit
}

function formOf(fields, version) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const each of Array.isArray(value) ? value : [value]) body.append(name, each ?? "");
  }
  if (version !== undefined && version !== null) body.set("version", version);
  return body;
}

function headers() {
  return {
    Accept: "application/json",
    "X-CSRFToken": requestToken(),
    "X-Person": document.body.dataset.user ?? "",
  };
}

async function jsonOf(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("application/json")) return null;
  try {
    return await response.json();
  } catch (error) {
    // Cut on the way, or not what it says it is.
    if (["SyntaxError", "TypeError", "TimeoutError", "AbortError"].includes(error.name)) return null;
    throw error;
  }
}

function sentence(status) {
  if (status === 403) return RELOAD;
  return status === 404 ? GONE : REFUSED;
}
