"""What the months of a quantity give its quarters, by the rules of `estados.md`.

A quarter programs the sum of what its months say, nothing where none says anything. It has a
quantity once each month with something programmed has one: their sum, with what was done besides.
"""

from fractions import Fraction

from tests.oracle.shapes import QUARTERS

# {month 1-12: (programmed, done)}
Months = dict[int, tuple[Fraction | None, Fraction | None]]


def programmed_of(months: Months) -> dict[int, Fraction | None]:
    """Return {quarter: what it programs}."""
    return {q: _sum([months[m][0] for m in _months(q)]) for q in QUARTERS}


def quantity_of(months: Months, quarter: int) -> Fraction | None:
    """Return what was done in a quarter, None while a programmed month does not say."""
    asked = [months[m] for m in _months(quarter)]
    if any(programmed and done is None for programmed, done in asked):
        return None
    return _sum([done for _, done in asked])


def _months(quarter: int) -> range:
    return range(3 * quarter - 2, 3 * quarter + 1)


def _sum(amounts: list[Fraction | None]) -> Fraction | None:
    said = [amount for amount in amounts if amount is not None]
    return sum(said, Fraction(0)) if said else None
