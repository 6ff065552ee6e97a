"""`manage.py backup`: copy the database and the received files into a new folder."""

import time
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError
from django.utils import timezone

from programs.errors import DomainError
from programs.keeping.backup import backup_make
from programs.keeping.manifest import LEFT_OUT
from programs.keeping.records import backup_failed, backup_made
from programs.management.naming import counted, in_megabytes
from programs.management.own_command import OwnCommand


class Command(OwnCommand):
    """Makes a whole backup while people work; exit code 1 without one, or with files missing."""

    help = "Respalda la base y los archivos recibidos en una carpeta nueva, mientras se trabaja."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="carpeta nueva del respaldo")

    def handle(self, *args: object, folder: Path, **options: object) -> None:
        """Make the backup, remember it, and print what it holds and its hash."""
        started_at, began = timezone.now(), time.monotonic()
        try:
            manifest, sha256 = backup_make(folder, now=started_at)
        except (DomainError, OSError, DatabaseError) as error:
            with suppress(DatabaseError):  # which may be what failed
                backup_failed(started_at, str(error))
            raise CommandError(f"No se respaldó. {error}", returncode=1) from error
        backup_made(started_at, manifest, sha256)
        self.stdout.write(
            f"Respaldo completo en {folder}: {counted(len(manifest.tables), 'tabla', 'tablas')}, "
            f"{counted(len(manifest.files), 'archivo', 'archivos')}, "
            f"{in_megabytes(manifest.size)}, en {time.monotonic() - began:.1f} s."
        )
        self.stdout.write(LEFT_OUT)
        self.stdout.write(f"Huella del manifiesto: {sha256}")
        if manifest.missing:
            lines = [f"Falta en el almacén, y la base lo nombra: {n}" for n in manifest.missing]
            raise CommandError("\n".join(lines), returncode=1)
