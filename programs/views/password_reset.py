"""A forgotten password: the page that asks for a link, and the page that the link opens."""

import logging
import math
from collections.abc import Callable
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from programs.forms.password_reset import ForgottenForm
from programs.services.password_reset import (
    GONE,
    links_ask,
    links_send,
    mails_links,
    reset_accept,
    reset_person,
)
from programs.views.invitacion import choose_password
from programs.views.request import client_address

PAGE = "registration/password_forgotten.html"
WAIT = "Se pidieron demasiados enlaces desde esta conexión. Espere {} minutos e intente otra vez."

logger = logging.getLogger("sesea")


class AnsweredFirst(HttpResponse):
    """An answer after which something is done: how long that takes tells nobody anything."""

    def __init__(self, content: str, afterwards: Callable[[], None]) -> None:
        super().__init__(content)
        self.afterwards = afterwards

    def close(self) -> None:
        """Do it once the answer went out, which is when the server closes it."""
        super().close()
        self.afterwards()


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """Send a link to whoever it is, and say the same whether or not there is such an account."""
    if not mails_links():
        return render(request, PAGE, {"no_server": True})
    form = ForgottenForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, PAGE, {"form": form})
    if not form.is_valid():
        return render(request, PAGE, {"form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    wait, messages = links_ask(
        form.cleaned_data["account"], client_address(request), now=timezone.now()
    )
    if wait:
        seconds = math.ceil(wait.total_seconds())
        form.add_error(None, WAIT.format(math.ceil(seconds / 60)))
        status = HTTPStatus.TOO_MANY_REQUESTS
        response = render(request, PAGE, {"form": form}, status=status)
        response["Retry-After"] = str(seconds)
        return response
    return AnsweredFirst(render_to_string(PAGE, {"sent": True}, request), lambda: _send(messages))


def _send(messages: list[EmailMessage]) -> None:
    if not links_send(messages):
        logger.error("a link for a forgotten password was not sent: the mail server refused it")


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password_reset(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Show the form of another password, or save it and go on to the second step, or in."""
    return choose_password(request, uid, token, find=reset_person, accept=reset_accept, gone=GONE)
