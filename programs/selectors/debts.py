"""What the áreas owe in the open quarters of a programme, read from the rows and counted.

A month is owed once it has ended, a quarter too. Months of a closed quarter cannot change, so they
are owed no more. `programs.selectors.pendientes` says it in words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from programs.enums import AvanceStatus, MarkStatus, TrimestreStatus
from programs.models import (
    Area,
    AvanceTrimestral,
    ConfirmacionMensual,
    DiaInhabil,
    EntregaDeArea,
    MarcaMensual,
    Programa,
    Trimestre,
)
from programs.reading.lines import entry_workflow
from programs.selectors.common import quarter_title
from programs.values.calendar_days import add_working_days
from programs.values.months import period_months

SENT_BACK = "devuelto, falta enviarlo de nuevo"
NOT_READY = ("not_started", "draft", "returned")


@dataclass(frozen=True)
class OpenQuarters:
    """Programmes, their quarters, and the entries of the open ones.

    `entregas` are what the áreas handed in of the open quarters, by (trimestre, área).
    """

    programas: tuple[Programa, ...]
    trimestres: Mapping[int, Sequence[Trimestre]]
    avances: Mapping[int, Sequence[AvanceTrimestral]]
    entregas: Mapping[tuple[int, int], EntregaDeArea] = field(default_factory=dict)

    def of(self, programa: Programa) -> list[Trimestre]:
        """Return the quarters of a programme that are being captured, in order."""
        return [t for t in self.trimestres[programa.pk] if t.status == TrimestreStatus.OPEN]

    def due_on(self, trimestre: Trimestre, area_pk: int) -> date | None:
        """Return the deadline of an área: its extension, or that of the quarter."""
        entrega = self.entregas.get((trimestre.pk, area_pk))
        return (entrega and entrega.extended_to) or trimestre.due_on

    def sent_back(self, trimestre: Trimestre, area_pk: int) -> bool:
        """Tell whether the whole quarter came back to an área."""
        entrega = self.entregas.get((trimestre.pk, area_pk))
        return entrega is not None and entrega.status == AvanceStatus.RETURNED


def open_quarters(programas: QuerySet[Programa]) -> OpenQuarters:
    """Read these programmes with their open quarters, in four queries."""
    found = tuple(programas.select_related("institucion"))
    trimestres = defaultdict(list)
    rows = Trimestre.objects.filter(programa__in=found).select_related("programa__institucion")
    for trimestre in rows.order_by("number"):
        trimestres[trimestre.programa_id].append(trimestre)
    is_open = {"trimestre__programa__in": found, "trimestre__status": TrimestreStatus.OPEN}
    avances = defaultdict(list)
    for avance in AvanceTrimestral.objects.filter(**is_open).with_place().with_contents():
        avances[avance.trimestre_id].append(avance)
    entregas = EntregaDeArea.objects.filter(**is_open)
    return OpenQuarters(
        programas=found,
        trimestres=trimestres,
        avances=avances,
        entregas={(entrega.trimestre_id, entrega.area_id): entrega for entrega in entregas},
    )


@dataclass(frozen=True)
class MonthDebt:
    """One month of one área: how many tareas were programmed, how many lack their report."""

    area_pk: int
    area_code: str
    area_name: str
    trimestre_pk: int
    month: int
    name: str
    total: int
    missing: int
    confirmed: bool
    ended: bool
    due_on: date

    @property
    def is_owed(self) -> bool:
        """Tell whether something of it is not reported, or nobody confirmed it."""
        return bool(self.missing or not self.confirmed)


@dataclass(frozen=True)
class QuarterDebt:
    """One open quarter of one área: its líneas, and the first that is not ready.

    `to_send` counts those that the área still has, ready or not. `sent_back` tells whether the
    whole was returned: it is handed in again even where only its presentación was observed.
    """

    area_pk: int
    area_code: str
    area_name: str
    trimestre: Trimestre
    number: int
    title: str
    total: int
    ready: int
    to_send: int
    to_review: int
    validated: int
    next_linea_pk: int | None
    next_number: str
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
class Debts:
    """What the áreas of a programme owe in its open quarters."""

    programa: Programa
    months: tuple[MonthDebt, ...]
    quarters: tuple[QuarterDebt, ...]


def debts_of(rows: OpenQuarters, today: date) -> tuple[Debts, ...]:
    """Return the debts of each programme with an open quarter, in two queries."""
    programas = [programa for programa in rows.programas if rows.of(programa)]
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


def _marks(programas: list[Programa]) -> QuerySet:
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


def _month_debts(
    programa: Programa,
    trimestres: Iterable[Trimestre],
    rows: Iterable[Mapping],
    days_off: set[date],
    today: date,
) -> Iterator[MonthDebt]:
    """Yield the months that have begun, and the next one, in quarters that are not closed."""
    names = {month.number: month.name for month in period_months(programa.start_month)}
    quarters = {month: trimestre for trimestre in trimestres for month in trimestre.months}
    for row in rows:
        month = row["month"]
        if quarters[month].status == TrimestreStatus.CLOSED:
            continue
        yield MonthDebt(
            area_pk=row["tarea__area"],
            area_code=row["tarea__area__code"],
            area_name=row["tarea__area__name"],
            trimestre_pk=quarters[month].pk,
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


def _quarter_debts(programa: Programa, rows: OpenQuarters, today: date) -> Iterator[QuarterDebt]:
    """Yield each open quarter of each área."""
    for trimestre in rows.of(programa):
        by_area: dict[Area, list[AvanceTrimestral]] = defaultdict(list)
        for avance in rows.avances[trimestre.pk]:
            by_area[avance.linea.area].append(avance)
        for area in sorted(by_area, key=lambda area: (area.order, area.name)):
            yield _quarter_debt(area, trimestre, by_area[area], rows, today)


def _quarter_debt(
    area: Area,
    trimestre: Trimestre,
    avances: Sequence[AvanceTrimestral],
    rows: OpenQuarters,
    today: date,
) -> QuarterDebt:
    states = [(avance, entry_workflow(avance, trimestre.status).state) for avance in avances]
    # A returned línea that was marked lista again waits for nothing but being sent.
    waiting = [row for row, state in states if state in NOT_READY and not row.ready]
    returned = [row for row in waiting if row.status == AvanceStatus.RETURNED]
    first = (returned or waiting or [None])[0]

    def count(*wanted: str) -> int:
        return sum(state in wanted for _, state in states)

    return QuarterDebt(
        area_pk=area.pk,
        area_code=area.code,
        area_name=area.name,
        trimestre=trimestre,
        number=trimestre.number,
        title=quarter_title(trimestre.number),
        total=len(states),
        ready=len(states) - len(waiting),
        to_send=count(*NOT_READY, "ready"),
        to_review=count("submitted"),
        validated=count("validated"),
        next_linea_pk=first.linea_id if first else None,
        next_number=first.number if first else "",
        returned=len(returned),
        sent_back=rows.sent_back(trimestre, area.pk),
        ended=trimestre.ends_on < today,
        due_on=rows.due_on(trimestre, area.pk),
    )


def overdue_months(debts: Debts, area_pk: int, today: date) -> list[MonthDebt]:
    """Return the months of an área whose deadline has passed with something missing."""
    return [
        month
        for month in debts.months
        if month.area_pk == area_pk and month.due_on < today and month.is_owed
    ]
