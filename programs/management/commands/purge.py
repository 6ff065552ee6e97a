"""`manage.py purge`: the evidence whose term is over, listed or purged."""

from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from programs.keeping.purge import purge, purgeable
from programs.management.naming import counted, in_megabytes
from programs.management.own_command import OwnCommand
from programs.models import Institucion


class Command(OwnCommand):
    """Lists what may go by the terms of an institution; purges it only with --remove."""

    help = (
        "Dice qué evidencia venció según el plazo de la institución; --remove la depura y lo deja "
        "en el libro."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the institution and the option."""
        parser.add_argument("institucion", help="clave de la institución, por ejemplo muestra")
        parser.add_argument("--remove", action="store_true", help="depúrela")

    def handle(self, *args: object, institucion: str, remove: bool, **options: object) -> None:
        """Print each file, purge them if asked, and print how many they are."""
        owner = Institucion.objects.filter(slug=institucion).first()
        if owner is None:
            raise CommandError(f"No existe la institución «{institucion}».", returncode=2)
        if owner.legal_hold.strip():
            self.stdout.write(
                f"Reserva legal: {owner.legal_hold.strip().rstrip('.')}. No se depura nada."
            )
        elif owner.evidence_years is None:
            self.stdout.write("La institución no fijó plazo: la evidencia se conserva siempre.")
        found = (purge if remove else purgeable)(owner, timezone.now())
        for each in found:
            row = each.row
            came = timezone.localtime(row.uploaded_at)
            self.stdout.write(
                f"{row.key}  {row.size:,} bytes  {came:%d/%m/%Y}  {row.original_name}"
            )
        nouns = ("archivo vencido", "archivos vencidos")
        if remove:
            nouns = ("archivo depurado", "archivos depurados")
        size = in_megabytes(sum(each.row.size for each in found))
        self.stdout.write(f"{counted(len(found), *nouns)}, {size}.")
