"""What a page says of a línea in a quarter: quantities, percentages, semáforo and closing.

Plain values in, plain values out, no database. Every figure comes from `programs.values.progress`
and every sentence from `programs.values.closing`; here stands only which word is shown where there
is none. Who may not read drafts gets `NOT_VALIDATED` in the place of each figure
(`programs.permissions`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from programs.enums import AvanceStatus, ExplicitClosing
from programs.values.amounts import (
    NO_DATA,
    NOT_PROGRAMMED,
    NOT_QUANTIFIED,
    accumulated_amount,
    accumulated_programmed_amount,
    annual_amount,
    done_amount,
    percent_amount,
    programmed_amount,
    received_amount,
)
from programs.values.closing import closing_note, closing_of
from programs.values.facts import owes_nothing
from programs.values.phrases import first_sentence, join_list, shown_percent
from programs.values.progress import (
    DEFAULT_THRESHOLDS,
    ComponentFacts,
    Kind,
    Measure,
    MetaFacts,
    Semaforo,
    Thresholds,
    accumulated_actual,
    accumulated_programmed,
    annual_percent,
    percents_one_by_one,
    semaforo,
    semaforo_percent,
)
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot
from programs.values.totals import Total, total_of

NOT_BEGUN = "por empezar"
NO_TAREAS = "sin tareas"
NOT_VALIDATED = "Sin validar"
# In the place of quantities that have no room.
SEVERAL_QUANTITIES = "Varias cantidades"

WORKFLOW_WORDS = {
    "not_started": "Sin iniciar",
    "draft": "En captura",
    "ready": "Lista",
    "submitted": "Enviada",
    "returned": "Con observaciones",
    "validated": "Validada",
    "closed": "Cerrada",
    "hidden": NOT_VALIDATED,
}


@dataclass(frozen=True)
class Workflow:
    """In whose hands an entry is: the component's code and its word."""

    state: str
    word: str


def workflow_of(
    status: str, *, ready: bool = False, started: bool = True, closed: bool = False, full: bool
) -> Workflow:
    """Return the shown status of an entry.

    *Sin iniciar*, *Lista* and *Cerrada* are derived (list of fixed names, States). Without `full`,
    all that is not validated is only that.
    """
    if status == AvanceStatus.VALIDATED:
        state = "closed" if closed else "validated"
    elif not full:
        state = "hidden"
    elif status == AvanceStatus.DRAFT and ready:
        state = "ready"
    elif status == AvanceStatus.DRAFT and not started:
        state = "not_started"
    else:
        state = status
    return Workflow(state, WORKFLOW_WORDS[state])


def is_started(*, quantities: bool, blocks: bool, cause: str, closing: str) -> bool:
    """Tell whether anything was captured in a quarter's entry, the rest being *Sin iniciar*.

    `quantities`: it says a quantity, what was received, or an adjustment; `blocks`: it holds a
    block that nobody took out. Months do not count: they are reported on their own.
    """
    return bool(quantities or blocks or cause or closing != ExplicitClosing.AUTOMATIC)


def says_quantities(meta: MetaFacts | None, number: int) -> bool:
    """Tell whether a quarter says a quantity, what was received, or an adjustment."""
    index = number - 1
    return meta is not None and any(
        said is not None
        for component in meta.components
        for said in (
            component.actual[index],
            component.received[index],
            component.adjustments[index],
        )
    )


@dataclass(frozen=True)
class Access:
    """What may be read: the entry itself, and the sums that earlier entries take part in."""

    own: bool = True
    sums: bool = True


FULL = Access()


@dataclass(frozen=True)
class ComponentReading:
    """One component of a meta in a quarter; every value is a number as printed, or its word."""

    unit: str
    programmed: str
    quantity: str
    received: str
    accumulated: str
    accumulated_programmed: str
    annual: str
    percent: str


