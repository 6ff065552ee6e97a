"""Beside which field of a page a finding stands: one answer for the pages and for their scripts."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from programs.values.checks.finding import Code

# What the page asks in the field itself, with a question of its own.
ASKED_THERE = frozenset((Code.UNLIKELY, Code.REASON))


def field_of(anchor: str, fields: Iterable[str]) -> str:
    """Return the field that holds the place of a finding, "" for a place outside of them all.

    The place is the field itself ("bloque-a1") or a part of it ("bloque-a1-celdas"). Where the
    name of one field begins with that of another, the longer one holds it.
    """
    own = (each for each in fields if anchor == each or anchor.startswith(f"{each}-"))
    return max(own, key=len, default="")


def by_field(places: Iterable[tuple[Code, str]], fields: Collection[str]) -> dict[str, list[int]]:
    """Return {field: which of the findings stand beside it}, of the (code, place) of each.

    What the field asks by itself is left out, and so is what stands in no field.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for number, (code, anchor) in enumerate(places):
        field = field_of(anchor, fields)
        if field and code not in ASKED_THERE:
            found[field].append(number)
    return dict(found)
