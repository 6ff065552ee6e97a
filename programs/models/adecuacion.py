"""Adecuaciones: what the Órgano de Gobierno changed of a programa after it was approved."""

from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from programs.enums import QUARTERS
from programs.models.base import (
    AdecuacionPartQuerySet,
    NaturalKeyModel,
    NaturalKeyQuerySet,
    person_link,
)
from programs.models.fields import CharField, JSONField, TextField
from programs.models.programa import LineaDeAccion, Programa
from programs.models.tarea import Tarea
from programs.received.limits import MAX_REASON


class AdecuacionQuerySet(NaturalKeyQuerySet["Adecuacion"]):
    """Adecuaciones in the words of the domain."""

    def in_order(self) -> Self:
        """Return them by number; `cancels` tells whether each cancelled a línea."""
        cancelled = LineaDeAccion.objects.filter(cancelled_by=OuterRef("pk"))
        return self.order_by("number").annotate(cancels=Exists(cancelled))


class Adecuacion(NaturalKeyModel):
    """One act that changes an approved programa from a quarter on, by an agreement.

    What it changes hangs from it: metas (`ModificacionDeMeta`), months of tareas
    (`ModificacionDeMeses`), and the líneas that it adds or cancels.
    """

    natural_lookups = ("programa__institucion__slug", "programa__year", "number")
    institucion_path = "programa__institucion"

    programa = models.ForeignKey(
        Programa, on_delete=models.CASCADE, related_name="adecuaciones", verbose_name="programa"
    )
    number = models.PositiveSmallIntegerField("número", validators=[MinValueValidator(1)])
    agreement = CharField("acuerdo", max_length=120)
    session = CharField("sesión", max_length=200, blank=True)
    agreed_on = models.DateField("fecha del acuerdo")
    from_quarter = models.PositiveSmallIntegerField(
        "rige desde el trimestre", choices=[(n, f"T{n}") for n in QUARTERS]
    )
    reason = TextField("motivo", letters=MAX_REASON)
    made_by = person_link("registró")
    made_at = models.DateTimeField("registrada el")

    # What the query set annotates.
    cancels: bool

    objects: ClassVar = AdecuacionQuerySet.as_manager()

    class Meta:
        verbose_name = "adecuación"
        verbose_name_plural = "adecuaciones"
        ordering = ["programa", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programa", "number"],
                name="adecuacion_once",
                violation_error_message="El programa ya tiene una adecuación con ese número.",
            ),
            models.CheckConstraint(
                name="adecuacion_quarter_exists",
                condition=Q(from_quarter__gte=1, from_quarter__lte=4),
                violation_error_message="El trimestre va de 1 a 4.",
            ),
        ]

    def __str__(self) -> str:
        return f"Adecuación {self.number}: {self.agreement}"


class ModificacionDeMeses(NaturalKeyModel):
    """The programmed months of a tarea before and after an adecuación.

    The marks of the tarea hold what is in force; this row keeps what was, and since when. Months
    are those of the period, 1 to 12, in order.
    """

    natural_lookups = (
        "adecuacion__programa__institucion__slug",
        "adecuacion__programa__year",
        "adecuacion__number",
        "order",
    )
    institucion_path = "adecuacion__programa__institucion"

    adecuacion = models.ForeignKey(
        Adecuacion, on_delete=models.CASCADE, related_name="meses", verbose_name="adecuación"
    )
    order = models.PositiveSmallIntegerField("orden", default=1)
    tarea = models.ForeignKey(
        Tarea, on_delete=models.CASCADE, related_name="modificaciones", verbose_name="tarea"
    )
    original = JSONField("meses originales", default=list, blank=True)
    adjusted = JSONField("meses ajustados", default=list, blank=True)

    objects: ClassVar = AdecuacionPartQuerySet.as_manager()

    class Meta:
        verbose_name = "modificación de meses"
        verbose_name_plural = "modificaciones de meses"
        ordering = ["adecuacion", "order"]
        constraints = [
            models.UniqueConstraint(fields=["adecuacion", "order"], name="meses_order_once"),
            models.UniqueConstraint(
                fields=["adecuacion", "tarea"],
                name="meses_once_an_adecuacion",
                violation_error_message="La adecuación ya cambia los meses de esa tarea.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tarea}: {self.original} → {self.adjusted}"
