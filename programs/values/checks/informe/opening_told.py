"""Figures of the presentación against the one part of the informe that tells of the same thing.

"Inició 18 procedimientos" where the only part that speaks of procedimientos counts quince of them,
nowhere 18, nor anything that makes it: persons and other things that no meta counts are compared
too, and parts that are no líneas. Source: section 2.5 of the domain document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from programs.values.checks.finding import PlacedFinding
from programs.values.checks.informe.base import linea_place
from programs.values.checks.informe.opening_counts import left, of_before, sums, without_parts
from programs.values.checks.informe.places import texts_of
from programs.values.checks.informe.presenting import PRESENTS, told_apart
from programs.values.checks.side import Side
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.figures import Figure, figures_of, thing_of
from programs.values.wording.numbers import folded, number_of, numbers_of
from programs.values.wording.runs import sums_from
from programs.values.wording.sentences import sentences_of
from programs.values.wording.told import Told
from programs.values.wording.units import KINDS, stem, stems
from programs.values.written import (
    Passage,
    PassageKind,
    Period,
    Written,
    WrittenLinea,
    WrittenSection,
)

_WORD = re.compile(r"[a-zñ]{4,}")
_HEADING = re.compile(
    r"(?:§?\s?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-Za-z])[.)-]{0,2}\s)?"
    r"[^.;:]{3,90}(?:[.)]\s[^.;:]{3,80})?"
)
# What is promised, or of another time: none of it is what was done in the quarter.
_PROMISE = re.compile(
    r"\W*(?:\d[\d.]*\s)?(?:meta|magnitud|compromiso|programad[oa]|objetivo|alcance|propuesto|plazo"
    r"|por\s\w+(?:ar|er|ir))s?\b"
)
_NOT_DONE = re.compile(
    r"\bproposito\b|\bse\s(?:comprometi|propus|fij|acord|previ|pact|program|contempl)\w*"
    r"|\b(?:debe|deben|habra|habran|hay\sque|habia\sque|ha\sde|han\sde)\b"
)
_APART = re.compile(
    r"\b(?:acumulad|en\s(?:el|lo\sque\sva\sdel)\sano\b|ano\s(?:anterior|pasado)"
    r"|trimestre\s(?:anterior|pasado|previo)|desde\s(?:enero|el\sinicio)|a\sla\sfecha\b|historic"
    r"|hasta\sahora|primer\ssemestre)"
)
_BESIDES = re.compile(r"\b(?:ademas|promedio|cada\sun[oa])\b")
# Who was there is no result: "se reunió con 31 personas".
_WITH = re.compile(r"\b(?:con|ante|entre)\s$")
# With how many one signed is a result.
_SIGNED_WITH = re.compile(r"\b(?:convenios?|acuerdos?|contratos?)(?:\sde\s\w+)?\scon\s$")
_NAME = r"[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+(?: (?:(?:de|del|la|las|los|el) ){0,2}[A-ZÁÉÍÓÚÑ][\wáéíóúñ]+){0,3}"
_NAMES = re.compile(rf"{_NAME}(?:, {_NAME}){{1,30}},? [ye] {_NAME}")
_IN_ALL = re.compile(r"\b(?:en\s(?:total|suma|conjunto)|un\stotal\sde|suman?)\b")
_DONE = (Told.DONE, Told.RECEIVED)
_MOST_PARTS, _MOST_FIGURES, _MOST_NUMBERS = 600, 200, 60
_MOST_SUMMED = 20
# The letters that a word and its stem have in common, but for this one, which stands for others.
_ROOT, _REMOTE = 3, "virtual"


@dataclass(frozen=True)
class _Part:
    """A part of an informe that tells one thing: its place, its title and what it says."""

    key: str
    name: str
    title: str
    passages: tuple[Passage, ...]
    areas: frozenset[frozenset[str]] = frozenset()
    closing: Passage | None = None

    @cached_property
    def plain(self) -> str:
        """Its title and what it says, folded."""
        return " ".join((folded(self.title), *(folded(each.words) for each in self.passages)))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        return frozenset(stems(self.plain))

    def speaks_of(self, head: str) -> bool:
        """Tell whether it has the noun of a stem: most have not, and then no stem is made."""
        return (head[:_ROOT] in self.plain or head == _REMOTE) and head in self.stems


def told_otherwise(
    written: Written, presenting: Sequence[WrittenSection]
) -> Iterator[PlacedFinding]:
    """Yield each figure of the sections that present, where the one part of its thing differs."""
    overview, parts = _split(written, presenting)
    areas = frozenset(lineas_by_area(written))
    asked = [
        (section, passage, text, figure)
        for section, passage in overview
        for text in texts_of(passage)
        for figure in figures_of(text, written.period)
    ][:_MOST_FIGURES]
    of_head: dict[str, list[_Part]] = {}
    for section, passage, text, figure in asked:
        if figure.time or figure.label or figure.value < 2 or is_apart(text, figure):
            continue
        head = head_of_figure(text, figure)
        if head in _BODIES and _counts_who_reports(text, figure):
            continue
        if head not in of_head:
            of_head[head] = [part for part in parts if part.speaks_of(head)] if head else []
        own = of_head[head]
        if len(own) != 1 or head in _SEXES or not _is_of_area(own[0], section, areas):
            continue
        told = _told(own[0], head, text, figure, written.period)
        if told is None or told in parts_behind(text, figure):
            continue
        if told in sums_from(text, figure.start):
            continue  # "cuatro quejas en línea y seis en ventanilla"
        yield told_apart(section, passage, figure, Side(own[0].key, own[0].name), told)


def _counts_who_reports(text: str, figure: Figure) -> bool:
    """Tell whether a figure counts the áreas that report, and nothing that they did."""
    before = folded(text[max(0, figure.start - 60) : figure.start])
    own = folded(text[figure.start : figure.end + 40])
    return bool(_REPORTED_BY.search(before) or _WHO_REPORT.match(own))


_BODIES = frozenset(
    map(stem, ("area", "unidad", "direccion", "subdireccion", "coordinacion", "departamento",
               "jefatura", "oficina", "secretaria"))
)  # fmt: skip
# "Lo realizado por dos áreas", "el trabajo de las dos áreas", "reportan dos unidades".
_REPORTED_BY = re.compile(
    r"(?:\b(?:realizad|report|inform|ejecutad|desarrollad|hech|cumplid|presentad|rendid)\w*\s(?:por|de)"
    r"|\b(?:lo|labor(?:es)?|trabajos?|tareas|quehacer|actividades|avances?|resultados?|logros|informes?"
    r"|reportes?|metas|lineas|programas?)\s(?:de|a\scargo\sde)"
    r"|\b(?:reportan|informan|rinden|integran|participan|presentan|concurren))\s(?:las\s|los\s|sus\s)?$"
)
_WHO_REPORT = re.compile(
    r"[^.,;]{3,50}\b(?:que\s)?(?:informan|reportan|rinden|presentan\s(?:su|este|el)|integran\s(?:la|el|este))\b"
)


def parts_behind(text: str, figure: Figure) -> set[Decimal]:
    """Return the numbers that the rest of its sentence tells behind a figure."""
    rest = re.split(r"[.;]\s", text[figure.end :], maxsplit=1)[0]
    return {each.value for each in numbers_of(rest)}


def cells_of(linea: WrittenLinea) -> set[Decimal]:
    """Return the numbers that the tables of a línea hold: one of them may be the total."""
    return {
        value
        for passage in linea.of_kind(PassageKind.TABLE)
        for row in passage.rows
        for cell in row
        if cell[:1].isdigit() and (value := number_of(cell)) is not None
    }


def area_words(name: str) -> frozenset[str]:
    """Return the words of weight of an área's name, which is printed with and without "de"."""
    return frozenset(re.findall(r"\w+", folded(name))) - _SMALL


