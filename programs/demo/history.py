"""What the invented institution reported of its quarters, stamped in the past.

Quarters before the one in capture are validated. In the one in capture every área stands somewhere
else, and every state of an entry occurs.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from programs.demo import narrative
from programs.demo.dates import DemoCalendar
from programs.demo.front_matter import BUSY_AREA, EJES, LATE_AREA
from programs.demo.people import username_of
from programs.demo.plan import EjePlan, Four, Linea
from programs.demo.writing import write_again
from programs.enums import (
    AvanceStatus,
    ComponentKind,
    ExplicitClosing,
    Role,
    TrimestreStatus,
)
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Programa,
    Trimestre,
    User,
)
from programs.values.progress import semaforo


class State(StrEnum):
    """How far an entry is; the last three are also what is stored as its status."""

    EMPTY = "empty"
    TEXT = "text"  # half: text without quantity
    QUANTITY = "quantity"  # half: quantity without text
    READY = "ready"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VALIDATED = "validated"


HAS_TEXT = {State.TEXT, State.READY, State.SUBMITTED, State.RETURNED, State.VALIDATED}
HAS_QUANTITY = HAS_TEXT - {State.TEXT} | {State.QUANTITY}
STATUS = {
    State.SUBMITTED: AvanceStatus.SUBMITTED,
    State.RETURNED: AvanceStatus.RETURNED,
    State.VALIDATED: AvanceStatus.VALIDATED,
}
# The quarter in capture, by área and línea.
WORK_STATES = {
    "da": (State.VALIDATED, State.RETURNED, State.RETURNED, State.VALIDATED),
    "ut": (State.SUBMITTED,) * 3,
    LATE_AREA: (State.EMPTY,) * 3,
    "dvpp": (State.READY, State.TEXT, State.QUANTITY, State.EMPTY),
    BUSY_AREA: (State.READY,) * 3,
    "dj": (State.VALIDATED,) * 3,
}
# Says how far a línea is in the quarter in capture, from its área and its place in the eje.
StateOf = Callable[[Area, int], State]
CAUSE_BEHIND = "obedece a que una parte de lo programado se trasladó al trimestre siguiente"
CAUSE_AHEAD = "responde a una demanda mayor que la prevista"
STATED_REASON = "Las solicitudes pendientes se atendieron en plazo, ya cerrado el trimestre."
OMITTED_REASON = "La Coordinación cambió de titular y el conteo se integró al trimestre siguiente."
# What the área answers when a quantity looks mistaken: zero, or far above what was programmed.
ZERO_REASON = "En el trimestre no correspondía concluir nada."
HIGH_REASON = "La demanda fue mayor que la prevista."
FAR_ABOVE = Decimal("1.3")
_WINDOW = ["status", "due_on", "opened_at", "closed_at", "closed_by"]
_WRITTEN = [
    "status",
    "ready",
    "cause",
    "closing",
    "stated_percent",
    "closing_reason",
    "submitted_at",
    "submitted_by",
    "returned_at",
    "returned_by",
    "validated_at",
    "validated_by",
]


@dataclass(frozen=True)
class Entry:
    """One entry to fill: its row, its plan, its state, and the year's quantities."""

    avance: AvanceTrimestral
    plan: Linea
    state: State
    actual: tuple[Four, ...]
    quarter: int

    @property
    def quantities(self) -> tuple[int | None, ...]:
        """The quarter's quantity of each component."""
        return tuple(four[self.quarter - 1] for four in self.actual)

    @property
    def not_due(self) -> bool:
        """Whether the quarter has nothing to tell: no quantity, of a meta that has quantities."""
        kinds = {componente.kind for componente in self.plan.componentes}
        return ComponentKind.UNQUANTIFIED not in kinds and set(self.quantities) == {None}

    @property
    def color(self) -> str:
        """The colour of the semáforo of the quantities to date."""
        received = tuple(componente.received for componente in self.plan.componentes)
        return semaforo(self.plan.facts(self.actual, received), self.quarter).color


