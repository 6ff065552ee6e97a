"""A línea de acción to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs.getters import linea_get
from programs.selectors.linea import linea_page, linea_visible
from programs.views.crumbs import to_programa


@require_safe
def linea_detail(request: HttpRequest, slug: str, year: int, pk: int) -> HttpResponse:
    """Show a línea: meta, programming, tareas and its four quarter entries."""
    rows = linea_visible(request.user, slug, year)
    linea = linea_get(request.user, slug, year, pk, rows)
    programa = linea.eje.programa
    request.institucion = programa.institucion
    page = linea_page(linea, request.user, timezone.localdate())
    crumbs = [*to_programa(programa), {"label": f"{page.words['line']} {page.number}"}]
    return render(
        request,
        "programs/linea_detail.html",
        {"page": page, "linea": linea, "programa": programa, "crumbs": crumbs},
    )
