"""Quantities that follow of their months, and the only way in which a followed one is written."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from programs.enums import QUARTERS
from programs.errors import DomainError, Locked
from programs.getters import quarters_lock
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    CantidadMensual,
    ComponenteDeMeta,
    Programa,
    Trimestre,
    User,
)
from programs.models.versions import conflict_of
from programs.permissions import can_report_quantities
from programs.reading.locks import sent_areas, why_sent
from programs.selectors.estructura import why_quarter_closed
from programs.services.captura import WHY_NOT, ready_undo
from programs.services.meses import MAX_TEXT, MarkChange, MarkResult, marks_save, months_unconfirm
from programs.values.month_quantities import (
    MonthQuantity,
    programmed_by_quarter,
    quarter_done,
)
from programs.values.months import MONTHS, quarter_of_month
from programs.values.windows import why_month_locked

FIELDS = ("done", "reason")
NOT_IN_FORCE = "La línea no rige en ese trimestre: no se reporta."
GONE = "Esa cantidad ya no se lleva por mes. Abra de nuevo la página."


@dataclass(frozen=True)
class QuantityChange:
    """What a person wants of a month of a component; `done` None is "not said", never zero."""

    componente_pk: int
    month: int
    done: Decimal | None
    reason: str
    version: int | None
    unread: str = ""  # why what was typed is no quantity: refused beside its cell


@dataclass(frozen=True)
class QuantityResult:
    """What became of one month: its row as it stands, or why it did not change.

    `row` is None for a month that is none of ours; `refusal` is as in `MarkResult`.
    """

    componente_pk: int
    month: int
    row: CantidadMensual | None
    refusal: DomainError | None = None


@transaction.atomic
def month_save(
    programa: Programa,
    marks: Sequence[MarkChange],
    quantities: Sequence[QuantityChange],
    *,
    by: User,
    today: date,
    now: datetime,
    locked: Mapping[int, Trimestre] | None = None,
) -> tuple[list[MarkResult], list[QuantityResult]]:
    """Save what was marked and typed in the months; each cell is answered by itself.

    Locks the quarters of both first. `locked` are those that the caller has locked, if it has.
    """
    months = [*(change.month for change in marks), *(change.month for change in quantities)]
    numbers = {quarter_of_month(month) for month in months}
    trimestres = locked if locked else quarters_lock(programa, numbers)
    marked = marks_save(programa, marks, by=by, today=today, now=now, locked=trimestres)
    if not quantities:
        return marked, []
    batch = _Batch(programa, quantities, trimestres, by=by, today=today, now=now)
    return marked, batch.save()


class _Batch:
    """Several months of one programme's components, decided one by one."""

    def __init__(
        self,
        programa: Programa,
        changes: Sequence[QuantityChange],
        trimestres: Mapping[int, Trimestre],
        *,
        by: User,
        today: date,
        now: datetime,
    ) -> None:
        self.trimestres, self.by, self.today, self.now = trimestres, by, today, now
        # The last word of each month: a batch may name one twice.
        self.changes = {(change.componente_pk, change.month): change for change in changes}
        rows = (
            CantidadMensual.objects.visible_to(by)
            .select_for_update(of=("self",))
            .select_related("componente__meta__linea__area", "reported_by")
            .filter(
                componente__in={pk for pk, _ in self.changes},
                componente__monthly=True,
                componente__meta__linea__eje__programa=programa,
            )
        )
        self.entries = {
            (entry.linea_id, entry.trimestre.number): entry
            for entry in AvanceTrimestral.objects.select_for_update(of=("self",))
            .select_related("trimestre")
            .filter(
                linea__meta__componentes__in={pk for pk, _ in self.changes},
                trimestre__in=trimestres.values(),
            )
            .order_by("pk")
        }
        self.rows = {(row.componente_id, row.month): row for row in rows}
        self.sent = sent_areas(programa)
        self.changed: list[CantidadMensual] = []
        self.programa = programa

    def save(self) -> list[QuantityResult]:
        """Save what may be, then the quarters that follow of it, and return the results."""
        results = []
        for place, change in self.changes.items():
            try:
                row = self._save(change)
            except DomainError as refused:
                results.append(QuantityResult(*place, self.rows.get(place), refused))
            else:
                results.append(QuantityResult(*place, row))
        if self.changed:
            quantities_write(self.changed, [*FIELDS, "reported_by", "reported_at"], by=self.by)
            places = {(row.componente_id, quarter_of_month(row.month)) for row in self.changed}
            for linea in _add_up(places, self.entries, by=self.by):
                ready_undo(linea, by=self.by)
            # A month that has a blank again is not complete any more.
            blank = {
                (row.componente.meta.linea.area_id, row.month)
                for row in self.changed
                if row.value.is_blank
            }
            months_unconfirm(self.programa, blank, by=self.by, now=self.now)
        return results

    def _save(self, change: QuantityChange) -> CantidadMensual:
        """Note what to write for one month and return its row as it will be."""
        row = self.rows.get((change.componente_pk, change.month))
        if row is None:
            raise DomainError(GONE)
        self._require_open(row)
        if change.unread:
            raise DomainError(change.unread)
        reason = change.reason.strip()
        if len(reason) > MAX_TEXT:
            raise DomainError(f"El motivo lleva hasta {MAX_TEXT} letras. Acorte el suyo.")
        if (row.done, row.reason) == (change.done, reason):
            return row  # also a second send of a save whose answer was lost
        if change.version not in (None, row.version):
            raise conflict_of(row, row.history.select_related("history_user").first(), FIELDS)
        row.done, row.reason = change.done, reason
        said = change.done is not None or bool(reason)
        row.reported_by, row.reported_at = (self.by, self.now) if said else (None, None)
        self.changed.append(row)
        return row

    def _require_open(self, row: CantidadMensual) -> None:
        """Raise `Locked` with the sentence when the person or the month may not."""
        linea = row.componente.meta.linea
        if not can_report_quantities(self.by, linea):
            raise Locked(f"Esta cantidad la reporta {linea.area.name}.")
        number = quarter_of_month(row.month)
        locked = why_month_locked(self.trimestres[number], row.month, self.today)
        locked = locked or why_sent(self.sent.get((number, linea.area_id)))
        entry = self.entries.get((linea.pk, number))
        if entry is None:
            raise DomainError(NOT_IN_FORCE)
        locked = locked or WHY_NOT.get(entry.status, "")
        if locked:
            raise Locked(locked)


