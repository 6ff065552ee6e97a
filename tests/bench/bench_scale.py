"""Every page at 20 clients: with 32 institutions beside the demonstration, over without them.

The same pages of the sample institution, served by gunicorn from two databases that differ in what
lies beside it: four years of 32 institutions of 60 people and 40 líneas. The turns alternate, so
that the drift of the machine is that of both; what counts is the ratio of the 95th percentiles.

Run by `make bench` on both engines, with an empty DATA_DIR; loading takes minutes. Ends with 1 if
a ratio is beyond its limit. What a `DATA_DIR/large` holds already is not made again.
"""

import json
import os
import statistics
import subprocess
import sys
from functools import partial
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from tests.bench.clients import Answers, Person, ask, signed_in, together
from tests.bench.figures import Table, leave, percentile
from tests.bench.served import ROOT, served

INSTITUTIONS = 32
CLIENTS, EACH, TURNS = 20, 3, 4
LIMIT, LIMIT_TABLERO = 1.3, 1.2
PLAIN, LARGE = "plain", "large"
SLUG = "muestra"


def environ_of(name: str) -> dict[str, str]:
    """Return the environment of one of both databases; on PostgreSQL both are of one server."""
    folder = Path(settings.DATA_DIR) / name
    folder.mkdir(mode=0o700, exist_ok=True)
    environ = {**os.environ, "DATA_DIR": str(folder), "SECRET_KEY": settings.SECRET_KEY}
    environ["MFA_KEY"] = ",".join(settings.MFA_KEYS)
    if connection.vendor == "postgresql":
        environ["DATABASE_URL"] = os.environ["DATABASE_URL"].replace("/sesea?", f"/{name}?")
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {name}")
    return environ


def prepare(name: str) -> None:
    """Fill the database of this process and print who asks for which page, as JSON."""
    django.setup()
    call_command("migrate", verbosity=0)
    with open(os.devnull, "w") as nowhere:
        call_command("load_demo", "--force", stdout=nowhere)
        if name == LARGE:
            call_command("seed_scale", str(INSTITUTIONS), "--force", stdout=nowhere)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    pages = {
        title: (signed_in(username).cookie, path)
        for title, (username, path) in sample_pages().items()
    }
    print(json.dumps(pages))


def sample_pages() -> dict[str, tuple[str, str]]:
    """Return {title: (who, address)} of the pages of the sample that people open most."""
    from django.urls import reverse

    from programs.models import AvanceTrimestral, EntregaDeArea

    enlace, secretario = f"enlace.dvpp.{SLUG}", f"secretario.{SLUG}"
    avance = (
        AvanceTrimestral.objects.filter(
            trimestre__programa__institucion__slug=SLUG,
            trimestre__status="open",
            linea__area__code="dvpp",
        )
        .select_related("trimestre__programa__institucion", "linea")
        .order_by("trimestre__programa__year", "trimestre__number", "linea__order")[0]
    )
    entrega = EntregaDeArea.objects.filter(
        trimestre__programa__institucion__slug=SLUG, status="submitted"
    ).select_related("area", "trimestre__programa__institucion")[0]
    programa = avance.trimestre.programa
    base, number = [SLUG, programa.year], avance.trimestre.number
    return {
        "Inicio, enlace": (enlace, reverse("home")),
        "Inicio, Planeación": (f"planeacion.{SLUG}", reverse("home")),
        "Mes": (enlace, reverse("mes")),
        "Línea": (enlace, reverse("avance_edit", args=[*base, avance.linea_id, number])),
        "Trimestre": (enlace, reverse("trimestre_detail", args=[*base, number])),
        "Programa": (enlace, reverse("programa_detail", args=base)),
        "Avisos": (enlace, reverse("avisos")),
        "Evidencias": (enlace, reverse("evidencia_list")),
        "Revisión": (secretario, reverse("revision_list")),
        "Revisión de un área": (
            secretario,
            reverse("revision_detail", args=[*entrega.trimestre.place, entrega.area.code]),
        ),
        "Cierre": (secretario, reverse("trimestre_closing", args=[*base, number])),
        "Tablero": (secretario, reverse("tablero")),
        "Libro de actos": (f"auditoria.{SLUG}", reverse("libro", args=[SLUG])),
        "Cambios": (f"auditoria.{SLUG}", reverse("cambios", args=[SLUG])),
        "Emitidos": (secretario, reverse("issued_list")),
    }


def prepared(name: str) -> dict[str, tuple[Person, str]]:
    """Have a process of its own fill a database; return {title: (person, address)}."""
    done = subprocess.run(
        [sys.executable, __file__, name],
        cwd=ROOT,
        env=environ_of(name),
        check=True,
        capture_output=True,
        text=True,
    )
    pages = json.loads(done.stdout.splitlines()[-1])
    return {title: (Person(cookie), path) for title, (cookie, path) in pages.items()}


def turn(address: str, person: Person, path: str) -> list[float]:
    """Return the seconds of each answer to twenty clients who ask for a page again and again."""
    answers = Answers()

    def client() -> None:
        for _ in range(EACH):
            ask(address, person, path, answers)

    together([client] * CLIENTS)
    assert set(answers.statuses) == {200}, f"{path}: {answers.statuses}"
    return answers.seconds


def main() -> None:
    """Load both databases, ask in turns, and print the ratios."""
    django.setup()
    pages = {name: prepared(name) for name in (PLAIN, LARGE)}
    table = Table(
        f"Páginas de la muestra con {INSTITUTIONS} instituciones más, entre sin ellas: p95 de "
        f"{CLIENTS} personas a la vez ({connection.vendor})"
    )
    with served(environ_of(PLAIN), 2) as plain, served(environ_of(LARGE), 2) as large:
        servers = {PLAIN: plain, LARGE: large}
        for title in pages[PLAIN]:
            taken: dict[str, list[list[float]]] = {PLAIN: [], LARGE: []}
            for number in range(TURNS + 1):
                for name in (PLAIN, LARGE) if number % 2 == 0 else (LARGE, PLAIN):
                    person, path = pages[name][title]
                    seconds = turn(servers[name], person, path)
                    if number:  # the first turn loads what every later one has
                        taken[name].append(seconds)
            report(table, title, taken[PLAIN], taken[LARGE])
    table.show()
    leave([table])


def report(table: Table, title: str, plain: list[list[float]], large: list[list[float]]) -> None:
    """Add a page: the ratio of all its answers, that of each pair of turns, and both times."""
    p95 = partial(percentile, share=0.95)
    whole = [sum(turns, []) for turns in (plain, large)]
    ratio = p95(whole[1]) / p95(whole[0])
    pairs = [p95(two) / p95(one) for one, two in zip(plain, large, strict=True)]
    halves = [statistics.median(each) * 1000 for each in whole]
    table.check(
        title,
        ratio,
        LIMIT_TABLERO if title == "Tablero" else LIMIT,
        f"{ratio:.2f} (por pares, de {min(pairs):.2f} a {max(pairs):.2f})   p95 "
        f"{p95(whole[0]) * 1000:.0f} y {p95(whole[1]) * 1000:.0f} ms, p50 {halves[0]:.0f} y "
        f"{halves[1]:.0f} ms",
    )


if __name__ == "__main__":
    prepare(sys.argv[1]) if len(sys.argv) > 1 else main()
