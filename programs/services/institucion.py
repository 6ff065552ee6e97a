"""The settings of an institution: what changed in them stands in its ledger; and its emblem."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction

from programs.enums import AuditAction
from programs.errors import DomainError, FileRefused, Locked
from programs.models import Institucion, TipoDeHecho, User
from programs.permissions import can_keep_structure
from programs.reading.emblems import uploaded_name
from programs.received.pictures import read_picture
from programs.services.evidencia import picture_bytes
from programs.services.ledger import changes_between, field_texts, ledger_append
from programs.services.people import function_notice
from programs.staff import can_name_second, second_choices
from programs.values.hechos.kinds import DEFAULT_KINDS

UNTOLD = {"id", "version"}
SECOND = str(Institucion._meta.get_field("second_validator").verbose_name)
KEEPERS_ONLY = "La institución la prepara su área de Planeación."
SECRETARIO_ONLY = "A la segunda persona que valida la nombra el Secretario Técnico, en Plazos."
NOT_A_CHOICE = "Elija a una persona activa de la institución que no sea Secretario Técnico."
ALREADY_CHANGED = (
    "Otra persona cambió a la segunda persona mientras usted veía esta página. Revise y elija."
)
# How a PNG and a JPEG begin.
EMBLEM_HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
# Sharp at 46 mm on a printed cover, and light in the head of a page.
EMBLEM_WIDTH = 960
NOT_AN_EMBLEM = "El emblema va en PNG o JPEG. Guárdelo en uno de esos formatos y súbalo de nuevo."


def institucion_kept_lock(pk: int, by: User) -> Institucion:
    """Lock an institution for who keeps its structure, and return it.

    Raises `Locked` for anybody else.
    """
    row = Institucion.objects.select_for_update(no_key=True).get(pk=pk)
    if not can_keep_structure(by, row):
        raise Locked(KEEPERS_ONLY)
    return row


def kinds_make(institucion: Institucion) -> None:
    """Give a new institution the kinds of hechos with which all begin; one that has some, none."""
    if TipoDeHecho.objects.filter(institucion=institucion).exists():
        return
    TipoDeHecho.objects.bulk_create(
        TipoDeHecho(
            institucion=institucion,
            key=kind.key,
            order=order,
            name=kind.name,
            plural=kind.plural,
            name_label=kind.name_label,
            field_rows=[field.stored for field in kind.fields],
        )
        for order, kind in enumerate(DEFAULT_KINDS, start=1)
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
    if row.second_validator_id == (person.pk if person else None):
        return row
    if row.second_validator_id != seen:
        raise DomainError(ALREADY_CHANGED)
    if person is not None and not second_choices(row).filter(pk=person.pk).exists():
        raise DomainError(NOT_A_CHOICE)
    before, former = settings_state(pk), row.second_validator_id
    row.second_validator = person
    row.save(update_fields=["second_validator"])
    settings_changed(pk, before=before, by=by, now=now)
    for told, what in ((former, "Ya no es:"), (row.second_validator_id, "Ahora es:")):
        if told is not None and told != by.pk:
            what = f"{what} segunda persona que valida, {row.short_name}."
            function_notice(told, pk, what, by=by, now=now)
    return row


def emblem_copy(file: File) -> bytes:
    """Return the copy of a received emblem that pages and documents show; nothing is stored yet.

    It is judged as photographs are. Raises `FileRefused` with a sentence for what is not a PNG or
    JPEG picture, is damaged or is too large.
    """
    data = picture_bytes(file)
    if not data.startswith(EMBLEM_HEADS):
        raise FileRefused(NOT_AN_EMBLEM)
    copies = read_picture(data).renditions
    return [copies[0], *(copy for copy in copies if copy.width <= EMBLEM_WIDTH)][-1].data


def emblem_store(copy: bytes) -> str:
    """Keep the copy of an emblem and return its name, for the row that will hold it.

    The name comes from the bytes: the same emblem is kept once, and none is ever overwritten.
    """
    name = uploaded_name(hashlib.sha256(copy).hexdigest())
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as file:
            if file.read() == copy:
                return name
        # A disk that was full left a part of it.
        default_storage.delete(name)
    return default_storage.save(name, ContentFile(copy))
