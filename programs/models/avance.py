"""The quarter entry of a línea: quantities, narrative, cause, and in whose hands it is."""

from collections.abc import Collection
from typing import ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from programs.enums import AvanceStatus, BlockKind, CaptionKind, ExplicitClosing, HechoRule
from programs.models.base import NaturalKeyQuerySet, VersionedModel, person_link
from programs.models.fields import CharField, JSONField, TextField
from programs.models.figura import Figura
from programs.models.meta import NOT_NEGATIVE, QUANTITY, ComponenteDeMeta
from programs.models.programa import LineaDeAccion, meta_changed, printed_number
from programs.models.room import require_room
from programs.models.seccion import Seccion
from programs.models.ties import require_own_ties
from programs.models.trimestre import Trimestre
from programs.received.limits import MAX_CAPTION, MAX_MARKUP, MAX_REASON
from programs.received.text import clean_html
from programs.values.given import given
from programs.values.tables import validate_rows

STAMPED = {
    AvanceStatus.SUBMITTED: "submitted_at",
    AvanceStatus.RETURNED: "returned_at",
    AvanceStatus.VALIDATED: "validated_at",
}

RULE_IS_WHOLE = (
    Q(rule=HechoRule.NONE, rule_kind__isnull=True, rule_field="", rule_where="", rule_value="")
    | Q(rule=HechoRule.COUNT, rule_kind__isnull=False, rule_field="")
    | (Q(rule=HechoRule.SUM, rule_kind__isnull=False) & ~Q(rule_field=""))
)


class AvanceQuerySet(NaturalKeyQuerySet["AvanceTrimestral"]):
    """Quarter entries in the words of the domain."""

    def of_quarter(self, trimestre: int, area: int) -> Self:
        """Return what an área hands in of a quarter, both by their ids."""
        return self.filter(trimestre=trimestre, linea__area=area)

    def with_place(self) -> Self:
        """Return entries in printed order with their línea, its eje, its área and its meta.

        `number` is the printed number of the línea, `is_changed` tells whether its meta changed.
        """
        rows = self.select_related(
            "linea__eje", "linea__area", "linea__meta", "linea__added_by", "linea__cancelled_by"
        )
        rows = rows.annotate(number=printed_number("linea__"), is_changed=meta_changed("linea"))
        return rows.order_by("linea__eje__order", "linea__order")

    def with_component(self, cantidad: int) -> Self:
        """Return the entry of a quantity, by its id; `component_kind` is what it counts."""
        return self.filter(cantidades=cantidad).annotate(
            component_kind=F("cantidades__componente__kind")
        )

    def with_contents(self) -> Self:
        """Annotate what of an entry stands in other tables.

        Whether it was started is said of `has_quantities` and `has_blocks` by
        `programs.values.readings.is_started`; `has_narrative` tells whether a block prints.
        """
        said = Q(quantity__isnull=False) | Q(received__isnull=False) | Q(adjustment__isnull=False)
        own = {"avance": OuterRef("pk")}
        return self.annotate(
            has_quantities=Exists(AvanceDeComponente.objects.filter(said, **own)),
            has_blocks=Exists(Bloque.objects.kept().filter(**own)),
            has_narrative=Exists(Bloque.objects.printed().filter(**own)),
        )


