"""Captions that place an event elsewhere than the narrative, which tells a place for each day.

"La primera fue en Minatitlán el 19 de julio, la tercera en Cuauhtémoc el 20 de septiembre", and
under the third picture: "Feria de Villa de Álvarez, 20 de septiembre". Only where another caption
agrees with the narrative, so that they are known to name places.
"""

import re
from collections.abc import Iterator
from datetime import date

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.places import told_parts
from programs.values.phrases import long_date
from programs.values.wording.captions import caption_of
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.written import PassageKind, Period, Written, WrittenLinea

_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)
_PLACE_BEFORE = re.compile(
    r"\ben (?P<place>[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,20}"
    r"(?: (?:(?:de|del|la|las|los|el) ){0,3}[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,20}){0,4}),?"
    r" ?(?:el|el día|los días|con fecha|\()? ?$"
)
_PLACE_LAST = re.compile(
    r"(?:\ben|\bde) (?P<place>[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,20}"
    r"(?: (?:(?:de|del|la|las|los|el) ){0,3}[A-ZÁÉÍÓÚÑ][\wáéíóúñ]{2,20}){0,4})[\s,.(]{0,3}$"
)
_MOST = 200


def caption_places(written: Written) -> Iterator[PlacedFinding]:
    """Find the captions of a day whose place is none that the narrative tells."""
    for linea in told_parts(written):
        captions = list(linea.of_kind(PassageKind.CAPTION))[:_MOST]
        if len(captions) < 2:
            continue
        told = dict(_places(linea, written.period))
        if len(told) < 2:
            continue
        whole = folded("\n".join([linea.title, linea.area, *(p.text for p in linea.prose)]))
        agreeing, apart = 0, []
        for passage in captions:
            caption = caption_of(passage.text)
            days = dates_of(passage.text, written.period)
            day = days[0].first if len(days) == 1 and days[0].first == days[0].last else None
            if not caption or day is None or day not in told:
                continue
            if folded(told[day]) in folded(caption.text):
                agreeing += 1
                continue
            named = _place_named(caption.text, written.period)
            if named and not any(word in whole for word in re.findall(r"\w{4,}", named)):
                apart.append((passage, day))
        for passage, day in apart if agreeing else ():
            finding = Finding(
                Code.CAPTION_SESSION,
                Severity.DOUBT,
                f"El pie nombra otro lugar: el {long_date(day)} el texto habla de {told[day]}",
                passage.anchor,
                quote=passage.text,
            )
            yield PlacedFinding(finding, linea.key, linea_place(linea))


def _place_named(text: str, period: Period | None) -> str:
    """Return the place before the day of a caption, folded; "" for none, or a part of a name."""
    days = dates_of(text, period)
    found = _PLACE_LAST.search(text, 0, days[0].start) if days else None
    before = text[: found.start()].split() if found else []
    inside = len(before) > 1 and before[-1][0].isupper()  # "en el Centro de Salud"
    return folded(found["place"]) if found and not inside else ""


def _places(linea: WrittenLinea, period: Period | None) -> Iterator[tuple[date, str]]:
    """Yield the days of a narrative that have a place: "en Minatitlán el 19 de julio"."""
    for passage in linea.passages:
        if passage.kind not in _NARRATIVE:
            continue
        for day in dates_of(passage.text, period):
            found = _PLACE_BEFORE.search(passage.text, max(0, day.start - 90), day.start)
            if found and day.first and day.first == day.last:
                yield day.first, found["place"]


WHOLE = (WholeCheck((Code.CAPTION_SESSION,), caption_places),)
