"""The place where a línea tells its result, filled with another thing than its meta counts.

"Realizado: 50 apicultores asistieron a la plática", of a meta of 50 apiarios. Words of one root, of
any field or of a wider kind are no other thing. Source: UT 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in
from programs.values.checks.informe.statements import agrees, statements_of
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.units import (
    Fit,
    Unit,
    fit_of,
    is_general,
    is_persons,
    speaks_of,
    stems,
    unit_of,
)
from programs.values.written import Passage, Period, WrittenLinea

_LABEL = re.compile(
    r"(?:(?:realizad|lograd|alcanzad|hech|ejecutad|cumplid)[oa]s?|logros?|resultados?|avances?)"
    r"(?:\s(?:del?|al|en\sel)\s\w+(?:\s\w+)?)?\s?:\s?"
)
_ROOT = 4  # letters


def result_of_other(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a stated percentage comes out of what is no thing of the meta."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity:
        return
    unit = unit_of(amounts[0].unit)
    if not unit.heads or any(is_general(head) for head in unit.heads):
        return
    told = frozenset(word for passage in linea.prose for word in stems(folded(passage.text)))
    if speaks_of(unit, told):
        return
    for passage in linea.prose:
        noun, value = _result(passage)
        own = stems(noun)
        if not own or is_general(own[0]) or is_persons(noun) or fit_of(unit, noun) > Fit.NONE:
            continue
        exact = Fraction(value) * 100 / Fraction(amounts[0].quantity)
        if agrees(said[-1].said.mention, exact) and not _of_one_root(unit, own):
            yield Finding(
                Code.OTHER_KIND,
                Severity.DOUBT,
                f"La meta es de {amounts[0].unit}, y el resultado cuenta otra cosa ({own[0]})",
                passage.anchor,
                quote=passage.text[:200],
            )
            return


def _result(passage: Passage) -> tuple[str, Fraction]:
    """Return what a passage that is a result counts and how many, "" and 0 for another one."""
    label = _LABEL.match(folded(passage.text[:60]))
    counts = counted_of(passage.text) if label else ()
    if not label or not counts or counts[0].start != label.end() or counts[0].elided:
        return "", Fraction(0)
    return counts[0].noun, Fraction(counts[0].value)


def _of_one_root(unit: Unit, own: tuple[str, ...]) -> bool:
    """Tell whether a word of the result has the root of one of the unit: "reforestados"."""
    named = (*unit.heads, *unit.complement)
    return any(
        word[:_ROOT] == other[:_ROOT] and min(len(word), len(other)) >= _ROOT
        for word in named
        for other in own
    )


_SERVANTS = frozenset(("servidor", "funcionario", "servidora", "funcionariado", "empleado"))
_OUTSIDERS = frozenset(
    ("estudiante", "alumno", "nino", "joven", "ciudadano", "comerciante", "vecino", "productor",
     "adolescente", "habitante", "empresario", "campesino", "artesano", "visitante", "paciente")
)  # fmt: skip


def other_people(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a share of public servants is made of people who are none: of students."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity:
        return
    told = frozenset(word for passage in linea.prose for word in stems(folded(passage.text)))
    unit = unit_of(amounts[0].unit)
    if not ({*unit.heads} | unit.complement) & _SERVANTS or told & (_SERVANTS | {"personal"}):
        return
    for passage in linea.prose:
        for each in counted_of(passage.text):
            own = stems(each.noun)[:1]
            exact = Fraction(each.value) * 100 / Fraction(amounts[0].quantity)
            if own and own[0] in _OUTSIDERS and agrees(said[-1].said.mention, exact):
                yield Finding(
                    Code.OTHER_KIND,
                    Severity.DOUBT,
                    f"La meta es de {amounts[0].unit}, y la narrativa cuenta a otros ({own[0]})",
                    passage.anchor,
                    quote=passage.text[:200],
                )
                return


CHECKS = (
    LineaCheck((Code.OTHER_KIND,), result_of_other),
    LineaCheck((Code.OTHER_KIND,), other_people),
)
