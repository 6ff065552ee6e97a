"""gunicorn as production runs it: slow people stop nobody, and no request is half read."""

import io
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from gunicorn.config import make_settings
from gunicorn.http.errors import NoMoreData
from gunicorn.http.wsgi import FileWrapper

from sesea import gunicorn as config
from sesea.serving import whole
from sesea.serving.watch import LONGEST, SLOW, Watch

ROOT = Path(__file__).resolve().parent.parent
PAGE = "/acceder/"
PROCESSES = 2
# A third more than all the threads there are.
STALLED = PROCESSES * config.threads * 4 // 3
# An answer takes milliseconds; those who stall are sent off after two or three seconds.
MOST_SECONDS = 8


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[tuple[str, int]]:
    """The address of gunicorn with the configuration of the project."""
    folder = tmp_path_factory.mktemp("gunicorn")
    log = folder / "log"
    command = ["-m", "gunicorn", "--config", "python:sesea.gunicorn", "sesea.wsgi"]
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, *command, "--bind", "127.0.0.1:0"],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "DATA_DIR": str(folder),
                "DEBUG": "1",
                "WEB_PROCESSES": str(PROCESSES),
            },
            stderr=file,
        )
    try:
        yield "127.0.0.1", listening_port(log, process)
    finally:
        process.send_signal(signal.SIGQUIT)  # at once: nobody is being served
        process.wait(timeout=60)


