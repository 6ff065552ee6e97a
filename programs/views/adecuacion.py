"""The page on which Planeación adapts an approved programa: choose, write, compare, confirm."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from programs import permissions
from programs.errors import DomainError, Locked
from programs.forms.adecuacion import MOST_NEW, AdecuacionForm
from programs.getters import programa_get
from programs.models import Programa
from programs.selectors.adecuacion import adecuacion_page
from programs.services.adecuacion import adjustment_preview, programa_adjust
from programs.values.modified import Version
from programs.views.answers import SeeOther, answer_error, error_texts
from programs.views.crumbs import to_programa
from programs.views.request import PersonRequest

PLANNERS_ONLY = "Las adecuaciones las registra Planeación."
COMPARE_AGAIN = (
    "Lo que escribió cambió después de comparar. Revise otra vez la comparación y confirme."
)


@require_http_methods(["GET", "HEAD", "POST"])
def programa_adapt(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show the form, compare what it would make of the programa, or confirm what was compared."""
    programa = programa_get(request.user, slug, year)
    request.institucion = programa.institucion
    if not permissions.can_keep_structure(request.user, programa.institucion):
        if request.method == "POST":
            return answer_error(request, Locked(PLANNERS_ONLY), programa.get_absolute_url())
        raise PermissionDenied(PLANNERS_ONLY)
    sent = request.POST if request.method == "POST" else request.GET
    lineas, tareas = _numbers(sent, "linea"), _numbers(sent, "tarea")
    page = adecuacion_page(programa, lineas, tareas)
    new = min(max(_numbers(sent, "nuevas"), default=0), MOST_NEW)
    form = AdecuacionForm(page, new, request.POST if request.method == "POST" else None)
    step = request.POST.get("step", "")
    if step not in ("compare", "confirm") or not form.was_shown_whole:
        return _page(request, programa, form)
    if not form.is_valid():
        return _page(request, programa, form, errors=form.errors())
    confirms = step == "confirm" and request.POST.get("seen") == form.fingerprint
    act = programa_adjust if confirms else adjustment_preview
    try:
        found = act(
            programa.pk,
            form.adjustment,
            by=request.user,
            now=timezone.now(),
            version=form.grounds.cleaned_data["version"],
        )
    except (DomainError, ValidationError) as refusal:
        return _page(request, programa, form, errors=form.refuse(error_texts(refusal)))
    if not isinstance(found, Version):
        messages.success(request, f"Se registró la adecuación {found.number}: {found.agreement}.")
        return SeeOther(f"{programa.get_absolute_url()}#adecuaciones")
    note = COMPARE_AGAIN if step == "confirm" else ""
    return _page(request, programa, form, version=found, note=note)


def _numbers(sent: QueryDict, name: str) -> set[int]:
    """Return the numbers of an address or a form, without what is none."""
    texts = (text for text in sent.getlist(name) if text.isascii() and text.isdecimal())
    return {int(text) for text in texts if len(text) < 10}


def _page(
    request: PersonRequest,
    programa: Programa,
    form: AdecuacionForm,
    *,
    errors: list[dict[str, str]] | None = None,
    version: Version | None = None,
    note: str = "",
) -> HttpResponse:
    return render(
        request,
        "programs/adecuacion.html",
        {
            "programa": programa,
            "page": form.page,
            "form": form,
            "chosen_lineas": {each.pk for each in form.page.lineas},
            "chosen_tareas": {each.pk for each in form.page.tareas},
            "new_choices": range(MOST_NEW + 1),
            "new": len(form.added),
            "errors": errors,
            "told": errors is not None or version is not None,
            "compared": version,
            "note": note,
            "crumbs": [*to_programa(programa), {"label": "Adecuación"}],
        },
        status=HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK,
    )
