"""Where one is signed in, and closing it from afar."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from programs.selectors.sesiones import MOST_SHOWN, open_sessions
from programs.services import sesiones as services
from programs.views.answers import answer_saved
from programs.views.methods import post_only
from programs.views.request import PersonRequest

WORDS = {0: "Ya no había ninguna que cerrar.", 1: "Se cerró una sesión."}


@require_safe
def sessions(request: PersonRequest) -> HttpResponse:
    """Show the sessions of the person."""
    rows = open_sessions(request.user, request.session.session_key or "", timezone.now())
    context = {"sessions": rows[:MOST_SHOWN], "more": len(rows) > MOST_SHOWN}
    return render(request, "programs/sesiones.html", context)


@post_only(lambda request: "sessions")
def sessions_close(request: PersonRequest) -> HttpResponse:
    """Close the session whose mark is `sesion`, or with `demas` every one but this."""
    mark, others = request.POST.get("sesion", ""), "demas" in request.POST
    if not mark and not others:
        raise Http404
    closed = services.sessions_close(
        by=request.user,
        this=request.session.session_key or "",
        only="" if others else mark,
        now=timezone.now(),
    )
    message = WORDS.get(closed, f"Se cerraron {closed} sesiones.")
    return answer_saved(request, {"closed": closed}, reverse("sessions"), message)
