"""What an área still owes: its months and its líneas, by deadline, each with its exact place.

A month is owed once it has ended, a quarter too; what runs now is *lo siguiente*. Months of a
closed quarter cannot change, so they are owed no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from programs import permissions
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
    User,
)
from programs.reading.addresses import capture_url, month_url, part_url, submission_url
from programs.reading.lines import Line, entry_workflow
from programs.values.calendar_days import add_working_days
from programs.values.checks.readiness import Missing
from programs.values.months import period_months
from programs.values.phrases import long_date, quarter_name

SENT_BACK = "devuelto, falta enviarlo de nuevo"
NOT_READY = ("not_started", "draft", "returned")


@dataclass(frozen=True)
class Debt:
    """One thing that an área owes: what, without a final period, and where it is paid.

    `anchor` is the place on the page that `url` opens, "" for the whole page.
    """

    text: str
    url: str
    anchor: str = ""


def line_debts(line: Line, items: Iterable[Missing]) -> tuple[Debt, ...]:
    """Return what a línea lacks, each with its place on the page that captures it."""
    return tuple(
        Debt(item.message, capture_url(line.trimestre, line.linea.pk, item.anchor), item.anchor)
        for item in items
    )


def part_debts(trimestre: Trimestre, key: str, items: Iterable[Missing]) -> tuple[Debt, ...]:
    """Return what the part `key` of the presentación lacks, each with its place on its page."""
    return tuple(
        Debt(item.message, part_url(trimestre, key, item.anchor), item.anchor) for item in items
    )


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


@dataclass(frozen=True, kw_only=True)
class Pending(Debt):
    """One thing to do, by when, and the words of its button.

    `kind` is "month", "observations", "quarter" or "send"; `number` that of the quarter or month.
    """

    kind: str
    number: int
    due_on: date | None
    due_words: str
    late: bool
    action: str


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
        title=quarter_name(trimestre.number),
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


def pendings_of(
    user: User, debts: Iterable[Debts], today: date
) -> tuple[tuple[Pending, ...], tuple[Pending, ...]]:
    """Return (what is missing, what comes next) for the person's áreas, by deadline.

    What comes next is the month that runs, or the first that has something, and the quarters that
    have not ended.
    """
    mine = permissions.area_ids(user)
    missing, coming = [], []
    for debt in debts:
        own_months = [month for month in debt.months if month.area_pk in mine]
        for month in own_months:
            if month.ended and month.is_owed:
                missing.append(_month_pending(debt.programa, month, today))
        coming += _next_months(debt.programa, own_months, today)
        for quarter in debt.quarters:
            if quarter.area_pk not in mine or not quarter.is_owed:
                continue
            if quarter.next_linea_pk:
                pending = _quarter_pending(quarter, today)
                (missing if quarter.ended else coming).append(pending)
            else:
                pending = _send_pending(quarter, today)
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
    return (pending.due_on or date.max, pending.kind, pending.number)


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
        number=month.month,
        text=text,
        url=month_url(programa, month.area_code, month.month),
        due_on=month.due_on,
        due_words=due_words(month.due_on, today),
        late=month.due_on < today,
        action=action if has_begun else f"Ver {name}",
    )


def _quarter_pending(quarter: QuarterDebt, today: date) -> Pending:
    word = "línea lista" if quarter.total == 1 else "líneas listas"
    text = f"{quarter.title.capitalize()}: {quarter.ready} de {quarter.total} {word}"
    if quarter.returned:
        noun = "línea devuelta" if quarter.returned == 1 else "líneas devueltas"
        text = f"{text}, {quarter.returned} {noun}"
    return Pending(
        kind="quarter",
        number=quarter.number,
        text=text,
        url=capture_url(quarter.trimestre, quarter.next_linea_pk),
        due_on=quarter.due_on,
        due_words=due_words(quarter.due_on, today),
        late=bool(quarter.due_on and quarter.due_on < today),
        action=f"Seguir con la línea {quarter.next_number}".strip(),
    )


def _send_pending(quarter: QuarterDebt, today: date) -> Pending:
    """Everything is ready, and yet the área still has it."""
    noun = "línea lista" if quarter.total == 1 else "líneas listas"
    words = SENT_BACK if quarter.sent_back else "sin enviar"
    return Pending(
        kind="send",
        number=quarter.number,
        text=f"{quarter.title.capitalize()}: {quarter.ready} de {quarter.total} {noun}, {words}",
        url=submission_url(quarter.trimestre, quarter.area_code),
        due_on=quarter.due_on,
        due_words=due_words(quarter.due_on, today),
        late=bool(quarter.due_on and quarter.due_on < today),
        action="Revisar y enviar",
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
        if month.area_pk == area_pk and month.due_on < today and month.is_owed
    ]
