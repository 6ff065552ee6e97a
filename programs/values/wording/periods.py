"""Periods in prose: "cuarto trimestre del 2023", "enero-marzo de 2024" and so on.

Each with its days and its place. A year that is not written is that of the quarter.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from programs.values.wording.dates import DAY_WORD, MONTH, MONTHS, YEAR, year_of, year_said
from programs.values.wording.numbers import folded, words_of
from programs.values.written import Period

_ORDINALS = {
    "primer": 1, "primero": 1, "1er": 1, "1ro": 1, "1o": 1, "1": 1,
    "segundo": 2, "2do": 2, "2o": 2, "2": 2,
    "tercer": 3, "tercero": 3, "3er": 3, "3ro": 3, "3o": 3, "3": 3,
    "cuarto": 4, "4to": 4, "4o": 4, "4": 4, "quinto": 5, "5to": 5, "sexto": 6, "6to": 6,
    "i": 1, "ii": 2, "iii": 3, "iv": 4, "ultimo": 0,
}  # fmt: skip
_LENGTHS = {"bimestre": 2, "trimestre": 3, "cuatrimestre": 4, "semestre": 6}
_ORDINAL = "|".join(sorted((word for word in _ORDINALS if len(word) > 1 and word[0] != "i"),
                           key=len, reverse=True))  # fmt: skip
_DASH = r"(?: ?[-–—/] ?| al? | hasta )"
# "abril-mayo-junio", "abril, mayo, junio": months that are listed one by one.
_BETWEEN = r"(?:, ?| ?[-–—/] ?)"
_OF = r",? (?:(?:de|del)(?: (?:ano|ejercicio)(?: fiscal)?)? |(?=(?:19|20)\d\d))"
_MONTHS_OF = rf"(?P<from>{MONTH})(?:{_DASH}(?P<to>{MONTH}))?"
_PART = re.compile(
    rf"\b(?P<ordinal>{_ORDINAL})[.°º]? (?P<unit>{'|'.join(_LENGTHS)})\b"
    rf"(?:,? ?(?:\(|de |del? )?{_MONTHS_OF}\)?)?(?:{_OF}(?P<year>{YEAR}))?"
)
# The first letters of a month, and of what leads to one: most other words are left at once.
_OPENS = "|".join(sorted({word[:3] for word in (*MONTHS, "mes", "periodo", "corr", "en ", "dur")}))
_NAMED = re.compile(
    rf"\b(?={_OPENS})(?P<lead>\bmes(?:es)? de |\bperiodo (?:de |comprendido de |que comprende de )?"
    rf"|\bcorrespondientes? al? |\b(?:en|durante) )?\b(?P<first>{MONTH})\b"
    rf"(?:{_OF}(?P<firstyear>(?:19|20)\d\d)(?={_DASH}(?:{MONTH})\b))?"
    rf"(?:(?P<join>(?:{_BETWEEN}(?:{MONTH})){{1,10}}(?:{_BETWEEN}|,? (?:y|e) )|{_DASH}|,? (?:y|e) )"
    rf"(?P<last>{MONTH})\b)?"
    rf"(?:{_OF}(?P<year>{YEAR}))?"
)
# "Entre julio y septiembre de 2024" runs on from the one to the other, as a dash does.
_AMONG = re.compile(
    rf"\bentre (?:los meses de )?(?P<first>{MONTH})(?:{_OF}(?P<firstyear>(?:19|20)\d\d))?"
    rf",? (?:y|e) (?P<last>{MONTH})\b(?:{_OF}(?P<year>{YEAR}))?"
)
_DAY_BEFORE = re.compile(r"(?:\d[o°º]?\.?|\b[a-z]{3,12}) de $")


@dataclass(frozen=True)
class PeriodMention:
    """A period of months, its first and last day, and where it stands: `text[start:end]`."""

    first: date
    last: date
    start: int
    end: int


@lru_cache(maxsize=4096)  # several checks ask it of the same passage
def periods_of(text: str, period: Period | None = None) -> tuple[PeriodMention, ...]:
    """Return the periods of a text in its order; one whose year cannot be known is left out.

    A month alone counts where the words say that it is a time ("en marzo", "el mes de marzo") or
    where a year follows; the month of a day is part of the day.
    """
    plain = folded(text).replace("\n", " ").replace("\xa0", " ")
    if not may_tell_period(plain):
        return ()
    told = (*_parts(plain, period), *_among(plain, period), *_named(plain, period))
    found = sorted(told, key=lambda each: each.start)
    kept: list[PeriodMention] = []
    for each in found:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return tuple(kept)


def may_tell_period(plain: str) -> bool:
    """Tell whether a folded text names a month, a quarter, a semester and so on at all."""
    return "mestre" in plain or not words_of(plain).isdisjoint(MONTHS)


def _parts(plain: str, period: Period | None) -> Iterator[PeriodMention]:
    """Yield each quarter, semester and so on."""
    for found in _PART.finditer(plain):
        length = _LENGTHS[found["unit"]]
        ordinal = _ORDINALS[found["ordinal"]] or 12 // length
        opens = period.year_starts_on.month if period else 1
        said = year_said(found["year"], period)
        if found["year"] and said is None:
            continue
        year = said if said is not None else period.year_starts_on.year if period else None
        if year is not None and found["to"]:
            # The months that stand beside it rule: a year may begin in October.
            first_month, last_month = MONTHS[found["from"]], MONTHS[found["to"]]
            first = _month_first(year - (first_month > last_month), first_month)
            last = _month_first(year, last_month + 1) - timedelta(days=1)
            yield PeriodMention(first, last, found.start(), found.end())
        elif year is not None and ordinal * length <= 12:
            first = _month_first(year, opens + (ordinal - 1) * length)
            last = _month_first(year, opens + ordinal * length) - timedelta(days=1)
            yield PeriodMention(first, last, found.start(), found.end())


def _named(plain: str, period: Period | None) -> Iterator[PeriodMention]:
    """Yield each month or range of months that is called by name."""
    for found in _NAMED.finditer(plain):
        first_month, last_month = MONTHS[found["first"]], MONTHS[found["last"] or found["first"]]
        start = found.start("first")
        if found["join"] and not _runs_on(found):
            continue
        if _is_of_a_day(plain, start) or not (found["lead"] or found["last"] or found["year"]):
            continue
        yield from _running(found, first_month, last_month, period)


def _among(plain: str, period: Period | None) -> Iterator[PeriodMention]:
    """Yield each range of months that is told by its ends: "entre abril y junio"."""
    for found in _AMONG.finditer(plain) if "entre " in plain else ():
        yield from _running(found, MONTHS[found["first"]], MONTHS[found["last"]], period)


def _running(
    found: re.Match[str], first_month: int, last_month: int, period: Period | None
) -> Iterator[PeriodMention]:
    """Yield the period from one month to another, where its year is known."""
    year = year_said(found["year"], period)
    if found["year"] and year is None:
        return
    if year is None:
        year = year_of(last_month, period)
    if year is None:
        return
    before = int(found["firstyear"]) if found["firstyear"] else year
    if not found["firstyear"] and first_month > last_month:
        before = year - 1
    first = _month_first(before, first_month)
    last = _month_first(year, last_month + 1) - timedelta(days=1)
    if first <= last:
        yield PeriodMention(first, last, found.start("first"), found.end())


def _runs_on(found: re.Match[str]) -> bool:
    """Tell whether months that are listed one by one follow one another: "abril, mayo y junio"."""
    between = re.findall(MONTH, found["join"])
    if not between and not re.search(r"(?:,|\b[ye]\b)", found["join"]):
        return True
    months = [MONTHS[each] for each in (found["first"], *between, found["last"])]
    return all(after == before % 12 + 1 for before, after in pairwise(months))


def _is_of_a_day(plain: str, start: int) -> bool:
    """Tell whether a month is part of a day: "19 de enero", "primero de marzo"."""
    before = _DAY_BEFORE.search(plain, max(0, start - 18), start)
    if not before:
        return False
    word = before[0].removesuffix(" de ")
    return word[0].isdigit() or DAY_WORD.fullmatch(word) is not None


def _month_first(year: int, month: int) -> date:
    """Return the first day of a month, counted on over the end of the year (13 is January)."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
