"""What the presentación tells of one línea by name or by two figures, against that línea.

"Capacitó a 155 personas en 6 cursos" where the línea gave those six to 145; "el avance de la línea
4.1 es de 90%" of one that has 75%. Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import WholeCheck, linea_place
from programs.values.checks.informe.opening_told import area_words, lineas_by_area
from programs.values.checks.informe.places import opening_place
from programs.values.checks.informe.presenting import NARRATIVE, presenting
from programs.values.checks.informe.statements import every_statement, percent_words, rounds_to
from programs.values.checks.informe.year_opening import names_thing
from programs.values.checks.side import Side
from programs.values.phrases import number_text
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.percents import PercentMention, percents_of
from programs.values.wording.sentences import Span, sentences_of
from programs.values.wording.told import Told
from programs.values.wording.units import is_people, stems, unit_of
from programs.values.written import Passage, Written, WrittenLinea, WrittenSection

_MOST_LINEAS, _MOST_NUMBERS = 60, 200


@dataclass(frozen=True)
class _Pair:
    """How many things and how many people one sentence tells, and the place of the latter.

    `things` is None where it tells no number of them: "impartió talleres a 240 personas".
    """

    head: str
    things: Decimal | None
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
                for pair in (*_pairs(passage.text), *_unnumbered(passage.text)):
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


def _unnumbered(text: str) -> Iterator[_Pair]:
    """Yield the people of things without a number: "impartió talleres a 240 personas"."""
    counts = counted_of(text)
    for each in counts:
        alone = [other for other in counts if other.sentence == each.sentence] == [each]
        plain = folded(text[each.sentence.start : each.start])
        found = _GIVEN_TO.search(plain) if alone and is_people(each.noun) else None
        if found and not _SEX.match(each.noun) and not _APART.search(_words(text, each.sentence)):
            yield _Pair(stems(found[1])[0], None, each)


_GIVEN_TO = re.compile(
    r"\w{2,}(?:o|aron|ieron|imos|amos)\s(?:l[oa]s\s)?([a-z]{4,}s)(?:\sde\s[a-z]{3,}(?:\s[a-z]{3,})?)?"
    r"\s(?:a|para)\s(?:un\stotal\sde\s)?$"
)


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
        if own.head == pair.head and pair.things in (None, own.things)
    }
    if pair.things is None and told != _people_of(linea):
        return  # others were told apart
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


def _people_of(linea: WrittenLinea) -> set[Decimal]:
    """Return every number of people that a línea tells, but those of a part."""
    return {
        each.value
        for passage in linea.prose
        for each in counted_of(passage.text)
        if is_people(each.noun) and not (each.part or each.base or _SEX.match(each.noun))
    }


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
    of_areas = lineas_by_area(written)
    for section in presenting(written):
        own = of_areas.get(area_words(section.area or section.heading)) or list(written.lineas)
        for passage in section.passages:
            if (
                passage.kind not in NARRATIVE
                or "%" not in passage.text
                and "por" not in passage.text
            ):
                continue
            for sentence in sentences_of(passage.text):
                yield from _share_of(section, passage, sentence, by_number)
                yield from _share_of_thing(section, passage, sentence, own[:_MOST_LINEAS])


def _share_of_thing(
    section: WrittenSection, passage: Passage, sentence: Span, lineas: list[WrittenLinea]
) -> Iterator[PlacedFinding]:
    """Yield that a sentence gives to the meta of some thing a progress that its línea has not.

    "Alcanzó el 82% de su meta de personas sensibilizadas", where one línea alone counts these.
    """
    text = passage.text[sentence.start : sentence.end]
    plain = folded(text)
    found = list(_META_OF.finditer(plain))
    shares = percents_of(text) if len(found) == 1 else ()
    if len(shares) != 1 or _OTHER.search(plain):
        return
    words = found[0]["behind"] or found[0]["before"]
    named = [
        linea
        for linea in lineas
        if len(linea.amounts) == 1 and names_thing(words, linea, unit_of(linea.amounts[0].unit))
    ]
    if len(named) == 1 and named[0].shares:
        told = (sentence.start, text)
        yield from _share_against(section, passage, told, named[0], shares[0])


_META_OF = re.compile(
    r"(?:%|por\s?ciento)\sde\s(?:la|su|nuestra)\smeta\s(?:anual\s)?de\s"
    r"(?P<behind>[a-z][a-z ]{3,60})(?=[.,;)]|$)"
    r"|\b(?:la|su)\smeta\s(?:anual\s)?de\s(?P<before>[a-z][a-z ]{3,60}?)\s(?:lleva|va|avanzo"
    r"|alcanzo|registra|se\s(?:cumplio|alcanzo)|llego|tiene|presenta)\b"
)


def _share_of(
    section: WrittenSection,
    passage: Passage,
    sentence: Span,
    by_number: dict[str, list[WrittenLinea]],
) -> Iterator[PlacedFinding]:
    text = passage.text[sentence.start : sentence.end]
    plain = folded(text)
    shares = percents_of(text)
    if not shares or _OTHER.search(plain):
        return
    for number, share in _numbered(plain, shares):
        lineas = by_number.get(number, [])
        if len(lineas) == 1:
            yield from _share_against(section, passage, (sentence.start, text), lineas[0], share)


def _numbered(plain: str, shares: Sequence[PercentMention]) -> Iterator[tuple[str, PercentMention]]:
    """Yield the percentages of a sentence, each with the number of the línea whose it is.

    "La línea 4.3 va en 72% y la 4.1 en 85%", "las líneas 4.1 y 4.3 van en 75% y 72%,
    respectivamente"; of any other sentence that names several, none.
    """
    named = list(_NAMED.finditer(plain))
    if not named or len(named) != len(shares) or not _TELLS.search(plain):
        return
    places = [each.start() for each in named]
    told = [each.start for each in shares]
    if len(named) == 1:
        paired = not _SEVERAL.search(plain)
    elif _IN_ORDER.search(plain):
        paired = places[-1] < told[0]
    else:
        paired = _alternate(places, told) or _alternate(told, places)
    for each, share in zip(named, shares, strict=True) if paired else ():
        yield (each[1] or each[2]).rstrip("."), share


def _alternate(some: Sequence[int], others: Sequence[int]) -> bool:
    """Tell whether places come in turns: the first of some, the first of the others, and so on."""
    turns = [place for pair in zip(some, others, strict=True) for place in pair]
    return turns == sorted(turns)


def _share_against(
    section: WrittenSection,
    passage: Passage,
    told: tuple[int, str],
    linea: WrittenLinea,
    share: PercentMention,
) -> Iterator[PlacedFinding]:
    """Yield that a percentage is none that a línea has; `told` are the place and the sentence."""
    first, text = told
    own = [each.value for each in every_statement(linea)]
    known = [*linea.shares, *linea.quarter_shares, *own]
    start = first + share.start
    tied = any(tie.start <= start < tie.end for tie in passage.ties)
    if tied or not (linea.shares or own) or any(rounds_to(share, Fraction(e)) for e in known):
        return
    value = own[-1] if own else linea.shares[0]
    place = linea_place(linea)
    here = text[share.start : share.end]
    said = f"La presentación dice «{here}» de la línea {linea.number}, que lleva"
    finding = Finding(
        Code.OPENING_FIGURE,
        Severity.DOUBT,
        f"{said} {percent_words(value)}",
        passage.anchor,
        arithmetic=f"{percent_words(share.value)} ≠ {percent_words(value)}",
        quote=here,
    )
    yield PlacedFinding(finding, section.key, opening_place(section), (), (Side(linea.key, place),))


_NAMED = re.compile(
    r"\b(?:linea(?:\sde\saccion)?|meta|actividad|accion)s?\s(?:num(?:ero|\.)\s)?(\d{1,3}(?:\.\d{1,3}){0,3})\b"
    r"|\b(?:l[ao]|[ye])\s(\d{1,3}(?:\.\d{1,3}){1,3})\b(?!\s?(?:%|por\sciento|puntos))"
)
_IN_ORDER = re.compile(r"\brespectivamente\b|\ben\sese\sorden\b")
_SEVERAL = re.compile(r"\b(?:lineas|metas|actividades|acciones)\b")
_TELLS = re.compile(
    r"\b(?:avance|va|van|quedo|quedaron|suma|avanzo|avanza|cumpli\w+|alcanz\w+|progreso|lleva|registra|reporta|logr\w+|concluy\w+"
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
