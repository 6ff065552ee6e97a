"""What is known of a meta: its components, what was programmed for each quarter and what was done.

Plain values: Decimal and frozen dataclasses, no database. Quarters are numbered 1 to 4 as printed
and lie at index 0 to 3 of every tuple. `None` always means that nobody said it; it is never taken
as zero. The arithmetic on these facts is in `progress`, which gives all these names too.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

QUARTERS = (1, 2, 3, 4)
Four = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None]


class Kind(StrEnum):
    """What a component of a meta counts."""

    SUM = "sum"
    PERCENT = "percent"
    DEMAND = "demand"
    MILESTONE = "milestone"
    UNQUANTIFIED = "unquantified"


class Rule(StrEnum):
    """How the components of a composite meta give one figure."""

    POOLED = "pooled"
    AVERAGE = "average"
    EACH = "each"


class Programming(StrEnum):
    """What was programmed for a quarter; the four answers are never confused."""

    QUANTITY = "quantity"
    SCHEDULED = "scheduled"  # said when, not how much
    NONE = "none"  # no programado: zero is planned
    UNSTATED = "unstated"  # sin programación: nobody said


@dataclass(frozen=True)
class ComponentFacts:
    """One quantity of a meta: its unit, annual quantity and four quarters of three things.

    `programmed`: None nobody said, 0 no programado, above 0 the quantity. `actual`: what was done
    (attended, for demand). `received`: what was asked for, demand only. `adjustments`: what a
    quarter adds to, or takes from, what earlier ones reported; it may be negative.
    Raises ValueError when the kind is unknown, when a tuple does not hold four values, or when a
    quantity is negative or not finite.
    """

    unit: str
    kind: Kind
    annual: Decimal | None
    programmed: Four
    actual: Four
    received: Four = (None, None, None, None)
    adjustments: Four = (None, None, None, None)

    def __post_init__(self):
        # A code read from a database row is a plain string; the arithmetic compares members.
        object.__setattr__(self, "kind", Kind(self.kind))
        for name in ("programmed", "actual", "received", "adjustments"):
            if len(getattr(self, name)) != len(QUARTERS):
                raise ValueError(f"{name} must hold one value per quarter")
        for value in (self.annual, *self.programmed, *self.actual, *self.received):
            if value is not None and (not Decimal(value).is_finite() or value < 0):
                raise ValueError("a quantity must be finite and not negative")
        for value in self.adjustments:
            if value is not None and not Decimal(value).is_finite():
                raise ValueError("an adjustment must be finite")


@dataclass(frozen=True)
class MetaFacts:
    """A meta: its components, how they combine, when it is due and its dates.

    `due_quarters` are the quarters named in "Meta programada en el 3er y 4to trimestre"; empty when
    nobody named any. `outside` are the quarters wholly outside its dates (`quarters_outside`).
    Raises ValueError for a quarter outside 1 to 4.
    """

    components: tuple[ComponentFacts, ...]
    rule: Rule = Rule.POOLED
    due_quarters: tuple[int, ...] = ()
    start: date | None = None
    end: date | None = None
    outside: tuple[int, ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "rule", Rule(self.rule))
        for quarter in (*self.due_quarters, *self.outside):
            checked_quarter(quarter)

    @property
    def quantified(self) -> tuple[ComponentFacts, ...]:
        """The components that can give a figure."""
        return tuple(c for c in self.components if c.kind is not Kind.UNQUANTIFIED)


def checked_quarter(quarter: int) -> int:
    """The quarter itself. Guards the tuples: index -1 would silently answer for the 4th."""
    if quarter not in QUARTERS:
        raise ValueError(f"a quarter is 1, 2, 3 or 4, not {quarter!r}")
    return quarter


def quarters_outside(start: date | None, end: date | None, period_start: date) -> tuple[int, ...]:
    """The quarters of a year from `period_start` that a meta with these dates does not touch."""

    def first_day(quarter: int) -> date:
        index = period_start.month - 1 + 3 * (quarter - 1)
        return date(period_start.year + index // 12, index % 12 + 1, 1)

    return tuple(
        quarter
        for quarter in QUARTERS
        if (end is not None and end < first_day(quarter))
        or (start is not None and start >= first_day(quarter + 1))
    )


def programming_of(
    meta: MetaFacts, component: ComponentFacts, quarter: int
) -> tuple[Programming, Decimal | None]:
    """What was programmed for that quarter and, only for QUANTITY, how much."""
    amount = component.programmed[checked_quarter(quarter) - 1]
    if amount is not None:
        return (Programming.QUANTITY, amount) if amount > 0 else (Programming.NONE, None)
    return _programming_by_date(meta, quarter), None


def _programming_by_date(meta: MetaFacts, quarter: int) -> Programming:
    if not meta.due_quarters:
        return Programming.UNSTATED
    return Programming.SCHEDULED if quarter in meta.due_quarters else Programming.NONE


def programmings(meta: MetaFacts, quarter: int) -> set[Programming]:
    """The answers of all components; a meta without components answers by its due quarters."""
    if not meta.components:
        return {_programming_by_date(meta, quarter)}
    return {programming_of(meta, component, quarter)[0] for component in meta.components}


def quarters_due(meta: MetaFacts) -> tuple[int, ...]:
    """Quarters with something programmed, by quantity or by name: what P3 lists."""
    due = {Programming.QUANTITY, Programming.SCHEDULED}
    return tuple(quarter for quarter in QUARTERS if programmings(meta, quarter) & due)


def accumulated_actual(component: ComponentFacts, quarter: int) -> Decimal | None:
    """What was reported up to the quarter; None when nothing was, or for an unquantified one.

    The adjustments made up to the quarter count in it, so that a later correction leaves the
    accumulated figures of earlier quarters as they were printed.
    """
    if component.kind is Kind.UNQUANTIFIED:
        return None
    reported = [v for v in component.actual[: checked_quarter(quarter)] if v is not None]
    if not reported:
        return None
    if component.kind is Kind.PERCENT:
        return reported[-1]
    return adjusted(component, quarter, sum(reported, Decimal(0)))


def adjusted(component: ComponentFacts, quarter: int, total: Decimal) -> Decimal:
    """Return a sum of the quarters with the adjustments made up to the quarter, never below zero.

    The latest level of a percentage is not a sum: a new level corrects it, an adjustment does not.
    """
    if component.kind is Kind.PERCENT:
        return total
    made = component.adjustments[: checked_quarter(quarter)]
    return max(Decimal(0), total + sum((v for v in made if v is not None), Decimal(0)))


def accumulated_programmed(
    meta: MetaFacts, component: ComponentFacts, quarter: int
) -> Decimal | None:
    """What should be done by the end of the quarter; None when a part that counts is not stated.

    For a percentage only the latest level counts: earlier unstated quarters do not matter.
    """
    if component.kind is Kind.UNQUANTIFIED or unstated_quarters(meta, component, quarter):
        return None
    amounts = [component.programmed[q - 1] for q in _quantity_quarters(meta, component, quarter)]
    if component.kind is Kind.PERCENT:
        return amounts[-1] if amounts else Decimal(0)
    return sum(amounts, Decimal(0))


def _quantity_quarters(meta: MetaFacts, component: ComponentFacts, quarter: int) -> list[int]:
    return [
        q
        for q in range(1, checked_quarter(quarter) + 1)
        if programming_of(meta, component, q)[0] is Programming.QUANTITY
    ]


def unstated_quarters(meta: MetaFacts, component: ComponentFacts, quarter: int) -> tuple[int, ...]:
    """Quarters to date whose programmed quantity is needed for the accumulated and not stated."""
    silent = (Programming.UNSTATED, Programming.SCHEDULED)
    first = 1
    if component.kind is Kind.PERCENT:
        first = max(_quantity_quarters(meta, component, quarter), default=1)
    quarters = range(first, checked_quarter(quarter) + 1)
    return tuple(q for q in quarters if programming_of(meta, component, q)[0] in silent)


def owes(meta: MetaFacts, component: ComponentFacts, quarter: int) -> bool:
    """Whether the component owes a quantity in the quarter.

    It owes none where zero is planned. Where nobody said anything the dates of the meta answer: a
    quarter that they do not touch owes nothing.
    """
    answer = programming_of(meta, component, quarter)[0]
    if answer is Programming.UNSTATED:
        return quarter not in meta.outside
    return answer is not Programming.NONE


def unreported_quarters(
    meta: MetaFacts, component: ComponentFacts, quarter: int
) -> tuple[int, ...]:
    """Quarters to date that owe a quantity and have none: what sums them is *sin dato*.

    For a percentage the latest level that is owed is enough, and a later report answers for it.
    """
    if component.kind is Kind.UNQUANTIFIED:
        return ()
    due = [q for q in range(1, checked_quarter(quarter) + 1) if owes(meta, component, q)]
    if component.kind is Kind.PERCENT and due:
        return () if any_said(*component.actual[due[-1] - 1 : quarter]) else (due[-1],)
    return tuple(q for q in due if component.actual[q - 1] is None)


def unpaired_quarters(meta: MetaFacts, component: ComponentFacts, quarter: int) -> tuple[int, ...]:
    """Quarters to date in which a demand lacks what was attended or what was received.

    A quarter that owes nothing may lack both; half a pair would count an unknown as zero.
    """
    pairs = {
        q: (component.actual[q - 1], component.received[q - 1])
        for q in range(1, checked_quarter(quarter) + 1)
    }
    return tuple(
        q
        for q, pair in pairs.items()
        if None in pair and (owes(meta, component, q) or any_said(*pair))
    )


def told_by_attention(component: ComponentFacts) -> bool:
    """Whether the annual figure is attended / received: a demand without an annual quantity."""
    return component.kind is Kind.DEMAND and component.annual is None


def unsaid_quarters(meta: MetaFacts, component: ComponentFacts, quarter: int) -> tuple[int, ...]:
    """Quarters to date without which the component has no annual figure."""
    if told_by_attention(component):
        return unpaired_quarters(meta, component, quarter)
    return unreported_quarters(meta, component, quarter)


def any_said(*quantities: Decimal | None) -> bool:
    """Whether somebody said any of the quantities; zero is said."""
    return any(quantity is not None for quantity in quantities)


def owes_nothing(meta: MetaFacts, component: ComponentFacts, quarter: int) -> bool:
    """Whether every quarter to date is *no programado* for the component."""
    quarters = range(1, checked_quarter(quarter) + 1)
    return all(programming_of(meta, component, q)[0] is Programming.NONE for q in quarters)


def is_reported(meta: MetaFacts, quarter: int) -> bool:
    """Whether each quantified component has its quantity in the quarter, or owes none there."""
    return all(
        component.actual[checked_quarter(quarter) - 1] is not None
        or not owes(meta, component, quarter)
        for component in meta.quantified
    )


def is_silent_outside(meta: MetaFacts, quarter: int) -> bool:
    """Whether the quarter lies outside the meta's dates and nothing was reported in it."""
    return quarter in meta.outside and not has_quantity(meta, quarter)


def has_quantity(meta: MetaFacts | None, quarter: int) -> bool:
    """Whether the quarter holds any quantity of the meta."""
    if meta is None:
        return False
    return any_said(*(c.actual[checked_quarter(quarter) - 1] for c in meta.components))
