"""One event that two líneas count, told by the same words of one day and without a common name.

"El de mapas de riesgos que dio la maestra Quiroz el 5 de septiembre en el aula magna", and in
another línea "con el que impartió la maestra Quiroz sobre mapas de riesgos, el 5 de septiembre,
aula magna": day, theme, teacher and place agree, and neither sentence has a theme of its own.
Source: section 2.6 of the domain document, "One evidence in two áreas".
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import linea_place
from programs.values.checks.informe.course_counts import counts_courses
from programs.values.checks.informe.event_copies import EVENTS
from programs.values.checks.side import Side
from programs.values.wording.courses import EVENT_NOUN
from programs.values.wording.dates import MONTH, dates_of
from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.others_events import is_of_others, of_other_sets, sets_near
from programs.values.wording.sentences import sentences_of
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_NARRATIVE = (PassageKind.TEXT, PassageKind.ITEM)
_ROOT = 5  # letters
_LEAST = 5  # words of weight that both tell
_MOST = 40  # sentences of one day
_LONGEST = 600  # signs of a sentence
_WORD = re.compile(r"[a-zñ]{4,30}")
# Words of how an event is told, which say nothing of which one it is.
_LIGHT = re.compile(
    rf"(?:{MONTH}|(?:cumpl|impar|celeb|reali|organ|efect|desar|ofrec|llev|hubo|acudi|asist|parti"
    r"|perso|servi|publi|hombr|mujer|trime|perio|mayo|conta|agreg|suma|meta|avanc|taller|curso"
    r"|event|plati|foro|confe|capac|dentro|duran|acerc|sobre|tema|denom|titul|llama|hasta|este"
    r"|esta|para|como|desde|entre|otro|otra|dado|dio|dier|cabo|progr|previ|anual|linea|total"
    r"|ademas|tamb|prime|segun|terce|ultim|todos|todas|porci|recib|hicie|hizo|tuvo|lugar)\w*)"
)
# Another group, or one who only helps.
_APART = re.compile(
    r"\b(?:edicion|emision|grupos?|turno|modulo|etapa|cohorte|generacion|matutin\w+|vespertin\w+"
    r"|por\sla\s(?:manana|tarde)|conjunt\w+|coorganiz\w+|compartid\w+|apoy\w+|cobertura|difu\w+"
    r"|invitaci\w+|memoria|grab\w+|transmi\w+|logistic\w+|mism[oa]|ya\s(?:se|fue)|no\sse|carteles)\b"
)


@dataclass(frozen=True)
class _Told:
    """A sentence of a línea that tells what was held on one day."""

    linea: WrittenLinea
    passage: Passage
    text: str
    words: frozenset[str]
    apart: frozenset[str]


def days_twice(written: Written) -> Iterator[PlacedFinding]:
    """Yield each línea that tells an event of one before it by the same words, once for each."""
    of_day: dict[date, list[_Told]] = defaultdict(list)
    for linea in written.lineas:
        own = list(_sentences(linea, written.period))
        pairs = (
            (before, told)
            for day, told in own
            for before in of_day.get(day, ())
            if _are_one(before, told)
        )
        if pair := next(pairs, None):
            yield _finding(*pair)
        for day, told in own:
            if len(of_day[day]) < _MOST:
                of_day[day].append(told)


def _sentences(linea: WrittenLinea, period: Period | None) -> Iterator[tuple[date, _Told]]:
    """Yield the sentences of a línea that tell one day, each with it."""
    if (linea.amounts and not counts_courses(linea)) or not (linea.amounts or linea.closing):
        return
    closing = (linea.closing,) if linea.closing else ()
    passages = [each for each in (*linea.passages, *closing) if each.kind in _NARRATIVE]
    whole = folded(" ".join((linea.title, linea.meta, *(each.text for each in passages))))
    if not holds_any(whole, EVENTS) or not EVENT_NOUN.search(whole):
        return
    for passage in passages:
        for span in sentences_of(passage.text):
            text = passage.text[span.start : span.end][:_LONGEST]
            days = dates_of(text, period)
            if len(days) != 1 or not days[0].first or days[0].first != days[0].last:
                continue
            if _APART.search(folded(text)) or is_of_others(passage.text, span.start, span.start):
                continue
            apart = sets_near(passage.text, span.start, span.start)
            yield days[0].first, _Told(linea, passage, text, _words(text), apart)


def _words(text: str) -> frozenset[str]:
    """Return the beginnings of the words that say which event a sentence tells."""
    return frozenset(
        word[:_ROOT] for word in _WORD.findall(folded(text)) if not _LIGHT.fullmatch(word)
    )


def _are_one(one: _Told, other: _Told) -> bool:
    """Tell whether two sentences tell one event: one of them has nothing that the other lacks."""
    if of_other_sets(one.apart, other.apart):
        return False
    least = min(len(one.words), len(other.words))
    return len(one.words & other.words) >= max(_LEAST, least)


def _finding(before: _Told, told: _Told) -> PlacedFinding:
    name = linea_place(before.linea)
    return PlacedFinding(
        Finding(
            Code.COURSE_TWICE,
            Severity.DOUBT,
            f"Lo que se cuenta aquí también se reporta en {name}, con las mismas palabras y el "
            "mismo día: podría contarse dos veces",
            told.passage.anchor,
            quote=told.text,
        ),
        told.linea.key,
        linea_place(told.linea),
        sides=(Side(before.linea.key, name, (before.passage,), before.text),),
    )
