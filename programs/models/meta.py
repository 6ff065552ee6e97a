"""Metas, their components, and the changes that they went through."""

from decimal import Decimal
from typing import ClassVar, Self, TypedDict

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from programs.enums import DUE_QUARTER_CHOICES, QUARTERS, ComponentKind, HechoRule, MetaRule
from programs.models.base import (
    AdecuacionPartQuerySet,
    NaturalKeyModel,
    NaturalKeyQuerySet,
    clave_field,
)
from programs.models.fields import CharField, TextField
from programs.models.programa import LineaDeAccion, printed_number
from programs.values.facts import Four
from programs.values.month_quantities import programmed_by_quarter
from programs.values.months import MONTHS
from programs.values.phrases import quantity_text


class Precision(TypedDict):
    """How exactly a quantity is stored."""

    max_digits: int
    decimal_places: int


QUANTITY: Precision = {"max_digits": 14, "decimal_places": 4}
MONTHLY_KINDS = [ComponentKind.SUM.value, ComponentKind.DEMAND.value]
MONTHS_REPORTED = "Ya hay meses reportados de esta cantidad. Siga llevándola por mes."
QUARTERS_ADD_UP = (
    "Los trimestres de una cantidad por mes son la suma de sus meses. Escriba los meses y deje "
    "los trimestres como están."
)
MADE_OF_HECHOS = (
    "En algún trimestre esta cantidad sale de sus hechos. Pida al área que quite el desglose."
)
NOT_NEGATIVE = [MinValueValidator(Decimal(0), "La cantidad no puede ser negativa.")]


