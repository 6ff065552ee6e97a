"""Beginning a year from the one before, and what that year taught."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.errors import DomainError
from programs.forms.siguiente_ejercicio import TAKE, DecisionForm
from programs.getters import programa_get
from programs.models import Programa
from programs.selectors.siguiente_ejercicio import lessons_page, next_year_page
from programs.services import siguiente_ejercicio as services
from programs.views.answers import answer_error, answer_saved, cleaned
from programs.views.crumbs import to_programa
from programs.views.methods import post_only
from programs.views.request import PersonRequest


@require_safe
def next_year(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show what the next year would start with, and the button that begins it."""
    programa = _planned(request, slug, year)
    page = next_year_page(programa)
    crumbs = [*to_programa(programa), {"label": f"Preparar {page.exercise}"}]
    context = {"page": page, "programa": programa, "crumbs": crumbs}
    return render(request, "programs/siguiente_ejercicio.html", context)


def _of_next_year(request: PersonRequest, slug: str, year: int) -> str:
    return reverse("next_year", args=_programa(request, slug, year).place)


@post_only(_of_next_year)
def next_year_begin(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Begin the next year, and show what this one taught."""
    programa = _programa(request, slug, year)
    try:
        made = services.programa_continue(programa.pk, by=request.user, now=timezone.now())
    except DomainError as error:
        return answer_error(request, error, programa.get_absolute_url())
    message = f"El programa {made.exercise} quedó preparado. Decida lo que enseñó {year}."
    return answer_saved(request, {}, reverse("lessons", args=made.place), message)


@require_safe
def lessons(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Show what the year before taught, beside each línea of this one."""
    programa = _planned(request, slug, year)
    crumbs = [*to_programa(programa), {"label": "Lecciones del año anterior"}]
    context = {"page": lessons_page(programa), "programa": programa, "crumbs": crumbs}
    return render(request, "programs/lecciones.html", context)


def _of_lessons(request: PersonRequest, slug: str, year: int) -> str:
    return reverse("lessons", args=_programa(request, slug, year).place)


@post_only(_of_lessons)
def lessons_decide(request: PersonRequest, slug: str, year: int) -> HttpResponse:
    """Take or leave a lesson, or all of a kind."""
    programa = _programa(request, slug, year)
    back = reverse("lessons", args=programa.place)
    try:
        data = cleaned(DecisionForm(request.POST))
        accepted = data["decision"] == TAKE
        decided = services.lessons_decide(
            programa.pk,
            kind=data["leccion"],
            accepted=accepted,
            seen=data["seen"],
            clave=data["clave"],
            by=request.user,
            now=timezone.now(),
        )
    except (DomainError, ValidationError) as error:
        return answer_error(request, error, back)
    what = "Se aceptó" if accepted else "Se dejó como está"
    lessons_word = "una lección" if decided == 1 else f"{decided} lecciones"
    message = f"{what}: {lessons_word}." if decided else "Ya estaba decidido."
    return answer_saved(request, {"decided": decided}, back, message)


def _programa(request: PersonRequest, slug: str, year: int) -> Programa:
    """Return a programa that the person may see, and name its institution in the header."""
    programa = programa_get(request.user, slug, year)
    request.institucion = programa.institucion
    return programa


def _planned(request: PersonRequest, slug: str, year: int) -> Programa:
    """Return a programa whose structure the person keeps."""
    programa = _programa(request, slug, year)
    if not permissions.can_keep_structure(request.user, programa.institucion):
        raise PermissionDenied(services.NOT_YOURS)
    return programa
