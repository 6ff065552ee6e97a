"""Receiving files: the original first, then its renditions, then the row.

A received file is judged by `programs.received.pictures` or `programs.received.documents`, never
by its name.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from programs.errors import DomainError, FileRefused, Locked
from programs.models import (
    Area,
    AvanceTrimestral,
    Bloque,
    Evidencia,
    Figura,
    Institucion,
    Seccion,
    User,
)
from programs.models.evidencia import files_delete, files_undone, original_path
from programs.permissions import can_capture_for
from programs.received import documents as check
from programs.received.pictures import read_picture
from programs.services.captura import avance_lock
from programs.services.figuras import figures_add, figures_check
from programs.values.given import given

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
    with files_undone([evidencia]), transaction.atomic():
        evidencia._history_user = by
        evidencia.save(force_insert=True)
    return evidencia


def figures_receive(
    block: Bloque, *, files: Sequence[File], token: str, by: User
) -> list[Received]:
    """Add received pictures to a block of figures; each is taken or refused by itself.

    `block` was read with its owner (see `figures_check`). `token` comes with the form: the same
    picture of the same form is added once, however often the form arrives, and not again after it
    was taken away. Raises `Locked` or `DomainError` before anything is read when the block may not
    change, and leaves no file behind.
    """
    if not files:
        raise DomainError(NO_FILES)
    figures_check(block, by=by)
    pk = block.pk
    owner = {"institucion_id": block.institucion_id, "area_id": _area_id(block.narrative)}
    new: dict[str, Evidencia] = {}
    with files_undone(new.values()):
        form = (f"figura-{pk}", token, by)
        results = _take(files, form, owner, read=picture_bytes, write=_write_picture, new=new)
        with transaction.atomic():
            kept = {key: _insert(row) for key, row in new.items()}
            rows = {r.evidencia.key: r.evidencia for r in results if r.evidencia} | kept
            before = [row for row in rows.values() if row not in new.values()]
            figures = _place(pk, rows.values(), before=before, by=by)
    files_delete([row for key, row in new.items() if kept[key] is not row])
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
    owner = {"institucion_id": area.institucion_id, "area_id": area.pk}
    form = (f"area-{area.pk}", token, by)
    return _keep(files, form, owner, read=document_bytes, write=_write_document)


def respaldos_receive(pk: int, *, files: Sequence[File], token: str, by: User) -> list[Received]:
    """Keep received files (PDF, DOCX, XLSX, pictures) as what backs a quarter entry.

    Each is taken or refused by itself; the same file of the same form is kept once. Raises
    `Locked` with the reason, before anything is read, when the entry may not change.
    """
    if not files:
        raise DomainError(NO_DOCUMENTS)
    avance = _entry(pk, by=by)
    area = avance.linea.area
    owner = {"institucion_id": area.institucion_id, "area_id": area.pk, "avance_id": pk}
    form = (f"avance-{pk}", token, by)
    return _keep(
        files,
        form,
        owner,
        read=_any_bytes,
        write=_write_any,
        lock=lambda: avance_lock(pk, by=by),
    )


@transaction.atomic
def respaldo_attach(pk: int, *, key: str, by: User) -> Evidencia:
    """Let a file that the área already keeps back a quarter entry.

    Raises `Locked` with the reason, `DomainError` for a file of another área or of another entry.
    """
    avance = avance_lock(pk, by=by)
    row = Evidencia.objects.select_for_update().filter(key=key, area=avance.linea.area_id).first()
    if row is None:
        raise DomainError("Elija un archivo de la lista.")
    if row.avance_id not in (None, pk):
        raise DomainError("Ese archivo ya respalda otra línea u otro trimestre.")
    if row.avance_id is None:
        _link(row, avance, by=by)
    return row


@transaction.atomic
def respaldo_detach(pk: int, *, key: str, by: User) -> Evidencia:
    """Take a file from what backs a quarter entry; the área keeps it. Twice is once."""
    avance_lock(pk, by=by)
    row = Evidencia.objects.select_for_update().get(key=key)
    if row.avance_id == pk:
        _link(row, None, by=by)
    return row


def _link(row: Evidencia, avance: AvanceTrimestral | None, *, by: User) -> None:
    """Say which entry a file backs, with the person in the file's history."""
    row.avance = avance
    row._history_user = by
    row.save(update_fields=["avance"])


@transaction.atomic
def _entry(pk: int, *, by: User) -> AvanceTrimestral:
    """Return an entry that the person may change now; `Locked` says why not."""
    return avance_lock(pk, by=by)


def _take(
    files: Sequence[File],
    form: tuple[str, str, User],
    owner: Mapping[str, int | None],
    *,
    read: Callable[[File], bytes],
    write: Callable[[Evidencia, bytes], None],
    new: dict[str, Evidencia],
) -> list[Received]:
    """Judge and write each file, and put the unsaved rows of those not seen before in `new`.

    `form` is (place, token, person) of the form that brought them, `owner` the ids of a new row.
    """
    results = []
    place, token, by = form
    for file in files:
        name = clean_name(file.name or "")
        try:
            data = read(file)
            key = _key(place, token, by, data)
            row = new.get(key) or _kept(key)
            if row is None:
                row = Evidencia(key=key, original_name=name, uploaded_by=by, **owner)
                write(row, data)
                new[key] = row
        except FileRefused as refused:
            results.append(Received(name, refusal=str(refused)))
        else:
            results.append(Received(name, row))
    return results


