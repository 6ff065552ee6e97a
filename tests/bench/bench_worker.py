"""The worker of the documents, and how long a reader waits while it works.

For the PTA of S0 and the informe of S2, as they are printed, tagged (PDF/UA-1): a fork of the warm
process against WeasyPrint's own command from cold, on the same saved HTML. Both run in pairs whose
order alternates, because the machine drifts: the ratios are what to quote. "Again" is the answer of
the server for a document that has not changed.

Then a reader asks for one page after another, alone, while one person asks for twenty informes and
while twenty people do, each for another línea's preview; like their browsers, they look at the
page of their document until it is there.

Run by `make bench`, which gives an empty DATA_DIR. Prints figures and asserts nothing.
"""

import http.client
import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from reports import forking
from reports.finish import TAGGED
from tests.bench.served import PLANEACION, ROOT, served_demo

PAIRS = 5
PEOPLE = 20
READS_ALONE = 60
AGAIN = 20
# How long the others ask at most, and how often they look.
LONGEST, LOOK = 150, 1.5
PAGE = "/avisos/"


# Making ------------------------------------------------------------------------------------------


def spent(make: Callable[[], None]) -> tuple[float, float]:
    """Return the seconds of the clock and of the processor, children included, of a call."""

    def processor() -> float:
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(each.ru_utime + each.ru_stime for each in used)

    clock, used = time.perf_counter(), processor()
    make()
    return time.perf_counter() - clock, processor() - used


def measure_making(title: str, html: str) -> None:
    """Print a fork's time over the cold command's for one document."""
    from reports.rendering import self_contained
    from reports.services.documents import document_sources

    sources = document_sources()
    with tempfile.TemporaryDirectory() as folder:
        saved, target = Path(folder, "saved.html"), Path(folder, "made.pdf")
        saved.write_text(self_contained(html, sources), encoding="utf-8")
        command = [
            sys.executable,
            *("-m", "weasyprint", "--quiet", "--pdf-variant", TAGGED.variant),
            *(str(saved), str(Path(folder, "cold.pdf"))),
        ]

        def cold() -> None:
            subprocess.run(command, check=True, stderr=subprocess.DEVNULL)

        def fork() -> None:
            forking.render_to(target, html, sources, finish=TAGGED)

        taken: dict[Callable[[], None], list[tuple[float, float]]] = {fork: [], cold: []}
        for number in range(PAIRS):
            for make in (fork, cold) if number % 2 == 0 else (cold, fork):
                taken[make].append(spent(make))
    pairs = list(zip(taken[fork], taken[cold], strict=True))
    clock, used = (statistics.median(f[i] / c[i] for f, c in pairs) for i in (0, 1))
    ours, theirs = (
        [statistics.median(each[i] for each in taken[make]) for i in (0, 1)]
        for make in (fork, cold)
    )
    print(f"\n{title}, etiquetado")
    print(f"  trabajador  {ours[0]:.2f} s de reloj, {ours[1]:.2f} de procesador")
    print(f"  en frío     {theirs[0]:.2f} s de reloj, {theirs[1]:.2f} de procesador")
    print(f"  razón       {clock:.2f} de reloj, {used:.2f} de procesador (medianas de {PAIRS})")


# Reading -----------------------------------------------------------------------------------------


def asked(host: str, path: str, cookie: str, accept: str = "text/html") -> tuple[float, int, str]:
    """Return the seconds, the status and where one request is sent, or its short text."""
    began = time.perf_counter()
    connection = http.client.HTTPConnection(host, timeout=120)
    headers = {"Cookie": cookie, "X-Forwarded-Proto": "https", "Accept": accept}
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    said = answer.headers.get("Location") or body[:300].decode(errors="replace")
    return time.perf_counter() - began, answer.status, said


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


def get_all(host: str, paths: list[str], cookie: str, answers: list[float], had: list[int]) -> None:
    """Ask for documents as one person does: a third waits until one is there."""
    end = time.monotonic() + LONGEST
    waiting, pages = list(paths), []
    while (waiting or pages) and time.monotonic() < end:
        if waiting:
            seconds, status, said = asked(host, waiting[0], cookie)
            answers.append(seconds)
            if status == 303:
                waiting.pop(0)
                pages.append(said)
                continue
            if status == 200:
                waiting.pop(0)
                had.append(status)
                continue
            if status != 429:
                raise RuntimeError(f"{waiting[0]} answered {status}")
        time.sleep(LOOK)
        for page in list(pages):
            seconds, status, said = asked(host, page, cookie, "application/json")
            answers.append(seconds)
            if json.loads(said)["state"] == "done":
                pages.remove(page)
                had.append(status)


