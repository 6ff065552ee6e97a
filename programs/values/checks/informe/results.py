"""The place where a línea tells its result, filled with another thing than its meta counts.

"Realizado: 50 apicultores asistieron a la plática", of a meta of 50 apiarios. Words of one root, of
any field or of a wider kind are no other thing. Source: UT 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in, words_told
from programs.values.checks.informe.statements import Statement, agrees, statements_of
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.units import (
    Fit,
    Unit,
    fit_of,
    is_general,
    is_persons,
    share_root,
    speaks_of,
    stems,
    unit_of,
)
from programs.values.written import Amount, Passage, Period, WrittenLinea

_LABEL = re.compile(
    r"(?:(?:realizad|lograd|alcanzad|hech|ejecutad|cumplid)[oa]s?|logros?|resultados?|avances?)"
    r"(?:\s(?:del?|al|en\sel)\s\w+(?:\s\w+)?)?\s?:\s?"
)
_ROOT = 4  # letters


@dataclass(frozen=True)
class _Share:
    """What a línea of one meta states: of how many of what, and what makes that share."""

    statement: Statement
    amount: Amount
    unit: Unit

    def is_made_of(self, value: Fraction) -> bool:
        """Tell whether so many of the meta are the stated percentage."""
        exact = value * 100 / Fraction(self.amount.quantity or 1)
        return agrees(self.statement.said.mention, exact)

    def finding(self, passage: Passage, told: str) -> Finding:
        """Return that a passage makes it of something else."""
        message = f"La meta es de {self.amount.said}, y {told}"
        quote = passage.text[:200]
        return Finding(Code.OTHER_KIND, Severity.DOUBT, message, passage.anchor, quote=quote)


def _share_of(linea: WrittenLinea) -> _Share | None:
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1:
        return None
    return _Share(said[-1], amounts[0], unit_of(amounts[0].unit))


def result_of_other(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a stated percentage comes out of what is no thing of the meta."""
    share = _share_of(linea)
    if not share or not share.unit.heads or any(map(is_general, share.unit.heads)):
        return
    if speaks_of(share.unit, words_told(linea)):
        return
    named = (*share.unit.heads, *share.unit.complement)
    for passage in linea.prose:
        noun, value = _result(passage)
        own = stems(noun)
        if not own or is_general(own[0]) or is_persons(noun) or fit_of(share.unit, noun) > Fit.NONE:
            continue
        if share.is_made_of(value) and not share_root(named, own, _ROOT):
            yield share.finding(passage, f"el resultado cuenta otra cosa ({own[0]})")
            return


def _result(passage: Passage) -> tuple[str, Fraction]:
    """Return what a passage that is a result counts and how many, "" and 0 for another one."""
    label = _LABEL.match(folded(passage.text[:60]))
    counts = counted_of(passage.text) if label else ()
    if not label or not counts or counts[0].start != label.end() or counts[0].elided:
        return "", Fraction(0)
    return counts[0].noun, Fraction(counts[0].value)


_SERVANTS = frozenset(("servidor", "funcionario", "servidora", "funcionariado", "empleado"))
_OUTSIDERS = frozenset(
    ("estudiante", "alumno", "nino", "joven", "ciudadano", "comerciante", "vecino", "productor",
     "adolescente", "habitante", "empresario", "campesino", "artesano", "visitante", "paciente")
)  # fmt: skip


def other_people(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a share of public servants is made of people who are none: of students."""
    share = _share_of(linea)
    if not share or not ({*share.unit.heads} | share.unit.complement) & _SERVANTS:
        return
    if words_told(linea) & (_SERVANTS | {"personal"}):
        return
    for passage in linea.prose:
        for each in counted_of(passage.text):
            own = stems(each.noun)[:1]
            if own and own[0] in _OUTSIDERS and share.is_made_of(Fraction(each.value)):
                yield share.finding(passage, f"la narrativa cuenta a otros ({own[0]})")
                return


CHECKS = (
    LineaCheck((Code.OTHER_KIND,), result_of_other),
    LineaCheck((Code.OTHER_KIND,), other_people),
)
