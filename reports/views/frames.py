"""Documents that a page of ours shows inside itself."""

from collections.abc import Callable
from typing import Any, ParamSpec

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import HttpResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

P = ParamSpec("P")


def framed_by_us(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let our own pages frame what a view answers; nobody else's may, as everywhere."""
    # Both declare what they wrap by its request alone, without the arguments of an address.
    policy: Any = csp_replace({"frame-ancestors": [SELF]})
    header: Any = xframe_options_sameorigin
    framed: Callable[P, HttpResponse] = header(policy(view))
    return framed
