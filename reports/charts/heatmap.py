"""Tareas by months as a table of links: the data of `templates/components/_heatmap.html`.

Not a drawing: each cell is a place to go to, and a table is what keyboards and readers know.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values.phrases import MONTH_SHOWN
from programs.values.spreadsheet import csv_text
from programs.values.totals import calendar_total
from reports.charts.amounts import Progress, Words, count_text, done_sentence
from reports.charts.svg import clean

GROUP = "Eje"
TAREAS = Words(row=("tarea", "tareas"))
# Codes of `components/_mark.html`; the months that were due are those with a verdict.
DUE = ("done", "not_done", "missing")


@dataclass(frozen=True)
class HeatCell:
    """A month of a tarea: its code, what is read aloud, and where it leads ("" leads nowhere)."""

    code: str
    title: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if self.code not in MONTH_SHOWN:
            raise ValueError(f"not a code of a month: {self.code!r}")

    @property
    def text(self) -> str:
        """The words of the cell: its own, or those of its code."""
        return clean(self.title) or MONTH_SHOWN[self.code]


@dataclass(frozen=True)
class HeatRow:
    """A tarea: its printed number or "", its text, one cell for each month, its eje."""

    label: str
    text: str
    cells: tuple[HeatCell, ...]
    url: str = ""
    group: str = ""

    @property
    def name(self) -> str:
        """Number and text in one line."""
        return clean(f"{self.label} {self.text}")

    @property
    def total(self) -> str:
        """ "4 de 12": done of programmed in the whole period."""
        return _total(self.cells)


@dataclass(frozen=True)
class HeatMonth:
    """A column: short and whole name of a month, and what was done in it of what was programmed."""

    short: str
    name: str
    total: str


@dataclass(frozen=True)
class Heatmap:
    """The table with its sentence; without rows there is only the sentence."""

    key: str
    title: str
    sentence: str
    heading: str
    months: tuple[HeatMonth, ...]
    rows: tuple[HeatRow, ...]

    @property
    def grouped(self) -> bool:
        """Whether the rows are of several groups, so that each needs its heading."""
        return len({row.group for row in self.rows}) > 1

    @property
    def columns(self) -> tuple[str, ...]:
        """The headings of the table."""
        return (GROUP, self.heading, *(month.name for month in self.months), "Hechas")

    @property
    def csv(self) -> str:
        """The same table as CSV, in words."""
        return csv_text([self.columns, *self.table])

    @property
    def table(self) -> list[tuple[str, ...]]:
        """The rows of the table in words, its totals last; the group is always told."""
        body = [
            (
                clean(row.group),
                row.name,
                *(cell.text for cell in row.cells),
                row.total,
            )
            for row in self.rows
        ]
        return [*body, ("Total", "", *(month.total for month in self.months), self.total)]

    @property
    def total(self) -> str:
        """Done of programmed in the whole table."""
        return _total(cell for row in self.rows for cell in row.cells)


def heatmap(
    key: str,
    title: str,
    months: Sequence[tuple[str, str]],
    rows: Sequence[HeatRow],
    *,
    cut_off: date,
    words: Words = TAREAS,
) -> Heatmap:
    """Return the table. `months` are (short, whole) names in the order of the period.

    Raises ValueError when a row does not hold one cell for each month.
    """
    for row in rows:
        if len(row.cells) != len(months):
            raise ValueError(f"{len(months)} months and {len(row.cells)} cells in {row.name!r}")
    columns = tuple(
        HeatMonth(short, name, _total(row.cells[index] for row in rows))
        for index, (short, name) in enumerate(months)
    )
    return Heatmap(key, title, _sentence(rows, cut_off, words), words.heading, columns, tuple(rows))


def _total(cells: Iterable[HeatCell]) -> str:
    """Done of programmed; a month done without being programmed is neither."""
    return calendar_total(cell.code for cell in cells) or "No programado"


def _sentence(rows: Sequence[HeatRow], cut_off: date, words: Words) -> str:
    """What was done of what was due; what nobody reported is told apart, never as not done."""
    if not rows:
        return f"Todavía no hay {words.row[1]} que mostrar."
    codes = [cell.code for row in rows for cell in row.cells]
    due = sum(code in DUE for code in codes)
    done, silent = Decimal(codes.count("done")), codes.count("missing")
    total = Progress("", Decimal(due), done, silent)
    if due:
        parts = [done_sentence(total, cut_off, words)]
    else:
        parts = ["Todavía no hay acciones programadas por reportar."]
    if extra := codes.count("done_unplanned"):
        told = count_text(extra, ("acción", "acciones"))
        parts.append(f"Además se {'hizo' if extra == 1 else 'hicieron'} {told} sin programar.")
    return " ".join(parts)
