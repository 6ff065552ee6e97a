"""What changed a plan after it was approved, as plain values: adecuaciones and corrections."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values.facts import Four


@dataclass(frozen=True)
class AdecuacionSnapshot:
    """What changed an approved programa from a quarter on: its number, who agreed it and why."""

    number: int
    agreement: str
    session: str
    agreed_on: date
    from_quarter: int
    reason: str


@dataclass(frozen=True)
class MoveSnapshot:
    """A change of the programmed months of a tarea: which they were, which they are since then."""

    adecuacion: AdecuacionSnapshot
    original: tuple[int, ...]
    adjusted: tuple[int, ...]


@dataclass(frozen=True)
class AdjustmentSnapshot:
    """A correction of earlier quarters: how much, of what unit, and why."""

    unit: str
    amount: Decimal
    reason: str


@dataclass(frozen=True)
class ChangeSnapshot:
    """A modification of a meta: what it changes, from which quarter, and what agreed it.

    `component` is the place of the changed quantity in the facts of the meta, from 0, None where
    the meta has none; quantities are in its unit. What is adjusted is None or empty where it stays
    as it was: the annual quantity, the text, what is programmed in each quarter, the quarters in
    which the meta is due. `number` is that of its adecuación in the programa.
    """

    component: int | None
    unit: str
    from_quarter: int
    original: Decimal | None
    adjusted: Decimal | None
    original_text: str
    adjusted_text: str
    original_programmed: Four
    adjusted_programmed: Four
    original_due: tuple[int, ...]
    adjusted_due: tuple[int, ...]
    reason: str
    number: int
    agreement: str
    agreed_on: date
