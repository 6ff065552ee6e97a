"""Inicio: where everyone starts, each role with its own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.selectors.inicio import inicio_page
from programs.services import inicio as services
from programs.views.answers import answer_saved
from programs.views.methods import post_only
from programs.views.request import PersonRequest


@require_safe
def home(request: PersonRequest) -> HttpResponse:
    """Show what the person owes, what the áreas owe, or what there is to read.

    The Secretario Técnico starts at the tablero, which holds all of it; who keeps an institution
    that has no programme starts at its preparation.
    """
    if permissions.starts_at_tablero(request.user) and not permissions.may_keep_structure(
        request.user
    ):
        return redirect("tablero")
    page = inicio_page(request.user, timezone.localdate())
    if page.landing:
        return redirect(page.landing)
    if permissions.starts_at_tablero(request.user):
        return redirect("tablero")
    return render(request, "programs/home.html", {"page": page})


@post_only(lambda request: "home")
def first_visit_end(request: PersonRequest) -> HttpResponse:
    """Put away the first steps of the person."""
    services.first_visit_end(by=request.user)
    words = "Ya no verá los primeros pasos. El manual los explica."
    return answer_saved(request, {}, reverse("home"), words)
