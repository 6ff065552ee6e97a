"""The day of a caption against the day at which the narrative points to its figure.

"La segunda, el 12 de septiembre (véase la Figura 2)" above "Figura 2. …, 6 de septiembre": the
caption was copied from the figure before. Source: section 2.4 of the domain document,
"Fotografías 18 a 21".
"""

import re
from collections.abc import Iterator

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.phrases import long_date
from programs.values.wording.captions import KINDS, caption_of
from programs.values.wording.dates import DateMention, dates_of
from programs.values.wording.numbers import folded, holds_any
from programs.values.written import Passage, PassageKind, Period, WrittenLinea

# "(véase la Figura 2)", "(Imagen 3)"; a list of several is of no one day.
_POINTS = re.compile(
    r"\((?:(?:vease|ver|vid|cf|segun)\.?\s)?(?:(?:en\s)?la\s|el\s)?(?P<word>[a-z]{4,12})\s"
    r"(?P<number>\d{1,3})\)"
)
_MOST = 40
_REACH = 200  # signs between a day and the figure that shows it


def figure_references(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each caption whose day is not the one at which the narrative points to it."""
    captions = list(linea.of_kind(PassageKind.CAPTION))[:_MOST]
    if not captions:
        return
    pointed = dict(_pointed(linea, period))
    for passage in captions if pointed else ():
        caption = caption_of(passage.text)
        if caption is None or len(caption.numbers) != 1:
            continue
        told = pointed.get((caption.kind, caption.numbers[0]))
        own = [each for each in dates_of(passage.text, period) if each.first]
        if told is None or len(own) != 1 or told.first is None or own[0].first is None:
            continue
        if not own[0].within(told.first, told.last or told.first):
            yield _found(passage, own[0], told)


def _pointed(
    linea: WrittenLinea, period: Period | None
) -> Iterator[tuple[tuple[str, int], DateMention]]:
    """Yield the figures to which a narrative points, each with the one day told before it."""
    for passage in linea.prose:
        plain = folded(passage.text)
        if "(" not in plain or not holds_any(plain, KINDS):
            continue
        days = [each for each in dates_of(passage.text, period) if each.first]
        last = 0
        for found in _POINTS.finditer(plain):
            own = [each for each in days if max(last, found.start() - _REACH) <= each.start]
            own = [each for each in own if each.end <= found.start()]
            kind = KINDS.get(found["word"])
            if kind and len(own) == 1:
                yield (kind, int(found["number"])), own[0]
            last = found.end()


def _found(passage: Passage, own: DateMention, told: DateMention) -> Finding:
    assert own.first is not None and told.first is not None
    return Finding(
        Code.CAPTION_DATE,
        Severity.DOUBT,
        "El pie tiene otra fecha que el texto donde se remite a él",
        passage.anchor,
        arithmetic=f"Pie: {long_date(own.first)}; texto: {long_date(told.first)}",
        quote=passage.text,
    )


CHECKS = (LineaCheck((Code.CAPTION_DATE,), figure_references),)
