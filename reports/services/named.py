"""The stored files that documents name: those that were issued, and those that were asked for."""

from collections.abc import Iterator

from django.conf import settings

from programs.keeping.named import NamedFile, names_in_text
from programs.models import Institucion
from programs.reading.paged import rows_paged
from reports.models import DocumentJob, IssuedReport


def document_names(using: str) -> Iterator[NamedFile]:
    """Yield what the payloads of issued documents print, and the PDFs of what was asked for.

    A PDF that was asked for is made again where it is gone.
    """
    payloads = IssuedReport.objects.using(using).values_list("folio", "payload")
    for folio, payload in rows_paged(payloads, 20, by="folio"):
        for name in names_in_text(payload):
            yield NamedFile(name, f"documento {folio}")
    for key in DocumentJob.objects.using(using).values_list("key", flat=True):
        yield NamedFile(f"{settings.DOCUMENTS_DIR}/{key}.pdf", "documento pedido", wanted=False)


def issued_texts(institucion: Institucion) -> Iterator[str]:
    """Yield the payloads of what an institution issued: they cite files by their hash."""
    issued = IssuedReport.objects.filter(institucion=institucion)
    for _, payload in rows_paged(issued.values_list("folio", "payload"), 20, by="folio"):
        yield payload
