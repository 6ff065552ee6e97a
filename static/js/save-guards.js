/* Pages with capture: what happens when the person leaves, comes back or presses Ctrl+S. */

import { postLast } from "./save-post.js";

const LONGEST_HOLD = 3_000;

/** Watch the page for a queue: `again` sends after a stop, `saved` says that all is saved, `cutOff`
    tells whether the server takes nothing now. */
export function guard({ again, flush, pendingCount, inTrouble, cutOff, waiting, saved }) {
  let leaving = false;

  addEventListener("online", again);
  addEventListener("focus", again);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") again();
  });
  document.addEventListener("focusout", () => {
    if (!inTrouble() && pendingCount()) flush();
  });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    flush().then(saved);
  });

  addEventListener("beforeunload", (event) => {
    if (pendingCount() && !leaving) event.preventDefault();
  });
  addEventListener("pagehide", () => {
    if (inTrouble()) return;
    for (const item of waiting()) postLast(item.url, item.fields, item.version);
  });

  // A link or a form of the page waits for what was just typed, for a moment.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !plainClick(event) || link.target || link.download) return;
    const here = location.pathname + location.search;
    if (link.origin !== location.origin || link.pathname + link.search === here) return;
    if ("saveLink" in link.dataset) {
      leaving = true; // to sign in: what is on this computer is restored on return
      return;
    }
    if (!pendingCount() || inTrouble()) return;
    event.preventDefault();
    atMost(flush()).then(() => location.assign(link.href));
  });
  const passed = new WeakSet();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || passed.has(form) || !pendingCount() || inTrouble()) return;
    event.preventDefault();
    const { submitter } = event;
    atMost(flush()).then(() => {
      passed.add(form);
      form.requestSubmit(submitter);
      passed.delete(form);
    });
  });

  // An act goes after what was typed before it (acts.js); what waits for the person does not stop it.
  document.addEventListener("sesea:before-act", (event) => {
    event.detail.waits.push(flush().then(() => !cutOff()));
  });

  // Sign-out asks every queue to send first (sign-out.js).
  document.addEventListener("sesea:before-sign-out", (event) => {
    event.detail.waits.push(atMost(flush()));
    event.detail.proceed = () => {
      leaving = true;
    };
  });
}

function plainClick(event) {
  const changed = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  return !event.defaultPrevented && event.button === 0 && !changed;
}

function atMost(promise) {
  return Promise.race([promise, new Promise((resolve) => setTimeout(resolve, LONGEST_HOLD))]);
}
