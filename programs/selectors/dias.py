"""The days off of an institution, as the page that keeps them shows them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from programs.models import DiaInhabil, Institucion, Programa
from programs.values.calendar_days import SATURDAY
from programs.values.federal_days import federal_days
from programs.values.phrases import long_date

# How far around the years of the page a pasted day may lie.
AROUND = 2
# Days of one reason and with nothing but a weekend between them are one stretch.
GAP = timedelta(days=4)


@dataclass(frozen=True)
class Stretch:
    """Days off of one reason, one after the other: usually a single one.

    `stored` tells that they are the institution's already; `ticked`, that the page proposes them.
    """

    days: tuple[date, ...]
    name: str
    stored: bool
    ticked: bool

    @property
    def value(self) -> str:
        """The days as the form of the page sends them."""
        return ",".join(day.isoformat() for day in self.days)

    @property
    def words(self) -> str:
        """The days in words: the one, or from the first to the last."""
        first, last = self.days[0], self.days[-1]
        return long_date(first) if first == last else f"{long_date(first)} a {long_date(last)}"

    @property
    def on_weekend(self) -> bool:
        """Tell whether no deadline counts any of them."""
        return all(day.weekday() >= SATURDAY for day in self.days)


@dataclass(frozen=True)
class YearOfDays:
    """The days off of a year: those of the labour law, and the institution's own."""

    year: int
    federal: tuple[Stretch, ...]
    own: tuple[Stretch, ...]

    @property
    def is_new(self) -> bool:
        """Tell whether none of the law's days is stored yet: the page then proposes them all."""
        return not any(each.stored for each in self.federal)

    @property
    def stored(self) -> int:
        """How many days of the year are stored."""
        return sum(len(each.days) for each in (*self.federal, *self.own) if each.stored)


def years_of_days(institucion: Institucion, today: date) -> tuple[int, ...]:
    """Return the years of which the page shows the days off, in one query.

    Those of the newest exercise, and the next one: its last quarter is reported in January. Without
    a programme this year and the next.
    """
    newest = Programa.objects.filter(institucion=institucion).order_by("-year").first()
    first = newest.year if newest else today.year
    crosses = newest is not None and newest.start_month > 1
    return tuple(range(first, first + (3 if crosses else 2)))


def pasted_years(years: Iterable[int]) -> range:
    """Return the years in which a pasted day may fall, given those that the page shows."""
    found = sorted(years)
    return range(found[0] - AROUND, found[-1] + AROUND + 1)


def days_page(institucion: Institucion, today: date) -> tuple[YearOfDays, ...]:
    """Return the years of the page with their days off, in two queries."""
    years = years_of_days(institucion, today)
    rows = DiaInhabil.objects.filter(
        institucion=institucion, day__year__range=(years[0], years[-1])
    )
    names = dict(rows.order_by("day").values_list("day", "name"))
    return tuple(_year(year, names) for year in years)


def _year(year: int, names: dict[date, str]) -> YearOfDays:
    law = federal_days(year)
    stored = {each.day for each in law} & names.keys()
    federal = tuple(
        Stretch(
            days=(each.day,),
            name=names.get(each.day, each.name),
            stored=each.day in stored,
            ticked=each.day in stored or not stored,
        )
        for each in law
    )
    taken = {each.day for each in law}
    own = {day: name for day, name in names.items() if day.year == year and day not in taken}
    return YearOfDays(year, federal, tuple(_stretches(own)))


def _stretches(names: dict[date, str]) -> list[Stretch]:
    """Return days in their order, with those of one reason that follow one another together."""
    found: list[Stretch] = []
    for day, name in names.items():
        last = found[-1] if found else None
        if last and last.name == name and day - last.days[-1] <= GAP:
            found[-1] = Stretch((*last.days, day), name, stored=True, ticked=True)
        else:
            found.append(Stretch((day,), name, stored=True, ticked=True))
    return found
