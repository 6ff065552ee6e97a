"""Turns that a text tells one by one: "la carga de enero, la de abril y la de octubre".

The noun stands once and is left out afterwards, or it stands each time: "La carga del primer
trimestre se terminó el 25 de abril. La del tercer trimestre…".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from programs.values.wording.dates import MONTH, MONTHS, dates_of
from programs.values.wording.numbers import folded, without
from programs.values.wording.turns import QUARTERS
from programs.values.wording.units import stem

# As they are written: a bare number or a Roman one may be of anything.
_QUARTERS = {name: n for name, n in QUARTERS.items() if len(name) > 3 or name[-1] in "or"}
_QUARTERS["ultimo"] = 4
_ORDINAL = "|".join(sorted(_QUARTERS, key=len, reverse=True))
_OF = r"(?:del?|correspondientes?\s(?:al?|del?)|relativ[oa]s?\s(?:al?|del?)|que\scorresponde\sal?)"
_TOLD = re.compile(
    r"\b(?:toc[oa]\s(?:el\sturno\s)?(?:al?|del?)|(?:el|la|lo|l[oa]s|al|un|una|otr[oa])\s(?:(?P<noun>[a-zñ]{4,18})\s(?:(?:de\s)?\w{4,14}\s)?)?"
    rf"{_OF}|por\sel|sobre\sel)\s"
    rf"(?:(?:mes\sde\s)?(?P<month>{MONTH})\b"
    # "la del cuarto piso" is of no quarter
    rf"|(?P<ordinal>{_ORDINAL})\b[.°º]?(?:(?P<named>\strim(?:estre)?\b)"
    r"|(?=\W*$|\s?[,.;:()]|\s(?:y|e|en|se|fue|el|la|ya|que|quedo|salio|del?\s20\d\d)\b)))"
    r"(?:\s(?:de|del)\s(?P<year>20\d\d))?"
)
_SENTENCE = re.compile(r"[.;]\s")


@dataclass(frozen=True)
class OneTurn:
    """A turn that is told alone: a month, or a quarter where `is_quarter`.

    `noun` is the stem of what it is of, that of the turn before where it is `elided` ("la de
    abril"), "" where nothing tells it; `named` tells that a quarter is called so; `year` is None
    where none is told.
    """

    turn: int
    is_quarter: bool
    noun: str
    elided: bool
    named: bool
    year: int | None


def turns_told_alone(text: str) -> Iterator[OneTurn]:
    """Yield the turns of a text, those of its days left out ("el 5 de marzo")."""
    plain = without(folded(text), [(each.start, each.end) for each in dates_of(text)])
    noun, end = "", 0
    for found in _TOLD.finditer(plain):
        if _SENTENCE.search(plain, end, found.start()):
            noun = ""
        noun, end = stem(found["noun"]) if found["noun"] else noun, found.end()
        yield OneTurn(
            MONTHS[found["month"]] if found["month"] else _QUARTERS[found["ordinal"]],
            not found["month"],
            noun,
            not found["noun"],
            bool(found["named"]),
            int(found["year"]) if found["year"] else None,
        )


def names_quarter(plain: str, quarter: int, *, by_month: bool) -> bool:
    """Tell whether a folded text names a quarter of the year, as others of it are told."""
    words = "|".join(word for word, number in _QUARTERS.items() if number == quarter)
    own = [name for name, number in MONTHS.items() if (number - 1) // 3 == quarter - 1]
    if by_month:
        days = [(each.start, each.end) for each in dates_of(plain)]
        words, plain = "|".join(own), without(plain, days)
    first = "|".join(name for name in own if MONTHS[name] % 3 == 1)
    last = "|".join(name for name in own if MONTHS[name] % 3 == 0)
    span = rf"(?:{first})\s?(?:[-–—/]|\bal?\b|\by\b)\s?(?:{last})"
    return re.search(rf"\b(?:{words}|{span})\b", plain) is not None
