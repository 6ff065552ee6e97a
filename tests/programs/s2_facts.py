"""The quantities of the first quarter of S2 as plain facts, from `domain.md` 2.2 and 3."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from programs.values.progress import ComponentFacts, Kind, MetaFacts


def quarters(*values) -> tuple[Decimal | None, ...]:
    """Four quarters from 0 to 4 values; the rest is None."""
    filled = (*values, None, None, None, None)[:4]
    return tuple(None if v is None else Decimal(v) for v in filled)


def component(annual=None, actual=(), programmed=(), received=(), kind=Kind.SUM, unit="documentos"):
    """A component from short tuples; `annual` and the quarters may be numbers or strings."""
    return ComponentFacts(
        unit=unit,
        kind=kind,
        annual=None if annual is None else Decimal(annual),
        programmed=quarters(*programmed),
        actual=quarters(*actual),
        received=quarters(*received),
    )


def meta(*components, **kwargs) -> MetaFacts:
    """A meta of those components."""
    return MetaFacts(components=components, **kwargs)


@dataclass(frozen=True)
class Linea:
    """One línea of S2: what it prints and what its quantities are."""

    place: str
    annual: tuple[int, ...]
    actual: tuple[int | None, ...]
    printed: str | None = None
    stated: str | None = None
    due: tuple[int, ...] = ()
    end: date = date(2024, 12, 31)
    omitted: bool = False

    @property
    def facts(self) -> MetaFacts:
        """The meta with a component for each quantity."""
        parts = zip(self.annual, self.actual, strict=True)
        return meta(
            *(component(annual, (actual,)) for annual, actual in parts),
            due_quarters=self.due,
            end=self.end,
        )

    @property
    def stated_percent(self) -> Decimal | None:
        """The stated figure as a Decimal."""
        return None if self.stated is None else Decimal(self.stated)


LINEAS = (
    Linea("UAA 1", (4,), (1,), "25"),
    Linea("UAA 2", (24,), (3,), "12.5"),
    Linea("UAA 3", (12,), (3,), "25"),
    Linea("UAA 4", (15,), (3,), "20"),
    Linea("UAA 5", (4,), (1,), "25"),
    Linea("UT 1", (40,), (6,), "6", stated="6"),
    Linea("UT 2", (4,), (1,), "25"),
    Linea("UT 3", (4,), (2,), "50"),
    Linea("UT 5", (4,), (3,), "25", stated="25"),
    Linea("Archivo 1", (4,), (None,), "25", stated="25"),
    Linea("Archivo 2", (7,), (2,), "29"),
    Linea("Archivo 3", (15,), (None,), "100", stated="100", end=date(2024, 3, 31)),
    Linea("Archivo 4", (1,), (0,), omitted=True),
    Linea("Archivo 5", (4,), (0,), "25", stated="25", end=date(2023, 12, 31)),
    Linea("DVPP 1", (2,), (None,), due=(3, 4), end=date(2024, 11, 30)),
    Linea("DVPP 2", (1,), (None,), due=(3,), end=date(2024, 8, 30)),
    Linea("DVPP 3", (1,), (None,), due=(4,)),
    Linea("DVPP 4", (1,), (None,), due=(4,), end=date(2024, 10, 31)),
    Linea("DVPP 5", (4,), (1,), "25"),
    Linea("DVPP 6", (1,), (None,), due=(3,), end=date(2024, 9, 30)),
    Linea("DSEPD 1", (50,), (0,), omitted=True),
    Linea("DSEPD 2", (4000,), (25,), omitted=True),
    Linea("DSEPD 3", (242,), (39,), "16"),
    Linea("DJ 1", (16, 12), (9, 12), "64", stated="64"),
    Linea("DJ 2", (4,), (3,), "25", stated="25"),
    Linea("DJ 3", (10,), (3,), "30"),
)
COMPUTED = tuple(x for x in LINEAS if x.printed and x.stated is None)
STATED = tuple(x for x in LINEAS if x.stated)
NOT_DUE = tuple(x for x in LINEAS if x.due)
OMITTED = tuple(x for x in LINEAS if x.omitted)
