"""The línea as it will print, while its área writes it."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from programs.enums import SeccionKind
from programs.models import AvanceTrimestral
from programs.permissions import can_read_drafts
from reports.documents.base import Document
from reports.services import informe_document
from reports.views.documents import pdf_answer
from reports.views.unreadable import tells_unreadable


@require_safe
@tells_unreadable
def linea_preview(request: HttpRequest, slug: str, year: int, pk: int, number: int) -> HttpResponse:
    """Answer with one línea of the informe as a PDF, figure numbers and all.

    404 for another institution's línea, 403 for who reads only validated figures.
    """
    avance = get_object_or_404(
        AvanceTrimestral.objects.visible_to(request.user).select_related(
            "trimestre__programa__institucion"
        ),
        trimestre__programa__institucion__slug=slug,
        trimestre__programa__year=year,
        trimestre__number=number,
        linea=pk,
    )
    if not can_read_drafts(request.user, avance.trimestre.programa.institucion):
        raise PermissionDenied
    document = only_linea(informe_document(avance.trimestre), pk)
    return pdf_answer(request, document, f"vista-previa-{slug}-{year}-t{number}-linea-{pk}.pdf")


def only_linea(document: Document, pk: int) -> Document:
    """Return the informe cut down to one línea, numbered as in the whole document.

    Raises Http404 when the informe does not print the línea.
    """
    for chapter in document.chapters:
        if chapter.kind != SeccionKind.REPORT:
            continue
        for eje in chapter.parts:
            lines = tuple(line for line in eje.lines if line.anchor.endswith(f"-{pk}"))
            if lines:
                part = replace(eje, lines=lines, own_months=None, own_sentence="")
                return replace(
                    document,
                    kind="linea",
                    title=f"{lines[0].heading}, vista previa",
                    contents=(),
                    chapters=(replace(chapter, blocks=(), parts=(part,)),),
                )
    raise Http404
