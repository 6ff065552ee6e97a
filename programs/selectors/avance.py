"""What one entry gives now: its figures, its sentence, in whose hands it is, what it lacks.

The capture page, the answers to its saves and the review are made of it: what the quantities give
comes from `programs.values.readings`, the sentence from `programs.values.closing`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from programs.enums import TrimestreStatus
from programs.models import AvanceTrimestral, Bloque
from programs.reading.assembly import Reported
from programs.reading.line import Line, entry_workflow
from programs.reading.lines import lines_of
from programs.selectors.beside import FoundHere
from programs.selectors.found import (
    Accepted,
    Found,
    accepted_in,
    found_of_line,
    sorted_found,
    typed_found,
)
from programs.selectors.pendientes import Debt, line_debts
from programs.values.amounts import NO_DATA
from programs.values.checks import HOLDS_BACK, Finding, of_severity
from programs.values.checks.finding import block_anchor, quantity_anchor
from programs.values.checks.quantities import made_by, unlikely
from programs.values.given import given
from programs.values.hechos.rules import RuleGroup
from programs.values.month_quantities import quarter_words
from programs.values.phrases import number_text, signed_text
from programs.values.progress import Closing, Kind, accumulated_actual
from programs.values.readings import (
    ComponentReading,
    EntryReading,
    Workflow,
    workflow_of,
)
from programs.values.snapshot import LineClosing, MetaSnapshot


@dataclass(frozen=True)
class RuleView:
    """How a quantity follows of hechos, in words.

    `offered` tells whether a rule may be chosen, `note` what the computed quantity waits for;
    `earlier` is the (code, words) of the quarter before, where this one has none; `groups` are the
    rules that may be chosen, by kind.
    """

    code: str
    words: str
    groups: tuple[RuleGroup, ...]
    note: str
    computed: bool
    offered: bool
    earlier: tuple[str, str] | None


@dataclass(frozen=True)
class QuantityPart:
    """One component: what is typed in it, and what it gives. `errors` are {field: [texts]}.

    `months` are the words of those of the quarter, "" where it is not reported by month.
    `adjustable` tells whether earlier quarters hold a sum that may be corrected here.
    """

    pk: int
    version: int
    anchor: str
    unit: str
    demand: bool
    percent: bool
    quantified: bool
    quantity: Decimal | str | None
    received: Decimal | str | None
    reason: str
    before: str
    reading: ComponentReading
    unlikely: str
    months: str = ""
    adjustable: bool = False
    adjustment: Decimal | str | None = None
    adjustment_reason: str = ""
    adjust_errors: Mapping[str, list[str]] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    # How it follows of hechos (`programs.selectors.hechos`); the answers to saves leave it out.
    rule: RuleView | None = None

    @property
    def is_fixed(self) -> bool:
        """Tell whether it follows of something else and is not typed."""
        return bool(self.months or (self.rule and self.rule.computed))

    @property
    def quantity_text(self) -> str:
        """What stands in the field of the quantity: as it prints, or as it was typed."""
        return _typed(self.quantity, number_text)

    @property
    def received_text(self) -> str:
        """The same of what was received."""
        return _typed(self.received, number_text)

    @property
    def adjustment_text(self) -> str:
        """The same of the adjustment, with its sign."""
        return _typed(self.adjustment, signed_text)


def _typed(value: Decimal | str | None, words: Callable[[Decimal], str]) -> str:
    return words(value) if isinstance(value, Decimal) else value or ""


@dataclass(frozen=True)
class Live(FoundHere):
    """What changes with every save: the figures, the sentence, the state, what is missing."""

    line: Line
    quantities: tuple[QuantityPart, ...]
    accepted: Accepted = field(default_factory=dict)
    # What the checks say of the hechos that serve it (`programs.selectors.hechos`).
    of_hechos: tuple[Found, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of the línea; of its narrative only where its blocks were read."""
        return self.line.findings

    @property
    def missing(self) -> tuple[Debt, ...]:
        """What the línea lacks to be lista."""
        return line_debts(self.line, of_severity(self.findings, *HOLDS_BACK))

    @cached_property
    def told(self) -> tuple[Found, ...]:
        """What the checks of quantities, words and hechos found, the heaviest first."""
        typed = typed_found(self.line, self.accepted)
        words = found_of_line(self.line, self.accepted)
        return sorted_found([*typed, *words, *self.of_hechos])

    @property
    def fields(self) -> Collection[str]:
        """Its quantities, its blocks, the cause and the closing."""
        blocks = self.line.linea.avance.blocks if self.line.linea.avance else ()
        own = {part.anchor for part in self.quantities}
        return own | {block_anchor(block.key) for block in blocks} | {"causa", "cierre"}

    @property
    def closing(self) -> LineClosing:
        """How the línea closes the quarter."""
        return given(self.line.linea.closing)

    @property
    def reading(self) -> EntryReading:
        """What pages say of the línea."""
        return self.line.reading

    @property
    def workflow(self) -> Workflow:
        """In whose hands the entry is."""
        return self.line.workflow

    @property
    def meta(self) -> MetaSnapshot | None:
        """The meta in force."""
        return self.line.linea.meta

    @property
    def due(self) -> bool:
        """Tell whether anything of the meta is due so far."""
        return self.closing.code is not Closing.NOT_DUE


