"""`manage.py load_demo`: the demonstration, made once and then left alone."""

import re
from argparse import ArgumentParser
from datetime import date

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from programs.management.own_command import OwnCommand

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


class Command(OwnCommand):
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

    def handle(
        self, *args: object, today: str | None, reset: bool, force: bool, **options: object
    ) -> None:
        """Make what is missing and print who can sign in."""
        day = parse_today(today)
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
        # Here and not above: a process that serves people never loads the demonstration.
        from programs.demo.dates import DemoCalendar
        from programs.demo.loading import demo_load

        for line in demo_load(DemoCalendar(day), reset=reset):
            self.stdout.write(line)
