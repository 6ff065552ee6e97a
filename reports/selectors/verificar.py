"""What anybody may ask of a paper or a file: whether it was issued, and what stands in its place.

Nothing else of an issued document is told here: its title, period, date, hashes and act.
"""

from dataclasses import dataclass

from django.urls import reverse

from programs.models import AuditEntry
from reports.models import IssuedFile, IssuedReport
from reports.values.payload import SHORT_HASH, text_hash


@dataclass(frozen=True)
class Found:
    """An issued document that was asked for, `file` where a file of it was shown.

    `is_whole` tells whether its data still have the hash that its act stored.
    """

    issued: IssuedReport
    file: IssuedFile | None
    replaced_by: IssuedReport | None
    is_whole: bool

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
    return Found(issued, file, replaced_by, _is_whole(issued))


def _is_whole(issued: IssuedReport) -> bool:
    """Tell whether data, hash and act of an issued document still say the same."""
    act = AuditEntry.objects.filter(institucion=issued.institucion_id, number=issued.act_number)
    entry = act.first()
    stored = text_hash(issued.payload)
    return (
        stored == issued.payload_sha256
        and entry is not None
        and entry.hash == issued.act_hash == entry.computed_hash()
        and entry.data.get("payload_sha256") == stored
    )
