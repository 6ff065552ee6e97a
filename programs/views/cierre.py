"""The closing of a quarter: its checklist, the typed confirmation, its cortes, the reopening."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import DomainError, Locked
from programs.forms.cierre import CloseForm, ReopenForm
from programs.forms.plazos import PeriodForm
from programs.getters import trimestre_get
from programs.models import Institucion, Trimestre
from programs.models.versions import came_before
from programs.selectors.cierre import cierre_page, lineas_to_validate
from programs.services import cierre
from programs.views.answers import answer_error, answer_saved, cleaned
from programs.views.crumbs import to_trimestre
from programs.views.methods import post_only
from programs.views.request import PersonRequest
from programs.workflow import refusal

READERS_ONLY = "El cierre lo ven Planeación, el Secretario Técnico y la auditoría."


@require_safe
def trimestre_closing(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Show what is missing, what locks, and every corte of the quarter."""
    trimestre = _trimestre(request, slug, year, number)
    if not permissions.can_read_ledger(request.user, trimestre.programa.institucion):
        raise PermissionDenied(READERS_ONLY)
    return _page(request, trimestre)


def _of_closing(request: PersonRequest, slug: str, year: int, number: int) -> str:
    return _url(_trimestre(request, slug, year, number))


@post_only(_of_closing)
def trimestre_close(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Close the quarter: the typed name, and a reason where something is missing."""
    trimestre = _trimestre(request, slug, year, number)
    back = _url(trimestre)
    form = _close_form(trimestre, lineas_to_validate(trimestre), request.POST)
    try:
        data = _allowed(request, "trimestre_close", trimestre, form)
        corte = cierre.trimestre_close(
            trimestre.pk,
            typed=data["typed"],
            missing_reason=data.get("missing_reason", ""),
            by=request.user,
            now=timezone.now(),
            version=data["version"],
        )
    except (DomainError, ValidationError) as error:
        return _refused(request, error, trimestre, close_form=form)
    message = f"Se cerró el {trimestre.full_name}. El corte es el número {corte.number}."
    return answer_saved(request, {"corte": corte.number}, f"{back}#corte", message)


@post_only(_of_closing)
def trimestre_reopen(request: PersonRequest, slug: str, year: int, number: int) -> HttpResponse:
    """Open a closed quarter again, with a reason."""
    trimestre = _trimestre(request, slug, year, number)
    form = _reopen_form(trimestre, request.POST)
    try:
        data = _allowed(request, "trimestre_reopen", trimestre, form)
        cierre.trimestre_reopen(
            trimestre.pk,
            reason=data["reason"],
            by=request.user,
            now=timezone.now(),
            version=data["version"],
        )
    except (DomainError, ValidationError) as error:
        return _refused(request, error, trimestre, reopen_form=form)
    message = f"Se reabrió el {trimestre.full_name}. Sus cortes anteriores se conservan."
    return answer_saved(request, {}, _url(trimestre), message)


def _refused(
    request: PersonRequest,
    error: DomainError | ValidationError,
    trimestre: Trimestre,
    **forms: PeriodForm,
) -> HttpResponse:
    """Draw the page again with the form that was sent and its errors."""
    (form,) = forms.values()

    def page(errors: dict[str, list[str]]) -> HttpResponse:
        if not form.errors:
            for name, texts in errors.items():
                for text in texts:
                    form.add_error(name if name in form.fields else None, text)
        return _page(request, trimestre, form=form, **forms)

    return answer_error(request, error, _url(trimestre), page=page)


def _allowed(
    request: PersonRequest, action: str, trimestre: Trimestre, form: PeriodForm
) -> dict[str, Any]:
    """Return what was sent; refuse before anything of it is looked at who cannot take the step.

    The service asks again under its lock, and knows an act that comes a second time.
    """
    reason = refusal(action, trimestre, request.user)
    again = form.is_valid() and came_before(trimestre, form.cleaned_data["version"])
    if reason and not (again and permissions.can_close_quarter(request.user, _home(trimestre))):
        raise Locked(reason)
    return cleaned(form)


def _home(trimestre: Trimestre) -> Institucion:
    return trimestre.programa.institucion


def _trimestre(request: PersonRequest, slug: str, year: int, number: int) -> Trimestre:
    trimestre = trimestre_get(request.user, slug, year, number)
    request.institucion = trimestre.programa.institucion
    return trimestre


def _url(trimestre: Trimestre) -> str:
    return reverse("trimestre_closing", args=trimestre.place)


def _page(
    request: PersonRequest,
    trimestre: Trimestre,
    *,
    form: PeriodForm | None = None,
    close_form: PeriodForm | None = None,
    reopen_form: PeriodForm | None = None,
) -> HttpResponse:
    programa = trimestre.programa
    page = cierre_page(trimestre, timezone.localdate())
    can_close = not refusal("trimestre_close", trimestre, request.user)
    can_reopen = not refusal("trimestre_reopen", trimestre, request.user)
    context = {
        "page": page,
        "trimestre": trimestre,
        "programa": programa,
        "form": form,
        "typed_name": cierre.typed_name(trimestre),
        "issues": permissions.can_issue(request.user, programa.institucion),
        "reviews": permissions.can_review(request.user, programa.institucion),
        "close_form": (close_form or _close_form(trimestre, page.missing)) if can_close else None,
        "reopen_form": (reopen_form or _reopen_form(trimestre)) if can_reopen else None,
        "crumbs": [*to_trimestre(trimestre, page.title.capitalize()), {"label": "Cierre"}],
    }
    return render(request, "programs/trimestre_closing.html", context)


def _close_form(trimestre: Trimestre, missing: int, data: QueryDict | None = None) -> CloseForm:
    return CloseForm(
        data,
        trimestre=trimestre,
        missing=missing,
        initial={"version": trimestre.version},
        action=reverse("trimestre_close", args=trimestre.place),
        button=f"Cerrar el {trimestre.full_name}",
        primary=True,
    )


def _reopen_form(trimestre: Trimestre, data: QueryDict | None = None) -> ReopenForm:
    return ReopenForm(
        data,
        initial={"version": trimestre.version},
        auto_id="reopen-%s",
        action=reverse("trimestre_reopen", args=trimestre.place),
        button=f"Reabrir el {trimestre.full_name}",
    )
