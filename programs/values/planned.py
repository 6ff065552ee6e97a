"""A whole plan as plain values: what the checks of a plan look at before it is approved.

`programs.reading.planned` fills them from the database. Rows come in printed order.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from programs.values.facts import MetaFacts
from programs.values.phrases import month_name
from programs.values.snapshot import TareaSnapshot

MONTHS = range(1, 13)


@dataclass(frozen=True)
class PlannedMeta:
    """A meta as it was first written; `reason` tells why its quantities are right, "" for none."""

    pk: int
    text: str
    starts_on: date | None
    ends_on: date | None
    facts: MetaFacts
    reason: str


@dataclass(frozen=True)
class PlannedLinea:
    """A línea with the área that reports it; `number` is printed, and may be missing or repeat."""

    pk: int
    number: str
    title: str
    area: str
    area_code: str
    meta: PlannedMeta | None


@dataclass(frozen=True)
class PlannedEje:
    """An eje with its líneas and tareas; `heading` is the printed word for it ("Eje")."""

    pk: int
    order: int
    heading: str
    name: str
    lineas: tuple[PlannedLinea, ...]
    tareas: tuple[TareaSnapshot, ...]

    @property
    def in_table(self) -> tuple[TareaSnapshot, ...]:
        """The rows of its implementation table."""
        return tuple(tarea for tarea in self.tareas if tarea.in_table)

    @property
    def in_calendar(self) -> tuple[TareaSnapshot, ...]:
        """The rows of its calendar."""
        return tuple(tarea for tarea in self.tareas if tarea.in_calendar)


@dataclass(frozen=True)
class PlannedSection:
    """A section of the PTA; `number` is what was typed, `counted` that it is numbered alone."""

    pk: int
    heading: str
    number: str
    counted: bool


@dataclass(frozen=True)
class Planned:
    """A plan of twelve months from `starts_on`; `line` is the printed word for a línea."""

    starts_on: date
    line: str
    ejes: tuple[PlannedEje, ...]
    sections: tuple[PlannedSection, ...]

    @property
    def ends_on(self) -> date:
        """The last day of the period."""
        return self.month_days(12)[1]

    @property
    def lineas(self) -> Iterator[tuple[PlannedEje, PlannedLinea]]:
        """Each línea with its eje."""
        return ((eje, linea) for eje in self.ejes for linea in eje.lineas)

    def month_days(self, month: int) -> tuple[date, date]:
        """Return the first and the last day of a month of the period (1 to 12)."""
        return self._first_day(month), self._first_day(month + 1) - timedelta(days=1)

    def month_word(self, month: int) -> str:
        """Return the name of a month of the period (1 to 12)."""
        return month_name(self._first_day(month).month)

    def _first_day(self, month: int) -> date:
        offset = self.starts_on.month + month - 2
        return date(self.starts_on.year + offset // 12, offset % 12 + 1, 1)
