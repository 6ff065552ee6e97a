"""Inicio: where everyone starts, each role with its own."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs import permissions
from programs.selectors.inicio import inicio_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what the person owes, what the áreas owe, or what there is to read.

    The Secretario Técnico starts at the tablero, which holds all of it.
    """
    if permissions.starts_at_tablero(request.user):
        return redirect("tablero")
    page = inicio_page(request.user, timezone.localdate())
    return render(request, "programs/home.html", {"page": page})
