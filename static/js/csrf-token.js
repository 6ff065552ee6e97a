/* The token that a form and a request carry, read each time from its cookie: another page may have
   signed in since. By HTTPS the cookie has the name that no neighbour can plant. */

const COOKIES = ["__Host-csrftoken", "csrftoken"];

/** Return the token of the cookie, or "" where this browser has none. */
export function cookieToken() {
  const kept = document.cookie.split(/;\s*/).map((cookie) => cookie.split("="));
  for (const name of COOKIES) {
    const found = kept.find(([each]) => each === name);
    if (found) return found[1];
  }
  return "";
}

/** Return the token for a request: of the cookie, or the one of the page. */
export function requestToken() {
  return cookieToken() || (document.querySelector('meta[name="csrf-token"]')?.content ?? "");
}
