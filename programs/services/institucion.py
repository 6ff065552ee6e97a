"""The settings of an institution: what changed in them stands in its ledger."""

from collections.abc import Mapping
from datetime import datetime

from programs.enums import AuditAction
from programs.models import Institucion, User
from programs.services.ledger import changes_between, field_texts, ledger_append

UNTOLD = {"id", "version"}


def settings_state(pk: int | None) -> dict[str, str]:
    """Return the settings of an institution as the database holds them, in words; {} for none."""
    row = Institucion.objects.filter(pk=pk).select_related("second_validator").first()
    return field_texts(row, UNTOLD) if row else {}


def settings_changed(pk: int, *, before: Mapping[str, str], by: User, now: datetime) -> None:
    """Record what changed in the settings since `before`, inside the transaction of the save."""
    changes = changes_between(before, settings_state(pk))
    if changes:
        ledger_append(
            pk,
            action=AuditAction.SETTINGS_CHANGE,
            subject=str(Institucion.objects.get(pk=pk)),
            by=by,
            now=now,
            data={"changes": changes},
        )