class AvanceTrimestral(VersionedModel):
    """What one línea reports of one quarter. The service that makes the línea makes it."""

    natural_lookups = (
        "linea__eje__programa__institucion__slug",
        "linea__eje__programa__year",
        "linea__eje__order",
        "linea__order",
        "trimestre__number",
    )
    institucion_path = "trimestre__programa__institucion"

    trimestre = models.ForeignKey(
        Trimestre, on_delete=models.CASCADE, related_name="avances", verbose_name="trimestre"
    )
    linea = models.ForeignKey(
        LineaDeAccion,
        on_delete=models.CASCADE,
        related_name="avances",
        verbose_name="línea de acción",
    )
    status = CharField("trámite", max_length=10, choices=AvanceStatus, default=AvanceStatus.DRAFT)
    ready = models.BooleanField("lista", default=False)
    cause = TextField(
        "causa de variación", blank=True, help_text="Se imprime después de «lo cual»."
    )
    closing = CharField(
        "frase de cierre", max_length=10, choices=ExplicitClosing, default=ExplicitClosing.AUTOMATIC
    )
    stated_percent = models.DecimalField(
        "porcentaje declarado",
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, "El porcentaje no puede ser negativo.")],
    )
    closing_reason = TextField(
        "motivo",
        letters=MAX_REASON,
        blank=True,
        help_text="Por qué se declara otro porcentaje, o por qué no hay frase.",
    )
    submitted_at = models.DateTimeField("enviada el", null=True, blank=True)
    submitted_by = person_link("envió")
    returned_at = models.DateTimeField("devuelta el", null=True, blank=True)
    returned_by = person_link("devolvió")
    validated_at = models.DateTimeField("validada el", null=True, blank=True)
    validated_by = person_link("validó")
    history = HistoricalRecords(verbose_name="historial del avance")

    # What the query set annotates.
    number: str
    is_changed: bool
    has_quantities: bool
    has_blocks: bool
    has_narrative: bool
    component_kind: str

    objects: ClassVar = AvanceQuerySet.as_manager()

    class Meta:
        verbose_name = "avance trimestral"
        verbose_name_plural = "avances trimestrales"
        ordering = ["trimestre", "linea__eje__order", "linea__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["trimestre", "linea"],
                name="avance_once_a_quarter",
                violation_error_message="La línea ya tiene un avance en ese trimestre.",
            ),
            models.CheckConstraint(
                name="avance_stated_has_figure_and_reason",
                condition=(
                    Q(closing=ExplicitClosing.STATED, stated_percent__isnull=False)
                    & ~Q(closing_reason="")
                )
                | (~Q(closing=ExplicitClosing.STATED) & Q(stated_percent__isnull=True)),
                violation_error_message="Un porcentaje declarado lleva la cifra y su motivo.",
            ),
            models.CheckConstraint(
                name="avance_omitted_has_reason",
                condition=~Q(closing=ExplicitClosing.OMITTED) | ~Q(closing_reason=""),
                violation_error_message="Escriba por qué la línea no lleva frase de cierre.",
            ),
            models.CheckConstraint(
                name="avance_stated_not_negative",
                condition=Q(stated_percent__isnull=True) | Q(stated_percent__gte=0),
                violation_error_message="El porcentaje no puede ser negativo.",
            ),
            *(
                models.CheckConstraint(
                    name=f"avance_{status.value}_is_stamped",
                    condition=~Q(status=status) | Q(**{f"{stamp}__isnull": False}),
                    violation_error_message="El estado del avance lleva la fecha de ese paso.",
                )
                for status, stamp in STAMPED.items()
            ),
        ]

    def __str__(self) -> str:
        return f"{self.linea}, {self.trimestre}"

    def get_absolute_url(self) -> str:
        """Return the address of the page on which it is captured."""
        slug, year, number = self.trimestre.place
        return reverse("avance_edit", args=[slug, year, self.linea_id, number])


