"""Quantities by month: the quarter of a monthly component is what its three months give.

Plain values, no database. A blank is never zero: a quarter with a programmed month that nobody
reported has no quantity yet (`domain.md` 3).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.values.facts import Four
from programs.values.phrases import month_name, number_text

Amounts = Sequence[Decimal | None]  # one for each month, in order
NOTHING = "—"
UNREPORTED = "sin reportar"


@dataclass(frozen=True)
class MonthQuantity:
    """One month (1 to 12 of the period) of a component, in its unit; None is "not said"."""

    month: int
    programmed: Decimal | None
    done: Decimal | None
    reason: str

    @property
    def is_programmed(self) -> bool:
        """Tell whether something was promised of the month: zero and blank promise nothing."""
        return bool(self.programmed)

    @property
    def is_blank(self) -> bool:
        """Tell whether the month owes a report: neither a quantity nor why there is none."""
        return self.is_programmed and self.done is None and not self.reason


def quarter_programmed(amounts: Amounts) -> Decimal | None:
    """Return what three months program together: None where none of them says anything."""
    said = [amount for amount in amounts if amount is not None]
    return sum(said, Decimal(0)) if said else None


def programmed_by_quarter(amounts: Amounts) -> Four:
    """Return what twelve months program in each quarter."""
    first, second, third, fourth = (
        quarter_programmed(amounts[start : start + 3]) for start in (0, 3, 6, 9)
    )
    return first, second, third, fourth


def quarter_done(months: Sequence[MonthQuantity]) -> Decimal | None:
    """Return what was done in three months, None while a programmed one has no quantity."""
    if any(month.is_programmed and month.done is None for month in months):
        return None
    said = [month.done for month in months if month.done is not None]
    return sum(said, Decimal(0)) if said else None


def month_amount(month: MonthQuantity, *, owed: bool) -> str:
    """Return a month as it is read: "3 de 5", "sin reportar", or "5" while it is to come.

    `owed` tells that the month is over, so that a blank is without report.
    """
    programmed = number_text(month.programmed) if month.programmed else ""
    if month.done is not None:
        done = number_text(month.done)
        return f"{done} de {programmed}" if programmed else f"{done} sin programar"
    if month.reason:
        return f"sin cantidad: {month.reason}"
    if not programmed:
        return NOTHING
    return f"{UNREPORTED} ({programmed})" if owed else f"{programmed} por hacer"


def quarter_words(months: Sequence[MonthQuantity], unit: str, first: int, begun: int) -> str:
    """Return the months of a quarter and their sum: "Enero 1 de 1, febrero 2 de 2: 3 actas."

    `first` is the calendar month (1 to 12) of the first of them, `begun` how many months of the
    period had begun.
    """
    told = ", ".join(
        f"{month_name((first - 1 + place) % 12 + 1).lower()} "
        f"{month_amount(month, owed=month.month <= begun)}"
        for place, month in enumerate(months)
    )
    done = quarter_done(months)
    total = "falta reportar" if done is None else number_text(done)
    return f"{unit[:1].upper()}{unit[1:]} por mes: {told}. Suma: {total}."
