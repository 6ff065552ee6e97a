"""A quarter to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs import permissions
from programs.getters import trimestre_get
from programs.selectors.trimestre import trimestre_page
from programs.views.crumbs import to_programa


@require_safe
def trimestre_detail(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show a quarter: every línea by área, with its figures, its closing and its status."""
    trimestre = trimestre_get(request.user, slug, year, number)
    programa = trimestre.programa
    request.institucion = programa.institucion
    page = trimestre_page(trimestre, request.user)
    return render(
        request,
        "programs/trimestre_detail.html",
        {
            "page": page,
            "programa": programa,
            "crumbs": [*to_programa(programa), {"label": page.summary.title.capitalize()}],
            "follows": permissions.can_read_ledger(request.user, programa.institucion),
            "closes": page.summary.is_open
            and permissions.can_close_quarter(request.user, programa.institucion),
        },
    )
