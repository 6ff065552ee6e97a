"""`manage.py seal_second_factors`: encrypt what is stored under the first key of MFA_KEY."""

from django.core.management.base import CommandError

from programs.errors import DomainError
from programs.management.own_command import OwnCommand
from programs.services.second_factor import secrets_seal_again


class Command(OwnCommand):
    """Run after a new key was put before the old one; then the old one can go."""

    help = "Cifra otra vez los secretos de la verificación en dos pasos, con la primera MFA_KEY."

    def handle(self, *args: object, **options: object) -> None:
        """Encrypt all of them, or none, and say how many."""
        try:
            count = secrets_seal_again()
        except DomainError as error:
            raise CommandError(
                "Ninguna de las claves de MFA_KEY lee todos los secretos: no se cambió nada. "
                "Agregue la anterior después de la nueva, separadas por una coma.",
                returncode=1,
            ) from error
        self.stdout.write(f"Se cifraron {count} secretos con la primera clave.")
