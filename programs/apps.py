"""The app that holds the work: what was promised, what was done, who may say so."""

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
        from programs.health import files_part, locks_part
        from sesea.safety.start import serve_only_with
        from sesea.watch.health import part_add

        serve_only_with(files_there)
        part_add("candados", locks_part)
        part_add("archivos", files_part)
        pre_migrate.connect(_unlock, sender=self)
        post_migrate.connect(_lock, sender=self)


def _unlock(using: str, **kwargs: object) -> None:
    # Models, and what stands beside them, can be imported only once all apps are loaded.
    from programs.models.locks import locks_lift

    locks_lift(using=using)


def _lock(using: str, **kwargs: object) -> None:
    from programs.models.locks import locks_set

    locks_set(using=using)
