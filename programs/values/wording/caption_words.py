"""What captions and the narrative speak of, by the beginnings of their words, and on which days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.periods import periods_of
from programs.values.wording.sentences import sentences_of
from programs.values.written import Period

_PAPER = re.compile(
    r"\b(?:oficios?|memorand\w+|circular\w*|correos?|acuerdos?|actas?)\b[^.;]{0,50}$"
)
_WORD = re.compile(r"[a-zñ]{4,30}")
_LIGHT = re.compile(
    r"(?:evidenci|fotogr|imagen|celebr|realiz|llevad|durant|presen|activi|primer|segund|tercer|"
    r"enero|febrer|marzo|abril|mayo|junio|julio|agosto|septie|octubr|noviem|diciem|"
    r"person|servid|public|secret|ejecut|partic)"
    r"|(?:fechas?|para|desde|sobre|entre|como|dich[oa]s?|est[ea]s?|estado)$"
)


@dataclass(frozen=True)
class Deed:
    """A sentence of the narrative: its stems and the days that it tells."""

    stems: frozenset[str]
    days: tuple[tuple[date, date], ...]
    written: str


def deeds_of(text: str, period: Period | None) -> Iterator[Deed]:
    """Yield the sentences of a text with the days that they tell."""
    plain = folded(text)
    dates = [
        each
        for each in dates_of(text, period)
        if each.first
        and each.last
        and not _PAPER.search(plain, max(0, each.start - 60), each.start)
    ]
    spans = periods_of(text, period)
    for sentence in sentences_of(text):
        inside = [each for each in dates if sentence.start <= each.start < sentence.end]
        days = [(each.first, each.last) for each in inside if each.first and each.last]
        days += [
            (each.first, each.last)
            for each in (() if days else spans)
            if sentence.start <= each.start < sentence.end and (each.last - each.first).days < 62
        ]
        stems = frozenset(stems_of(text[sentence.start : sentence.end]))
        written = ", ".join(dict.fromkeys(text[each.start : each.end] for each in inside))
        yield Deed(stems, tuple(days), written)


def stems_of(text: str) -> Iterator[str]:
    """Yield how the words begin that say what a text speaks of, six letters of each."""
    for word in _WORD.findall(folded(text)):
        if not _LIGHT.match(word):
            yield word[:6]
