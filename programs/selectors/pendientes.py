"""What an área still owes: its months and its líneas, by deadline, each with its exact place.

A month is owed once it has ended, a quarter too; what runs now is *lo siguiente*. Months of a
closed quarter cannot change, so they are owed no more.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from programs import permissions
from programs.enums import AvanceStatus, MarkStatus, TrimestreStatus
from programs.models import (
    AvanceTrimestral,
    ConfirmacionMensual,
    DiaInhabil,
    MarcaMensual,
    Programa,
    Trimestre,
    User,
)
from programs.selectors.common import entry_workflow, quarter_title
from programs.selectors.home import HomeRows
from programs.values.calendar_days import add_working_days
from programs.values.months import period_months
from programs.values.phrases import long_date
from programs.values.readings import Workflow

SENT_BACK = "devuelto, falta enviarlo de nuevo"
NOT_READY = ("not_started", "draft", "returned")


@dataclass(frozen=True)
class MonthDebt:
    """One month of one área: how many tareas were programmed, how many lack their report."""

    area_pk: int
    area_code: str
    area_name: str
    month: int
    name: str
    total: int
    missing: int
    confirmed: bool
    ended: bool
    due_on: date


@dataclass(frozen=True)
class QuarterDebt:
    """One open quarter of one área: its líneas, and the first that is not ready.

    `to_send` counts those that the área still has, ready or not. `sent_back` tells whether the
    whole was returned: it is handed in again even where only its presentación was observed.
    """

    area_pk: int
    area_code: str
    area_name: str
    number: int
    title: str
    total: int
    ready: int
    to_send: int
    to_review: int
    validated: int
    next_linea_pk: int | None
    returned: int
    sent_back: bool
    ended: bool
    due_on: date | None

    @property
    def is_owed(self) -> bool:
        """Whether the área has something of the quarter to hand in."""
        return bool(self.to_send or self.sent_back)

    @property
    def unsent_words(self) -> str:
        """What is not handed in: "2 de 3 líneas sin enviar"."""
        if not self.to_send:
            return SENT_BACK
        noun = "línea" if self.total == 1 else "líneas"
        return f"{self.to_send} de {self.total} {noun} sin enviar"

    def is_late(self, today: date) -> bool:
        """Tell whether the deadline passed with something to hand in."""
        return bool(self.is_owed and self.due_on and self.due_on < today)


@dataclass(frozen=True)
class Pending:
    """One thing to do: what, by when, and where.

    `kind` is "month", "observations", "quarter" or "send". Observations stand at `anchor`, of a
    línea or of the part of the presentación that `part_key` opens.
    """

    kind: str
    text: str
    due_on: date | None
    due_words: str
    late: bool
    action: str
    programa: Programa
    area_code: str
    month: int | None
    quarter: int | None
    linea_pk: int | None
    part_key: str = ""
    anchor: str = ""


@dataclass(frozen=True)
class Debts:
    """What the áreas of a programme owe in its open quarters."""

    programa: Programa
    months: tuple[MonthDebt, ...]
    quarters: tuple[QuarterDebt, ...]


def debts_of(rows: HomeRows, today: date) -> tuple[Debts, ...]:
    """Return the debts of each programme with an open quarter, in two queries."""
    programas = [programa for programa in rows.programas if rows.open_trimestres(programa)]
    days_off = defaultdict(set)
    for institucion, day in DiaInhabil.objects.filter(
        institucion__in={programa.institucion_id for programa in programas}
    ).values_list("institucion", "day"):
        days_off[institucion].add(day)
    months = defaultdict(list)
    for row in _marks(programas):
        months[row["tarea__eje__programa"]].append(row)
    return tuple(
        Debts(
            programa,
            tuple(
                _month_debts(
                    programa,
                    rows.trimestres[programa.pk],
                    months[programa.pk],
                    days_off[programa.institucion_id],
                    today,
                )
            ),
            tuple(_quarter_debts(programa, rows, today)),
        )
        for programa in programas
    )


def _marks(programas: list[Programa]):
    """Count the programmed months of each área in the calendar, and those without report."""
    return (
        MarcaMensual.objects.filter(
            tarea__eje__programa__in=programas, tarea__in_calendar=True, programmed=True
        )
        .order_by("tarea__area__order", "tarea__area", "month")
        .annotate(
            confirmed=Exists(
                ConfirmacionMensual.objects.filter(
                    programa=OuterRef("tarea__eje__programa"),
                    area=OuterRef("tarea__area"),
                    month=OuterRef("month"),
                )
            )
        )
        .values(
            "tarea__eje__programa",
            "tarea__area",
            "tarea__area__order",
            "tarea__area__code",
            "tarea__area__name",
            "month",
            "confirmed",
        )
        .annotate(
            total=Count("pk"),
            missing=Count("pk", filter=Q(status=MarkStatus.UNREPORTED)),
        )
    )


def _month_debts(programa, trimestres, rows, days_off, today: date):
    """Yield the months that have begun, and the next one, in quarters that are not closed."""
    names = {month.number: month.name for month in period_months(programa.start_month)}
    closed = {m for t in trimestres if t.status == TrimestreStatus.CLOSED for m in t.months}
    for row in rows:
        month = row["month"]
        if month in closed:
            continue
        yield MonthDebt(
            area_pk=row["tarea__area"],
            area_code=row["tarea__area__code"],
            area_name=row["tarea__area__name"],
            month=month,
            name=names[month],
            total=row["total"],
            missing=row["missing"],
            confirmed=row["confirmed"],
            ended=programa.month_start(month + 1) <= today,
            due_on=month_due_on(programa, month, days_off),
        )


def month_due_on(programa: Programa, month: int, days_off: Iterable[date]) -> date:
    """Return the last day to report a month of the period: días hábiles after its end."""
    end = programa.month_start(month + 1) - timedelta(days=1)
    return add_working_days(end, programa.institucion.month_due_days, set(days_off))


def _quarter_debts(programa: Programa, rows: HomeRows, today: date):
    """Yield each open quarter of each área."""
    for trimestre in rows.open_trimestres(programa):
        by_area = defaultdict(list)
        for avance in rows.avances[trimestre.pk]:
            by_area[avance.linea.area].append(avance)
        for area in sorted(by_area, key=lambda area: (area.order, area.name)):
            due_on = rows.extensions.get((trimestre.pk, area.pk), trimestre.due_on)
            sent_back = (trimestre.pk, area.pk) in rows.returned
            yield _quarter_debt(area, trimestre, by_area[area], due_on, today, sent_back)


def _quarter_debt(
    area, trimestre: Trimestre, avances, due_on: date | None, today: date, sent_back: bool
) -> QuarterDebt:
    states = [(avance, entry_workflow(avance, trimestre.status, full=True)) for avance in avances]
    # A returned línea that was marked lista again waits for nothing but being sent.
    waiting = [row for row, flow in states if flow.state in NOT_READY and not row.ready]
    returned = [row for row in waiting if row.status == AvanceStatus.RETURNED]
    first = (returned or waiting or [None])[0]
    return QuarterDebt(
        area_pk=area.pk,
        area_code=area.code,
        area_name=area.name,
        number=trimestre.number,
        title=quarter_title(trimestre.number),
        total=len(states),
        ready=len(states) - len(waiting),
        to_send=_count(states, *NOT_READY, "ready"),
        to_review=_count(states, "submitted"),
        validated=_count(states, "validated"),
        next_linea_pk=first.linea_id if first else None,
        returned=len(returned),
        sent_back=sent_back,
        ended=trimestre.ends_on < today,
        due_on=due_on,
    )


def _count(states: list[tuple[AvanceTrimestral, Workflow]], *wanted: str) -> int:
    return sum(flow.state in wanted for _, flow in states)


def pendings_of(
    user: User,
    debts: Iterable[Debts],
    numbers: dict[int, str],
    today: date,
) -> tuple[tuple[Pending, ...], tuple[Pending, ...]]:
    """Return (what is missing, what comes next) for the person's áreas, by deadline.

    `numbers` are the printed numbers of the líneas. What comes next is the month that runs, or the
    first that has something, and the quarters that have not ended.
    """
    mine = permissions.area_ids(user)
    missing, coming = [], []
    for debt in debts:
        own_months = [month for month in debt.months if month.area_pk in mine]
        for month in own_months:
            if month.ended and (month.missing or not month.confirmed):
                missing.append(_month_pending(debt.programa, month, today))
        coming += _next_months(debt.programa, own_months, today)
        for quarter in debt.quarters:
            if quarter.area_pk not in mine or not quarter.is_owed:
                continue
            if quarter.next_linea_pk:
                pending = _quarter_pending(debt.programa, quarter, numbers, today)
                (missing if quarter.ended else coming).append(pending)
            else:
                pending = _send_pending(debt.programa, quarter, today)
                (missing if quarter.ended or quarter.sent_back else coming).append(pending)
    return tuple(sorted(missing, key=by_deadline)), tuple(sorted(coming, key=by_deadline))


def _next_months(programa: Programa, months: list[MonthDebt], today: date) -> list[Pending]:
    """The first month of each área that has not ended and still lacks something."""
    first: dict[int, MonthDebt] = {}
    for month in sorted(months, key=lambda month: month.month):
        if not month.ended and month.missing:
            first.setdefault(month.area_pk, month)
    return [_month_pending(programa, month, today) for month in first.values()]


def by_deadline(pending: Pending) -> tuple:
    """Return what puts things to do in order: the nearest deadline first."""
    return (pending.due_on or date.max, pending.kind, pending.quarter or 0, pending.month or 0)


def _month_pending(programa: Programa, month: MonthDebt, today: date) -> Pending:
    name = month.name.lower()
    if not month.missing:
        text, action = f"{month.name}: falta confirmar el mes", f"Confirmar {name}"
    else:
        noun = "tarea" if month.total == 1 else "tareas"
        verb = "falta" if month.missing == 1 else "faltan"
        text = f"{month.name}: {verb} {month.missing} de {month.total} {noun} por reportar"
        action = f"Reportar {name}"
    has_begun = programa.month_start(month.month) <= today
    return Pending(
        kind="month",
        text=text,
        due_on=month.due_on,
        due_words=due_words(month.due_on, today),
        late=month.due_on < today,
        action=action if has_begun else f"Ver {name}",
        programa=programa,
        area_code=month.area_code,
        month=month.month,
        quarter=None,
        linea_pk=None,
    )


def _quarter_pending(
    programa: Programa, quarter: QuarterDebt, numbers: dict[int, str], today: date
) -> Pending:
    word = "línea lista" if quarter.total == 1 else "líneas listas"
    text = f"{quarter.title.capitalize()}: {quarter.ready} de {quarter.total} {word}"
    if quarter.returned:
        noun = "línea devuelta" if quarter.returned == 1 else "líneas devueltas"
        text = f"{text}, {quarter.returned} {noun}"
    number = numbers.get(quarter.next_linea_pk, "")
    return Pending(
        kind="quarter",
        text=text,
        due_on=quarter.due_on,
        due_words=due_words(quarter.due_on, today),
        late=bool(quarter.due_on and quarter.due_on < today),
        action=f"Seguir con la línea {number}".strip(),
        programa=programa,
        area_code=quarter.area_code,
        month=None,
        quarter=quarter.number,
        linea_pk=quarter.next_linea_pk,
    )


def _send_pending(programa: Programa, quarter: QuarterDebt, today: date) -> Pending:
    """Everything is ready, and yet the área still has it."""
    noun = "línea lista" if quarter.total == 1 else "líneas listas"
    words = SENT_BACK if quarter.sent_back else "sin enviar"
    return Pending(
        kind="send",
        text=f"{quarter.title.capitalize()}: {quarter.ready} de {quarter.total} {noun}, {words}",
        due_on=quarter.due_on,
        due_words=due_words(quarter.due_on, today),
        late=bool(quarter.due_on and quarter.due_on < today),
        action="Revisar y enviar",
        programa=programa,
        area_code=quarter.area_code,
        month=None,
        quarter=quarter.number,
        linea_pk=None,
    )


def due_words(due_on: date | None, today: date) -> str:
    """Return "vence el 5 de julio de 2026 (en 4 días)", or since when it is late."""
    if due_on is None:
        return "sin fecha límite"
    days = (due_on - today).days
    if days == 0:
        return f"vence hoy, {long_date(due_on)}"
    count = f"{abs(days)} {'día' if abs(days) == 1 else 'días'}"
    if days > 0:
        return f"vence el {long_date(due_on)} (en {count})"
    return f"venció el {long_date(due_on)} (hace {count})"


def overdue_months(debts: Debts, area_pk: int, today: date) -> list[MonthDebt]:
    """Return the months of an área whose deadline has passed with something missing."""
    return [
        month
        for month in debts.months
        if month.area_pk == area_pk
        and month.due_on < today
        and (month.missing or not month.confirmed)
    ]
