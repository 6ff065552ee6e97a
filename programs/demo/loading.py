"""The three institutions of the demonstration, each made whole in one transaction."""

from collections.abc import Iterator
from contextlib import ExitStack

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import transaction

from programs.demo.dates import DemoCalendar
from programs.demo.figures import delete_files, fill_figures
from programs.demo.front_matter import SLUG as MUESTRA
from programs.demo.hechos import record_hechos
from programs.demo.listing import people_table
from programs.demo.muestra import make_muestra
from programs.demo.people import ADMIN, PASSWORD, make_admin, make_people, reporting_areas
from programs.demo.removal import remove_institucion
from programs.demo.review import make_review
from programs.models import Institucion, User
from programs.services.institucion import kinds_make
from programs.services.programa import programa_complete

# Institutions in the order of the list of fixed names; None is made by code.
FIXTURES = {"sesea-slp": "sesea_slp", "sesaech": "sesaech", MUESTRA: None}


def demo_load(calendar: DemoCalendar, *, reset: bool) -> Iterator[str]:
    """Make what is missing, or with `reset` all of it anew; yield what to tell, line by line.

    An institution that exists is left as it is unless it is reset.
    """
    # Made once: hashing is slow on purpose.
    password = make_password(PASSWORD)
    for slug in FIXTURES:
        yield _load(slug, calendar, password, reset=reset)
    if not User.objects.filter(username=ADMIN).exists():
        make_admin(password)
    yield ""
    yield from people_table(tuple(FIXTURES), whole=MUESTRA)


def _load(slug: str, calendar: DemoCalendar, password: str, *, reset: bool) -> str:
    """Make one institution in one transaction, unless it exists and is to stay."""
    present = Institucion.objects.filter(slug=slug).first()
    if present and not reset:
        return f"{slug}: ya existe y se conserva como está."
    written: list[str] = []
    with ExitStack() as undo:
        # Files do not roll back with the rows.
        undo.callback(delete_files, written)
        with transaction.atomic():
            if present:
                remove_institucion(present)
            pictures = _make(slug, calendar, password, written)
        undo.pop_all()
    verb = "se hizo de nuevo" if present else "se cargó"
    return f"{slug}: {verb}, con {pictures} imágenes de muestra."


def _make(slug: str, calendar: DemoCalendar, password: str, written: list[str]) -> int:
    """Make one institution with its people and pictures; return how many pictures."""
    if fixture := FIXTURES[slug]:
        call_command("loaddata", fixture, verbosity=0)
        institucion = Institucion.objects.get(slug=slug)
        for programa in institucion.programas.all():
            programa_complete(programa)
        make_people(institucion, reporting_areas(institucion), password)
    else:
        institucion = make_muestra(calendar, password)
    kinds_make(institucion)
    if not fixture:
        record_hechos(institucion, calendar)
    pictures = fill_figures(institucion, written)
    if not fixture:
        # After the pictures, which the corte of a closed quarter keeps too.
        make_review(institucion, calendar)
    return pictures
