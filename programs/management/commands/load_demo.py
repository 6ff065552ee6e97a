"""`manage.py load_demo`: the demonstration, made once and then left alone."""

import re
from argparse import ArgumentParser
from contextlib import ExitStack
from datetime import date
from functools import cached_property

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from programs.demo.dates import DemoCalendar
from programs.demo.figures import delete_files, fill_figures
from programs.demo.front_matter import SLUG as MUESTRA
from programs.demo.listing import people_table
from programs.demo.muestra import make_muestra
from programs.demo.people import ADMIN, PASSWORD, make_admin, make_people, reporting_areas
from programs.demo.removal import remove_institucion
from programs.demo.review import make_review
from programs.models import Institucion, User
from programs.services.programa import programa_complete

# Institutions in the order of the list of fixed names; None is made by code.
FIXTURES = {"sesea-slp": "sesea_slp", "sesaech": "sesaech", MUESTRA: None}
FIRST_YEAR, LAST_YEAR = 2017, 2099


def parse_today(text: str | None) -> date:
    """Return the day from which everything is dated; without text it is the current one.

    Raises CommandError with exit code 2 for anything but a date as YYYY-MM-DD.
    """
    if text is None:
        return timezone.localdate()
    error = CommandError(
        f"Escriba --today como AAAA-MM-DD, entre {FIRST_YEAR} y {LAST_YEAR}, "
        f"por ejemplo 2026-07-08; no se entiende «{text}».",
        returncode=2,
    )
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise error
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise error from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise error
    return day


class Command(BaseCommand):
    """Loads the demonstration; an institution that exists is left as it is."""

    help = "Carga las instituciones de demostración, con sus personas e imágenes de muestra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument(
            "--today",
            metavar="AAAA-MM-DD",
            help="Día desde el que se fecha la institución de muestra; por omisión, hoy.",
        )
        parser.add_argument(
            "--reset",
            action="store_true",
            help="Borra las tres instituciones, con lo que se capturó, y las hace de nuevo; "
            "nunca con DEBUG=0.",
        )
        parser.add_argument(
            "--force", action="store_true", help="Permite cargarla aunque DEBUG sea 0."
        )

    @cached_property
    def password(self) -> str:
        """The hash of the people's password, made once: hashing is slow on purpose."""
        return make_password(PASSWORD)

    def handle(
        self, *args: object, today: str | None, reset: bool, force: bool, **options: object
    ) -> None:
        """Make what is missing and print who can sign in."""
        calendar = DemoCalendar(parse_today(today))
        if not settings.DEBUG and not force:
            raise CommandError(
                "La demostración no se carga con DEBUG=0, porque su contraseña es pública; "
                "si de verdad la quiere aquí, agregue --force.",
                returncode=2,
            )
        if reset and not settings.DEBUG:
            raise CommandError(
                "Con DEBUG=0 no se hace --reset, ni con --force, porque borraría lo que una "
                "institución real tenga capturado con ese nombre.",
                returncode=2,
            )
        for slug in FIXTURES:
            self._load(slug, calendar, reset=reset)
        if not User.objects.filter(username=ADMIN).exists():
            make_admin(self.password)
        self.stdout.write("")
        for line in people_table(tuple(FIXTURES), whole=MUESTRA):
            self.stdout.write(line)

    def _load(self, slug: str, calendar: DemoCalendar, *, reset: bool) -> None:
        """Make one institution in one transaction, unless it exists and is to stay."""
        present = Institucion.objects.filter(slug=slug).first()
        if present and not reset:
            self.stdout.write(f"{slug}: ya existe y se conserva como está.")
            return
        written: list[str] = []
        with ExitStack() as undo:
            # Files do not roll back with the rows.
            undo.callback(delete_files, written)
            with transaction.atomic():
                if present:
                    remove_institucion(present)
                pictures = self._make(slug, calendar, written)
            undo.pop_all()
        verb = "se hizo de nuevo" if present else "se cargó"
        self.stdout.write(f"{slug}: {verb}, con {pictures} imágenes de muestra.")

    def _make(self, slug: str, calendar: DemoCalendar, written: list[str]) -> int:
        """Make one institution with its people and pictures; return how many pictures."""
        if fixture := FIXTURES[slug]:
            call_command("loaddata", fixture, verbosity=0)
            institucion = Institucion.objects.get(slug=slug)
            for programa in institucion.programas.all():
                programa_complete(programa)
            make_people(institucion, reporting_areas(institucion), self.password)
        else:
            institucion = make_muestra(calendar, self.password)
        pictures = fill_figures(institucion, written)
        if not fixture:
            # After the pictures, which the corte of a closed quarter keeps too.
            make_review(institucion, calendar)
        return pictures
