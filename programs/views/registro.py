"""The register of a quarter's hechos, as a page and as a workbook."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs import permissions
from programs.getters import trimestre_get
from programs.received.kinds import XLSX
from programs.resources.registro import registro_xlsx
from programs.selectors.registro import (
    RegisterScope,
    register_scope,
    register_shown,
    register_whole,
)
from programs.values.phrases import quarter_name
from programs.views.crumbs import to_trimestre
from programs.views.request import PersonRequest
from sesea.headers import FILE_HEADERS


@require_safe
def hechos_register(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show the hechos of a quarter by kind, a page of them."""
    scope = _scope(request, slug, year, number)
    request.institucion = scope.trimestre.programa.institucion
    context = {
        "page": register_shown(scope, request.GET.dict()),
        "scope": scope,
        "trimestre": scope.trimestre,
        "crumbs": [
            *to_trimestre(scope.trimestre, quarter_name(number).capitalize()),
            {"label": "Hechos"},
        ],
    }
    return render(request, "programs/hechos_registro.html", context)


@require_safe
def registro_workbook(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Answer with all the hechos that the page shows, page by page, as a workbook."""
    scope = _scope(request, slug, year, number)
    name = f"hechos-{slug}-{year}-t{number}.xlsx"
    return HttpResponse(
        registro_xlsx(scope, register_whole(scope)),
        content_type=XLSX,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
            **FILE_HEADERS,
        },
    )


def _scope(request: PersonRequest, slug: str, year: int, number: int) -> RegisterScope:
    """Return whose hechos the person reads; PermissionDenied where none of the quarter."""
    trimestre = trimestre_get(request.user, slug, year, number)
    if not permissions.can_read_informe(request.user, trimestre):
        raise PermissionDenied
    # One hecho is shown wherever it is; without a choice the person's own área comes first.
    nothing = "" if "hecho" in request.GET else None
    return register_scope(request.user, trimestre, request.GET.get("area", nothing))
