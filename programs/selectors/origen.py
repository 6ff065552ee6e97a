"""Where a printed figure comes from: one component of a línea in a quarter, down to its hechos."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from programs.getters import avances_visible
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    User,
)
from programs.reading.hechos import (
    as_closed,
    counted_hechos,
    kinds_when_closed,
    rule_of,
    stored_kinds,
)
from programs.reading.line import Line
from programs.reading.lines import lines_of
from programs.selectors.evidencia import DocumentRow, respaldos_read
from programs.values.amounts import NO_DATA
from programs.values.arithmetic import component_arithmetic, linea_arithmetic
from programs.values.closing import stated_percent
from programs.values.facts import Kind, told_by_attention
from programs.values.given import given
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.moves import why_no_quantity
from programs.values.hechos.room import SHOWN_WHOLE
from programs.values.hechos.rules import Outcome, Rule, outcome_of, sum_arithmetic
from programs.values.phrases import join_list, number_text, quarter_name, shown_percent, signed_text
from programs.values.readings import ComponentReading
from programs.values.snapshot import LineaSnapshot

# What a quarter says of a component, as its page names it.
WRITTEN = {"quantity": "realizado", "received": "recibidas", "adjustment": "ajuste"}


@dataclass(frozen=True)
class Saved:
    """Who wrote the quantity or its reason, and when; `author` is "" for the system.

    `why` is what the system noted of that save: that it comes from its hechos.
    """

    author: str
    at: datetime
    why: str


@dataclass(frozen=True)
class Writer:
    """Who wrote one quantity of a quarter, and when; `author` is "" for the system."""

    what: str
    author: str
    at: datetime


@dataclass(frozen=True)
class QuarterRow:
    """A quarter of the component: what was read, what was received to date, and who wrote each."""

    name: str
    reading: ComponentReading
    received_so_far: str
    writers: tuple[Writer, ...]


@dataclass(frozen=True)
class OriginPage:
    """A figure with all that it comes from.

    `others` are the (place, what was read) of the other quantities of the meta; `quarters` those of
    the component until the one that is asked; `demand` tells whether it is counted against what was
    received, and `by_demand` whether its percentage is. `rule` says in words how the
    quantity follows of hechos, `added` what each adds, `silence` why there is no quantity, `hechos`
    those that it counts, `saved` who wrote the quantity that stands and `reasoned` who wrote its
    reason apart, None where nobody did since it was made. `formula` is the
    arithmetic of the component and `whole` that of the línea over all of them, "" where there is
    none or where the component is the whole línea; `stated` is who declared another percentage and
    why.
    """

    avance: AvanceTrimestral
    unit: str
    number: str
    title: str
    reading: ComponentReading
    sentence: str
    others: tuple[tuple[int, ComponentReading], ...]
    quarters: tuple[QuarterRow, ...]
    demand: bool
    by_demand: bool
    rule: str
    added: str
    is_bare: bool
    by_month: bool
    reason: str
    adjustment: str
    hechos: tuple[HechoValue, ...]
    files: tuple[DocumentRow, ...]
    saved: Saved | None
    reasoned: Saved | None
    formula: str
    whole: str
    silence: str
    stated: str

    @property
    def shown(self) -> tuple[HechoValue, ...]:
        """The hechos that the page shows at once."""
        return self.hechos[:SHOWN_WHOLE]

    @property
    def folded(self) -> tuple[HechoValue, ...]:
        """The others, which open."""
        return self.hechos[SHOWN_WHOLE:]


def origin_page(
    user: User, avance: AvanceTrimestral, order: int, *, full: bool
) -> OriginPage | None:
    """Return where the figure of a component comes from; None where the meta has none such.

    `order` is the place of the component in its meta, from 1; `avance` was read by
    `avances_visible`. Without `full` what is not settled of earlier quarters stays unsaid, with
    every sum and formula that would tell it.
    """
    rows = (
        AvanceDeComponente.objects.filter(avance=avance.pk)
        .select_related("rule_kind", "componente")
        .annotate(sealed=stored_kinds(avance.trimestre_id))
        .order_by("componente__order")
    )
    found = list(rows)
    if not 1 <= order <= len(found):
        return None
    row = found[order - 1]
    number = avance.trimestre.number
    entries = avances_visible(user).filter(linea=avance.linea_id, trimestre__number__lte=number)
    lines = lines_of(entries.order_by("trimestre__number"), full=full)
    told = [line for line in lines if len(line.reading.components) >= order]
    if not told or told[-1].trimestre.number != number:
        return None
    versions = _versions(row, told)
    reading = told[-1].reading.components[order - 1]
    rule = rule_of(row)
    hechos = counted_hechos(avance.trimestre, [avance.linea_id]).get(avance.linea_id, ())
    kinds = {kind.key: kind for kind in (rule.kind, *(each.kind for each in hechos)) if kind}
    closed = kinds_when_closed(avance.trimestre, row.sealed, kinds.values())
    if closed:  # said as the quarter closed with them
        rule = replace(rule, kind=closed.get(rule.kind.key, rule.kind) if rule.kind else None)
        hechos = tuple(as_closed(each, closed) for each in hechos)
    outcome = outcome_of(rule, hechos) if rule.kind else Outcome(None, hechos)
    facts = given(lines[-1].linea.meta).facts
    component = facts.components[order - 1]
    sums = lines[-1].access.sums
    several = len(facts.quantified) > 1
    return OriginPage(
        avance=avance,
        unit=row.componente.unit,
        number=avance.number,
        title=avance.linea.title,
        reading=reading,
        sentence=lines[-1].reading.sentence,
        others=tuple(
            (place, reading)
            for place, reading in enumerate(lines[-1].reading.components, start=1)
            if place != order
        ),
        quarters=tuple(_quarter(line, order, versions) for line in told),
        demand=component.kind is Kind.DEMAND,
        by_demand=told_by_attention(component),
        rule=rule.words,
        added=sum_arithmetic(rule, outcome),
        is_bare=rule.kind is None,
        by_month=row.componente.monthly,
        reason=row.reason,
        adjustment=f"{signed_text(row.adjustment)}. Motivo: {row.adjustment_reason}"
        if row.adjustment
        else "",
        hechos=outcome.taken,
        files=respaldos_read(avance, user),
        saved=_saved(versions[avance.pk], "quantity"),
        reasoned=_reasoned(versions[avance.pk]) if row.reason else None,
        formula=component_arithmetic(facts, component, number) if sums else "",
        whole=linea_arithmetic(facts, number) if several and sums else "",
        silence=_silence(row, rule, reading, outcome),
        stated=_stated(avance, lines[-1].linea) if sums else "",
    )


def _silence(
    row: AvanceDeComponente, rule: Rule, reading: ComponentReading, outcome: Outcome
) -> str:
    """Return why there is no quantity, "" where there is one or none is owed."""
    if row.quantity is not None or reading.quantity != NO_DATA:
        return ""
    if rule.kind:
        why = why_no_quantity(rule, outcome)
        return f"No hay cantidad: {why}." if why else ""
    if row.componente.monthly:
        return "No hay cantidad: falta la de algún mes."
    return "El área no ha escrito la cantidad."


def _stated(avance: AvanceTrimestral, linea: LineaSnapshot) -> str:
    """Return who declared a percentage in the place of the system's and why, "" for nobody."""
    percent = stated_percent(given(linea.closing), linea)
    if percent is None:
        return ""
    declared = None
    # The first of the versions that say what stands, from the last one back.
    for version in avance.history.select_related("history_user").order_by("-history_id"):
        if (version.closing, version.stated_percent) != (avance.closing, avance.stated_percent):
            break
        declared = version
    who = f" ({declared.history_user})" if declared and declared.history_user_id else ""
    reason = avance.closing_reason.strip().rstrip(".")
    why = f" Motivo: {reason}." if reason else ""
    return f"El área declaró {shown_percent(percent)}{who}.{why}"


