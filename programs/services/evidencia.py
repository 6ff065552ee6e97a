"""Receiving files: the original first, then its renditions, then the row."""

import hashlib
import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from programs.models import Area, Evidencia, Institucion, User
from programs.pictures import read_picture


def picture_store(
    data: bytes,
    *,
    name: str,
    institucion: Institucion,
    by: User | None,
    area: Area | None = None,
    sample: bool = False,
) -> Evidencia:
    """Store a received picture and return its row.

    The original keeps its bytes and is hashed before anything is done to it; the renditions are
    what pages and documents use. Files are written before the row, so that no row ever names a
    missing file. Raises `FileRefused` when the bytes are not an acceptable picture.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    picture = read_picture(data)
    key = secrets.token_hex(16)
    evidencia = Evidencia(
        institucion=institucion,
        area=area,
        key=key,
        original_name=name[:255],
        media_type=picture.media_type,
        size=len(data),
        sha256=sha256,
        width=picture.width,
        height=picture.height,
        uploaded_by=by,
        sample=sample,
    )
    evidencia.original.save(name, ContentFile(data), save=False)
    for rendition in picture.renditions:
        stored = default_storage.save(
            f"renditions/{key[:2]}/{key}-{rendition.width}.jpg", ContentFile(rendition.data)
        )
        evidencia.renditions.append(
            {"width": rendition.width, "height": rendition.height, "name": stored}
        )
    with transaction.atomic():
        evidencia.save(force_insert=True)
    return evidencia
