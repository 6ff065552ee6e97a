"""The addresses of the project, with a page whose texts save by themselves."""

import time
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import path

from programs.errors import DomainError
from programs.models import Bloque
from programs.services.bloques import block_save
from programs.views.answers import answer_error, answer_saved, chose_theirs
from sesea.urls import handler500
from sesea.urls import urlpatterns as real

FOLDER = Path(__file__).parent


def page(request: HttpRequest) -> HttpResponse:
    """Show the texts of the blocks that the person may see, each in a form of its own."""
    blocks = Bloque.objects.visible_to(request.user).filter(kind="text").order_by("pk")[:2]
    template = engines["django"].from_string((FOLDER / "page.html").read_text(encoding="utf-8"))
    return HttpResponse(template.render({"blocks": blocks}, request))


def script(request: HttpRequest) -> HttpResponse:
    """Give the script of the page."""
    text = (FOLDER / "page.js").read_text(encoding="utf-8")
    return HttpResponse(text, content_type="text/javascript")


def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save a text as the pages of the project do, on a slow line when the cookie `slow` asks."""
    if "slow" in request.COOKIES:
        time.sleep(0.4)
    block = get_object_or_404(Bloque.objects.visible_to(request.user), pk=pk)
    try:
        saved = block_save(
            block.pk,
            values={"html": request.POST["html"]},
            by=request.user,
            version=int(request.POST["version"]),
            keep_theirs=chose_theirs(request),
        )
    except DomainError as error:
        return answer_error(request, error, "/cola/", keeps_both=True)
    return answer_saved(request, {"version": saved.version}, "/cola/")


urlpatterns = [
    path("cola/", page),
    path("cola/pagina.js", script),
    path("cola/<int:pk>/", save),
    *real,
]

__all__ = ["handler500", "urlpatterns"]
