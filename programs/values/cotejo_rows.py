"""A row of the cotejo, and how rows are added up (`programs.values.cotejo`)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from programs.values.amounts import NONE, NOT_PROGRAMMED, Amount
from programs.values.facts import Kind
from programs.values.percents import decimal_of

# Kinds whose quantities are added up with those of another línea.
ADDED = frozenset({Kind.SUM, Kind.DEMAND, Kind.MILESTONE})


class RowOf(StrEnum):
    """What a row of the cotejo tells."""

    COMPONENT = "component"
    MONTHS = "months"  # of the tareas, for a línea without quantities
    WHOLE = "whole"  # a meta of several components as one: only its percentages
    TOTAL = "total"


@dataclass(frozen=True)
class CotejoRow:
    """One quantity: the meta, programmed, done and variation in the quarter, the same to date.

    `kind` is the component's, None for what is none. `original` is the meta first approved, None
    where it was not modified. `received` and `accumulated_received` are those of a demand, None
    for the rest. `unreported` counts the months of the quarter, and to date, without report.
    `component` is its place among those of the meta, from 0, None for what is none.
    """

    of: RowOf
    unit: str
    kind: Kind | None
    annual: Amount
    programmed: Amount
    done: Amount
    variation: Amount
    period: Amount
    accumulated_programmed: Amount
    accumulated: Amount
    accumulated_variation: Amount
    accumulated_percent: Amount
    annual_percent: Amount
    original: Decimal | None = None
    received: Amount | None = None
    accumulated_received: Amount | None = None
    attention: Amount | None = None
    unreported: tuple[int, int] = (0, 0)
    component: int | None = None

    @property
    def reached(self) -> bool | None:
        """Whether a milestone was reached; None for what is no milestone or has no data."""
        if self.kind is not Kind.MILESTONE or self.accumulated.value is None:
            return None
        return self.accumulated.value >= (self.annual.value or Decimal(1))


def total_of_rows(rows: Sequence[CotejoRow]) -> CotejoRow | None:
    """Return the sum of some rows; None for a single one, or where their units do not agree.

    What one of them does not say is not in the sum of any: it is the word that stands there.
    """
    units = {row.unit.strip(" .").casefold() for row in rows}
    added = all(row.kind in ADDED or row.of is RowOf.MONTHS for row in rows)
    if len(rows) < 2 or len(units) != 1 or not added:
        return None
    silent = sum(row.unreported[0] for row in rows), sum(row.unreported[1] for row in rows)
    annual, accumulated = _sum(r.annual for r in rows), _sum(r.accumulated for r in rows)
    programmed, done = _sum(r.programmed for r in rows), _sum(r.done for r in rows)
    to_date = _sum(r.accumulated_programmed for r in rows)
    return CotejoRow(
        of=RowOf.TOTAL,
        unit=rows[0].unit,
        kind=None,
        annual=annual,
        programmed=programmed,
        done=done,
        variation=_difference(done, programmed, [r.period for r in rows]),
        period=_pooled(done, programmed, [r.period for r in rows]),
        accumulated_programmed=to_date,
        accumulated=accumulated,
        accumulated_variation=_difference(
            accumulated, to_date, [r.accumulated_percent for r in rows]
        ),
        accumulated_percent=_pooled(accumulated, to_date, [r.accumulated_percent for r in rows]),
        annual_percent=_pooled(accumulated, annual, [r.annual_percent for r in rows]),
        unreported=silent,
    )


def _sum(amounts: Iterable[Amount]) -> Amount:
    """Add up some amounts; what was not programmed adds nothing, any other word is the answer."""
    found = tuple(amounts)
    silent = [a.word for a in found if a.value is None and a.word != NOT_PROGRAMMED]
    said = [a.value for a in found if a.value is not None]
    if silent or not said:
        return Amount(None, silent[0] if silent else NOT_PROGRAMMED)
    return Amount(sum(said, Decimal(0)))


def _why(percents: Sequence[Amount]) -> str:
    """Return the word of the first figure that a row lacks, "" where all of them are known."""
    lacking = (p.word for p in percents if p.value is None and p.word != NOT_PROGRAMMED)
    return next(lacking, "")


def _difference(done: Amount, programmed: Amount, percents: Sequence[Amount]) -> Amount:
    if done.value is None or _why(percents):
        return NONE
    return Amount(done.value - (programmed.value or Decimal(0)))


def _pooled(real: Amount, base: Amount, percents: Sequence[Amount]) -> Amount:
    """Return the percentage of a total: known only where that of each of its rows is."""
    if why := _why(percents):
        return Amount(None, why)
    if not base.value:
        return Amount(None, base.word or NOT_PROGRAMMED)
    return Amount(decimal_of(Fraction(real.value or 0) / Fraction(base.value) * 100))
