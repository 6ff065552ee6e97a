"""Tareas, their months, and the word of an área that a month is complete."""

from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from programs.enums import MarkStatus
from programs.models.base import (
    NaturalKeyModel,
    NaturalKeyQuerySet,
    VersionedModel,
    clave_field,
)
from programs.models.fields import CharField, TextField
from programs.models.institucion import Area
from programs.models.programa import Eje, LineaDeAccion, Programa
from programs.models.trimestre import Trimestre


class TareaQuerySet(NaturalKeyQuerySet["Tarea"]):
    """Tareas in the words of the domain."""

    def known_in(self, quarter: int) -> Self:
        """Return the tareas that exist in a quarter (1 to 4): not those of a línea added later."""
        return self.filter(
            Q(linea__added_by__isnull=True) | Q(linea__added_by__from_quarter__lte=quarter)
        )


class Tarea(NaturalKeyModel):
    """An activity: a row of the implementation table, of the calendar, or of both.

    In S0's eje 3 the calendar's rows are other tareas than the table's, so each place has its own
    flag and order. It may print a second wording in the calendar.
    """

    natural_lookups = (
        "eje__programa__institucion__slug",
        "eje__programa__year",
        "eje__order",
        "order",
    )
    institucion_path = "eje__programa__institucion"

    eje = models.ForeignKey(
        Eje, on_delete=models.CASCADE, related_name="tareas", verbose_name="eje"
    )
    linea = models.ForeignKey(
        LineaDeAccion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="tareas",
        verbose_name="línea de acción",
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="tareas", verbose_name="área que reporta"
    )
    clave = clave_field()
    order = models.PositiveSmallIntegerField("orden")
    text = TextField("tarea")
    in_table = models.BooleanField("en la tabla de tareas", default=True)
    monthly_projection = TextField("proyección mensual", blank=True)
    goal = TextField("meta", blank=True)
    expected_result = TextField("resultado esperado", blank=True)
    verification = TextField(
        "medio de verificación",
        blank=True,
        help_text="Con qué se comprueba: acta, acuse, listas de asistencia, informe.",
    )
    in_calendar = models.BooleanField("en el calendario", default=True)
    calendar_text = TextField(
        "texto en el calendario", blank=True, help_text="Si difiere del de la tabla."
    )
    auto_number = models.BooleanField("numerar sola en el calendario", default=True)
    calendar_label = CharField("número en el calendario", max_length=20, blank=True)
    demand_driven = models.BooleanField("depende de la demanda", default=False)

    # The months that a sheet brings or shows, while it reads or writes the row.
    programmed_months: set[int]

    objects: ClassVar = TareaQuerySet.as_manager()

    class Meta:
        verbose_name = "tarea"
        verbose_name_plural = "tareas"
        ordering = ["eje", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["eje", "order"],
                name="tarea_order_once",
                violation_error_message="Ya hay una tarea en ese lugar del eje.",
            ),
            models.UniqueConstraint(
                fields=["eje", "clave"],
                name="tarea_clave_once",
                violation_error_message="Ya hay una tarea con esa clave en el eje.",
            ),
            models.CheckConstraint(
                name="tarea_stands_somewhere",
                condition=Q(in_table=True) | Q(in_calendar=True),
                violation_error_message="La tarea va en la tabla, en el calendario o en ambos.",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 90 else f"{self.text[:89]}…"

    def clean(self) -> None:
        """Refuse a línea of another eje and an área of another institution."""
        if self.linea and self.linea.eje_id != self.eje_id:
            raise ValidationError({"linea": "La línea pertenece a otro eje."})
        if (
            self.area_id
            and self.eje_id
            and self.area.institucion_id != self.eje.programa.institucion_id
        ):
            raise ValidationError({"area": "El área pertenece a otra institución."})


class MarcaQuerySet(NaturalKeyQuerySet["MarcaMensual"]):
    """Monthly marks."""

    def of_quarter(self, trimestre: Trimestre, area: int) -> Self:
        """Return the marks of an área's tareas, by its id, in the three months of a quarter."""
        return self.filter(
            tarea__area=area,
            tarea__eje__programa=trimestre.programa_id,
            month__in=trimestre.months,
        )


class MarcaMensual(VersionedModel):
    """One month of a tarea: whether it was programmed, and what the área said of it."""

    natural_lookups = (
        "tarea__eje__programa__institucion__slug",
        "tarea__eje__programa__year",
        "tarea__eje__order",
        "tarea__order",
        "month",
    )
    institucion_path = "tarea__eje__programa__institucion"

    tarea = models.ForeignKey(
        Tarea, on_delete=models.CASCADE, related_name="marcas", verbose_name="tarea"
    )
    month = models.PositiveSmallIntegerField(
        "mes del periodo", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    programmed = models.BooleanField("programada", default=True)
    status = CharField("avance", max_length=10, choices=MarkStatus, default=MarkStatus.UNREPORTED)
    reason = CharField("motivo", max_length=300, blank=True)
    note = CharField("nota", max_length=300, blank=True)
    reported_by = models.ForeignKey(
        "programs.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="reportó",
    )
    reported_at = models.DateTimeField("reportada el", null=True, blank=True)
    history = HistoricalRecords(verbose_name="historial de la marca")

    objects: ClassVar = MarcaQuerySet.as_manager()

    class Meta:
        verbose_name = "marca mensual"
        verbose_name_plural = "marcas mensuales"
        ordering = ["tarea", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["tarea", "month"],
                name="marca_month_once",
                violation_error_message="La tarea ya tiene una marca en ese mes.",
            ),
            models.CheckConstraint(
                name="marca_month_exists",
                condition=Q(month__gte=1, month__lte=12),
                violation_error_message="El mes va de 1 a 12.",
            ),
            models.CheckConstraint(
                name="marca_means_something",
                condition=Q(programmed=True) | Q(status=MarkStatus.DONE),
                violation_error_message="Una marca está programada o realizada.",
            ),
            models.CheckConstraint(
                name="marca_not_done_has_reason",
                condition=~Q(status=MarkStatus.NOT_DONE) | ~Q(reason=""),
                violation_error_message="Escriba por qué no se realizó.",
            ),
            models.CheckConstraint(
                name="marca_reported_is_stamped",
                condition=Q(status=MarkStatus.UNREPORTED, reported_at__isnull=True)
                | (~Q(status=MarkStatus.UNREPORTED) & Q(reported_at__isnull=False)),
                violation_error_message="Un avance reportado lleva la fecha en que se reportó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tarea}, mes {self.month}: {self.get_status_display()}"


class ConfirmacionMensual(NaturalKeyModel):
    """An área's word that its month is complete: from then a blank cannot hide in it."""

    natural_lookups = ("programa__institucion__slug", "programa__year", "area__code", "month")
    institucion_path = "programa__institucion"

    programa = models.ForeignKey(
        Programa, on_delete=models.CASCADE, related_name="confirmaciones", verbose_name="programa"
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="confirmaciones", verbose_name="área"
    )
    month = models.PositiveSmallIntegerField(
        "mes del periodo", validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    confirmed_by = models.ForeignKey(
        "programs.User", on_delete=models.PROTECT, related_name="+", verbose_name="confirmó"
    )
    confirmed_at = models.DateTimeField("confirmado el")

    class Meta:
        verbose_name = "confirmación mensual"
        verbose_name_plural = "confirmaciones mensuales"
        ordering = ["programa", "month", "area"]
        constraints = [
            models.UniqueConstraint(
                fields=["programa", "area", "month"],
                name="confirmacion_once",
                violation_error_message="El área ya confirmó ese mes.",
            ),
            models.CheckConstraint(
                name="confirmacion_month_exists",
                condition=Q(month__gte=1, month__lte=12),
                violation_error_message="El mes va de 1 a 12.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, mes {self.month}"
