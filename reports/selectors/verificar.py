"""What anybody may ask of a paper or a file: whether it was issued, and what stands in its place.

Nothing else of an issued document is told here: its title, period, date, hashes and act.
"""

from dataclasses import dataclass

from django.urls import reverse

from programs.enums import AuditAction
from programs.models import AuditEntry
from reports.enums import FileForm
from reports.models import IssuedFile, IssuedReport
from reports.values.payload import SHORT_HASH, text_hash


@dataclass(frozen=True)
class Found:
    """An issued document that was asked for, `file` where a file of it was shown.

    `is_whole` tells whether data, row and file are those that acts of the ledger stored;
    `replaced_by` is only what is whole itself.
    """

    issued: IssuedReport
    file: IssuedFile | None
    replaced_by: IssuedReport | None
    is_whole: bool

    @property
    def is_scan(self) -> bool:
        """Tell whether the file is a scan of the signed copy, whose content nobody compared."""
        return self.file is not None and self.file.form == FileForm.SIGNED

    @property
    def replaced_path(self) -> str:
        """The address that verifies the document in its place, "" without one."""
        return verify_path(self.replaced_by) if self.replaced_by else ""


def code_of(issued: IssuedReport) -> str:
    """Return the letters that stand with the folio on paper and in the address.

    Folios follow one another and could be walked; sixteen to the tenth codes could not.
    """
    return issued.payload_sha256[:SHORT_HASH]


def verify_path(issued: IssuedReport) -> str:
    """Return the address that verifies an issued document, the one of its QR code."""
    return reverse("verificar_folio", args=[issued.folio, code_of(issued)])


def find_file(sha256: str) -> Found | None:
    """Return the issued document that has a file with this SHA-256, None for no such file."""
    files = IssuedFile.objects.filter(sha256=sha256.lower())
    file = files.select_related("issued__institucion").order_by("pk").first()
    return _found(file.issued, file) if file else None


def find_folio(folio: str, code: str) -> Found | None:
    """Return the issued document of a folio, None unless the code is that of its paper."""
    rows = IssuedReport.objects.filter(folio=folio.strip().upper())
    issued = rows.select_related("institucion").first()
    if issued is None or code_of(issued) != code.strip().lower():
        return None
    return _found(issued, None)


def _found(issued: IssuedReport, file: IssuedFile | None) -> Found:
    replaced_by = IssuedReport.objects.filter(replaces=issued).first()
    if replaced_by and not _is_whole(replaced_by, replaces=issued.folio):
        replaced_by = None  # a row that nobody issued puts no paper out of force
    whole = _is_whole(issued) and (file is None or _is_kept(issued, file))
    return Found(issued, file, replaced_by, whole)


def _is_whole(issued: IssuedReport, replaces: str | None = None) -> bool:
    """Tell whether data, hash and act of an issued document still say the same.

    `replaces` is the folio that its act must name as replaced, None for any.
    """
    act = AuditEntry.objects.filter(institucion=issued.institucion_id, number=issued.act_number)
    entry = act.first()
    stored = text_hash(issued.payload)
    return (
        stored == issued.payload_sha256
        and entry is not None
        and entry.action == AuditAction.DOCUMENT_ISSUE
        and entry.hash == issued.act_hash == entry.computed_hash()
        and entry.data.get("folio") == issued.folio
        and entry.data.get("payload_sha256") == stored
        and replaces in (None, entry.data.get("replaces"))
    )


def _is_kept(issued: IssuedReport, file: IssuedFile) -> bool:
    """Tell whether an act of the ledger kept this very file."""
    acts = AuditEntry.objects.filter(
        institucion=issued.institucion_id,
        action=AuditAction.DOCUMENT_FILE,
        number__gt=issued.act_number,
        subject=issued.folio,
    )
    kept = {
        "folio": issued.folio, "form": file.form, "number": file.number, "sha256": file.sha256
    }  # fmt: skip
    return any(act.data == kept and act.hash == act.computed_hash() for act in acts)
