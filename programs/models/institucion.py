"""Institutions side by side, their áreas and their calendar of days off."""

from collections.abc import Container

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q

from programs.enums import AreaKind, InformePart, LineNumbering, PtaPart, SignerRole
from programs.models.base import NaturalKeyModel
from programs.models.fields import CharField, JSONField, SlugField
from programs.values.labels import validate_labels
from programs.values.preparing import steps_text, validate_seen
from programs.values.signers import validate_signers
from programs.values.words import resolve

HEX_COLOR = RegexValidator(r"^#[0-9A-Fa-f]{6}$", "Escriba un color como #6B1D3A.")


def every_pta_part() -> list[str]:
    """Return the parts of the PTA of a new institution: all."""
    return list(PtaPart.values)


def every_informe_part() -> list[str]:
    """Return the parts of the informe of a new institution: all."""
    return list(InformePart.values)


def validate_pta_parts(value: object) -> None:
    """Refuse what is no list of `PtaPart` codes, each once."""
    _validate_parts(value, PtaPart.values)


def validate_informe_parts(value: object) -> None:
    """Refuse what is no list of `InformePart` codes, each once."""
    _validate_parts(value, InformePart.values)


def parts_text(codes: Container[str], parts: type[models.TextChoices]) -> str:
    """Return parts of a document in words, in the order of their list."""
    return "; ".join(part.label for part in parts if part.value in codes)


def _validate_parts(value: object, known: list[str]) -> None:
    if not isinstance(value, list) or not all(part in known for part in value):
        raise ValidationError(f"Elija entre estas partes: {', '.join(known)}.")
    if len(set(value)) < len(value):
        raise ValidationError("Cada parte se elige una vez.")


