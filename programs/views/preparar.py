"""Preparar la institución: all steps on one page, and a page for each.

What a step shows comes from `STEP_PAGES`: its template and what that asks for. The steps that are
one form of settings or of the programme are in `STEP_FORMS`.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import DomainError
from programs.getters import institucion_get
from programs.models import Institucion
from programs.selectors.preparar import Preparation, area_rows, day_rows, people_rows
from programs.selectors.preparar import preparation_of as _preparation_of
from programs.services.preparar import KEEPERS_ONLY, step_see
from programs.values.preparing import BY_KEY
from programs.views.answers import answer_error, answer_saved
from programs.views.methods import post_only
from programs.views.request import PersonRequest

Context = dict[str, Any]
# What the page of a step shows besides what all have.
STEP_PAGES: Mapping[str, Callable[[Institucion], Context]] = {
    "areas": lambda institucion: {"rows": area_rows(institucion)},
    "personas": lambda institucion: {"rows": people_rows(institucion)},
    "dias": lambda institucion: {"rows": day_rows(institucion)},
}


@require_safe
def preparar(request: PersonRequest, slug: str) -> HttpResponse:
    """Show the seven steps, how far they are, and the way to the next one."""
    institucion = kept_institucion(request, slug)
    preparation = _preparation_of(institucion)
    context = {
        "institucion": institucion,
        "preparation": preparation,
        "crumbs": [{"label": "Preparar la institución"}],
    }
    return render(request, "programs/preparar.html", context)


@require_safe
def preparar_step(request: PersonRequest, slug: str, step: str) -> HttpResponse:
    """Show one step; 404 for a step that there is not."""
    institucion = kept_institucion(request, slug)
    return step_page(request, institucion, step)


def _of_step(request: PersonRequest, slug: str, step: str) -> str:
    institucion = kept_institucion(request, slug)
    return step_url(institucion, step)


@post_only(_of_step)
def preparar_see(request: PersonRequest, slug: str, step: str) -> HttpResponse:
    """Record that a step is right as it stands, and go on."""
    institucion = kept_institucion(request, slug)
    here = step_url(institucion, step)
    try:
        step_see(institucion.pk, key=step, by=request.user, now=timezone.now())
    except DomainError as error:
        return answer_error(request, error, here)
    return answer_saved(request, {}, after_step(institucion, step), _done_words(step))


def kept_institucion(request: PersonRequest, slug: str) -> Institucion:
    """Return an institution that the person prepares, and name it in the header.

    404 for an outsider, 403 for another member.
    """
    institucion = institucion_get(request.user, slug)
    request.institucion = institucion
    if not permissions.can_keep_structure(request.user, institucion):
        raise PermissionDenied(KEEPERS_ONLY)
    return institucion


def step_url(institucion: Institucion, key: str) -> str:
    """Return the address of a step's page; 404 for a key of none."""
    if key not in BY_KEY:
        raise Http404
    return reverse("preparar_step", args=[institucion.slug, key])


def after_step(institucion: Institucion, key: str) -> str:
    """Return where a person goes on after a step: the next that is open, else all of them."""
    following = _preparation_of(institucion).open_after(key)
    return following.url if following else reverse("preparar", args=[institucion.slug])


def step_page(
    request: PersonRequest, institucion: Institucion, key: str, **context: Any
) -> HttpResponse:
    """Draw the page of a step, `programs/preparar_<key>.html`, with what it asks for.

    `context` wins over what the page asks for by itself: a form with what was typed.
    """
    if key not in BY_KEY:
        raise Http404
    preparation: Preparation = _preparation_of(institucion)
    own = STEP_PAGES[key](institucion) if key in STEP_PAGES else {}
    shared = {
        "institucion": institucion,
        "preparation": preparation,
        "state": preparation.state_of(key),
        "following": preparation.after(key),
        "crumbs": [
            {"label": "Preparar la institución", "url": preparation.url},
            {"label": BY_KEY[key].title},
        ],
    }
    return render(request, f"programs/preparar_{key}.html", {**shared, **own, **context})


def _done_words(key: str) -> str:
    return f"«{BY_KEY[key].title}» quedó como está."