class AvanceDeComponente(VersionedModel):
    """What was done of one component in one quarter; empty is not zero."""

    natural_lookups = (
        "componente__meta__linea__eje__programa__institucion__slug",
        "componente__meta__linea__eje__programa__year",
        "componente__meta__linea__eje__order",
        "componente__meta__linea__order",
        "componente__order",
        "avance__trimestre__number",
    )
    institucion_path = "avance__trimestre__programa__institucion"

    avance = models.ForeignKey(
        AvanceTrimestral,
        on_delete=models.CASCADE,
        related_name="cantidades",
        verbose_name="avance",
    )
    componente = models.ForeignKey(
        ComponenteDeMeta,
        on_delete=models.CASCADE,
        related_name="avances",
        verbose_name="componente",
    )
    quantity = models.DecimalField(
        "cantidad del trimestre", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    received = models.DecimalField(
        "recibido", **QUANTITY, null=True, blank=True, validators=NOT_NEGATIVE
    )
    reason = CharField(
        "por qué es correcta",
        max_length=300,
        blank=True,
        help_text="Para una cantidad poco usual: cero, muy por encima de lo programado, "
        "una parte de lo que se cuenta en enteros, o más atendidas que recibidas.",
    )
    adjustment = models.DecimalField(
        "ajuste a trimestres anteriores",
        **QUANTITY,
        null=True,
        blank=True,
        help_text="Se suma al acumulado desde este trimestre; los anteriores no cambian.",
    )
    adjustment_reason = CharField("motivo del ajuste", max_length=300, blank=True)
    # How it follows of hechos; a closed quarter keeps the rule that gave its figure.
    rule = CharField("desglose", max_length=5, choices=HechoRule, default=HechoRule.NONE)
    rule_kind = models.ForeignKey(
        "programs.TipoDeHecho",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="hechos que se cuentan",
    )
    rule_field = CharField("dato que se suma", max_length=30, blank=True)
    rule_where = CharField("solo según el dato", max_length=30, blank=True)
    rule_value = CharField("solo los que dicen", max_length=300, blank=True)
    history = HistoricalRecords(verbose_name="historial de la cantidad")

    class Meta:
        verbose_name = "cantidad del trimestre"
        verbose_name_plural = "cantidades del trimestre"
        ordering = ["avance", "componente__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["avance", "componente"],
                name="cantidad_once",
                violation_error_message="El componente ya tiene cantidad en ese trimestre.",
            ),
            models.CheckConstraint(
                name="cantidad_not_negative",
                condition=(Q(quantity__isnull=True) | Q(quantity__gte=0))
                & (Q(received__isnull=True) | Q(received__gte=0)),
                violation_error_message="La cantidad no puede ser negativa.",
            ),
            models.CheckConstraint(
                name="cantidad_adjustment_has_reason",
                condition=Q(adjustment__isnull=True) | ~Q(adjustment_reason=""),
                violation_error_message="Escriba el motivo del ajuste.",
            ),
            models.CheckConstraint(
                name="cantidad_rule_is_whole",
                condition=RULE_IS_WHOLE,
                violation_error_message="El desglose dice qué hechos se cuentan, y qué se suma.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.componente}: {self.quantity if self.quantity is not None else 'sin dato'}"


class BloqueQuerySet(NaturalKeyQuerySet["Bloque"]):
    """Blocks in the words of the domain."""

    def kept(self) -> Self:
        """Return the blocks that nobody took out."""
        return self.filter(removed_at__isnull=True)

    def printed(self) -> Self:
        """Return the kept blocks that print, as `programs.values.snapshot.has_content` says."""
        pictures = Exists(Figura.objects.filter(bloque=OuterRef("pk"), in_informe=True))
        return self.kept().filter(pictures | ~Q(rows=[]) | Q(html__regex=r"\S"))

    def with_pictures(self) -> Self:
        """Return blocks in the order of their narrative, each with its pictures in theirs."""
        figures = Figura.objects.select_related("evidencia").order_by("order")
        return self.order_by("order", "pk").prefetch_related(Prefetch("figuras", figures))


class Bloque(VersionedModel):
    """One block of a narrative, of a quarter entry or of a section: texto, tabla or figuras.

    The printed word of the caption is independent of what the block shows: S2's Imagen 3 is a
    table of 22 rows. The first number is automatic unless it was typed (S2 prints 13 after 11).
    """

    natural_lookups = ("key",)
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        "programs.Institucion",
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        verbose_name="institución",
    )
    avance = models.ForeignKey(
        AvanceTrimestral,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="bloques",
        verbose_name="avance",
    )
    seccion = models.ForeignKey(
        Seccion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="bloques",
        verbose_name="sección",
    )
    key = CharField("clave", max_length=100, unique=True)
    order = models.PositiveSmallIntegerField("orden")
    kind = CharField("tipo", max_length=8, choices=BlockKind)
    html = TextField("texto", letters=MAX_MARKUP, blank=True)
    rows = JSONField(
        "tabla", default=list, blank=True, validators=[validate_rows], help_text="Filas de celdas."
    )
    header_rows = models.PositiveSmallIntegerField("filas de encabezado", default=1)
    title = CharField("título de la tabla", max_length=300, blank=True)
    source = CharField("fuente", max_length=300, blank=True)
    caption_kind = CharField(
        "palabra del pie", max_length=6, choices=CaptionKind, default=CaptionKind.NONE
    )
    caption = TextField("pie", letters=MAX_CAPTION, blank=True)
    first_number = models.PositiveSmallIntegerField(
        "primer número", null=True, blank=True, help_text="Vacío: sigue la numeración."
    )
    removed_at = models.DateTimeField("quitado el", null=True, blank=True, editable=False)
    history = HistoricalRecords(verbose_name="historial del bloque")

    objects: ClassVar = BloqueQuerySet.as_manager()

    class Meta:
        verbose_name = "bloque"
        verbose_name_plural = "bloques"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="bloque_one_owner",
                condition=Q(avance__isnull=False, seccion__isnull=True)
                | Q(avance__isnull=True, seccion__isnull=False),
                violation_error_message="El bloque es de un avance o de una sección.",
            ),
            models.CheckConstraint(
                name="bloque_first_number_positive",
                condition=Q(first_number__isnull=True) | Q(first_number__gte=1),
                violation_error_message="La numeración empieza en 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.order}"

    @property
    def narrative(self) -> AvanceTrimestral | Seccion:
        """The entry or the section that the block tells; ValueError before it has either."""
        return self.avance if self.avance else given(self.seccion)

    @property
    def printed_figures(self) -> list[Figura]:
        """Its pictures that the informe prints, in their order; read it `with_pictures`."""
        return [figure for figure in self.figuras.all() if figure.in_informe]

    @property
    def is_left_out(self) -> bool:
        """Tell whether it has pictures and none of them prints: nothing of it does then."""
        return bool(self.figuras.all()) and not self.printed_figures

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Refuse what is saved of a block for which its document has no room."""
        super().clean_fields(exclude)
        saved = {"html", "rows", "removed_at"} - set(exclude or ())
        if saved and not self.removed_at and (self.avance_id or self.seccion_id):
            require_room(self, Bloque.objects.kept())

    def clean(self) -> None:
        """Keep only the markup that documents know how to print, and ties of its own."""
        self.html = clean_html(self.html)
        require_own_ties(self, Bloque.objects.all())
