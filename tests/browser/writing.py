"""How the browser tests move in the editor of a text."""

from playwright.sync_api import Locator, Page

# The editor puts its caret back some 20 ms after it is focused, and hears a moment late of a caret
# that a key moved: keys that come faster than a person's find it elsewhere. Timers run in order.
SETTLED = "() => new Promise((settled) => setTimeout(settled, 50))"


def settle(page: Page) -> None:
    """Wait until the editor knows where its caret is."""
    page.evaluate(SETTLED)


def go_into(editor: Locator) -> None:
    """Click in an editor, and wait until its caret stays where keys put it."""
    editor.click()
    settle(editor.page)


def move(page: Page, keys: str) -> None:
    """Press keys that move the caret or select, and wait until the editor knows of it."""
    page.keyboard.press(keys)
    settle(page)
