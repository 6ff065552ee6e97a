"""Keeping what an institution says that the headings of its workbooks are."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from programs.enums import AuditAction
from programs.models import Encabezado, User
from programs.services.institucion import institucion_kept_lock
from programs.services.ledger import ledger_append

NOT_READ = "no se lee"


@transaction.atomic
def headings_keep(
    institucion_pk: int, said: Mapping[tuple[str, str], str], *, by: User, now: datetime
) -> None:
    """Keep what each heading is: {(our sheet, heading): key of our column}, as `Encabezado` has it.

    What was said of other headings stays. Raises `Locked` for who does not keep the institution.
    """
    institucion = institucion_kept_lock(institucion_pk, by)
    rows = {
        (row.sheet, row.heading): row for row in Encabezado.objects.filter(institucion=institucion)
    }
    changes, new, changed = [], [], []
    for (sheet, heading), key in said.items():
        row = rows.get((sheet, heading))
        before = "" if row is None else row.key or NOT_READ
        if row is None:
            new.append(Encabezado(institucion=institucion, sheet=sheet, heading=heading, key=key))
        elif row.key != key:
            row.key = key
            changed.append(row)
        else:
            continue
        changes.append([f"{sheet or 'hoja'}: {heading}", before, key or NOT_READ])
    if not changes:
        return
    Encabezado.objects.bulk_create(new)
    Encabezado.objects.bulk_update(changed, ["key"])
    ledger_append(
        institucion.pk,
        action=AuditAction.SETTINGS_CHANGE,
        subject="Títulos de otros libros",
        by=by,
        now=now,
        data={"changes": changes},
    )
