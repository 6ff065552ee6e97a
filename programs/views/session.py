"""Answers to a session that ended, to a page of somebody else or that is old, and to our errors."""

import secrets
import sys
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db.models import BigIntegerField
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode

from programs.views.acts import ACT_HEADER
from programs.views.answers import typed_texts, wants_json
from programs.views.storage import is_storage_failure, unavailable
from sesea.watch.context import note

ENDED = "Su sesión terminó."
# How the page of the log-in is told that a session ended, to say so.
ENDED_QUERY = {"sesion": "terminada"}
SOMEBODY_ELSE = "En este navegador entró otra persona."


class ReadableAddressMiddleware:
    """Answers 400 to an address with a NUL in it, which no page or link of ours has.

    One engine would look for it and find nothing, the other one end in an error. So it is with a
    number beyond all that a column holds: nothing has it, and the answer is 404.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass when its path and its query hold no NUL."""
        if "\x00" in unquote(request.get_full_path()):
            raise BadRequest("NUL in the address")
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, args: object, kwargs: dict[str, object]
    ) -> None:
        """Let the request pass when each number in its address may be that of a row."""
        if any(
            isinstance(each, int) and each > BigIntegerField.MAX_BIGINT for each in kwargs.values()
        ):
            raise Http404


class SamePersonMiddleware:
    """Refuses a save of a page that another person opened, with 401.

    Scripts name in `X-Person` the person for whom the page was drawn. On a shared computer
    somebody else may have signed in since: without this, what the first one typed would be saved
    as the second one's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass when nobody is named or the named person is signed in."""
        person = request.headers.get("X-Person")
        if person is None or person == str(request.user.pk):
            return self.get_response(request)
        message = SOMEBODY_ELSE if request.user.is_authenticated else ENDED
        return JsonResponse({"message": message}, status=HTTPStatus.UNAUTHORIZED)


class SignedInMiddleware(LoginRequiredMiddleware):
    """Leads to the log-in whoever has not signed in, and says there that their session ended.

    A form that is sent without a session is never led anywhere: it comes back with its texts.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Redirect to the log-in; 401 for a form, with what it sent, and for an act of a script."""
        if super().process_view(request, view_func, view_args, view_kwargs) is None:
            return None
        return ask_to_sign_in(request, self.get_redirect_field_name(view_func))


def ask_to_sign_in(
    request: HttpRequest, field: str | None = REDIRECT_FIELD_NAME
) -> HttpResponseBase:
    """Redirect to the log-in; 401 for a form, with what it sent, and for an act of a script."""
    login = resolve_url(settings.LOGIN_URL)  # the administration's door leads there too
    if request.COOKIES.get(settings.SESSION_COOKIE_NAME):
        login = f"{login}?{urlencode(ENDED_QUERY)}"
    if request.method == "POST" and ACT_HEADER in request.headers:
        return JsonResponse({"message": ENDED}, status=HTTPStatus.UNAUTHORIZED)
    if request.method == "POST" and not wants_json(request):
        context = _sent(request) | {"login_url": login}
        return render(
            request, "programs/session_ended.html", context, status=HTTPStatus.UNAUTHORIZED
        )
    return redirect_to_login(request.get_full_path(), login, field)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose key is old: the texts come back, to be sent again with a new one.

    Somebody who signs in again has another key in every window. Only a page of this site gets its
    texts back: another site could have a person send what they never wrote.
    """
    context = _sent(request) if _is_of_this_site(request) else {}
    page = render(None, "403_csrf.html", context | {"csrf_token": get_token(request)})
    page.status_code = HTTPStatus.FORBIDDEN
    return page


def _is_of_this_site(request: HttpRequest) -> bool:
    """Tell whether the browser says that a page of this site sent the form."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.get_host()


def _sent(request: HttpRequest) -> dict[str, object]:
    """Return what a form sent: `typed` to read, `again` to send it as it was, and its `path`.

    With a password among it, or a file, which cannot be sent back, there is nothing in `again`.
    """
    secret = any("password" in name for name in request.POST)
    pairs = [
        (name, text)
        for name, texts in request.POST.lists()
        for text in texts
        if name != "csrfmiddlewaretoken"
    ]
    return {
        "typed": [] if secret else typed_texts(request),
        "again": [] if secret or request.FILES else pairs,
        "files": bool(request.FILES),
        "path": request.get_full_path(),
    }


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error of ours with a folio, which the log names too.

    Django logs the error itself next, under that folio. Where the storage failed before any view,
    it is that.
    """
    error = sys.exc_info()[1]
    if is_storage_failure(error):
        return unavailable(request, error)
    folio = f"E-{secrets.token_hex(2).upper()}"
    note(folio=folio)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    if wants_json(request):
        message = f"No pudimos guardar. Su texto sigue aquí. Folio {folio}."
        return JsonResponse({"message": message, "folio": folio}, status=status)
    response = render(None, "500.html", {"folio": folio}, status=status)
    response["X-Folio"] = folio  # an act that a script sent says it without leaving its page
    return response
