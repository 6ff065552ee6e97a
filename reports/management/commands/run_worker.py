"""`run_worker`: keep making the documents that people ask for, until it is told to end."""

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import CommandError, CommandParser

from programs.management.own_command import OwnCommand
from reports.slots import SLOTS
from reports.worker import Supervisor
from sesea.safety.start import start_or_refuse
from sesea.waits import waits_bound

MOST = 8


class Command(OwnCommand):
    """Run the worker of the documents; SIGTERM and Ctrl+C end it and all that it started."""

    help = "Hace los documentos que se piden. Termina con Ctrl+C o SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare how many documents at once."""
        parser.add_argument(
            "--makers",
            type=int,
            default=SLOTS,
            metavar="N",
            help=f"procesos que hacen documentos, de 1 a {MOST} (por omisión {SLOTS}); "
            f"en un equipo nunca se hacen más de {SLOTS} a la vez",
        )

    def handle(self, *args: object, makers: int, **options: object) -> None:
        """Work until a signal. A wrong number ends with code 2."""
        if not 1 <= makers <= MOST:
            raise CommandError(f"--makers va de 1 a {MOST}, no {makers}.", returncode=2)
        waits_bound()
        try:
            start_or_refuse()
        except ImproperlyConfigured as error:
            raise CommandError(str(error), returncode=2) from None
        Supervisor(makers).run()
