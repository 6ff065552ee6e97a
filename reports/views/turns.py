"""What somebody reads who asks for a document while the host already makes two."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from programs.views.request import PersonRequest
from reports.slots import Busy, render_slot

Rest = ParamSpec("Rest")
# The request, with the descriptor of the slot that its document is made in.
View = Callable[Concatenate[PersonRequest, int, Rest], HttpResponse]
Answer = Callable[Concatenate[PersonRequest, Rest], HttpResponse]
SOONEST, LATEST = 4, 9


def takes_turn(view: View[Rest]) -> Answer[Rest]:
    """Hold a slot while a view makes its document; without one, answer 503 at once.

    For each view that renders. It stands before all work on the document, so that who has to wait
    costs next to nothing. The page says when it asks again, and does; not all at one moment.
    """

    @wraps(view)
    def answer(request: PersonRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            with render_slot(settings.RENDER_SLOTS_DIR) as slot:
                return view(request, slot, *args, **kwargs)
        except Busy:
            seconds = SOONEST + secrets.randbelow(LATEST - SOONEST + 1)
            page = {"seconds": seconds, "at": timezone.localtime() + timedelta(seconds=seconds)}
            response = render(
                request,
                "reports/document_busy.html",
                page,
                status=HTTPStatus.SERVICE_UNAVAILABLE,
            )
            response["Retry-After"] = str(seconds)
            return response

    return answer
