"""The stated percentages of a línea against its captured quantities, which rule."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from programs.values.checks.finding import Finding, Severity
from programs.values.checks.informe.accumulated import accumulates
from programs.values.checks.informe.readings import is_of_quarter, may_accumulate
from programs.values.checks.informe.statements import (
    Statement,
    agrees,
    division,
    is_inside,
    wrong_percent,
)
from programs.values.checks.informe.two_percents import may_be_given
from programs.values.checks.informe.year_told import so_far_told
from programs.values.wording.numbers import folded
from programs.values.wording.percent_scopes import Scope, is_due_so_far
from programs.values.wording.units import stems
from programs.values.written import Amount, Period, WrittenLinea

PERCENT_UNIT = "%"


def of_part(linea: WrittenLinea, period: Period | None, statement: Statement) -> bool:
    """Tell whether a statement is of the quarter's part of a meta, or of the semester's."""
    if statement.said.scope is Scope.SPAN:
        at_end = period is not None and period.ends_on == period.year_ends_on
        if at_end and is_due_so_far(folded(statement.quote)):
            return False  # in December all of the year is due
        return not _OF_SPAN.search(folded(linea.meta))
    own = is_of_quarter(linea) or is_inside(linea, period)
    return statement.said.scope is Scope.QUARTER and not own


_OF_SPAN = re.compile(r"(?:semestr|bimestr|mensual|sexen|trien|anual\b|\bmes\b)")


def spoken_of(statement: Statement, amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """Return the components that a statement speaks of: the one it names, or all."""
    named = stems(statement.said.component)
    own = tuple(each for each in amounts if named and set(named) & set(stems(folded(each.unit))))
    return own if len(own) == 1 else amounts


def against_typed(
    linea: WrittenLinea, period: Period | None, said: list[Statement]
) -> Iterator[Finding]:
    """Yield each stated percentage that the captured quantities do not give.

    Of what the text states, where the quantities of the whole year are known, nothing is added.
    """
    # What was read in a file was captured nowhere.
    source = f"las cantidades {'capturadas' if linea.owner else 'de la línea'}"
    told = bool(linea.shares) and said[0].passage != linea.closing
    pairs = _pairs(linea, linea.so_far if told else linea.reported)
    year = [] if linea.shares else _pairs(linea, linea.so_far or so_far_told(linea, period))
    for statement in said:
        if of_part(linea, period, statement) or (told and may_be_given(statement, linea)):
            continue
        own = spoken_of(statement, tuple(amount for amount, _ in pairs))
        known = [(amount.quantity, done) for amount, done in pairs if amount in own]
        exact = _share(known)
        if exact is None or _gives(known, statement):
            continue
        of_year = [(amount.quantity, done) for amount, done in year if amount in own]
        if of_year and _gives(of_year, statement):
            continue
        open_ended = not told and not is_of_quarter(linea)
        more = open_ended and may_accumulate(linea, period, statement.said.scope)
        if more and statement.value > exact:
            exact = _share(of_year)
            known = of_year
        if exact is not None:
            shown = division(*_sums(known))
            yield wrong_percent(statement, exact, shown, Severity.ERROR, source)


def met_against_typed(
    linea: WrittenLinea, period: Period | None, statement: Statement
) -> Iterator[Finding]:
    """Yield that a meta is told as met, and fewer were done than its quarter had programmed.

    Only where no earlier quarter may have given the rest. More than the meta is met too.
    """
    own = is_of_quarter(linea) or is_inside(linea, period)
    whole = linea.programmed or (linea.amounts[0].quantity if own and linea.amounts else None)
    done = linea.reported[0]
    if not whole or done is None or period is None or accumulates(linea, period):
        return
    if done < whole:
        exact = Fraction(done) * 100 / Fraction(whole)
        source = f"las cantidades {'capturadas' if linea.owner else 'de la línea'}"
        yield wrong_percent(statement, exact, division(done, whole), Severity.ERROR, source)


_Known = list[tuple[Decimal | None, Decimal | None]]  # what is promised, and done of it


def _pairs(
    linea: WrittenLinea, done: tuple[Decimal | None, ...]
) -> list[tuple[Amount, Decimal | None]]:
    return [
        (amount, own)
        for amount, own in zip(linea.amounts, done, strict=False)
        if amount.quantity and not amount.unit.startswith(PERCENT_UNIT)
    ]


def _sums(known: _Known) -> tuple[Decimal, Decimal]:
    done = sum((done for _, done in known if done is not None), Decimal(0))
    return done, sum((quantity for quantity, _ in known if quantity), Decimal(0))


def _share(known: _Known) -> Fraction | None:
    """Return what was done of all that is promised, None where some of it is not known."""
    if not known or any(done is None for _, done in known):
        return None
    done, whole = _sums(known)
    return Fraction(done) * 100 / Fraction(whole)


def _gives(known: _Known, statement: Statement) -> bool:
    """Tell whether quantities give a percentage, of their sum or by the mean of their shares."""
    exact = _share(known)
    mean = sum(
        (Fraction(d) / Fraction(q) for q, d in known if d is not None and q), Fraction(0)
    ) / max(len(known), 1)
    mention = statement.said.mention
    return exact is not None and (agrees(mention, exact) or agrees(mention, mean * 100))
