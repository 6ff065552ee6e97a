"""Things of another kind that are told by the months in which they were held.

"Sesionó de manera ordinaria en abril y en mayo; en junio lo hizo en sesión extraordinaria" are two
of twelve sesiones ordinarias. Source: Archivo 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.finding import Code, Finding
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in
from programs.values.checks.informe.kinds import (
    needs_others,
    only_with_others,
    other_kind,
    other_kind_by_ordinal,
    sentence_with,
)
from programs.values.checks.informe.kinds_by_day import other_kind_by_day
from programs.values.checks.informe.kinds_listed import other_kind_listed
from programs.values.checks.informe.mixed import mixed_in
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.checks.informe.statements import statements_of
from programs.values.wording.dates import MONTH
from programs.values.wording.numbers import folded
from programs.values.wording.units import Unit, contrast_of, stems, unit_of
from programs.values.written import Passage, Period, WrittenLinea

_CLAUSE = re.compile(r"[.;]\s")
# "en abril y mayo", "la ordinaria de mayo", "la de junio"; no "8 de junio", "de abril a junio",
# "el acta de marzo".
_MONTHS = re.compile(
    rf"\b(?:en|durante|(?:la|el|[a-z]{{3,12}}ari[oa]s?)\sde)\s(?P<months>(?:{MONTH})"
    rf"(?:(?:,\s|\s[ye]\s)(?:en\s|la\sde\s|el\sde\s)?(?:{MONTH})\b){{0,6}})"
)
_MONTH = re.compile(rf"\b(?:{MONTH})\b")
_WORD = re.compile(r"[a-z\u00f1]{4,}")


def other_kind_by_month(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only with months in which another kind was held."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity or is_left_out(linea):
        return
    unit = unit_of(amounts[0].unit)
    closing = frozenset(stems(folded(linea.closing.text))) if linea.closing else frozenset()
    if not unit.kinds or unit.kinds & closing:
        return
    own = others = 0
    place: tuple[Passage, str] | None = None
    for passage in linea.prose:
        for months, word in _told(unit, passage.text):
            if word:
                others, place = others + months, place or (passage, word)
            else:
                own += months
    if not (own and place):
        return
    if not needs_others(said[-1], amounts[0], Decimal(own), Decimal(own + others)):
        return
    if any(any(check(linea, period)) for check in _OTHERS):
        return
    passage, word = place
    yield only_with_others(amounts[0], passage, word, sentence_with(passage.text, word))


_OTHERS = (other_kind, other_kind_by_ordinal, other_kind_by_day, other_kind_listed, mixed_in)


def _told(unit: Unit, text: str) -> Iterator[tuple[int, str]]:
    """Yield how many months are told of each kind, with its word where it is another one.

    A month is of the kind named last before it in its clause, else of the first behind it.
    """
    for clause in _CLAUSE.split(folded(text)):
        kinds = [
            (found.end(), other)
            for found in _WORD.finditer(clause)
            if (other := found[0] if contrast_of(unit, found[0]) else "")
            or unit.kinds & {*stems(found[0])}
        ]
        for found in _MONTHS.finditer(clause) if kinds else ():
            before = [word for end, word in kinds if end <= found.start("months")]
            yield len(_MONTH.findall(found["months"])), before[-1] if before else kinds[0][1]


CHECKS = (LineaCheck((Code.OTHER_KIND,), other_kind_by_month),)
