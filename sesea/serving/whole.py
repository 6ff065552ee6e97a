"""A WSGI application that receives each request whole before the one inside sees it.

A request that was cut halfway would otherwise look like a form with fewer fields, or with none,
and be saved as one. And while the rest of it arrives nothing of ours is held but a thread.
"""

import io
import logging
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import partial
from http import HTTPStatus
from typing import IO, Any

from gunicorn.http.errors import ParseException

from sesea.serving.watch import Watch

# What one wait asks for: a request at half a KB per second still arrives, an answer at two.
RECEIVED, SENT = 16 * 1024, 64 * 1024
# What a request holds at the most, all its files together, and how much of it stays in memory.
LARGEST = 300 * 1024 * 1024
IN_MEMORY = 1024 * 1024

INCOMPLETE = "El envío no llegó completo y no se guardó. Revise su conexión y envíelo otra vez."
TOO_LARGE = "El envío pasa de 300 MB y no se guardó. Divídalo en varios envíos."
NO_ROOM = "El sistema no puede recibir archivos en este momento. Intente otra vez en un minuto."

logger = logging.getLogger("sesea")

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


class Refused(Exception):
    """A request that is not passed on: its status and the sentence for who sent it."""

    def __init__(self, status: HTTPStatus, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


def whole_requests(application: Application, watch: Watch) -> Application:
    """Return the application behind one that hands it only whole requests.

    The server must give its connection as `gunicorn.socket`, on which `watch` ends the waits.
    """

    def answer(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        sock = environ["gunicorn.socket"]
        watch.end(sock)  # what was waited for until here are the headers
        try:
            received = receive(environ, watch)
        except Refused as refusal:
            return refuse(refusal, environ, start_response)
        environ["wsgi.input"] = received
        return Answer(application(environ, start_response), received, sock, watch)

    return answer


def receive(environ: Environ, watch: Watch) -> IO[bytes]:
    """Return the body of a request, arrived to its end, and set its length in `environ`.

    Raises `Refused` if it does not arrive whole, is larger than `LARGEST` or finds no room.
    """
    told = environ.get("CONTENT_LENGTH")
    if not told and "HTTP_TRANSFER_ENCODING" not in environ:
        return io.BytesIO()
    if told and int(told) > LARGEST:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
    with ExitStack() as unless_whole:
        body = unless_whole.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        try:
            for piece in arriving(environ, watch):
                body.write(piece)
                if body.tell() > LARGEST:
                    raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TOO_LARGE)
            length = body.tell()
            body.seek(0)  # writes what is still in its buffer
        except OSError as error:
            raise Refused(HTTPStatus.SERVICE_UNAVAILABLE, NO_ROOM) from error
        if told and length != int(told):
            raise Refused(HTTPStatus.BAD_REQUEST, INCOMPLETE)
        # Who sends in chunks tells no length, and without one the form would be empty.
        environ["CONTENT_LENGTH"] = str(length)
        unless_whole.pop_all()
    return body


def arriving(environ: Environ, watch: Watch) -> Iterator[bytes]:
    """Yield the pieces of a body as they arrive; `Refused` where the connection breaks."""
    while True:
        watch.begin(environ["gunicorn.socket"])
        try:
            piece = environ["wsgi.input"].read(RECEIVED)
        except (OSError, ParseException) as error:
            raise Refused(HTTPStatus.BAD_REQUEST, INCOMPLETE) from error
        finally:
            watch.end(environ["gunicorn.socket"])
        if not piece:
            return
        yield piece


def refuse(refusal: Refused, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
    """Answer a request that does not reach the application, which would have logged it."""
    logger.warning(
        "Not received: %s %s: %d",
        environ.get("REQUEST_METHOD"),
        ascii(environ.get("PATH_INFO")),
        refusal.status,
    )
    sentence = str(refusal).encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(sentence))),
        ("Retry-After", "60"),
    ]
    start_response(f"{refusal.status.value} {refusal.status.phrase}", headers)
    return [sentence]


class Answer:
    """What the application answers, in pieces, each of which may be waited for only so long."""

    def __init__(
        self, chunks: Iterable[bytes], received: IO[bytes], sock: socket.socket, watch: Watch
    ) -> None:
        self._chunks, self._received, self._sock, self._watch = chunks, received, sock, watch

    def __iter__(self) -> Iterator[bytes]:
        """Yield the pieces; the server has sent one when it asks for the next."""
        for piece in self._pieces():
            self._watch.begin(self._sock, socket.SHUT_RDWR)
            yield piece
            self._watch.end(self._sock)

    def _pieces(self) -> Iterator[bytes]:
        file = getattr(self._chunks, "filelike", None)
        if file:  # it would come 8 KB at a time
            yield from iter(partial(file.read, SENT), b"")
            return
        for chunk in self._chunks:
            for start in range(0, len(chunk), SENT):
                yield chunk[start : start + SENT]

    def close(self) -> None:
        """Close what was received and what the application gave, as the server would."""
        self._watch.end(self._sock)
        self._received.close()
        close = getattr(self._chunks, "close", None)
        if close:
            close()
