"""Días hábiles: known dates, and what holds for any date."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.demo.dates import DemoCalendar, days_off_of, ended_quarter
from programs.values.calendar_days import (
    add_working_days,
    is_near,
    is_overdue_by,
    is_working_day,
)

DAYS = st.dates(date(2015, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "count", "days_off", "expected"),
    [
        (date(2026, 6, 30), 10, (), date(2026, 7, 14)),
        (date(2026, 6, 30), 0, (), date(2026, 6, 30)),
        (date(2026, 7, 3), 1, (), date(2026, 7, 6)),  # a Friday
        (date(2026, 7, 4), 1, (), date(2026, 7, 6)),  # a Saturday
        (date(2026, 4, 30), 1, (date(2026, 5, 1),), date(2026, 5, 4)),
        (date(2025, 12, 31), 5, (date(2026, 1, 1),), date(2026, 1, 8)),
    ],
)
def test_known_dates(day, count, days_off, expected):
    assert add_working_days(day, count, days_off) == expected


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 7, 1), -1, ())


@pytest.mark.parametrize(
    ("today", "near"),
    [
        (date(2026, 7, 8), False),
        (date(2026, 7, 9), True),  # a Thursday: Friday and Monday are the two days
        (date(2026, 7, 13), True),
        (date(2026, 7, 14), False),
    ],
)
def test_a_deadline_is_near_from_its_first_to_its_last_day(today, near):
    assert is_near(date(2026, 7, 13), today, 2, ()) is near


@pytest.mark.parametrize(
    ("today", "late"),
    [(date(2026, 7, 13), False), (date(2026, 7, 14), False), (date(2026, 7, 15), True)],
)
def test_a_deadline_is_late_from_its_second_working_day_on(today, late):
    assert is_overdue_by(date(2026, 7, 13), today, 2, ()) is late


def test_nothing_is_late_on_the_day_of_its_deadline():
    assert not is_overdue_by(date(2026, 7, 13), date(2026, 7, 13), 0, ())
    assert is_overdue_by(date(2026, 7, 13), date(2026, 7, 14), 0, ())


@given(DAYS, st.integers(1, 40), st.sets(st.integers(1, 90), max_size=20))
def test_exactly_that_many_working_days_lie_between(day, count, offsets):
    days_off = {day + timedelta(days=offset) for offset in offsets}
    due = add_working_days(day, count, days_off)
    passed = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(is_working_day(each, days_off) for each in passed) == count
    assert is_working_day(due, days_off)


def test_days_of_rest_of_a_year():
    days = days_off_of(2026)
    assert list(days) == sorted(days)
    assert {date(2026, 2, 2), date(2026, 3, 16), date(2026, 9, 16), date(2026, 11, 16)} <= set(days)
    # Holiday periods hold working days only, so no day is told twice.
    assert date(2026, 12, 26) not in days
    assert days[date(2026, 12, 25)] == "Navidad"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 1, 1), (2025, 4)),
        (date(2026, 3, 31), (2025, 4)),
        (date(2026, 4, 1), (2026, 1)),
        (date(2026, 12, 31), (2026, 3)),
    ],
)
def test_the_quarter_in_capture_is_the_last_one_that_is_over(today, expected):
    assert ended_quarter(today) == expected


@given(DAYS.filter(lambda day: day.year > 2016), st.integers(0, 30))
def test_nothing_happens_today_or_later(today, count):
    calendar = DemoCalendar(today)
    day = calendar.after(today - timedelta(days=5), count)
    assert today - timedelta(days=5) <= day < today
