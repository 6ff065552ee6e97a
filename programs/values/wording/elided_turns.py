"""Turns that a text tells one by one: "la carga de enero, la de abril y la de octubre".

The noun stands once and is left out afterwards, or it stands each time: "La carga del primer
trimestre se terminó el 25 de abril. La del tercer trimestre…".
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from programs.values.wording.dates import MONTH, MONTHS, DateMention, dates_of
from programs.values.wording.numbers import folded, without
from programs.values.wording.turns import QUARTERS
from programs.values.wording.units import stem
from programs.values.written import Period

# As they are written: a bare number or a Roman one may be of anything.
_QUARTERS = {name: n for name, n in QUARTERS.items() if len(name) > 3 or name[-1] in "or"}
_QUARTERS["ultimo"] = 4
_ORDINAL = "|".join(sorted(_QUARTERS, key=len, reverse=True))
_OF = r"(?:del?|correspondientes?\s(?:al?|del?)|relativ[oa]s?\s(?:al?|del?)|que\scorresponde\sal?)"
_TOLD = re.compile(
    r"\b(?:toc[oa]\s(?:el\sturno\s)?(?:al?|del?)|(?:el|la|lo|l[oa]s|al|un|una|otr[oa])\s(?:(?P<noun>[a-zñ]{4,18})\s(?:(?:de\s)?\w{4,14}\s)?)?"
    rf"{_OF}|por\sel|sobre\sel)\s"
    rf"(?:(?:mes\sde\s)?(?P<month>{MONTH})\b"
    # "El 31 de julio se hizo el respaldo del mes": of the month of that day
    r"|(?P<that>(?:(?:ese|este|dicho|mismo|propio)\s){0,2}mes)\b(?!\s(?:de|anterior|pasado|siguiente"
    r"|previo|proximo|inmediato)\b)"
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
    where none is told. `of_day` tells that it is the month of a day: "el de ese mes".
    """

    turn: int
    is_quarter: bool
    noun: str
    elided: bool
    named: bool
    year: int | None
    of_day: bool = False


def turns_told_alone(text: str) -> Iterator[OneTurn]:
    """Yield the turns of a text, those of its days left out ("el 5 de marzo")."""
    dates = dates_of(text, _ANY_YEAR)
    plain = without(folded(text), [(each.start, each.end) for each in dates])
    noun, end = "", 0
    for found in _TOLD.finditer(plain):
        if _SENTENCE.search(plain, end, found.start()):
            noun = ""
        noun, end = stem(found["noun"]) if found["noun"] else noun, found.end()
        year = int(found["year"]) if found["year"] else None
        if found["that"]:
            if month := _month_beside(plain, found, dates):
                yield OneTurn(month, False, noun, not found["noun"], False, None, True)
            continue
        yield OneTurn(
            MONTHS[found["month"]] if found["month"] else _QUARTERS[found["ordinal"]],
            not found["month"],
            noun,
            not found["noun"],
            bool(found["named"]),
            year,
        )


# Which year it is makes no difference to the month of a day.
_ANY_YEAR = Period(date(2023, 1, 1), date(2023, 3, 31), date(2023, 1, 1), date(2023, 12, 31))
_CLAUSE = 160  # signs


def _month_beside(plain: str, found: re.Match[str], dates: Sequence[DateMention]) -> int | None:
    """Return the month of the one day in the clause of "el respaldo del mes", None for none."""
    first, last = max(0, found.start() - _CLAUSE), min(len(plain), found.end() + _CLAUSE)
    for stop in _SENTENCE.finditer(plain, first, last):
        if stop.end() <= found.start():
            first = stop.end()
        elif stop.start() >= found.end():
            last = stop.start()
            break
    place = bisect_left(dates, first, key=lambda each: each.start)
    months = {
        day.month
        for each in islice(dates, place, place + _MOST_DAYS)
        if each.start < last
        for day in each.days
    }
    return months.pop() if len(months) == 1 else None


_MOST_DAYS = 4


def months_of_days(text: str) -> set[int]:
    """Return the months of all the days that a text tells."""
    return {day.month for each in dates_of(text, _ANY_YEAR) for day in each.days}


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
