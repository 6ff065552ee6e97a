"""The app that holds what is made of the work: summaries, charts, documents."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Documents, charts and pages that sum up."""

    name = "reports"
    verbose_name = "Informes"

    def ready(self) -> None:
        """Have what was issued locked, verified, named and kept, and the documents watched."""
        # Models, and what stands beside them, can be imported only once all apps are loaded.
        from programs.keeping.named import named_also
        from programs.keeping.purge import cited_also
        from programs.models.locks import locks_add
        from programs.services.verification import verify_also
        from reports.documents.registry import Subject
        from reports.health import documents_gauges, documents_part
        from reports.models.locks import ISSUED_LOCKS
        from reports.services.issued_files import rendition_finish
        from reports.services.issued_verification import issued_faults
        from reports.services.leases import FINISHERS
        from reports.services.named import document_names, issued_texts
        from sesea.watch.health import gauges_add, part_add

        locks_add(ISSUED_LOCKS)
        part_add("documentos", documents_part)
        gauges_add(documents_gauges)
        verify_also(issued_faults)
        named_also(document_names)
        cited_also(issued_texts)
        FINISHERS[Subject.ISSUED] = rendition_finish
