"""One named event of one day that two parts of an informe count, whatever each calls it.

The name stands in both, quoted or in capitals, in sentences that tell the same day: "el Encuentro
de Redes" is a forum in one línea and an event in another. Source: section 2.6 of the domain
document, "One evidence in two áreas".
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import linea_place
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
from programs.values.wording.numbers import folded
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
_PLACE = re.compile(r"\ben\s(?:(?:el|la|los|las)\s)?(?P<place>[A-ZÁÉÍÓÚÑ]\w{2,}(?:\s\w+){0,3})")
_OPENS_LINEA = re.compile(r"\W{0,3}(?:linea|actividad|accion|proyecto|meta|compromiso)\s\w{1,5}\b")
_MOST = 40  # sentences of one day
_ANY_YEAR = Period(date(2023, 1, 1), date(2023, 3, 31), date(2023, 1, 1), date(2023, 12, 31))


@dataclass(frozen=True)
class _Told:
    """A sentence that tells an event of one day, and whose it is; `part` tells parts apart."""

    part: int
    name: str
    linea: WrittenLinea
    passage: Passage
    text: str


def events_twice(written: Written) -> Iterator[PlacedFinding]:
    """Yield each event that two parts tell of the same day, once for each pair of parts."""
    of_day: dict[tuple[date, date], list[_Told]] = defaultdict(list)
    told: set[tuple[int, int]] = set()
    for n, (name, linea) in enumerate(_parts(written)):
        for days, sentence in _sentences(n, name, linea, written.period):
            for before in of_day[days]:
                pair = (before.part, n)
                if before.part == n or pair in told or not (event := _shared(before, sentence)):
                    continue
                told.add(pair)
                side = Side(before.linea.key, before.name, (before.passage,), event)
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
                    sides=(side,),
                )
            if len(of_day[days]) < _MOST:
                of_day[days].append(sentence)


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
        yield name, replace(whole, passages=tuple(kept))


def _sentences(
    part: int, name: str, linea: WrittenLinea, period: Period | None
) -> Iterator[tuple[tuple[date, date], _Told]]:
    """Yield the sentences of a part that tell an event of one day or of some that run on."""
    whole = folded(" ".join((linea.meta, *(each.words for each in linea.passages))))
    counts = linea.amounts or linea.closing or _COUNTS.search(whole)
    if not counts or not EVENT_NOUN.search(whole) or _APART.search(whole):
        return
    for passage in linea.passages:
        if passage.kind not in _NARRATIVE or not EVENT_NOUN.search(folded(passage.text)):
            continue
        for span in sentences_of(passage.text):
            text = passage.text[span.start : span.end][:600]
            plain = folded(text)
            days = {(each.first, each.last) for each in dates_of(text, period or _ANY_YEAR)}
            if len(days) != 1 or not _is_held(plain):
                continue
            first, last = days.pop()
            if first and last:
                yield (first, last), _Told(part, name, linea, passage, text)


def _is_held(plain: str) -> bool:
    """Tell whether a folded sentence neither announces an event nor counts it elsewhere."""
    return not any(each.search(plain) for each in (NOT_HELD, ELSEWHERE, ANNOUNCED))


def _shared(one: _Told, other: _Told) -> str:
    """Return the name of the event that both sentences tell, "" for none."""
    places = [{folded(each["place"])[:8] for each in _PLACE.finditer(side.text)}
              for side in (one, other)]  # fmt: skip
    if all(places) and not places[0] & places[1]:
        return ""
    words = [list(_WORD.finditer(side.text)) for side in (one, other)]
    at: dict[str, list[int]] = defaultdict(list)
    for n, word in enumerate(words[0]):
        if word[0][0].isupper():
            at[folded(word[0])].append(n)
    for there, word in enumerate(words[1]):
        for here in at.get(folded(word[0]), ()) if word[0][0].isupper() else ():
            length = _run(one.text, words[0][here:], other.text, words[1][there:])
            ends = words[0][here + length - 1].end(), words[1][there + length - 1].end()
            event = one.text[words[0][here].start() : ends[0]]
            if len(course_words(event)) > 1 and all(
                _is_name(side.text, own.start(), event)
                for side, own in ((one, words[0][here]), (other, word))
            ):
                return event
    return ""


def _run(
    one: str, words: Sequence[re.Match[str]], other: str, others: Sequence[re.Match[str]]
) -> int:
    """Return how many words two texts have in common from their start, no mark between them."""
    length = 0
    for here, there in zip(words, others, strict=False):
        if folded(here[0]) != folded(there[0]):
            break
        if length and not (_joined(one, words, length) and _joined(other, others, length)):
            break
        length += 1
    return length


def _joined(text: str, words: Sequence[re.Match[str]], place: int) -> bool:
    """Tell whether nothing but blanks stands between a word and the one before."""
    return not text[words[place - 1].end() : words[place].start()].strip()


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