def _versions(row: AvanceDeComponente, lines: Iterable[Line]) -> Mapping[int, list[Any]]:
    """Return {entry: its versions of the component, the first one first}, in one query.

    Of the entries that may be read.
    """
    entries = [given(line.avance).pk for line in lines if line.readable]
    kept = AvanceDeComponente.history.filter(componente_id=row.componente_id, avance_id__in=entries)
    found: dict[int, list[Any]] = defaultdict(list)
    for version in kept.select_related("history_user").order_by("history_id"):
        found[version.avance_id].append(version)
    return found


def _quarter(line: Line, order: int, versions: Mapping[int, list[Any]]) -> QuarterRow:
    component = given(line.linea.meta).facts.components[order - 1]
    received = [each for each in component.received[: line.trimestre.number] if each is not None]
    return QuarterRow(
        name=quarter_name(line.trimestre.number),
        reading=line.reading.components[order - 1],
        received_so_far=number_text(sum(received, Decimal(0)))
        if received and line.access.sums
        else NO_DATA,
        writers=tuple(_writers(versions[given(line.avance).pk])),
    )


def _writers(versions: Sequence[Any]) -> Iterator[Writer]:
    """Yield who wrote the quantities that stand in an entry: the version that changed each last.

    Those that one person wrote in the same minute come together.
    """
    together: dict[tuple[str, str], list[tuple[str, datetime]]] = defaultdict(list)
    for name, what in WRITTEN.items():
        wrote = _last_change(versions, name)
        before = getattr(wrote, name) if wrote else None
        if before is None or wrote is None:
            continue
        word = f"{what} {signed_text(before)}" if name == "adjustment" else what
        at = wrote.history_date
        together[_author(wrote), f"{at:%Y%m%d%H%M}"].append((word, at))
    for (author, _), told in together.items():
        yield Writer(join_list([word for word, _ in told]).capitalize(), author, told[-1][1])


def _last_change(versions: Sequence[Any], name: str) -> Any | None:
    """Return the version that wrote what stands in a field, None without versions.

    A later one may have changed something else: the quantity keeps its own day.
    """
    wrote = versions[0] if versions else None
    for version in versions:
        if getattr(version, name) != getattr(wrote, name):
            wrote = version
    return wrote


def _saved(versions: Sequence[Any], name: str) -> Saved | None:
    """Return who wrote what stands in a field, None where nobody saved it."""
    wrote = _last_change(versions, name)
    if wrote is None:
        return None
    return Saved(
        _author(wrote), wrote.history_date, (wrote.history_change_reason or "").rstrip(".")
    )


def _reasoned(versions: Sequence[Any]) -> Saved | None:
    """Return who wrote the reason of a quantity, None where it came with the quantity."""
    same = _last_change(versions, "reason") is _last_change(versions, "quantity")
    return None if same else _saved(versions, "reason")


def _author(version: Any) -> str:
    return str(version.history_user) if version.history_user_id else ""
