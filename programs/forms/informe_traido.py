"""What is marked of an informe that was read: to which línea each one goes, and what of it."""

import re
from collections.abc import Iterable

from django.http import QueryDict

from programs.values.brought.carried import Carried, Chosen

READ, PARTS, OFFERS, LINEA = "leido", "parte", "cantidad", "linea-"
_PLACE = re.compile(r"(\d{1,4})-(\d{1,4})")
_PK = re.compile(r"\d{1,15}")


def chosen_of(sent: QueryDict, carried: Carried) -> tuple[Chosen, ...]:
    """Return what a form marks of each línea of what was read; what names nothing of it is left.

    The boxes are named by the place of their línea and their own in it ("3-0").
    """
    parts = _places(sent.getlist(PARTS))
    offers = _places(sent.getlist(OFFERS))
    found = []
    for place, linea in enumerate(carried.lineas):
        pk = sent.get(f"{LINEA}{place}", "")
        found.append(
            Chosen(
                place,
                int(pk) if _PK.fullmatch(pk) else 0,
                _within(parts.get(place, ()), len(linea.blocks)),
                _within(offers.get(place, ()), len(linea.offers)),
            )
        )
    return tuple(found)


def _places(values: Iterable[str]) -> dict[int, list[int]]:
    """Return {place of a línea: places of what is marked of it}."""
    found: dict[int, list[int]] = {}
    for value in values:
        if place := _PLACE.fullmatch(value):
            found.setdefault(int(place[1]), []).append(int(place[2]))
    return found


def _within(places: Iterable[int], length: int) -> tuple[int, ...]:
    return tuple(sorted({place for place in places if place < length}))
