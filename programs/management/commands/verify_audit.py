"""`manage.py verify_audit`: walk an institution's ledger and name the first bad act."""

import re
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from programs.models import Institucion
from programs.models.closed_rows import lock_missing
from programs.services.ledger import ledger_verify


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


class Command(BaseCommand):
    """Verifies the chain of an institution; findings end with exit code 1."""

    help = "Revisa el libro de actos de una institución y dice cuál acto está mal, si lo hay."

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
        """Print the count and the head, or fail with the first bad act."""
        owner = Institucion.objects.filter(slug=institucion).first()
        if owner is None:
            raise CommandError(f"No existe la institución «{institucion}».", returncode=2)
        verdict = ledger_verify(owner, [parse_anchor(text) for text in anchor])
        if verdict.problem:
            raise CommandError(f"Acto {verdict.number}: {verdict.problem}.", returncode=1)
        unlocked = lock_missing()
        if unlocked:
            raise CommandError(
                f"La base no protege los trimestres cerrados en: {', '.join(unlocked)}. "
                "Ejecute «python manage.py migrate».",
                returncode=1,
            )
        self.stdout.write(
            f"Libro correcto: {verdict.count} actos. Cabeza {verdict.count}:{verdict.head}"
        )
