"""The files of an issued document: the PDF that is made of it once, and scans of its signed copy.

A file is written whole before its row; one whose row was refused is taken away again. The act of
the ledger says its hash, so that a file put in its place shows.
"""

import hashlib
import platform
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import datetime

import django
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone

from programs.enums import AuditAction
from programs.errors import FileRefused, Locked
from programs.models import User
from programs.permissions import can_issue
from programs.received.documents import is_pdf, read_document
from programs.received.storage import StoreRefused
from programs.services.evidencia import clean_name, document_bytes
from programs.services.ledger import ledger_append, ledger_lock
from programs.values.given import given
from reports.enums import FileForm
from reports.models import DocumentJob, IssuedFile, IssuedReport
from reports.models.issued import issued_path
from reports.rendering import engine_versions
from reports.services.documents import issued_workbook
from reports.services.emision import ONLY_WHO_CLOSES
from reports.services.keys import engine, revision
from reports.values.payload import UnreadableIssue

MISSING = (
    "El archivo de este documento no está en el almacén, o no es el que se guardó: no se entrega. "
    "Avise a quien administra el sistema, para que lo recupere de un respaldo."
)
NOT_PDF = "La copia firmada va en PDF. Escanéela en ese formato y súbala otra vez."


def rendition_finish(job: DocumentJob, data: bytes) -> bytes:
    """Keep what is made of an issued document, in the transaction that ends the job of its PDF.

    An informe with the annex of metas and results gets it as a workbook too. Returns the PDF that
    is kept: that of another maker who was first, and then this one's is nobody's.
    """
    issued = IssuedReport.objects.select_related("institucion").get(folio=job.about["folio"])
    versions, now = versions_here(), timezone.now()
    workbook = issued_workbook(issued)  # before the ledger is locked
    kept = rendition_add(issued, data, versions=versions, now=now)
    if workbook:
        rendition_add(issued, workbook, form=FileForm.XLSX, versions=versions, now=now)
    return read_whole(kept)


def versions_here() -> dict[str, object]:
    """Return what prints a document in this process: versions, fonts and our own code.

    `fonts` is the fingerprint of the fonts, styles and pictures, `code` that of all that makes HTML
    too (`reports.services.keys`).
    """
    return {
        "python": platform.python_version(),
        "django": django.get_version(),
        "engine": list(engine_versions()),
        "fonts": engine(),
        "code": revision(),
    }


@transaction.atomic
def rendition_add(
    issued: IssuedReport,
    data: bytes,
    *,
    form: FileForm = FileForm.PDF,
    versions: Mapping[str, object],
    now: datetime,
) -> IssuedFile:
    """Keep a form of an issued document, once: from then it is served and never made again.

    A second maker gets the file of the first. `versions` are those of the programs that made it.
    Raises OSError where the disk does not take it; then nothing is kept.
    """
    ledger_lock(issued.institucion_id)
    made = issued.files.filter(form=form).first()
    file = IssuedFile(issued=issued, form=form, versions=dict(versions), added_at=now)
    return made or _add(file, data, by=None, now=now)


def rendition_read(issued: IssuedReport) -> bytes | None:
    """Return the PDF that is kept of an issued document; None where it is not made yet.

    Raises `UnreadableIssue` where it is not as it was kept.
    """
    file = issued.files.filter(form=FileForm.PDF).first()
    return read_whole(file) if file else None


@transaction.atomic
def signed_add(issued: IssuedReport, scan: File, *, by: User, now: datetime) -> IssuedFile:
    """File a scan of the signed copy; the same scan is kept once.

    It may be the official PDF itself, signed electronically, with the data that it carries.

    Raises `Locked` for who issues nothing, `FileRefused` for what is not a PDF that may be kept.
    """
    if not can_issue(by, issued.institucion):
        raise Locked(ONLY_WHO_CLOSES)
    data = document_bytes(scan)
    if data and not is_pdf(data):
        raise FileRefused(NOT_PDF)
    read_document(data, attached=True)
    ledger_lock(issued.institucion_id)
    scans = issued.files.filter(form=FileForm.SIGNED)
    kept = scans.filter(sha256=hashlib.sha256(data).hexdigest()).first()
    file = IssuedFile(
        issued=issued,
        form=FileForm.SIGNED,
        number=scans.count() + 1,
        original_name=clean_name(scan.name or ""),
        added_at=now,
        added_by=by,
    )
    return kept or _add(file, data, by=by, now=now)


def _found_again(file: IssuedFile) -> bool:
    """Take the file that an earlier try wrote and whose row the database then refused."""
    file.file.name = issued_path(file, "")
    try:
        read_whole(file)
    except UnreadableIssue:
        file.file.name = None
        return False
    return True


def read_whole(file: IssuedFile) -> bytes:
    """Return the bytes of a file. Raises `UnreadableIssue` where they are not those of its hash.

    A store that does not answer now says nothing of the file: `StoreRefused`.
    """
    try:
        with file.file.storage.open(given(file.file.name), "rb") as stream:
            data: bytes = stream.read()
    except StoreRefused:
        raise
    except OSError as error:
        raise UnreadableIssue(MISSING) from error
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise UnreadableIssue(MISSING)
    return data


def _add(file: IssuedFile, data: bytes, *, by: User | None, now: datetime) -> IssuedFile:
    """Write a file, its act and its row, under the lock of the ledger."""
    issued = file.issued
    file.size, file.sha256 = len(data), hashlib.sha256(data).hexdigest()
    with ExitStack() as undo:
        if not _found_again(file):
            file.file.save(issued.folio, ContentFile(data), save=False)
            undo.callback(file.file.delete, save=False)
        ledger_append(
            issued.institucion_id,
            action=AuditAction.DOCUMENT_FILE,
            subject=issued.folio,
            by=by,
            now=now,
            data={
                "folio": issued.folio,
                "form": file.form,
                "number": file.number,
                "sha256": file.sha256,
            },
        )
        file.save(force_insert=True)
        undo.pop_all()
    return file