def muestra_state(area: Area, place: int) -> State:
    """Return how far an entry of the invented institution is: every state occurs."""
    return WORK_STATES[area.code][place - 1]


def fill_quarters(
    programa: Programa,
    calendar: DemoCalendar,
    people: dict[str, User],
    ejes: tuple[EjePlan, ...] = EJES,
    state_of: StateOf = muestra_state,
) -> None:
    """Fill the four quarters of a programme: window, deadline, entries, quantities, blocks.

    Those that are over get the stamps of their closing and stay open: nothing is written in a
    closed quarter, so `make_review` closes them when all the rest is there.
    """
    trimestres = list(programa.trimestres.order_by("number"))
    for trimestre in trimestres:
        trimestre.programa = programa
        trimestre.status = _window(programa.year, trimestre.number, calendar)
        trimestre.due_on = calendar.due(trimestre.ends_on, programa.institucion.quarter_due_days)
        if trimestre.status != TrimestreStatus.UPCOMING:
            first = calendar.after(trimestre.starts_on - timedelta(days=1), 1)
            trimestre.opened_at = calendar.moment(first, 9)
        if calendar.is_closed(programa.year, trimestre.number):
            trimestre.closed_at = calendar.moment(calendar.after(trimestre.due_on, 3), 18)
            trimestre.closed_by = people[username_of(Role.SECRETARIO, programa.institucion)]
    Trimestre.objects.bulk_update(trimestres, _WINDOW)
    entries = [
        entry for trimestre in trimestres for entry in _entries(trimestre, calendar, ejes, state_of)
    ]
    for entry in entries:
        _fill_entry(entry, calendar, people)
    write_again([entry.avance for entry in entries], _WRITTEN)
    _fill_quantities(programa, entries)
    narrative.write_blocks(programa.institucion, _narratives(entries, calendar))


def _window(year: int, quarter: int, calendar: DemoCalendar) -> TrimestreStatus:
    begun = calendar.has_begun(year, quarter)
    return TrimestreStatus.OPEN if begun else TrimestreStatus.UPCOMING


def _entries(
    trimestre: Trimestre, calendar: DemoCalendar, ejes: tuple[EjePlan, ...], state_of: StateOf
) -> Iterator[Entry]:
    """Yield the entries of a quarter with their state; none for a quarter to come."""
    year, quarter = trimestre.programa.year, trimestre.number
    if not calendar.has_begun(year, quarter):
        return
    avances = trimestre.avances.select_related("linea__eje", "linea__area")
    for avance in avances.order_by("linea__eje__order", "linea__order"):
        avance.trimestre = trimestre
        area, place = avance.linea.area, avance.linea.order
        plan = ejes[avance.linea.eje.order - 1].lineas[place - 1]
        if calendar.is_closed(year, quarter):
            state = State.VALIDATED
        elif calendar.is_work(year, quarter):
            state = state_of(area, place)
        else:
            # The quarter under way: one área has begun to write.
            state = State.TEXT if (area.code, place) == (BUSY_AREA, 1) else State.EMPTY
        met = year < calendar.work_year
        actual = tuple(
            componente.actual_of(met=met, shifted=(place + index) % 3 == 0)
            for index, componente in enumerate(plan.componentes)
        )
        yield Entry(avance, plan, state, actual, quarter)


