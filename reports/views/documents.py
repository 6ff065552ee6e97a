"""Documents as PDF, made from the data at each request.

`entry` is the registry's: `reports.urls` gives each document of a programa and of a quarter its
address.
"""

import logging

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs.getters import avance_of, corte_get, programa_get, trimestre_get
from programs.models import Trimestre
from programs.permissions import can_read_drafts, can_read_informe
from programs.views.request import PersonRequest
from reports.documents.places import failed_places
from reports.documents.registry import CORTE, LINEA, DocumentEntry
from reports.documents.results_xlsx import results_xlsx
from reports.rendering import RenderError, html_to_pdf_in_child
from reports.services.documents import (
    About,
    document_html,
    document_of,
    document_sources,
    file_name_of,
    quarter_record,
    results_file_name,
)
from reports.views.turns import takes_turn
from reports.views.unreadable import tells_unreadable

logger = logging.getLogger("sesea.documents")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@takes_turn
def programa_document(
    request: PersonRequest, slot: int, slug: str, year: int, *, entry: DocumentEntry
) -> HttpResponse:
    """Answer with a document of a programa that the person may see."""
    return pdf_answer(request, slot, entry, programa_get(request.user, slug, year))


@require_safe
@takes_turn
@tells_unreadable
def trimestre_document(
    request: PersonRequest, slot: int, slug: str, year: int, number: int, *, entry: DocumentEntry
) -> HttpResponse:
    """Answer with a document of a quarter; 403 while it is open for who reads no drafts."""
    return pdf_answer(request, slot, entry, _trimestre(request, slug, year, number))


@require_safe
@tells_unreadable
def results_workbook(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Answer with the metas and results of a quarter as a workbook, to who reads its informe."""
    trimestre = _trimestre(request, slug, year, number)
    return HttpResponse(
        results_xlsx(*quarter_record(trimestre)),
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{results_file_name(trimestre)}"',
            "Cache-Control": "private, no-store",
        },
    )


@require_safe
@takes_turn
@tells_unreadable
def corte_document(
    request: PersonRequest, slot: int, slug: str, year: int, number: int, corte: int
) -> HttpResponse:
    """Answer with the informe of one closing of a quarter, the earlier ones included."""
    trimestre = _trimestre(request, slug, year, number)
    return pdf_answer(request, slot, CORTE, corte_get(trimestre, corte))


@require_safe
@takes_turn
@tells_unreadable
def linea_preview(
    request: PersonRequest, slot: int, slug: str, year: int, pk: int, number: int
) -> HttpResponse:
    """Answer with one línea of the informe as a PDF, figure numbers and all.

    404 for another institution's línea, 403 for who reads only validated figures.
    """
    avance = avance_of(request.user, slug, year, number, pk)
    if not can_read_drafts(request.user, avance.trimestre.programa.institucion):
        raise PermissionDenied
    return pdf_answer(request, slot, LINEA, avance)


def _trimestre(request: PersonRequest, slug: str, year: int, number: int) -> Trimestre:
    """Return a quarter whose informe the person reads; 404 for others' and 403 otherwise."""
    trimestre = trimestre_get(request.user, slug, year, number)
    if not can_read_informe(request.user, trimestre):
        raise PermissionDenied
    return trimestre


def pdf_answer(
    request: PersonRequest, slot: int, entry: DocumentEntry, row: About, *more: object
) -> HttpResponse:
    """Render a document in a child that holds `slot`; what is not whole is not handed out.

    The subject is given as to `document_of`; 404 where it does not hold the document.
    """
    document = document_of(entry, row, *more)
    if document is None:
        raise Http404
    filename = file_name_of(entry, row, *more)
    try:
        data = html_to_pdf_in_child(document_html(document), document_sources(), slot)
    except RenderError as error:
        logger.exception("document %s could not be rendered", filename)
        page = {"document": document, "places": failed_places(document, str(error))}
        return render(request, "reports/document_failed.html", page, status=503)
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{filename}"',
            "Cache-Control": "private, no-store",
        },
    )
