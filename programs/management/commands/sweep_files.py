"""`manage.py sweep_files`: the stored files that nobody names, listed or removed."""

from argparse import ArgumentParser

from django.utils import timezone

from programs.keeping.files import orphan_remove, orphans
from programs.management.naming import asking_store, counted, in_megabytes
from programs.management.own_command import OwnCommand


class Command(OwnCommand):
    """Lists the orphans of a day ago and before; removes them only with --remove."""

    help = "Dice qué archivos no nombra ninguna fila desde hace más de un día; --remove los borra."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the option."""
        parser.add_argument("--remove", action="store_true", help="bórrelos")

    def handle(self, *args: object, remove: bool, **options: object) -> None:
        """Print each with its size, remove it if asked, and print how many they are."""
        count = size = 0
        with asking_store():
            for orphan in orphans(timezone.now()):
                day = f"{timezone.localtime(orphan.stored_at):%d/%m/%Y %H:%M}"
                self.stdout.write(f"{orphan.name}  {orphan.size:,} bytes  {day}")
                if remove:
                    orphan_remove(orphan)
                count, size = count + 1, size + orphan.size
        nouns = ("archivo sin fila", "archivos sin fila")
        if remove:
            nouns = ("archivo borrado", "archivos borrados")
        self.stdout.write(f"{counted(count, *nouns)}, {in_megabytes(size)}.")
