"""`manage.py verify_files`: are the received files those that the rows name?"""

from django.core.management.base import CommandError
from django.utils import timezone

from programs.keeping.files import file_faults, orphans
from programs.management.naming import asking_store, counted
from programs.management.own_command import OwnCommand
from programs.received.previews import is_preview


class Command(OwnCommand):
    """Compares every stored file with the rows, both ways; findings end with exit code 1."""

    help = "Revisa los archivos recibidos: los que faltan, no se leen, cambiaron o no son de nadie."

    def handle(self, *args: object, **options: object) -> None:
        """Print that all is right, or fail with every finding, a line each."""
        with asking_store():
            found = list(file_faults())
            for orphan in orphans(timezone.now()):
                if not is_preview(orphan.name):
                    found.append(
                        f"{orphan.name}: sobra, {orphan.size:,} bytes. Ninguna fila lo nombra."
                    )
        if found:
            title = counted(len(found), "diferencia", "diferencias")
            raise CommandError("\n".join([f"{title} en los archivos.", *found]), returncode=1)
        self.stdout.write("Los archivos son los que nombra la base, enteros y sin cambios.")
