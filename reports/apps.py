"""The app that holds what is made of the work: summaries, charts, documents."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Documents, charts and pages that sum up."""

    name = "reports"
    verbose_name = "Informes"

    def ready(self) -> None:
        """Give the database the locks on what was issued, with those of `programs`."""
        from programs.models.locks import locks_add
        from reports.models.locks import ISSUED_LOCKS

        locks_add(ISSUED_LOCKS)
