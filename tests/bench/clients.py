"""People who ask a served installation for pages at once, and how long each of them waits."""

import gzip
import http.client
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.conf import settings


@dataclass
class Answers:
    """What came back: the seconds of each answer, and how many there were of each status.

    A connection that broke counts as status 0.
    """

    seconds: list[float] = field(default_factory=list)
    statuses: dict[int, int] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, seconds: float, status: int) -> None:
        """Count an answer."""
        with self.lock:
            self.seconds.append(seconds)
            self.statuses[status] = self.statuses.get(status, 0) + 1

    def outside(self, allowed: Callable[[int], bool]) -> int:
        """Return how many answers have a status that is not allowed."""
        return sum(count for status, count in self.statuses.items() if not allowed(status))


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in: the cookie of their session and that of their forms."""

    cookie: str = ""
    token: str = ""


def signed_in(username: str) -> Person:
    """Return a person of this process's database with a session of their own."""
    from django.middleware.csrf import _get_new_csrf_string
    from django.test import Client

    from programs.models import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    token = _get_new_csrf_string()
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}"
    return Person(cookie, token)


def ask(
    address: str,
    person: Person,
    path: str,
    answers: Answers,
    form: dict[str, object] | None = None,
) -> bytes:
    """Ask for a page, or send a form as a script of ours does; return what came back."""
    headers = {"Cookie": person.cookie, "Accept-Encoding": "gzip"}
    body = None
    if form is not None:
        body = urlencode(form)
        headers |= {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "X-CSRFToken": person.token,
        }
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=120)
    began = time.perf_counter()
    status, text = 0, b""
    try:
        connection.request("GET" if form is None else "POST", path, body, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.headers.get("Content-Encoding") == "gzip":
            text = gzip.decompress(text)
        status = answer.status
    except (OSError, http.client.HTTPException):
        status = 0
    finally:
        connection.close()
    answers.add(time.perf_counter() - began, status)
    return text


def together(tasks: list[Callable[[], None]]) -> None:
    """Do all of these at once, each in a thread, and return when the last one ends."""
    threads = [threading.Thread(target=task, daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
