"""The app that holds what is made of the work: summaries, charts, documents."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Documents, charts and pages that sum up."""

    name = "reports"
    verbose_name = "Informes"

    def ready(self) -> None:
        """Have what was issued locked, verified and, once its PDF is made, kept."""
        # Models, and what stands beside them, can be imported only once all apps are loaded.
        from programs.models.locks import locks_add
        from programs.services.verification import verify_also
        from reports.documents.registry import Subject
        from reports.models.locks import ISSUED_LOCKS
        from reports.services.issued_files import rendition_finish
        from reports.services.issued_verification import issued_faults
        from reports.services.leases import FINISHERS

        locks_add(ISSUED_LOCKS)
        verify_also(issued_faults)
        FINISHERS[Subject.ISSUED] = rendition_finish
