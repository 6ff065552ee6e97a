"""The figures to which a number in prose may be tied (*cifras ligadas*).

Those of a línea in a quarter and the totals of the quarter, each with its source, its name in
words and its number as it prints. Every number comes from the one function that pages, tablero and
documents take it from (`values.amounts`, `values.hechos.rules`, `values.semaforos`): a tied number
and a closing sentence never differ. Plain values in, plain values out.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from programs.values.amounts import (
    NO_DATA,
    Amount,
    accumulated_amount,
    annual_amount,
    done_amount,
    percent_amount,
    programmed_amount,
    received_amount,
    whole_percent_amount,
)
from programs.values.facts import ComponentFacts, Kind, MetaFacts
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import HechoKind
from programs.values.hechos.rules import Rule, RuleKind, outcome_of
from programs.values.percents import Measure
from programs.values.progress import DEFAULT_THRESHOLDS, Semaforo, bands
from programs.values.readings import FULL, NOT_VALIDATED, Access
from programs.values.semaforos import ORDER, semaforo_counts
from programs.values.tied import OF_TOTALS, SILENT, Printed

# What of a componente is told, after its unit.
NAMES = {
    "done": " del trimestre",
    "programmed": ", programado del trimestre",
    "received": ", recibido en el trimestre",
    "accumulated": ", acumulado del año",
    "annual": ", meta anual",
    "percent": ", porcentaje del trimestre",
    "annual_percent": ", porcentaje de avance",
}
PERCENTS = {"percent": Measure.PERIOD, "annual_percent": Measure.ANNUAL}
# What is of the plan, which anybody reads, and what takes in earlier quarters.
PLANNED, SUMS = ("programmed", "annual"), ("accumulated", "annual_percent")
WHOLE = "toda la meta"
HECHOS = ".hechos."
OF_HECHOS = "hechos de la línea"
OF_QUARTER = "Totales del trimestre"


@dataclass(frozen=True)
class KnownFigure:
    """A figure that a number may be tied to.

    `name` says what it is within its `group`, a línea or the totals. `amount` is its number, or the
    word of why there is none; `unit` what it counts, `measure` what of it. `place` is that of its
    componente in the meta, from 1, and 0 for a figure that has no page of its own; `linea` the pk
    of its línea, None for a total. `hidden` tells that the person may not read it.
    """

    source: str
    name: str
    group: str
    amount: Amount
    unit: str
    measure: str
    linea: int | None = None
    place: int = 0
    hidden: bool = False

    @property
    def is_percent(self) -> bool:
        """Tell whether it prints with the sign of percentages."""
        return self.measure in PERCENTS

    @property
    def text(self) -> str:
        """Its number as printed, or the words that stand while there is none."""
        if self.hidden:
            return NOT_VALIDATED
        if self.amount.value is None:
            return SILENT
        return self.amount.percent if self.is_percent else self.amount.text

    @property
    def is_offered(self) -> bool:
        """Tell whether a list shows it: what has a number or waits for one; no total of none."""
        if self.linea is None:
            return bool(self.amount.value)
        return self.amount.value is not None or self.amount.word == NO_DATA


@dataclass(frozen=True)
class LineaClaves:
    """What names a línea and the componentes of its meta, in their order, for good."""

    pk: int
    clave: str
    componentes: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """The known figures of a línea or of a quarter. `lineas` are the claves whose hechos were read.

    Two rows with one clave cannot be told from each other: neither is known.
    """

    every: tuple[KnownFigure, ...] = ()
    lineas: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        count = Counter(figure.source for figure in self.every)
        found = {figure.source: figure for figure in self.every if count[figure.source] == 1}
        object.__setattr__(self, "_found", found)

    def find(self, source: str) -> KnownFigure | None:
        """Return the figure of a source, None for one that is no more."""
        found: dict[str, KnownFigure] = self.__dict__["_found"]
        return found.get(source)

    def printed(self, source: str) -> Printed | None:
        """Return what a source prints, None for one that is no more.

        Of hechos nobody may have said any yet: then the línea is known and the figure silent.
        """
        figure = self.find(source)
        if figure:
            return Printed(figure.name, figure.text)
        clave, hechos, _ = source.partition(HECHOS)
        return Printed(OF_HECHOS, SILENT) if hechos and clave in self.lineas else None

    @property
    def offered(self) -> tuple[KnownFigure, ...]:
        """Those of the list from which a person chooses."""
        return tuple(
            figure for figure in self.every if figure.is_offered and self.find(figure.source)
        )


def line_figures(
    claves: LineaClaves,
    meta: MetaFacts | None,
    number: int,
    *,
    group: str = "",
    hechos: Sequence[HechoValue] = (),
    access: Access = FULL,
) -> Figures:
    """Return the figures of a línea in a quarter, in the order of its meta and of its hechos.

    `hechos` are those that count in it; `access` says how far the person may read.
    """
    found: list[KnownFigure] = []
    if meta is not None:
        for place, clave in enumerate(claves.componentes, start=1):
            component = meta.components[place - 1]
            for measure, amount in _amounts(meta, component, number):
                readable = access.sums if measure in SUMS else access.own
                unit = component.unit or "cantidad"
                found.append(
                    KnownFigure(
                        source=f"{clave}.{measure}",
                        name=f"{unit}{NAMES[measure]}",
                        group=group,
                        amount=amount,
                        unit=unit,
                        measure=measure,
                        linea=claves.pk,
                        place=place,
                        hidden=not readable and measure not in PLANNED,
                    )
                )
        if len(meta.quantified) > 1:
            for measure, kind in PERCENTS.items():
                amount = whole_percent_amount(meta, number, kind)
                found.append(
                    KnownFigure(
                        source=f"{claves.clave}.{measure}",
                        name=f"{WHOLE}{NAMES[measure]}",
                        group=group,
                        amount=amount,
                        unit="",
                        measure=measure,
                        linea=claves.pk,
                        place=1,
                        hidden=not access.sums,
                    )
                )
    found.extend(_of_hechos(claves, hechos, group, hidden=not access.own))
    return Figures(tuple(found), frozenset((claves.clave,)))


def _amounts(
    meta: MetaFacts, component: ComponentFacts, number: int
) -> Iterator[tuple[str, Amount]]:
    yield "done", done_amount(meta, component, number)
    yield "programmed", programmed_amount(meta, component, number)
    if component.kind is Kind.DEMAND:
        yield "received", received_amount(component, number)
    yield "accumulated", accumulated_amount(meta, component, number)
    yield "annual", annual_amount(component)
    for measure, kind in PERCENTS.items():
        yield measure, percent_amount(meta, component, number, kind)


def _of_hechos(
    claves: LineaClaves, hechos: Sequence[HechoValue], group: str, *, hidden: bool
) -> Iterator[KnownFigure]:
    """Yield how many hechos of each kind count in a línea, and the sums of their numbers."""
    for kind in dict.fromkeys(hecho.kind.key for hecho in hechos):
        own = next(hecho.kind for hecho in hechos if hecho.kind.key == kind)
        for rule, key, name in _rules(own):
            quantity = outcome_of(rule, hechos).quantity
            yield KnownFigure(
                source=f"{claves.clave}{HECHOS}{key}",
                name=name,
                group=group,
                amount=Amount(quantity, NO_DATA),
                unit=name.partition(" de ")[0] if rule.how is RuleKind.SUM else own.plural,
                measure="hechos",
                linea=claves.pk,
                hidden=hidden,
            )


def _rules(kind: HechoKind) -> Iterator[tuple[Rule, str, str]]:
    """Yield (rule, end of the source, name) of a kind of hechos."""
    plural = kind.plural[:1].lower() + kind.plural[1:]
    yield Rule(RuleKind.COUNT, kind), kind.key, f"{plural} del trimestre"
    for number in kind.sums:
        label = number.label[:1].lower() + number.label[1:]
        yield (
            Rule(RuleKind.SUM, kind, number.key),
            f"{kind.key}.{number.key}",
            f"{label} de {plural} del trimestre",
        )


def hechos_keys(kind: HechoKind) -> tuple[str, ...]:
    """Return the ends of the sources that hechos of a kind may give."""
    return tuple(key for _, key, _ in _rules(kind))


def total_figures(statuses: Sequence[Semaforo]) -> tuple[KnownFigure, ...]:
    """Return how many líneas a quarter has, and how many of each semáforo, as the tablero counts.

    Grey has a word for each reason: here they are one.
    """
    by_color = dict.fromkeys(ORDER, 0)
    for color, _, number in semaforo_counts(statuses):
        by_color[color] += number
    words = {band.color: f"en «{band.word}»" for band in bands(DEFAULT_THRESHOLDS)}
    named = [("lineas", "líneas de acción", len(statuses))]
    named += [
        (color, f"líneas {words.get(color, 'sin semáforo')}", number)
        for color, number in by_color.items()
    ]
    return tuple(
        KnownFigure(
            source=f"{OF_TOTALS}.{key}",
            name=name,
            group=OF_QUARTER,
            amount=Amount(Decimal(number)),
            unit="líneas",
            measure=key,
        )
        for key, name, number in named
    )


def joined(parts: Iterable[Figures], totals: Sequence[KnownFigure] = ()) -> Figures:
    """Return the figures of several líneas as one, after the totals of their quarter."""
    kept = list(parts)
    return Figures(
        (*totals, *(figure for part in kept for figure in part.every)),
        frozenset().union(*(part.lineas for part in kept)),
    )
