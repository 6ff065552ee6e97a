"""The app that holds what is made of the work: summaries, charts, documents."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Documents, charts and pages that sum up."""

    name = "reports"
    verbose_name = "Informes"
