"""Answers to what no page of ours asks, to a page of somebody else, and errors with a folio."""

import secrets
import sys
from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from programs.views.answers import wants_json
from programs.views.storage import is_storage_failure, unavailable
from sesea.watch.context import note

ENDED = "Su sesión terminó."
SOMEBODY_ELSE = "En este navegador entró otra persona."


class ReadableAddressMiddleware:
    """Answers 400 to an address with a NUL in it, which no page or link of ours has.

    One engine would look for it and find nothing, the other one end in an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass when its path and its query hold no NUL."""
        if "\x00" in unquote(request.get_full_path()):
            raise BadRequest("NUL in the address")
        return self.get_response(request)


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
