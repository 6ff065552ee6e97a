"""The mandatory days off of the federal labour law, for any year: a year in, dates out.

Ley Federal del Trabajo, article 74. Days of elections (its fraction IX) are decided by electoral
law, federal and of each state: they are not computed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

ELECTIONS = (
    "El artículo 74 incluye las jornadas electorales ordinarias. Las fija la ley electoral de la "
    "Federación o de su estado: péguelas abajo cuando las haya."
)
MONDAY = 0
# Since the reform of 17 January 2006 three of the days are kept on a Monday.
MONDAYS_SINCE = 2006
# The federal executive changes every six years: 1934, 1940 and so on; since 2024 in October.
FIRST_CHANGE, CHANGE_EVERY, OCTOBER_SINCE = 1934, 6, 2024


@dataclass(frozen=True)
class FederalDay:
    """A mandatory day off and why."""

    day: date
    name: str


def federal_days(year: int) -> tuple[FederalDay, ...]:
    """Return the mandatory days off of a year, by date.

    A day that falls on a weekend stays on it: the law moves none but the three that it keeps on
    Mondays.
    """
    days = [
        FederalDay(date(year, 1, 1), "Año Nuevo"),
        FederalDay(_kept_on_monday(year, 2, 1, date(year, 2, 5)), "Día de la Constitución"),
        FederalDay(_kept_on_monday(year, 3, 3, date(year, 3, 21)), "Natalicio de Benito Juárez"),
        FederalDay(date(year, 5, 1), "Día del Trabajo"),
        FederalDay(date(year, 9, 16), "Día de la Independencia"),
        FederalDay(
            _kept_on_monday(year, 11, 3, date(year, 11, 20)), "Día de la Revolución Mexicana"
        ),
        FederalDay(date(year, 12, 25), "Navidad"),
    ]
    if year >= FIRST_CHANGE and (year - FIRST_CHANGE) % CHANGE_EVERY == 0:
        change = date(year, 10 if year >= OCTOBER_SINCE else 12, 1)
        days.append(FederalDay(change, "Transmisión del Poder Ejecutivo Federal"))
    return tuple(sorted(days, key=lambda each: each.day))


def _kept_on_monday(year: int, month: int, nth: int, before: date) -> date:
    """Return the nth Monday of a month, or the day on which it was kept before the reform."""
    if year < MONDAYS_SINCE:
        return before
    first = date(year, month, 1)
    return first + timedelta(days=(MONDAY - first.weekday()) % 7 + 7 * (nth - 1))
