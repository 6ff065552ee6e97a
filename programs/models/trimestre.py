"""The four quarters of a programa: their window and their printed title."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from programs.enums import QUARTERS, TrimestreStatus
from programs.models.base import VersionedModel
from programs.models.fields import CharField, TextField
from programs.models.programa import Programa
from programs.received.limits import MAX_REASON
from programs.values.phrases import quarter_name


class Trimestre(VersionedModel):
    """A quarter of a programa. All four exist from the start; nobody creates one."""

    natural_lookups = ("programa__institucion__slug", "programa__year", "number")
    institucion_path = "programa__institucion"

    programa = models.ForeignKey(
        Programa, on_delete=models.CASCADE, related_name="trimestres", verbose_name="programa"
    )
    number = models.PositiveSmallIntegerField("número", choices=[(n, f"T{n}") for n in QUARTERS])
    status = CharField(
        "ventana", max_length=10, choices=TrimestreStatus, default=TrimestreStatus.UPCOMING
    )
    due_on = models.DateField("fecha límite", null=True, blank=True)
    opened_at = models.DateTimeField("abierto el", null=True, blank=True)
    closed_at = models.DateTimeField("cerrado el", null=True, blank=True)
    closed_by = models.ForeignKey(
        "programs.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="cerró",
    )
    reopened_at = models.DateTimeField("reabierto el", null=True, blank=True)
    reopened_by = models.ForeignKey(
        "programs.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="reabrió",
    )
    reopen_reason = TextField("motivo de la reapertura", letters=MAX_REASON, blank=True)
    cover_title = CharField(
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
            models.CheckConstraint(
                name="trimestre_closed_is_stamped",
                condition=~Q(status=TrimestreStatus.CLOSED) | Q(closed_at__isnull=False),
                violation_error_message="Un trimestre cerrado lleva la fecha de cierre.",
            ),
            models.CheckConstraint(
                name="trimestre_reopened_has_reason",
                condition=Q(reopened_at__isnull=True) | ~Q(reopen_reason=""),
                violation_error_message="Escriba por qué se reabre el trimestre.",
            ),
        ]

    def __str__(self) -> str:
        return f"T{self.number} {self.programa.exercise}"

    @property
    def full_name(self) -> str:
        """Return its name with its exercise: "3er trimestre 2026"; reads the programa."""
        return quarter_name(self.number, self.programa.exercise)

    @property
    def place(self) -> tuple[str, int, int]:
        """What the addresses of its pages name: institution, year and quarter."""
        return *self.programa.place, self.number

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("trimestre_detail", args=self.place)

    @property
    def months(self) -> tuple[int, int, int]:
        """The quarter's months as numbers of the period (1 to 12)."""
        first = 3 * (self.number - 1) + 1
        return (first, first + 1, first + 2)

    @property
    def starts_on(self) -> date:
        """First day of the quarter."""
        return self.programa.quarter_days(self.number)[0]

    @property
    def ends_on(self) -> date:
        """Last day of the quarter."""
        return self.programa.quarter_days(self.number)[1]
