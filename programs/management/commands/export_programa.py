"""`manage.py export_programa`: the plan of a programa as a workbook, empty where it has no rows."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError

from programs.errors import DomainError
from programs.management.naming import programa_named
from programs.management.own_command import OwnCommand
from programs.received.storage import write_whole
from programs.resources.planilla.exchange import planilla_of


class Command(OwnCommand):
    """Writes the workbook and puts it in place whole, or leaves what was there."""

    help = "Escribe el plan de un programa como libro de Excel, para llenarlo o cambiarlo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare whose plan, and where it goes."""
        parser.add_argument("institucion", help="clave de la institución, por ejemplo sesaech")
        parser.add_argument("ejercicio", help="año, por ejemplo 2026")
        parser.add_argument("archivo", metavar="FILE", help="el libro (.xlsx) que se escribe")

    def handle(
        self, *args: object, institucion: str, ejercicio: str, archivo: str, **options: object
    ) -> None:
        """Write the file. Ends with 1 for a text that fits no cell, with 2 for wrong names."""
        target = Path(archivo)
        if not target.parent.is_dir():
            raise CommandError(f"No existe la carpeta {target.parent}.", returncode=2)
        if target.is_dir():
            raise CommandError(f"{target} es una carpeta. Escriba el archivo.", returncode=2)
        programa = programa_named(institucion, ejercicio)
        try:
            data = planilla_of(programa)
        except DomainError as refusal:
            raise CommandError(str(refusal), returncode=1) from refusal
        try:
            write_whole(target, data)
        except OSError as error:
            raise CommandError(f"No se pudo escribir {target}: {error}", returncode=1) from error
        self.stdout.write(f"{target}: {len(data):,} bytes")
