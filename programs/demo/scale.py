"""Institutions for measuring: as many as asked, four years each, with all that was captured.

Everything follows from the number of the institution and from the calendar's `today`. The rows
are those that people would have left: closed quarters with their corte, submissions, histories,
and the ledger in the order of time.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.hashers import make_password
from django.db import transaction

from programs.demo.dates import DemoCalendar
from programs.demo.front_matter import WORDS
from programs.demo.history import fill_quarters
from programs.demo.loading import FIXTURES
from programs.demo.monthly import confirm_months, fill_marks
from programs.demo.muestra import make_eje, make_programa
from programs.demo.people import PASSWORD, make_colleagues, make_people, username_of
from programs.demo.review import close_quarters, make_entregas
from programs.demo.scale_plan import AREAS, scale_ejes, scale_state
from programs.enums import Role
from programs.models import Area, DiaInhabil, Institucion
from programs.services.institucion import kinds_make
from programs.services.programa import programa_complete

MOST = 99
# The current year and those before it.
YEARS = 4
# Beside the enlace and the titular of each área and the four of the institution: sixty in all.
COLLEAGUES = 5
STATES = (
    "Aguascalientes",
    "Baja California",
    "Baja California Sur",
    "Campeche",
    "Coahuila",
    "Colima",
    "Chiapas",
    "Chihuahua",
    "Ciudad de México",
    "Durango",
    "Guanajuato",
    "Guerrero",
    "Hidalgo",
    "Jalisco",
    "Estado de México",
    "Michoacán",
    "Morelos",
    "Nayarit",
    "Nuevo León",
    "Oaxaca",
    "Puebla",
    "Querétaro",
    "Quintana Roo",
    "San Luis Potosí",
    "Sinaloa",
    "Sonora",
    "Tabasco",
    "Tamaulipas",
    "Tlaxcala",
    "Veracruz",
    "Yucatán",
    "Zacatecas",
)
SLUG = "escala-{:02d}"


def real_institutions() -> list[str]:
    """Return the siglas of the institutions that are neither of the demonstration nor invented."""
    rows = Institucion.objects.exclude(slug__in=FIXTURES).exclude(sample=True)
    return list(rows.order_by("short_name").values_list("short_name", flat=True))


def scale_load(count: int, calendar: DemoCalendar) -> Iterator[str]:
    """Make the first `count` institutions of the load; yield what to tell, line by line.

    Each in one transaction; one that exists is left as it is.
    """
    password = make_password(PASSWORD)
    present = set(Institucion.objects.values_list("slug", flat=True))
    for number in range(1, count + 1):
        slug = SLUG.format(number)
        if slug in present:
            yield f"{slug}: ya existe y se conserva como está."
            continue
        with _without_collector(), transaction.atomic():
            _make(number, calendar, password)
        yield f"{slug}: se cargó."


@contextmanager
def _without_collector() -> Iterator[None]:
    """Leave the collector aside: it looks at a million new rows again and again, a fifth of it."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _make(number: int, calendar: DemoCalendar, password: str) -> None:
    """Make one institution with its people, its years and all that follows from them."""
    institucion = _institucion(number, calendar)
    areas = {area.code: area for area in institucion.areas.all()}
    people = make_people(institucion, areas.values(), password)
    make_colleagues(institucion, areas.values(), password, COLLEAGUES)
    ejes = scale_ejes()
    for year in range(calendar.today.year - YEARS + 1, calendar.today.year + 1):
        programa = make_programa(institucion, year)
        for order, plan in enumerate(ejes, start=1):
            make_eje(programa, order, plan, areas, calendar)
        programa_complete(programa)
        fill_quarters(programa, calendar, people, ejes, scale_state)
        fill_marks(programa, calendar, people)
        confirm_months(programa, calendar, people)
    planeacion, secretario = (
        people[username_of(role, institucion)] for role in (Role.PLANEACION, Role.SECRETARIO)
    )
    handed = make_entregas(institucion, calendar, secretario)
    close_quarters(institucion, calendar, planeacion, handed)


def _institucion(number: int, calendar: DemoCalendar) -> Institucion:
    """Make an institution with its áreas and its days off; its documents say that it is a sample.

    `number` begins at 1; beyond the 32 states their names come again with the number.
    """
    turn, place = divmod(number - 1, len(STATES))
    state = STATES[place] + (f" {turn + 1}" if turn else "")
    slug = SLUG.format(number)
    institucion = Institucion.objects.create(
        slug=slug,
        name=f"Secretaría Ejecutiva del Sistema Anticorrupción de {state} (muestra)",
        short_name=f"SESEA {state}",
        state=state,
        governing_body=f"Órgano de Gobierno de muestra de {state}",
        emblem="img/emblem-muestra.svg",
        labels=WORDS,
        sample=True,
        prepared=["dias", "nombres", "palabras", "plazos"],
    )
    kinds_make(institucion)
    Area.objects.bulk_create(
        Area(institucion=institucion, code=code, name=name, order=order)
        for order, (code, name) in enumerate(AREAS, start=1)
    )
    DiaInhabil.objects.bulk_create(
        DiaInhabil(institucion=institucion, day=day, name=name)
        for day, name in calendar.days_off.items()
    )
    return institucion
