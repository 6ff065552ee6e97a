"""A page on which keys, clicks, requests and page loads are counted, against a budget."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.bench.figures import Table

SAVED = re.compile("Guardad")


@dataclass
class Budget:
    """The most of each that a job may cost."""

    keys: int
    clicks: int
    loads: int
    posts: int = 99


class Job:
    """A page on which everything that a person does is counted."""

    def __init__(self, context, address: str, path: str) -> None:
        self.page = context.new_page()
        self.address = address
        self.keys = self.clicks = self.texts = self.posts = self.loads = 0
        self.page.goto(f"{address}{path}")
        self.page.wait_for_load_state("networkidle")
        self.page.on("request", self._request)

    def _request(self, request) -> None:
        self.posts += request.method == "POST"
        self.loads += request.is_navigation_request() and request.redirected_from is None

    def key(self, name: str) -> None:
        """Press a key or a chord."""
        self.keys += 1
        self.page.keyboard.press(name)

    def click(self, place, *, tap: bool = False) -> None:
        """Click or tap on a place."""
        self.clicks += 1
        if tap:
            place.tap()
        else:
            place.click()

    def choose(self, place, value: str) -> None:
        """Choose from a list."""
        self.clicks += 1
        place.select_option(value)

    def files(self, place, files: list[dict]) -> None:
        """Choose files, all at once."""
        self.clicks += 1
        place.set_input_files(files)

    def write(self, text: str) -> None:
        """Write a text where the focus is."""
        self.texts += 1
        self.page.keyboard.type(text)

    def button(self, name: str | re.Pattern):
        """Return a visible button by its words."""
        return self.page.get_by_role("button", name=name).and_(self.page.locator(":visible")).first

    def saved(self) -> None:
        """Wait until the page says that all is saved and nothing waits on the computer."""
        expect(self.page.locator("#save-state")).to_contain_text(SAVED, timeout=20_000)
        self.page.wait_for_timeout(1200)  # more than the pause after which a text is sent
        expect(self.page.locator("#save-state")).to_contain_text(SAVED, timeout=20_000)


def told(table: Table, name: str, job: Job, budget: Budget, *, done: bool) -> None:
    """Add a job's line; it counts as missed when the database does not have the work."""
    figure = (
        f"{job.keys} teclas, {job.texts} textos, {job.clicks} clics, "
        f"{job.posts} envíos, {job.loads} páginas   (presupuesto: {budget.keys} teclas, "
        f"{budget.clicks} clics, {budget.loads} páginas)   "
        f"{'hecho' if done else 'NO QUEDÓ HECHO'}"
    )
    over = max(
        job.keys - budget.keys,
        job.clicks - budget.clicks,
        job.loads - budget.loads,
        job.posts - budget.posts,
        0 if done else 1,
    )
    table.check(name, over, 0, figure)
    job.page.context.close()
