"""Days in prose and tables, each with its place: "19 de enero", "del 5 al 7 de abril".

Days in figures or in words, months by name or abbreviated, years written, told ("del presente
año"), taken from the date beside or from the quarter. A day that no calendar has is told as such.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from programs.values.wording.numbers import folded, number_of, words_of
from programs.values.written import Period

MONTHS = {
    "enero": 1, "febrero": 2, "marzo": 3, "abril": 4, "mayo": 5, "junio": 6, "julio": 7,
    "agosto": 8, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
}  # fmt: skip
_SHORT = {
    "ene": 1, "feb": 2, "mar": 3, "abr": 4, "may": 5, "jun": 6, "jul": 7, "ago": 8, "sept": 9,
    "sep": 9, "oct": 10, "nov": 11, "dic": 12,
}  # fmt: skip
_MONTH_WORDS = frozenset((*MONTHS, *_SHORT))
MONTH = "|".join(MONTHS)
_SHORTS = "|".join(_SHORT)
_DAY_WORDS = (
    "primero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince"
    "|dieciseis|diecisiete|dieciocho|diecinueve|veinte|veinti(?:uno|dos|tres|cuatro|cinco|seis"
    "|siete|ocho|nueve)|treinta(?: y (?:uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?"
)
_DAY = rf"(?:\d{{1,2}}(?:o|ro|er|°|º)?\.?|(?:{_DAY_WORDS}))"
_YEAR_WORDS = r"dos mil(?: (?:veinti\w{2,6}|veinte|treinta(?: y \w{2,6})?|dieci\w{4,5}))?"
YEAR = (
    rf"(?:(?:19|20)\d\d(?!\d)|(?:{_YEAR_WORDS})\b"
    r"|(?:este|presente|actual|mismo|pasado) (?:ano|ejercicio)\b"
    r"|(?:ano|ejercicio) (?:en curso|actual|que transcurre|anterior|pasado|inmediato anterior)\b)"
)
_OF_YEAR = rf"(?:,? (?:de|del)(?: ano| ejercicio(?: fiscal)?)? (?P<year>{YEAR}))?"
# "3, 4 y 5", "del 5 al 7", "3 y 4": each day has its own place. At most 31 of them.
_DAYS = rf"{_DAY}(?:(?:, ?| y (?:el )?| e | al? | ?[-–] ?){_DAY}){{0,30}}"
_IN_WORDS = re.compile(rf"(?<![\w/.\-])(?P<days>{_DAYS}) de (?P<month>{MONTH})\b{_OF_YEAR}")
_MIXED = re.compile(
    # The digit before what must not stand before it: a search for digits passes over all else.
    rf"(?P<days>\d(?<![\w/.\-].)\d?)(?:[ /.\-]|\. (?=de ))(?:de )?(?P<month>{MONTH}|{_SHORTS})\b\.?"
    # A year of two digits stands right behind: "Agosto, 31. Septiembre, 19" counts something.
    r"(?:(?:(?:[ /.\-]|de |del |,)+(?=(?:19|20)\d\d)|[ /.\-]|,? del? )"
    r"(?P<year>(?:19|20)\d\d|\d\d(?=\D|$))(?![\d/%]))?"
)
_IN_FIGURES = re.compile(
    r"(?<![\w/.\-])(?:(?P<day>\d{1,2})(?P<sep>[/.\-])(?P<month>\d{1,2})(?P=sep)"
    r"(?P<year>(?:19|20)\d\d|\d\d)|(?P<iso>(?:19|20)\d\d-\d\d-\d\d))(?![\w/\-])(?!\.\d)"
)
_SEPARATED = re.compile(r"\d[/.\-]\d")
_CODE_BEFORE = re.compile(
    r"(?:\bno|\bnum|\bnos|\bnumeros?|n[°º]|#|\bfolios?|\bexpedientes?|\boficios?|\bversion"
    r"|\bip|\bmemorand(?:um|o)|\bcirculare?s?)[.:]? ?$"
)
_GLUE = re.compile(r"\W{0,3}(?:(?:y|e|al|el|del|de|como|hasta|dia|los|dias|a)\W{1,3}){0,4}")
DAY_WORD = re.compile(_DAY_WORDS)
_EACH_DAY = re.compile(_DAY)
_LAST = ("pasado", "anterior")


@dataclass(frozen=True)
class DateMention:
    """Days of a text, and where they stand there: `text[start:end]`.

    `first` and `last` are the same for one day, the ends of a range or list of one month. Both are
    None for a day that does not exist (`impossible`), and where the year cannot be known.
    `year_written` tells that the words say the year, here or in the date beside. `days` are those
    that are written, in their order: of a range its ends.
    """

    first: date | None
    last: date | None
    start: int
    end: int
    year_written: bool
    impossible: bool = False
    days: tuple[date, ...] = ()

    def within(self, first_day: date, last_day: date) -> bool:
        """Tell whether some of its days lie between these."""
        if self.first is None or self.last is None:
            return False
        return self.first <= last_day and self.last >= first_day


@dataclass(frozen=True)
class _Read:
    """What stands in a text: days and month as numbers, and the year, None where it is not said."""

    days: tuple[int, ...]
    month: int
    year: int | None
    start: int
    end: int


@lru_cache(maxsize=8192)  # several checks ask it of the same passage
def dates_of(text: str, period: Period | None = None) -> tuple[DateMention, ...]:
    """Return the dates of a text in its order.

    A year that is not written is that of a date which follows at once ("15 de enero y 6 de marzo
    de 2024"), or the one of the exercise of `period`; without either, no day is known.
    """
    plain = folded(text).replace("\n", " ").replace("\xa0", " ").replace("\t", " ")
    read = sorted(_read(plain, period), key=lambda each: each.start)
    kept: list[_Read] = []
    for each in read:
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    for place in range(len(kept) - 2, -1, -1):
        this, following = kept[place], kept[place + 1]
        if this.year is None and following.year is not None:
            between = plain[this.end : following.start]
            if len(between) < 24 and _GLUE.fullmatch(between):
                kept[place] = replace(this, year=_earlier(this, following))
    return tuple(_mention(each, period) for each in kept)


def _earlier(this: _Read, following: _Read) -> int:
    """Return the year of a date before one of a known year: "20 de diciembre al 5 de enero de"."""
    assert following.year is not None
    return following.year - 1 if this.month > following.month else following.year


def _read(plain: str, period: Period | None) -> Iterator[_Read]:
    if not words_of(plain).isdisjoint(_MONTH_WORDS):
        yield from _read_by_month(plain, period)
    for found in _IN_FIGURES.finditer(plain) if _SEPARATED.search(plain) else ():
        if _CODE_BEFORE.search(plain, max(0, found.start() - 14), found.start()):
            continue
        if found["iso"]:
            year_text, month_text, day_text = found["iso"].split("-")
        else:
            year_text, month_text, day_text = found["year"], found["month"], found["day"]
        day, month = int(day_text), int(month_text)
        told = 1 <= day <= 31 or (day >= _NO_DAY and _is_dated(plain, found.start()))
        if told and 1 <= month <= 12:
            yield _Read((day,), month, year_said(year_text, period), found.start(), found.end())


def _read_by_month(plain: str, period: Period | None) -> Iterator[_Read]:
    """Yield the dates whose month is written as a word: "5 de enero", "16-abr-24"."""
    for found in _IN_WORDS.finditer(plain):
        days = _days(found["days"])
        if days and (max(days) < _NO_DAY or _is_dated(plain, found.start())):
            year = year_said(found["year"], period)
            yield _Read(days, MONTHS[found["month"]], year, found.start(), found.end())
    for found in _MIXED.finditer(plain):
        month = MONTHS.get(found["month"]) or _SHORT[found["month"]]
        separated = plain[found.end("days")] in "/.-"
        if not separated and found["year"] is None:
            continue  # "3 mar" may be anything
        year = year_said(found["year"], period)
        day = int(found["days"])
        if 1 <= day <= 31 or (day >= _NO_DAY and _is_dated(plain, found.start())):
            yield _Read((day,), month, year, found.start(), found.end())


def _days(written: str) -> tuple[int, ...]:
    """Return the days of a list or range, none for "0 de mayo"; 32 is one that no month has."""
    days = []
    for found in _EACH_DAY.finditer(written):
        figures = re.match(r"\d+", found[0])
        if figures:
            days.append(int(figures[0]))
        else:
            value = number_of("uno" if found[0] == "primero" else found[0])
            days.append(int(value) if value is not None else 0)
    return tuple(days) if all(days) else ()


_NO_DAY = 32  # and what is more: no day of any month
_SAYS_DAY = re.compile(r"\b(?:el|dias?|del|al|fechas?|fechad[oa]s?)(?::| de| dia)? ?$")


def _is_dated(plain: str, start: int) -> bool:
    """Tell whether what stands there is told as a day: "el 32 de julio", not "las 45 de mayo"."""
    return _SAYS_DAY.search(plain, max(0, start - 16), start) is not None


def year_said(written: str | None, period: Period | None) -> int | None:
    """Return a year as it was written or told; None for none, and for one that is not known."""
    if not written:
        return None
    if written.isdecimal():
        return int(written) if len(written) == 4 else 2000 + int(written)
    if written.startswith("dos mil"):
        value = number_of(written)
        return int(value) if value is not None else None
    if period is None or "mismo" in written:
        return None
    year = period.ends_on.year
    return year - 1 if any(word in written for word in _LAST) else year


def _mention(read: _Read, period: Period | None) -> DateMention:
    written = read.year is not None
    year = read.year if read.year is not None else year_of(read.month, period)
    # A leap year where nobody says which: 29 de febrero may be.
    longest = monthrange(year if year else 2024, read.month)[1]
    if max(read.days) > longest:
        return DateMention(None, None, read.start, read.end, written, impossible=True)
    if year is None:
        return DateMention(None, None, read.start, read.end, written)
    days = tuple(date(year, read.month, day) for day in read.days)
    return DateMention(min(days), max(days), read.start, read.end, written, days=days)


def year_of(month: int, period: Period | None) -> int | None:
    """Return the year in which the exercise has a month."""
    if period is None:
        return None
    starts = period.year_starts_on
    return starts.year if month >= starts.month else period.year_ends_on.year
