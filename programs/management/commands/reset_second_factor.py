"""`manage.py reset_second_factor CUENTA`: for who lost phone and codes, where nobody else helps."""

from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from programs.errors import DomainError
from programs.management.own_command import OwnCommand
from programs.models import User
from programs.services.second_factor import second_factor_end


class Command(OwnCommand):
    """Leaves an act of the system in the ledger, and tells the person."""

    help = "Quita la verificación en dos pasos de una cuenta, por ejemplo del único superusuario."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the account."""
        parser.add_argument("cuenta", help="nombre de la cuenta")

    def handle(self, *args: object, cuenta: str, **options: object) -> None:
        """Take it away, or say why not."""
        person = User.objects.filter(username=cuenta).first()
        if person is None:
            raise CommandError(f"No hay una cuenta «{cuenta}».", returncode=2)
        try:
            second_factor_end(person, by=None, now=timezone.now())
        except DomainError as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(f"La cuenta {cuenta} entra otra vez con su contraseña.")
