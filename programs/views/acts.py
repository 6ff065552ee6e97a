"""Acts of forms: a script that sends them in the browser's place, and forms that come twice."""

import hashlib
import json
from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from programs.views.answers import SeeOther, wants_json
from programs.views.request import PersonRequest

ACT_HEADER = "X-Act"
TO_HEADER = "X-To"
ALREADY = "Esto ya estaba hecho: no se hizo dos veces."
DONE = "done-forms"  # of the session: [[fingerprint, where it led], …], the latest last
REMEMBERED = 20
REFUSALS = {403, 404, 409, 422}

Answer = Callable[[HttpRequest], HttpResponse]


class ActMiddleware:
    """Names where an act leads, for the script that sent it.

    A script cannot read the address of a redirect, and would spend the messages of the page by
    following it. With `X-Act`, a redirect after a POST is answered 204 with its address in `X-To`:
    the script leads there once it knows that the act arrived. Every other answer stays as it is.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on, and turn a redirect of an act into its address."""
        response = self.get_response(request)
        sent = request.method == "POST" and ACT_HEADER in request.headers
        if sent and isinstance(response, HttpResponseRedirect):
            response[TO_HEADER] = response["Location"]
            del response["Location"]
            response.status_code = HTTPStatus.NO_CONTENT
            response.content = b""
        return response


class RepeatedFormMiddleware:
    """Leads a form that comes again, exactly as it was done, to where it led.

    A second click and a browser that never got its answer send the same fields to the same
    address. Every form names the version that it read, so what is done is refused the second
    time: that refusal tells nothing that the person could mend. Scripts of the capture compare
    what they sent themselves; a file is looked at by its own service.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: PersonRequest) -> HttpResponse:
        """Remember a form that was done; answer a refused one that is remembered as it was."""
        response = self.get_response(request)
        done = response.status_code == HTTPStatus.SEE_OTHER
        if request.method != "POST" or not (done or response.status_code in REFUSALS):
            return response
        if wants_json(request) or not request.user.is_authenticated or request.FILES:
            return response
        if done:
            _remember(request, response["Location"])
            return response
        # Read anew: another request of this form may have been on its way together with this one.
        stored = type(request.session)(request.session.session_key).get(DONE, [])
        to = dict(map(tuple, stored)).get(_fingerprint(request))
        if not to:
            return response
        messages.info(request, ALREADY)
        return SeeOther(to)


def _remember(request: PersonRequest, to: str) -> None:
    done = request.session.get(DONE, [])
    request.session[DONE] = [*done, [_fingerprint(request), to]][-REMEMBERED:]


def _fingerprint(request: PersonRequest) -> str:
    form = request.POST.lists()
    fields = sorted((name, texts) for name, texts in form if name != "csrfmiddlewaretoken")
    return hashlib.sha256(json.dumps([request.path, fields]).encode()).hexdigest()
