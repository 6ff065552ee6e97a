"""What the presentación tells of one línea by name or by two figures, against that línea.

"Capacitó a 155 personas en 6 cursos" where the línea gave those six to 145; "el avance de la línea
4.1 es de 90%" of one that has 75%. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.opening_told import area_words, lineas_by_area
from programs.values.checks.informe.places import opening_place
from programs.values.checks.informe.presenting import NARRATIVE, presenting
from programs.values.checks.informe.statements import agrees, every_statement, percent_words
from programs.values.checks.side import Side
from programs.values.phrases import number_text
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.percents import percents_of
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.told import Told
from programs.values.wording.units import is_people, stems, unit_of
from programs.values.written import Passage, Period, Written, WrittenLinea, WrittenSection

_MOST_LINEAS, _MOST_NUMBERS = 60, 200


@dataclass(frozen=True)
class _Pair:
    """How many things and how many people one sentence tells, and the place of the latter."""

    head: str
    things: Decimal
    people: Counted


def opening_pairs(written: Written) -> Iterator[PlacedFinding]:
    """Yield that the people of so many things are not those of the línea that gave as many."""
    sections = presenting(written)
    if not sections:
        return
    of_areas = lineas_by_area(written)
    every = list(written.lineas)
    for section in sections:
        lineas = of_areas.get(area_words(section.area or section.heading)) or every
        if section.area and lineas is every and len(of_areas) > 1:
            continue
        for passage in section.passages:
            if passage.kind in NARRATIVE:
                for pair in _pairs(passage.text):
                    yield from _against_lineas(section, passage, pair, lineas[:_MOST_LINEAS])


def _pairs(text: str) -> Iterator[_Pair]:
    """Yield the two totals of each sentence that tells one of things and one of people."""
    counts = [each for each in counted_of(text) if not each.article]
    for sentence in dict.fromkeys(each.sentence for each in counts):
        own = [each for each in counts if each.sentence == sentence]
        people = [each for each in own if is_people(each.noun) and not _SEX.match(each.noun)]
        things = [each for each in own if each.noun and not is_people(each.noun)]
        things = [each for each in things if not _MEASURE.match(each.noun)]
        if len(people) != 1 or len(things) != 1 or _APART.search(_words(text, sentence)):
            continue
        told = (people[0], things[0])
        if any(each.told is not Told.DONE or each.part or each.base for each in told):
            continue
        if head := stems(things[0].noun)[:1]:
            yield _Pair(head[0], things[0].value, people[0])


def _words(text: str, span: Span) -> str:
    return folded(text[span.start : span.end])


_SEX = re.compile(r"(?:hombres?|mujeres)\b")
_MEASURE = re.compile(r"(?:horas?|dias?|municipios?|instituciones|dependencias|sedes?|meses)\b")
_APART = re.compile(
    r"\b(?:acumul\w+|anterior(?:es)?|previ[oa]s?|a\sla\sfecha|en\s(?:el|lo\sque\sva\sdel)\sano|20\d\d"
    r"|semestre|promedio|cada)\b"
)


def _against_lineas(
    section: WrittenSection, passage: Passage, pair: _Pair, lineas: list[WrittenLinea]
) -> Iterator[PlacedFinding]:
    counting = [
        each
        for each in lineas
        if any(pair.head in unit_of(amount.unit).heads for amount in each.amounts)
    ]
    if len(counting) != 1:
        return
    (linea,) = counting
    told = {
        own.people.value
        for each in linea.prose
        for own in _pairs(each.text)
        if (own.head, own.things) == (pair.head, pair.things)
    }
    people = pair.people
    if len(told) != 1 or people.value in told or people.value in _numbers(linea):
        return
    if any(tie.start <= people.start < tie.end for tie in passage.ties):
        return
    (value,) = told
    noun = people.noun.split()[0] if people.noun else ""
    here = passage.text[people.start : people.end]
    behind = passage.text[people.end : people.end + 1 + len(noun)]
    here = f"{here}{behind}" if folded(behind).strip() == noun else here
    place = linea_place(linea)
    finding = Finding(
        Code.OPENING_FIGURE,
        Severity.DOUBT,
        f"La presentación dice «{here}», y {place} dice {number_text(value)}",
        passage.anchor,
        arithmetic=f"{number_text(people.value)} ≠ {number_text(value)}",
        quote=here,
    )
    yield PlacedFinding(finding, section.key, opening_place(section), (), (Side(linea.key, place),))


def _numbers(linea: WrittenLinea) -> set[Decimal]:
    """Return the numbers of a línea: one that it tells anywhere may be meant."""
    texts = (each.words for each in linea.passages)
    told = (number.value for text in texts for number in numbers_of(text))
    return {*islice(told, _MOST_NUMBERS), *(each for each in linea.reported if each is not None)}


def opening_shares(written: Written) -> Iterator[PlacedFinding]:
    """Yield that the presentación gives a línea, by its number, a progress that it has not."""
    by_number: dict[str, list[WrittenLinea]] = {}
    for linea in written.lineas:
        by_number.setdefault(linea.number, []).append(linea)
    for section in presenting(written):
        for passage in section.passages:
            if (
                passage.kind not in NARRATIVE
                or "%" not in passage.text
                and "por" not in passage.text
            ):
                continue
            for sentence in sentences_of(passage.text):
                yield from _share_of(section, passage, sentence, by_number, written.period)


def _share_of(
    section: WrittenSection,
    passage: Passage,
    sentence: Span,
    by_number: dict[str, list[WrittenLinea]],
    period: Period | None,
) -> Iterator[PlacedFinding]:
    text = passage.text[sentence.start : sentence.end]
    plain = folded(text)
    named = _NAMED.findall(plain)
    shares = percents_of(text)
    if len(named) != 1 or len(shares) != 1 or _SEVERAL.search(plain) or _OTHER.search(plain):
        return
    lineas = by_number.get(named[0].rstrip("."), [])
    if len(lineas) != 1 or not _TELLS.search(plain):
        return
    (linea,) = lineas
    own = [each.value for each in every_statement(linea)]
    known = [*linea.shares, *linea.quarter_shares, *own]
    start = sentence.start + shares[0].start
    tied = any(tie.start <= start < tie.end for tie in passage.ties)
    if tied or not (linea.shares or own) or any(agrees(shares[0], Fraction(e)) for e in known):
        return
    value = own[-1] if own else linea.shares[0]
    place = linea_place(linea)
    here = text[shares[0].start : shares[0].end]
    said = f"La presentación dice «{here}» de la línea {linea.number}, que lleva"
    finding = Finding(
        Code.OPENING_FIGURE,
        Severity.DOUBT,
        f"{said} {percent_words(value)}",
        passage.anchor,
        arithmetic=f"{percent_words(shares[0].value)} ≠ {percent_words(value)}",
        quote=here,
    )
    yield PlacedFinding(finding, section.key, opening_place(section), (), (Side(linea.key, place),))


_NAMED = re.compile(
    r"\b(?:linea(?:\sde\saccion)?|meta|actividad|accion)\s(?:num(?:ero|\.)\s)?(\d{1,3}(?:\.\d{1,3}){0,3})\b"
)
_SEVERAL = re.compile(r"\b(?:lineas|metas|actividades|acciones)\b")
_TELLS = re.compile(
    r"\b(?:avance|avanzo|avanza|cumpli\w+|alcanz\w+|progreso|lleva|registra|reporta|logr\w+|concluy\w+"
    r"|llego|tiene|presenta)\b"
)
_OTHER = re.compile(
    r"\b(?:trimestr\w+|periodo|anterior(?:es)?|previ[oa]s?|20\d\d|mas\sde|menos\sde|casi|cerca"
    r"|de\slas\spersonas|participantes|satisfaccion|falt\w+|resta\w*|semestre|esper\w+|proyect\w+)\b"
)


WHOLE = (
    WholeCheck((Code.OPENING_FIGURE,), opening_pairs),
    WholeCheck((Code.OPENING_FIGURE,), opening_shares),
)
