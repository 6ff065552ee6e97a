"""The shape in which the invented plan is written down; the words are in `ejes_*`."""

from dataclasses import dataclass
from decimal import Decimal

from programs.enums import CaptionKind, ComponentKind, MetaRule
from programs.values import facts
from programs.values.progress import ComponentFacts, Kind, MetaFacts, Rule

Four = tuple[int | None, int | None, int | None, int | None]
BLANK: Four = (None, None, None, None)
ALL_MONTHS = "1-12"


@dataclass(frozen=True)
class Componente:
    """One quantity: plural and singular unit, the year's figure, and four quarters of each.

    `actual` is what the year in capture reports as its quarters end; the year before met its
    programming.
    """

    unit: str
    one: str
    quantity: int | None
    programmed: Four = BLANK
    actual: Four = BLANK
    received: Four = BLANK
    kind: ComponentKind = ComponentKind.SUM

    def amount(self, value: int) -> str:
        """Return the quantity with its unit: "1 acta", "4 actas", "95 % de bienes"."""
        if self.kind == ComponentKind.PERCENT:
            return f"{value}% de {self.unit}"
        return f"{value:,} {self.one if value == 1 else self.unit}"

    def actual_of(self, *, met: bool, shifted: bool) -> Four:
        """Return what a year reports; `met` is for a year that did what it had programmed.

        `shifted` leaves a part of T3 for T4, as happens.
        """
        programmed = [value for value in self.programmed if value is not None]
        unsaid = len(programmed) < len(self.programmed)
        if not met or unsaid or self.kind == ComponentKind.DEMAND:
            return self.actual
        first, second, third, fourth = programmed
        moved = 1 if shifted and self.kind == ComponentKind.SUM and third > 1 else 0
        return (first, second, third - moved, fourth + moved)


@dataclass(frozen=True)
class Fotos:
    """A group of sample pictures with one caption."""

    kind: CaptionKind
    caption: str
    alts: tuple[str, ...]


@dataclass(frozen=True)
class Linea:
    """A línea de acción, its meta, and what its área writes of a quarter.

    `done` takes {quarter}, {year} and {amounts}; one of `details` follows, by turns. The causes go
    after "lo cual". `months` are the first and last month of the meta.
    """

    title: str
    meta: str
    componentes: tuple[Componente, ...]
    done: str
    details: tuple[str, ...]
    cause_behind: str = ""
    cause_ahead: str = ""
    rule: MetaRule = MetaRule.POOLED
    due_quarters: str = ""
    months: tuple[int, int] = (1, 12)
    table_title: str = ""
    fotos: Fotos | None = None
    verification: str = ""

    def facts(self, actual: tuple[Four, ...], received: tuple[Four, ...]) -> MetaFacts:
        """Return the meta's quantities for the arithmetic, with these reported ones."""
        return MetaFacts(
            components=tuple(
                ComponentFacts(
                    unit=componente.unit,
                    kind=Kind(componente.kind),
                    annual=_decimal(componente.quantity),
                    programmed=_decimals(componente.programmed),
                    actual=_decimals(actual[index]),
                    received=_decimals(received[index]),
                )
                for index, componente in enumerate(self.componentes)
            ),
            rule=Rule(self.rule),
            due_quarters=tuple(int(quarter) for quarter in self.due_quarters.split(",") if quarter),
        )


@dataclass(frozen=True)
class TareaPlan:
    """A tarea: its months as "1-3,7" and, where it has one, the place of its línea in the eje."""

    text: str
    months: str
    linea: int | None
    projection: str = ""
    goal: str = ""
    expected: str = ""
    verification: str = ""
    calendar_text: str = ""
    in_table: bool = True
    demand_driven: bool = False


@dataclass(frozen=True)
class EjePlan:
    """An eje: the área that reports it first, then those that answer for it too."""

    name: str
    areas: tuple[str, ...]
    objective: str
    strategy: str
    lineas: tuple[Linea, ...]
    tareas: tuple[TareaPlan, ...]


def _decimals(values: Four) -> facts.Four:
    first, second, third, fourth = map(_decimal, values)
    return first, second, third, fourth


def months_of(text: str) -> tuple[int, ...]:
    """Return the months of "1-3,7" as (1, 2, 3, 7). Raises ValueError for anything else."""
    months: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        months |= set(range(int(first), int(last or first) + 1))
    if not months <= set(range(1, 13)):
        raise ValueError(f"months are 1 to 12, not {text!r}")
    return tuple(sorted(months))


def _decimal(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
