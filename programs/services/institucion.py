"""The settings of an institution: what changed in them stands in its ledger; and its emblem."""

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from programs.enums import AuditAction
from programs.errors import FileRefused
from programs.models import Institucion, User
from programs.reading.emblems import uploaded_name
from programs.received.pictures import read_picture
from programs.services.evidencia import picture_bytes
from programs.services.ledger import changes_between, field_texts, ledger_append

UNTOLD = {"id", "version"}
# How a PNG and a JPEG begin.
EMBLEM_HEADS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
# Sharp at 46 mm on a printed cover, and light in the head of a page.
EMBLEM_WIDTH = 960
NOT_AN_EMBLEM = "El emblema va en PNG o JPEG. Guárdelo en uno de esos formatos y súbalo de nuevo."


def settings_state(pk: int | None) -> dict[str, str]:
    """Return the settings of an institution as the database holds them, in words; {} for none."""
    if pk is None:
        return {}
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
