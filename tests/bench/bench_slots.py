"""How long a reader waits while twenty documents are asked at once, against alone.

Gunicorn with four processes, as the README has it, on the demonstration. A reader asks for one
page after another; then twenty people ask for the same informe at one moment and, like their
browsers, ask again when they are told to, for a minute and a half at most. The ratio of the
reader's p95 is what to quote; "busy" is how long somebody waits for the page that says when.

Run by `make bench`, which gives an empty DATA_DIR. Prints figures and asserts nothing.
"""

import http.client
import threading
import time
from collections.abc import Callable

from django.conf import settings

from tests.bench.served import PLANEACION, served_demo

PEOPLE = 20
READS_ALONE = 60
# How long the others ask at most, and how long one waits whose document ran out of its limits.
LONGEST = 90
FAILED_WAIT = 5
PAGE = "/avisos/"


def asked(host: str, path: str, cookie: str) -> tuple[float, int, int]:
    """Return the seconds, the status and the `Retry-After` of one request."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.request("GET", path, headers={"Cookie": cookie, "X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    again = int(answer.headers.get("Retry-After", 0))
    return time.perf_counter() - began, answer.status, again


def p95(values: list[float]) -> float:
    """Return the value under which 95 of 100 are."""
    return sorted(values)[int(len(values) * 0.95)]


def read_until(done: Callable[[list[float]], bool], host: str, cookie: str) -> list[float]:
    """Read the page again and again, ten times a second at most; return the seconds of each."""
    times: list[float] = []
    while not done(times):
        seconds, status, _ = asked(host, PAGE, cookie)
        if status != 200:
            raise RuntimeError(f"{PAGE} answered {status}")
        times.append(seconds)
        time.sleep(max(0, 0.1 - seconds))
    return times


def ask_until_there(host: str, path: str, cookie: str, busy: list[float], had: list[int]) -> None:
    """Ask for a document as a browser does, until it is there."""
    while True:
        seconds, status, again = asked(host, path, cookie)
        if status == 200:
            had.append(status)
            return
        if status != 503:
            raise RuntimeError(f"{path} answered {status}")
        if again:
            busy.append(seconds)
        time.sleep(again or FAILED_WAIT)


def main() -> None:
    """Measure and print."""
    with served_demo(workers=4) as address:
        from django.test import Client
        from django.urls import reverse

        from programs.models import Trimestre, User

        client = Client()
        client.force_login(User.objects.get(username=PLANEACION))
        name = settings.SESSION_COOKIE_NAME
        cookie = f"{name}={client.cookies[name].value}"
        trimestre = Trimestre.objects.filter(
            programa__institucion__slug="muestra", number=2
        ).latest("programa__year")
        path = reverse("informe_document", args=trimestre.place)
        host = address.removeprefix("http://")
        warm = [
            threading.Thread(target=read_until, args=(lambda times: len(times) > 3, host, cookie))
            for _ in range(8)
        ]
        for each in warm:
            each.start()
        for each in warm:
            each.join()
        single = asked(host, path, cookie)[0]
        alone = read_until(lambda times: len(times) >= READS_ALONE, host, cookie)
        busy: list[float] = []
        had: list[int] = []
        people = [
            threading.Thread(
                target=ask_until_there, args=(host, path, cookie, busy, had), daemon=True
            )
            for _ in range(PEOPLE)
        ]
        began = time.perf_counter()
        for person in people:
            person.start()
        beside = read_until(
            lambda _: (
                time.perf_counter() - began > LONGEST
                or not any(person.is_alive() for person in people)
            ),
            host,
            cookie,
        )
        whole = time.perf_counter() - began
    print(f"un documento solo: {single:.1f} s; los {len(had)} de {PEOPLE}: {whole:.0f} s")
    print(f"leer {PAGE} a solas, p95: {p95(alone) * 1000:.0f} ms de {len(alone)}")
    print(f"leer {PAGE} con {PEOPLE} pedidos, p95: {p95(beside) * 1000:.0f} ms de {len(beside)}")
    print(f"razón: {p95(beside) / p95(alone):.1f}; la peor: {max(beside):.2f} s")
    print(f"«espera turno», p95: {p95(busy) * 1000:.0f} ms de {len(busy)}")


if __name__ == "__main__":
    main()
