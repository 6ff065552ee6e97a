"""The promise of a year: programa, sections, ejes with their responsables, tareas and marks."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from programs.enums import LineNumbering, ProgramaStatus
from programs.models.base import (
    NaturalKeyModel,
    NaturalKeyQuerySet,
    VersionedModel,
    clave_field,
)
from programs.models.fields import CharField, JSONField, TextField
from programs.models.institucion import Area, Institucion
from programs.values.labels import validate_labels
from programs.values.phrases import exercise_name
from programs.values.words import resolve


class Programa(VersionedModel):
    """The Programa de Trabajo Anual of one institution: twelve months from any month."""

    natural_lookups = ("institucion__slug", "year")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.PROTECT, related_name="programas", verbose_name="institución"
    )
    year = models.PositiveSmallIntegerField(
        "ejercicio", validators=[MinValueValidator(2015), MaxValueValidator(2100)]
    )
    start_month = models.PositiveSmallIntegerField(
        "mes de inicio", default=1, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    title = CharField("título", max_length=250, default="Programa de Trabajo Anual")
    cover_date = CharField("fecha de portada", max_length=60, blank=True)
    labels = JSONField("etiquetas impresas", default=dict, blank=True, validators=[validate_labels])
    status = CharField(
        "estado", max_length=10, choices=ProgramaStatus, default=ProgramaStatus.PLANNING
    )
    approval_agreement = CharField("acuerdo de aprobación", max_length=120, blank=True)
    approval_session = CharField("sesión de aprobación", max_length=200, blank=True)
    approved_on = models.DateField("fecha de aprobación", null=True, blank=True)

    class Meta:
        verbose_name = "programa de trabajo anual"
        verbose_name_plural = "programas de trabajo anuales"
        ordering = ["institucion", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "year"],
                name="programa_year_once",
                violation_error_message="La institución ya tiene un programa de ese ejercicio.",
            ),
            models.CheckConstraint(
                name="programa_start_month_exists",
                condition=Q(start_month__gte=1, start_month__lte=12),
                violation_error_message="El mes de inicio va de 1 a 12.",
            ),
            models.CheckConstraint(
                name="programa_approved_is_stamped",
                condition=~Q(status=ProgramaStatus.APPROVED)
                | (
                    Q(approved_on__isnull=False)
                    & ~Q(approval_agreement="")
                    & ~Q(approval_session="")
                ),
                violation_error_message="Un programa aprobado lleva acuerdo, sesión y fecha.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.exercise} ({self.institucion.short_name})"

    @property
    def place(self) -> tuple[str, int]:
        """What the addresses of its pages name: institution and year."""
        return self.institucion.slug, self.year

    @property
    def exercise(self) -> str:
        """Its ejercicio as people read it: "2026", "2025-2026" for one that spans two years."""
        return exercise_name(self.year, self.start_month)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("programa_detail", args=self.place)

    def words(self, *narrower: dict[str, str]) -> dict[str, str]:
        """Return the printed labels, from the institution to the programa and what is narrower."""
        return resolve(self.institucion.labels, self.labels, *narrower)

    def month_start(self, index: int) -> date:
        """Return the first day of the period's month number `index` (1 to 12)."""
        offset = self.start_month - 1 + index - 1
        return date(self.year + offset // 12, offset % 12 + 1, 1)

    def quarter_days(self, number: int) -> tuple[date, date]:
        """Return the first and the last day of a quarter (1 to 4)."""
        after = self.month_start(3 * number + 1)
        return self.month_start(3 * number - 2), after - timedelta(days=1)

    @property
    def starts_on(self) -> date:
        """First day of the period."""
        return self.month_start(1)


class EjeQuerySet(NaturalKeyQuerySet["Eje"]):
    """Ejes in the words of the domain."""

    def with_responsibles(self) -> Self:
        """Return ejes in printed order, each with its responsables and their áreas in theirs."""
        rows = Responsable.objects.select_related("area").order_by("order")
        return self.order_by("order").prefetch_related(Prefetch("responsables", rows))


class Eje(NaturalKeyModel):
    """The heading level: an eje in S0, an órgano administrativo in S2."""

    natural_lookups = ("programa__institucion__slug", "programa__year", "order")
    institucion_path = "programa__institucion"

    programa = models.ForeignKey(
        Programa, on_delete=models.CASCADE, related_name="ejes", verbose_name="programa"
    )
    clave = clave_field()
    order = models.PositiveSmallIntegerField("orden")
    name = CharField("nombre", max_length=400)
    table_name = CharField(
        "nombre en tareas y calendario",
        max_length=400,
        blank=True,
        help_text="Si difiere del nombre.",
    )
    objective = TextField("objetivo", blank=True)
    strategy = TextField(
        "estrategia", blank=True, help_text="Una línea que empieza con «- » es un punto de lista."
    )
    labels = JSONField("etiquetas impresas", default=dict, blank=True, validators=[validate_labels])
    responsibles = models.ManyToManyField(
        Area, through="programs.Responsable", related_name="ejes", verbose_name="responsables"
    )

    # The áreas that a sheet brings or shows, by code, while it reads or writes the row.
    responsible_codes: list[str]
    reporting_code: str

    objects: ClassVar = EjeQuerySet.as_manager()

    class Meta:
        verbose_name = "eje"
        verbose_name_plural = "ejes"
        ordering = ["programa", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["programa", "order"],
                name="eje_order_once",
                violation_error_message="Ya hay un eje en ese lugar del programa.",
            ),
            models.UniqueConstraint(
                fields=["programa", "clave"],
                name="eje_clave_once",
                violation_error_message="Ya hay un eje con esa clave en el programa.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Responsable(NaturalKeyModel):
    """One of the áreas or posts that answer for an eje, in printed order; one of them reports."""

    natural_lookups = (
        "eje__programa__institucion__slug",
        "eje__programa__year",
        "eje__order",
        "area__code",
    )
    institucion_path = "eje__programa__institucion"

    eje = models.ForeignKey(
        Eje, on_delete=models.CASCADE, related_name="responsables", verbose_name="eje"
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="responsabilidades", verbose_name="área"
    )
    order = models.PositiveSmallIntegerField("orden", default=1)
    reports = models.BooleanField("captura el avance", default=False)

    class Meta:
        verbose_name = "responsable"
        verbose_name_plural = "responsables"
        ordering = ["eje", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["eje", "area"],
                name="responsable_once",
                violation_error_message="Esa área ya es responsable del eje.",
            ),
            models.UniqueConstraint(
                fields=["eje"],
                condition=Q(reports=True),
                name="responsable_one_reports",
                violation_error_message="Solo un responsable captura el avance del eje.",
            ),
        ]

    def __str__(self) -> str:
        return self.area.name

    def clean(self) -> None:
        """Refuse an área of another institution."""
        if (
            self.area_id
            and self.eje_id
            and self.area.institucion_id != self.eje.programa.institucion_id
        ):
            raise ValidationError({"area": "El área pertenece a otra institución."})


def printed_number(linea: str = "") -> Case:
    """Return the printed number of a línea as an expression: typed, or its place in the eje.

    `linea` is the path to it from the rows that are asked, "linea__" from an entry. An institution
    counts the líneas of each eje by themselves ("11") or behind the number of the eje ("3.11").
    """
    up_to_it = LineaDeAccion.objects.filter(
        eje=OuterRef(f"{linea}eje"), order__lte=OuterRef(f"{linea}order")
    )
    counted = up_to_it.order_by().values("eje").annotate(n=Count("pk")).values("n")
    place = Cast(Subquery(counted), models.CharField())
    numbering = f"{linea}eje__programa__institucion__line_numbering"
    return Case(
        When(**{f"{linea}auto_number": False}, then=F(f"{linea}label")),
        When(
            **{numbering: LineNumbering.NESTED},
            then=Concat(Cast(F(f"{linea}eje__order"), models.CharField()), Value("."), place),
        ),
        default=place,
        output_field=CharField(),
    )


def meta_changed(linea: str = "pk") -> Exists:
    """Return whether an adecuación changed the meta of a línea; `linea` is the way to its id."""
    changed = LineaDeAccion.objects.filter(pk=OuterRef(linea), meta__modificaciones__isnull=False)
    return Exists(changed)


class LineaQuerySet(NaturalKeyQuerySet["LineaDeAccion"]):
    """Líneas in the words of the domain."""

    def with_place(self) -> Self:
        """Return líneas in printed order with their eje, área, meta and what adapted them.

        `number` is printed, `is_changed` tells whether their meta has changes.
        """
        rows = self.select_related("eje", "area", "meta", "added_by", "cancelled_by")
        return rows.annotate(number=printed_number(), is_changed=meta_changed()).order_by(
            "eje__order", "order"
        )

    def with_neighbours(self) -> Self:
        """Annotate the ids of the líneas of the programa around each, in printed order.

        They are `previous_id` and `next_id`, None at an end.
        """
        others = LineaDeAccion.objects.filter(eje__programa=OuterRef("eje__programa"))
        before = Q(eje__order__lt=OuterRef("eje__order")) | Q(
            eje__order=OuterRef("eje__order"), order__lt=OuterRef("order")
        )
        after = Q(eje__order__gt=OuterRef("eje__order")) | Q(
            eje__order=OuterRef("eje__order"), order__gt=OuterRef("order")
        )
        backwards = others.filter(before).order_by("-eje__order", "-order")
        forwards = others.filter(after).order_by("eje__order", "order")
        return self.annotate(
            previous_id=Subquery(backwards.values("pk")[:1]),
            next_id=Subquery(forwards.values("pk")[:1]),
        )


class LineaDeAccion(NaturalKeyModel):
    """A línea de acción of an eje."""

    natural_lookups = (
        "eje__programa__institucion__slug",
        "eje__programa__year",
        "eje__order",
        "order",
    )
    institucion_path = "eje__programa__institucion"

    eje = models.ForeignKey(
        Eje, on_delete=models.CASCADE, related_name="lineas", verbose_name="eje"
    )
    clave = clave_field()
    order = models.PositiveSmallIntegerField("orden")
    auto_number = models.BooleanField("numerar sola", default=True)
    label = CharField("número impreso", max_length=20, blank=True)
    title = TextField("texto")
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        related_name="lineas",
        verbose_name="área que reporta",
    )
    verification = TextField(
        "medio de verificación",
        blank=True,
        help_text="Con qué se comprueba: acta, acuse, listas de asistencia, informe.",
    )

    added_by = models.ForeignKey(
        "programs.Adecuacion",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="added",
        verbose_name="adecuación que la agregó",
    )
    cancelled_by = models.ForeignKey(
        "programs.Adecuacion",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="cancelled",
        verbose_name="adecuación que la canceló",
    )

    # What the query set annotates.
    number: str
    is_changed: bool
    previous_id: int | None
    next_id: int | None

    objects: ClassVar = LineaQuerySet.as_manager()

    class Meta:
        verbose_name = "línea de acción"
        verbose_name_plural = "líneas de acción"
        ordering = ["eje", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["eje", "order"],
                name="linea_order_once",
                violation_error_message="Ya hay una línea en ese lugar del eje.",
            ),
            models.UniqueConstraint(
                fields=["eje", "clave"],
                name="linea_clave_once",
                violation_error_message="Ya hay una línea con esa clave en el eje.",
            ),
        ]

    def __str__(self) -> str:
        return self.title if len(self.title) <= 90 else f"{self.title[:89]}…"

    def is_in_force(self, quarter: int) -> bool:
        """Tell whether it counts in a quarter (1 to 4): added by then, and not cancelled yet."""
        if self.added_by and quarter < self.added_by.from_quarter:
            return False
        return not (self.cancelled_by and quarter >= self.cancelled_by.from_quarter)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("linea_detail", args=[*self.eje.programa.place, self.pk])

    def clean(self) -> None:
        """Refuse an área of another institution."""
        if (
            self.area_id
            and self.eje_id
            and self.area.institucion_id != self.eje.programa.institucion_id
        ):
            raise ValidationError({"area": "El área pertenece a otra institución."})
