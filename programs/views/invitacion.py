"""The link of an invitation: a person chooses the first password of their account, and is in."""

import math
from collections.abc import Callable
from http import HTTPStatus

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from programs.errors import DomainError
from programs.forms.invitacion import FirstPasswordForm
from programs.models import User
from programs.services.account import try_won
from programs.services.invitacion import (
    GONE,
    invitation_accept,
    invitation_missed,
    invitation_wait,
    invited_person,
)
from programs.views.answers import SeeOther
from programs.views.request import client_address

Find = Callable[[str, str], User | None]
Accept = Callable[..., User]
PAGE = "registration/invitation.html"
WAIT = "Se abrieron demasiados enlaces que no sirven. Espere {} e intente otra vez."


@login_not_required
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """Show the form of the first password, or save it and sign in."""
    return choose_password(
        request, uid, token, find=invited_person, accept=invitation_accept, gone=GONE
    )


def choose_password(
    request: HttpRequest, uid: str, token: str, *, find: Find, accept: Accept, gone: str
) -> HttpResponse:
    """Show the form of a password to whom `find` names, or have it saved by `accept`, and enter.

    A link that does not serve answers 404 with `gone`; who opens too many of those waits (429), as
    after wrong passwords. Whoever was signed in here before is out.
    """
    browser, now = client_address(request), timezone.now()
    if wait := invitation_wait(browser, now=now):
        seconds = math.ceil(wait.total_seconds())
        minutes = math.ceil(seconds / 60)
        sentence = WAIT.format("un minuto" if minutes == 1 else f"{minutes} minutos")
        response = _closed(request, sentence, HTTPStatus.TOO_MANY_REQUESTS)
        response["Retry-After"] = str(seconds)
        return response
    person = find(uid, token)
    if person is None:
        invitation_missed(browser, now=now)
        return _closed(request, gone, HTTPStatus.NOT_FOUND)
    if request.method != "POST":
        return render(request, PAGE, {"form": FirstPasswordForm(person), "person": person})
    form = FirstPasswordForm(person, request.POST)
    if not form.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return render(request, PAGE, {"form": form, "person": person}, status=status)
    try:
        password = form.cleaned_data["new_password1"]
        entered = accept(uid, token, password=password, now=now)
    except DomainError as error:
        return _closed(request, str(error), HTTPStatus.NOT_FOUND)
    try_won(entered.username, browser, now=now)
    logout(request)
    messages.success(
        request,
        f"Su contraseña quedó. La próxima vez entre con su cuenta, {entered.username}.",
    )
    return SeeOther(perform_login(request, entered, redirect_url="/").url)


def _closed(request: HttpRequest, sentence: str, status: HTTPStatus) -> HttpResponse:
    return render(request, PAGE, {"sentence": sentence}, status=status)
