"""A page that holds the paste module of the site and nothing else: no server, no database."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Route

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "static/js"
CLIPBOARD = ROOT / "tests/data/clipboard"
ADDRESS = "http://pegado.test/"
READ = """async (cases) => {
  const {sentenceOf} = await import("/paste.js");
  const {read} = await import("/paste-read.js");
  return cases.map((given) => {
    const paste = read(given);
    const blocks = paste.blocks.map(({text, files, ...block}) =>
      files ? {...block, files: files.map(({type}) => type)} : block);
    return {blocks, left: paste.left, notes: paste.notes, said: sentenceOf(paste)};
  });
}"""


def open_module(page: Page) -> Page:
    """Open the page."""

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(ADDRESS)
        if name.endswith(".js"):
            route.fulfill(path=SCRIPTS / name, content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html><title>Pegado</title>", content_type="text/html")

    page.route("**/*", answer)
    page.goto(ADDRESS)
    return page


def read_pastes(page: Page, cases: Sequence[dict[str, str]]) -> list[dict[str, Any]]:
    """Return what the module reads of each clipboard, {html, plain}, in one call."""
    return page.evaluate(READ, list(cases))


def corpus() -> dict[str, tuple[dict[str, str], dict[str, Any]]]:
    """Return the clipboard of each case of `tests/data/clipboard` and what must come of it."""
    found = {}
    for path in sorted(CLIPBOARD.glob("*.json")):
        # Byte by byte: a clipboard has the ends of line of its program.
        html, plain = (path.with_suffix(end).read_bytes().decode() for end in (".html", ".txt"))
        found[path.stem] = ({"html": html, "plain": plain}, json.loads(path.read_text("utf-8")))
    return found
