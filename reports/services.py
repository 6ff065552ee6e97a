"""From a programa or a quarter to its HTML and its PDF."""

from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string

from programs.enums import TrimestreStatus
from programs.models import Corte, Programa, Trimestre
from programs.reading.corte import programa_snapshot, trimestre_snapshot
from programs.values.frozen import thaw
from reports.documents import informe, pta
from reports.documents.base import Document
from reports.rendering import Sources

PRINT_CSS = settings.BASE_DIR / "static" / "print" / "document.css"
# A sheet that is not a document of chapters has a look of its own.
OTHER_CSS = {"resumen": PRINT_CSS.with_name("resumen.css")}


def pta_document(programa: Programa) -> Document:
    """Return the PTA of a programa as plain values."""
    return pta.build(programa_snapshot(programa))


def informe_document(trimestre: Trimestre) -> Document:
    """Return the informe of a quarter as plain values.

    A closed quarter prints its latest `Corte`, so that nothing that changes later shows in it.
    """
    closed = trimestre.status == TrimestreStatus.CLOSED
    corte = trimestre.cortes.order_by("-number").first() if closed else None
    return corte_document(corte) if corte else informe.build(trimestre_snapshot(trimestre))


def corte_document(corte: Corte) -> Document:
    """Return the informe as it was on the day of a closing, whatever changed since."""
    return informe.build(thaw(corte.payload))


def document_html(document: Document) -> str:
    """Return the printable HTML of a document, without asking the database anything."""
    stylesheet = OTHER_CSS.get(document.kind, PRINT_CSS)
    return render_to_string(
        f"reports/print/{document.kind}.html",
        {"document": document, "stylesheet": stylesheet.read_text(encoding="utf-8")},
    )


def document_sources() -> Sources:
    """Return the folders from which documents take their pictures."""
    return Sources(Path(settings.MEDIA_ROOT), settings.BASE_DIR / "static")
