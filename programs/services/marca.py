"""The months of a tarea: what is programmed, and what the área says of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from programs.enums import MarkStatus
from programs.errors import DomainError
from programs.models import MarcaMensual, Tarea, User
from programs.permissions import can_report_mark


def mark_stamp(marca: MarcaMensual, *, by: User, now: datetime) -> None:
    """Set who reported and when, or nobody while there is no report. Does not save."""
    if marca.status == MarkStatus.UNREPORTED:
        marca.reported_by, marca.reported_at = None, None
        marca.reason = marca.note = ""
    else:
        marca.reported_by, marca.reported_at = by, now


@transaction.atomic
def mark_report(
    marca: MarcaMensual,
    *,
    status: str,
    reason: str,
    note: str,
    by: User,
    now: datetime,
    version: int | None = None,
) -> MarcaMensual:
    """Record what an área says of a month, with its stamps, and return the row as saved.

    `version` is the one that the person read; a row that changed since is not overwritten.
    Raises `DomainError` when the person may not report the month or the row changed, and
    `ValidationError` when what is said breaks a rule of the mark (a reason is missing).
    """
    row = (
        MarcaMensual.objects.select_for_update(of=("self",))
        .select_related("tarea__area")
        .get(pk=marca.pk)
    )
    if not can_report_mark(by, row):
        raise DomainError(
            "Este mes lo reporta el área de la tarea. Pida a su enlace que lo capture."
        )
    if version is not None and version != row.version:
        raise DomainError(
            "Otra persona guardó esta marca mientras usted escribía. "
            "Abra de nuevo la página y vuelva a capturar."
        )
    row.status, row.reason, row.note = status, reason.strip(), note.strip()
    mark_stamp(row, by=by, now=now)
    row.version += 1
    row.full_clean(exclude=["tarea", "reported_by"])
    row.save(update_fields=["status", "reason", "note", "reported_by", "reported_at", "version"])
    return row


@transaction.atomic
def tarea_program_months(tarea: Tarea, months: Iterable[int]) -> None:
    """Make these months of the period (1 to 12) the programmed ones of a tarea.

    A month that leaves the programming loses its row if nobody reported it; if it was done, it
    stays as done without being programmed. Raises `DomainError` when it was reported as not done,
    because taking it away would erase the reason that the área wrote.
    """
    wanted = set(months)
    rows = {
        row.month: row for row in tarea.marcas.select_for_update(of=("self",)).order_by("month")
    }
    for month, row in rows.items():
        if row.programmed == (month in wanted):
            continue
        if month not in wanted and row.status == MarkStatus.UNREPORTED:
            row.delete()
            continue
        if month not in wanted and row.status == MarkStatus.NOT_DONE:
            raise DomainError(f"El mes {month} ya se reportó como no realizado. Conserve su marca.")
        row.programmed = month in wanted
        row.version += 1
        row.save(update_fields=["programmed", "version"])
    MarcaMensual.objects.bulk_create(
        MarcaMensual(tarea=tarea, month=month) for month in sorted(wanted - rows.keys())
    )
