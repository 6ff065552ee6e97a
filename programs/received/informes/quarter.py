"""The quarter that an informe tells: from its cover, its headings, or all that it says of time."""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from programs.values.wording.dates import MONTH, MONTHS, dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.periods import periods_of
from programs.values.written import Period

_LONGEST_LINE = 160
_ORDINALS = {
    "primer": 1, "primero": 1, "primera": 1, "1er": 1, "1ro": 1, "1": 1, "i": 1,
    "segundo": 2, "segunda": 2, "2do": 2, "2o": 2, "2": 2, "ii": 2,
    "tercer": 3, "tercero": 3, "tercera": 3, "3er": 3, "3ro": 3, "3": 3, "iii": 3,
    "ultimo": 4, "cuarto": 4, "cuarta": 4, "4to": 4, "4o": 4, "4": 4, "iv": 4,
}  # fmt: skip
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_QUARTER = re.compile(
    rf"\b(?P<first>{_ORDINAL})(?:\.?(?:er|do|ro|to)\b)?[.°º]{{0,2}}\s(?:(?:informe|reporte|avance)\s(?:\w+\s)?)?"
    r"(?P<kind>trimest|semest)(?:re|ral)"
    rf"|\b(?P<after>trimest|semest)(?:re|ral)\s(?:n[o°º]\.?\s?)?(?P<last>{_ORDINAL})\b"
    r"|\b(?P<short>[tq])(?P<digit>[1-4])\b"
    r"|\b(?P<lead>[1-4])\s?t\b(?=\s?(?:de\s)?20\d\d)"
    # "Trimestre que se informa: primero de 2025"
    rf"|\b(?P<asked>trimest|semest)re(?:\s(?:que\sse\s\w+|que\s\w+|\w+))?\s?:\s(?P<told>{_ORDINAL})\b"
    rf"|\b(?P<cut>{_ORDINAL})[.°º]{{0,2}}\s?trim\b"
)
_SHORT = {name[:3]: number for name, number in MONTHS.items()}
_ANY_MONTH = rf"(?:{MONTH}|(?:{'|'.join(_SHORT)})\b\.?)"
_MONTHS = re.compile(
    rf"\b(?P<from>{_ANY_MONTH})"
    rf"(?:(?P<between>(?:(?:\s?[-–—/,]\s?|\s){_ANY_MONTH}){{1,4}})(?:\s?[-–—/,]\s?|,?\s(?:[ye]\s)?)"
    rf"|\s?(?:[-–—/]|al?|y)\s?)(?P<to>{_ANY_MONTH})(?!\w)"
)
# "Avance al 31 de marzo de 2024": the cut closes its quarter.
_CUT = re.compile(
    r"\b(?:informe|reporte|avances?|resultados|corte)\b.{0,40}\bal 3[01] de"
    r" (?P<month>marzo|junio|septiembre|diciembre) de(?:l)? (?P<year>20\d\d)\b"
)
_YEAR = re.compile(r"\b(20\d\d)\b(?!\s?[-/]\s?20\d\d)")
_TWO_DIGITS = re.compile(r"\.?\s(?:de\s)?['’]?([2-4]\d)\b(?!\s?(?:de|[-/]))")


def period_of(texts: Iterable[str], days: Iterable[date]) -> Period | None:
    """Return the quarter that the first of these texts names, None where none does.

    A year that it leaves out is that of the other texts, then the one of most `days`.
    """
    kept = list(texts)
    for text in kept:
        named = [each for each in periods_of(text) if 27 < (each.last - each.first).days < 190]
        if (aside := _OF_TWO_YEARS.search(text)) and (told := periods_of(aside[1])):
            named = [told[0]]  # "segundo trimestre del ejercicio 2023-2024 (enero a marzo de 2024)"
        if len(named) > 1 and _THAT_IS.fullmatch(folded(text[named[0].end : named[1].start])):
            named = [named[1]]
        plain = folded(text)
        months = len(text) < _LONGEST_LINE and _MONTHS.search(plain)
        if named and (months or _QUARTER.search(plain)):
            return _in_its_year(_period(named[0].first, named[0].last), plain)
        if len(text) < _LONGEST_LINE and (of_days := _quarter_of_days(plain)):
            return of_days
        if found := _CUT.search(folded(text)):
            ends_on = _quarter_end(found)
            return _period(date(ends_on.year, ends_on.month - 2, 1), ends_on)
    for text in kept:
        if span := _months(folded(text)):
            year = _year_in(text, span) or _short_year(text) or _year(kept, span, days)
            if year is None:
                return None
            first, last = span
            return _period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))
    return None


