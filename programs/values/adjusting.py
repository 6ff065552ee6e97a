"""What Planeación asks of an adecuación, as plain values: its grounds and its changes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Grounds:
    """Who agreed an adecuación, from which quarter (1 to 4) it holds, and why."""

    agreement: str
    session: str
    agreed_on: date | None
    from_quarter: int
    reason: str


@dataclass(frozen=True)
class MetaChange:
    """A change of the meta of a línea (pk); what is empty, None or the same stays as it is.

    `quantities` are annual ones by component (pk), `programmed` those of each quarter from the
    first one of the adecuación on, by component and quarter.
    """

    linea: int
    text: str = ""
    due: tuple[int, ...] = ()
    quantities: Mapping[int, Decimal | None] = field(default_factory=dict)
    programmed: Mapping[int, Mapping[int, Decimal | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class NewLinea:
    """A línea that an eje (pk) gets at its end, reported by an área (pk).

    `meta` is its text, "" for a línea without one; `kind` is a `ComponentKind` code and counts
    where there is a unit. `tarea` is the text of its only tarea, "" for none, with its months of
    the period (1 to 12).
    """

    eje: int
    area: int
    title: str
    meta: str = ""
    kind: str = "sum"
    quantity: Decimal | None = None
    unit: str = ""
    programmed: Mapping[int, Decimal | None] = field(default_factory=dict)
    tarea: str = ""
    months: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Adjustment:
    """All that one adecuación changes.

    `cancelled` are líneas (pk); `months` the programmed months of tareas (pk) as they shall be,
    of which those before the first quarter do not count.
    """

    grounds: Grounds
    metas: tuple[MetaChange, ...] = ()
    cancelled: tuple[int, ...] = ()
    months: Mapping[int, frozenset[int]] = field(default_factory=dict)
    added: tuple[NewLinea, ...] = ()
