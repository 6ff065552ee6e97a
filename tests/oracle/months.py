"""The twelve months of a period, and the months of tareas added up.

From the issue of step 5, section 1: totals of months read "done of programmed (%), n sin reportar";
what has not begun is not owed. From the domain document, section 3: a blank is never zero, and
nothing that sums a blank prints a percentage. A month reported before it began counts, and one done
without being programmed counts in no total: neither is written there, both were read in the product
and agree with it ("programado × ..., y realizada sin programar").
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.oracle import numerals
from tests.oracle.shapes import Marca, Programa

YEAR = range(1, 13)


def first_day(programa: Programa, month: int) -> date:
    """Return the first day of a month of the period; 13 is the month after it."""
    years, index = divmod(programa.start_month + month - 2, 12)
    return date(programa.year + years, index + 1, 1)


def last_day(programa: Programa, month: int) -> date:
    """Return the last day of a month of the period; of month 0, the day before the period."""
    first = first_day(programa, month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def calendar_month(programa: Programa, month: int) -> str:
    """Return the name of a month of the period, in lower case."""
    return numerals.MONTHS[first_day(programa, month).month - 1]


def of_quarter(quarter: int) -> tuple[int, int, int]:
    """Return the months of the period in a quarter."""
    return 3 * quarter - 2, 3 * quarter - 1, 3 * quarter


def quarter_days(programa: Programa, quarter: int) -> tuple[date, date]:
    """Return the first and the last day of a quarter."""
    return first_day(programa, 3 * quarter - 2), last_day(programa, 3 * quarter)


def begun(programa: Programa, today: date) -> int:
    """Return how many months of the period have begun."""
    return sum(first_day(programa, month) <= today for month in YEAR)


def over(programa: Programa, today: date) -> int:
    """Return how many months of the period have ended before a day."""
    return sum(last_day(programa, month) < today for month in YEAR)


def quarter_words(programa: Programa, quarter: int) -> str:
    """Return the months and years of a quarter as covers print them (issue of step 5, section 2).

    "Enero - Marzo 2022"; both years where it spans two: "Noviembre 2025 - Enero 2026".
    """
    first, last = quarter_days(programa, quarter)
    names = [numerals.MONTHS[day.month - 1].capitalize() for day in (first, last)]
    opening = names[0] if first.year == last.year else f"{names[0]} {first.year}"
    return f"{opening} - {names[1]} {last.year}"


def exercise(programa: Programa) -> str:
    """Return the ejercicio as people read it: "2026", "2025-2026" for one that spans two years."""
    last = last_day(programa, 12).year
    return str(programa.year) if last == programa.year else f"{programa.year}-{last}"


@dataclass(frozen=True)
class Sum:
    """Programmed months, those done of them, and those without report."""

    programmed: int
    done: int
    blank: int

    def words(self, noun: str = "", *, to_come: bool = False) -> str:
        """Return it as read: "9 de 16 (56%)" or "9 de 16, 4 sin reportar"."""
        told = f"{self.done:,} de {self.programmed:,} {noun}".strip()
        if self.blank:
            return f"{told}, {self.blank:,} sin reportar"
        if not self.programmed or to_come:
            return told
        return f"{told} ({numerals.shown(Fraction(100 * self.done, self.programmed))})"


def is_blank(marca: Marca, begun: int) -> bool:
    """Tell whether a programmed month has begun and nobody reported it."""
    return marca.programmed and marca.status == "unreported" and marca.month <= begun


def added(marcas: Iterable[Marca], begun: int) -> Sum:
    """Add up the programmed months that have begun, and those reported before they did."""
    counted = [
        marca
        for marca in marcas
        if marca.programmed and (marca.month <= begun or marca.status != "unreported")
    ]
    return Sum(
        len(counted),
        sum(marca.status == "done" for marca in counted),
        sum(is_blank(marca, begun) for marca in counted),
    )


def code(marca: Marca | None, *, owed: bool) -> str:
    """Return what a month of a tarea is: done, missing, planned...; "" for nothing.

    The codes are the product's names of the six things that a month can be (`docs/estados.md`,
    «Marca mensual», and whether it has begun).
    """
    if marca is None:
        return ""
    if marca.status == "done":
        return "done" if marca.programmed else "done_unplanned"
    if marca.status == "not_done":
        return "not_done"
    if not marca.programmed:
        return ""
    return "missing" if owed else "planned"


def calendar_sum(codes: Iterable[str]) -> str:
    """Return done of programmed of a calendar: "" where nothing is programmed."""
    found = list(codes)
    counted = [each for each in found if each in ("done", "not_done", "missing", "planned")]
    if not counted:
        return ""
    total = Sum(len(counted), counted.count("done"), counted.count("missing"))
    return total.words(to_come="planned" in counted)