_OF_TWO_YEARS = re.compile(r"\b20\d\d\s?[-–/]\s?20\d\d\s?\(([^()]{8,60}\b20\d\d)\)")
# "Primer trimestre del ejercicio 2025, que abarca de octubre a diciembre de 2024"
_THAT_IS = re.compile(
    r"\)?,? ?\(?(?:que |el cual |es decir,? |esto es,? |o sea,? |a saber,? )?"
    r"(?:abarca|comprende|corresponde|va|corre|comprendido|correspondiente)?"
    r"(?: ?(?:del?|al?|entre|los meses de|el periodo(?: de)?|desde)){0,3} ?"
)
# What stands between the start of a sentence and the time that it tells of.
_OPENS = re.compile(
    r"(?:^|[.:;]\s)(?:(?:trabajos?|acciones|actividades|labores|tareas|resultados|avances?"
    r"|entregas|lo\s(?:hecho|realizado|trabajado))\s(?:realizad[oa]s\s)?)?"
    r"(?:del?|entre|durante|en)?(?:\s(?:el|los|los meses|el periodo|lo que va))?"
    r"(?:\s(?:de|del|comprendido))?\s?$"
)


def told_period(texts: Iterable[str]) -> Period | None:
    """Return the one quarter that narratives tell of, None where they tell of none or of several.

    Only spans of three months that are a quarter of the year: what was done "de enero a marzo".
    """
    found = {
        (each.first, each.last)
        for text in texts
        for each in periods_of(text)
        if _OPENS.search(folded(text[max(0, each.start - 30) : each.start]))
        and each.first.day == 1
        and each.first.month % 3 == 1
        and (each.last.year, each.last.month) == (each.first.year, each.first.month + 2)
    }
    return _period(*found.pop()) if len(found) == 1 else None


def only_quarter(texts: Iterable[str]) -> Period | None:
    """Return the one quarter of the one year of which texts speak, None where they name others.

    "comprometió para 2023 ocho pozos. En el tercer trimestre concluyeron…"
    """
    quarters: set[tuple[int, int]] = set()
    years: set[int] = set()
    for text in texts:
        plain = folded(text)
        quarters |= {span for found in _QUARTER.finditer(plain) if (span := _span_of(found))}
        quarters |= {span for found in _MONTHS.finditer(plain) if (span := _quarter_of(found))}
        years |= {int(found[1]) for found in _YEAR.finditer(plain)}
        if len(quarters) > 1 or len(years) > 1:
            return None
    if not quarters or not years:
        return None
    (first, last), year = quarters.pop(), years.pop()
    return _period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


_HEAD_WORDS = re.compile(
    r"(?:informe|reporte|avances?|trimestral|correspondiente|periodo|trimestre|del?|al?|el|ejercicio|ano|fiscal"
    r"|\W)+"
)


def quarter_in_head(line: str) -> str:
    """Return the part of a line that tells a quarter and nothing else, "" for no such part.

    "JUNTA DE CAMINOS. Residencia Norte. Segundo trimestre de 2025.", not "Publicar el informe del
    segundo trimestre de 2025".
    """
    for part in re.split(r"[.:;|,]\s", line[:_LONGEST_LINE]):
        plain = folded(part).strip(" .")
        found = _QUARTER.search(plain) or _MONTHS.search(plain)
        year = _YEAR.search(plain)
        if found and year:
            rest = f" {plain[: found.start()]} {plain[found.end() : year.start()]} "
            if _HEAD_WORDS.fullmatch(rest) and year.end() == len(plain):
                return part
    return ""


# "Periodo: 1 de abril al 30 de junio de 2024"
_DAYS = re.compile(
    rf"\b(?:1|01|1o|1ero|primero)[.°º]? de (?P<from>{MONTH})(?: (?:de|del) 20\d\d)?"
    rf" (?:al?|hasta el|-|–) (?:3[01]|treinta(?: y uno)?) de (?P<to>{MONTH})"
    r" (?:de|del) (?P<year>20\d\d)\b"
)


def _quarter_of_days(plain: str) -> Period | None:
    """Return the quarter whose first and last day a line tells, None for other days."""
    found = _DAYS.search(plain)
    if not found:
        return None
    first, last, year = MONTHS[found["from"]], MONTHS[found["to"]], int(found["year"])
    if first % 3 != 1 or last != first + 2:
        return None
    return _period(date(year, first, 1), date(year, last, monthrange(year, last)[1]))


