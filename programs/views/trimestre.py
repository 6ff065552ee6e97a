"""A quarter to read, and the way to the one that the person works in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.getters import trimestre_get
from programs.selectors.informe_traido import bring_url
from programs.selectors.trimestre import quarter_now_url, trimestre_page
from programs.views.crumbs import to_programa
from programs.views.request import PersonRequest


@require_safe
def trimestre_now(request: PersonRequest) -> HttpResponse:
    """Lead to the quarter that the person works in, or to the programmes where there is none."""
    return redirect(quarter_now_url(request.user, timezone.localdate()) or "programa_list")


@require_safe
def trimestre_detail(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show a quarter: every línea by área, with its figures, its closing and its status."""
    trimestre = trimestre_get(request.user, slug, year, number)
    programa = trimestre.programa
    request.institucion = programa.institucion
    page = trimestre_page(trimestre, request.user, timezone.localdate())
    return render(
        request,
        "programs/trimestre_detail.html",
        {
            "page": page,
            "programa": programa,
            "crumbs": [*to_programa(programa), {"label": page.summary.title.capitalize()}],
            "bring_url": bring_url(trimestre, request.user),
            "follows": permissions.can_read_ledger(request.user, programa.institucion),
            "closes": page.summary.is_open
            and permissions.can_close_quarter(request.user, programa.institucion),
        },
    )
