"""Reading needs no write, and what cannot be stored now is said so, with what was typed.

A full disk, a locked or read-only SQLite file and a database server that is away are troubles of
the place, not of what was sent: 503 and a sentence, never a page that blames the browser.
"""

import errno
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from typing import cast

from django.contrib.sessions import middleware
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import SuspiciousOperation
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from programs.values.browsers import browser_words
from programs.views.answers import typed_texts, wants_json
from programs.views.request import client_address
from sesea.sessions import SessionStore
from sesea.watch.paths import logged_path

RETRY_SECONDS = 30
NOT_STORED = "El sistema no puede guardar en este momento. Espere un minuto e intente otra vez."
NOT_READ = "El sistema no puede leer sus datos en este momento. Espere un minuto y vuelva a cargar."
KEPT = "No pudimos guardar en este momento. Su texto sigue aquí y se enviará otra vez."
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
READS = {"GET", "HEAD", "OPTIONS"}
# How often a session that is in use is stored anew, so that it ends hours after its last use.
RENEWED_EVERY = timedelta(minutes=15)
# For how long a page that only reads waits for SQLite to renew its session, in milliseconds.
LITTLE_WAIT = 250

logger = logging.getLogger("sesea")


def is_storage_failure(error: BaseException | None) -> bool:
    """Tell whether an error says that the place where data is kept does not answer or is full."""
    if isinstance(error, OSError):
        return error.errno in FULL
    # A file that is none, or an answer that was cut, is an error of the bare class.
    return isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError


def unavailable(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """Answer 503: a script gets a sentence, a person a page with what they typed; no query."""
    logger.error("Storage failed: %s %s: %s", request.method, logged_path(request), error)
    headers = {"Retry-After": str(RETRY_SECONDS)}
    status = HTTPStatus.SERVICE_UNAVAILABLE
    if wants_json(request):
        return JsonResponse({"message": KEPT}, status=status, headers=headers)
    page = {
        "sentence": NOT_READ if request.method in READS else NOT_STORED,
        "typed": _typed(request, error),
    }
    response = render(None, "503.html", page, status=status)
    for name, value in (headers | {"Cache-Control": "no-store"}).items():
        response[name] = value
    return response


def _typed(request: HttpRequest, error: BaseException | None) -> list[tuple[str, str]]:
    """Return what the person sent, also where no view came to read it."""
    # What a full disk cut while it arrived cannot be read again.
    is_cut = isinstance(error, OSError) and "_post" not in request.__dict__
    if request.method in READS or is_cut:
        return []
    try:
        return typed_texts(request)
    except (OSError, SuspiciousOperation, MultiPartParserError):
        return []  # not a form of ours


class StorageMiddleware:
    """Turns a failure of the storage in a view into its answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; keep what a person reads out of the browser's copies."""
        response = self.get_response(request)
        # In this order: an answer of 503 has the header, and who asked cannot be known then.
        if "Cache-Control" not in response and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a full disk, a locked file or a server that is away; leave the others."""
        return unavailable(request, error) if is_storage_failure(error) else None


class SessionMiddleware(middleware.SessionMiddleware):
    """Django's sessions, stored when they change and a few times an hour, and never by force.

    A page that only reads is answered though its session cannot be renewed now.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Open the session, which is told from where it is used."""
        super().process_request(request)
        session = _store(request)
        session.address = client_address(request)
        session.browser = browser_words(request.headers.get("User-Agent", ""))

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Store the session if it changed or is due; 503 where a change cannot be stored."""
        session = request.session
        changed = session.modified
        if not changed and self._is_due(request):
            session.modified = True
        if not session.modified:
            return super().process_response(request, response)
        reads = request.method in READS
        try:
            with little_wait(reads):
                return super().process_response(request, response)
        except (SessionInterrupted, OperationalError, InterfaceError) as error:
            cause = _cause_of(error)
            if not changed or reads:
                logger.warning("A session was not renewed: %s", cause)
                patch_vary_headers(response, ("Cookie",))
                return response
            if is_storage_failure(cause):
                return unavailable(request, cause)
            raise

    def _is_due(self, request: HttpRequest) -> bool:
        """Tell whether a session that was read was last stored some time ago."""
        used_at = _store(request).used_at
        if used_at is None or request.session.is_empty():
            return False
        return timezone.now() - used_at > RENEWED_EVERY


def _store(request: HttpRequest) -> SessionStore:
    return cast(SessionStore, request.session)


def _cause_of(error: BaseException) -> BaseException:
    """Return what the database said behind what the session made of it."""
    while isinstance(error, SessionInterrupted | UpdateError) and error.__context__:
        error = error.__context__
    return error


@contextmanager
def little_wait(wanted: bool) -> Iterator[None]:
    """Wait for another writer of SQLite for a moment only, where it is wanted."""
    if not wanted or connection.vendor != "sqlite" or connection.connection is None:
        yield
        return
    raw = connection.connection
    (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute(f"PRAGMA busy_timeout = {LITTLE_WAIT}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {usual}")
