"""Addresses that only take a POST, as people meet them in the address bar."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from programs.views.request import PersonRequest

Place = ParamSpec("Place")
Answer = Callable[Concatenate[PersonRequest, Place], HttpResponse]


def post_only(page: Callable[Concatenate[PersonRequest, Place], str]) -> Callable[..., Answer]:
    """Take a POST, and lead who opens the address to the page where its form stands.

    A reload, a new sign-in or the history of the browser asks for such an address by GET. `page`
    gets what the view gets and returns an address, or its name; what it refuses (404, 403) is
    refused.
    """

    def decorate(view: Answer) -> Answer:
        @wraps(view)
        def answer(
            request: PersonRequest, *args: Place.args, **kwargs: Place.kwargs
        ) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            if request.method in ("GET", "HEAD"):
                return redirect(page(request, *args, **kwargs))
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])

        return answer

    return decorate
