"""Answers to an act that a script sends in the place of the browser."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

ACT_HEADER = "X-Act"
TO_HEADER = "X-To"

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
