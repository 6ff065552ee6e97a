"""What makes a page sound: read by axe, fits, can be touched and focused, is quiet, in Spanish."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import SIZES
from tests.browser.stage import TYPED

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
    # It would write every sheet that another imports into the page, which the policy refuses. Only
    # `css-orientation-lock` reads them: tests/test_consistency.py asks the sheets themselves.
    "preload": False,
}
AXE = Axe()
ENGLISH = re.compile(
    r"\b(the|and|of|for|with|your|you|this|that|is|are|please|select|choose|save|saved|"
    r"delete|remove|edit|add|search|password|username|login|logout|log|sign|page|next|previous|"
    r"submit|home|file|upload|download|draft|submitted|closed|invalid|required|field|true|false|"
    r"none|null|undefined|nan|month|quarter|year|done|planned|missing|loading|close|open|back)\b",
    re.IGNORECASE,
)
MOST_WORDS = 25

# What axe cannot decide by itself and a person looked at: (rule, axe's reason, where) and why it
# is fine. Contrast is measured all the same, against the nearest ground that is not clear.
REVIEWED = {
    (
        "color-contrast",
        "bgImage",
        ".form-select",
    ): "The image is the arrow at its end; the words stand on the plain ground before it.",
    (
        "color-contrast",
        "nonBmp",
        "summary > [aria-hidden=true]",
    ): "Three points that stand for the words read in their place.",
    (
        "color-contrast",
        "imgNode",
        "svg text",
    ): "A chart draws its words on the ground of the page, beside its lines and bars.",
    (
        "color-contrast",
        "bgOverlap",
        "svg text",
    ): "The same; at most the dotted line of the cut-off passes behind a label.",
    (
        "color-contrast",
        "bgOverlap",
        ".lines-table :is(.line-area, .capture-link), .lines-table td, .lines-table td *",
    ): "Lines of a long title that are folded away, which axe takes to lie under what follows.",
    (
        "color-contrast",
        "shortTextContent",
        "svg text, td.num, .line-done",
    ): "A figure of one digit, drawn as every other figure of its table or chart.",
    (
        "color-contrast",
        "bgOverlap",
        ".mes-item-state [data-word]",
    ): "The bar at the foot covers the row that is under it until one scrolls.",
    (
        "color-contrast",
        "elmPartiallyObscuring",
        ".mes-item-text [data-text], .mes-text [data-text]",
    ): "The same bar, under the list and under the grid.",
    (
        "color-contrast",
        "elmPartiallyObscured",
        "[role=region][tabindex='0'] td",
    ): "The edge of a region that scrolls aside cuts it until it is scrolled to.",
    (
        "color-contrast",
        "elmPartiallyObscured",
        "[role=region][tabindex='0'] td *",
    ): "The same of what the cell holds.",
    (
        "color-contrast",
        "elmPartiallyObscuring",
        "[role=region][tabindex='0'] th *",
    ): "The first column stays while the others pass under it; its ground is solid.",
    (
        "color-contrast",
        "bgOverlap",
        "body:has(.site-header details[open]) main *",
    ): "What the open menu covers; it shows again when the menu closes.",
    (
        "color-contrast",
        "shortTextContent",
        "body:has(.site-header details[open]) main *",
    ): "The same.",
    (
        "color-contrast",
        "elmPartiallyObscuring",
        ".site-header details[open] *",
    ): "The menu is drawn over the page on a solid ground.",
    (
        "th-has-data-cells",
        "",
        ".quarter-table, .mes-grid, .heatmap table",
    ): "Its last column has data; axe loses count below a header as wide as the whole table.",
    (
        "color-contrast",
        "elmPartiallyObscuring",
        ".save-state *",
    ): "The state of the saving stays in sight over the page, on a solid ground.",
    (
        "color-contrast",
        "elmPartiallyObscured",
        ".conflict *",
    ): "What that state covers shows again when one scrolls.",
}

# The ratio of two colours, and the ground on which an element lies.
COLOURS = """
  const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const groundOf = (e) => {
    const colour = () => rgb(getComputedStyle(e).backgroundColor);
    while (e && colour()[3] === 0) e = e.parentElement;
    return e ? colour() : [255, 255, 255];
  };
