"""Documents that a page of ours shows inside itself."""

from collections.abc import Callable
from typing import ParamSpec

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

P = ParamSpec("P")


def framed_by_us(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let our own pages frame what a view answers; nobody else's may, as everywhere."""
    framed: Callable[P, HttpResponse] = csp_replace({"frame-ancestors": [SELF]})(view)
    return xframe_options_sameorigin(framed)
