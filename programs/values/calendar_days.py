"""Working days: dates in, dates out, no database and no clock.

The deadlines of an institution count días hábiles: Monday to Friday, without its `DiaInhabil` rows.
"""

from collections.abc import Collection
from datetime import date, timedelta

from programs.values.typed import plain

SATURDAY = 5
WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
OTHER_WEEKDAY = "«{}» no concuerda: ese día es {}. Corrija el día o la fecha."


def is_working_day(day: date, days_off: Collection[date]) -> bool:
    """Tell whether a day is Monday to Friday and not one of the days off."""
    return day.weekday() < SATURDAY and day not in days_off


def add_working_days(day: date, count: int, days_off: Collection[date]) -> date:
    """Return the date that is `count` working days after `day`, which itself is not counted.

    With `count` 0 it is the day itself, whatever day it is. Raises ValueError for a negative
    count: a deadline is never before what it follows.
    """
    if count < 0:
        raise ValueError("a number of working days is not negative")
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, days_off)
    return day


def is_near(due_on: date, today: date, count: int, days_off: Collection[date]) -> bool:
    """Tell whether a deadline that has not passed is at most `count` working days away."""
    return today <= due_on <= add_working_days(today, count, days_off)


def is_overdue_by(due_on: date, today: date, count: int, days_off: Collection[date]) -> bool:
    """Tell whether a deadline passed and `count` working days of being late have begun.

    The day after the deadline, if it is a working day, is the first one.
    """
    return due_on < today and add_working_days(due_on, count, days_off) <= today


def year_later(day: date | None) -> date | None:
    """Return the same day of the next year; of 29 February, the 28th."""
    if day is None:
        return None
    last = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if last else day.day)


def why_other_weekday(text: str, weekday: str, day: date) -> str:
    """Return why a weekday is not that of the date beside it, "" where it is or none was said."""
    right = WEEKDAYS[day.weekday()]
    return OTHER_WEEKDAY.format(text, right) if weekday and plain(weekday) != plain(right) else ""
