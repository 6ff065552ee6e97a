"""Small plans that hypothesis makes: what may be in them. `plan_rows` writes them.

They hold what the demonstration does not: every kind and rule of metas with any blanks, changes of
metas before and after a closing, metas that begin and end anywhere, years from any month, months of
every state, quarters closed before their months ended, and days outside of the year.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

YEAR = 2026
QUARTERS = (1, 2, 3, 4)
UNITS = ("documentos", "actas", "informes", "sesiones", "% de avance")
CAUSES = (
    "",
    "se debió a la falta de quórum",
    "Por falta de sede.",
    "lo cual responde a la demanda",
    "La sede cerró\ndos meses",
)
KINDS = ("sum", "sum", "percent", "demand", "milestone", "unquantified")

amounts = st.sampled_from([0, 1, 2, 3, 5, 7, 12, 40, 241, 4000]).map(Decimal) | st.decimals(
    0, 60, places=1
)
positive = st.sampled_from([1, 2, 3, 4, 7, 12, 24, 100, 242, 4000]).map(Decimal)
programmed = st.sampled_from([None, None, Decimal(0), Decimal(0), Decimal(1), Decimal(3)]) | amounts
said = st.none() | amounts
adjustments = st.none() | st.none() | st.sampled_from([-3, -1, 0, 2]).map(Decimal)
months = st.tuples(*[st.tuples(programmed, said)] * 12)
offsets = st.integers(-40, 400)


@dataclass(frozen=True)
class ChangeSpec:
    """A modificación: from which quarter, agreed how many days into the year, to what.

    `programmed` is what each quarter is programmed since then, None where that stays.
    """

    quarter: int
    agreed: int
    adjusted: Decimal
    text: str
    programmed: Decimal | None


@dataclass(frozen=True)
class ComponenteSpec:
    """A component: what was programmed, and (quantity, received, adjustment) of each quarter.

    `months` are (programmed, done) of each month where it is reported by month: its quarters are
    then what those give.
    """

    kind: str
    unit: str
    annual: Decimal | None
    programmed: tuple[Decimal | None, ...]
    said: tuple[tuple[Decimal | None, ...], ...]
    changes: tuple[ChangeSpec, ...]
    months: tuple[tuple[Decimal | None, Decimal | None], ...] | None


@dataclass(frozen=True)
class MetaSpec:
    """A meta; `start` and `end` are days into the year."""

    rule: str
    due: tuple[int, ...]
    start: int | None
    end: int | None
    componentes: tuple[ComponenteSpec, ...]


@dataclass(frozen=True)
class TareaSpec:
    """A tarea with its months: (month, programmed, status)."""

    area: int
    in_table: bool
    in_calendar: bool
    label: str
    marcas: tuple[tuple[int, bool, str], ...]


@dataclass(frozen=True)
class AvanceSpec:
    """A quarter entry; `pictures` of a captioned block, None without any block.

    The first `left_out` of them, as far as there are so many, stay out of the informe.
    """

    status: str
    ready: bool
    cause: str
    closing: str
    stated: Decimal | None
    pictures: int | None
    left_out: int
    first: int | None


@dataclass(frozen=True)
class LineaSpec:
    """A línea."""

    area: int
    label: str
    meta: MetaSpec | None
    tareas: tuple[TareaSpec, ...]
    avances: tuple[AvanceSpec, ...]


@dataclass(frozen=True)
class EntregaSpec:
    """What an área handed in of a quarter."""

    quarter: int
    area: int
    status: str
    extended: int | None
    given_back: int | None
    asked: int


@dataclass(frozen=True)
class PlanSpec:
    """A whole plan: `closings` says for the first quarters after how many days they were closed."""

    start_month: int
    today: int
    nested: bool
    approved: bool
    words: dict[str, str]
    thresholds: tuple[int, int, int]
    ejes: tuple[tuple[tuple[LineaSpec, ...], tuple[TareaSpec, ...]], ...]
    closings: tuple[int, ...]
    opened: int
    due: tuple[int | None, ...]
    entregas: tuple[EntregaSpec, ...]
    confirmed: frozenset[tuple[int, int]]
    days_off: frozenset[int]

    @property
    def begins(self) -> date:
        """The first day of its year."""
        return date(YEAR, self.start_month, 1)

    def day(self, offset: int) -> date:
        """Return a day of its year or around it."""
        return self.begins + timedelta(days=offset)


@st.composite
def componentes(draw: st.DrawFn) -> ComponenteSpec:
    """A component of any kind, with any blanks."""
    kind = draw(st.sampled_from(KINDS))
    annual = draw(positive)
    if kind in ("demand", "unquantified"):
        annual = draw(st.none() | positive)
    changes = draw(
        st.lists(
            st.builds(ChangeSpec, st.sampled_from(QUARTERS), st.integers(0, 364), positive,
                      st.sampled_from(["", "otra meta", "una meta nueva"]), programmed),
            max_size=2,
            unique_by=lambda change: change.quarter,
        )
    )  # fmt: skip
    return ComponenteSpec(
        kind=kind,
        unit=draw(st.sampled_from(UNITS)),
        annual=annual,
        programmed=draw(st.tuples(*[programmed] * 4)),
        said=draw(st.tuples(*[st.tuples(said, said, adjustments)] * 4)),
        changes=tuple(c for c in changes if annual is not None and c.adjusted != annual),
        months=draw(months | months | st.none()) if kind in ("sum", "demand") else None,
    )


metas = st.builds(
    MetaSpec,
    rule=st.sampled_from(["pooled", "pooled", "average", "each"]),
    due=st.just(()) | st.sets(st.sampled_from(QUARTERS)).map(lambda found: tuple(sorted(found))),
    start=st.none() | st.integers(-60, 300),
    end=st.none() | st.integers(20, 400),
    componentes=st.lists(componentes(), max_size=3).map(tuple),
)


@st.composite
def tareas(draw: st.DrawFn) -> TareaSpec:
    """A tarea with months of every state."""
    months = draw(st.sets(st.integers(1, 12)))
    statuses = st.sampled_from(["unreported", "unreported", "done", "done", "not_done"])
    marcas = []
    for month in sorted(months):
        status = draw(statuses)
        marcas.append((month, status != "done" or draw(st.booleans()), status))
    in_table = draw(st.booleans())
    return TareaSpec(
        area=draw(st.integers(0, 2)),
        in_table=in_table,
        in_calendar=not in_table or draw(st.booleans()),
        label=draw(st.sampled_from(["", "", "7", "bis"])),
        marcas=tuple(marcas),
    )


@st.composite
def avances(draw: st.DrawFn) -> AvanceSpec:
    """An entry of any state, which closes by itself, with a stated figure or without sentence."""
    closing = draw(st.sampled_from(["automatic"] * 6 + ["stated", "omitted"]))
    stated = st.sampled_from([25, 100, 0, 64]).map(Decimal) | st.decimals(0, 120, places=2)
    return AvanceSpec(
        status=draw(st.sampled_from(["draft", "submitted", "returned", "validated", "validated"])),
        ready=draw(st.booleans()),
        cause=draw(st.sampled_from(CAUSES)),
        closing=closing,
        stated=draw(stated) if closing == "stated" else None,
        pictures=draw(st.none() | st.integers(0, 3)),
        left_out=draw(st.sampled_from([0, 0, 1, 3])),
        first=draw(st.none() | st.none() | st.integers(1, 9)),
    )


lineas = st.builds(
    LineaSpec,
    area=st.integers(0, 2),
    label=st.sampled_from(["", "", "", "8", "3 bis"]),
    meta=st.none() | metas | metas | metas,
    tareas=st.lists(tareas(), max_size=2).map(tuple),
    avances=st.tuples(*[avances()] * 4),
)
entregas = st.builds(
    EntregaSpec,
    quarter=st.sampled_from(QUARTERS),
    area=st.integers(0, 2),
    status=st.sampled_from(["submitted", "returned", "validated"]),
    extended=st.none() | offsets,
    given_back=st.none() | offsets,
    asked=st.integers(0, 2),
)
words = st.just({}) | st.just(
    {
        "progress": "Del 100% de la meta programada, se tiene un avance {avance}.",
        "finished": "Dicha meta para este trimestre se cumplió al 100%.",
        "line": "Línea de Acción",
    }
)


def ejes(least: int) -> st.SearchStrategy:
    """The líneas of an eje, at least so many, and its tareas without línea."""
    return st.tuples(
        st.lists(lineas, min_size=least, max_size=3).map(tuple),
        st.lists(tareas(), max_size=2).map(tuple),
    )


plans = st.builds(
    PlanSpec,
    start_month=st.integers(1, 12),
    today=offsets,
    nested=st.booleans(),
    approved=st.booleans(),
    words=words,
    thresholds=st.sampled_from([(70, 90, 110), (50, 80, 80), (60, 99, 120)]),
    ejes=st.tuples(ejes(1)) | st.tuples(ejes(1), ejes(0)),
    closings=st.lists(st.integers(-60, 40), max_size=4).map(tuple),
    opened=st.integers(0, 2),
    due=st.tuples(*[st.none() | offsets] * 4),
    entregas=st.lists(entregas, max_size=4, unique_by=lambda e: (e.quarter, e.area)).map(tuple),
    confirmed=st.frozensets(st.tuples(st.integers(0, 2), st.integers(1, 12)), max_size=20),
    days_off=st.frozensets(st.integers(0, 364), max_size=5),
)
