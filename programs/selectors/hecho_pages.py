"""Hechos by pages: of the register of a quarter, and in the folds of a línea's page.

An address names a page, or a `hecho` whose page is shown: that is how a save leads back to it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.http import urlencode

from programs.values.hechos.room import PER_PAGE

_BELOW_ONE = re.compile(r"0+|-\d+")
# What an address calls the pages of each fold of a línea: of its own hechos and of its área's.
OWN, OTHERS = "hechos", "otros"


@dataclass(frozen=True)
class Fold:
    """A page of a list of hechos that opens. `name` is what an address calls its pages.

    `opened` tells that the address names it; `previous` and `next` are those of the pages beside
    it, "" for none.
    """

    name: str
    page: Page
    opened: bool
    previous: str
    next: str

    @property
    def count(self) -> int:
        """How many there are on all of its pages."""
        return self.page.paginator.count

    @property
    def anchor(self) -> str:
        """Its place on the page of the línea."""
        return fold_anchor(self.name)

    @property
    def query(self) -> str:
        """What of an address leads to this page."""
        return urlencode({self.name: self.page.number})


def hechos_page(
    items: Sequence[Any], pks: Sequence[int], asked: Mapping[str, str], name: str = "page"
) -> Page:
    """Return the page that an address asks for, the nearest there is; `pks` are those of items."""
    wanted = asked.get(name) or _page_of(pks, asked)
    if isinstance(wanted, str) and _BELOW_ONE.fullmatch(wanted):
        wanted = 1  # the nearest to none, not the last of all
    return Paginator(items, PER_PAGE).get_page(wanted)


def hechos_fold(
    name: str, items: Sequence[Any], pks: Sequence[int], asked: Mapping[str, str]
) -> Fold:
    """Return the page of a fold that an address asks for, the first where it asks for none."""
    page = hechos_page(items, pks, asked, name)

    def beside(number: int) -> str:
        pages = pages_named({**asked, name: str(number)})
        return f"?{urlencode(pages)}#{fold_anchor(name)}"

    return Fold(
        name,
        page,
        opened=bool(asked.get(name) or _page_of(pks, asked)),
        previous=beside(page.number - 1) if page.has_previous() else "",
        next=beside(page.number + 1) if page.has_next() else "",
    )


def pages_named(asked: Mapping[str, str]) -> dict[str, int]:
    """Return {fold: its page} of those that an address or a form names."""
    named = ((name, asked.get(name, "")) for name in (OWN, OTHERS))
    return {name: int(text) for name, text in named if text.isdecimal() and len(text) < 5}


def fold_anchor(name: str) -> str:
    """Return the place of a fold on the page of its línea."""
    return f"lista-{name}"


def _page_of(pks: Sequence[int], asked: Mapping[str, str]) -> int | None:
    """Return the page on which the hecho of an address stands, None where it names none."""
    wanted = asked.get("hecho", "")
    places = (place for place, pk in enumerate(pks) if str(pk) == wanted)
    place = next(places, None) if wanted else None
    return None if place is None else place // PER_PAGE + 1
