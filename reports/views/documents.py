"""Both documents as PDF, made from the data at each request."""

import logging

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from programs.models import Programa, Trimestre
from programs.permissions import can_read_drafts
from reports.documents.base import Document
from reports.rendering import RenderError, html_to_pdf_in_child
from reports.services import (
    corte_document,
    document_html,
    document_sources,
    informe_document,
    pta_document,
)
from reports.views.unreadable import tells_unreadable

logger = logging.getLogger("sesea.documents")


@require_safe
def pta(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Answer with the PTA of a programa that the person may see."""
    programa = get_object_or_404(
        Programa.objects.visible_to(request.user).select_related("institucion"),
        institucion__slug=slug,
        year=year,
    )
    return pdf_answer(request, pta_document(programa), f"pta-{slug}-{year}.pdf")


@require_safe
@tells_unreadable
def informe(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Answer with the informe of a quarter; a person who reads only validated figures gets 403."""
    trimestre = _trimestre(request, slug, year, number)
    return pdf_answer(request, informe_document(trimestre), f"informe-{slug}-{year}-t{number}.pdf")


@require_safe
@tells_unreadable
def corte(request: HttpRequest, slug: str, year: int, number: int, corte: int) -> HttpResponse:
    """Answer with the informe of one closing of a quarter, the earlier ones included."""
    trimestre = _trimestre(request, slug, year, number)
    row = get_object_or_404(trimestre.cortes, number=corte)
    name = f"informe-{slug}-{year}-t{number}-corte-{corte}.pdf"
    return pdf_answer(request, corte_document(row), name)


def _trimestre(request: HttpRequest, slug: str, year: int, number: int) -> Trimestre:
    """Return a quarter whose drafts the person reads; 404 for others' and 403 without the role."""
    trimestre = get_object_or_404(
        Trimestre.objects.visible_to(request.user).select_related("programa__institucion"),
        programa__institucion__slug=slug,
        programa__year=year,
        number=number,
    )
    if not can_read_drafts(request.user, trimestre.programa.institucion):
        raise PermissionDenied
    return trimestre


def pdf_answer(request: HttpRequest, document: Document, filename: str) -> HttpResponse:
    """Render in a child process; a document that cannot be made whole is not handed out."""
    try:
        data = html_to_pdf_in_child(document_html(document), document_sources())
    except RenderError:
        logger.exception("document %s could not be rendered", filename)
        return render(request, "reports/document_failed.html", {"document": document}, status=503)
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{filename}"',
            "Cache-Control": "private, no-store",
        },
    )