@dataclass(frozen=True)
class EntryReading:
    """A línea in a quarter. `bar` is the annual percentage from 0 to 100, None without one.

    `accumulated_percent` is the one that decides the semáforo, None where it is grey.
    `note` says why there is no sentence or why its figure was stated, and what the quarter corrects
    of earlier ones; `finding`, that the stated figure is not the one that the quantities give.
    """

    components: tuple[ComponentReading, ...]
    quantity: str
    accumulated: str
    annual: str
    bar: Decimal | None
    accumulated_percent: Decimal | None
    semaforo: Semaforo
    sentence: str
    note: str
    finding: str

    @property
    def doubt(self) -> str:
        """What was found, for who reads: what its área does about it stands where it captures."""
        fact = first_sentence(self.finding)
        return f"{fact}." if fact != self.finding else fact


def read_entry(
    linea: LineaSnapshot,
    trimestre: TrimestreSnapshot,
    *,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    access: Access = FULL,
) -> EntryReading:
    """Return what is said of a línea in a quarter, as far as `access` goes.

    The sentences are those that the línea carries: a stored quarter keeps its own.
    """
    meta = linea.meta.facts if linea.meta else None
    number = trimestre.number
    readings = (
        tuple(read_component(meta, c, number, access) for c in meta.components) if meta else ()
    )
    percent = annual_percent(meta, number) if meta and access.sums else None
    closing = closing_of(linea, trimestre)
    told = access.own and access.sums
    return EntryReading(
        components=readings,
        quantity=_whole(readings, "quantity", access.own)
        or months_words(linea, trimestre, trimestre.months),
        accumulated=_whole(readings, "accumulated", access.sums)
        or months_words(linea, trimestre, range(1, trimestre.months[-1] + 1)),
        annual=_annual(linea, trimestre) if access.sums else NOT_VALIDATED,
        bar=None if percent is None else min(percent, Decimal(100)),
        accumulated_percent=semaforo_percent(meta, number) if meta and access.sums else None,
        semaforo=semaforo_of(meta, number, thresholds, access),
        sentence=closing.sentence if told else NOT_VALIDATED,
        note=closing_note(closing, linea) if told else "",
        finding=closing.finding if told else "",
    )


def read_component(
    meta: MetaFacts, component: ComponentFacts, number: int, access: Access = FULL
) -> ComponentReading:
    """Return one component's figures of a quarter in words."""
    demand = component.kind is Kind.DEMAND
    done, received = done_amount(meta, component, number), received_amount(component, number)
    total = accumulated_amount(meta, component, number)
    percent = percent_amount(meta, component, number, Measure.ANNUAL)
    return ComponentReading(
        unit=component.unit,
        programmed=programmed_amount(meta, component, number).text,
        quantity=done.text if access.own else NOT_VALIDATED,
        received=(received.text if access.own else NOT_VALIDATED) if demand else "",
        accumulated=total.text if access.sums else NOT_VALIDATED,
        accumulated_programmed=accumulated_programmed_amount(meta, component, number).text,
        annual=annual_amount(component).text,
        percent=percent.percent if access.sums else NOT_VALIDATED,
    )


def programmed_target(facts: MetaFacts, number: int) -> Decimal | None:
    """Return where the programmed part of the year ends, from 0 to 100, for a single quantity."""
    if len(facts.components) != 1:
        return None
    (component,) = facts.components
    amount = accumulated_programmed(facts, component, number)
    if not amount or not component.annual:
        return None
    return min(Decimal(100), amount * 100 / component.annual).quantize(Decimal("0.1"))


def programmed_to_date(reading: EntryReading) -> str:
    """Return what was programmed to date, each quantity with its unit where there are several."""
    parts = reading.components
    if len(parts) == 1:
        return parts[0].accumulated_programmed
    return join_list(f"{part.accumulated_programmed} {part.unit}" for part in parts)


