"""`manage.py seed_scale N`: institutions for measuring, each with four years of work."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import CommandError

from programs.management.commands.load_demo import parse_today
from programs.management.own_command import OwnCommand


class Command(OwnCommand):
    """Loads invented institutions to measure with; one that exists is left as it is."""

    help = (
        "Carga instituciones inventadas para medir: cuatro ejercicios, 60 personas y 40 líneas "
        "cada una."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("count", metavar="CUÁNTAS", type=int, help="Cuántas instituciones.")
        parser.add_argument(
            "--today", metavar="AAAA-MM-DD", help="Día desde el que se fechan; por omisión, hoy."
        )
        parser.add_argument(
            "--force",
            action="store_true",
            help="Las carga aunque DEBUG sea 0 o haya instituciones reales.",
        )

    def handle(
        self, *args: object, count: int, today: str | None, force: bool, **options: object
    ) -> None:
        """Make what is missing and say it; refused beside real data and with DEBUG=0."""
        day = parse_today(today)
        # Here and not above: a process that serves people never loads the demonstration.
        from programs.demo.dates import DemoCalendar
        from programs.demo.people import PASSWORD
        from programs.demo.scale import MOST, YEARS, real_institutions, scale_load

        if not 1 <= count <= MOST:
            raise CommandError(
                f"Escriba cuántas instituciones, de 1 a {MOST}; no «{count}».", returncode=2
            )
        if not settings.DEBUG and not force:
            raise CommandError(
                "Estas instituciones no se cargan con DEBUG=0, porque su contraseña es pública; "
                "si de verdad las quiere aquí, agregue --force.",
                returncode=2,
            )
        real = real_institutions()
        if real and not force:
            raise CommandError(
                f"La base ya tiene instituciones reales ({', '.join(real)}). Use una base vacía, "
                "o agregue --force.",
                returncode=2,
            )
        for line in scale_load(count, DemoCalendar(day, years=YEARS)):
            self.stdout.write(line)
        self.stdout.write(f"La contraseña de todas las personas es {PASSWORD}.")