def live_of(
    avance: AvanceTrimestral, blocks: Iterable[Bloque] = (), accepted: Accepted | None = None
) -> Live:
    """Return what an entry read by `avances_visible` gives now, in three queries.

    `blocks` are its own, read `with_pictures`; without them nothing is said of the narrative.
    `accepted` are the reasons written in its quarter (`accepted_in`).
    """
    (line,) = lines_of([avance], blocks=blocks)
    return live_in(line, accepted)


def live_in(line: Line, accepted: Accepted | None = None) -> Live:
    """Return what a línea of the reader gives now, in no query."""
    return Live(
        accepted=accepted or {},
        line=line,
        quantities=tuple(
            _quantity(position, said, line)
            for position, said in enumerate(line.reported, start=1)
            if said.pk is not None
        ),
    )


def live_now(avance: AvanceTrimestral) -> tuple[Live, list[Bloque]]:
    """Return what an entry read by `avances_visible` gives with its narrative, in seven queries.

    Its blocks come with it.
    """
    blocks = list(Bloque.objects.filter(avance=avance.pk).kept().with_pictures())
    return live_of(avance, blocks, accepted_in(avance.trimestre)), blocks


def _quantity(position: int, said: Reported, line: Line) -> QuantityPart:
    promise, number = given(line.linea.meta), line.trimestre.number
    meta, made = promise.facts, made_by(promise, position - 1, of_hechos=said.of_hechos)
    component = meta.components[position - 1]
    before = accumulated_actual(component, number - 1) if number > 1 else None
    return QuantityPart(
        pk=given(said.pk),
        version=said.version,
        anchor=quantity_anchor(position),
        unit=component.unit,
        demand=component.kind is Kind.DEMAND,
        percent=component.kind is Kind.PERCENT,
        quantified=component.kind is not Kind.UNQUANTIFIED,
        quantity=said.quantity,
        received=said.received,
        reason=said.reason,
        before=quantity_or(before, "0" if number == 1 else NO_DATA),
        reading=line.reading.components[position - 1],
        unlikely=unlikely(meta, component, number, made),
        months=months_words(line, position - 1),
        adjustable=bool(
            said.adjustment or (before is not None and component.kind is not Kind.PERCENT)
        ),
        adjustment=said.adjustment,
        adjustment_reason=said.adjustment_reason,
    )


def months_words(line: Line, component: int) -> str:
    """Return the months of a component in the quarter with their sum, "" where it has none."""
    for each in given(line.linea.meta).months:
        if each.component == component:
            quarter = line.quarter
            months = each.of_quarter(quarter.number)
            return quarter_words(months, each.unit, quarter.starts_on.month, quarter.begun)
    return ""


def quantity_or(value: Decimal | None, word: str) -> str:
    """Print a quantity, or the word that stands for none."""
    return word if value is None else number_text(value)


def entry_missing(avance: AvanceTrimestral) -> tuple[Debt, ...]:
    """Return what an entry read by `avances_visible` lacks to be lista, in five queries."""
    return live_of(avance, Bloque.objects.filter(avance=avance.pk).kept().with_pictures()).missing


def workflow_with(block: Bloque, avance: AvanceTrimestral) -> Workflow:
    """Return in whose hands an entry is of which a block was just written.

    One query where the block was taken out, which may leave nothing in the entry.
    """
    if block.removed_at is None:
        return workflow_of(
            avance.status,
            ready=avance.ready,
            closed=avance.trimestre.status == TrimestreStatus.CLOSED,
            full=True,
        )
    left = AvanceTrimestral.objects.with_contents().get(pk=avance.pk)
    return entry_workflow(left, avance.trimestre.status)
