"""The review of a plan before its approval: one page and its acts."""

import secrets
from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import DomainError
from programs.forms.congruencia import FindingForm
from programs.forms.revision_plan import PlanObservationForm, PlanTextForm
from programs.getters import observacion_get, programa_get
from programs.models import LineaDeAccion, Observacion, Programa, Tarea
from programs.selectors.revision_plan import part_key, revision_plan_page
from programs.services import observaciones, revision
from programs.services import revision_plan as services
from programs.services.revision_plan import PlanTarget
from programs.views.answers import answer_error, answer_saved, cleaned, version_of
from programs.views.crumbs import to_programa
from programs.views.methods import post_only
from programs.views.request import PersonRequest

READERS_ONLY = "El plan que todavía no se aprueba lo leen quienes trabajan en él."


@require_safe
def revision_plan(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show a plan with what was found and observed in it, and what its approval lacks."""
    programa = _programa(request, slug, year)
    context = {
        "page": revision_plan_page(programa, request.user),
        "programa": programa,
        "opened": request.GET.get("observar", ""),
        "new_key": f"plan-{secrets.token_hex(12)}",
        "crumbs": [*to_programa(programa), {"label": "Revisión del plan"}],
    }
    return render(request, "programs/revision_plan.html", context)


def _of_plan(
    request: PersonRequest, slug: str, year: int, pk: int | None = None, act: str = ""
) -> str:
    return _page_url(_programa(request, slug, year))


@post_only(_of_plan)
def programa_review(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Send the plan to review."""

    def act(programa: Programa) -> str:
        version = version_of(request)
        services.programa_review(
            programa.pk, by=request.user, now=timezone.now(), version=version
        )  # fmt: skip
        return "El plan está en revisión. Se avisó a las áreas y a quien revisa."

    return _answer(request, slug, year, act)


@post_only(_of_plan)
def programa_draft(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Take the plan back to draft."""

    def act(programa: Programa) -> str:
        version = version_of(request)
        services.programa_draft(programa.pk, by=request.user, now=timezone.now(), version=version)
        return "El plan regresó a borrador. Lo observado se conserva."

    return _answer(request, slug, year, act)


@post_only(_of_plan)
def finding_accept(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Keep why something that was found in the plan is right."""

    def act(programa: Programa) -> str:
        data = cleaned(FindingForm(request.POST))
        found = services.finding_accept(programa.pk, **data, by=request.user, now=timezone.now())
        return f"Quedó el motivo de {found.place}."

    return _answer(request, slug, year, act, "hallazgos")


@post_only(_of_plan)
def plan_observe(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Write an observation, which its author sends afterwards."""
    anchor = request.POST.get("part", "")

    def act(programa: Programa) -> str:
        data = cleaned(PlanObservationForm(request.POST))
        services.plan_observe(
            programa.pk,
            target=_target(programa, *data["part"]),
            text=data["text"],
            key=data["key"],
            by=request.user,
            now=timezone.now(),
        )
        return "Observación guardada. Nadie más la lee hasta que usted la envíe."

    return _answer(request, slug, year, act, anchor if len(anchor) < 40 else "")


@post_only(_of_plan)
def plan_observations_send(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Send what the person observed and did not send yet."""

    def act(programa: Programa) -> str:
        services.plan_observations_send(programa.pk, by=request.user, now=timezone.now())
        return "Sus observaciones se enviaron a Planeación."

    return _answer(request, slug, year, act)


@post_only(_of_plan)
def plan_observation_act(
    request: PersonRequest, slug: str, year: int, pk: int, act: str
) -> HttpResponse:
    """Change, take away, answer or resolve an observation of the plan."""
    programa = _programa(request, slug, year)
    rows = Observacion.objects.filter(programa=programa)
    if not permissions.can_keep_structure(request.user, programa.institucion):
        rows = rows.filter(created_by=request.user) | rows.exclude(status="pending")
    row = observacion_get(request.user, pk, rows)
    if act not in ACTS:
        raise Http404
    anchor = f"observacion-{pk}" if act != "quitar" else part_key(row)
    return _answer(request, slug, year, lambda _: ACTS[act](request, pk), anchor)


def _edit(request: PersonRequest, pk: int) -> str:
    data = cleaned(PlanTextForm(request.POST))
    revision.observacion_edit(
        pk, text=data["text"], proposed="", by=request.user, now=timezone.now(),
        version=data["version"],
    )  # fmt: skip
    return "Observación cambiada."


def _remove(request: PersonRequest, pk: int) -> str:
    version = version_of(request)
    revision.observacion_remove(pk, by=request.user, now=timezone.now(), version=version)
    return "Observación quitada."


def _attend(request: PersonRequest, pk: int) -> str:
    data = cleaned(PlanTextForm(request.POST))
    observaciones.observacion_answer(
        pk, answer=data["text"], by=request.user, now=timezone.now(), version=data["version"]
    )
    return "Observación atendida."


def _resolve(request: PersonRequest, pk: int) -> str:
    version = version_of(request)
    revision.observacion_resolve(pk, by=request.user, now=timezone.now(), version=version)
    return "Observación resuelta."


ACTS: dict[str, Callable[[PersonRequest, int], str]] = {
    "cambiar": _edit,
    "quitar": _remove,
    "atender": _attend,
    "resolver": _resolve,
}


def _target(programa: Programa, kind: str, pk: int) -> PlanTarget:
    """Return the row that an observation names; `DomainError` for one that is gone."""
    if kind == "plan":
        return None
    model = LineaDeAccion if kind == "linea" else Tarea
    found = model._default_manager.select_related("eje", "area").filter(
        pk=pk, eje__programa=programa
    )
    row = found.first()
    if row is None:
        raise DomainError("Esa parte ya no está en el plan.")
    return row


def _answer(
    request: PersonRequest,
    slug: str,
    year: int,
    act: Callable[[Programa], str],
    anchor: str = "",
) -> HttpResponse:
    """Run one act on a plan and lead back to its place on the page."""
    programa = _programa(request, slug, year)
    back = _page_url(programa, anchor)
    try:
        message = act(programa)
    except (DomainError, ValidationError) as error:
        return answer_error(request, error, back)
    return answer_saved(request, {}, back, message)


def _page_url(programa: Programa, anchor: str = "") -> str:
    address = reverse("revision_plan", args=programa.place)
    return f"{address}#{anchor}" if anchor else address


def _programa(request: PersonRequest, slug: str, year: int) -> Programa:
    """Return a programa whose plan the person reads, and name its institution in the header."""
    programa = programa_get(request.user, slug, year)
    request.institucion = programa.institucion
    if not permissions.can_read_drafts(request.user, programa.institucion):
        raise PermissionDenied(READERS_ONLY)
    return programa
