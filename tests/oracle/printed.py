"""What a document prints, read from its HTML: a small tree of elements."""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"meta", "img", "col", "br", "link", "hr"}


class Element:
    """An element: its tag, its classes and what is in it."""

    def __init__(self, tag: str, classes: str = "") -> None:
        self.tag = tag
        self.classes = set(classes.split())
        self.inside: list[Element | str] = []

    @property
    def text(self) -> str:
        """Its words on one line."""
        return " ".join(" ".join(self._words()).split())

    def _words(self) -> Iterator[str]:
        for each in self.inside:
            if isinstance(each, str):
                yield each
            else:
                yield " ".join(each._words())

    def all(self, tag: str = "", name: str = "", *, outside: str = "") -> Iterator["Element"]:
        """Yield the elements in it with a tag and a class, but none within the class `outside`."""
        for each in self.inside:
            if isinstance(each, str) or (outside and outside in each.classes):
                continue
            if (not tag or each.tag == tag) and (not name or name in each.classes):
                yield each
            yield from each.all(tag, name, outside=outside)

    def children(self, tag: str = "", name: str = "") -> Iterator["Element"]:
        """Yield the elements directly in it with a tag and a class."""
        for each in self.inside:
            if isinstance(each, str) or (tag and each.tag != tag):
                continue
            if not name or name in each.classes:
                yield each

    def texts(self, tag: str = "", name: str = "", *, outside: str = "") -> list[str]:
        """Return the words of each of those elements."""
        return [each.text for each in self.all(tag, name, outside=outside)]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack = [Element("html")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.stack[-1].inside.append(" ")
            return
        element = Element(tag, dict(attrs).get("class") or "")
        self.stack[-1].inside.append(element)
        self.stack.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.stack.pop()

    def handle_data(self, data: str) -> None:
        self.stack[-1].inside.append(data)


def elements_of(html: str) -> Element:
    """Return the tree of a document's HTML."""
    reader = _Reader()
    reader.feed(html)
    return reader.stack[0]
