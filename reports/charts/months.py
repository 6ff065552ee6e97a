"""The months of a curve, added up: what both the big curve and the small ones draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values import phrases
from reports.charts.amounts import Progress


@dataclass(frozen=True)
class MonthAmounts:
    """What was programmed for a month and done in it, not accumulated.

    `programmed`: None is *sin programación*. `done`: None is *sin dato*. `unreported` is how much
    of the programmed nobody reported. Raises ValueError for a quantity that is negative or not
    finite.
    """

    ends_on: date
    programmed: Decimal | int | None
    done: Decimal | int | None
    unreported: int = 0

    def __post_init__(self):
        pair = Progress("", self.programmed, self.done)
        object.__setattr__(self, "programmed", pair.programmed)
        object.__setattr__(self, "done", pair.done)

    @property
    def name(self) -> str:
        """The name of the month, with a capital."""
        return phrases.month_name(self.ends_on.month)

    @property
    def short(self) -> str:
        """The first three letters of the month."""
        return phrases.month_short(self.ends_on.month)


@dataclass(frozen=True)
class Point:
    """The end of a month: both quantities accumulated, None from the first one missing on.

    `unreported` accumulates up to the cut-off. `over` tells whether the month had ended at the
    cut-off; after it nothing was done yet.
    """

    month: MonthAmounts
    programmed: Decimal | None
    done: Decimal | None
    over: bool
    unreported: int = 0

    @property
    def progress(self) -> Progress:
        """The pair to date."""
        return Progress("", self.programmed, self.done, self.unreported)


def accumulated(months: Sequence[MonthAmounts], cut_off: date) -> tuple[Point, ...]:
    """Return the points of both curves.

    The curve of what was done stops at the cut-off date, and before it at the first month without
    data. What nobody reported is counted apart, so that it never passes for not done.
    """
    points = []
    programmed: Decimal | None = Decimal(0)
    done: Decimal | None = Decimal(0)
    unreported = 0
    for month in months:
        over = month.ends_on <= cut_off
        programmed = _plus(programmed, month.programmed)
        done = _plus(done, month.done) if over else None
        unreported += month.unreported if over else 0
        points.append(Point(month, programmed, done, over, unreported))
    return tuple(points)


def _plus(total: Decimal | None, value: Decimal | None) -> Decimal | None:
    return None if total is None or value is None else total + value


def to_date(points: Sequence[Point]) -> Point | None:
    """Return the last point at the cut-off; None before the first month ended."""
    over = [point for point in points if point.over]
    return over[-1] if over else None


def missing(points: Sequence[Point]) -> tuple[str, ...]:
    """Return the months that had ended and have no data, in lower case."""
    return tuple(p.month.name.lower() for p in points if p.over and p.month.done is None)
