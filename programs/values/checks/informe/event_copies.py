"""One named event of one day that two parts of an informe count, whatever each calls it.

The name stands in both, quoted or in capitals, in sentences that tell the same day: "el Encuentro
de Redes" is a forum in one línea and an event in another. Source: section 2.6 of the domain
document, "One evidence in two áreas".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import linea_place
from programs.values.checks.informe.course_counts import counts_courses
from programs.values.checks.informe.places import section_parts
from programs.values.checks.side import Side
from programs.values.wording.courses import (
    ANNOUNCED,
    ELSEWHERE,
    EVENT_NOUN,
    NOT_HELD,
    course_words,
)
from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.others_events import (
    is_counted_elsewhere,
    of_other_places,
    places_in,
)
from programs.values.wording.sentences import sentences_of
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)
_WORD = re.compile(r"[^\W_]+")
_COUNTS = re.compile(
    r"%|\bpor\sciento|\bmetas?\b|\bavance|\b(?:un[oa]?|dos|tres|\d{1,3})\sde\s(?:l[oa]s\s)?\w+"
    r"|\bsuma|\bcuenta|\bcontabiliza|\b(?:trimestre|periodo|lapso)\b"
)
# Another edition, hour or group of one event; what is counted once, or helped by who tells it.
_APART = re.compile(
    r"\b(?:edicion|emision|grupos?|turno|modulo|sede|etapa|cohorte|generacion|matutin\w+"
    r"|vespertin\w+|por\sla\s(?:manana|tarde)|a\slas\s\d|\d{1,2}:\d\d|sesion(?:es)?"
    r"|(?:una|sola)\s(?:sola\s)?vez|ya\s(?:se\s)?\w+|mism[oa]\s(?:curso|taller|foro|evento|acto)"
    r"|(?:no|ni)\s(?:lo\s|la\s|se\s|las?\s|l[oa]s\s|es\s|le\s){0,2}(?:cuent|sum|contab|contad|contar|report"
    r"|comput|propio|propia|suy)\w*"
    r"|en\sconjunto|conjuntamente|coorganiz\w+|compartid\w+|apoy\w+|asisti\w+|particip(?:o|aron)"
    r"|difu(?:nd|si)\w+|cobertura|cubri\w+|invita\w+|convocatoria|memoria|carteles?|logistic\w+"
    r"|grab\w+|transmi\w+|fotogr\w+|invitad\w+|registr\w+|relator\w+)\b"
)
_PLACED = re.compile(r"(?:^|\W)(?:en|por|con|ante|al?|del?|para)\s(?:(?:el|la|los|las)\s)?$")
_OPENS_LINEA = re.compile(r"\W{0,3}(?:linea|actividad|accion|proyecto|meta|compromiso)\s\w{1,5}\b")
_QUOTED = re.compile(r"[«“\"][^«»“”\"\n]{4,160}[»”\"]")  # "el de «Contrataciones»"
_MOST = 40  # sentences of one day
# What `EVENT_NOUN` finds has one of these: most parts have none, and this is cheaper.
EVENTS = (
    "curso", "diplomado", "taller", "conferencia", "seminario", "platica", "foro", "jornada",
    "webinar", "capacitacion", "charla", "simposio", "conversatorio", "coloquio", "feria",
    "caravana", "congreso", "encuentro", "panel", "evento", "ponencia", "certificacion",
    "festival", "rally",
)  # fmt: skip
_ANY_YEAR = Period(date(2023, 1, 1), date(2023, 3, 31), date(2023, 1, 1), date(2023, 12, 31))


class _Word(NamedTuple):
    """A word of a sentence, folded, and where it stands; `name` tells that a name may begin."""

    folded: str
    start: int
    end: int
    name: bool


@dataclass(frozen=True)
class _Told:
    """A sentence that tells an event of one day, and whose it is; `part` tells parts apart."""

    part: int
    name: str
    linea: WrittenLinea
    passage: Passage
    text: str
    words: tuple[_Word, ...]
    names: frozenset[str]
    places: frozenset[str]


def _told(part: int, name: str, linea: WrittenLinea, passage: Passage, text: str) -> _Told:
    words = tuple(
        _Word(folded(each[0]), each.start(), each.end(), each[0][0].isupper())
        for each in _WORD.finditer(text)
    )
    names = frozenset(word.folded for word in words if word.name)
    places = places_in(text)
    return _Told(part, name, linea, passage, text, words, names, places)


def events_twice(written: Written) -> Iterator[PlacedFinding]:
    """Yield each part that tells an event of a part before it, of the same day: once for each."""
    of_day: dict[tuple[date, date], list[_Told]] = defaultdict(list)
    for n, (name, linea) in enumerate(_parts(written)):
        own = list(_sentences(n, name, linea, written.period))
        if found := _earlier(of_day, own):
            before, sentence, event = found
            yield PlacedFinding(
                Finding(
                    Code.COURSE_TWICE,
                    Severity.DOUBT,
                    f"«{event}» también se reporta en {before.name}: podría contarse dos veces",
                    sentence.passage.anchor,
                    quote=event,
                ),
                linea.key,
                name,
                sides=(Side(before.linea.key, before.name, (before.passage,), event),),
            )
        for days, sentence in own:
            if len(of_day[days]) < _MOST:
                of_day[days].append(sentence)


def _earlier(
    of_day: Mapping[tuple[date, date], Sequence[_Told]],
    own: Sequence[tuple[tuple[date, date], _Told]],
) -> tuple[_Told, _Told, str] | None:
    """Return the first sentence before those of a part that tells an event of it, and its name."""
    for days, sentence in own:
        for before in of_day.get(days, ()):
            if event := _shared(before, sentence):
                return before, sentence, event
    return None


def _parts(written: Written) -> Iterator[tuple[str, WrittenLinea]]:
    """Yield the parts that count by themselves, each with its name.

    A línea or section in which the name of an área stands alone is one part from there on, and so
    is each item that opens as a línea.
    """
    areas = {folded(area.name) for area in written.areas if area.name}
    for whole in (*written.lineas, *section_parts(written)):
        name = linea_place(whole)
        kept: list[Passage] = []
        for passage in whole.passages:
            plain = folded(passage.text[:200]).strip(" .:")
            opens = passage.kind is PassageKind.ITEM and _OPENS_LINEA.match(plain)
            if plain in areas or opens:
                yield name, replace(whole, passages=tuple(kept))
                name = passage.text.split(". ")[0].strip(" .:")[:60]
                kept = []
            kept.append(passage)
        rest = len(kept) < len(whole.passages)
        yield name, replace(whole, passages=tuple(kept)) if rest else whole


def _sentences(
    part: int, name: str, linea: WrittenLinea, period: Period | None
) -> Iterator[tuple[tuple[date, date], _Told]]:
    """Yield the sentences of a part that tell an event of one day or of some that run on."""
    if linea.amounts and not counts_courses(linea):
        return
    told = " ".join(folded(each.words) for each in linea.passages)
    whole = f"{folded(linea.meta)} {told}"
    if not holds_any(whole, EVENTS):
        return
    counts = linea.amounts or linea.closing or _COUNTS.search(whole)
    # Of "eventos de difusión" the meta tells the kind, and nobody's help.
    if not counts or not EVENT_NOUN.search(whole) or _APART.search(told):
        return
    for passage in linea.passages:
        named = EVENT_NOUN.search(folded(passage.text)) or _QUOTED.search(passage.text)
        if passage.kind not in _NARRATIVE or not named:
            continue
        for span in sentences_of(passage.text):
            text = passage.text[span.start : span.end][:600]
            plain = folded(text)
            days = {(each.first, each.last) for each in dates_of(text, period or _ANY_YEAR)}
            if len(days) != 1 or not _is_held(plain):
                continue
            if is_counted_elsewhere(passage.text, span.start, span.start):
                continue
            first, last = days.pop()
            if first and last:
                yield (first, last), _told(part, name, linea, passage, text)


def _is_held(plain: str) -> bool:
    """Tell whether a folded sentence neither announces an event nor counts it elsewhere."""
    return not any(each.search(plain) for each in (NOT_HELD, ELSEWHERE, ANNOUNCED))


def _shared(one: _Told, other: _Told) -> str:
    """Return the name of the event that both sentences tell, "" for none."""
    if one.part == other.part or not one.names & other.names:
        return ""
    if of_other_places(one.places, other.places):
        return ""
    at: dict[str, list[int]] = defaultdict(list)
    for n, word in enumerate(one.words):
        if word.name and word.folded in other.names:
            at[word.folded].append(n)
    for there, word in enumerate(other.words):
        for here in at.get(word.folded, ()) if word.name else ():
            length = _run(one, here, other, there)
            start, end = one.words[here].start, one.words[here + length - 1].end
            event = one.text[start:end]
            if (
                len(course_words(event)) > 1
                and _is_name(one.text, start, event)
                and _is_name(other.text, word.start, event)
            ):
                return event
    return ""


def _run(one: _Told, here: int, other: _Told, there: int) -> int:
    """Return how many words two texts have in common from these, no mark between them."""
    length = 0
    for mine, theirs in zip(one.words[here:], other.words[there:], strict=False):
        if mine.folded != theirs.folded:
            break
        if length and not (_joined(one, here + length) and _joined(other, there + length)):
            break
        length += 1
    return length


def _joined(told: _Told, place: int) -> bool:
    """Tell whether nothing but blanks stands between a word and the one before."""
    return not told.text[told.words[place - 1].end : told.words[place].start].strip()


def _is_name(text: str, start: int, event: str) -> bool:
    """Tell whether a run of words names an event here, and no place, body or person."""
    before = folded(text[max(0, start - 40) : start])
    if before and before[-1] in '"«“':
        return True
    if EVENT_NOUN.match(folded(event)):
        return not _PLACED.search(before) or EVENT_NOUN.search(before) is not None
    if not before.strip() or _OF_ONE.search(before):
        return False
    of_event = re.search(rf"{EVENT_NOUN.pattern},?(?:\s\w+)?\s(?:de|del|sobre|en)\s$", before)
    return bool(of_event) or not (_PLACED.search(before) or _BODY.match(folded(event)))


_OF_ONE = re.compile(
    r"\b(?:maestr[oa]|doctora?|licenciad[oa]|ingenier[oa]|c|lic|mtr[oa]|dra?|ing)\W+$"
)
_BODY = re.compile(
    r"(?:institut|universidad|secretari|tribunal|auditori|comision|consejo|colegio|contralori"
    r"|fiscali|escuela|academia|sistema|gobierno|ayuntamiento|direccion|unidad|comite|poder|camara"
    r"|biblioteca|casa|centro|hacienda|hotel|sala|salon|plaza|palacio|teatro|parque|museo|aula)"
)
