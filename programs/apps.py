"""The app that holds the work: what was promised, what was done, who may say so."""

from django.apps import AppConfig


class ProgramsConfig(AppConfig):
    """Plan, progress, people and their roles."""

    name = "programs"
    verbose_name = "Programas de trabajo"