"""

JUDGE = (
    """([found, reviewed]) => {
"""
    + COLOURS
    + """
  return found.flatMap(({rule, reason, target, html}) => {
    const e = document.querySelector(target);
    const known = e && reviewed.some(([id, why, where]) =>
        id === rule && why === reason && e.matches(where));
    if (!known) return [`axe cannot tell ${rule} ${reason}: ${html.slice(0, 160)}`];
    if (rule !== "color-contrast") return [];
    const style = getComputedStyle(e);
    const ink = rgb(e instanceof SVGElement ? style.fill : style.color);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const found = ratio(ink, groundOf(e));
    const clear = ink[3] === undefined && style.opacity === "1";
    if (clear && found >= (large ? 3 : 4.5)) return [];
    return [`contrast ${found.toFixed(2)} of ${ink}: ${html.slice(0, 160)}`];
  });
}"""
)

MEASURE = """(phone) => {
  const seen = (e) => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length;
  const name = (e) => (e.getAttribute("aria-label") || e.innerText || e.name || e.id || e.tagName)
      .trim().slice(0, 50);
  const faults = [];
  const small = [];
  const targets = "a[href], button, select, summary, textarea, input:not([type=hidden])";
  for (const e of document.querySelectorAll(targets)) {
    if (!seen(e) || e.closest(".visually-hidden, .skip-link")) continue;
    let {width, height} = e.getBoundingClientRect();
    for (const label of e.labels ?? []) {
      const box = label.getBoundingClientRect();
      if (/checkbox|radio/.test(e.type) && seen(label)) {
        width = Math.max(width, box.width);
        height = Math.max(height, box.height);
      }
    }
    // A link within a sentence is as tall as its line.
    const words = (node) => node.innerText.replace(/\\s+/g, "");
    const block = e.closest("p, li, dd, td, th, span.muted");
    const within = e.tagName === "A" && getComputedStyle(e).display === "inline" && block
        && block.matches("p, li, span.muted") && words(block).length > words(e).length;
    if (within) continue;
    const row = ".btn, button, select, .mes-item-main input, .mes-months a, .form-control";
    const least = phone && e.matches(row) ? 44 : 24;
    if (width < least - 0.5 || height < least - 0.5) {
      small.push(`${e.tagName} «${name(e)}» ${Math.round(width)}×${Math.round(height)}`);
    }
  }
  if (small.length) faults.push(`small targets: ${[...new Set(small)].slice(0, 6).join("; ")}`);
  if (document.documentElement.lang !== "es-MX") faults.push("lang");
  if (document.querySelectorAll("h1").length !== 1) faults.push("h1");
  if (!document.title.endsWith(" · Seguimiento del PTA")) faults.push(`title ${document.title}`);
  return faults;
}"""

# What reaches beyond the window, except inside a region that the keyboard scrolls and has a name.
WIDE = """() => {
  const faults = [];
  const {scrollWidth} = document.documentElement;
  if (scrollWidth > innerWidth) {
    const held = (e) => e && (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX)
        ? e !== document.body : held(e.parentElement));
    const out = (e) => e.getBoundingClientRect().right > innerWidth + 1 && e.checkVisibility()
        && !held(e.parentElement);
    const most = [...document.querySelectorAll("body *")].filter(out).at(-1);
    faults.push(`scrolls to ${scrollWidth} of ${innerWidth}: ${most?.outerHTML.slice(0, 120)}`);
  }
  for (const e of document.querySelectorAll("body *")) {
    if (!/auto|scroll/.test(getComputedStyle(e).overflowX) || e.tagName === "TEXTAREA") continue;
    if (e.scrollWidth <= e.clientWidth + 1 || !e.checkVisibility()) continue;
    // The grid of a table that is being written: each of its cells takes the keyboard.
    if (e.querySelector(":scope > table[aria-label] textarea")) continue;
    if (e.tabIndex !== 0 || !(e.ariaLabel || e.getAttribute("aria-labelledby"))) {
      faults.push(`scrolls without name or keyboard: ${e.className}`);
    }
  }
  return faults;
}"""

WORDS = """() => {
  const names = ["aria-label", "title", "alt", "placeholder", "data-label"];
  const parts = [document.title, document.body.innerText];
  for (const e of document.querySelectorAll(names.map((n) => `[${n}]`).join())) {
    parts.push(...names.map((name) => e.getAttribute(name) ?? ""));
  }
  return parts.join("\\n");
}"""

# At five points of the focused control, what a person sees is the control or its label; its ring
# is three pixels wide, and one of its two colours stands out three to one from what is behind.
FOCUSED = (
    """() => {
"""
    + COLOURS
    + """
  const e = document.activeElement;
  if (e === document.body) return [];
  const [box] = e.getClientRects();  // of a link in several lines, the first
  const faults = [];
  const points = [[.5, .5], [.2, .2], [.8, .2], [.2, .8], [.8, .8]];
  const labels = [...(e.labels ?? [])];
  const shown = points.filter(([x, y]) => {
    const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return hit && (e.contains(hit) || labels.some((label) => label.contains(hit)));
  }).length;
  // Of what is taller than the window only a part can show, and of a box for several lines a
  // browser brings no more into view than the line that is being written.
  const least = e.matches("textarea, [contenteditable]") ? 2 : 3;
  if (shown < least && box.height < innerHeight / 2) faults.push(`hidden, ${shown} of 5`);
  const style = getComputedStyle(e);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 3) {
    faults.push(`ring ${style.outlineStyle} ${style.outlineWidth}`);
  }
  // The ring lies outside the control, on the first ground that is not clear.
  const ground = groundOf(e.parentElement);
  const rings = [style.outlineColor, style.boxShadow].map(rgb).filter((c) => c.length >= 3);
  if (!rings.some((color) => ratio(color, ground) >= 3)) faults.push(`pale ring on ${ground}`);
  return faults.map((fault) => `${e.outerHTML.slice(0, 90)}: ${fault}`);
}"""
)

# The same of everything that takes the focus. The keyboard was used last, so the ring is drawn.
FOCUS_EACH = f"""() => {{
  const look = {FOCUSED};
  const faults = [];
  const places = "a[href], button, select, summary, textarea, input, [tabindex], [contenteditable]";
  for (const e of document.querySelectorAll(places)) {{
    if (e.tabIndex < 0 || e.disabled || !e.checkVisibility({{visibilityProperty: true}})) continue;
    e.focus();
    if (document.activeElement === e) faults.push(...look());
  }}
  return [...new Set(faults)].slice(0, 6);
}}"""

# Text that its own box cuts; a text of few lines on purpose is whole where the cell has the focus,
# or at the press of what stands below it.
CUT = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && /hidden|clip/.test(style.overflow) && e.innerText?.trim()
      && !e.closest(".visually-hidden, .mes-text, .heat-text, .line-title, [data-word]")
      && !e.closest(".mes-detail, .linea-title:has(+ .title-more)")
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
      && e.clientWidth > 1;
}).map((e) => `cut: ${e.outerHTML.slice(0, 120)}`)"""