def listening_port(log: Path, process: subprocess.Popen) -> int:
    """Return the port that gunicorn says it took."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        found = re.search(r"Listening at: http://127\.0\.0\.1:([0-9]+)", log.read_text())
        if found:
            return int(found[1])
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def seconds_of_a_page(server: tuple[str, int]) -> float:
    """Return how long somebody else waits for a page."""
    began = time.monotonic()
    url = f"http://{server[0]}:{server[1]}{PAGE}"
    with urllib.request.urlopen(url, timeout=60) as answer:
        assert answer.status == 200
        answer.read()
    return time.monotonic() - began


def test_uploads_and_headers_that_stall_stop_nobody_else(server):
    seconds_of_a_page(server)
    upload = f"POST {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\nphoto="
    headers = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
    stalled = [socket.create_connection(server) for _ in range(STALLED)]
    for place, sock in enumerate(stalled):
        sock.sendall((headers if place % 3 == 0 else upload).encode())
    over = threading.Event()

    def send_a_byte_now_and_then() -> None:
        while not over.wait(0.5):
            for sock in stalled:
                try:
                    sock.sendall(b"x")
                except OSError:  # sent off
                    continue

    sender = threading.Thread(target=send_a_byte_now_and_then)
    sender.start()
    try:
        waited = [seconds_of_a_page(server) for _ in range(3)]
    finally:
        over.set()
        sender.join()
        for sock in stalled:
            sock.close()

    assert max(waited) < MOST_SECONDS, waited


def test_a_form_that_breaks_off_is_refused_and_not_read_as_a_shorter_one(server):
    with closing(socket.create_connection(server, timeout=20)) as sock:
        head = f"POST {PAGE} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\n"
        sock.sendall(f"{head}username=enlace&pass".encode())
        sock.shutdown(socket.SHUT_WR)
        answer = sock.makefile("rb").read().decode()

    assert answer.startswith("HTTP/1.1 400 ")
    assert answer.endswith(whole.INCOMPLETE)


# The watch ---------------------------------------------------------------------------------------


def is_ended(sock: socket.socket) -> bool:
    """Tell whether reading from a connection returns at once with nothing."""
    sock.setblocking(False)
    try:
        return sock.recv(1) == b""
    except BlockingIOError:
        return False


def test_the_watch_ends_the_oldest_of_too_many_slow_waits_and_any_that_lasts():
    watch = Watch(most_slow=2)
    pairs = [socket.socketpair() for _ in range(4)]
    ours = [pair[0] for pair in pairs]
    began = time.monotonic()
    for sock in ours:
        watch.begin(sock)
    watch.end(ours[3])

    assert watch.look(began + SLOW / 2) == 0, "nobody is slow yet"
    assert watch.look(time.monotonic() + SLOW + 1) == 1, "three are, and two may be"
    assert [is_ended(sock) for sock in ours] == [True, False, False, False]
    assert watch.look(time.monotonic() + LONGEST + 1) == 2, "nobody may be for so long"
    assert watch.look(time.monotonic() + LONGEST + 1) == 0, "who does not wait is left alone"
    assert not is_ended(ours[3])
    for sock in (each for pair in pairs for each in pair):
        sock.close()


# Whole requests ----------------------------------------------------------------------------------


class Body(io.BytesIO):
    """A body as gunicorn gives it; `error` is raised where it ends."""

    def __init__(self, sent: bytes, error: Exception | None = None) -> None:
        super().__init__(sent)
        self.error = error

    def read(self, size: int | None = -1) -> bytes:
        piece = super().read(size)
        if self.error and not piece:
            raise self.error
        return piece


def answered(body: Body, application=None, **environ: str) -> tuple[str, bytes]:
    """Return the status and the text of the answer of an application that repeats what it got."""

    def repeat(environ, start_response):
        start_response("200 OK", [])
        return [environ["wsgi.input"].read(), b"|", environ.get("CONTENT_LENGTH", "-").encode()]

    statuses: list[str] = []
    ours, theirs = socket.socketpair()
    with closing(ours), closing(theirs):
        chunks = whole.whole_requests(application or repeat, Watch(1))(
            {"gunicorn.socket": ours, "wsgi.input": body, **environ},
            lambda status, headers: statuses.append(status),
        )
        text = b"".join(chunks)
        getattr(chunks, "close", lambda: None)()
    return statuses[0], text


CHUNKED = {"HTTP_TRANSFER_ENCODING": "chunked"}


@pytest.mark.parametrize(
    ("body", "environ", "status", "text"),
    [
        (Body(b""), {}, "200 OK", b"|-"),
        (Body(b"a=1"), {"CONTENT_LENGTH": "3"}, "200 OK", b"a=1|3"),
        (Body(b"a" * 40_000), {"CONTENT_LENGTH": "40000"}, "200 OK", b"a" * 40_000 + b"|40000"),
        (Body(b"a=1"), CHUNKED, "200 OK", b"a=1|3"),
        (Body(b"a"), {"CONTENT_LENGTH": "3"}, "400 Bad Request", whole.INCOMPLETE.encode()),
        (Body(b"a", NoMoreData()), CHUNKED, "400 Bad Request", whole.INCOMPLETE.encode()),
        (
            Body(b"a", ConnectionResetError()),
            {"CONTENT_LENGTH": "3"},
            "400 Bad Request",
            whole.INCOMPLETE.encode(),
        ),
        (
            Body(b""),
            {"CONTENT_LENGTH": str(whole.LARGEST + 1)},
            "413 Request Entity Too Large",
            whole.TOO_LARGE.encode(),
        ),
    ],
)
def test_the_application_sees_whole_requests_only(body, environ, status, text):
    assert answered(body, **environ) == (status, text)


def test_a_request_without_an_end_is_refused_where_it_passes_the_limit(monkeypatch, caplog):
    monkeypatch.setattr(whole, "LARGEST", 50_000)

    asked = {"REQUEST_METHOD": "POST", "PATH_INFO": "/a\nb"}
    status, text = answered(Body(b"a" * 60_000), **CHUNKED, **asked)

    assert (status, text.decode()) == ("413 Request Entity Too Large", whole.TOO_LARGE)
    # Django, which logs what it refuses, never saw it.
    assert caplog.messages == [r"Not received: POST '/a\nb': 413"]


def test_a_disk_without_room_is_said(monkeypatch):
    def full(*args: object) -> io.BytesIO:
        class Full(io.BytesIO):
            def write(self, piece: object) -> int:
                raise OSError(28, "No space left on device")

        return Full()

    monkeypatch.setattr(whole.tempfile, "SpooledTemporaryFile", full)

    status, text = answered(Body(b"a"), CONTENT_LENGTH="1")

    assert (status, text.decode()) == ("503 Service Unavailable", whole.NO_ROOM)


def test_a_file_is_sent_whole_and_closed():
    file = io.BytesIO(b"x" * 200_000)

    def application(environ, start_response):
        start_response("200 OK", [])
        return FileWrapper(file)

    assert answered(Body(b""), application)[1] == b"x" * 200_000
    assert file.closed


# What the environment decides --------------------------------------------------------------------


def configured(**environ: str) -> dict[str, object]:
    """Return the settings that gunicorn reads, in an environment with these variables."""
    with mock.patch.dict(os.environ, environ):
        return runpy.run_path(config.__file__)


@pytest.mark.parametrize("raw", ["0", "65", "dos", "-1", "²", "99999999"])
def test_a_wrong_number_of_processes_stops_the_start(raw):
    with pytest.raises(ImproperlyConfigured, match=f"WEB_PROCESSES va de 1 a 64 procesos.*«{raw}»"):
        configured(WEB_PROCESSES=raw)


@pytest.mark.parametrize(
    ("proxies", "trusted"),
    [("", "127.0.0.1,::1"), ("unix", "127.0.0.1,::1"), ("10.0.0.0/8, unix", "10.0.0.0/8")],
)
def test_the_proxies_that_say_who_asks_also_say_whether_it_was_https(proxies, trusted):
    assert configured(TRUSTED_PROXIES=proxies)["forwarded_allow_ips"] == trusted


def test_every_setting_is_one_that_gunicorn_knows():
    own = {name for name in configured() if not name.startswith("_")} - {"read"}

    assert own <= set(make_settings())
