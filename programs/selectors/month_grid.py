"""The grid of tareas by months as the page Mes shows it: its cells, rows, heads and filters."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from programs.enums import MarkStatus
from programs.models import Area, MarcaMensual, Programa, User
from programs.selectors.common import Choice
from programs.values.months import Month, month_code
from programs.values.phrases import MONTH_SHOWN, month_name, month_words
from programs.values.shortened import shortened

NAME_LENGTH = 60


@dataclass(frozen=True)
class CellState:
    """What stands in a cell: `version` 0 without a row; `who` tells author, day and hour."""

    status: str
    programmed: bool
    reason: str
    note: str
    who: str
    version: int

    @property
    def seen(self) -> str:
        """Return what a form sends back as read: JSON [version, status, reason, note]."""
        values = [self.version, self.status, self.reason, self.note]
        return json.dumps(values, ensure_ascii=False)

    @property
    def data(self) -> str:
        """Return the same for the script, with what only it shows: programmed, and who."""
        values = [self.version, self.status, self.reason, self.note, self.programmed, self.who]
        return json.dumps(values, ensure_ascii=False)


@dataclass(frozen=True)
class GridCell:
    """One month of one tarea on the page.

    `why` is the number of the reason for which it may not change, 0 when it may (`MesPage.why`).
    After a refused form, `typed` is what the person wanted of it and `error` says why not.
    """

    month: Month
    code: str
    state: CellState
    why: int = 0
    typed: CellState | None = None
    error: str = ""

    @property
    def word(self) -> str:
        """The word of its state."""
        return MONTH_SHOWN[self.code]

    @property
    def entered(self) -> CellState:
        """What its fields hold: what was typed, else what stands."""
        return self.typed or self.state

    @property
    def is_not_done(self) -> bool:
        """Tell whether the área said, or wanted to say, that it was not done."""
        return self.entered.status == MarkStatus.NOT_DONE

    @property
    def is_done(self) -> bool:
        """Tell whether the box is ticked."""
        return self.entered.status == MarkStatus.DONE

    @property
    def spoken(self) -> str:
        """Return the state as it is read aloud after the name of the tarea."""
        words = month_words(self.code, self.state.reason)
        return f"{words[:1].lower()}{words[1:]}"


@dataclass(frozen=True)
class GridRow:
    """One tarea, or one quantity by month: `name` is short enough to be read with every cell.

    `kind` is "" for a tarea; its cells are then of `GridCell`, else of `month_numbers.NumberCell`.
    """

    pk: int
    label: str
    text: str
    name: str
    area: str
    area_code: str
    cells: tuple[Any, ...]
    shown: Any
    total: str
    kind: str = ""

    @property
    def key(self) -> str:
        """How the fields and the script of the page name the row."""
        return f"{self.kind}{self.pk}"

    @property
    def marks(self) -> tuple[GridCell, ...]:
        """Its cells where they are marks."""
        return () if self.kind else self.cells

    @property
    def field(self) -> str:
        """The letter of the field of its cells."""
        return "d" if self.kind else "m"


@dataclass(frozen=True)
class GridGroup:
    """The tareas of one eje."""

    order: int
    name: str
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class MonthHead:
    """A month of the period: whether it is over, and the calendar year in which it lies."""

    month: Month
    year: int
    ended: bool


@dataclass(frozen=True)
class AreaMonth:
    """How an área stands in the shown month; `why` says why it cannot be confirmed now.

    `last` is the row of the only tarea that is missing: the confirmation asks about it at once.
    """

    area: Area
    missing: int
    last: GridRow | None
    confirmed: str
    own: bool
    why: str


@dataclass(frozen=True)
class MesPage:
    """All that the page of the months prints; `why` are the reasons of locked cells, from 1."""

    programa: Programa
    heading: str
    months: tuple[MonthHead, ...]
    shown: MonthHead
    current: int | None
    groups: tuple[GridGroup, ...]
    areas: tuple[Choice, ...]
    ejes: tuple[Choice, ...]
    why: tuple[str, ...]
    area_months: tuple[AreaMonth, ...]
    may_write: bool

    @property
    def words(self) -> str:
        """The words of a month by its code, for the script."""
        return json.dumps(MONTH_SHOWN, ensure_ascii=False)

    @property
    def errors(self) -> list[dict[str, str]]:
        """The refused cells as the summary of errors prints them."""
        return [
            {
                "text": f"{row.name}, {cell.month.name.lower()}: {cell.error}",
                "target": f"{row.field}-{row.key}-{cell.month.number}" if cell == row.shown else "",
            }
            for row in self.rows
            for cell in row.cells
            if cell.error
        ]

    @property
    def several_own(self) -> bool:
        """Tell whether the person confirms for more than one área here."""
        return sum(each.own for each in self.area_months) > 1

    @property
    def listed(self) -> tuple[GridRow, ...]:
        """The rows with something in the shown month: programmed, or done all the same."""
        return tuple(row for row in self.rows if row.shown.code)

    @property
    def unlisted(self) -> tuple[GridRow, ...]:
        """The rows that nobody programmed in the shown month."""
        return tuple(row for row in self.rows if not row.shown.code)

    @property
    def rows(self) -> tuple[GridRow, ...]:
        """All rows, in printed order."""
        return tuple(row for group in self.groups for row in group.rows)


@dataclass(frozen=True)
class MesQuery:
    """What the address asks for: área code ("" own ones, "todas" all), eje and month or None."""

    area: str = ""
    eje: int | None = None
    month: int | None = None


@dataclass(frozen=True)
class Refused:
    """A cell that a plain form could not save: what the person wanted, and why not."""

    typed: CellState
    error: str


def cell_state(marca: MarcaMensual | None) -> CellState:
    """Return what stands in a cell, from its row with `reported_by`, or from none."""
    if marca is None:
        return CellState(MarkStatus.UNREPORTED, False, "", "", "", 0)
    return CellState(
        status=marca.status,
        programmed=marca.programmed,
        reason=marca.reason,
        note=marca.note,
        who=who_when(marca.reported_by, marca.reported_at),
        version=marca.version,
    )


def cell_code(state: CellState, *, ended: bool) -> str:
    """Return the glyph's code: a programmed month that is over is owed, one to come is not."""
    return month_code(state.status, programmed=state.programmed, owed=ended)


def who_when(person: User | None, at: datetime | None) -> str:
    """Return "Laura Pérez, 3 de junio a las 10:40", or "" without a report."""
    if person is None or at is None:
        return ""
    at = timezone.localtime(at)
    return f"{person}, {at.day} de {month_name(at.month).lower()} a las {at:%H:%M}"


def short_name(text: str) -> str:
    """Cut a text at a word, for names that are read with every cell."""
    return shortened(text.rstrip(" ."), NAME_LENGTH)
