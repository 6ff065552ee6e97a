"""What the browser tests of the save queue do and read on its page."""

import re
import time
from collections.abc import Callable

from playwright.sync_api import Page

from programs.models import Bloque
from tests.browser.conftest import LONGEST_WAIT

LONG = "Se elaboraron los documentos de las sesiones del trimestre. " * 4
STATE = "#save-state"
SAID = "[data-save-text]"
SAVED = re.compile(r"^Guardado \d\d:\d\d$")
COPIES = "Object.keys(localStorage).filter((name) => name.startsWith('sesea:')).length"


def visit(page: Page, live_server) -> Page:
    page.goto(f"{live_server.url}/cola/")
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


def write(page: Page, text: str, number: int = 1) -> None:
    page.locator(f"#text-{number}").focus()
    page.keyboard.insert_text(text)


def stored(block: Bloque) -> Bloque:
    return Bloque.objects.get(pk=block.pk)


def posts_of(page: Page) -> list[str]:
    """Return the list in which the page's saves are written as they start and end."""
    found: list[str] = []
    page.on("request", lambda r: found.append("start") if r.method == "POST" else None)
    for event in ("requestfinished", "requestfailed"):
        page.on(event, lambda r: found.append("end") if r.method == "POST" else None)
    return found


def wait_for_copies(page: Page, count: int) -> None:
    until(page, lambda: page.evaluate(COPIES) == count)


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait as long as for a page: the browser's own waiting needs what our CSP forbids."""
    end = time.monotonic() + LONGEST_WAIT / 1000
    while not holds():
        assert time.monotonic() < end, "It did not come true in time."
        page.wait_for_timeout(50)
