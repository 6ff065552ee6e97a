"""The project itself as an app: what guards its start and watches it run."""

from django.apps import AppConfig


class SeseaConfig(AppConfig):
    """Settings, safety of the start, logs and measures; it has no tables."""

    name = "sesea"
    verbose_name = "Sistema"

    def ready(self) -> None:
        """Have every command refuse what would lose or leak data."""
        from sesea.safety.start import checks_register

        checks_register()
