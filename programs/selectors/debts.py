"""What the áreas owe of a programme, read from the rows and counted.

A month is owed once it has ended, whether or not its quarter was opened; a quarter too, once it is
open. Months of a closed quarter cannot change, so they are owed no more.
`programs.selectors.pendientes` says it in words, `programs.selectors.atrasos` what of it is late.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from programs.enums import AvanceStatus, ProgramaStatus, TrimestreStatus
from programs.getters import ENTREGA_PLACE
from programs.models import (
    AvanceTrimestral,
    DiaInhabil,
    EntregaDeArea,
    Programa,
    Trimestre,
)
from programs.reading.line import entry_workflow
from programs.selectors.month_rows import month_rows
from programs.values.calendar_days import add_working_days
from programs.values.phrases import dated_month, quarter_name
from programs.values.windows import EXTENDED, DueDate, days_late, due_in_force

SENT_BACK = "devuelto, falta enviarlo de nuevo"
UNSENT_MONTHS = "sus meses y su presentación, sin enviar"
NOT_READY = ("not_started", "draft", "returned")


@dataclass(frozen=True)
class OpenQuarters:
    """Programmes, their quarters, and the entries of the open ones.

    `entregas` are what the áreas handed in of the open quarters, by (trimestre, área).
    `nothing_due` are the (trimestre, línea) of which nothing is due so far nor was captured, among
    those whose líneas were read: they can be handed in as they are.
    """

    programas: tuple[Programa, ...]
    trimestres: Mapping[int, Sequence[Trimestre]]
    avances: Mapping[int, Sequence[AvanceTrimestral]]
    entregas: Mapping[tuple[int, int], EntregaDeArea] = field(default_factory=dict)
    nothing_due: Set[tuple[int, int]] = frozenset()

    def of(self, programa: Programa) -> list[Trimestre]:
        """Return the quarters of a programme that are being captured, in order."""
        return [t for t in self.trimestres[programa.pk] if t.status == TrimestreStatus.OPEN]

    def is_under_way(self, programa: Programa) -> bool:
        """Tell whether something of a programme can be owed.

        A plan that was neither approved nor opened binds nobody; one whose quarters are all closed
        is over.
        """
        found = {trimestre.status for trimestre in self.trimestres[programa.pk]}
        begun = programa.status == ProgramaStatus.APPROVED or found != {TrimestreStatus.UPCOMING}
        return begun and bool(found - {TrimestreStatus.CLOSED})

    def due(self, trimestre: Trimestre, area_pk: int) -> DueDate:
        """Return until when an área has a quarter, and why where it is not the general date."""
        entrega = self.entregas.get((trimestre.pk, area_pk))
        if entrega is None:
            return due_in_force(trimestre.due_on, None, None)
        return due_in_force(trimestre.due_on, entrega.extended_to, entrega.return_due_on)

    def days_in_review(self, trimestre: Trimestre, area_pk: int, today: date) -> int:
        """Return for how many days what an área sent has waited for the reviewer."""
        entrega = self.entregas.get((trimestre.pk, area_pk))
        if entrega is None or entrega.submitted_at is None:
            return 0
        return max((today - timezone.localdate(entrega.submitted_at)).days, 0)

    def status(self, trimestre: Trimestre, area_pk: int) -> str:
        """Return in whose hands an área's quarter is, one of `AvanceStatus`."""
        entrega = self.entregas.get((trimestre.pk, area_pk))
        return entrega.status if entrega else AvanceStatus.DRAFT


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
    entregas = EntregaDeArea.objects.filter(**is_open).select_related(*ENTREGA_PLACE)
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
    trimestre: Trimestre
    month: int
    name: str  # "octubre", with its year where it is another than today's
    total: int
    missing: int
    confirmed: bool
    ended: bool
    due_on: date

    @property
    def is_owed(self) -> bool:
        """Tell whether something of it is not reported, or nobody confirmed it."""
        return bool(self.missing or not self.confirmed)

    def is_late(self, today: date) -> bool:
        """Tell whether the deadline passed with something to report or confirm."""
        return self.is_owed and days_late(self.due_on, today) > 0


