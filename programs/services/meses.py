"""The months of several tareas at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from programs.enums import AuditAction, MarkStatus
from programs.errors import Conflict, DomainError, Locked
from programs.getters import quarters_lock
from programs.models import (
    ConfirmacionMensual,
    EntregaDeArea,
    MarcaMensual,
    Programa,
    Tarea,
    Trimestre,
    User,
)
from programs.models.versions import conflict_of
from programs.permissions import can_report_months
from programs.reading.locks import why_area_locked, why_sent
from programs.services.ledger import ledger_append
from programs.values.months import quarter_of_month
from programs.values.phrases import month_name
from programs.values.windows import why_month_locked

MARK_FIELDS = ("status", "reason", "note")
SAVED_FIELDS = [*MARK_FIELDS, "reported_by", "reported_at", "version"]
MAX_TEXT = 300


@dataclass(frozen=True)
class MarkChange:
    """What a person wants of one cell; `version` is 0 where they saw no row."""

    tarea_pk: int
    month: int
    status: str
    reason: str
    note: str
    version: int | None


@dataclass(frozen=True)
class MarkResult:
    """What became of one cell: its row as it stands (None when it has none), or why it did not.

    `refusal` is the error whose message is the sentence to show: `Conflict` when somebody else
    saved, `Locked` when the month may not change, `DomainError` for what was written.
    """

    tarea_pk: int
    month: int
    marca: MarcaMensual | None
    refusal: DomainError | None = None


def mark_stamp(marca: MarcaMensual, *, by: User, now: datetime) -> None:
    """Set who reported and when, or nobody while there is no report. Does not save."""
    if marca.status == MarkStatus.UNREPORTED:
        marca.reported_by, marca.reported_at = None, None
        marca.reason = marca.note = ""
    else:
        marca.reported_by, marca.reported_at = by, now


def why_mark_locked(
    tarea: Tarea, month: int, trimestre: Trimestre, *, by: User, today: date, sent: str
) -> str:
    """Return why the person does not report this month of the tarea that day, or "".

    `sent` is why the área's quarter is out of its hands (`selectors.locks`), or "".
    """
    if not can_report_months(by, tarea):
        return f"Esta tarea la reporta {tarea.area.name}."
    return why_month_locked(trimestre, month, today) or sent


def mark_lock(marca: MarcaMensual, *, by: User, today: date) -> None:
    """Lock the quarter and then the mark for somebody who opens it to write in it.

    Raises `Locked` with the sentence when the person or the month may not.
    """
    number = quarter_of_month(marca.month)
    trimestre = quarters_lock(marca.tarea.eje.programa, {number})[number]
    sent = why_area_locked(trimestre.pk, marca.tarea.area_id)
    locked = why_mark_locked(marca.tarea, marca.month, trimestre, by=by, today=today, sent=sent)
    if locked:
        raise Locked(locked)
    MarcaMensual.objects.select_for_update(of=("self",)).get(pk=marca.pk)


def mark_save(
    marca: MarcaMensual,
    *,
    status: str,
    reason: str,
    note: str,
    by: User,
    today: date,
    now: datetime,
    version: int | None,
) -> MarcaMensual | None:
    """Save one mark through `marks_save` and return its row as it stands, None when it has none.

    Raises the refusal of the cell: `Conflict`, `Locked` or `DomainError`.
    """
    change = MarkChange(marca.tarea_id, marca.month, status, reason, note, version)
    programa = marca.tarea.eje.programa
    (result,) = marks_save(programa, [change], by=by, today=today, now=now)
    if result.refusal:
        raise result.refusal
    return result.marca


@transaction.atomic
def marks_save(
    programa: Programa,
    changes: Sequence[MarkChange],
    *,
    by: User,
    today: date,
    now: datetime,
    locked: Mapping[int, Trimestre] | None = None,
) -> list[MarkResult]:
    """Save several cells; each is answered by itself, so one refusal does not stop the others.

    Locks the quarters first and the marks after, like every other writer. The number of queries
    does not depend on the number of cells. `locked` are the quarters that the caller has locked,
    by number, if it has.
    """
    return _Batch(programa, changes, by=by, today=today, now=now, locked=locked).save()


def _status_of(trimestre: Trimestre) -> Subquery:
    """Return the status of what a tarea's área handed in of a quarter, which is locked."""
    rows = EntregaDeArea.objects.filter(trimestre=trimestre.pk, area=OuterRef("area"))
    return Subquery(rows.values("status")[:1])


