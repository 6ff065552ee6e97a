"""`/revisar/`: an informe that somebody brings, judged in seconds, of which nothing is kept.

Without an account where PUBLIC_REVISAR says so, and for whoever has one always.
"""

import math
from collections.abc import Callable, Mapping
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from programs.errors import FileRefused
from programs.forms.revisar import (
    MAX_BYTES,
    MAX_MEGABYTES,
    MAX_TEXT,
    TOO_LARGE,
    TOO_LONG,
    RevisarForm,
)
from programs.models import User
from programs.received.informes.kinds import refuse_by_name
from programs.received.unnamed import UnnamedUploadHandler
from programs.selectors.informe_traido import quarters_to_bring
from programs.services.revisar import asker_of, count_try, informe_review, wait_of
from programs.templatetags.programs_text import counted
from programs.values.example_informe import EXAMPLE
from programs.views.request import client_address
from programs.views.session import ask_to_sign_in
from sesea.slots import Busy

PAGE = "programs/revisar.html"
# A form with its file, its text in UTF-8 and what a browser writes around them.
MOST_SENT = MAX_BYTES + 4 * MAX_TEXT
LONGEST_LENGTH = 15  # digits: of thousands of them `int` would make an error
NO_LENGTH = "El envío no llegó completo. Elija otra vez el archivo, o pegue el texto."
BUSY = "En este momento se revisan otros informes. Intente otra vez en medio minuto."
BUSY_SECONDS = 30
TOO_OFTEN = "Ya se revisaron muchos informes desde aquí. Intente otra vez dentro de {}."


# How a page that takes informes is drawn: with its form, what else it shows, and a status.
Drawn = Callable[[HttpRequest, RevisarForm, Mapping[str, object], int], HttpResponse]
# What is answered to an informe: its bytes, None for a paste; its text; the name of its file.
Read = Callable[[bytes | None, str, str], HttpResponse]


@login_not_required
# Not what it is usually for: how much was sent is looked at before any of it is read, and then
# `_answer` asks for the token.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def revisar(request: HttpRequest) -> HttpResponseBase:
    """Show where an informe is brought; answer one that is sent with what was found in it."""
    response = _answered(request)
    response["Cache-Control"] = "private, no-store"
    return response


def _answered(request: HttpRequest) -> HttpResponseBase:
    user = request.user
    is_open = settings.PUBLIC_REVISAR or user.is_authenticated
    if request.method == "POST":

        def read(data: bytes | None, text: str, name: str) -> HttpResponse:
            found = informe_review(data, text)
            shown = {
                "found": found,
                "name": name,
                "now": timezone.now(),
                "quarters": quarters_to_bring(user) if isinstance(user, User) else (),
            }
            return _page(request, RevisarForm(), shown)

        return informe_received(request, _page, read, refuses=not is_open)
    if not is_open:
        return ask_to_sign_in(request)
    example = "ejemplo" in request.GET
    form = RevisarForm(initial={"texto": EXAMPLE} if example else None)
    return _page(request, form, {"example": example})


def informe_received(
    request: HttpRequest, draw: Drawn, read: Read, *, refuses: bool = False
) -> HttpResponseBase:
    """Answer a POST that brings an informe: the one way in, with its limits, turns and waits.

    The view is `csrf_exempt`: here how much was sent is looked at first, and the token afterwards.
    `refuses` tells that who asks has to sign in.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or len(length) > LONGEST_LENGTH:
        return _refused(request, draw, NO_LENGTH, HTTPStatus.BAD_REQUEST)
    if int(length) > MOST_SENT:
        return _refused(request, draw, TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    arriving = UnnamedUploadHandler(MAX_BYTES)
    request.upload_handlers = [arriving]
    if refuses:
        return ask_to_sign_in(request)
    try:
        return _taken(request, arriving, draw, read)
    except RequestDataTooBig:
        return _refused(request, draw, TOO_LONG, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


@csrf_protect
def _taken(
    request: HttpRequest, arriving: UnnamedUploadHandler, draw: Drawn, read: Read
) -> HttpResponse:
    """Answer what a form sent."""
    form = RevisarForm(request.POST, request.FILES)
    if arriving.is_over:
        return _refused(request, draw, TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    if not form.is_valid():
        return draw(request, form, {}, HTTPStatus.UNPROCESSABLE_ENTITY)
    now = timezone.now()
    asker = asker_of(request.user.pk, client_address(request))
    if wait := wait_of(asker, now=now):
        seconds = math.ceil(wait.total_seconds())
        sentence = TOO_OFTEN.format(counted(math.ceil(seconds / 60), "minuto,minutos"))
        response = draw(request, form, {"problem": sentence}, HTTPStatus.TOO_MANY_REQUESTS)
        return _later(response, seconds)
    count_try(asker, now=now)
    file = form.cleaned_data["archivo"]
    name = _name_of(file)
    try:
        data = file.read() if file else None
        if data is not None:
            refuse_by_name(name, data)
        return read(data, form.cleaned_data["texto"], name)
    except FileRefused as refusal:
        form.add_error("archivo" if file else "texto", str(refusal))
        return draw(request, form, {}, HTTPStatus.UNPROCESSABLE_ENTITY)
    except Busy:
        response = draw(request, form, {"problem": BUSY}, HTTPStatus.SERVICE_UNAVAILABLE)
        return _later(response, BUSY_SECONDS)


def _name_of(file: UploadedFile | None) -> str:
    return (file.name or "") if file else ""


def _refused(request: HttpRequest, draw: Drawn, sentence: str, status: int) -> HttpResponse:
    """Answer what was not read: the browser keeps the form, the page says why."""
    return draw(request, RevisarForm(), {"problem": sentence}, status)


def _later(response: HttpResponse, after: int) -> HttpResponse:
    """Ask to come back, with the text that was pasted still there."""
    response["Retry-After"] = str(after)
    return response


def _page(
    request: HttpRequest,
    form: RevisarForm,
    context: Mapping[str, object] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    page = {"form": form, "max_megabytes": MAX_MEGABYTES, "max_bytes": MAX_BYTES, **(context or {})}
    return render(request, PAGE, page, status=status)
