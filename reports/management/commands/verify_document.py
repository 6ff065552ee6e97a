"""`manage.py verify_document`: was this file issued? Says the same as `/verificar/`."""

import hashlib
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from programs.management.own_command import OwnCommand
from programs.values.phrases import long_date
from reports.selectors.verificar import find_file


class Command(OwnCommand):
    """Compares a file with what was issued: exit code 1 where it is not one, 2 without a file."""

    help = "Dice si un archivo es uno de los que se emitieron, con su folio y lo que lo reemplaza."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the argument."""
        parser.add_argument("file", type=Path, metavar="ARCHIVO", help="el PDF que se recibió")

    def handle(self, *args: object, file: Path, **options: object) -> None:
        """Print what the file is, or fail with a sentence."""
        try:
            with file.open("rb") as opened:
                sha256 = hashlib.file_digest(opened, "sha256").hexdigest()
        except OSError as error:
            raise CommandError(
                f"No se puede leer «{file}»: {error.strerror}.", returncode=2
            ) from error
        found = find_file(sha256)
        if found is None:
            raise CommandError(
                f"No es un archivo que se haya emitido. SHA-256: {sha256}", returncode=1
            )
        issued = found.issued
        if not found.is_whole:
            raise CommandError(
                f"El folio {issued.folio} existe, pero sus datos no son los que se guardaron al "
                f"emitirlo. Corra verify_audit {issued.institucion.slug}.",
                returncode=1,
            )
        issued_on = long_date(timezone.localtime(issued.issued_at).date())
        self.stdout.write(
            f"Es el archivo que {issued.institucion.name} emitió el {issued_on}: "
            f"{found.file.get_form_display() if found.file else ''}, folio {issued.folio}."
        )
        if found.is_scan:
            self.stdout.write("Es una copia firmada: el sistema no revisa qué dice ni quién firmó.")
        self.stdout.write(f"{issued.title}. {issued.period}.")
        if found.replaced_by:
            self.stdout.write(f"Lo reemplaza el folio {found.replaced_by.folio}.")
        self.stdout.write(f"SHA-256 del archivo: {sha256}")
        self.stdout.write(f"SHA-256 de los datos: {issued.payload_sha256}")
        self.stdout.write(f"Acto del libro: {issued.act_number}:{issued.act_hash}")
