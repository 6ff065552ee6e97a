"""The app that holds what is made of the work: summaries, charts, documents."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Documents, charts and pages that sum up."""

    name = "reports"
    verbose_name = "Informes"

    def ready(self) -> None:
        """Have what was issued locked by the database and verified, with what `programs` keeps."""
        # Models, and what stands beside them, can be imported only once all apps are loaded.
        from programs.models.locks import locks_add
        from programs.services.verification import verify_also
        from reports.models.locks import ISSUED_LOCKS
        from reports.services.issued_verification import issued_faults

        locks_add(ISSUED_LOCKS)
        verify_also(issued_faults)
