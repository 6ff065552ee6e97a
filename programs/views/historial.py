"""Who changed what: of a línea, of a month, of an área's quarter; and the ledger."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import Truncator
from django.views.decorators.http import require_safe

from programs import permissions
from programs.enums import AuditAction
from programs.getters import area_get, institucion_get, linea_get, marca_get, trimestre_get
from programs.models import AuditEntry, Institucion
from programs.selectors.historial import area_sessions, linea_sessions, mark_sessions
from programs.selectors.libro import Asked, act_views, actors_of, acts_csv, acts_of, acts_on_people
from programs.values.phrases import quarter_name
from programs.views.crumbs import to_programa, to_programas, to_trimestre
from programs.views.request import PersonRequest
from sesea.headers import FILE_HEADERS

PER_PAGE = 30
ACTS_PER_PAGE = 50


def _page(
    request: PersonRequest, items: Sequence[object] | QuerySet[AuditEntry], per_page: int
) -> Page:
    return Paginator(items, per_page).get_page(request.GET.get("page"))


def _require_history(request: PersonRequest, institucion: Institucion) -> None:
    user = request.user
    # Who validates in the Secretario's place reads all of it, whatever else their function is.
    if not (
        permissions.can_read_drafts(user, institucion) or permissions.can_review(user, institucion)
    ):
        raise PermissionDenied("Su función lee lo validado, no el historial de la captura.")


@require_safe
def historial_linea(request: PersonRequest, slug: str, year: int, pk: int) -> HttpResponse:
    """Show the work sessions of a línea, of all quarters or of `?trimestre=`."""
    linea = linea_get(request.user, slug, year, pk)
    programa = linea.eje.programa
    request.institucion = programa.institucion
    _require_history(request, programa.institucion)
    quarter = request.GET.get("trimestre", "")
    number = int(quarter) if quarter in {"1", "2", "3", "4"} else None
    of_quarter = f", {quarter_name(number, programa.exercise)}" if number else ""
    return _historial(
        request,
        linea_sessions(linea, quarter=number),
        title=f"Historial de la línea{of_quarter}",
        subject=linea.title,
        crumbs=[
            *to_programa(programa),
            {
                "label": Truncator(linea.title).chars(60),
                "url": linea.get_absolute_url(),
            },
        ],
    )


@require_safe
def historial_marca(request: PersonRequest, tarea: int, month: int) -> HttpResponse:
    """Show the work sessions of one cell of the month page."""
    marca = marca_get(request.user, tarea, month)
    institucion = marca.tarea.eje.programa.institucion
    request.institucion = institucion
    _require_history(request, institucion)
    return _historial(
        request,
        mark_sessions(marca),
        title="Historial del mes",
        subject=str(marca.tarea),
        crumbs=[{"label": "Mes", "url": reverse("mes")}],
    )


@require_safe
def historial_area(
    request: PersonRequest, slug: str, year: int, number: int, code: str
) -> HttpResponse:
    """Show the work sessions of an área's quarter."""
    trimestre = trimestre_get(request.user, slug, year, number)
    institucion = trimestre.programa.institucion
    request.institucion = institucion
    area = area_get(request.user, institucion, code)
    _require_history(request, institucion)
    quarter = quarter_name(number)
    return _historial(
        request,
        area_sessions(trimestre, area),
        title=f"Historial del {trimestre.full_name}",
        subject=area.name,
        crumbs=to_trimestre(trimestre, quarter),
    )


def _historial(
    request: PersonRequest,
    sessions: Sequence[object],
    *,
    title: str,
    subject: str,
    crumbs: list[dict],
) -> HttpResponse:
    context = {
        "title": title,
        "subject": subject,
        "page_obj": _page(request, sessions, PER_PAGE),
        "crumbs": [*crumbs, {"label": "Historial"}],
    }
    return render(request, "programs/historial.html", context)


@require_safe
def libro(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the ledger of an institution, newest act first, with the filters of the address."""
    institucion = _ledger_of(request, slug)
    asked = Asked.of(request.GET)
    page = _page(request, acts_of(institucion, asked), ACTS_PER_PAGE)
    context = {
        "institucion": institucion,
        "page_obj": page,
        "acts": act_views(institucion, page),
        "asked": asked,
        "actions": AuditAction.choices,
        "actors": actors_of(institucion),
        "crumbs": [
            *to_programas(),
            {"label": "Libro de actos"},
        ],
    }
    return render(request, "programs/libro.html", context)


@require_safe
def cambios(request: PersonRequest, slug: str) -> HttpResponse:
    """Show who changed people, functions, passwords and settings, the newest act first."""
    institucion = _ledger_of(request, slug)
    page = _page(request, acts_on_people(institucion), ACTS_PER_PAGE)
    context = {
        "institucion": institucion,
        "page_obj": page,
        "acts": act_views(institucion, page),
        "crumbs": [
            *to_programas(),
            {"label": "Libro de actos", "url": reverse("libro", args=[slug])},
            {"label": "Personas y ajustes"},
        ],
    }
    return render(request, "programs/cambios.html", context)


@require_safe
def libro_csv(request: PersonRequest, slug: str) -> HttpResponse:
    """Answer with every act that the filters of the address leave, as CSV."""
    institucion = _ledger_of(request, slug)
    acts = acts_of(institucion, Asked.of(request.GET))
    return HttpResponse(
        acts_csv(act_views(institucion, acts)).encode("utf-8-sig"),
        content_type="text/csv; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="libro-{institucion.slug}.csv"',
            "Cache-Control": "private, no-store",
            **FILE_HEADERS,
        },
    )


def _ledger_of(request: PersonRequest, slug: str) -> Institucion:
    """Return an institution whose ledger the person reads; 403 for the other members."""
    institucion = institucion_get(request.user, slug)
    request.institucion = institucion
    if not permissions.can_read_ledger(request.user, institucion):
        raise PermissionDenied("El libro de actos lo leen planeación, secretaría y auditoría.")
    return institucion
