"""What the base tables of a programme say, as plain values.

Quantities are fractions, and None is what nobody said. Quarters and months of the period are
numbered from 1. `rows` fills them.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

QUARTERS = (1, 2, 3, 4)


@dataclass
class Said:
    """What a quarter says of a component."""

    actual: Fraction | None = None
    received: Fraction | None = None
    adjustment: Fraction | None = None
    adjustment_reason: str = ""


@dataclass
class Change:
    """What an adecuación changes of a component; None leaves the annual or a quarter as it was."""

    quarter: int
    agreed_on: date
    number: int
    adjusted: Fraction | None
    text: str
    programmed: dict[int, Fraction | None]

    @property
    def place(self) -> tuple[int, date, int]:
        """What orders changes: the later wins."""
        return self.quarter, self.agreed_on, self.number


@dataclass
class Componente:
    """One quantity of a meta."""

    kind: str
    unit: str
    approved: Fraction | None
    programmed: dict[int, Fraction | None]
    said: dict[int, Said] = field(default_factory=lambda: {q: Said() for q in QUARTERS})
    changes: list[Change] = field(default_factory=list)

    def annual(self, quarter: int) -> Fraction | None:
        """Return the annual quantity in force in a quarter."""
        known = [c for c in self.changes if c.quarter <= quarter and c.adjusted is not None]
        if not known:
            return self.approved
        return max(known, key=lambda change: change.place).adjusted

    def planned(self, quarter: int, read: int) -> Fraction | None:
        """Return what is programmed for a quarter as it stands in the quarter that is read."""
        known = [c for c in self.changes if c.quarter <= read]
        known = [c for c in known if c.programmed[quarter] is not None]
        if not known:
            return self.programmed[quarter]
        return max(known, key=lambda change: change.place).programmed[quarter]


@dataclass
class Meta:
    """What a línea promises."""

    text: str
    starts_on: date | None
    ends_on: date | None
    rule: str
    due: frozenset[int]
    componentes: list[Componente] = field(default_factory=list)

    def text_in_force(self, quarter: int) -> str:
        """Return its text in a quarter: that of the latest change of any component."""
        changes = [
            change
            for componente in self.componentes
            for change in componente.changes
            if change.quarter <= quarter and change.text
        ]
        return max(changes, key=lambda change: change.place).text if changes else self.text


@dataclass
class Marca:
    """One month of a tarea."""

    month: int
    programmed: bool
    status: str
    reason: str


@dataclass
class Tarea:
    """An activity; `number` is the printed one of its row in the calendar."""

    pk: int
    linea: int | None
    area: str
    area_name: str
    text: str
    calendar_text: str
    in_table: bool
    in_calendar: bool
    number: str
    verification: str = ""
    marcas: dict[int, Marca] = field(default_factory=dict)


@dataclass
class Bloque:
    """A block of a narrative that nobody took out, as far as its caption goes."""

    pk: int
    kind: str
    prints: bool
    word: str
    caption: str
    first: int | None
    pictures: int


@dataclass
class Avance:
    """A quarter entry."""

    pk: int
    status: str
    ready: bool
    cause: str
    closing: str
    stated: Fraction | None
    reason: str
    bloques: list[Bloque] = field(default_factory=list)


@dataclass
class Linea:
    """A línea with its printed number."""

    pk: int
    number: str
    title: str
    area: str
    area_name: str
    verification: str = ""
    meta: Meta | None = None
    tareas: list[Tarea] = field(default_factory=list)
    avances: dict[int, Avance] = field(default_factory=dict)


@dataclass
class Eje:
    """An eje with everything in it; `words` are the printed labels that hold for it."""

    pk: int
    order: int
    name: str
    words: dict[str, str]
    lineas: list[Linea] = field(default_factory=list)
    tareas: list[Tarea] = field(default_factory=list)


@dataclass
class Corte:
    """When a quarter was last closed, and why it was closed without every verdict."""

    day: date
    reason: str


@dataclass
class Trimestre:
    """A quarter; `corte` only while it is closed."""

    pk: int
    number: int
    status: str
    due_on: date | None
    corte: Corte | None = None


@dataclass
class Seccion:
    """A section of a document with its blocks."""

    kind: str
    area: str | None
    heading: str
    bloques: list[Bloque] = field(default_factory=list)


@dataclass
class Institucion:
    """What of an institution takes part in figures."""

    pk: int
    slug: str
    words: dict[str, str]
    nested: bool
    red: int
    amber: int
    green: int
    month_days: int
    days_off: frozenset[date]
    # Whether the PTA and the informe print with what each is verified.
    pta_verifies: bool = False
    informe_verifies: bool = False


@dataclass
class Programa:
    """A programme with all its rows."""

    pk: int
    year: int
    start_month: int
    approved: bool
    institucion: Institucion
    trimestres: dict[int, Trimestre]
    ejes: list[Eje]

    @property
    def lineas(self) -> list[tuple[Eje, Linea]]:
        """Every línea with its eje, in printed order."""
        return [(eje, linea) for eje in self.ejes for linea in eje.lineas]