class _Batch:
    """Several cells of one programme, decided one by one and written together."""

    def __init__(
        self,
        programa: Programa,
        changes: Sequence[MarkChange],
        *,
        by: User,
        today: date,
        now: datetime,
        locked: Mapping[int, Trimestre] | None = None,
    ) -> None:
        self.programa, self.by, self.today, self.now = programa, by, today, now
        # The last word of each cell: a batch may name a cell twice.
        self.changes = {(change.tarea_pk, change.month): change for change in changes}
        months = {month for _, month in self.changes}
        numbers = {quarter_of_month(month) for month in months}
        self.trimestres = (
            locked if locked and numbers <= locked.keys() else quarters_lock(programa, numbers)
        )
        self.tareas = {
            tarea.pk: tarea
            for tarea in Tarea.objects.visible_to(by)
            .filter(eje__programa=programa, pk__in={pk for pk, _ in self.changes})
            .select_related("area")
            .annotate(
                **{f"sent_{number}": _status_of(row) for number, row in self.trimestres.items()}
            )
        }
        self.marcas = {
            (marca.tarea_id, marca.month): marca
            for marca in MarcaMensual.objects.select_for_update(of=("self",))
            .select_related("reported_by")
            .filter(tarea__in=self.tareas, month__in=months)
        }
        self.made: list[MarcaMensual] = []
        self.changed: list[MarcaMensual] = []
        self.gone: list[MarcaMensual] = []
        self.reopened: set[tuple[int, int]] = set()
        self.stale: list[tuple[int, int]] = []

    def save(self) -> list[MarkResult]:
        """Decide each cell, write what is accepted, and return the results."""
        results = {}
        for place, change in self.changes.items():
            try:
                marca = self._decide(change)
            except DomainError as refused:
                results[place] = MarkResult(*place, self.marcas.get(place), refused)
            else:
                results[place] = MarkResult(*place, marca)
        self._write()
        for place, conflict in self._conflicts().items():
            results[place] = MarkResult(*place, self.marcas[place], conflict)
        return list(results.values())

    def _decide(self, change: MarkChange) -> MarcaMensual | None:
        """Note what to write for one cell and return its row as it will be; nothing is written."""
        tarea = self.tareas.get(change.tarea_pk)
        if tarea is None or not 1 <= change.month <= 12:
            raise DomainError("Esa tarea ya no está en el programa. Abra de nuevo la página.")
        trimestre = self.trimestres[quarter_of_month(change.month)]
        sent = why_sent(getattr(tarea, f"sent_{trimestre.number}"))
        locked = why_mark_locked(
            tarea, change.month, trimestre, by=self.by, today=self.today, sent=sent
        )
        if locked:
            raise Locked(locked)
        if change.status not in MarkStatus.values:
            raise DomainError("Elija realizada, no realizada o sin reportar.")
        reason = change.reason.strip() if change.status == MarkStatus.NOT_DONE else ""
        note = change.note.strip() if change.status != MarkStatus.UNREPORTED else ""
        if max(len(reason), len(note)) > MAX_TEXT:
            raise DomainError(
                f"El motivo y la nota llevan hasta {MAX_TEXT} letras. Acorte el suyo."
            )
        place = change.tarea_pk, change.month
        marca = self.marcas.get(place)
        if marca is None:
            return self._unprogrammed(tarea, change, note)
        if (marca.status, marca.reason, marca.note) == (change.status, reason, note):
            return marca  # also a second send of a save whose answer was lost
        if change.version not in (None, marca.version):
            self.stale.append(place)
            return marca
        return self._again(marca, tarea, change.status, reason, note)

    def _unprogrammed(self, tarea: Tarea, change: MarkChange, note: str) -> MarcaMensual | None:
        """A month that nobody programmed can only be done."""
        if change.status == MarkStatus.UNREPORTED:
            return None
        if change.status == MarkStatus.NOT_DONE:
            raise DomainError("Este mes no está programado: solo puede marcarse como realizado.")
        marca = MarcaMensual(
            tarea=tarea, month=change.month, programmed=False, status=MarkStatus.DONE, note=note
        )
        mark_stamp(marca, by=self.by, now=self.now)
        self.made.append(marca)
        return marca

    def _again(
        self, marca: MarcaMensual, tarea: Tarea, status: str, reason: str, note: str
    ) -> MarcaMensual | None:
        """Change the mark of a month that has one."""
        if status == MarkStatus.NOT_DONE and not marca.programmed:
            raise DomainError("Este mes no está programado: solo puede marcarse como realizado.")
        if status == MarkStatus.NOT_DONE and not reason:
            raise DomainError("Escriba por qué no se realizó.")
        if status == MarkStatus.UNREPORTED:
            # A month that has a blank again is not complete any more.
            if marca.programmed:
                self.reopened.add((tarea.area_id, marca.month))
            else:
                self.gone.append(marca)
                return None
        marca.status, marca.reason, marca.note = status, reason, note
        mark_stamp(marca, by=self.by, now=self.now)
        marca.version += 1
        self.changed.append(marca)
        return marca

    def _write(self) -> None:
        """Write what was decided, in one query for each kind, and one for all the traces."""
        if self.made:
            MarcaMensual.objects.bulk_create(self.made)
        if self.changed:
            MarcaMensual.objects.bulk_update(self.changed, SAVED_FIELDS)
        self._trace({"+": self.made, "~": self.changed, "-": self.gone})
        if self.gone:
            rows = MarcaMensual.objects.filter(pk__in=[row.pk for row in self.gone])
            rows._raw_delete(rows.db)
        months_unconfirm(self.programa, self.reopened, by=self.by, now=self.now)

    def _trace(self, rows: Mapping[str, list[MarcaMensual]]) -> None:
        """Leave, by kind of change, the traces that rows saved one by one would leave."""
        history = MarcaMensual.history.model
        history.objects.bulk_create(
            history(
                history_date=timezone.now(),
                history_user=self.by,
                history_type=kind,
                **{field.attname: getattr(row, field.attname) for field in history.tracked_fields},
            )
            for kind, changed in rows.items()
            for row in changed
        )

    def _conflicts(self) -> dict[tuple[int, int], Conflict]:
        """Return the conflict of each stale cell, with who saved it and when, in one query."""
        if not self.stale:
            return {}
        rows = {self.marcas[place].pk: self.marcas[place] for place in self.stale}
        last = {
            trace.id: trace
            for trace in MarcaMensual.history.filter(id__in=rows)
            .select_related("history_user")
            .order_by("history_date", "history_id")
        }
        return {
            place: conflict_of(self.marcas[place], last.get(self.marcas[place].pk), MARK_FIELDS)
            for place in self.stale
        }


def months_unconfirm(
    programa: Programa, places: Collection[tuple[int, int]], *, by: User, now: datetime
) -> None:
    """Take back the word of these (área, month): a month with a blank is not complete."""
    if not places:
        return
    wanted = Q(pk__in=())
    for area, month in places:
        wanted |= Q(area=area, month=month)
    lost = ConfirmacionMensual.objects.filter(wanted, programa=programa)
    told = list(lost.select_related("area").order_by("month", "area__order"))
    lost.delete()
    for each in told:
        each.programa = programa
        month_record(AuditAction.MONTH_UNCONFIRM, each, by=by, now=now)


def month_record(action: AuditAction, row: ConfirmacionMensual, *, by: User, now: datetime) -> None:
    """Write that a month was confirmed, or that a blank in it took the confirmation away."""
    starts = row.programa.month_start(row.month)
    subject = f"{row.area}, {month_name(starts.month).lower()} de {starts.year}"
    ledger_append(row.programa.institucion_id, action=action, subject=subject, by=by, now=now)