def lineas_by_area(written: Written) -> dict[frozenset[str], list[WrittenLinea]]:
    """Return the líneas by the name of the part where they stand, and of the área that reports."""
    found: dict[frozenset[str], list[WrittenLinea]] = defaultdict(list)
    for area in written.areas:
        for linea in area.lineas:
            for name in {area_words(area.name), area_words(linea.owner or area.name)}:
                found[name].append(linea)
    return found


_SMALL = frozenset(("de", "del", "la", "las", "los", "el", "y", "e", "para"))
_SEXES = ("hombre", "mujer")


def _is_of_area(part: _Part, section: WrittenSection, areas: Set[frozenset[str]]) -> bool:
    """Tell whether a part may be of the área that a section speaks of; any is, where of none."""
    name = area_words(section.area or section.heading)
    return name not in areas or name in part.areas


def _split(
    written: Written, presenting: Sequence[WrittenSection]
) -> tuple[list[tuple[WrittenSection, Passage]], list[_Part]]:
    """Return the passages that present, and the parts that tell each its own thing."""
    lineas = [each for area in written.areas for each in area.lineas]
    if lineas:
        own = [
            _part(
                each.key,
                linea_place(each),
                f"{each.title}. {each.meta}",
                (*each.passages, *((each.closing,) if each.closing else ())),
                frozenset((area_words(each.area), area_words(each.owner or each.area))),
                each.closing,
            )
            for each in lineas[:_MOST_PARTS]
        ]
        return [(each, passage) for each in presenting for passage in each.passages], own
    overview: list[tuple[WrittenSection, Passage]] = []
    parts: list[_Part] = []
    for section in written.sections:
        named = folded(section.heading or "\n".join(written.cover[-1:]))
        presents = not parts and PRESENTS.search(named) is not None
        title, kept = section.heading, list[Passage]()
        heads = _heads_in(section.passages)
        for passage in section.passages:
            if head := heads.get(passage.key):
                if kept and not presents:
                    parts.append(_part(section.key, f"«{title}»", title, tuple(kept)))
                presents = not parts and PRESENTS.search(folded(head)) is not None
                title, kept = head, [] if presents else [passage]
                if presents:
                    overview.append((section, passage))
            elif passage.kind is not PassageKind.TABLE and _is_heading(passage):
                if kept and not presents:
                    parts.append(_part(section.key, f"«{title}»", title, tuple(kept)))
                title, kept, presents = passage.text.strip(" ."), [], False
            elif presents:
                overview.append((section, passage))
            else:
                kept.append(passage)
        if kept:
            parts.append(_part(section.key, f"«{title}»", title, tuple(kept)))
    return overview, parts[:_MOST_PARTS]