def done_of_programmed(reading: EntryReading) -> str:
    """Return what was done to date beside what was programmed: "18 de 22", "5 · sin programación".

    A línea without quantities has its months alone.
    """
    programmed = programmed_to_date(reading)
    if not programmed:
        return reading.accumulated
    between = "de" if programmed[:1].isdigit() else "·"
    return f"{reading.accumulated} {between} {programmed}"


def annual_words(meta: MetaFacts, number: int) -> str:
    """Return the annual percentage as printed, one for each component, or why there is none."""
    percent = annual_percent(meta, number)
    if percent is not None:
        return shown_percent(percent)
    if not meta.quantified:
        return NOT_QUANTIFIED
    parts = percents_one_by_one(meta, number)
    if parts:
        return join_list(f"{shown_percent(value)} en {part.unit}" for part, value in parts)
    idle = all(
        owes_nothing(meta, component, number) and accumulated_actual(component, number) is None
        for component in meta.quantified
    )
    return NOT_PROGRAMMED if idle else NO_DATA


def _whole(readings: tuple[ComponentReading, ...], field: str, readable: bool) -> str:
    """All components in one line; with several, each number goes with its unit. "" without any."""
    if not readable:
        return NOT_VALIDATED
    values: list[tuple[str, str]] = [(getattr(each, field), each.unit) for each in readings]
    words = {value for value, _ in values}
    if len(values) == 1 or (len(words) == 1 and words <= {NO_DATA, NOT_PROGRAMMED, NOT_QUANTIFIED}):
        return values[0][0]
    return join_list(f"{value} {unit}" for value, unit in values)


def months_words(linea: LineaSnapshot, trimestre: TrimestreSnapshot, months: Iterable[int]) -> str:
    """A línea without quantities counts the months of its tareas that have begun.

    "2 de 3 meses (67%)", or "1 de 3 meses, 2 sin reportar".
    """
    return _of_months(months_total(linea, trimestre, months))


def months_total(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, months: Iterable[int]
) -> Total | str:
    """Return some months of the tareas of a línea added up, or the word for why there is none.

    Those that have not begun do not count.
    """
    if not linea.tareas:
        return NO_TAREAS
    chosen = set(months)
    marks = [mark for tarea in linea.tareas for mark in tarea.marks if mark.month in chosen]
    total = total_of(marks, begun=trimestre.begun)
    if total.programmed:
        return total
    return NOT_BEGUN if any(mark.programmed for mark in marks) else NOT_PROGRAMMED


def year_total(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> Total | str:
    """Return the months done up to the quarter of those of the whole year, or why there is none."""
    if not linea.tareas:
        return NO_TAREAS
    to_date = [
        mark for tarea in linea.tareas for mark in tarea.marks if mark.month <= trimestre.months[-1]
    ]
    total = total_of(to_date, begun=trimestre.begun)
    year = sum(len(tarea.programmed_months) for tarea in linea.tareas)
    return replace(total, programmed=year) if year else NOT_PROGRAMMED


def _of_months(total: Total | str) -> str:
    if isinstance(total, str):
        return total
    return total.words("mes" if total.programmed == 1 else "meses")


def _annual(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> str:
    """The annual percentage, or the months done to date of those of the year."""
    if linea.meta and linea.meta.facts.components:
        return annual_words(linea.meta.facts, trimestre.number)
    return _of_months(year_total(linea, trimestre))


def semaforo_of(
    meta: MetaFacts | None, number: int, thresholds: Thresholds, access: Access = FULL
) -> Semaforo:
    """Return the semáforo of a línea in a quarter; grey where it has no meta or may not be read."""
    if not access.sums:
        reason = "La información de este trimestre todavía no está validada."
        return Semaforo("grey", NOT_VALIDATED, reason)
    if meta is None:
        reason = "La línea no tiene meta. Su avance se sigue por los meses de sus tareas."
        return Semaforo("grey", "Sin meta", reason)
    return semaforo(meta, number, thresholds)
