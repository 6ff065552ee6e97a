"""What asks for attention today: what is late, what waits for a verdict, and what for answers.

Lateness is that of `programs.selectors.debts`; it never depends on the filters of rows.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus, ObservacionStatus
from programs.models import EntregaDeArea, Programa
from programs.reading.addresses import (
    area_url,
    capture_url,
    month_url,
    submission_url,
)
from programs.selectors.common import quarter_title
from programs.selectors.debts import (
    Debts,
    MonthDebt,
    QuarterDebt,
    debts_of,
    open_quarters,
    overdue_months,
)
from programs.selectors.pendientes import Debt
from reports.selectors.tablero_scope import Scope

# Debts that fit on the first screen of a laptop of 1366 × 625, counted one below another.
FIRST_SCREEN = 9


@dataclass(frozen=True, kw_only=True)
class OverdueItem(Debt):
    """One thing that an área owes, and how many days late."""

    days: int


@dataclass(frozen=True)
class OverdueArea:
    """An área with everything that is late in it, the oldest first."""

    name: str
    code: str
    days: int
    items: tuple[OverdueItem, ...]


@dataclass(frozen=True)
class Waiting:
    """An área's quarter that waits for somebody: since when in words, how much, and where."""

    name: str
    when: str
    amount: str
    url: str


@dataclass(frozen=True)
class Attention:
    """The first block of the tablero: late áreas by days, those to review, those to answer."""

    late: tuple[OverdueArea, ...]
    review: tuple[Waiting, ...]
    returned: tuple[Waiting, ...]

    @property
    def folds(self) -> bool:
        """Tell whether all that is owed would push late áreas off the first screen.

        Each área then shows its oldest debt, and unfolds the others.
        """
        return sum(len(area.items) for area in self.late) > FIRST_SCREEN


def attention_of(scope: Scope, today: date) -> Attention | None:
    """Return what is owed today, in seven queries; None for a past cut-off or without drafts."""
    if not (scope.cut.is_now and scope.full):
        return None
    entregas = _entregas(scope)
    rows = open_quarters(Programa.objects.filter(pk=scope.programa.pk))
    debts = debts_of(rows, today)
    if not debts:
        return Attention((), (), ())
    (debt,) = debts
    quarters = [q for q in debt.quarters if scope.shows_area(q.area_code)]
    review, returned = [], []
    for quarter in quarters:
        entrega = entregas.get((quarter.trimestre.pk, quarter.area_pk))
        if entrega.status == AvanceStatus.SUBMITTED if entrega else quarter.to_review:
            review.append(_to_review(scope, quarter, entrega, today))
        # A returned línea that is marked lista again is still with its área.
        back = sum(
            entry.status == AvanceStatus.RETURNED and entry.linea.area_id == quarter.area_pk
            for entry in rows.avances[quarter.trimestre.pk]
        )
        if back or (entrega and entrega.status == AvanceStatus.RETURNED):
            returned.append(_to_answer(scope, quarter, entrega, back, today))
    return Attention(
        late=tuple(_late(scope, debt, quarters, today)),
        review=tuple(row for _, row in sorted(review, key=lambda pair: -pair[0])),
        returned=tuple(row for _, row in sorted(returned, key=lambda pair: -pair[0])),
    )


def _entregas(scope: Scope) -> dict[tuple[int, int], EntregaDeArea]:
    """Return {(quarter, área): its submission}, with the observations that nobody answered."""
    sent = Count("observaciones", filter=Q(observaciones__status=ObservacionStatus.SENT))
    rows = EntregaDeArea.objects.filter(trimestre__in=scope.trimestres).annotate(unanswered=sent)
    return {(row.trimestre_id, row.area_id): row for row in rows.order_by()}