@transaction.atomic
def componente_program_months(
    componente: ComponenteDeMeta, amounts: Sequence[Decimal | None], *, by: User | None
) -> None:
    """Make these twelve amounts, in order, what the months of a monthly component program.

    The only writer of them, but for a new component of a workbook, which nobody reported yet: the
    quarters of the component, and what was done in them, become what
    their months give, in the same transaction. None is "not said". Raises `Locked` where a month
    of a closed quarter would change.
    """
    linea = componente.meta.linea
    programa = linea.eje.programa
    wanted = dict(zip(MONTHS, amounts, strict=True))
    rows = {row.month: row for row in componente.meses.all()}
    numbers = {
        quarter_of_month(month)
        for month, amount in wanted.items()
        if month not in rows or rows[month].programmed != amount
    }
    trimestres = quarters_lock(programa, numbers)
    closed = why_quarter_closed(trimestres.values())
    if closed:
        raise Locked(closed)
    CantidadMensual.objects.bulk_create(
        CantidadMensual(componente=componente, month=month, programmed=wanted[month])
        for month in MONTHS
        if month not in rows
    )
    changed = [
        row
        for row in componente.meses.select_for_update(of=("self",))
        if row.programmed != wanted[row.month]
    ]
    for row in changed:
        row.programmed = wanted[row.month]
    quantities_write(changed, ["programmed"], by=by)
    quarters = programmed_by_quarter(tuple(wanted.values()))
    for number, amount in zip(QUARTERS, quarters, strict=True):
        setattr(componente, f"programmed_q{number}", amount)
    componente.save(update_fields=[f"programmed_q{number}" for number in QUARTERS])
    entries = AvanceTrimestral.objects.filter(linea=linea, trimestre__number__in=numbers)
    places = {
        (linea.pk, entry.trimestre.number): entry for entry in entries.select_related("trimestre")
    }
    _add_up({(componente.pk, number) for number in numbers}, places, by=by)


def componente_by_quarter(componente: ComponenteDeMeta) -> None:
    """Take the months of a quantity that is not reported by month any more.

    The model refuses it once a month was reported; a month of a closed quarter stays.
    """
    componente.meses.all().delete()


def _add_up(
    places: Collection[tuple[int, int]],
    entries: Mapping[tuple[int, int], AvanceTrimestral],
    *,
    by: User | None,
) -> list[AvanceTrimestral]:
    """Give each (component, quarter) the quantity of its months; return the entries of them.

    `entries` are by (línea, quarter) and locked with their quarters.
    """
    componentes = {componente for componente, _ in places}
    months: dict[tuple[int, int], list[MonthQuantity]] = defaultdict(list)
    for month in CantidadMensual.objects.filter(componente__in=componentes).order_by("month"):
        months[month.componente_id, quarter_of_month(month.month)].append(month.value)
    rows = (
        AvanceDeComponente.objects.select_for_update(of=("self",))
        .select_related("componente__meta")
        .filter(componente__in=componentes, avance__in=entries.values())
    )
    numbers = {entry.pk: number for (_, number), entry in entries.items()}
    moved, found = [], {}
    for row in rows:
        place = row.componente_id, numbers[row.avance_id]
        if place not in places:
            continue
        entry = entries[row.componente.meta.linea_id, place[1]]
        found[entry.pk] = entry
        quantity = quarter_done(months[place])
        if row.quantity != quantity:
            row.quantity = quantity
            moved.append(row)
    quantities_write(moved, ["quantity"], by=by, reason="Suma de sus meses")
    return list(found.values())


def quantities_write(
    rows: Sequence[CantidadMensual] | Sequence[AvanceDeComponente],
    fields: Sequence[str],
    *,
    by: User | None,
    reason: str = "",
) -> None:
    """Save these fields of locked rows of one model, each as its next version with its trace."""
    if not rows:
        return
    model: Any = type(rows[0])
    for row in rows:
        row.version += 1
    model.objects.bulk_update(rows, [*fields, "version"])
    model.history.bulk_history_create(
        rows, update=True, default_user=by, default_change_reason=reason
    )
