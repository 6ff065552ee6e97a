"""The twelve months of a tarea as a page shows them: a code, a word and a total.

Plain values: the marks of a snapshot in, rows for the calendar component out.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from programs.enums import MarkStatus
from programs.values.phrases import month_name, month_short, month_words
from programs.values.snapshot import MarkSnapshot, TareaSnapshot
from programs.values.totals import calendar_total

MONTHS = range(1, 13)


def month_code(status: str, *, programmed: bool, owed: bool) -> str:
    """Return the code of a month of a tarea, given its `MarkStatus`.

    A blank month that was programmed is owed, or still to come; one that was not has no code.
    """
    if status == MarkStatus.DONE:
        return "done" if programmed else "done_unplanned"
    if status == MarkStatus.NOT_DONE:
        return "not_done"
    if not programmed:
        return ""
    return "missing" if owed else "planned"


@dataclass(frozen=True)
class Month:
    """A month of the period (1 to 12) with its names."""

    number: int
    short: str
    name: str


@dataclass(frozen=True)
class MonthCell:
    """One month of one tarea; `code` is the component's, `title` is read aloud."""

    month: int
    code: str
    title: str


@dataclass(frozen=True)
class CalendarRow:
    """One tarea of the calendar; `total` says done of programmed."""

    label: str
    text: str
    cells: tuple[MonthCell, ...]
    total: str


def period_months(start_month: int) -> tuple[Month, ...]:
    """Return the twelve months of a period that starts in calendar month `start_month`."""
    months = ((index, (start_month - 2 + index) % 12 + 1) for index in MONTHS)
    return tuple(Month(index, month_short(month), month_name(month)) for index, month in months)


def period_month_of(day: date, starts_on: date) -> int | None:
    """Return the month of the period (1 to 12) in which a day lies, or None outside it."""
    index = (day.year - starts_on.year) * 12 + day.month - starts_on.month + 1
    return index if index in MONTHS else None


def quarter_of_month(month: int) -> int:
    """Return the quarter (1 to 4) of a month of the period (1 to 12)."""
    return (month - 1) // 3 + 1


def month_end(starts_on: date, month: int) -> date:
    """Return the last day of a month of the period; of month 0, the day before the period."""
    index = starts_on.month - 1 + month
    return date(starts_on.year + index // 12, index % 12 + 1, 1) - timedelta(days=1)


def months_over(today: date, starts_on: date) -> int:
    """Return how many months of the period have ended before `today`: 0 to 12."""
    index = (today.year - starts_on.year) * 12 + today.month - starts_on.month
    return min(max(index, 0), len(MONTHS))


def months_begun(today: date, starts_on: date) -> int:
    """Return how many months of the period have begun on `today`: 0 to 12."""
    index = (today.year - starts_on.year) * 12 + today.month - starts_on.month + 1
    return min(max(index, 0), len(MONTHS))


def months_as_of(tarea: TareaSnapshot, quarter: int) -> TareaSnapshot:
    """Return a tarea with the months that are programmed as of a quarter, before later moves."""
    later = [move for move in tarea.moves if move.adecuacion.from_quarter > quarter]
    if not later:
        return tarea
    programmed = later[0].original
    marks = {mark.month: mark for mark in tarea.marks}
    kept = (
        replace(marks[month], programmed=month in programmed)
        if month in marks
        else MarkSnapshot(month, programmed=True, status=MarkStatus.UNREPORTED, reason="")
        for month in sorted({*marks, *programmed})
        if month in programmed or marks[month].status != MarkStatus.UNREPORTED
    )
    moves = tuple(move for move in tarea.moves if move not in later)
    return replace(tarea, marks=tuple(kept), moves=moves)


def calendar_rows(
    tareas: Iterable[TareaSnapshot],
    *,
    due: Container[int],
    readable: Callable[[TareaSnapshot, int], bool],
) -> tuple[CalendarRow, ...]:
    """Return the calendar's rows of some tareas.

    `due` holds the months whose report is already owed; `readable` tells whether the person may
    know what the área said of a tarea in a month. What may not be known shows as programmed only.
    """
    return tuple(_row(tarea, due, readable) for tarea in tareas)


def _row(
    tarea: TareaSnapshot, due: Container[int], readable: Callable[[TareaSnapshot, int], bool]
) -> CalendarRow:
    marks = {mark.month: mark for mark in tarea.marks}
    cells = []
    for month in MONTHS:
        known = readable(tarea, month)
        cells.append(_cell(month, marks.get(month), owed=known and month in due, known=known))
    total = calendar_total(cell.code for cell in cells) or "Ninguna programada"
    return CalendarRow(tarea.calendar_number, tarea.calendar_text, tuple(cells), total)


def _cell(month: int, mark: MarkSnapshot | None, *, owed: bool, known: bool) -> MonthCell:
    """A blank month that was programmed is never zero: it is owed, or still to come."""
    if mark is None or not (mark.programmed or known):
        return MonthCell(month, "", "")
    status = mark.status if known else MarkStatus.UNREPORTED
    code = month_code(status, programmed=mark.programmed, owed=owed)
    return MonthCell(month, code, month_words(code, mark.reason) if code else "")
