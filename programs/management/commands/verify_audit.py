"""`manage.py verify_audit`: compare an institution's ledger with itself and with what it closed."""

import re
from argparse import ArgumentParser

from django.core.management.base import CommandError

from programs.management.naming import asking_store
from programs.management.own_command import OwnCommand
from programs.models import Institucion
from programs.services.verification import institucion_verify


def parse_anchor(text: str) -> tuple[int, str]:
    """Return (number, hash) of an anchor as a receipt prints it, `12:9f86d081…`.

    Raises CommandError with exit code 2 for anything else.
    """
    found = re.fullmatch(r"(\d{1,9}):([0-9a-fA-F]{8,64})", text)
    if not found:
        raise CommandError(
            "Escriba --anchor como NÚMERO:HUELLA, con 8 caracteres o más; "
            f"no se entiende «{text}».",
            returncode=2,
        )
    return int(found[1]), found[2].lower()


class Command(OwnCommand):
    """Verifies what an institution closed; findings end with exit code 1."""

    help = (
        "Revisa el libro de actos de una institución, sus cortes y sus trimestres cerrados, "
        "y dice todo lo que no es como se guardó."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the options."""
        parser.add_argument("institucion", help="clave de la institución, por ejemplo muestra")
        parser.add_argument(
            "--anchor",
            action="append",
            default=[],
            metavar="NÚMERO:HUELLA",
            help="número y huella de un acuse impreso; se puede repetir",
        )

    def handle(self, *args: object, institucion: str, anchor: list[str], **options: object) -> None:
        """Print the count and the head, or fail with every fault, a line each."""
        owner = Institucion.objects.filter(slug=institucion).first()
        if owner is None:
            raise CommandError(f"No existe la institución «{institucion}».", returncode=2)
        anchors = [parse_anchor(text) for text in anchor]
        with asking_store():
            verdict = institucion_verify(owner, anchors)
        for note in verdict.notes:
            self.stdout.write(f"Nota. {note}")
        head = f"{verdict.count} actos. Cabeza {verdict.count}:{verdict.head}"
        if verdict.faults:
            found = len(verdict.faults)
            title = "Una diferencia" if found == 1 else f"{found} diferencias"
            lines = [f"{title} en {head}", *verdict.faults]
            raise CommandError("\n".join(lines), returncode=1)
        self.stdout.write(f"Libro correcto: {head}")
