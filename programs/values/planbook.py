"""The plan of a programa as one value: what its workbook says, and what is compared and applied.

Plain and frozen, so that two plans can be compared whoever made them: the rows of the database
(`programs.reading.planbook`), a workbook (`programs.resources.planilla`), the plan of another year.
Lists are in printed order and say nothing of the numbers by which the database keeps it. Texts come
without blanks around them, quantities without spare zeros.

Every row is named by its `clave`. A row that a workbook brings without one has a provisional name
(`provisional`), which lasts until it is saved.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from programs.values.facts import Four
from programs.values.shortened import shortened

_PROVISIONAL = "+"
_NAME_LETTERS = 120


def provisional(number: int) -> str:
    """Return the name of a new row until it is saved, from where its sheet has it."""
    return f"{_PROVISIONAL}{number}"


def is_provisional(clave: str) -> bool:
    """Tell whether a row has no clave of its own yet."""
    return clave.startswith(_PROVISIONAL)


def short_name(text: str) -> str:
    """Return a text of a row in one line that is not too long: by it the row is named."""
    return shortened(" ".join(text.split()), _NAME_LETTERS)


@dataclass(frozen=True)
class PlanComponente:
    """A quantity of a meta. `kind` is a code of `ComponentKind`.

    In `programmed` None is *sin programación* and zero is *no programado*. `months` are the twelve
    amounts of one that is programmed by month, whose sums `programmed` are; None for another.
    """

    clave: str
    kind: str
    quantity: Decimal | None
    unit: str
    programmed: Four
    months: tuple[Decimal | None, ...] | None = None


@dataclass(frozen=True)
class PlanMeta:
    """What a línea promises. `rule` is a code of `MetaRule`, `due_quarters` a text as "1,3"."""

    text: str
    starts_on: date | None
    ends_on: date | None
    rule: str
    due_quarters: str
    programming_reason: str
    componentes: tuple[PlanComponente, ...]


@dataclass(frozen=True)
class PlanLinea:
    """A línea. `number` is the typed one, "" for none at all, None where it is counted.

    `area` is the clave of the área that reports it.
    """

    clave: str
    number: str | None
    title: str
    area: str
    verification: str
    meta: PlanMeta | None


@dataclass(frozen=True)
class PlanTarea:
    """A tarea. `linea` is the clave of its línea, of the same eje, "" for none.

    `number` is that of the calendar, as of a línea; `months` are the programmed ones of the period,
    1 to 12, in order.
    """

    clave: str
    linea: str
    area: str
    text: str
    in_table: bool
    in_calendar: bool
    calendar_text: str
    number: str | None
    months: tuple[int, ...]
    demand_driven: bool
    monthly_projection: str
    goal: str
    expected_result: str
    verification: str


@dataclass(frozen=True)
class PlanEje:
    """An eje with what hangs from it. `responsables` are claves of áreas in printed order.

    `reporting` is the one of them that captures, "" for none; `labels` are its own printed words,
    (word, text), in order of the words.
    """

    clave: str
    name: str
    table_name: str
    objective: str
    strategy: str
    responsables: tuple[str, ...]
    reporting: str
    labels: tuple[tuple[str, str], ...]
    lineas: tuple[PlanLinea, ...]
    tareas: tuple[PlanTarea, ...]


@dataclass(frozen=True)
class PlanBloque:
    """A block of a section. `kind` is a code of `BlockKind`; only texts say their `text`.

    It is plain where the block is of bare paragraphs, markup where it is more. A table or pictures
    keep their place here and are written on their own page.
    """

    clave: str
    kind: str
    text: str


@dataclass(frozen=True)
class PlanSeccion:
    """A section of the programa. `kind` is a code of `SeccionKind`, `number` as of a línea.

    `order` places it among the sections of the institution, with which it prints.
    """

    clave: str
    kind: str
    heading: str
    number: str | None
    contents_number: str
    contents_heading: str
    area: str
    order: int
    bloques: tuple[PlanBloque, ...]


@dataclass(frozen=True)
class PlanBook:
    """The plan of a programa: whose, of what year, from what month, and all its rows."""

    institucion: str
    year: int
    start_month: int
    ejes: tuple[PlanEje, ...]
    secciones: tuple[PlanSeccion, ...]

    @property
    def amounts(self) -> dict[str, PlanComponente]:
        """The quantities of its metas, by the claves of their línea and their own."""
        return {
            f"{linea.clave}/{amount.clave}": amount
            for eje in self.ejes
            for linea in eje.lineas
            if linea.meta
            for amount in linea.meta.componentes
        }

    @property
    def fingerprint(self) -> str:
        """The SHA-256 by which one can tell later whether the plan is still the same."""
        told = json.dumps(asdict(self), default=str, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(told.encode()).hexdigest()
