"""How a state of a page is reached: who looks, which address, and what they do there."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.template.loader import render_to_string
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.stage import Stage

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Visit:
    """A page on the stage."""

    page: Page
    stage: Stage
    base: str

    def go(self, name: str, *args, query: str = "") -> None:
        """Open the page of an address by its name."""
        self.page.goto(f"{self.base}{reverse(name, args=args)}{query}")

    def post(self, address: str, **fields: str | int) -> None:
        """Send a plain form from the page at hand, as without script."""
        with self.page.expect_navigation():
            self.page.evaluate(
                """([address, fields]) => {
                    const form = document.createElement("form");
                    form.method = "post";
                    form.action = address;
                    const token = document.querySelector("meta[name=csrf-token]");
                    fields.csrfmiddlewaretoken ??= token ? token.content : "";
                    for (const [name, value] of Object.entries(fields)) {
                        const input = document.createElement("input");
                        [input.type, input.name, input.value] = ["hidden", name, value];
                        form.append(input);
                    }
                    document.body.append(form);
                    form.submit();
                }""",
                [address, fields],
            )

    def press(self, name: str) -> None:
        """Press the first visible button of a name."""
        self.page.get_by_role("button", name=name).first.click()


Act = Callable[[Visit], None]


@dataclass(frozen=True)
class At:
    """Open an address by its name, then do something there.

    An argument or a query that is a function is given the stage.
    """

    name: str
    args: tuple = ()
    query: str | Callable[[Stage], str] = ""
    acts: tuple[Act, ...] = ()

    def __call__(self, visit: Visit) -> None:
        """Bring a visit there."""

        def of(value):
            return value(visit.stage) if callable(value) else value

        visit.go(self.name, *map(of, self.args), query=of(self.query))
        for act in self.acts:
            act(visit)

    def then(self, *acts: Act) -> "At":
        """Return the same with something done at the end."""
        return replace(self, acts=(*self.acts, *acts))


@dataclass(frozen=True)
class State:
    """One state of a page: its name, who looks (None: nobody signed in), how to get there."""

    name: str
    who: str | None
    open: Act
    status: int = 200

    @property
    def address(self) -> str:
        """The name of the address that the state opens, "" for what no single address shows."""
        return self.open.name if isinstance(self.open, At) else ""


def at(name: str, *args, query: str | Callable[[Stage], str] = "") -> At:
    """Open an address by its name."""
    return At(name, args, query)


def linea(place: int) -> Callable[[Stage], int]:
    """Return what gives the key of a línea of the área jurídica by its printed place, from 0."""
    return lambda stage: stage.linea(place)


def press(name: str) -> Act:
    """Press the first visible button of a name, which leads to another answer."""

    def act(visit: Visit) -> None:
        with visit.page.expect_navigation():
            visit.press(name)

    return act


def unfold(visit: Visit) -> None:
    """Open all that folds in the page."""
    for summary in visit.page.locator("main summary:visible").all():
        summary.click()


def drawn(template: str, **context: str) -> Act:
    """Put what the server draws when it cannot answer in place of an address."""

    def opened(visit: Visit) -> None:
        body = render_to_string(template, context)
        visit.page.route("**/caida/", lambda route: route.fulfill(body=body, content_type=HTML))
        visit.page.goto(f"{visit.base}/caida/")

    return opened
