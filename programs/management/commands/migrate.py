"""`migrate`: Django's own, one at a time on a database, however many hosts start at once."""

from typing import Any

from django.core.management.commands import migrate

from programs.management.turns import alone_on


class Command(migrate.Command):
    """Migrate while nobody else does; who waited finds it done."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Wait for the turn and migrate; what only looks takes no turn."""
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return

        def tell() -> None:
            self.stdout.write("Otro proceso está migrando la base. Se espera a que termine.")

        with alone_on(options["database"], tell):
            super().handle(*args, **options)
