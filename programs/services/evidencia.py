"""Receiving files: the original first, then its renditions, then the row.

A received file is judged by `programs.pictures` or `programs.documents_check`, never by its name.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from programs import documents_check as check
from programs.errors import DomainError, FileRefused, Locked
from programs.models import Area, AvanceTrimestral, Evidencia, Figura, Institucion, Seccion, User
from programs.permissions import can_capture_for
from programs.pictures import read_picture
from programs.services.bloques import figures_add, figures_block

MAX_NAME = 255
NO_FILES = "No llegó ningún archivo. Elija una o varias fotos."
NO_DOCUMENTS = "No llegó ningún archivo. Elija uno o varios documentos."


@dataclass(frozen=True)
class Received:
    """What became of one file: the row that holds it, or the sentence that refuses it.

    `figure` is the place of a picture in its block, None for a document.
    """

    name: str
    evidencia: Evidencia | None = None
    figure: Figura | None = None
    refusal: str = ""


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
    evidencia = Evidencia(
        institucion=institucion,
        area=area,
        key=secrets.token_hex(16),
        original_name=clean_name(name),
        uploaded_by=by,
        sample=sample,
    )
    _write_picture(evidencia, data)
    with transaction.atomic():
        evidencia.save(force_insert=True)
    return evidencia


def figures_receive(pk: int, *, files: Sequence[File], token: str, by: User) -> list[Received]:
    """Add received pictures to a block of figures; each is taken or refused by itself.

    `token` comes with the form: the same picture of the same form is added once, however often
    the form arrives, and not again after it was taken away. Raises `Locked` or `DomainError`
    before anything is read when the block may not change, and leaves no file behind.
    """
    if not files:
        raise DomainError(NO_FILES)
    block = figures_block(pk, by=by)
    owner = {"institucion_id": block.institucion_id, "area_id": _area_id(block.owner)}
    results: list[Received] = []
    new: dict[str, Evidencia] = {}
    with ExitStack() as undo:
        # Files do not roll back with the rows, whatever stops us.
        undo.callback(_delete_files, new.values())
        for file in files:
            name = clean_name(file.name or "")
            try:
                data = _picture_bytes(file)
                key = _key(f"figura-{pk}", token, by, data)
                row = new.get(key) or Evidencia.objects.filter(key=key).first()
                if row is None:
                    row = Evidencia(key=key, original_name=name, uploaded_by=by, **owner)
                    _write_picture(row, data)
                    new[key] = row
            except FileRefused as refused:
                results.append(Received(name, refusal=str(refused)))
            else:
                results.append(Received(name, row))
        with transaction.atomic():
            kept = {key: _insert(row) for key, row in new.items()}
            rows = {r.evidencia.key: r.evidencia for r in results if r.evidencia} | kept
            figures = _place(pk, list(rows.values()), by=by)
        undo.pop_all()
    _delete_files([row for key, row in new.items() if kept[key] is not row])
    return [
        Received(r.name, rows[r.evidencia.key], figures.get(r.evidencia.key)) if r.evidencia else r
        for r in results
    ]


def documents_receive(area: Area, *, files: Sequence[File], token: str, by: User) -> list[Received]:
    """Keep received documents (PDF, DOCX, XLSX) for an área; each is taken or refused by itself.

    The same document of the same form is kept once. Raises `Locked` when the person does not
    capture for the área.
    """
    if not files:
        raise DomainError(NO_DOCUMENTS)
    if not (by.is_superuser or can_capture_for(by, area)):
        raise Locked(f"Estos documentos los guarda {area.name}.")
    results = []
    for file in files:
        name = clean_name(file.name or "")
        try:
            if (file.size or 0) > check.MAX_DOCUMENT_BYTES:
                raise FileRefused(check.DOCUMENT_TOO_LARGE)
            data = file.read()
            media_type = check.read_document(data)
        except FileRefused as refused:
            results.append(Received(name, refusal=str(refused)))
            continue
        key = _key(f"area-{area.pk}", token, by, data)
        row = Evidencia.objects.filter(key=key).first()
        if row is None:
            row = Evidencia(
                institucion_id=area.institucion_id,
                area=area,
                key=key,
                original_name=name,
                media_type=media_type,
                size=len(data),
                sha256=hashlib.sha256(data).hexdigest(),
                uploaded_by=by,
                # A document has no copy without metadata: nobody publishes it by default.
                publishable=False,
            )
            row.original.save(key, ContentFile(data), save=False)
            with transaction.atomic():
                kept = _insert(row)
            if kept is not row:
                _delete_files([row])
            row = kept
        results.append(Received(name, row))
    return results


def clean_name(name: str) -> str:
    """Return a received name fit to be shown: one line, no folders, at most 255 characters.

    Control and direction characters go, because they make a name read as another one; it never
    names a file of ours.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(c for c in last if not unicodedata.category(c).startswith("C")).strip()
    if len(shown) > MAX_NAME:
        stem, dot, extension = shown.rpartition(".")
        keep = len(dot + extension) if stem and len(extension) <= 8 else 0
        shown = shown[: MAX_NAME - keep] + shown[len(shown) - keep :]
    return shown or "archivo"