# On a letter page: what is only for the screen is gone, heads repeat, no column leaves the paper.
# The fields of a form stay on paper where the page is a form.
PRINTED = """([room, form]) => {
  const faults = [];
  const screen = "nav a, .site-nav, .phone-menu, .user-menu, .btn, .breadcrumbs, .tabs, "
      + ".save-state, .skip-link, .no-print"
      + (form ? "" : ", input:not([type=hidden]), select, summary");
  for (const e of document.querySelectorAll(screen)) {
    if (e.checkVisibility() && e.getBoundingClientRect().width > 1) {
      faults.push(`prints ${e.outerHTML.slice(0, 110)}`);
    }
  }
  for (const head of document.querySelectorAll("thead")) {
    const {display} = getComputedStyle(head);
    if (head.checkVisibility() && display !== "table-header-group") faults.push(`thead ${display}`);
  }
  for (const e of document.querySelectorAll("table, img, figure, p")) {
    const {right, width} = e.getBoundingClientRect();
    // The grid of a table that is being written is no document yet.
    const unseen = e.closest(".visually-hidden, .cell-grid") || !e.checkVisibility();
    if (unseen || !width || right <= room + 1) continue;
    faults.push(`${right} of ${room}: ${e.outerHTML.slice(0, 110)}`);
  }
  return [...new Set(faults)].slice(0, 8);
}"""


