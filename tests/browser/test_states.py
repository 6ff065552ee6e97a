"""Every state of every page is sound: read by axe, fits, can be touched, is quiet, in Spanish."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import SIZES
from tests.browser.stage import TYPED, Stage, staged
from tests.browser.states import STATES, State, Visit

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
]
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
ENGLISH = re.compile(
    r"\b(the|and|of|for|with|your|you|this|that|is|are|please|select|choose|save|saved|"
    r"delete|remove|edit|add|search|password|username|login|logout|log|sign|page|next|previous|"
    r"submit|home|file|upload|download|draft|submitted|closed|invalid|required|field|true|false|"
    r"none|null|undefined|nan|month|quarter|year|done|planned|missing|loading|close|open|back)\b",
    re.IGNORECASE,
)
MOST_WORDS = 25
AXE = Axe()

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


@pytest.fixture
def stage(transactional_db) -> Iterator[Stage]:
    """The stage of the written list."""
    with staged() as built:
        yield built


def faults_of(page: Page, size: str) -> list[str]:
    """Return what is wrong with the page at hand, on its size and at a width of 320 pixels."""
    found = AXE.run(page, options=OPTIONS).response["violations"]
    faults = [f"axe {rule['id']}: {rule['nodes'][0]['html'][:160]}" for rule in found]
    faults += page.evaluate(MEASURE, size == "phone") + page.evaluate(WIDE)
    faults += words_faults(page.evaluate(WORDS))
    if size == "phone":
        page.set_viewport_size({"width": 320, "height": 844})
        faults += [f"at 320: {fault}" for fault in page.evaluate(WIDE)]
        page.set_viewport_size(SIZES[size])
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


def opened(state: State, page: Page, stage: Stage, base: str, enter) -> None:
    """Bring a page to a state, as the person of the state."""
    if page.url.startswith(base):
        page.evaluate("localStorage.clear()")  # what a refused save left for another try
    page.context.clear_cookies()
    if state.who:
        enter(page.context, stage.people[state.who])
    state.open(Visit(page, stage, base))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("part", STATES)
def test_every_state_is_sound(stage, page, live_server, enter, watch, part, size):
    page.set_viewport_size(SIZES[size])
    watched = watch(page)
    wrong = []
    for state in STATES[part]:
        watched.faults.clear()
        opened(state, page, stage, live_server.url, enter)
        faults = faults_of(page, size)
        # The state's own answer is refused on purpose; anything else that is refused is a fault.
        meant = str(state.status) if state.status >= 400 else "no refusal"
        faults += [fault for fault in watched.faults if meant not in fault]
        wrong += [f"{state.name}: {fault}" for fault in dict.fromkeys(faults)]
    assert not wrong, "\n" + "\n".join(wrong)


# The keyboard, large text, paper ------------------------------------------------------------------

BY_NAME = {state.name: state for states in STATES.values() for state in states}
COMPLEX = ("inicio del enlace", "tablero del secretario", "mes", "captura con tabla ancha")
STOPS = 60

# At five points of the focused control, what a person sees is the control or its label; its ring
# is three pixels wide, and one of its two colours stands out three to one from what is behind.
FOCUSED = """() => {
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
  // Of what is taller than the window only a part can show.
  if (shown < 3 && box.height < innerHeight / 2) faults.push(`hidden, ${shown} of 5`);
  const style = getComputedStyle(e);
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 3) {
    faults.push(`ring ${style.outlineStyle} ${style.outlineWidth}`);
  }
  const rgb = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  // The ring lies outside the control, on the first ground that is not clear.
  let behind = e.parentElement;
  const colour = () => rgb(getComputedStyle(behind).backgroundColor);
  while (behind && colour()[3] === 0) behind = behind.parentElement;
  const ground = behind ? colour() : [255, 255, 255];
  const rings = [style.outlineColor, style.boxShadow].map(rgb).filter((c) => c.length >= 3);
  if (!rings.some((color) => ratio(color, ground) >= 3)) faults.push(`pale ring on ${ground}`);
  return faults.map((fault) => `${e.outerHTML.slice(0, 90)}: ${fault}`);
}"""

# Text that its own box cuts; a text of two lines on purpose is whole where the cell has the focus.
CUT = """() => [...document.querySelectorAll("body *")].filter((e) => {
  const style = getComputedStyle(e);
  return e.checkVisibility() && /hidden|clip/.test(style.overflow) && e.innerText?.trim()
      && !e.closest(".visually-hidden, .mes-text, .heat-text, [data-word], .mes-detail")
      && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
      && e.clientWidth > 1;
}).map((e) => `cut: ${e.outerHTML.slice(0, 120)}`)"""


@pytest.mark.parametrize("colours", ["none", "active"])
def test_the_focus_is_seen_and_nothing_hides_it(stage, new_context, live_server, enter, colours):
    wrong = []
    for size in SIZES:
        page = new_context(
            viewport={**SIZES[size], "height": 600}, forced_colors=colours
        ).new_page()
        for name in COMPLEX:
            opened(BY_NAME[name], page, stage, live_server.url, enter)
            page.evaluate("scrollTo(0, 0)")
            for _ in range(STOPS):
                page.keyboard.press("Tab")
                wrong += [f"{name}, {size}: {fault}" for fault in page.evaluate(FOCUSED)]
        page.close()
    wrong = list(dict.fromkeys(wrong))
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("size", SIZES)
def test_text_of_twice_the_size_fits(stage, page, live_server, enter, size):
    page.set_viewport_size(SIZES[size])
    wrong = []
    for name in COMPLEX:
        opened(BY_NAME[name], page, stage, live_server.url, enter)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        faults = page.evaluate(WIDE) + page.evaluate(CUT)
        wrong += [f"{name}: {fault}" for fault in faults]
    assert not wrong, "\n" + "\n".join(wrong)


# On a letter page: what is only for the screen is gone, heads repeat, no column leaves the paper.
PRINTED = """(room) => {
  const faults = [];
  const screen = "nav a, .site-nav, .phone-menu, .user-menu, .btn, .breadcrumbs, .tabs, "
      + ".save-state, .skip-link, .no-print, input:not([type=hidden]), select, summary";
  for (const e of document.querySelectorAll(screen)) {
    if (e.checkVisibility() && e.getBoundingClientRect().width > 1) {
      faults.push(`on paper: ${e.outerHTML.slice(0, 110)}`);
    }
  }
  for (const head of document.querySelectorAll("thead")) {
    const {display} = getComputedStyle(head);
    if (head.checkVisibility() && display !== "table-header-group") faults.push(`thead ${display}`);
  }
  for (const e of document.querySelectorAll("table, img, figure, p")) {
    const {right, width} = e.getBoundingClientRect();
    const unseen = e.closest(".visually-hidden") || !e.checkVisibility();
    if (unseen || !width || right <= room + 1) continue;
    faults.push(`${right} of ${room}: ${e.outerHTML.slice(0, 110)}`);
  }
  return [...new Set(faults)].slice(0, 8);
}"""
INCH = 96
# Letter less the margins of static/css/base.css: 2 cm upright, 1.5 cm across.
UPRIGHT, ACROSS = round((8.5 - 4 / 2.54) * INCH), round((11 - 3 / 2.54) * INCH)


@pytest.mark.parametrize(
    ("name", "room"),
    [
        ("mes", ACROSS),
        ("mes como lista", ACROSS),
        ("línea con título de 400 letras", UPRIGHT),
        ("trimestre abierto", UPRIGHT),
        ("tablero del secretario", UPRIGHT),
    ],
)
def test_it_prints_whole_and_without_controls(stage, page, live_server, enter, name, room):
    page.set_viewport_size({"width": room, "height": 900})
    page.emulate_media(media="print")
    opened(BY_NAME[name], page, stage, live_server.url, enter)

    assert page.evaluate(PRINTED, room) == []
