"""The page of one printed figure: formula, quantities, hechos, files, person and date."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from programs import permissions
from programs.getters import avance_at
from programs.reading.settled import is_settled
from programs.selectors.origen import origin_page
from programs.values.phrases import quarter_name
from programs.views.crumbs import to_trimestre
from programs.views.request import PersonRequest


@require_safe
def figure_origin(
    request: PersonRequest, slug: str, year: int, pk: int, number: int, order: int
) -> HttpResponse:
    """Show where a figure comes from, to who reads the entry: drafts are for those of the house."""
    avance = avance_at(request.user, slug, year, pk, number)
    trimestre, user = avance.trimestre, request.user
    institucion = trimestre.programa.institucion
    full = permissions.can_read_drafts(user, institucion)
    if not full and not is_settled(avance.status, trimestre.status):
        raise PermissionDenied
    page = origin_page(user, avance, order, full=full)
    if page is None:
        raise Http404
    request.institucion = institucion
    context = {
        "page": page,
        "avance": avance,
        "programa": trimestre.programa,
        "quarter_title": quarter_name(number),
        "crumbs": [
            *to_trimestre(trimestre, quarter_name(number).capitalize()),
            {
                "label": f"Línea {page.number}",
                "url": reverse("linea_detail", args=[slug, year, pk]),
            },
            {"label": "De dónde sale la cifra"},
        ],
    }
    return render(request, "programs/origen.html", context)
