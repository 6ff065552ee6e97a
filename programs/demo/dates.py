"""The demonstration's calendar: everything is dated from one day, and nothing lies after it."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from programs.values.calendar_days import add_working_days, is_working_day

MONDAY = 0


def month_distance(today: date, year: int, month: int) -> int:
    """Return how many months ago a month was; 0 is the current one, negative is to come."""
    return 12 * (today.year - year) + today.month - month


def month_end(year: int, month: int) -> date:
    """Return the last day of a calendar month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def ended_quarter(today: date) -> tuple[int, int]:
    """Return (year, quarter) of the last quarter that is over: in February, T4 of last year."""
    quarter = (today.month - 1) // 3
    return (today.year, quarter) if quarter else (today.year - 1, 4)


def days_off_of(year: int) -> dict[date, str]:
    """Return the invented institution's days off of a year, with their reason.

    The days of rest are those of artículo 74 of the Ley Federal del Trabajo; both holiday periods
    are invented.
    """
    days = {
        date(year, 1, 1): "Año Nuevo",
        _weekday_number(year, 2, MONDAY, 1): "Aniversario de la Constitución",
        _weekday_number(year, 3, MONDAY, 3): "Natalicio de Benito Juárez",
        date(year, 5, 1): "Día del Trabajo",
        date(year, 9, 16): "Día de la Independencia",
        _weekday_number(year, 11, MONDAY, 3): "Aniversario de la Revolución",
        date(year, 12, 25): "Navidad",
    }
    summer = _weekday_number(year, 7, MONDAY, 4)
    periods = (
        ("Periodo vacacional de verano", summer, summer + timedelta(days=4)),
        ("Periodo vacacional de invierno", date(year, 12, 20), date(year, 12, 31)),
    )
    for name, first, last in periods:
        for offset in range((last - first).days + 1):
            day = first + timedelta(days=offset)
            if is_working_day(day, days):
                days[day] = name
    return dict(sorted(days.items()))


def _weekday_number(year: int, month: int, weekday: int, number: int) -> date:
    """Return the `number`th Monday, Tuesday... of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))


@dataclass(frozen=True)
class DemoCalendar:
    """What happened when, seen from `today`.

    `work_year` and `work_quarter` name the quarter that is being captured and reviewed: the last
    one that is over. Every quarter before it is closed. `years` is how many years its days off
    reach back.
    """

    today: date
    years: int = 1
    days_off: dict[date, str] = field(init=False)
    work_year: int = field(init=False)
    work_quarter: int = field(init=False)

    def __post_init__(self) -> None:
        days: dict[date, str] = {}
        for year in range(self.today.year - self.years, self.today.year + 2):
            days |= days_off_of(year)
        year, quarter = ended_quarter(self.today)
        object.__setattr__(self, "days_off", days)
        object.__setattr__(self, "work_year", year)
        object.__setattr__(self, "work_quarter", quarter)

    def after(self, day: date, count: int) -> date:
        """Return the day `count` días hábiles later, but never today or after it."""
        return min(add_working_days(day, count, self.days_off), self.today - timedelta(days=1))

    def due(self, day: date, count: int) -> date:
        """Return a deadline: `count` días hábiles after a day, in the past or to come."""
        return add_working_days(day, count, self.days_off)

    def quarter_before_work(self) -> tuple[int, int]:
        """Return (year, quarter) of the last closed quarter."""
        if self.work_quarter > 1:
            return (self.work_year, self.work_quarter - 1)
        return (self.work_year - 1, 4)

    def moment(self, day: date, hour: int, minute: int = 0) -> datetime:
        """Return a moment of a day in the institution's own time."""
        return timezone.make_aware(datetime.combine(day, time(hour, minute % 60)))

    def is_work(self, year: int, quarter: int) -> bool:
        """Tell whether a quarter is the one in capture and review."""
        return (year, quarter) == (self.work_year, self.work_quarter)

    def is_closed(self, year: int, quarter: int) -> bool:
        """Tell whether a quarter was over before the one in capture."""
        return (year, quarter) < (self.work_year, self.work_quarter)

    def has_begun(self, year: int, quarter: int) -> bool:
        """Tell whether a quarter's first day has come."""
        return date(year, 3 * quarter - 2, 1) <= self.today
