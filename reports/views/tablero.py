"""The tablero as page, and as the files of its charts."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs.views.request import PersonRequest
from reports.selectors.tablero import TableroPage, tablero_page
from reports.selectors.tablero_files import chart_csv
from reports.views.unreadable import tells_unreadable
from sesea.headers import FILE_HEADERS


@require_safe
@tells_unreadable
def tablero(request: PersonRequest) -> HttpResponse:
    """Show what is late and what waits, then the programme as of a cut-off date."""
    page = tablero_page(request.user, request.GET.dict(), timezone.localdate())
    if page is None:
        if request.GET.get("programa"):
            raise Http404
        return render(request, "reports/tablero_empty.html")
    request.institucion = page.scope.programa.institucion
    return render(
        request,
        "reports/tablero.html",
        {
            "page": page,
            "scope": page.scope,
            "programa": page.scope.programa,
            "query": page.scope.query(),
            "cut_words": page.cut_words(timezone.localtime()),
        },
    )


@require_safe
@tells_unreadable
def tablero_csv(request: PersonRequest, chart: str) -> HttpResponse:
    """Answer with the table of one chart, with the filters of the address."""
    page = _page_or_404(request)
    text = chart_csv(page, chart)
    if text is None:
        raise Http404
    name = f"tablero-{page.scope.slug}-t{page.scope.trimestre.number}-{chart}.csv"
    return HttpResponse(
        text.encode("utf-8-sig"),  # Excel takes it for another encoding without the mark
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            **FILE_HEADERS,
        },
    )


def _page_or_404(request: PersonRequest) -> TableroPage:
    page = tablero_page(request.user, request.GET.dict(), timezone.localdate())
    if page is None:
        raise Http404
    request.institucion = page.scope.programa.institucion
    return page
