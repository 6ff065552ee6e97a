"""From a programa or a quarter to its HTML and its PDF."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from programs.corte import programa_snapshot, trimestre_snapshot
from programs.models import Programa, Trimestre
from reports.documents import informe, pta
from reports.documents.base import Document
from reports.rendering import Sources

PRINT_CSS = settings.BASE_DIR / "static" / "print" / "document.css"


def pta_document(programa: Programa) -> Document:
    """Return the PTA of a programa as plain values."""
    return pta.build(programa_snapshot(programa))


def informe_document(trimestre: Trimestre) -> Document:
    """Return the informe of a quarter as plain values."""
    return informe.build(trimestre_snapshot(trimestre))


def document_html(document: Document) -> str:
    """Return the printable HTML of a document, without asking the database anything."""
    return render_to_string(
        f"reports/print/{document.kind}.html",
        {"document": document, "stylesheet": PRINT_CSS.read_text(encoding="utf-8")},
    )


def document_sources() -> Sources:
    """Return the folders from which documents take their pictures."""
    return Sources(Path(settings.MEDIA_ROOT), settings.BASE_DIR / "static")