def _keep(
    files: Sequence[File],
    form: tuple[str, str, User],
    owner: Mapping[str, int | None],
    *,
    read: Callable[[File], bytes],
    write: Callable[[Evidencia, bytes], None],
    lock: Callable[[], object] = lambda: None,
) -> list[Received]:
    """Take files that no block shows, and save their rows together under `lock`."""
    new: dict[str, Evidencia] = {}
    with files_undone(new.values()):
        results = _take(files, form, owner, read=read, write=write, new=new)
        with transaction.atomic():
            lock()
            kept = {key: _insert(row) for key, row in new.items()}
    files_delete([row for key, row in new.items() if kept[key] is not row])
    return [
        Received(r.name, kept.get(r.evidencia.key, r.evidencia)) if r.evidencia else r
        for r in results
    ]


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


def picture_bytes(file: File) -> bytes:
    """Read a file that may be a picture; refuse what is too large or begins as something else."""
    if (file.size or 0) > check.MAX_PICTURE_BYTES:
        raise FileRefused(check.PICTURE_TOO_LARGE)
    data = file.read()
    check.refuse_other_kinds(data)
    return data


def document_bytes(file: File) -> bytes:
    """Read a file that may be a document; refuse what is too large."""
    if (file.size or 0) > check.MAX_DOCUMENT_BYTES:
        raise FileRefused(check.DOCUMENT_TOO_LARGE)
    return file.read()


def _any_bytes(file: File) -> bytes:
    """Read a file that may be a document or a picture, by the way it begins."""
    head = file.read(check.HEAD_BYTES)
    file.seek(0)
    return document_bytes(file) if check.is_document(head) else picture_bytes(file)


def _write_any(evidencia: Evidencia, data: bytes) -> None:
    """Judge and write a document or a picture that nobody prints."""
    write = _write_document if check.is_document(data) else _write_picture
    write(evidencia, data)


def _write_document(evidencia: Evidencia, data: bytes) -> None:
    """Judge a document, write it as it was received, and fill the row. Does not save."""
    evidencia.media_type = check.read_document(data)
    evidencia.size, evidencia.sha256 = len(data), hashlib.sha256(data).hexdigest()
    evidencia.original.save(evidencia.key, ContentFile(data), save=False)


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
                {
                    "width": rendition.width,
                    "height": rendition.height,
                    "name": stored,
                    "size": len(rendition.data),
                    "sha256": hashlib.sha256(rendition.data).hexdigest(),
                }
            )
    except OSError:
        files_delete([evidencia])
        raise


def _key(place: str, token: str, by: User, data: bytes) -> str:
    """Name a file by the form that brought it: random for whoever has not our secret."""
    digest = hashlib.sha256(data).hexdigest()
    value = f"{place}:{by.pk}:{token or secrets.token_hex(16)}:{digest}"
    return salted_hmac("programs.evidencia", value, algorithm="sha256").hexdigest()[:32]


def _kept(key: str) -> Evidencia | None:
    """Return the row of a file that came before with the same form.

    The original is written first: where no file has the name, the database need not be asked.
    A row whose file has another name, because two came at once, is found by `_insert`.
    """
    if not default_storage.exists(original_path(Evidencia(key=key), key)):
        return None
    return Evidencia.objects.filter(key=key).first()


def _insert(row: Evidencia) -> Evidencia:
    """Save a new row, or return the one that the same form made a moment before."""
    try:
        with transaction.atomic():
            row._history_user = row.uploaded_by
            row.save(force_insert=True)
    except IntegrityError:
        return Evidencia.objects.get(key=row.key)
    return row


def _place(
    pk: int, rows: Iterable[Evidencia], *, before: list[Evidencia], by: User
) -> dict[str, Figura]:
    """Put pictures into the block and return {key: figure}; one that was taken away stays away.

    Only what was there `before` this form came can have been taken away or stand in the block.
    """
    gone = set()
    if before:
        removed = Figura.history.filter(bloque_id=pk, evidencia__in=before, history_type="-")
        gone = set(removed.values_list("evidencia_id", flat=True))
    added = figures_add(pk, evidencias=[row for row in rows if row.pk not in gone], by=by)
    placed = {given(figure.evidencia).key: figure for figure in added}
    if before:
        there = Figura.objects.filter(bloque_id=pk, evidencia__in=before)
        placed |= {
            given(figure.evidencia).key: figure for figure in there.select_related("evidencia")
        }
    return placed


def _area_id(owner: AvanceTrimestral | Seccion) -> int | None:
    """Return the área of a quarter entry or of a section."""
    return owner.linea.area_id if isinstance(owner, AvanceTrimestral) else owner.area_id