def _heads_in(passages: Sequence[Passage]) -> dict[str, str]:
    """Return the headings that run into their paragraphs by the key of each: two make a habit.

    "Opiniones jurídicas. En el trimestre se emitieron once opiniones."
    """
    told = ((each, _RUN_IN.match(each.text)) for each in passages if each.kind is PassageKind.TEXT)
    heads = {
        passage.key: found["head"]
        for passage, found in told
        if found and not _SENTENCE.search(folded(found["head"]))
    }
    return heads if len(heads) > 1 else {}


_RUN_IN = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4}|[A-Za-z])[.)]\s)?(?P<head>[A-ZÁÉÍÓÚÑ]\w{3,20}(?: \w{1,20}){0,5})"
    r"(?:\.[-–—]?|:| [-–—])\s(?=\w)"
)
_SENTENCE = re.compile(
    r"\b(?:se|que|fue|fueron|ha|han|hubo|durante|mediante|este|esta|son|es|\w{3,}(?:aron|ieron))\b"
)


def _is_heading(passage: Passage) -> bool:
    """Tell whether a short passage heads those below: it ends in no stop and counts nothing."""
    text = passage.text.strip()
    return (
        passage.kind is not PassageKind.CAPTION
        and text[-1:] not in ".;:%"
        and _HEADING.fullmatch(text) is not None
        and ".." not in text
    )


def _part(
    key: str,
    name: str,
    title: str,
    passages: tuple[Passage, ...],
    areas: frozenset[frozenset[str]] = frozenset(),
    closing: Passage | None = None,
) -> _Part:
    return _Part(key, name, title, passages, areas, closing)


def head_of_figure(text: str, figure: Figure) -> str:
    """Return the stem of the noun of a figure, "" where none is told."""
    words = _WORD.findall(folded(text[figure.start : figure.end]))
    number = next(iter(numbers_of(text[figure.start : figure.end])), None)
    if number is not None and number.start == 0:
        words = _WORD.findall(folded(text[figure.start + number.end : figure.end]))
    return stem(words[0]) if words else ""


