"""What a quarter counts, each with its name and its date; and the kinds of an institution."""

from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Prefetch
from simple_history.models import HistoricalRecords

from programs.models.avance import AvanceDeComponente
from programs.models.base import NaturalKeyModel, NaturalKeyQuerySet, VersionedModel
from programs.models.fields import CharField, JSONField, SlugField
from programs.models.institucion import Area, Institucion
from programs.models.programa import LineaDeAccion, printed_number
from programs.models.trimestre import Trimestre
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kind_checks import (
    KEY_STAYS,
    KindUse,
    validate_fields,
    why_fields_stay,
)
from programs.values.hechos.kinds import FIELD_WORDS, HechoKind, fields_of

MAX_NAME = 300


def validate_values(value: object) -> None:
    """Refuse what is no {key of a field: text}."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        raise ValidationError("Los datos de un hecho son textos, cada uno en su campo.")


class TipoDeHecho(NaturalKeyModel):
    """A kind of hechos of an institution, with its fields (`programs.values.hechos.kinds`)."""

    natural_lookups = ("institucion__slug", "key")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion,
        on_delete=models.CASCADE,
        related_name="tipos_de_hecho",
        verbose_name="institución",
    )
    key = SlugField("clave", max_length=30)
    order = models.PositiveSmallIntegerField("orden", default=1, validators=[MinValueValidator(1)])
    name = CharField("nombre", max_length=80)
    plural = CharField("nombre de varios", max_length=80)
    name_label = CharField(
        "qué se escribe como nombre", max_length=80, help_text="Por ejemplo: Número del oficio."
    )
    field_rows = JSONField("campos", default=list, blank=True, validators=[validate_fields])
    active = models.BooleanField("en uso", default=True)

    class Meta:
        verbose_name = "tipo de hecho"
        verbose_name_plural = "tipos de hecho"
        ordering = ["institucion", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "key"],
                name="tipo_de_hecho_once",
                violation_error_message="La institución ya tiene un tipo de hecho con esa clave.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_field_rows_display(self) -> str:
        """Return its fields in words."""
        return "; ".join(
            f"{field.label} ({FIELD_WORDS[field.kind]})" for field in fields_of(self.field_rows)
        )

    @property
    def value(self) -> HechoKind:
        """The kind as a plain value."""
        return HechoKind(
            self.key, self.name, self.plural, self.name_label, fields_of(self.field_rows)
        )

    def clean(self) -> None:
        """Keep its key, the fields of which there may be values, and the options in use."""
        stored = type(self).objects.filter(pk=self.pk).first()
        if stored is None:
            return
        if stored.key != self.key:
            raise ValidationError({"key": KEY_STAYS})
        try:
            now = self.value
        except (AttributeError, KeyError, TypeError, ValueError):
            return  # what is no list of fields is refused as such
        if reasons := list(why_fields_stay(stored.value, now, self._use())):
            raise ValidationError({"field_rows": reasons})

    def _use(self) -> KindUse:
        """Return what hechos and rules hold of it, in two queries."""
        said = list(self.hechos.values_list("values", flat=True))
        ruled = AvanceDeComponente.objects.filter(rule_kind=self.pk)
        rules = set(ruled.values_list("rule_field", "rule_where", "rule_value"))
        options = {(key, text) for values in said for key, text in values.items()}
        return KindUse(
            recorded=bool(said),
            fields=frozenset(key for field, where, _ in rules for key in (field, where) if key),
            added=frozenset(field for field, *_ in rules if field),
            options=frozenset(options | {(where, value) for _, where, value in rules}),
        )


class HechoQuerySet(NaturalKeyQuerySet["Hecho"]):
    """Hechos in the words of the domain."""

    def with_lines(self) -> Self:
        """Return hechos by their date, each with its kind and with the líneas that it serves."""
        rows = self.select_related("kind").order_by("day", "pk")
        return rows.prefetch_related(Prefetch("enlaces", HechoEnLinea.objects.numbered()))


class EnlaceQuerySet(NaturalKeyQuerySet["HechoEnLinea"]):
    """Links of hechos and líneas in the words of the domain."""

    def numbered(self) -> Self:
        """Return them in printed order; `number` is the printed number of the línea."""
        rows = self.annotate(number=printed_number("linea__"))
        return rows.order_by("linea__eje__order", "linea__order")


class Hecho(VersionedModel):
    """Something that was done, of an área and a quarter: an oficio, a session, a course.

    `values` are the texts of the fields of its kind, by their keys. It may serve several líneas of
    its área; in each it counts by an explicit yes only (`HechoEnLinea`).
    """

    natural_lookups = ("key",)
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion,
        on_delete=models.CASCADE,
        related_name="+",
        editable=False,
        verbose_name="institución",
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="hechos", verbose_name="área"
    )
    trimestre = models.ForeignKey(
        Trimestre, on_delete=models.CASCADE, related_name="hechos", verbose_name="trimestre"
    )
    kind = models.ForeignKey(
        TipoDeHecho, on_delete=models.PROTECT, related_name="hechos", verbose_name="tipo"
    )
    # What the form that adds it names it by: a second send adds no other.
    key = CharField("clave", max_length=100, unique=True)
    name = CharField("nombre", max_length=MAX_NAME)
    day = models.DateField("fecha")
    values = JSONField("datos", default=dict, blank=True, validators=[validate_values])
    history = HistoricalRecords(verbose_name="historial del hecho")

    objects: ClassVar = HechoQuerySet.as_manager()

    class Meta:
        verbose_name = "hecho"
        verbose_name_plural = "hechos"
        ordering = ["trimestre", "day", "pk"]
        indexes = [models.Index(fields=["trimestre", "area"], name="hecho_of_area")]

    def __str__(self) -> str:
        return self.name

    def lines(self) -> EnlaceQuerySet:
        """Return the líneas that it serves in printed order, each with its printed `number`."""
        rows: EnlaceQuerySet = HechoEnLinea.objects.filter(hecho=self)
        return rows.numbered().select_related("linea")

    def get_values_display(self) -> str:
        """Return what its fields say, in words."""
        return "; ".join(f"{label}: {words}" for label, words in self.value().details)

    def value(self, *, counts: bool = True) -> HechoValue:
        """Return the hecho as a plain value; `counts` tells whether it counts where it is read."""
        return HechoValue(self.pk, self.kind.value, self.name, self.day, self.values, counts)


class HechoEnLinea(NaturalKeyModel):
    """A línea that a hecho serves, and whether it counts in the quantities of it.

    Nobody said yes until `counts` does: a course of two líneas is counted twice only by two acts.
    """

    natural_lookups = (
        "hecho__key",
        "linea__eje__programa__institucion__slug",
        "linea__eje__programa__year",
        "linea__eje__order",
        "linea__order",
    )
    institucion_path = "linea__eje__programa__institucion"

    hecho = models.ForeignKey(
        Hecho, on_delete=models.CASCADE, related_name="enlaces", verbose_name="hecho"
    )
    linea = models.ForeignKey(
        LineaDeAccion,
        on_delete=models.PROTECT,
        related_name="hechos",
        verbose_name="línea de acción",
    )
    counts = models.BooleanField("cuenta en la línea", default=False)
    history = HistoricalRecords(verbose_name="historial del hecho en la línea")
    # What django-simple-history reads of a row when it is saved.
    _history_user: AbstractUser | None
    # What `numbered` annotates.
    number: str

    objects: ClassVar = EnlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "hecho en la línea"
        verbose_name_plural = "hechos en las líneas"
        ordering = ["hecho", "linea"]
        constraints = [
            models.UniqueConstraint(
                fields=["hecho", "linea"],
                name="hecho_en_linea_once",
                violation_error_message="El hecho ya está en esa línea.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hecho}, {self.linea}"
