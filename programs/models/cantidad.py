"""The months of a quantity that is programmed and reported month by month."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from programs.models.base import VersionedModel, person_link
from programs.models.fields import CharField
from programs.models.meta import NOT_NEGATIVE, QUANTITY, ComponenteDeMeta
from programs.values.month_quantities import MonthQuantity


class CantidadMensual(VersionedModel):
    """One month of a monthly component: what was programmed, and what the área said of it.

    `programs.services.cantidades` and `componente_program_months` write it, and with it the
    quarter: what its three months give (`programs.values.month_quantities`).
    """

    natural_lookups = (
        "componente__meta__linea__eje__programa__institucion__slug",
        "componente__meta__linea__eje__programa__year",
        "componente__meta__linea__eje__order",
        "componente__meta__linea__order",
        "componente__order",
        "month",
    )
    institucion_path = "componente__meta__linea__eje__programa__institucion"

    componente = models.ForeignKey(
        ComponenteDeMeta, on_delete=models.CASCADE, related_name="meses", verbose_name="componente"
    )
    month = models.PositiveSmallIntegerField(
        "mes del periodo", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    programmed = models.DecimalField(
        "programado", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    done = models.DecimalField(
        "realizado", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    reason = CharField("motivo", max_length=300, blank=True)
    reported_by = person_link("reportó")
    reported_at = models.DateTimeField("reportada el", null=True, blank=True)
    history = HistoricalRecords(verbose_name="historial de la cantidad mensual")

    class Meta:
        verbose_name = "cantidad mensual"
        verbose_name_plural = "cantidades mensuales"
        ordering = ["componente", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["componente", "month"],
                name="cantidad_mensual_once",
                violation_error_message="La cantidad ya tiene ese mes.",
            ),
            models.CheckConstraint(
                name="cantidad_mensual_month_exists",
                condition=Q(month__gte=1, month__lte=12),
                violation_error_message="El mes va de 1 a 12.",
            ),
            models.CheckConstraint(
                name="cantidad_mensual_not_negative",
                condition=(Q(programmed__isnull=True) | Q(programmed__gte=0))
                & (Q(done__isnull=True) | Q(done__gte=0)),
                violation_error_message="La cantidad no puede ser negativa.",
            ),
            models.CheckConstraint(
                name="cantidad_mensual_reported_is_stamped",
                condition=Q(done__isnull=True, reason="", reported_at__isnull=True)
                | (Q(reported_at__isnull=False) & (Q(done__isnull=False) | ~Q(reason=""))),
                violation_error_message="Un avance reportado lleva la fecha en que se reportó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.componente}, mes {self.month}"

    @property
    def value(self) -> MonthQuantity:
        """The month as a plain value."""
        return MonthQuantity(self.month, self.programmed, self.done, self.reason)
