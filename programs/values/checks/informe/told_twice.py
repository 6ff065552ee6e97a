"""A number told in figures and in words that are not the same: "doce (15) cursos".

It is the oldest slip of a document that is filled in over the one before. Only a number and a
bracket that holds the other and nothing else are compared, one in figures and one in words.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.evidence import told_in
from programs.values.checks.informe.places import section_parts
from programs.values.wording.numbers import folded, number_of, numbers_in
from programs.values.written import Passage, Period, Written, WrittenLinea

_BRACKET = re.compile(
    r"\s{0,2}(?P<share>%|por\s?ciento)?\s{0,2}"
    r"\(\s?(?P<other>[a-z\d][a-z\d,.\s]{0,70}?)\s?(?P<same>%|por\s?ciento)?\s?\)"
)
_DIGIT = re.compile(r"\d")
# "Una (1)" and "2 (una por mes)" are compared by what follows, and an article tells no number.
_ARTICLES = frozenset(("un", "una", "uno", "ningun", "ninguna", "ninguno", "cero"))
# "El inciso dos (3)", "el acuerdo cinco (2)": what a number names is no quantity.
_NAMES = re.compile(
    r"\b(?:articulos?|incisos?|fraccion(?:es)?|numeral(?:es)?|acuerdos?|anexos?|notas?|figuras?"
    r"|grupos?|lineas?|ejes?|tablas?|fojas?|paginas?|nivel|etapa|fase|tomo|modulo|unidad)\s$"
    # "Seis punto veinticinco por ciento (6.25 %)", "dos de cada tres (30)": a part of the number
    r"|\b(?:punto|coma|cada|entre|por|(?<!total\s)de|de\sl[oa]s|menos|y)\s$"
)
_NEAR = 16  # signs before a number


def differing(text: str) -> Iterator[tuple[str, Decimal, Decimal]]:
    """Yield what a text tells twice and not alike, with both of its numbers."""
    if "(" not in text:
        return
    plain = folded(text)
    for each in numbers_in(plain):
        found = _BRACKET.match(plain, each.end)
        if found is None or bool(found["same"]) != bool(found["share"]):
            continue
        own, other = plain[each.start : each.end], found["other"]
        if bool(_DIGIT.search(own)) == bool(_DIGIT.search(other)) or own in _ARTICLES:
            continue
        value = None if other in _ARTICLES else number_of(other)
        if value is None or value == each.value:
            continue
        if not _NAMES.search(plain, max(0, each.start - _NEAR), each.start):
            yield text[each.start : found.end()], each.value, value


def twice_in(passage: Passage) -> Iterator[Finding]:
    """Yield each number of a passage that is told twice and not alike."""
    for said, *_ in differing(passage.text):
        yield _differs(f"El texto dice «{said}», dos números distintos", passage.anchor, said)


def told_twice(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield the same of a línea, its meta first."""
    for said, *_ in differing(linea.meta):
        message = f"La meta dice «{said}», dos números distintos"
        yield _differs(message, linea.key, linea.meta)
    for passage in told_in(linea):
        yield from twice_in(passage)


def twice_outside(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of what stands outside of the líneas."""
    for part in section_parts(written):
        for passage in part.prose:
            for found in twice_in(passage):
                yield PlacedFinding(found, part.key, part.title)


def _differs(message: str, anchor: str, quote: str) -> Finding:
    return Finding(Code.NAMED_FIGURE, Severity.ERROR, message, anchor, quote=quote)


CHECKS = (LineaCheck((Code.NAMED_FIGURE,), told_twice),)
WHOLE = (WholeCheck((Code.NAMED_FIGURE,), twice_outside),)