def _fill_entry(entry: Entry, calendar: DemoCalendar, people: dict[str, User]) -> None:
    """Set status, stamps, cause and closing of an entry, unsaved."""
    avance, state, trimestre = entry.avance, entry.state, entry.avance.trimestre
    avance.ready = state not in {State.EMPTY, State.TEXT, State.QUANTITY}
    avance.status = STATUS.get(state, AvanceStatus.DRAFT)
    if avance.ready and not entry.not_due:
        avance.cause = _cause(entry)
    if state in STATUS:
        area, institucion = avance.linea.area, trimestre.programa.institucion
        minute = 7 * area.order  # an área hands in all its entries at once
        sent = handed_in_on(trimestre, area, calendar)
        read = calendar.after(sent, 1)
        approved = calendar.after(sent, 2)
        secretary = people[username_of(Role.SECRETARIO, institucion)]
        avance.submitted_at = calendar.moment(sent, 10, minute)
        avance.submitted_by = people[username_of(Role.TITULAR, institucion, area)]
        if state == State.RETURNED:
            avance.returned_at, avance.returned_by = calendar.moment(read, 13, minute), secretary
            avance.ready = False  # as the return leaves it: the área marks it again
        if state == State.VALIDATED:
            avance.validated_at = calendar.moment(approved, 17, minute)
            avance.validated_by = secretary
    year, place = trimestre.programa.year, (avance.linea.area.code, avance.linea.order)
    if place == ("ut", 1) and calendar.is_work(year, entry.quarter):
        avance.closing, avance.stated_percent = ExplicitClosing.STATED, 100
        avance.closing_reason = STATED_REASON
    if place == (LATE_AREA, 2) and year < calendar.today.year and entry.quarter == 2:
        avance.closing, avance.closing_reason = ExplicitClosing.OMITTED, OMITTED_REASON


def handed_in_on(
    trimestre: Trimestre, area: Area, calendar: DemoCalendar, *, before: int = 0
) -> date:
    """Return the day on which an área hands in a quarter, or `before` días hábiles ahead of it.

    `before` is 0 to 2, so that the day is never one of the quarter; nor is it ever today or later.
    """
    return calendar.after(trimestre.ends_on, 3 + area.order % 3 - before)


def _cause(entry: Entry) -> str:
    """Return the cause of variation that the semáforo asks for, or nothing."""
    if entry.color in {"red", "amber"}:
        return entry.plan.cause_behind or CAUSE_BEHIND
    if entry.color == "blue":
        return entry.plan.cause_ahead or CAUSE_AHEAD
    return ""


def _fill_quantities(programa: Programa, entries: list[Entry]) -> None:
    """Write the quantities of the entries that have them."""
    by_avance = {entry.avance.pk: entry for entry in entries if entry.state in HAS_QUANTITY}
    rows = list(
        AvanceDeComponente.objects.filter(avance__trimestre__programa=programa).select_related(
            "componente"
        )
    )
    for row in rows:
        if entry := by_avance.get(row.avance_id):
            index = row.componente.order - 1
            quantity = entry.quantities[index]
            row.quantity = quantity
            row.received = entry.plan.componentes[index].received[entry.quarter - 1]
            row.reason = _quantity_reason(
                quantity, entry.plan.componentes[index].programmed[entry.quarter - 1]
            )
    write_again(rows, ["quantity", "received", "reason"])


def _quantity_reason(quantity: int | None, programmed: int | None) -> str:
    """Return why a quantity that looks mistaken is right, or nothing where it does not."""
    if quantity == 0:
        return ZERO_REASON
    far = bool(quantity and programmed and quantity > FAR_ABOVE * programmed)
    return HIGH_REASON if far else ""


def _narratives(entries: list[Entry], calendar: DemoCalendar) -> Iterator[narrative.Narrative]:
    """Yield what is written in the entries that have a text."""
    for entry in entries:
        if entry.state not in HAS_TEXT or entry.not_due:
            continue
        trimestre = entry.avance.trimestre
        year = trimestre.programa.year
        work = calendar.is_work(year, entry.quarter)
        before = (year, entry.quarter) == calendar.quarter_before_work()
        yield narrative.Narrative(
            avance=entry.avance,
            plan=entry.plan,
            quantities=entry.quantities if entry.state in HAS_QUANTITY else None,
            # One quarter of pictures shows the pages; more would only slow the set-up.
            pictures=work or (before and entry.avance.linea.area.code in {"da", "dj"}),
            draft=entry.state == State.TEXT,
        )
