"""The four quarters of a programa: their window and their printed title."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from programs.enums import QUARTERS, TrimestreStatus
from programs.models.base import NaturalKeyModel
from programs.models.programa import Programa


class Trimestre(NaturalKeyModel):
    """A quarter of a programa. All four exist from the start; nobody creates one."""

    natural_lookups = ("programa__institucion__slug", "programa__year", "number")
    institucion_path = "programa__institucion"

    programa = models.ForeignKey(
        Programa, on_delete=models.CASCADE, related_name="trimestres", verbose_name="programa"
    )
    number = models.PositiveSmallIntegerField("número", choices=[(n, f"T{n}") for n in QUARTERS])
    status = models.CharField(
        "ventana", max_length=10, choices=TrimestreStatus, default=TrimestreStatus.UPCOMING
    )
    due_on = models.DateField("fecha límite", null=True, blank=True)
    cover_title = models.CharField(
        "título de portada", max_length=300, blank=True, help_text="Vacío: lo escribe el sistema."
    )

    class Meta:
        verbose_name = "trimestre"
        verbose_name_plural = "trimestres"
        ordering = ["programa", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programa", "number"],
                name="trimestre_once",
                violation_error_message="El programa ya tiene ese trimestre.",
            ),
            models.CheckConstraint(
                name="trimestre_number_exists",
                condition=Q(number__gte=1, number__lte=4),
                violation_error_message="El trimestre va de 1 a 4.",
            ),
        ]

    def __str__(self) -> str:
        return f"T{self.number} {self.programa.year}"

    @property
    def months(self) -> tuple[int, int, int]:
        """The quarter's months as numbers of the period (1 to 12)."""
        first = 3 * (self.number - 1) + 1
        return (first, first + 1, first + 2)

    @property
    def starts_on(self) -> date:
        """First day of the quarter."""
        return self.programa.month_start(self.months[0])

    @property
    def ends_on(self) -> date:
        """Last day of the quarter."""
        return self.programa.month_start(self.months[2] + 1) - timedelta(days=1)
