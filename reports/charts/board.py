"""What the tablero and the resumen ejecutivo draw of a programme: one figure, one function.

Tareas and semáforos come in as plain values, from rows or from a stored quarter alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from programs.values.months import MONTHS, month_end
from programs.values.progress import Semaforo, Thresholds
from programs.values.readings import EntryReading
from programs.values.semaforos import ORDER
from programs.values.snapshot import MarkSnapshot, TareaSnapshot
from programs.values.totals import total_of
from reports.charts.amounts import Progress, Words
from reports.charts.bullets import Bullet, bullets
from reports.charts.curve import curve
from reports.charts.key import KeyFigure, key_figure
from reports.charts.months import MonthAmounts, accumulated, to_date
from reports.charts.panels import Panel, panels
from reports.charts.semaforos import semaforos
from reports.charts.table import Chart

Item = TypeVar("Item")
SHOWN_AREAS = ("área mostrada", "áreas mostradas")


@dataclass(frozen=True)
class Board:
    """The day of the figures and what all charts of a programme share.

    `starts_on` is the first day of its period, `cut_off` the day up to which what was done counts.
    `readable` tells whether what was said of a tarea in a month (1 to 12) may be read.
    """

    starts_on: date
    cut_off: date
    thresholds: Thresholds
    brand: str
    readable: Callable[[TareaSnapshot, int], bool]


def months_of_tareas(tareas: Iterable[TareaSnapshot], board: Board) -> tuple[MonthAmounts, ...]:
    """Return the months of the period: what was programmed in each and what was done of it.

    A month of which part may not be read has no data. What nobody reported is counted apart: an
    área that says nothing stays in the total, and neither does worse nor better by it.
    """
    by_month: dict[int, list[tuple[TareaSnapshot, MarkSnapshot]]] = {m: [] for m in MONTHS}
    for tarea in tareas:
        for mark in tarea.marks:
            if mark.programmed:
                by_month[mark.month].append((tarea, mark))
    return tuple(_amounts(month, found, board) for month, found in by_month.items())


def _amounts(
    month: int, found: Sequence[tuple[TareaSnapshot, MarkSnapshot]], board: Board
) -> MonthAmounts:
    ends_on = month_end(board.starts_on, month)
    if not all(board.readable(tarea, month) for tarea, _ in found):
        return MonthAmounts(ends_on, Decimal(len(found)), None)
    total = total_of((mark for _, mark in found), begun=month)
    return MonthAmounts(ends_on, Decimal(total.programmed), Decimal(total.done), total.unreported)


def key_of(tareas: Iterable[TareaSnapshot], board: Board) -> KeyFigure | None:
    """Return what is done of what was programmed to date, and whether that is on track."""
    return key_figure(months_of_tareas(tareas, board), board.cut_off, board.thresholds)


def curve_chart(
    tareas: Sequence[TareaSnapshot], board: Board, *, width: int, height: int, key: str = "curva"
) -> Chart:
    """Return the accumulated curve of programmed against done; it stops at the cut-off date."""
    return curve(
        key,
        "Programado y realizado, acumulado",
        months_of_tareas(tareas, board) if tareas else (),
        cut_off=board.cut_off,
        width=width,
        height=height,
        brand=board.brand,
    )


def area_key(tarea: TareaSnapshot) -> str:
    """Return the code of a tarea's área, or its name in a `Corte` that holds no code."""
    return tarea.area_code or tarea.area


def area_panels(tareas: Iterable[TareaSnapshot], board: Board) -> list[Panel]:
    """Return each área with its months, in the order in which the programme names them."""
    by_area: dict[str, list[TareaSnapshot]] = {}
    for tarea in tareas:
        by_area.setdefault(area_key(tarea), []).append(tarea)
    return [Panel(found[0].area, months_of_tareas(found, board)) for found in by_area.values()]


def areas_chart(found: Sequence[Panel], board: Board) -> Chart:
    """Return the small multiples by área, on one scale."""
    return panels(
        "areas",
        "Cada área",
        found,
        cut_off=board.cut_off,
        thresholds=board.thresholds,
        width=280,
        brand=board.brand,
    )


def area_bullets(found: Iterable[Panel], board: Board) -> list[Bullet]:
    """Return each área's percentage of what was programmed to date, as its panel has it."""
    drawn = []
    for panel in found:
        last = to_date(accumulated(panel.months, board.cut_off))
        none = Progress(panel.name, Decimal(0), None)
        pair = replace(last.progress, name=panel.name) if last else none
        drawn.append(Bullet.of(pair, board.thresholds))
    return drawn


def furthest_areas(found: Iterable[Panel], board: Board, most: int) -> tuple[list[Bullet], int]:
    """Return at most so many áreas for one page, and how many are left out.

    They keep the order of the programme while all have room; if not, the furthest behind stay.
    """
    drawn = area_bullets(found, board)
    if len(drawn) > most:
        drawn.sort(key=lambda item: (item.percent is None, item.percent or Decimal(0)))
    return drawn[:most], len(drawn[most:])


def bullets_of_areas(
    drawn: Sequence[Bullet], board: Board, *, width: int, left_out: int = 0
) -> Chart:
    """Return áreas as bullets: what was done of what was programmed to date.

    With some left out its sentence is of those that are shown, and says so.
    """
    return bullets(
        "areas",
        "Cada área: avance de lo programado a la fecha",
        drawn,
        thresholds=board.thresholds,
        words=Words(row=SHOWN_AREAS) if left_out else Words(),
        width=width,
        brand=board.brand,
    )


def semaforo_chart(statuses: Sequence[Semaforo], *, width: int) -> Chart:
    """Return how many líneas stand at each word of the semáforo."""
    return semaforos("semaforos", "Metas por semáforo", statuses, width=width)


def furthest_behind_first(
    items: Iterable[Item], reading_of: Callable[[Item], EntryReading]
) -> list[Item]:
    """Return items by the colour of their semáforo, then by their percentage, the lowest first."""

    def place(item: Item) -> tuple[int, Decimal]:
        reading = reading_of(item)
        return ORDER.index(reading.semaforo.color), reading.accumulated_percent or Decimal(0)

    return sorted(items, key=place)
