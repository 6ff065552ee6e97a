"""An área's submission of a quarter, and what its reviewer observes in it."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from programs.enums import AvanceStatus, ObservacionStatus
from programs.models.avance import AvanceDeComponente, AvanceTrimestral, Bloque
from programs.models.base import (
    NaturalKeyModel,
    NaturalKeyQuerySet,
    Person,
    VersionedModel,
    person_link,
)
from programs.models.fields import CharField, TextField
from programs.models.figura import Figura
from programs.models.institucion import Area
from programs.models.programa import LineaDeAccion, Programa
from programs.models.seccion import Seccion
from programs.models.tarea import MarcaMensual, Tarea
from programs.models.trimestre import Trimestre
from programs.received.limits import MAX_MARKUP
from programs.values.windows import DueDate, due_in_force


class EntregaDeArea(VersionedModel):
    """What one área hands in of one quarter: its líneas and its part of the presentación.

    `round` counts how often it was submitted; the folio of the receipt carries it.
    """

    natural_lookups = (
        "trimestre__programa__institucion__slug",
        "trimestre__programa__year",
        "trimestre__number",
        "area__code",
    )
    institucion_path = "trimestre__programa__institucion"

    trimestre = models.ForeignKey(
        Trimestre, on_delete=models.CASCADE, related_name="entregas", verbose_name="trimestre"
    )
    area = models.ForeignKey(
        Area, on_delete=models.PROTECT, related_name="entregas", verbose_name="área"
    )
    status = CharField("trámite", max_length=10, choices=AvanceStatus, default=AvanceStatus.DRAFT)
    round = models.PositiveSmallIntegerField("envíos", default=0)
    folio = CharField("folio del acuse", max_length=60, blank=True)
    statement = CharField("declaración", max_length=300, blank=True)
    submitted_at = models.DateTimeField("enviada el", null=True, blank=True)
    submitted_by = person_link("envió")
    review_started_at = models.DateTimeField("en revisión desde", null=True, blank=True)
    review_started_by = person_link("inició la revisión")
    returned_at = models.DateTimeField("devuelta el", null=True, blank=True)
    returned_by = person_link("devolvió")
    return_due_on = models.DateField("plazo para corregir", null=True, blank=True)
    validated_at = models.DateTimeField("validada el", null=True, blank=True)
    validated_by = person_link("validó")
    extended_to = models.DateField("prórroga hasta", null=True, blank=True)
    extension_reason = CharField("motivo de la prórroga", max_length=300, blank=True)
    extended_by = person_link("dio la prórroga")
    history = HistoricalRecords(verbose_name="historial de la entrega")

    class Meta:
        verbose_name = "entrega de área"
        verbose_name_plural = "entregas de áreas"
        ordering = ["trimestre", "area__order", "area__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["trimestre", "area"],
                name="entrega_once",
                violation_error_message="El área ya tiene una entrega en ese trimestre.",
            ),
            models.CheckConstraint(
                name="entrega_submitted_is_stamped",
                condition=Q(status=AvanceStatus.DRAFT)
                | (Q(submitted_at__isnull=False, submitted_by__isnull=False) & ~Q(folio="")),
                violation_error_message="Una entrega enviada lleva fecha, persona y folio.",
            ),
            models.CheckConstraint(
                name="entrega_returned_is_stamped",
                condition=~Q(status=AvanceStatus.RETURNED)
                | Q(returned_at__isnull=False, returned_by__isnull=False),
                violation_error_message="Una entrega devuelta lleva fecha y persona.",
            ),
            models.CheckConstraint(
                name="entrega_validated_is_stamped",
                condition=~Q(status=AvanceStatus.VALIDATED)
                | Q(validated_at__isnull=False, validated_by__isnull=False),
                violation_error_message="Una entrega validada lleva fecha y persona.",
            ),
            models.CheckConstraint(
                name="entrega_extension_has_reason",
                condition=Q(extended_to__isnull=True) | ~Q(extension_reason=""),
                violation_error_message="Escriba el motivo de la prórroga.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.trimestre}"

    def get_absolute_url(self) -> str:
        """Return the address where the área hands it in and finds its receipt."""
        return reverse("entrega_review", args=[*self.trimestre.place, self.area.code])

    @property
    def due(self) -> DueDate:
        """The área's own deadline, which may be later than the quarter's, and why."""
        return due_in_force(self.trimestre.due_on, self.extended_to, self.return_due_on)

    @property
    def due_on(self) -> date | None:
        """The day of the área's own deadline, or None."""
        return self.due.day


