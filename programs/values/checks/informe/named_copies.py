"""One event, by its name and its day, that two parts of an informe count as their own.

Whatever a part calls it ("un taller", "un curso propio", nothing at all): the name is the same and
so is the day. Another edition has another day; who only helps with it, attends it or tells that
another part counts it says so. Source: section 2.6 of the domain document, "One evidence in two
áreas".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import linea_place
from programs.values.checks.informe.course_counts import counts_courses
from programs.values.checks.informe.event_copies import EVENTS
from programs.values.checks.informe.places import section_parts
from programs.values.checks.side import Side
from programs.values.wording.courses import EVENT_NOUN
from programs.values.wording.dates import dates_of
from programs.values.wording.named_days import QUOTES, NamedDay, named_days
from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.others_events import (
    is_attended,
    is_of_others,
    of_other_places,
    of_other_sets,
    places_near,
    sets_near,
)
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)
_ANY_YEAR = Period(date(2023, 1, 1), date(2023, 3, 31), date(2023, 1, 1), date(2023, 12, 31))
_GIVES = re.compile(
    r"\b(?:imparti|ofreci|realiz|celebr|llev|dio\b|dieron|dimos|di[oe]|organiz|desarroll|efectu|brind|dict|hizo"
    r"|hubo|hicieron|concluy|mont|presto|cuenta|suma|logr)\w*|%|\bmetas?\b|\bpor\sciento"
)
_OWNER = re.compile(
    r"\W{0,3}(?:(?:la|el|en\sla|en\sel|por\sla|por\sel|por\ssu\sparte,\sla|por\ssu\sparte,\sel)\s)?(?P<owner>(?:area|(?:sub)?direccion"
    r"|(?:sub)?secretaria|unidad|coordinacion|departamento|jefatura|gerencia|oficina|oficialia"
    r"|contraloria|delegacion|division|instituto|centro|facultad|plantel|archivo|linea|actividad"
    r"|accion|proyecto|compromiso|tesoreria|comisaria|sindicatura|visitaduria)\b[^.,:;()\]]{1,60})"
)
_MOST = 60  # events of one day


@dataclass(frozen=True)
class _Event:
    """An event that a part counts, with what its sentence says of it.

    `noun` tells that the part says what kind of event it is: one of two must.
    """

    named: NamedDay
    noun: bool
    part: int
    name: str
    linea: WrittenLinea
    passage: Passage
    apart: frozenset[str]
    places: frozenset[str]


def named_twice(written: Written) -> Iterator[PlacedFinding]:
    """Yield each part that counts an event of a part before it, by name and day: once for each."""
    of_day: dict[tuple[date, date], list[_Event]] = defaultdict(list)
    for n, (name, linea) in enumerate(_parts(written)):
        own = list(_events(n, name, linea, written.period or _ANY_YEAR))
        pair = next(
            (
                (before, event)
                for event in own
                for before in of_day.get(event.named.days, ())
                if _are_one(before, event)
            ),
            None,
        )
        if pair:
            yield _finding(*pair)
        for event in own:
            if len(of_day[event.named.days]) < _MOST:
                of_day[event.named.days].append(event)


def _finding(before: _Event, event: _Event) -> PlacedFinding:
    return PlacedFinding(
        Finding(
            Code.COURSE_TWICE,
            Severity.DOUBT,
            f"«{event.named.name}» también se reporta en {before.name}: podría contarse dos veces",
            event.passage.anchor,
            quote=event.passage.text[event.named.start : event.named.end],
        ),
        event.linea.key,
        event.name,
        sides=(Side(before.linea.key, before.name, (before.passage,), before.named.name),),
    )


def _parts(written: Written) -> Iterator[tuple[str, WrittenLinea]]:
    """Yield the líneas, and the sections divided where a paragraph opens with whose it is."""
    for linea in written.lineas:
        yield linea_place(linea), linea
    for section in section_parts(written):
        name, kept = linea_place(section), list[Passage]()
        for passage in section.passages:
            opens = passage.kind in _NARRATIVE and _OWNER.match(folded(passage.text[:120]))
            if opens and kept:
                yield name, replace(section, passages=tuple(kept))
                kept = []
            if opens:
                name = passage.text[opens.start("owner") : opens.end("owner")].strip()
            kept.append(passage)
        yield name, replace(section, passages=tuple(kept))


def _events(part: int, name: str, linea: WrittenLinea, period: Period) -> Iterator[_Event]:
    """Yield the events that a part tells as its own, each with its day."""
    if linea.amounts and not counts_courses(linea):
        return
    dated = [
        passage for passage in linea.passages if _tells(passage) and dates_of(passage.text, period)
    ]
    if not dated:
        return
    own = (linea.title, linea.meta, *(passage.words for passage in linea.passages))
    plain = [folded(each) for each in own if each]
    noun = any(holds_any(each, EVENTS) and EVENT_NOUN.search(each) for each in plain)
    if not noun and not any(holds_any(passage.text, QUOTES) for passage in dated):
        return
    if not (linea.closing or linea.amounts or any(map(_GIVES.search, plain))):
        return
    for passage in dated:
        for named in named_days(passage.text, period):
            where = passage.text, named.start
            if is_of_others(*where, named.end) or is_attended(*where):
                continue
            if not (noun or named.quoted):
                continue
            apart = sets_near(*where, named.end)
            places = places_near(*where, named.end)
            yield _Event(named, noun, part, name, linea, passage, apart, places)


def _tells(passage: Passage) -> bool:
    """Tell whether a passage is prose, or the cell of a table that lists the events of a línea."""
    if passage.kind is PassageKind.HEADING:
        return _LISTS.match(folded(passage.text[:120])) is not None
    return passage.kind in _NARRATIVE


_LISTS = re.compile(
    r"(?:eventos?|cursos?|taller(?:es)?|platicas?|foros?|jornadas?|ferias?|sesiones|capacitaciones"
    r"|actividades|conferencias?)\b[^:]{0,80}:\s"
)


def _are_one(one: _Event, other: _Event) -> bool:
    """Tell whether two parts tell one event: its day is the same, and so are its name and place."""
    if one.part == other.part or of_other_sets(one.apart, other.apart):
        return False
    if of_other_places(one.places, other.places):
        return False
    words = one.named.words, other.named.words
    quoted = one.named.quoted and other.named.quoted
    phrase = one.named.phrase == other.named.phrase and one.named.phrase.count(" ") > 1
    return (
        words[0] == words[1]
        and (one.noun or other.noun)
        and (quoted or phrase or len(words[0]) > 1)
    )
