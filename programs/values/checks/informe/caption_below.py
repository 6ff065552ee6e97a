"""A caption of another day than the one day that the paragraph above it tells.

"Capacitación a personas consejeras. Se dio una sola vez, el 17 de octubre.", and below it "Foto 2:
Capacitación a personas consejeras, 27 de octubre": the name of the deed stands in a heading or in a
sentence of its own, its day in the next one. What is done on several days may have any of them.
Source: section 2.4 of the domain document.
"""

import re
from collections.abc import Sequence

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.wording.captions import caption_of
from programs.values.wording.dates import DateMention, dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.periods import periods_of
from programs.values.written import Passage, PassageKind, Period

_STOPS = (PassageKind.CAPTION, PassageKind.PICTURES)
_ABOVE = (PassageKind.TEXT, PassageKind.ITEM)
_WORD = re.compile(r"[a-zñ]{4,30}")
_LIGHT = re.compile(
    r"(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
    r"|foto\w*|imagen\w*|durante|celebrad[oa]|realizad[oa]|fecha|para|desde|sobre|como|entre)$"
)
# What is done on more than one day, or has a day of something else.
_SEVERAL = re.compile(
    r"\b(?:grupos?|fechas|dias|jornadas|sedes|repiti\w+|inici\w+|comenz\w+|empez\w+|dur[oa]\w{0,3}"
    r"|durante|semanas?|meses|mensual\w*|primer\w{0,2}|segund\w{1,2}|otr[oa]s?|ambos|ambas|oficios?"
    r"|convoc\w+|invit\w+|solicit\w+|hasta|desde|partir|previ\w+|anterior\w*|conclu\w+|termin\w+"
    r"|sesiones|funciones|etapas?|visitas|talleres|cursos|platicas|entregas|tambien|ademas|antes"
    r"|despues|program\w+|aprob\w+|public\w+|recib\w+|firm\w+)\b"
)
# The day of a paper, a page or a capture is not that of a deed.
_OF_PAPER = re.compile(
    r"\b(?:consult|captur|public|fuente|recuperad|actualiz|corte|acuse|oficio|elabor|acta|circular"
    r"|vigen|descarg|nota|boletin|lista|cartel|convocatoria|invitacion|preparat|ensayo|montaje"
    r"|instalacion|avance|anterior|previ|despues|antes)\w*"
)
_ROOT = 6  # letters


def day_below(
    passages: Sequence[Passage], place: int, title: str, period: Period | None
) -> Finding | None:
    """Return that the caption at a place has another day than what stands right above it.

    `title` heads all these passages.
    """
    passage = passages[place]
    caption = caption_of(passage.text)
    if caption is None or _OF_PAPER.search(folded(caption.text)):
        return None
    above = next((n for n in range(place - 1, -1, -1) if passages[n].kind not in _STOPS), -1)
    if above < 0 or passages[above].kind not in _ABOVE:
        return None
    own, told = (_only_day(text, period) for text in (caption.text, passages[above].text))
    if own is None or told is None or own.first == told.first or own.first is None:
        return None
    if _SEVERAL.search(folded(passages[above].text)):
        return None
    heading = passages[above - 1] if above else None
    head = heading.text if heading and heading.kind is PassageKind.HEADING else title
    known = frozenset(_roots(f"{head} {passages[above].text}"))
    roots = frozenset(_roots(caption.text))
    if len(roots) < 2 or not roots <= known or _is_told(own, passages, period):
        return None
    written = passages[above].text[told.start : told.end]
    return Finding(
        Code.CAPTION_DATE,
        Severity.DOUBT,
        "El pie tiene una fecha que el texto no da a lo mismo",
        passage.anchor,
        arithmetic=f"Pie: {caption.text[own.start : own.end]}; texto: {written}",
        quote=passage.text,
    )


def _only_day(text: str, period: Period | None) -> DateMention | None:
    """Return the one day that a text tells, None for none, for several and for a span."""
    days = dates_of(text, period)
    return days[0] if len(days) == 1 and days[0].first == days[0].last else None


def _is_told(day: DateMention, passages: Sequence[Passage], period: Period | None) -> bool:
    """Tell whether anything but a caption tells a day, or a span of days with it."""
    for each in passages:
        if each.kind in _STOPS:
            continue
        spans = [(one.first, one.last) for one in dates_of(each.words, period)]
        spans += [
            (one.first, one.last)
            for one in periods_of(each.words, period)
            if (one.last - one.first).days < _QUARTER
        ]
        if any(first and last and day.within(first, last) for first, last in spans):
            return True
    return False


_QUARTER = 80


def _roots(text: str) -> list[str]:
    return [word[:_ROOT] for word in _WORD.findall(folded(text)) if not _LIGHT.match(word)]
