"""The outermost of the middleware: a line of the log for each request, and its measures.

It answers what watches the system ask before anything else sees the request: no session, no
name of the site, no redirect to HTTPS, which a load balancer does not follow.
"""

import logging
import re
import time
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare

from sesea.proxies import SOCKET, is_trusted
from sesea.watch.answers import health, metrics
from sesea.watch.context import about
from sesea.watch.measures import MEASURED
from sesea.watch.paths import logged_path

HEALTH, METRICS = "/healthz", "/metricas/"
ID_HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{8,64}")

logger = logging.getLogger("sesea.requests")


class WatchMiddleware:
    """Names each request, measures it and writes its line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; its answer carries the name that the log gives it."""
        begun = time.perf_counter()
        with about(request=request_id(request)) as known:
            response = watched(request) or self.get_response(request)
            seconds = time.perf_counter() - begun
            response[ID_HEADER] = str(known["request"])
            known |= facts_of(request, response, seconds)
            match = request.resolver_match
            route = match.view_name if match else None
            MEASURED.add(route, request.method, response.status_code, seconds)
            if is_told(request, response):
                logger.info("%s %s %s", known["method"], known["path"], known["status"])
        return response


def watched(request: HttpRequest) -> HttpResponse | None:
    """Return the answer to who watches the system; None for everybody else."""
    if request.path == HEALTH:
        return health()
    if request.path == METRICS and has_token(request):
        return metrics()
    return None


def has_token(request: HttpRequest) -> bool:
    """Tell whether a request brings METRICS_TOKEN; without one there is nothing to bring."""
    given = request.headers.get("Authorization", "").encode()
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, wanted)


def request_id(request: HttpRequest) -> str:
    """Return the name of a request: the one that a server in front gave it, or a new one."""
    given = request.headers.get(ID_HEADER, "")
    near = request.META.get("REMOTE_ADDR") or SOCKET
    return given if _WELL_FORMED.fullmatch(given) and is_trusted(near) else uuid4().hex


def facts_of(request: HttpRequest, response: HttpResponseBase, seconds: float) -> dict[str, object]:
    """Return what the log says of a request: who asked is told only where somebody looked."""
    person = getattr(getattr(request, "_cached_user", None), "pk", None)
    institution = getattr(getattr(request, "institucion", None), "slug", None)
    match = request.resolver_match
    found = {
        "method": request.method,
        "path": logged_path(request),
        "route": match.view_name if match else None,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
        "person": person,
        "institution": institution,
    }
    return {name: value for name, value in found.items() if value is not None}


def is_told(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether a request has a line: not those that say the same every few seconds."""
    quiet = request.path in (HEALTH, METRICS) or request.path.startswith(
        f"/{settings.STATIC_URL.strip('/')}/"
    )
    return not quiet or response.status_code >= HTTPStatus.BAD_REQUEST
