"""`manage.py verify_backup`: is a backup still what was made?"""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError

from programs.keeping.checking import backup_faults
from programs.keeping.manifest import manifest_read
from programs.management.naming import counted, in_megabytes
from programs.management.own_command import OwnCommand


def add_sha256(parser: ArgumentParser) -> None:
    """Declare the hash that a backup printed."""
    parser.add_argument(
        "--manifest-sha256",
        default="",
        metavar="HUELLA",
        help="la huella del manifiesto que se imprimió al respaldar",
    )


class Command(OwnCommand):
    """Compares every part of a backup with its manifest; findings end with exit code 1."""

    help = "Revisa un respaldo entero: cada huella, lo que falte o sobre, y que la base se abra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folder and the hash."""
        parser.add_argument("folder", type=Path, metavar="DIR", help="carpeta del respaldo")
        add_sha256(parser)

    def handle(self, *args: object, folder: Path, manifest_sha256: str, **options: object) -> None:
        """Print what the backup holds, or fail with every fault, a line each."""
        faults = list(backup_faults(folder, sha256=manifest_sha256))
        if faults:
            raise CommandError("\n".join(faults), returncode=1)
        manifest, sha256 = manifest_read(folder)
        for name in manifest.missing:
            self.stdout.write(f"Nota. Ya faltaba al respaldar: {name}")
        self.stdout.write(
            f"Respaldo correcto, del {manifest.made_on}, de {manifest.engine}: "
            f"{counted(sum(manifest.tables.values()), 'fila', 'filas')}, "
            f"{counted(len(manifest.files), 'archivo', 'archivos')}, {in_megabytes(manifest.size)}."
        )
        self.stdout.write(f"Huella del manifiesto: {sha256}")
