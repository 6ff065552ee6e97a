"""Figures of the presentación whose digits stand in another order in the one line that tells them.

"1,240 personas" before a table that totals 1,420; "más de cuatrocientas quejas" before a línea of
375. Numbers of few digits are compared by `opening`. Source: section 2.5 of the domain document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from programs.values.checks.finding import PlacedFinding
from programs.values.checks.informe.base import linea_place
from programs.values.checks.informe.opening_told import area_words, lineas_by_area
from programs.values.checks.informe.presenting import NARRATIVE, told_apart
from programs.values.checks.side import Side
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import NumberMention, folded, numbers_of
from programs.values.wording.sentences import sentences_of
from programs.values.wording.units import stem, stems
from programs.values.written import Written, WrittenLinea, WrittenSection

_LEAST = 100  # numbers of fewer digits are alike by chance
_MOST = 60
_NOUN = re.compile(r"\s(?:de\s)?(?P<noun>[a-zñ]{4,})")
_MORE = re.compile(
    r"\b(?:mas\sde|superior(?:es)?\sa|por\sencima\sde|rebas\w+\s(?:l[oa]s\s)?|super\w{1,4}\s(?:l[oa]s)"
    r"|arriba\sde)\s(?:l[oa]s\s)?$"
)
_OTHER_TIME = re.compile(
    r"\b(?:acumulad|en el ano|lo que va|anterior|pasado|historic|desde|a la fecha|semestre|meta\b"
    r"|program|comprometi)"
)

_Values = dict[str, set[Decimal]]  # the numbers of each línea by its key


def opening_digits(
    written: Written, presenting: Sequence[WrittenSection]
) -> Iterator[PlacedFinding]:
    """Yield each such figure of the sections that present, with the línea that tells another."""
    of_area = lineas_by_area(written)
    values: _Values = {}
    for area in written.areas:
        values |= {linea.key: {each.value for each in _numbers(linea)} for linea in area.lineas}
    every = {value for own in values.values() for value in own}
    alike: dict[frozenset[str] | None, _Alike] = {}
    for section in presenting:
        name = area_words(section.area or section.heading)
        whose = name if of_area.get(name) else None
        own = of_area[name] if whose is not None else list(written.lineas)
        if whose not in alike:
            alike[whose] = _by_digits(own, values)
        said = {each.value for passage in section.passages for each in numbers_of(passage.words)}
        for passage in section.passages[:_MOST]:
            if passage.kind not in NARRATIVE:
                continue
            for number in numbers_of(passage.text)[:_MOST]:
                if number.value in every:
                    continue
                told = _turned(number, alike[whose], said) or _below(passage.text, number, own)
                if told and not _makes(number.value, told[0]):
                    linea, value = told
                    side = Side(linea.key, linea_place(linea))
                    yield told_apart(section, passage, number, side, value)


_Told = tuple[WrittenLinea, Decimal]


_Alike = Mapping[str, Sequence[_Told]]


def _by_digits(lineas: Sequence[WrittenLinea], values: _Values) -> _Alike:
    """Return the numbers of líneas by their digits in order, each once for each línea."""
    found: dict[str, list[_Told]] = defaultdict(list)
    for linea in lineas:
        for value in values[linea.key]:
            if digits := _digits(value):
                found[digits].append((linea, value))
    return found


def _digits(value: Decimal) -> str:
    """Return the digits of a number in order, "" for a year, a part or a number of few."""
    own = value >= _LEAST and value == int(value) and not _is_year(value)
    return "".join(sorted(str(int(value)))) if own else ""


def _turned(number: NumberMention, alike: _Alike, said: set[Decimal]) -> _Told | None:
    """Return the only number of a línea with the same digits in another order."""
    found = [each for each in alike.get(_digits(number.value), ()) if each[1] not in said]
    return found[0] if len(found) == 1 else None


def _makes(value: Decimal, linea: WrittenLinea) -> bool:
    """Tell whether two numbers of a línea make a value: "90, que se agregan a los 120".

    They stand in one sentence or count one thing: 302 personas and 18 cursos make no 320.
    """
    together: dict[tuple[str, str | int], set[Decimal]] = defaultdict(set)
    for passage in linea.passages:
        for span in sentences_of(passage.words):
            own = numbers_of(passage.words[span.start : span.end])
            together[passage.key, span.start] |= {each.value for each in own}
        for each in counted_of(passage.words):
            if head := stems(each.noun)[:1]:
                together["", head[0]].add(each.value)
    return any(value - each in own for own in together.values() for each in own if 0 < each < value)


def _is_year(value: Decimal) -> bool:
    return 1990 <= value < 2100


def _numbers(linea: WrittenLinea) -> Iterator[NumberMention]:
    for passage in linea.passages:
        yield from numbers_of(passage.words)


def _below(text: str, number: NumberMention, lineas: Sequence[WrittenLinea]) -> _Told | None:
    """Return what the only línea that counts a thing counts of it, where more is claimed."""
    plain = folded(text)
    noun = _NOUN.match(plain, number.end)
    around = plain[max(0, number.start - 120) : number.end + 60]
    if not noun or number.value < 10 or _OTHER_TIME.search(around):
        return None
    if not _MORE.search(plain[max(0, number.start - 30) : number.start]):
        return None
    head = stem(noun["noun"])
    counts = [
        (linea, each.value)
        for linea in lineas
        for passage in linea.prose
        for each in counted_of(passage.text)
        if (own := re.match(r"\w+", each.noun)) and stem(own[0]) == head
    ]
    if len({linea.key for linea, _ in counts}) != 1:
        return None
    linea = counts[0][0]
    promised = {amount.quantity for amount in linea.amounts}
    values = [value for _, value in counts if value not in promised]
    reached = sum({each.value for each in _numbers(linea)} - promised, Decimal(0))
    return (linea, max(values)) if values and reached <= number.value else None