class Institucion(NaturalKeyModel):
    """A Secretaría Ejecutiva with its own plan, people, words and thresholds."""

    natural_lookups = ("slug",)
    institucion_path = None

    slug = SlugField("clave", unique=True)
    name = CharField("nombre", max_length=250)
    short_name = CharField("siglas", max_length=40)
    state = CharField("entidad federativa", max_length=60)
    governing_body = CharField(
        "órgano que recibe el informe",
        max_length=250,
        blank=True,
        help_text="Se imprime en la portada.",
    )
    motto = CharField("lema", max_length=250, blank=True)
    contact = CharField("contacto de ayuda", max_length=250, blank=True)
    emblem = CharField(
        "emblema",
        max_length=100,
        default="img/emblem.svg",
        help_text="Un archivo de los estáticos, o el nombre del que se subió.",
    )
    brand_color = CharField(
        "color institucional",
        max_length=7,
        default="#6B1D3A",
        validators=[HEX_COLOR],
        help_text="Si el texto blanco no se lee sobre él, páginas y documentos usan el guinda "
        "general.",
    )
    labels = JSONField("etiquetas impresas", default=dict, blank=True, validators=[validate_labels])
    pta_parts = JSONField(
        "partes del PTA", default=every_pta_part, blank=True, validators=[validate_pta_parts]
    )
    informe_parts = JSONField(
        "partes del informe",
        default=every_informe_part,
        blank=True,
        validators=[validate_informe_parts],
    )
    signers = JSONField("firmas", default=dict, blank=True, validators=[validate_signers])
    prepared = JSONField(
        "pasos de la preparación dados por buenos",
        default=list,
        blank=True,
        editable=False,
        validators=[validate_seen],
    )
    line_numbering = CharField(
        "numeración de las líneas",
        max_length=10,
        choices=LineNumbering,
        default=LineNumbering.NESTED,
    )
    sample = models.BooleanField(
        "institución de muestra", default=False, help_text="Sus documentos llevan la marca MUESTRA."
    )
    month_due_days = models.PositiveSmallIntegerField("días hábiles para el mes", default=5)
    quarter_due_days = models.PositiveSmallIntegerField(
        "días hábiles para el trimestre", default=10
    )
    return_due_days = models.PositiveSmallIntegerField(
        "días hábiles para corregir lo devuelto",
        default=5,
        help_text="Desde que se devuelve, aunque la fecha límite ya haya pasado.",
    )
    escalate_days = models.PositiveSmallIntegerField(
        "días hábiles para avisar al titular",
        default=2,
        help_text="De atraso; después se avisa también al titular del área.",
    )
    escalate_head_days = models.PositiveSmallIntegerField(
        "días hábiles para avisar al Secretario Técnico", default=5
    )
    second_validator = models.ForeignKey(
        "programs.User",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="segunda persona que valida",
        help_text="Valida lo que envió el propio Secretario Técnico.",
    )
    second_factor_required = models.BooleanField(
        "exige verificación en dos pasos",
        default=False,
        help_text="A su Secretario Técnico, a su segunda persona que valida, a su Planeación y a "
        "los superusuarios. Quien no la tiene la activa al entrar.",
    )
    evidence_series = CharField(
        "serie documental de la evidencia",
        max_length=40,
        blank=True,
        help_text="Su clave en el catálogo de disposición documental.",
    )
    evidence_years = models.PositiveSmallIntegerField(
        "años que se conserva la evidencia",
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Desde el fin del año en que sirvió. Vacío: nunca se depura. Lo que imprime un "
        "documento o cita uno emitido se conserva siempre.",
    )
    legal_hold = CharField(
        "reserva legal",
        max_length=300,
        blank=True,
        help_text="Por qué no se depura nada por ahora: un juicio, una auditoría. Vacía, rige el "
        "plazo.",
    )
    red_below = models.PositiveSmallIntegerField("rojo por debajo de (%)", default=70)
    amber_below = models.PositiveSmallIntegerField("ámbar por debajo de (%)", default=90)
    green_to = models.PositiveSmallIntegerField("verde hasta (%)", default=110)

    class Meta:
        verbose_name = "institución"
        verbose_name_plural = "instituciones"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="institucion_thresholds_ascend",
                condition=Q(red_below__lt=F("amber_below"), amber_below__lte=F("green_to")),
                violation_error_message="Los umbrales del semáforo van de menor a mayor: "
                "rojo, ámbar, verde.",
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def words(self) -> dict[str, str]:
        """Return the printed words: its own, and the neutral ones where it says none."""
        return resolve(self.labels)

    def get_pta_parts_display(self) -> str:
        """Return the parts of its PTA in words."""
        return parts_text(self.pta_parts, PtaPart)

    def get_informe_parts_display(self) -> str:
        """Return the parts of its informe in words."""
        return parts_text(self.informe_parts, InformePart)

    def get_signers_display(self) -> str:
        """Return who signs its documents, in words."""
        return "; ".join(
            f"{role.label}: {', '.join(filter(None, self.signers[role]))}"
            for role in SignerRole
            if role in self.signers
        )

    def get_prepared_display(self) -> str:
        """Return the steps of its preparation that somebody said are right, in words."""
        return steps_text(self.prepared)

    def clean(self) -> None:
        """Refuse a second validator of another institution."""
        person = self.second_validator
        if person and self.pk not in person.institucion_ids():
            raise ValidationError({"second_validator": "La persona no actúa por esta institución."})


class Area(NaturalKeyModel):
    """An área, a sub-área or a post: whoever can answer for an eje."""

    natural_lookups = ("institucion__slug", "code")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.PROTECT, related_name="areas", verbose_name="institución"
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="depende de",
    )
    code = SlugField("clave", max_length=20)
    name = CharField("nombre", max_length=200)
    aliases = JSONField(
        "otros nombres", default=list, blank=True, help_text="Como aparece en otros documentos."
    )
    kind = CharField("tipo", max_length=10, choices=AreaKind, default=AreaKind.AREA)
    order = models.PositiveSmallIntegerField("orden", default=1, validators=[MinValueValidator(1)])
    active = models.BooleanField("activa", default=True)

    class Meta:
        verbose_name = "área"
        verbose_name_plural = "áreas"
        ordering = ["institucion", "order", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "code"],
                name="area_code_once",
                violation_error_message="Ya existe un área con esa clave en la institución.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class DiaInhabil(NaturalKeyModel):
    """A day on which the institution does not work; deadlines skip it."""

    natural_lookups = ("institucion__slug", "day")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.CASCADE, related_name="days_off", verbose_name="institución"
    )
    day = models.DateField("día")
    name = CharField("motivo", max_length=120)

    class Meta:
        verbose_name = "día inhábil"
        verbose_name_plural = "días inhábiles"
        ordering = ["institucion", "day"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "day"],
                name="dia_inhabil_once",
                violation_error_message="Ese día ya está registrado.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"
