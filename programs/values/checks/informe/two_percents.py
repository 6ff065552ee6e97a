"""A línea that states two progresses of one meta: one of them is left over from a draft.

Source: section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.readings import may_accumulate
from programs.values.checks.informe.statements import (
    Statement,
    agrees,
    every_statement,
    percent_words,
)
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded
from programs.values.wording.percents import Scope
from programs.values.written import Period, WrittenLinea


def two_percents(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a línea states two progresses of one meta that are not one rounded."""
    said = [each for each in every_statement(linea) if not each.said.component]
    if len(said) < 2:
        return
    if any(_OF_SEVERAL.search(folded(each.quote)) for each in said):
        return  # "Líneas 5 y 6. … Avance de 70 % en cada línea", below línea 4
    last = said[-1]
    alike = (Scope.UNSAID, Scope.YEAR)
    for each in said[:-1]:
        same = each.said.scope is last.said.scope or {each.said.scope, last.said.scope} <= {*alike}
        if not same or each.value == last.value or each.quote == last.quote:
            continue
        earlier = each.value < last.value and may_accumulate(linea, period, last.said.scope)
        if earlier and (not linea.numbers_typed or _is_earlier(each, linea, period)):
            continue
        bases = _bases(each), _bases(last)
        if linea.numbers_typed:
            bases = bases[0], bases[1] | {"year", "programmed", "all so far"}
        if all(bases) and not bases[0] & bases[1]:
            continue  # "de lo programado: 100 %", "anual: 40 %"
        if any(agrees(a.said.mention, Fraction(b.value)) for a, b in ((each, last), (last, each))):
            continue
        yield Finding(
            Code.TWO_PERCENTS,
            Severity.DOUBT if earlier else Severity.ERROR,
            f"La línea afirma dos avances distintos: {percent_words(each.value)} y "
            f"{percent_words(last.value)}",
            each.passage.anchor,
            quote=each.quote,
        )
        return


_OF_SEVERAL = re.compile(
    r"\b(?:en|de|para)\s(?:cada\s(?:una\sde\s(?:las\s|ambas\s|estas\s)(?:\w+\s)?)?"
    r"|ambas\s|las\sdos\s)"
    r"(?:lineas?|metas?|acciones|accion|actividad(?:es)?|compromisos?|proyectos?)\b"
)


def _is_earlier(each: Statement, linea: WrittenLinea, period: Period | None) -> bool:
    """Tell whether a lower progress may be that of before, or what the quarter alone added."""
    if len(linea.amounts) == 1 and linea.amounts[0].quantity:
        done = linea.reported[0] or 0
        if agrees(each.said.mention, Fraction(done) * 100 / Fraction(linea.amounts[0].quantity)):
            return True
    said = each.said
    plain = folded(each.passage.text[said.whole.start : said.whole.end])
    number = (period.starts_on.month + 2) // 3 if period else 0
    quarters = [_QUARTERS[found[1]] for found in _OF_QUARTER.finditer(plain)]
    if _BEFORE.search(plain) or any(each < number for each in quarters):
        return True
    months = [MONTHS[found[1]] for found in _A_MONTH.finditer(plain)]
    return bool(months and period and max(months) < period.starts_on.month)


# "Al primer semestre se llevaba 52 %", "en el segundo trimestre se alcanzó 40 %"
_BEFORE = re.compile(
    r"\b(?:era|llevaba|tenia|habia|quedo|cerro|venia|(?:el|al|del) (?:\w+ )?semestre)\b"
)
_QUARTERS = {"primer": 1, "segundo": 2, "tercer": 3, "cuarto": 4}
_OF_QUARTER = re.compile(rf"\b({'|'.join(_QUARTERS)}) trimestre\b")
_A_MONTH = re.compile(rf"\b({MONTH})\b")
_BASES = {
    # "el índice de atención fue del 100 % de lo recibido"
    "received": re.compile(r"\b(?:recibid|ingresad|presentad|turnad)[oa]s?\b|\bindice de\b"),
    "all so far": re.compile(r"\bacumulad[oa]s?\b|\ba la fecha\b|\ben lo que va\b"),
    "alone": re.compile(r"\bpor si sol[oa]\b|\btrimestre que se (?:informa|reporta)\b"),
    "programmed": re.compile(r"\b(?:programad|planead|previst|calendarizad)[oa]s?\b"),
    "year": re.compile(r"\b(?:anual|del? (?:ano|ejercicio)|en el (?:ano|ejercicio))\b"),
    "quarter": re.compile(r"\b(?:trimestral|del? (?:trimestre|periodo)|en el trimestre)\b"),
}


def _bases(statement: Statement) -> frozenset[str]:
    """Return of what a statement says that it is a share."""
    said = statement.said
    text = folded(statement.passage.text[said.whole.start : said.whole.end])
    return frozenset(name for name, shape in _BASES.items() if shape.search(text))