def _in_its_year(period: Period, plain: str) -> Period:
    """Return a quarter with the year that its ordinal and its months tell together.

    "Primer trimestre (octubre - diciembre de 2025)": that year begins in October.
    """
    found = _QUARTER.search(plain)
    if not found or found["kind"] != "trimest" or not found["first"] or not _MONTHS.search(plain):
        return period
    opens = (period.starts_on.month - 1 - 3 * (_ORDINALS[found["first"]] - 1)) % 12 + 1
    if opens == 1:
        return period
    year = period.starts_on.year - (opens > period.starts_on.month)
    before = (opens + 10) % 12 + 1
    last = date(year + 1, before, monthrange(year + 1, before)[1])
    return Period(period.starts_on, period.ends_on, date(year, opens, 1), last)


def _quarter_end(found: re.Match[str]) -> date:
    month = MONTHS[found["month"]]
    return date(int(found["year"]), month, monthrange(int(found["year"]), month)[1])


def _months(plain: str) -> tuple[int, int] | None:
    found = _MONTHS.search(plain)
    if found:
        first, last = (_SHORT[found[side][:3]] for side in ("from", "to"))
        if first < last and _is_span(found, first, last):
            return first, last
    found = _QUARTER.search(plain)
    return _span_of(found) if found else None


def _span_of(found: re.Match[str]) -> tuple[int, int] | None:
    """Return the first and the last month of a quarter or half year as it is named."""
    half = "semest" in (found["kind"], found["after"], found["asked"])
    digit = found["digit"] or found["lead"]
    place = (
        int(digit)
        if digit
        else _ORDINALS[found["first"] or found["last"] or found["told"] or found["cut"]]
    )
    place = 2 if half and found["first"] == "ultimo" else place
    length = 6 if half else 3
    return ((place - 1) * length + 1, place * length) if place * length <= 12 else None


def _quarter_of(found: re.Match[str]) -> tuple[int, int] | None:
    """Return the months of a span that is a quarter of the year: "abril, mayo y junio"."""
    first, last = (_SHORT[found[side][:3]] for side in ("from", "to"))
    return (
        (first, last)
        if first % 3 == 1 and last == first + 2 and _is_span(found, first, last)
        else None
    )


def _is_span(found: re.Match[str], first: int, last: int) -> bool:
    """Tell a span of months from some that are only listed: "julio y octubre"."""
    if found["between"]:
        listed = [_SHORT[each[:3]] for each in re.findall(_ANY_MONTH, found["between"])]
        return listed == [*range(first + 1, last)]
    return " y " not in found.group() or last - first == 1


def _short_year(text: str) -> int | None:
    """Return the year of "ene-mar 25", None where its months have none behind them."""
    plain = folded(text)
    months = _MONTHS.search(plain)
    found = _TWO_DIGITS.match(plain, months.end()) if months else None
    return 2000 + int(found[1]) if found else None


def _year(texts: Sequence[str], span: tuple[int, int], days: Iterable[date]) -> int | None:
    for text in texts:
        if year := _year_in(text, span):
            return year
    years = Counter(day.year for day in days).most_common(1)
    return years[0][0] if years else None


def _year_in(text: str, span: tuple[int, int]) -> int | None:
    """Return the year that a text names, as that of the quarter of these months; None for none.

    One that stands by itself comes before that of a day, and a day of the quarter before any other:
    "La Ley, publicada el 24 de noviembre de 2020, … se instaló el 19 de febrero de 2025".
    """
    told = list(_YEAR.finditer(text))
    if len({each[1] for each in told}) < 2:
        return int(told[0][1]) if told else None
    dated = [each for each in dates_of(text) if each.first and each.year_written]
    of_days = {place for each in dated for place in range(each.start, each.end)}
    if free := [each for each in told if each.start() not in of_days]:
        return int(free[0][1])
    inside = [each.first for each in dated if each.first and _is_in(each.first, span)]
    years = Counter(day.year for day in inside).most_common(1)
    return years[0][0] if years else int(told[0][1])


def _is_in(day: date, span: tuple[int, int]) -> bool:
    return span[0] <= day.month <= span[1]


def _period(first: date, last: date) -> Period:
    return Period(first, last, date(first.year, 1, 1), date(first.year, 12, 31))
