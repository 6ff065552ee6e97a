"""What was decided of the lessons of a year, when the next one was prepared."""

from django.db import models

from programs.enums import LessonKind
from programs.models.base import NaturalKeyModel
from programs.models.fields import CharField
from programs.models.programa import LineaDeAccion


class Leccion(NaturalKeyModel):
    """A lesson of last year that was decided for a línea of this one: taken, or left as it is.

    The lesson itself is computed from last year's rows (`programs.values.lessons`) and never
    stored; the ledger keeps its sentence and what it changed.
    """

    natural_lookups = (
        "linea__eje__programa__institucion__slug",
        "linea__eje__programa__year",
        "linea__eje__order",
        "linea__order",
        "code",
    )
    institucion_path = "linea__eje__programa__institucion"

    linea = models.ForeignKey(
        LineaDeAccion,
        on_delete=models.CASCADE,
        related_name="lecciones",
        verbose_name="línea de acción",
    )
    code = CharField("lección", max_length=10, choices=LessonKind)
    accepted = models.BooleanField("propuesta aceptada")
    decided_by = models.ForeignKey(
        "programs.User", on_delete=models.PROTECT, related_name="+", verbose_name="decidió"
    )
    decided_at = models.DateTimeField("decidida el")

    class Meta:
        verbose_name = "lección del año anterior"
        verbose_name_plural = "lecciones del año anterior"
        ordering = ["linea", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["linea", "code"],
                name="leccion_once",
                violation_error_message="Esa lección ya se decidió.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_code_display()
