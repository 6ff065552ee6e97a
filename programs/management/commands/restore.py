"""`manage.py restore`: bring a backup back into an empty place."""

import time
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DatabaseError

from programs.errors import DomainError
from programs.keeping.manifest import Manifest, manifest_read
from programs.keeping.restoring import (
    migrations_pending,
    restore_bring,
    restore_refusals,
    restored_faults,
)
from programs.management.commands.verify_backup import add_sha256
from programs.management.naming import counted, in_megabytes
from programs.management.own_command import OwnCommand
from programs.models import Institucion


class Command(OwnCommand):
    """Fills an empty database and an empty storage; refusals and findings end with exit code 1."""

    help = "Recupera un respaldo en una base y un almacén vacíos, y revisa lo que volvió."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder, the hash and the trial."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="carpeta del respaldo")
        add_sha256(parser)
        parser.add_argument(
            "--dry-run", action="store_true", help="dice si se puede, y no escribe nada"
        )

    def handle(
        self,
        *args: object,
        folder: Path,
        manifest_sha256: str,
        dry_run: bool,
        **options: object,
    ) -> None:
        """Bring all of it back and look at it, or refuse and leave the place as it was."""
        began = time.monotonic()
        refusals = restore_refusals(folder, sha256=manifest_sha256)
        if refusals:
            raise CommandError("\n".join(["No se recuperó nada.", *refusals]), returncode=1)
        if dry_run:
            manifest, _ = manifest_read(folder)
            self.stdout.write(f"Se puede recuperar: {_told(manifest)}. No se escribió nada.")
            return
        try:
            manifest = restore_bring(folder)
        except (DomainError, OSError, DatabaseError) as error:
            raise CommandError(f"No se recuperó nada. {error}", returncode=1) from error
        for name in manifest.missing:
            self.stdout.write(f"Nota. Ya faltaba al respaldar: {name}")
        if migrations_pending():
            self.stdout.write(
                f"Volvió {_told(manifest)}. Es de una versión anterior: corra migrate, y después "
                "verify_audit con cada institución."
            )
            return
        faults = list(restored_faults(manifest))
        if faults:
            raise CommandError("\n".join(["Volvió, con diferencias.", *faults]), returncode=1)
        self.stdout.write(
            f"Volvió {_told(manifest)}. Los libros, los cortes y los documentos emitidos de "
            f"{counted(Institucion.objects.count(), 'institución', 'instituciones')} son los del "
            f"respaldo. Tardó {time.monotonic() - began:.1f} s."
        )


def _told(manifest: Manifest) -> str:
    return (
        f"el respaldo del {manifest.made_on}: "
        f"{counted(sum(manifest.tables.values()), 'fila', 'filas')} y "
        f"{counted(len(manifest.files), 'archivo', 'archivos')}, {in_megabytes(manifest.size)}"
    )