def measure_reading(host: str, reader: str, cookies: list[str], paths: list[str]) -> None:
    """Print a reader's p95 alone and beside twenty documents of one person and of twenty."""
    alone = read_until(lambda times: len(times) >= READS_ALONE, host, reader)
    print(f"\nleer {PAGE} a solas, p95: {p95(alone) * 1000:.0f} ms de {len(alone)}")
    half = len(paths) // 2
    asks = {
        "una persona": [(cookies[0], paths[:half])],
        f"{PEOPLE} personas": [
            (cookie, [path]) for cookie, path in zip(cookies, paths[half:], strict=False)
        ],
    }
    for who, each in asks.items():
        answers: list[float] = []
        had: list[int] = []
        people = [
            threading.Thread(target=get_all, args=(host, wanted, cookie, answers, had), daemon=True)
            for cookie, wanted in each
        ]
        began = time.perf_counter()
        for person in people:
            person.start()
        beside = read_until(
            lambda _, people=people: not any(person.is_alive() for person in people), host, reader
        )
        whole = time.perf_counter() - began
        count = sum(len(wanted) for _, wanted in each)
        print(
            f"con {count} de {who}, p95: {p95(beside) * 1000:.0f} ms de {len(beside)}, "
            f"razón {p95(beside) / p95(alone):.1f}; la peor {max(beside):.2f} s"
        )
        told = f"{p95(answers) * 1000:.0f} ms"
        print(f"  hechos {len(had)} en {whole:.0f} s; pedir o mirar, p95: {told}")


@contextmanager
def worker() -> Iterator[None]:
    """Run the worker beside the server."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_worker"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(settings.DATA_DIR)},
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def main() -> None:
    """Measure and print."""
    with served_demo(workers=4) as address, worker():
        from django.test import Client
        from django.urls import reverse

        from programs.models import Corte, LineaDeAccion, Programa, Trimestre, User
        from reports.services.documents import document_html
        from tests.reports.documents import informe_document, pta_document

        def cookie_of(person: User) -> str:
            client = Client()
            client.force_login(person)
            name = settings.SESSION_COOKIE_NAME
            return f"{name}={client.cookies[name].value}"

        forking.warm()
        slp = Programa.objects.select_related("institucion").get(
            institucion__slug="sesea-slp", year=2023
        )
        chiapas = Trimestre.objects.select_related("programa__institucion").get(
            programa__institucion__slug="sesaech", programa__year=2024, number=1
        )
        corte = Corte.objects.select_related("trimestre__programa__institucion").latest("made_at")
        measure_making("PTA 2023, sesea-slp", document_html(pta_document(slp)))
        measure_making("Informe 2024 T1, sesaech", document_html(informe_document(chiapas)))

        host = address.removeprefix("http://")
        admin = cookie_of(User.objects.get(username="admin"))
        for name, path in (
            ("PTA", reverse("pta_document", args=slp.place)),
            ("informe", reverse("informe_document", args=chiapas.place)),
            ("corte", reverse("corte_document", args=[*corte.trimestre.place, corte.number])),
        ):
            get_all(host, [path], admin, [], [])
            again = [asked(host, path, admin)[0] for _ in range(AGAIN)]
            print(f"{name} sin cambios otra vez: {statistics.median(again) * 1000:.0f} ms")

        reader = User.objects.get(username=PLANEACION)
        muestra = reader.memberships[0].institucion
        people = [cookie_of(reader)]
        for number in range(PEOPLE):
            person = User.objects.create_user(f"persona-{number}", password=None)
            person.membresias.create(institucion=muestra, role="auditoria")
            people.append(cookie_of(person))
        trimestre = Trimestre.objects.filter(programa__institucion=muestra, number=2).latest(
            "programa__year"
        )
        lineas = LineaDeAccion.objects.filter(eje__programa=trimestre.programa).order_by("pk")
        slug, year, number = trimestre.place
        paths = [
            reverse("linea_preview", args=[slug, year, linea.pk, quarter])
            for quarter in (number, number - 1)
            for linea in lineas[:PEOPLE]
        ]
        measure_reading(host, people[0], people[1:], paths)


if __name__ == "__main__":
    main()
