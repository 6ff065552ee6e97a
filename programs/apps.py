"""The app that holds the work: what was promised, what was done, who may say so."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ProgramsConfig(AppConfig):
    """Plan, progress, people and their roles."""

    name = "programs"
    verbose_name = "Programas de trabajo"

    def ready(self) -> None:
        """Lift the locks of the database for migrations and set them again; be watched."""
        # Models, and what stands beside them, can be imported only once all apps are loaded.
        from programs.checks import files_there
        from programs.health import backups_part, files_part, locks_part
        from sesea.safety.start import serve_only_with
        from sesea.watch.health import part_add

        serve_only_with(files_there)
        part_add("candados", locks_part)
        part_add("archivos", files_part)
        part_add("respaldo", backups_part)
        pre_migrate.connect(_unlock, sender=self)
        post_migrate.connect(_lock, sender=self)


def _unlock(using: str, plan: Sequence[object], **kwargs: object) -> None:
    # Models, and what stands beside them, can be imported only once all apps are loaded.
    from programs.models.locks import locks_lift

    if plan:  # who migrates nothing leaves those who work their locks
        locks_lift(using=using)


def _lock(using: str, plan: Sequence[object] | None = None, **kwargs: object) -> None:
    """Set the locks after migrations; after a flush, which has no plan; and where any is missing.

    Missing they are where a migration was killed.
    """
    from programs.models.locks import locks_missing, locks_set

    if plan or plan is None or locks_missing(using=using):
        locks_set(using=using)
