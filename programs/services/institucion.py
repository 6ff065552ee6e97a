"""The settings of an institution: what changed in them stands in its ledger."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from programs.enums import AuditAction
from programs.errors import DomainError, Locked
from programs.models import Institucion, User
from programs.services.ledger import changes_between, field_texts, ledger_append
from programs.services.people import function_notice
from programs.staff import can_name_second, second_choices

UNTOLD = {"id", "version"}
SECOND = str(Institucion._meta.get_field("second_validator").verbose_name)
SECRETARIO_ONLY = "A la segunda persona que valida la nombra el Secretario Técnico, en Plazos."
NOT_A_CHOICE = "Elija a una persona activa de la institución que no sea Secretario Técnico."
ALREADY_CHANGED = (
    "Otra persona cambió a la segunda persona mientras usted veía esta página. Revise y elija."
)


def settings_state(pk: int | None) -> dict[str, str]:
    """Return the settings of an institution as the database holds them, in words; {} for none."""
    if pk is None:
        return {}
    row = Institucion.objects.filter(pk=pk).select_related("second_validator").first()
    if row is None:
        return {}
    second = row.second_validator
    # Two people may have one name: the account tells them apart.
    told = {SECOND: f"{second} ({second.username})"} if second else {}
    return field_texts(row, UNTOLD) | told


def settings_changed(pk: int, *, before: Mapping[str, str], by: User, now: datetime) -> None:
    """Record what changed in the settings since `before`, inside the transaction of the save.

    Raises `Locked` where the second validator changed and the person does not name one.
    """
    changes = changes_between(before, settings_state(pk))
    institucion = Institucion.objects.get(pk=pk)
    if any(label == SECOND for label, _, _ in changes) and not can_name_second(by, institucion):
        raise Locked(SECRETARIO_ONLY)
    if changes:
        ledger_append(
            pk,
            action=AuditAction.SETTINGS_CHANGE,
            subject=str(institucion),
            by=by,
            now=now,
            data={"changes": changes},
        )


@transaction.atomic
def second_validator_name(
    pk: int, *, person: User | None, seen: int | None, by: User, now: datetime
) -> Institucion:
    """Name who validates what the Secretario Técnico submitted, or nobody, and return the row.

    `seen` is the id of the second person that the page showed. Raises `Locked` for who names none,
    and `DomainError` for who cannot be named or where somebody else named one meanwhile.
    """
    row = Institucion.objects.select_for_update(no_key=True).get(pk=pk)
    if not can_name_second(by, row):
        raise Locked(SECRETARIO_ONLY)
    if row.second_validator_id != seen:
        raise DomainError(ALREADY_CHANGED)
    if person is not None and not second_choices(row).filter(pk=person.pk).exists():
        raise DomainError(NOT_A_CHOICE)
    if row.second_validator_id == (person.pk if person else None):
        return row
    before, former = settings_state(pk), row.second_validator_id
    row.second_validator = person
    row.save(update_fields=["second_validator"])
    settings_changed(pk, before=before, by=by, now=now)
    for told, what in ((former, "Ya no es:"), (row.second_validator_id, "Ahora es:")):
        if told is not None and told != by.pk:
            what = f"{what} segunda persona que valida, {row.short_name}."
            function_notice(told, pk, what, by=by, now=now)
    return row