INCH = 96
# Letter less the margins of static/css/base.css: 2 cm upright, 1.5 cm across.
UPRIGHT, ACROSS = round((8.5 - 4 / 2.54) * INCH), round((11 - 3 / 2.54) * INCH)


def paper_faults(page: Page, *, form: bool) -> list[str]:
    """Return what is wrong with the page at hand on paper; `form` lets it keep its fields."""
    seen = page.viewport_size
    page.emulate_media(media="print")
    across = page.evaluate("getComputedStyle(document.body).page === 'calendar'")
    room = ACROSS if across else UPRIGHT
    page.set_viewport_size({"width": room, "height": 900})
    faults = page.evaluate(PRINTED, [room, form])
    page.emulate_media(media="screen")
    page.set_viewport_size(seen)
    return faults


def axe_faults(page: Page) -> list[str]:
    """Return the rules that the page at hand breaks, and what axe leaves to be looked at.

    Words may be there before their styles are, and without them every link is too small.
    """
    page.wait_for_load_state()
    found = AXE.run(page, options=OPTIONS).response
    faults = [f"axe {rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found["violations"]]
    open_questions = [
        {"rule": rule["id"], "reason": _reason(node), "target": node["target"][0]}
        | {"html": node["html"]}
        for rule in found["incomplete"]
        for node in rule["nodes"]
    ]
    if open_questions:
        faults += page.evaluate(JUDGE, [open_questions, [list(key) for key in REVIEWED]])
    return list(dict.fromkeys(faults))


def _reason(node: dict) -> str:
    """Return why axe could not decide about an element, as its own code; "" where it has none."""
    data = [check["data"] for kind in ("any", "all", "none") for check in node[kind]]
    return next((each["messageKey"] for each in data if isinstance(each, dict)), "")


def assert_sound(page: Page) -> None:
    """The page neither scrolls sideways nor breaks a rule of accessibility."""
    faults = axe_faults(page) + page.evaluate(WIDE)
    assert not faults, "\n".join([page.url, *faults])


def faults_of(page: Page, size: str, *, form: bool = True) -> list[str]:
    """Return what is wrong with the page at hand.

    A phone's page is looked at 320 pixels wide too, a laptop's on paper; `form`: with its fields.
    """
    faults = axe_faults(page)
    faults += page.evaluate(MEASURE, size == "phone") + page.evaluate(WIDE)
    faults += words_faults(page.evaluate(WORDS))
    page.keyboard.press("Tab")
    faults += page.evaluate(FOCUS_EACH)
    if size == "phone":
        page.set_viewport_size({"width": 320, "height": 844})
        faults += [f"at 320: {fault}" for fault in page.evaluate(WIDE)]
        page.set_viewport_size(SIZES[size])
    else:
        faults += [f"on paper: {fault}" for fault in paper_faults(page, form=form)]
    return faults


def words_faults(text: str) -> list[str]:
    """Return the English words and the sentences of more than 25 words of our own text."""
    faults = []
    for line in text.split("\n"):
        if any(typed in line for typed in TYPED):
            continue
        faults += [f"English «{found[0]}»: {line[:80]}" for found in ENGLISH.finditer(line)]
        for sentence in re.split(r"[.;:?!]\s", line):
            words = [word for word in sentence.split() if re.search(r"[^\W\d]", word)]
            if len(words) > MOST_WORDS:
                faults.append(f"{len(words)} words: {sentence[:120]}")
    return list(dict.fromkeys(faults))