def _picture_bytes(file: File) -> bytes:
    """Read a file that may be a picture; refuse what is too large or begins as something else."""
    if (file.size or 0) > check.MAX_PICTURE_BYTES:
        raise FileRefused(check.PICTURE_TOO_LARGE)
    data = file.read()
    check.refuse_other_kinds(data)
    return data


def _write_picture(evidencia: Evidencia, data: bytes) -> None:
    """Judge a picture, write its original and its renditions, and fill the row. Does not save."""
    sha256 = hashlib.sha256(data).hexdigest()
    picture = read_picture(data)
    key = evidencia.key
    evidencia.media_type = picture.media_type
    evidencia.size, evidencia.sha256 = len(data), sha256
    evidencia.width, evidencia.height = picture.width, picture.height
    try:
        evidencia.original.save(key, ContentFile(data), save=False)
        for rendition in picture.renditions:
            stored = default_storage.save(
                f"renditions/{key[:2]}/{key}-{rendition.width}.jpg", ContentFile(rendition.data)
            )
            evidencia.renditions.append(
                {"width": rendition.width, "height": rendition.height, "name": stored}
            )
    except OSError:
        _delete_files([evidencia])
        raise


def _key(place: str, token: str, by: User, data: bytes) -> str:
    """Name a file by the form that brought it: random for whoever has not our secret."""
    digest = hashlib.sha256(data).hexdigest()
    value = f"{place}:{by.pk}:{token or secrets.token_hex(16)}:{digest}"
    return salted_hmac("programs.evidencia", value, algorithm="sha256").hexdigest()[:32]


def _insert(row: Evidencia) -> Evidencia:
    """Save a new row, or return the one that the same form made a moment before."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return Evidencia.objects.get(key=row.key)
    return row


def _place(pk: int, rows: list[Evidencia], *, by: User) -> dict[str, Figura]:
    """Put pictures into the block and return {key: figure}; one that was taken away stays away."""
    removed = Figura.history.filter(
        bloque_id=pk, evidencia_id__in=[row.pk for row in rows], history_type="-"
    ).values_list("evidencia_id", flat=True)
    gone = set(removed)
    figures_add(pk, evidencias=[row for row in rows if row.pk not in gone], by=by)
    placed = Figura.objects.filter(bloque_id=pk, evidencia__in=rows).select_related("evidencia")
    return {figure.evidencia.key: figure for figure in placed}


def _area_id(owner: AvanceTrimestral | Seccion) -> int | None:
    """Return the área of a quarter entry or of a section."""
    return owner.linea.area_id if isinstance(owner, AvanceTrimestral) else owner.area_id


def _delete_files(rows: Iterable[Evidencia]) -> None:
    """Delete the files of rows that were never saved."""
    for row in rows:
        for name in [row.original.name, *(copy["name"] for copy in row.renditions)]:
            if name:
                default_storage.delete(name)
