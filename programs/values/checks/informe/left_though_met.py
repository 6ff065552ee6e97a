"""A closing that tells a meta as wholly met, over a narrative that says how many are left.

"Fueron tres evaluaciones; las otras dos se recorrieron a enero. Lo programado se cumplió por
completo." Source: the closings of section 2.3 of the domain document.
"""

from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Finding, Severity
from programs.values.checks.informe.statements import (
    OF_WORDS,
    Statement,
    division,
    wrong_percent,
)
from programs.values.wording.counted import counted_of
from programs.values.wording.told import Told
from programs.values.wording.units import Fit, fit_of, unit_of
from programs.values.written import Amount, WrittenLinea

_WHOLE = 100


def left_though_met(linea: WrittenLinea, said: list[Statement], amount: Amount) -> Finding | None:
    """Return that a meta is stated as wholly met, and what was done and what is left make it."""
    whole = amount.quantity
    if not said or said[-1].value != _WHOLE or not whole:
        return None
    unit = unit_of(amount.unit)
    told = [
        each
        for passage in linea.prose
        for each in counted_of(passage.text)
        # By its noun, or by none: "los tres restantes".
        if (each.elided or fit_of(unit, each.noun) >= Fit.SOFT) and not (each.base or each.article)
    ]
    done = {each.value for each in told if each.told is Told.DONE}
    done.add(sum(done, Decimal(0)))
    rest = sum((each.value for each in told if each.told is Told.LEFT), Decimal(0))
    reached = whole - rest
    if not 0 < rest < whole or reached not in done:
        return None
    exact = Fraction(reached) * 100 / Fraction(whole)
    return wrong_percent(said[-1], exact, division(reached, whole), Severity.ERROR, OF_WORDS)
