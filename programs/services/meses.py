"""The months of several tareas at once, and the área's word that a month is complete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from programs.enums import MarkStatus
from programs.errors import Conflict, DomainError, Locked
from programs.models import (
    Area,
    ConfirmacionMensual,
    MarcaMensual,
    Programa,
    Tarea,
    Trimestre,
    User,
)
from programs.permissions import can_capture_for, can_capture_months
from programs.services.captura import why_closed
from programs.services.marca import mark_stamp
from programs.services.versions import require_version, save_version

MARK_FIELDS = ("status", "reason", "note")


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

    `refusal` is the sentence to show; `theirs` holds the present texts when somebody else saved.
    """

    tarea_pk: int
    month: int
    marca: MarcaMensual | None
    refusal: str = ""
    theirs: dict[str, str] | None = None


def why_month_locked(programa: Programa, trimestre: Trimestre, month: int, today: date) -> str:
    """Return why a month cannot be reported on that day, or "".

    A quarter that planeación has not opened yet does not lock its past months: months are marked
    as they pass, the quarter is written when its window opens.
    """
    if trimestre.status == "closed":
        return why_closed(trimestre)
    if programa.month_start(month) > today:
        return "Este mes aún no empieza. Podrá reportarlo cuando llegue."
    return ""


@transaction.atomic
def marks_save(
    programa: Programa, changes: Sequence[MarkChange], *, by: User, today: date, now: datetime
) -> list[MarkResult]:
    """Save several cells; each is answered by itself, so one refusal does not stop the others.

    Locks the quarters first and the marks after, like every other writer.
    """
    trimestres = _lock_quarters(programa, {change.month for change in changes})
    tareas = {
        tarea.pk: tarea
        for tarea in Tarea.objects.visible_to(by)
        .filter(eje__programa=programa, pk__in={change.tarea_pk for change in changes})
        .select_related("area")
    }
    marcas = {
        (marca.tarea_id, marca.month): marca
        for marca in MarcaMensual.objects.select_for_update(of=("self",)).filter(
            tarea__in=tareas, month__in={change.month for change in changes}
        )
    }
    results = []
    for change in changes:
        marca = marcas.get((change.tarea_pk, change.month))
        try:
            with transaction.atomic():
                saved = _save_one(
                    programa, change, marca, tareas, trimestres, by=by, today=today, now=now
                )
        except Conflict as conflict:
            results.append(
                MarkResult(change.tarea_pk, change.month, marca, str(conflict), conflict.theirs)
            )
        except DomainError as refused:
            results.append(MarkResult(change.tarea_pk, change.month, marca, str(refused)))
        except ValidationError as wrong:
            results.append(
                MarkResult(change.tarea_pk, change.month, marca, " ".join(wrong.messages))
            )
        else:
            marcas[change.tarea_pk, change.month] = saved
            results.append(MarkResult(change.tarea_pk, change.month, saved))
    return results


def _lock_quarters(programa: Programa, months: set[int]) -> dict[int, Trimestre]:
    """Lock the quarters of these months and return them by number."""
    numbers = {(month - 1) // 3 + 1 for month in months}
    rows = (
        Trimestre.objects.select_for_update(of=("self",))
        .filter(programa=programa, number__in=numbers)
        .order_by("number")
    )
    found = {row.number: row for row in rows}
    for row in found.values():
        row.programa = programa
    return found


def _save_one(
    programa, change, marca, tareas, trimestres, *, by, today, now
) -> MarcaMensual | None:
    """Save one cell, making the row of a month that was done without being programmed."""
    tarea = tareas.get(change.tarea_pk)
    if tarea is None or not 1 <= change.month <= 12:
        raise DomainError("Esa tarea ya no está en el programa. Abra de nuevo la página.")
    if not (by.is_superuser or can_capture_months(by, tarea)):
        raise Locked(f"Esta tarea la reporta {tarea.area.name}.")
    locked = why_month_locked(
        programa, trimestres[(change.month - 1) // 3 + 1], change.month, today
    )
    if locked:
        raise Locked(locked)
    if change.status not in MarkStatus.values:
        raise DomainError("Elija realizada, no realizada o sin reportar.")
    if marca is None:
        return _mark_unprogrammed(tarea, change, by=by, now=now)
    require_version(marca, change.version, MARK_FIELDS)
    return _mark_again(marca, change, tarea, programa, by=by, now=now)


def _mark_unprogrammed(tarea, change, *, by, now) -> MarcaMensual | None:
    """A month that nobody programmed can only be done."""
    if change.status == MarkStatus.UNREPORTED:
        return None
    if change.status == MarkStatus.NOT_DONE:
        raise DomainError("Este mes no está programado: solo puede marcarse como realizado.")
    marca = MarcaMensual(
        tarea=tarea,
        month=change.month,
        programmed=False,
        status=MarkStatus.DONE,
        note=change.note.strip(),
    )
    mark_stamp(marca, by=by, now=now)
    marca.full_clean(exclude=["tarea", "reported_by"])
    marca._history_user = by
    marca.save()
    return marca


def _mark_again(marca, change, tarea, programa, *, by, now) -> MarcaMensual | None:
    """Change the mark of a month that has one."""
    reason = change.reason.strip() if change.status == MarkStatus.NOT_DONE else ""
    note = change.note.strip()
    if (marca.status, marca.reason, marca.note) == (change.status, reason, note):
        return marca
    if change.status == MarkStatus.NOT_DONE and not reason:
        raise DomainError("Escriba por qué no se realizó.")
    if change.status == MarkStatus.UNREPORTED:
        # A month that has a blank again is not complete any more.
        ConfirmacionMensual.objects.filter(
            programa=programa, area=tarea.area_id, month=change.month
        ).delete()
        if not marca.programmed:
            marca._history_user = by
            marca.delete()
            return None
    marca.status, marca.reason, marca.note = change.status, reason, note
    mark_stamp(marca, by=by, now=now)
    save_version(marca, by=by, fields=["status", "reason", "note", "reported_by", "reported_at"])
    return marca


@transaction.atomic
def month_confirm(
    programa: Programa, area: Area, month: int, *, by: User, today: date, now: datetime
) -> ConfirmacionMensual:
    """Take the área's word that its month is complete; a second time gives the same row.

    Raises `DomainError` naming how many programmed months are still without report, because a
    blank would then mean two things.
    """
    trimestre = _lock_quarters(programa, {month})[(month - 1) // 3 + 1]
    if not (by.is_superuser or can_capture_for(by, area)):
        raise Locked(f"Este mes lo confirma {area.name}.")
    locked = why_month_locked(programa, trimestre, month, today)
    if locked:
        raise Locked(locked)
    blank = MarcaMensual.objects.filter(
        tarea__eje__programa=programa,
        tarea__area=area,
        tarea__in_calendar=True,
        month=month,
        programmed=True,
        status=MarkStatus.UNREPORTED,
    ).count()
    if blank:
        raise DomainError(
            f"Faltan {blank} tareas por reportar. Marque cada una como realizada o no realizada."
            if blank > 1
            else "Falta una tarea por reportar. Márquela como realizada o no realizada."
        )
    confirmation, _ = ConfirmacionMensual.objects.get_or_create(
        programa=programa,
        area=area,
        month=month,
        defaults={"confirmed_by": by, "confirmed_at": now},
    )
    return confirmation
