"""The app that holds the work: what was promised, what was done, who may say so."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class ProgramsConfig(AppConfig):
    """Plan, progress, people and their roles."""

    name = "programs"
    verbose_name = "Programas de trabajo"

    def ready(self) -> None:
        """Lift the locks of the database for migrations and set them again; look at the files."""
        # Models, and what stands beside them, can be imported only once all apps are loaded.
        from programs.checks import files_there
        from sesea.safety.start import serve_only_with

        serve_only_with(files_there)
        pre_migrate.connect(_unlock, sender=self)
        post_migrate.connect(_lock, sender=self)


def _unlock(using: str, **kwargs: object) -> None:
    # Models, and what stands beside them, can be imported only once all apps are loaded.
    from programs.models.locks import locks_lift

    locks_lift(using=using)


def _lock(using: str, **kwargs: object) -> None:
    from programs.models.locks import locks_set

    locks_set(using=using)