def is_apart(text: str, figure: Figure) -> bool:
    """Tell whether the sentence of a figure is of another time, or adds it to something."""
    plain = folded(_sentence(text, figure))
    before = folded(text[max(0, figure.start - 90) : figure.start])
    if _WITH.search(before) and not _SIGNED_WITH.search(before):
        return True
    return bool(_APART.search(plain) or _BESIDES.search(plain))


def _sentence(text: str, figure: Figure) -> str:
    spans = sentences_of(text)
    own = (text[each.start : each.end] for each in spans if each.start <= figure.start < each.end)
    return next(own, text)


def _told(
    part: _Part, head: str, text: str, figure: Figure, period: Period | None
) -> Decimal | None:
    """Return what a part tells of the thing of a figure, None where it may agree."""
    sentence = _sentence(text, figure)
    # "11 talleres a 261 personas": what the sentence counts itself is not what the figure tells.
    counted_beside = {own for each in counted_of(sentence) for own in stems(each.noun)[:1]}
    beside = frozenset(stems(folded(sentence))) - (counted_beside - {head})
    if any(len(pair & part.stems) > 1 and not pair & figure.thing for pair in KINDS):
        return None  # three sessions, of which the part counts the ordinarias
    titled = head in stems(folded(part.title))
    known: set[Decimal] = {each.value for each in numbers_of(part.title)}
    own: list[Decimal] = []
    others: list[Decimal] = []
    totals: list[Decimal] = []
    for passage in part.passages:
        known |= {each.value for each in numbers_of(passage.words)}
        plain = folded(passage.text)
        if passage.kind not in (PassageKind.TEXT, PassageKind.ITEM) or _PROMISE.match(plain):
            continue
        counted = counted_of(passage.text)[:_MOST_NUMBERS]
        known |= sums([each.value for each in counted[:_MOST_SUMMED]])
        known |= left(without_parts(passage.text, counted), head)
        early = of_before(passage.text, period)
        for each in counted:
            if each.sentence.start in early or (passage is part.closing and each.elided):
                continue  # "De enero a septiembre se habían concluido 4", "Con 6 de 8 va en 75%"
            around = plain[each.sentence.start : each.sentence.end]
            if each.told not in _DONE or each.part or each.article or (each.elided and own):
                continue  # "quince, nueve por omisión y seis por maltrato"
            if _NOT_DONE.search(around) or _APART.search(around):
                continue
            noun = _WORD.findall(each.noun)
            counts = stem(noun[0]) if noun else ""
            if counts == head and _of_one_thing(each, figure, passage.text, period):
                own.append(each.value)
                if _IN_ALL.search(plain[each.sentence.start : each.start]):
                    totals.append(each.value)
            elif titled and counts in _BEARERS and figure.thing <= thing_of(each.noun):
                own.append(each.value)
            elif titled and (not counts or (counts in beside and counts != head)):
                others.append(each.value)
        if titled and not counted and (names := _NAMES.search(passage.text)):
            others.append(Decimal(len(re.split(r", | [ye] (?=[A-ZÁÉÍÓÚÑ])", names[0]))))
    told = totals or own or others
    if not told or figure.value in (*known, *told) or len(set(told)) > 1:
        return None
    return told[0]


# "Llamados de rescate acuático" are what a título and a summary call "Rescates acuáticos".
_BEARERS = frozenset(
    ("llamado", "llamada", "servicio", "reporte", "caso", "aviso", "evento", "emergencia", "accion",
     "incidente", "atencion", "labor", "diligencia", "procedimiento", "tramite", "trabajo")
)  # fmt: skip


def _of_one_thing(counted: Counted, figure: Figure, text: str, period: Period | None) -> bool:
    """Tell whether nothing that is told of two counts makes them of two things."""
    other = next((e for e in figures_of(text, period) if e.start == counted.start), None)
    if other is None:
        return True
    if figure.verb and other.verb and figure.verb != other.verb:
        return False
    kinds = figure.thing - other.thing, other.thing - figure.thing
    return not (kinds[0] and kinds[1]) and not (
        figure.whose and other.whose and not figure.whose & other.whose
    )
