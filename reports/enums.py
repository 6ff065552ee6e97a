"""Kinds and forms of what is issued: stored codes in English, labels in Spanish."""

from django.db.models import TextChoices


class IssuedKind(TextChoices):
    """Which of the two documents was issued; the code is its `kind` in the registry."""

    PTA = "pta", "Programa de Trabajo Anual"
    INFORME = "informe", "Informe trimestral"

    @property
    def mark(self) -> str:
        """What stands for it in a folio."""
        return {IssuedKind.PTA: "PTA", IssuedKind.INFORME: "INF"}[self]


class FileForm(TextChoices):
    """The forms in which an issued document is kept."""

    PDF = "pdf", "Documento (PDF)"
    XLSX = "xlsx", "Metas y resultados (Excel)"
    SIGNED = "signed", "Copia firmada (PDF)"

    @property
    def suffix(self) -> str:
        """How the names of its files end."""
        return {FileForm.SIGNED: "pdf"}.get(self, self.value)
