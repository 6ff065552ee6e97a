"""How long the tablero takes, against a minimal list page, and with much else in the database.

400 líneas with their metas, tareas and months. The "minimal page" reads the same rows with the same
middleware and prints a plain list of as many bytes; both answer in this process, in pairs whose
order alternates after one warm-up each, because the machine drifts: the ratios are what to quote.
Then nine other years of the institution and 31 other institutions come in, and the tablero is
timed against the times before.

Run by `make bench`, which gives an empty DATA_DIR. Prints figures and asserts nothing.
"""

import gc
import os
import statistics
import time
from collections.abc import Callable

import django
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.test import Client, override_settings
from django.urls import path

PAIRS = 9
LINEAS = 400
YEARS, INSTITUTIONS = 9, 31
OTHER_LINEAS = 40
SIZE = {"bytes": 0}
TODAY = "2026-05-04 18:00:00+00:00"


def minimal(request: HttpRequest) -> HttpResponse:
    """List the rows that the tablero reads, one line each, padded to its bytes."""
    from programs.models import (
        AvanceTrimestral,
        ComponenteDeMeta,
        LineaDeAccion,
        MarcaMensual,
        Programa,
        Tarea,
    )

    programa = Programa.objects.visible_to(request.user).get(year=2026)
    lineas = LineaDeAccion.objects.filter(eje__programa=programa).select_related(
        "area", "eje", "meta"
    )
    tareas = Tarea.objects.filter(eje__programa=programa).select_related("area")
    rows = [
        *lineas,
        *ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa),
        *tareas,
        *MarcaMensual.objects.filter(tarea__eje__programa=programa),
        *AvanceTrimestral.objects.filter(trimestre__programa=programa),
    ]
    html = LISTED.render(Context({"rows": rows}))
    filling = "x" * max(SIZE["bytes"] - len(html), 0)
    return HttpResponse(f"{html}<!--{filling}-->")


LISTED = Engine().from_string(
    "<!DOCTYPE html><title>Lista</title><ul>{% for row in rows %}<li>{{ row.pk }}</li>{% endfor %}"
    "</ul>"
)
# The addresses of the program with one more; Django asks this module for them by its name.
urlpatterns = [path("lista-minima/", minimal)]


def timed(ask: Callable[[], object]) -> float:
    """Return the milliseconds of a call, with no garbage left over from before."""
    gc.collect()
    start = time.perf_counter()
    ask()
    return (time.perf_counter() - start) * 1000


def told(name: str, values: list[float]) -> None:
    """Print times with their median."""
    each = "  ".join(f"{value:.0f}" for value in values)
    print(f"  {name:<18} {each}   mediana {statistics.median(values):.0f} ms")


def client_for(person) -> Client:
    """Return a client signed in as a person."""
    client = Client()
    client.force_login(person)
    return client


def in_pairs(ours: Callable, other: Callable) -> tuple[list[float], list[float]]:
    """Return the times of both, taken in pairs; every other pair begins with the other one."""
    taken: dict[Callable, list[float]] = {ours: [], other: []}
    for number in range(PAIRS):
        for ask in (ours, other) if number % 2 == 0 else (other, ours):
            taken[ask].append(timed(ask))
    return taken[ours], taken[other]


def crowd(institucion) -> None:
    """Add nine other years of the institution, and 31 other institutions with ten years each."""
    from programs.models import Programa
    from tests.factories import make_institucion, make_programa

    owners = [institucion, *(make_institucion(f"otra-{n}") for n in range(INSTITUTIONS))]
    for owner in owners:
        years = range(2026 - YEARS, 2026) if owner == institucion else range(2026 - YEARS, 2027)
        for year in years:
            made = make_institucion(f"hecha-{owner.pk}-{year}")
            programa = make_programa(made, lineas=OTHER_LINEAS)
            Programa.objects.filter(pk=programa.pk).update(institucion=owner, year=year)
            programa.trimestres.filter(status="open").update(
                status="closed", closed_at=django.utils.timezone.now()
            )


def main() -> None:
    """Make the plan, time both pages, crowd the database, time again."""
    django.setup()
    import time_machine
    from django.conf import settings
    from django.db import transaction

    from tests.factories import make_cast
    from tests.queries import queries_made

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        cast = make_cast(lineas=LINEAS)
    client = client_for(cast.people["secretario"])
    with time_machine.travel(TODAY, tick=True):

        def ours() -> HttpResponse:
            return client.get("/tablero/")

        def other() -> HttpResponse:
            with override_settings(ROOT_URLCONF=__name__):
                return client.get("/lista-minima/")

        asked = queries_made(ours)
        SIZE["bytes"] = len(ours().content)
        other()
        print(f"\nTablero con {LINEAS} líneas: {asked} consultas, {SIZE['bytes']:,} bytes")
        mine, plain = in_pairs(ours, other)
        told("tablero", mine)
        told("página mínima", plain)
        ratios = [one / two for one, two in zip(mine, plain, strict=True)]
        print(f"  razón              mediana {statistics.median(ratios):.2f} (límite 2)")

        with transaction.atomic():
            crowd(cast.institucion)
        ours()
        crowded = [timed(ours) for _ in range(PAIRS)]
        told("tablero, acompañado", crowded)
        ratio = statistics.median(crowded) / statistics.median(mine)
        print(
            f"  con {YEARS} ejercicios y {INSTITUTIONS} instituciones más: {ratio:.2f} (límite 1.2)"
        )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sesea.settings")
    main()