@dataclass(frozen=True)
class QuarterDebt:
    """One open quarter of one área: its líneas, and the first that is not ready.

    `ready` counts those that can be handed in: marked *lista*, sent, or with nothing due so far.
    `to_send` counts those that the área still has, ready or not. `status` is that of the whole,
    one of `AvanceStatus`: an área without líneas (`total` 0) hands in its months all the same.
    `due` also says why the área has other days than the rest.
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
    status: str
    ended: bool
    due: DueDate

    @property
    def due_on(self) -> date | None:
        """The day of the deadline that is in force for the área."""
        return self.due.day

    @property
    def is_extended(self) -> bool:
        """Tell whether an extension gives the área other days than the quarter's."""
        return self.due.why == EXTENDED

    @property
    def sent_back(self) -> bool:
        """Whether the whole was returned: it is sent again even if no línea was observed."""
        return self.status == AvanceStatus.RETURNED

    @property
    def is_owed(self) -> bool:
        """Whether the área has something of the quarter to hand in."""
        unsent_months = not self.total and self.status == AvanceStatus.DRAFT
        return bool(self.to_send or self.sent_back or unsent_months)

    @property
    def in_review(self) -> bool:
        """Whether something that the área sent waits for the reviewer."""
        return bool(self.to_review or (not self.total and self.status == AvanceStatus.SUBMITTED))

    @property
    def is_validated(self) -> bool:
        """Whether nothing of it waits for anybody."""
        if not self.total:
            return self.status == AvanceStatus.VALIDATED
        return self.validated == self.total

    @property
    def unsent_words(self) -> str:
        """What is not handed in: "2 de 3 líneas sin enviar"."""
        if self.sent_back and not self.to_send:
            return SENT_BACK
        if not self.total:
            return UNSENT_MONTHS
        noun = "línea" if self.total == 1 else "líneas"
        return f"{self.to_send} de {self.total} {noun} sin enviar"

    def is_late(self, today: date) -> bool:
        """Tell whether the deadline passed with something to hand in."""
        return self.is_owed and days_late(self.due_on, today) > 0


@dataclass(frozen=True)
class Debts:
    """What the áreas of a programme owe: its open quarters, and the months not closed."""

    programa: Programa
    months: tuple[MonthDebt, ...]
    quarters: tuple[QuarterDebt, ...]


def debts_of(rows: OpenQuarters, today: date) -> tuple[Debts, ...]:
    """Return the debts of each programme that is under way, in two queries."""
    programas = [programa for programa in rows.programas if rows.is_under_way(programa)]
    days_off = defaultdict(set)
    for institucion, day in DiaInhabil.objects.filter(
        institucion__in={programa.institucion_id for programa in programas}
    ).values_list("institucion", "day"):
        days_off[institucion].add(day)
    months = defaultdict(list)
    for row in month_rows(programas):
        months[row["programa"]].append(row)
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
            tuple(_quarter_debts(programa, rows, months[programa.pk], today)),
        )
        for programa in programas
    )


def quarter_at_hand(own: Sequence[QuarterDebt]) -> QuarterDebt:
    """Return the one to work in of a person's quarters: the first owed, or the last of all."""
    return next((quarter for quarter in own if quarter.is_owed), own[-1])


def _month_debts(
    programa: Programa,
    trimestres: Iterable[Trimestre],
    rows: Iterable[Mapping],
    days_off: set[date],
    today: date,
) -> Iterator[MonthDebt]:
    """Yield the months that have begun, and the next one, in quarters that are not closed."""
    quarters = {month: trimestre for trimestre in trimestres for month in trimestre.months}
    for row in rows:
        month = row["month"]
        if quarters[month].status == TrimestreStatus.CLOSED:
            continue
        yield MonthDebt(
            area_pk=row["area"],
            area_code=row["code"],
            area_name=row["name"],
            trimestre=quarters[month],
            month=month,
            name=dated_month(programa.month_start(month), today),
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


def _quarter_debts(
    programa: Programa, rows: OpenQuarters, months: Iterable[Mapping], today: date
) -> Iterator[QuarterDebt]:
    """Yield each open quarter of each área: those with líneas, and those with `months` in it."""
    for trimestre in rows.of(programa):
        by_area: dict[AreaPlace, list[AvanceTrimestral]] = defaultdict(list)
        for avance in rows.avances[trimestre.pk]:
            own = avance.linea.area
            by_area[AreaPlace(own.order, own.name, own.code, own.pk)].append(avance)
        for row in months:
            if row["month"] in trimestre.months:
                by_area.setdefault(
                    AreaPlace(row["order"], row["name"], row["code"], row["area"]), []
                )
        for area in sorted(by_area):
            yield quarter_debt(area, trimestre, by_area[area], rows, today)


class AreaPlace(NamedTuple):
    """An área, in the order of the pages."""

    order: int
    name: str
    code: str
    pk: int


def quarter_debt(
    area: AreaPlace,
    trimestre: Trimestre,
    avances: Sequence[AvanceTrimestral],
    rows: OpenQuarters,
    today: date,
) -> QuarterDebt:
    """Return the quarter of an área, of its entries read `with_place` and `with_contents`."""
    states = [(avance, entry_workflow(avance, trimestre.status).state) for avance in avances]
    # A returned línea that was marked lista again waits for nothing but being sent.
    waiting = [
        row
        for row, state in states
        if state in NOT_READY and not row.ready
        if (row.trimestre_id, row.linea_id) not in rows.nothing_due
    ]
    returned = [row for row in waiting if row.status == AvanceStatus.RETURNED]
    first = next(iter(returned or waiting), None)

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
        status=rows.status(trimestre, area.pk),
        ended=trimestre.ends_on < today,
        due=rows.due(trimestre, area.pk),
    )