class ObservacionQuerySet(NaturalKeyQuerySet["Observacion"]):
    """Observations of the quarters and of the plans that a person may reach."""

    def visible_to(self, user: Person) -> Self:
        """Return those of the institutions for which the person acts."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        ids = user.institucion_ids()
        return self.filter(
            Q(entrega__trimestre__programa__institucion__in=ids) | Q(programa__institucion__in=ids)
        )


class Observacion(VersionedModel):
    """What is asked about a línea or a section of a quarter, or about the plan before approval.

    It is of what an área handed in (`entrega`), or of a plan in review (`programa`), where it names
    a `linea`, a `tarea` or neither: the plan as a whole. In a quarter, without línea and section it
    is of the months that the área reports outside its líneas.
    At most one of `bloque`, `figura`, `cantidad` and `marca` names the part. It is pending, seen
    by reviewers only, until the verdict is sent. `seen` keeps the text as it was observed, so that
    both sides can tell whether it changed since. Of a row that leaves the plan it stays, with that
    text, until whoever observed it is content.
    """

    natural_lookups = ("key",)
    institucion_path = "entrega__trimestre__programa__institucion"

    entrega = models.ForeignKey(
        EntregaDeArea,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="entrega",
    )
    programa = models.ForeignKey(
        Programa,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="programa",
    )
    linea = models.ForeignKey(
        LineaDeAccion,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="línea de acción",
    )
    tarea = models.ForeignKey(
        Tarea,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="tarea",
    )
    key = CharField("clave", max_length=100, unique=True)
    avance = models.ForeignKey(
        AvanceTrimestral,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="avance",
    )
    seccion = models.ForeignKey(
        Seccion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="sección",
    )
    bloque = models.ForeignKey(
        Bloque,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="bloque",
    )
    figura = models.ForeignKey(
        Figura,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="figura",
    )
    cantidad = models.ForeignKey(
        AvanceDeComponente,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="cantidad",
    )
    marca = models.ForeignKey(
        MarcaMensual,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="observaciones",
        verbose_name="mes",
    )
    text = TextField("observación")
    seen = TextField("lo observado", letters=None, blank=True)
    proposed = TextField("texto propuesto", letters=MAX_MARKUP, blank=True)
    accepted_at = models.DateTimeField("propuesta aceptada el", null=True, blank=True)
    status = CharField(
        "estado", max_length=10, choices=ObservacionStatus, default=ObservacionStatus.PENDING
    )
    created_at = models.DateTimeField("escrita el")
    created_by = models.ForeignKey(
        "programs.User", on_delete=models.PROTECT, related_name="+", verbose_name="escribió"
    )
    sent_at = models.DateTimeField("enviada el", null=True, blank=True)
    answer = TextField("respuesta", blank=True)
    answered_at = models.DateTimeField("atendida el", null=True, blank=True)
    answered_by = person_link("atendió")
    resolved_at = models.DateTimeField("resuelta el", null=True, blank=True)
    resolved_by = person_link("resolvió")

    objects: ClassVar = ObservacionQuerySet.as_manager()

    class Meta:
        verbose_name = "observación"
        verbose_name_plural = "observaciones"
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="observacion_one_review",
                condition=Q(
                    entrega__isnull=False,
                    programa__isnull=True,
                    linea__isnull=True,
                    tarea__isnull=True,
                )
                | Q(
                    Q(linea__isnull=True) | Q(tarea__isnull=True),
                    entrega__isnull=True,
                    programa__isnull=False,
                    avance__isnull=True,
                    seccion__isnull=True,
                ),
                violation_error_message="La observación es de una entrega o de un plan.",
            ),
            models.CheckConstraint(
                name="observacion_one_owner",
                condition=Q(avance__isnull=True) | Q(seccion__isnull=True),
                violation_error_message="La observación es de una línea o de una sección.",
            ),
            models.CheckConstraint(
                name="observacion_says_something",
                condition=~Q(text=""),
                violation_error_message="Escriba la observación.",
            ),
            models.CheckConstraint(
                name="observacion_sent_is_stamped",
                condition=Q(status=ObservacionStatus.PENDING, sent_at__isnull=True)
                | (~Q(status=ObservacionStatus.PENDING) & Q(sent_at__isnull=False)),
                violation_error_message="Una observación enviada lleva la fecha de envío.",
            ),
            models.CheckConstraint(
                name="observacion_answered_is_stamped",
                condition=~Q(status=ObservacionStatus.ANSWERED)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                violation_error_message="Una observación atendida lleva fecha y persona.",
            ),
            models.CheckConstraint(
                name="observacion_resolved_is_stamped",
                condition=~Q(status=ObservacionStatus.RESOLVED)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                violation_error_message="Una observación resuelta lleva fecha y persona.",
            ),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 90 else f"{self.text[:89]}…"

    @property
    def is_of_months(self) -> bool:
        """Tell whether it is about the tareas without línea of the área."""
        return self.entrega_id is not None and self.avance_id is None and self.seccion_id is None


class HallazgoAceptado(NaturalKeyModel):
    """Why something that a check found is right, as who answers for it wrote it.

    `code` and `subject` name the finding (`programs.values.checks`): of the plan, which Planeación
    explains, or of a quarter (`trimestre`), which its área or who reviews does. It stands while
    `fingerprint` is that of what the check finds: whatever it spoke of changes, and the reason
    falls. Of the plan a row holds the last reason; of a quarter each that was written, since one
    kind of finding may be found of a línea more than once. `found` tells what it was, for when it
    is found no more.
    """

    natural_lookups = (
        "programa__institucion__slug",
        "programa__year",
        "trimestre__number",
        "code",
        "subject",
        "fingerprint",
    )
    institucion_path = "programa__institucion"

    programa = models.ForeignKey(
        Programa, on_delete=models.CASCADE, related_name="aceptados", verbose_name="programa"
    )
    trimestre = models.ForeignKey(
        Trimestre,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="aceptados",
        verbose_name="trimestre",
    )
    code = CharField("revisión", max_length=20)
    subject = CharField("renglón", max_length=40)
    fingerprint = CharField("huella de lo hallado", max_length=16)
    found = TextField("lo hallado", letters=None, blank=True)
    reason = CharField("por qué es correcto", max_length=300)
    accepted_at = models.DateTimeField("aceptado el")
    accepted_by = models.ForeignKey(
        "programs.User", on_delete=models.PROTECT, related_name="+", verbose_name="aceptó"
    )

    class Meta:
        verbose_name = "hallazgo aceptado"
        verbose_name_plural = "hallazgos aceptados"
        ordering = ["programa", "trimestre", "code", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["programa", "code", "subject"],
                condition=Q(trimestre__isnull=True),
                name="hallazgo_once",
                violation_error_message="Ese hallazgo ya tiene un motivo.",
            ),
            models.UniqueConstraint(
                fields=["trimestre", "code", "subject", "fingerprint"],
                condition=Q(trimestre__isnull=False),
                name="hallazgo_once_in_quarter",
                violation_error_message="Ese hallazgo del trimestre ya tiene un motivo.",
            ),
            models.CheckConstraint(
                name="hallazgo_has_reason",
                condition=~Q(reason=""),
                violation_error_message="Escriba por qué es correcto.",
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    def natural_key(self) -> tuple[object, ...]:
        """Return the values of `natural_lookups`; one of the plan has no quarter."""
        programa = self.programa
        number = self.trimestre.number if self.trimestre else None
        place = (programa.institucion.slug, programa.year, number)
        return (*place, self.code, self.subject, self.fingerprint)