class Meta(NaturalKeyModel):
    """What a línea promises: the text as written, its dates, and 0..n quantities."""

    natural_lookups = (
        "linea__eje__programa__institucion__slug",
        "linea__eje__programa__year",
        "linea__eje__order",
        "linea__order",
    )
    institucion_path = "linea__eje__programa__institucion"

    linea = models.OneToOneField(
        LineaDeAccion, on_delete=models.CASCADE, related_name="meta", verbose_name="línea de acción"
    )
    text = CharField("meta, como se escribió", max_length=400)
    starts_on = models.DateField("fecha de inicio", null=True, blank=True)
    ends_on = models.DateField("fecha de término", null=True, blank=True)
    rule = CharField(
        "regla de las metas compuestas", max_length=10, choices=MetaRule, default=MetaRule.POOLED
    )
    due_quarters = CharField(
        "programada en",
        max_length=7,
        blank=True,
        choices=DUE_QUARTER_CHOICES,
        help_text="Cuándo toca, aunque no se haya dicho cuánto.",
    )
    programming_reason = CharField(
        "por qué es correcta la programación",
        max_length=300,
        blank=True,
        help_text="Si los trimestres no dan la meta anual, o no hay meta anual. "
        "Se pide antes de aprobar el programa.",
    )

    class Meta:
        verbose_name = "meta"
        verbose_name_plural = "metas"
        ordering = ["linea"]
        constraints = [
            models.CheckConstraint(
                name="meta_due_quarters_exist",
                condition=Q(due_quarters="")
                | Q(due_quarters__in=[value for value, _ in DUE_QUARTER_CHOICES]),
                violation_error_message="Los trimestres van de 1 a 4, en orden y sin repetir.",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def due(self) -> tuple[int, ...]:
        """The quarters in which the meta is due, as numbers."""
        return tuple(int(number) for number in self.due_quarters.split(",") if number)


class ComponenteQuerySet(NaturalKeyQuerySet["ComponenteDeMeta"]):
    """Components of metas in the words of the domain."""

    def by_month(self) -> Self:
        """Return those that are reported by month in printed order, each with its línea and área.

        `printed` is the printed number of the línea.
        """
        return (
            self.filter(monthly=True)
            .select_related("meta__linea__area", "meta__linea__eje")
            .annotate(printed=printed_number("meta__linea__"))
            .order_by("meta__linea__eje__order", "meta__linea__order", "order")
        )


class ComponenteDeMeta(NaturalKeyModel):
    """One quantity of a meta, and how much of it is programmed in each quarter.

    In a quarter, an empty quantity means that nobody said (*sin programación*), zero that nothing
    is planned (*no programado*), anything else is the quantity planned. The annual quantity may be
    empty or zero while the plan is a draft: it is asked about (`values.checks.plan`), never a wall.
    """

    natural_lookups = (
        "meta__linea__eje__programa__institucion__slug",
        "meta__linea__eje__programa__year",
        "meta__linea__eje__order",
        "meta__linea__order",
        "order",
    )
    institucion_path = "meta__linea__eje__programa__institucion"

    meta = models.ForeignKey(
        Meta, on_delete=models.CASCADE, related_name="componentes", verbose_name="meta"
    )
    clave = clave_field()
    order = models.PositiveSmallIntegerField("orden", default=1)
    kind = CharField("tipo", max_length=14, choices=ComponentKind, default=ComponentKind.SUM)
    quantity = models.DecimalField(
        "cantidad anual", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    unit = CharField("unidad", max_length=160)
    programmed_q1 = models.DecimalField(
        "programado T1", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    programmed_q2 = models.DecimalField(
        "programado T2", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    programmed_q3 = models.DecimalField(
        "programado T3", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    programmed_q4 = models.DecimalField(
        "programado T4", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )

    monthly = models.BooleanField(
        "por mes",
        default=False,
        help_text="Se programa y se reporta cada mes; el trimestre es la suma de sus tres meses.",
    )

    # What `by_month` annotates.
    printed: str
    # The twelve months that a form or a sheet brings, while it writes the row.
    programmed_months: tuple[Decimal | None, ...]

    objects: ClassVar = ComponenteQuerySet.as_manager()

    class Meta:
        verbose_name = "componente de meta"
        verbose_name_plural = "componentes de meta"
        ordering = ["meta", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meta", "order"],
                name="componente_order_once",
                violation_error_message="Ya hay un componente en ese lugar de la meta.",
            ),
            models.UniqueConstraint(
                fields=["meta", "clave"],
                name="componente_clave_once",
                violation_error_message="Ya hay un componente con esa clave en la meta.",
            ),
            models.CheckConstraint(
                name="componente_monthly_adds_up",
                condition=Q(monthly=False) | Q(kind__in=MONTHLY_KINDS),
                violation_error_message="Por mes se llevan solo cantidades que se suman: "
                "elija «Suma» o «Demanda».",
            ),
            models.CheckConstraint(
                name="componente_quantity_not_negative",
                condition=Q(quantity__isnull=True) | Q(quantity__gte=0),
                violation_error_message="La cantidad anual no puede ser negativa.",
            ),
            *(
                models.CheckConstraint(
                    name=f"componente_programmed_q{number}_not_negative",
                    condition=Q(**{f"programmed_q{number}__isnull": True})
                    | Q(**{f"programmed_q{number}__gte": 0}),
                    violation_error_message="Lo programado no puede ser negativo.",
                )
                for number in QUARTERS
            ),
        ]

    def __str__(self) -> str:
        return self.unit if self.quantity is None else quantity_text(self.quantity, self.unit)

    @property
    def programmed(self) -> Four:
        """The programmed quantities of the four quarters, in order."""
        first, second, third, fourth = (getattr(self, f"programmed_q{n}") for n in QUARTERS)
        return first, second, third, fourth

    def clean(self) -> None:
        """Keep the quarters of a monthly quantity equal to their months, and what was reported."""
        rows = list(self.meses.all()) if self.pk else []
        if not self.monthly:
            if any(row.reported_at for row in rows):
                raise ValidationError({"monthly": MONTHS_REPORTED})
            return
        if self.pk and self.avances.exclude(rule=HechoRule.NONE).exists():
            raise ValidationError({"monthly": MADE_OF_HECHOS})
        months = getattr(self, "programmed_months", None)
        if months is None:
            said = {row.month: row.programmed for row in rows}
            months = tuple(said.get(month) for month in MONTHS)
        if programmed_by_quarter(months) != self.programmed:
            raise ValidationError({"monthly": QUARTERS_ADD_UP})


class ModificacionDeMeta(NaturalKeyModel):
    """What an adecuación changes of a meta: a row with its reason, never an overwrite.

    The meta and its components hold what was first approved; a quarter uses what the latest change
    that is in force by then says. Empty fields change nothing. A row of a component changes its
    quantities; a row without one words anew a meta that has none, or says when it is due.
    """

    natural_lookups = (
        "adecuacion__programa__institucion__slug",
        "adecuacion__programa__year",
        "adecuacion__number",
        "order",
    )
    institucion_path = "meta__linea__eje__programa__institucion"

    adecuacion = models.ForeignKey(
        "programs.Adecuacion",
        on_delete=models.CASCADE,
        related_name="metas",
        verbose_name="adecuación",
    )
    order = models.PositiveSmallIntegerField("orden", default=1)
    meta = models.ForeignKey(
        Meta, on_delete=models.CASCADE, related_name="modificaciones", verbose_name="meta"
    )
    componente = models.ForeignKey(
        ComponenteDeMeta,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="modificaciones",
        verbose_name="componente",
    )
    original = models.DecimalField(
        "cantidad original", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    adjusted = models.DecimalField(
        "cantidad ajustada", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    adjusted_text = CharField("meta ajustada, como se imprime", max_length=400, blank=True)
    adjusted_due = CharField(
        "programada en, ajustado", max_length=7, blank=True, choices=DUE_QUARTER_CHOICES
    )
    adjusted_q1 = models.DecimalField(
        "programado T1, ajustado", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    adjusted_q2 = models.DecimalField(
        "programado T2, ajustado", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    adjusted_q3 = models.DecimalField(
        "programado T3, ajustado", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    adjusted_q4 = models.DecimalField(
        "programado T4, ajustado", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    reason = TextField("motivo", blank=True, help_text="Vacío: el de la adecuación.")

    objects: ClassVar = AdecuacionPartQuerySet.as_manager()

    class Meta:
        verbose_name = "modificación de meta"
        verbose_name_plural = "modificaciones de meta"
        ordering = ["adecuacion", "order"]
        constraints = [
            models.UniqueConstraint(fields=["adecuacion", "order"], name="modificacion_order_once"),
            models.UniqueConstraint(
                fields=["adecuacion", "componente"],
                name="modificacion_once_an_adecuacion",
                violation_error_message="La adecuación ya cambia esa cantidad.",
            ),
            models.CheckConstraint(
                name="modificacion_changes_something",
                condition=(
                    Q(adjusted__isnull=False)
                    | ~Q(adjusted_text="")
                    | ~Q(adjusted_due="")
                    | Q(adjusted_q1__isnull=False)
                    | Q(adjusted_q2__isnull=False)
                    | Q(adjusted_q3__isnull=False)
                    | Q(adjusted_q4__isnull=False)
                ),
                violation_error_message="La modificación debe cambiar algo de la meta.",
            ),
            models.CheckConstraint(
                name="modificacion_adjusts_to_another",
                condition=Q(adjusted__isnull=True)
                | (Q(adjusted__gt=0) & (Q(original__isnull=True) | ~Q(original=F("adjusted")))),
                violation_error_message="La cantidad ajustada debe ser distinta y mayor que cero.",
            ),
        ]

    def __str__(self) -> str:
        if self.adjusted is None:
            return self.adjusted_text or f"{self.meta}: otra programación"
        return f"{self.original} → {self.adjusted}"

    @property
    def programmed(self) -> Four:
        """What it programs anew in each quarter; None where it leaves what was."""
        first, second, third, fourth = (getattr(self, f"adjusted_q{n}") for n in QUARTERS)
        return first, second, third, fourth
