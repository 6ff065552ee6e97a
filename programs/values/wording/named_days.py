"""Names of events with the day of each: "«Costeo de trámites», el 11 de julio; «Lenguaje», …".

A name stands in quotation marks, or behind its noun (`courses`). Its day stands behind it or before
it, as the first of a passage does: in a list of names each with its day all stand alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from programs.values.wording.courses import EVENT_NOUN, course_words, courses_of
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.sentences import sentences_of
from programs.values.written import Period

_QUOTED = re.compile(
    r"«(?P<a>[^«»\n]{3,160})»|“(?P<b>[^“”\n]{3,160})”|\"(?P<c>[^\"\n]{3,160})\""
    r"|(?<!\w)[‘'](?P<d>[^‘’'\n]{3,160})[’'](?!\w)"
)
QUOTES = "«“\"‘'"
# "el de Ética pública, el 12 de febrero", "un curso con la Universidad: Ética pública, el 12".
_ELIDED = re.compile(
    r"(?:\b(?:el|la)\sde\s|:\s|;\s(?:y\s)?)(?P<name>[A-ZÁÉÍÓÚÑ][^,.;:()\n\"«“\d]{5,80}),?\s"
    r"(?=(?:el|del|\()\s?\d{1,2}\sde\s)"
)
_RUN = re.compile(
    r"(?:\s(?:de|del|la|las|los|el|y|e|por|para|en|con|sobre|contra|a|al|sin))*\s[A-ZÁÉÍÓÚÑ][\w]+"
    r"(?:(?:\s(?:de|del|la|las|los|el|y|e|por|para|en|con|sobre|contra|a|al|sin))*"
    r"\s[A-ZÁÉÍÓÚÑ]\w+){0,9}"
)
# What stands between a name and the day that is surely its own: "(9 de mayo", ", del 9 de mayo".
_BESIDE = re.compile(
    r"[»”\"'’]?,?\s?\(?(?:(?:el|del|los|de)\s)?(?:(?:dia|día|dias|días|fecha)s?\s)?"
)
_REACH = 160  # signs between a name and its day


@dataclass(frozen=True)
class NamedDay:
    """An event of a text: `text[start:end]` is its name; `quoted` tells that marks enclose it.

    `words` are those of weight, without their plural, `phrase` all of it, folded; `days` the first
    and last day told of it.
    """

    name: str
    words: frozenset[str]
    quoted: bool
    phrase: str
    days: tuple[date, date]
    start: int
    end: int


@lru_cache(maxsize=1024)
def named_days(text: str, period: Period) -> tuple[NamedDay, ...]:
    """Return the events of a text that are told with their day, in their order."""
    days = list(_spans(text, period))
    if not days:
        return ()
    names = _names(text)
    return tuple(_paired(text, names, days)) if names else ()


_Day = tuple[int, int, tuple[date, date]]
_Name = tuple[int, int, str, bool]


# "del 4 al 6 de noviembre", "los días 14 y 15": what joins the days of one event.
_JOINED = re.compile(r"[\s,]*(?:al?|y|e|[-–])?\s*(?:el\s)?")


def _spans(text: str, period: Period) -> Iterator[_Day]:
    """Yield the days of a text with where they stand, those that run on as one."""
    last: _Day | None = None
    for each in dates_of(text, period):
        if not each.first or not each.last:
            continue
        if last and _JOINED.fullmatch(text, last[1], each.start):
            last = (last[0], each.end, (min(last[2][0], each.first), max(last[2][1], each.last)))
            continue
        if last:
            yield last
        last = (each.start, each.end, (each.first, each.last))
    if last:
        yield last


def _titled(text: str) -> Iterator[_Name]:
    """Yield the names that stand in capitals behind the noun of an event in capitals."""
    for noun in EVENT_NOUN.finditer(folded(text)):
        run = _RUN.match(text, noun.end()) if text[noun.start()].isupper() else None
        if run:
            yield noun.start(), run.end(), text[noun.start() : run.end()], False


def _names(text: str) -> list[_Name]:
    """Return where names stand, each with whether it is quoted: those that overlap give one."""
    found = [
        (each.start(), each.end(), next(filter(None, each.groups())), True)
        for each in _QUOTED.finditer(text)
    ]
    found += [
        (each.start("name"), each.end("name"), each["name"], False)
        for each in _ELIDED.finditer(text)
    ]
    found += [
        each
        for each in _titled(text)
        if not any(a < each[1] and each[0] < b for a, b, _, _ in found)
    ]
    taken = [(start, end) for start, end, _, _ in found]
    for course in courses_of(text):
        if not any(start < course.end and course.start < end for start, end in taken):
            found.append((course.start, course.end, course.name, False))
    return sorted(found)


def _paired(text: str, names: list[_Name], days: list[_Day]) -> Iterator[NamedDay]:
    """Yield each name of a sentence with its day; a list that semicolons divide is one sentence."""
    for start, end in _whole_sentences(text):
        own = [each for each in names if start <= each[0] < end]
        told = [each for each in days if start <= each[0] < end]
        if not own or not told:
            continue
        behind = own[0][0] < told[0][0]
        for at, (begins, ends, name, quoted) in enumerate(own):
            beside = [day for day in told if _BESIDE.fullmatch(text, ends, day[0])]
            if beside:
                near = beside[:1]
            elif behind:
                stop = own[at + 1][0] if at + 1 < len(own) else end
                near = [day for day in told if ends <= day[0] < min(stop, ends + _REACH)][:1]
            else:
                first = own[at - 1][1] if at else start
                near = [day for day in told if max(first, begins - _REACH) <= day[0] < begins][-1:]
            words = frozenset(course_words(name))
            if near and words:
                phrase = " ".join(folded(text[begins:ends]).split())
                yield NamedDay(name.strip(" .,"), words, quoted, phrase, near[0][2], begins, ends)


def _whole_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield sentences, joined again where a semicolon divides them."""
    begun: int | None = None
    for span in sentences_of(text):
        begun = span.start if begun is None else begun
        if text[span.end - 1] != ";":
            yield begun, span.end
            begun = None
    if begun is not None:
        yield begun, len(text)
