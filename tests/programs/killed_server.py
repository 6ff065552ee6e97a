"""Production's server on the database at hand, which dies and is started again, as systemd does.

For the tests and the measurement of kills: people save texts, blocks and pictures through it, send
again what was not answered, and note what was confirmed (R2, R5).
"""

import http.client
import io
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from programs.models import AvanceTrimestral, Bloque, User
from tests.reports.worker_process import children

ROOT = Path(__file__).resolve().parents[2]
# Who sends a save again for so long gives up, and the run with it.
PATIENCE_SECONDS = 60
WORKERS = 2
BOUNDARY = "----------------de-las-pruebas"
TOKEN = "a" * 32


def database_url() -> str:
    """Return the address of the database at hand, for another process."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


class Server:
    """gunicorn, in a group of its own; `look_after` starts it again whenever it is gone."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.folder = folder
        self.stopping = threading.Event()
        self.process = self._start()

    def _start(self) -> subprocess.Popen:
        environment = {
            **os.environ,
            "DATABASE_URL": database_url(),
            "DATA_DIR": str(self.folder),
            "DEBUG": "1",
            "SECRET_KEY": settings.SECRET_KEY,
            # The server of the tests forgets this for speed; what is confirmed here must last.
            "PGOPTIONS": "-c synchronous_commit=on",
        }
        command = [sys.executable, "-m", "gunicorn", "sesea.wsgi", "--preload"]
        command += ["--workers", str(WORKERS), "--worker-class", "gthread", "--threads", "4"]
        command += ["--no-control-socket", "--bind", f"127.0.0.1:{self.port}"]
        log = (self.folder / "gunicorn.log").open("ab")
        # A group of its own: what is left of it goes with its master, as in a unit of systemd.
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
        )

    def look_after(self) -> None:
        """Start the server again at each death, until it is stopped."""
        while not self.stopping.wait(0.05):
            if self.process.poll() is not None:
                self._end_group()
                self.process = self._start()

    def kill(self, victim: str, dice: random.Random) -> None:
        """End the master, or one of those who answer, without a warning."""
        if victim == "master":
            os.kill(self.process.pid, signal.SIGKILL)
            return
        end = time.monotonic() + PATIENCE_SECONDS
        while not (pids := children(self.process.pid)):
            assert time.monotonic() < end, "No worker came back."
            time.sleep(0.01)
        os.kill(dice.choice(pids), signal.SIGKILL)

    def stop(self) -> None:
        """End for good."""
        self.stopping.set()
        self._end_group()
        self.process.wait()

    def _end_group(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve the database at hand, with its files in `folder`/media."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(folder)
    keeper = threading.Thread(target=server.look_after)
    keeper.start()
    try:
        yield server
    finally:
        server.stopping.set()
        keeper.join()
        server.stop()


@dataclass
class Confirmed:
    """What one person was told to be saved, and how long each answer took to come."""

    pictures: dict[str, int] = field(default_factory=dict)  # {name: figure}
    blocks: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    again: int = 0
    answered: list[tuple[float, float]] = field(default_factory=list)  # (first sent, confirmed)

    @property
    def count(self) -> int:
        """How many saves were confirmed."""
        return len(self.pictures) + len(self.blocks) + len(self.texts)


class Saver(threading.Thread):
    """Somebody who saves pictures, blocks and texts one after the other, until told to stop."""

    def __init__(self, port: int, person: User, avance: AvanceTrimestral, room: int) -> None:
        super().__init__(name=f"{person.username}-{avance.pk}")
        client = Client()
        client.force_login(person)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self.headers = {
            "Accept": "application/json",
            "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; csrftoken={TOKEN}",
            "X-CSRFToken": TOKEN,
        }
        self.port, self.avance = port, avance.pk
        self.text = Bloque.objects.get(avance=avance, kind="text")
        self.version = self.text.version
        self.figures = [
            Bloque.objects.create(
                institucion=self.text.institucion,
                avance=avance,
                key=f"captura-{avance.pk:012d}{place:012d}",
                order=100 + place,
                kind="figures",
            ).pk
            for place in range(room)
        ]
        self.confirmed = Confirmed()
        self.stopping = threading.Event()
        self.trouble = ""

    def run(self) -> None:
        """Save, turn by turn; what ends it before it was told to is its `trouble`."""
        turn = 0
        try:
            while not self.stopping.is_set():
                self._picture(turn)
                self._text(turn)
                if turn % 4 == 0:
                    self._block(turn)
                turn += 1
        except Exception as error:
            self.trouble = f"{self.name}, turn {turn}: {error!r}"

    def _picture(self, turn: int) -> None:
        name = f"{self.name}-{turn}.jpg"
        block = self.figures[turn % len(self.figures)]
        body = multipart({"token": f"t{turn}"}, name, small_picture(self.avance, turn))
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        _, told = self._until_told(reverse("figures_upload", args=[block]), body, kind)
        self.confirmed.pictures[name] = told["results"][0]["figure"]

    def _text(self, turn: int) -> None:
        html = f"<p>{self.name} {turn}</p>"
        body = f"version={self.version}&html={html}".replace(" ", "+").encode()
        status, told = self._until_told(reverse("block_save", args=[self.text.pk]), body)
        # Its own save, whose answer was lost: the script takes it for saved, too.
        assert status == 200 or (told["own"] and told["theirs"]["html"] == html), told
        self.version = told["version"]
        self.confirmed.texts.append(html)

    def _block(self, turn: int) -> None:
        key = f"captura-{self.avance:04x}{turn:020x}"
        body = f"kind=table&key={key}".encode()
        self._until_told(reverse("block_add", args=[self.avance]), body)
        self.confirmed.blocks.append(key)

    def _until_told(
        self, path: str, body: bytes, kind: str = "application/x-www-form-urlencoded"
    ) -> tuple[int, dict]:
        """Send the same form until it is answered; a broken line and an error are no answer."""
        first = time.monotonic()
        while time.monotonic() < first + PATIENCE_SECONDS:
            line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            try:
                line.request("POST", path, body, {**self.headers, "Content-Type": kind})
                answer = line.getresponse()
                data = answer.read()
            except (OSError, http.client.HTTPException):
                self.confirmed.again += 1
                time.sleep(0.05)
                continue
            finally:
                line.close()
            if answer.status < 500:
                assert answer.status in (200, 409), (answer.status, data[:300])
                self.confirmed.answered.append((first, time.monotonic()))
                return answer.status, json.loads(data)
            self.confirmed.again += 1
            time.sleep(0.05)
        raise AssertionError(f"{path} was not answered in {PATIENCE_SECONDS} s")


def multipart(fields: dict[str, str], name: str, data: bytes) -> bytes:
    """Return the body of a form with one file."""
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
    return b"".join([*parts, f"{head}\r\n".encode(), data, f"\r\n--{BOUNDARY}--\r\n".encode()])


def small_picture(avance: int, turn: int) -> bytes:
    """Return a JPEG like no other of the run."""
    image = Image.new("RGB", (96, 64), (avance % 251, turn % 256, turn // 256 % 256))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", comment=f"{avance} {turn}".encode())
    return buffer.getvalue()


@contextmanager
def people_saving(
    server: Server, person: User, avances: list[AvanceTrimestral], *, room: int
) -> Iterator[list[Saver]]:
    """Let as many people save as there are entries, one in each; `room`: blocks of 60 pictures.

    AssertionError at the end when somebody had to give up.
    """
    savers = [Saver(server.port, person, avance, room) for avance in avances]
    for saver in savers:
        saver.start()
    try:
        yield savers
    finally:
        for saver in savers:
            saver.stopping.set()
        for saver in savers:
            saver.join()
    assert not [saver.trouble for saver in savers if saver.trouble]


def until_all_save(savers: list[Saver], since: float) -> None:
    """Wait until everyone had an answer to something that they began to send after a moment."""
    end = time.monotonic() + PATIENCE_SECONDS
    wait_for(
        lambda: all(
            saver.trouble or (saver.confirmed.answered and saver.confirmed.answered[-1][0] > since)
            for saver in savers
        ),
        end,
    )


def wait_for(holds: Callable[[], object], end: float) -> None:
    """Wait until something holds; AssertionError at `end` of the monotonic clock."""
    while not holds():
        assert time.monotonic() < end, "It took too long."
        time.sleep(0.01)
