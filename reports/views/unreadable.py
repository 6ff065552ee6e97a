"""What a person reads where a stored quarter cannot be read."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from programs.errors import UnreadableCorte

logger = logging.getLogger("sesea.documents")

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def tells_unreadable(view: View[Rest]) -> View[Rest]:
    """Answer 503 with the sentence of `UnreadableCorte` where a view meets one.

    For each view that prints or shows a closed quarter.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except UnreadableCorte as refusal:
            logger.exception("a corte could not be read for %s", request.path)
            page = {"refusal": refusal}
            return render(request, "reports/corte_unreadable.html", page, status=503)

    return answer
