"""Which months of a tarea are programmed; what an área says of them is in `meses`."""

from collections.abc import Iterable

from django.db import transaction

from programs.enums import MarkStatus
from programs.errors import DomainError
from programs.models import MarcaMensual, Tarea


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