def _late(scope: Scope, debt: Debts, quarters: list[QuarterDebt], today: date):
    """Return the late áreas, the latest first; of the same days, by name."""
    names = {month.area_pk: (month.area_name, month.area_code) for month in debt.months}
    names |= {quarter.area_pk: (quarter.area_name, quarter.area_code) for quarter in debt.quarters}
    areas = []
    for pk, (name, code) in names.items():
        if not scope.shows_area(code):
            continue
        items = [
            _owed_quarter(scope, quarter, today)
            for quarter in quarters
            if quarter.area_pk == pk and quarter.is_late(today)
        ]
        items += [_owed_month(scope, month, today) for month in overdue_months(debt, pk, today)]
        if items:
            items.sort(key=lambda item: -item.days)
            areas.append(OverdueArea(name, code, items[0].days, tuple(items)))
    return sorted(areas, key=lambda area: (-area.days, area.name))


def _owed_quarter(scope: Scope, quarter: QuarterDebt, today: date) -> OverdueItem:
    return OverdueItem(
        text=f"{quarter_title(quarter.number)}: {quarter.unsent_words}",
        url=_quarter_url(scope, quarter),
        days=(today - quarter.due_on).days,
    )


def _owed_month(scope: Scope, month: MonthDebt, today: date) -> OverdueItem:
    what = "sin confirmar"
    if month.missing:
        verb = "falta" if month.missing == 1 else "faltan"
        noun = "tarea" if month.total == 1 else "tareas"
        what = f"{verb} {month.missing} de {month.total} {noun}"
    return OverdueItem(
        text=f"{month.name.lower()}: {what}",
        url=month_url(scope.programa, month.area_code, month.month),
        days=(today - month.due_on).days,
    )


def _quarter_url(scope: Scope, quarter: QuarterDebt) -> str:
    """The área's own work opens where it goes on; who follows it sees its part of the quarter."""
    if quarter.area_code not in scope.areas:
        return area_url(quarter.trimestre, quarter.area_code)
    if quarter.next_linea_pk:
        return capture_url(quarter.trimestre, quarter.next_linea_pk)
    return submission_url(quarter.trimestre, quarter.area_code)


def _verdict_url(scope: Scope, quarter: QuarterDebt, entrega: EntregaDeArea | None) -> str:
    """The review for who reviews, the submission for its área, the quarter for the rest."""
    if entrega is not None and scope.reviews:
        args = [*quarter.trimestre.place, quarter.area_code]
        return reverse("revision_detail", args=args)
    if entrega is not None and quarter.area_code in scope.areas:
        return submission_url(quarter.trimestre, quarter.area_code)
    return area_url(quarter.trimestre, quarter.area_code)


def _to_review(scope: Scope, quarter: QuarterDebt, entrega, today: date) -> tuple[int, Waiting]:
    days, when = _since(entrega.submitted_at if entrega else None, today, "enviada")
    noun = "línea" if quarter.total == 1 else "líneas"
    amount = f"{quarter.to_review} de {quarter.total} {noun} por revisar"
    return days, Waiting(quarter.area_name, when, amount, _verdict_url(scope, quarter, entrega))


def _to_answer(
    scope: Scope, quarter: QuarterDebt, entrega, lines: int, today: date
) -> tuple[int, Waiting]:
    days, when = _since(entrega.returned_at if entrega else None, today, "devuelta")
    if entrega is None:
        amount = f"{lines} {'línea devuelta' if lines == 1 else 'líneas devueltas'}"
    elif entrega.unanswered:
        noun = "observación" if entrega.unanswered == 1 else "observaciones"
        amount = f"{entrega.unanswered} {noun} sin atender"
    else:
        amount = "observaciones atendidas; falta enviar de nuevo"
    return days, Waiting(quarter.area_name, when, amount, _verdict_url(scope, quarter, entrega))


def _since(moment, today: date, verb: str) -> tuple[int, str]:
    """Return how many days ago, and in words: "enviada ayer"."""
    if moment is None:
        return 0, verb
    days = max((today - timezone.localdate(moment)).days, 0)
    ago = {0: "hoy", 1: "ayer"}.get(days, f"hace {days} días")
    return days, f"{verb} {ago}"
