"""The reading pages. None of them writes; all begin at what the person may reach."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.models import Programa, Trimestre
from programs.selectors.linea import linea_page, linea_visible
from programs.selectors.programa import programa_page, programas_of
from programs.selectors.trimestre import trimestre_page


@require_safe
def programa_list(request: HttpRequest) -> HttpResponse:
    """List the programmes of the person's institutions."""
    return render(request, "programs/programa_list.html", {"rows": programas_of(request.user)})


@require_safe
def programa_detail(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Show a programme: quarters, ejes, líneas, tareas and calendar."""
    programa = get_object_or_404(
        Programa.objects.visible_to(request.user).select_related("institucion"),
        institucion__slug=slug,
        year=year,
    )
    request.institucion = programa.institucion
    page = programa_page(programa, request.user, timezone.localdate())
    crumbs = [*_crumbs(), {"label": f"{programa.institucion.short_name} {year}"}]
    return render(
        request,
        "programs/programa_detail.html",
        {
            "page": page,
            "programa": programa,
            "crumbs": crumbs,
            "reads_windows": permissions.can_read_windows(request.user, programa.institucion),
        },
    )


@require_safe
def linea_detail(request: HttpRequest, slug: str, year: int, pk: int) -> HttpResponse:
    """Show a línea: meta, programming, tareas and its four quarter entries."""
    linea = get_object_or_404(linea_visible(request.user, slug, year), pk=pk)
    programa = linea.eje.programa
    request.institucion = programa.institucion
    page = linea_page(linea, request.user, timezone.localdate())
    crumbs = [*_crumbs(programa), {"label": f"{page.words['line']} {page.number}"}]
    return render(
        request,
        "programs/linea_detail.html",
        {"page": page, "linea": linea, "programa": programa, "crumbs": crumbs},
    )


@require_safe
def trimestre_detail(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show a quarter: every línea by área, with its figures, its closing and its status."""
    trimestre = get_object_or_404(
        Trimestre.objects.visible_to(request.user).select_related("programa__institucion"),
        programa__institucion__slug=slug,
        programa__year=year,
        number=number,
    )
    programa = trimestre.programa
    request.institucion = programa.institucion
    page = trimestre_page(trimestre, request.user)
    crumbs = [*_crumbs(programa), {"label": page.summary.title.capitalize()}]
    return render(
        request,
        "programs/trimestre_detail.html",
        {
            "page": page,
            "programa": programa,
            "crumbs": crumbs,
            "follows": permissions.can_read_ledger(request.user, programa.institucion),
            "closes": page.summary.is_open
            and permissions.can_close_quarter(request.user, programa.institucion),
        },
    )


def _crumbs(programa: Programa | None = None) -> list[dict]:
    """The way back from a page, down to the programme if one is given."""
    crumbs = [{"label": "Programas", "url": reverse("programa_list")}]
    if programa:
        crumbs.append(
            {
                "label": f"{programa.institucion.short_name} {programa.year}",
                "url": reverse("programa_detail", args=[programa.institucion.slug, programa.year]),
            }
        )
    return crumbs
