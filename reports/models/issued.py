"""Documents that were issued, and the files of each: written once, never changed, never deleted."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from programs.models import Corte, Institucion, Programa, Trimestre
from programs.models.audit import AppendOnlyQuerySet
from programs.models.base import Keyed, NaturalKeyModel
from reports.enums import FileForm, IssuedKind


class IssuedQuerySet(AppendOnlyQuerySet[Keyed]):
    """Issued documents or their files; the triggers of `reports.models.locks` refuse the same."""

    kept = "Un documento emitido"


def issued_path(instance: "IssuedFile", filename: str) -> str:
    """Return the private name of a file, never the one it was given.

    By its content: one that a try left without a row is found again by the next.
    """
    name = f"{instance.form}-{instance.number}-{instance.sha256[:16]}"
    return f"issued/{instance.issued.folio.lower()}/{name}.{FileForm(instance.form).suffix}"


class IssuedReport(NaturalKeyModel):
    """One document as the Secretario Técnico issued it: its folio, and all that it prints.

    `payload` is canonical JSON (`reports.values.payload`), the very text whose SHA-256 is
    `payload_sha256` and which the file carries inside: the document is drawn from it and from
    nothing else. `act_number` and `act_hash` are those of the act of the ledger that issued it,
    printed as the head of the chain. A correction is another row that `replaces` this one and says
    in `errata` what changed, as rows of place, from and to. Its institution, title, period and
    person stand here as on the day of issue.

    No text of it is cleaned as it is read, unlike those of other models: its bytes are kept.
    """

    natural_lookups = ("folio",)
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.PROTECT, related_name="issued", verbose_name="institución"
    )
    kind = models.CharField("documento", max_length=10, choices=IssuedKind)
    year = models.PositiveSmallIntegerField("ejercicio")
    number = models.PositiveIntegerField("número")
    folio = models.CharField("folio", max_length=80, unique=True)
    title = models.CharField("título", max_length=400)
    period = models.CharField("periodo", max_length=200)
    programa = models.ForeignKey(
        Programa, on_delete=models.PROTECT, related_name="issued", verbose_name="programa"
    )
    trimestre = models.ForeignKey(
        Trimestre,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issued",
        verbose_name="trimestre",
    )
    corte = models.ForeignKey(
        Corte,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="issued",
        verbose_name="corte",
    )
    payload = models.TextField("datos")
    payload_sha256 = models.CharField("SHA-256 de los datos", max_length=64)
    act_number = models.PositiveIntegerField("acto del libro")
    act_hash = models.CharField("huella del acto", max_length=64)
    replaces = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name="reemplaza a",
    )
    errata = models.JSONField("fe de erratas", default=list, blank=True)
    issued_at = models.DateTimeField("emitido el")
    issued_by = models.ForeignKey(
        "programs.User", on_delete=models.PROTECT, related_name="+", verbose_name="emitió"
    )
    issued_by_name = models.CharField("nombre de quien emitió", max_length=300)

    objects: ClassVar = IssuedQuerySet.as_manager()

    class Meta:
        verbose_name = "documento emitido"
        verbose_name_plural = "documentos emitidos"
        ordering = ["institucion", "-issued_at", "-pk"]
        indexes = [models.Index(fields=["programa", "kind", "trimestre"], name="issued_of")]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "year", "kind", "number"],
                name="issued_number_once",
                violation_error_message="Ya se emitió un documento con ese número.",
            ),
            models.CheckConstraint(
                name="issued_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Los documentos se numeran desde 1.",
            ),
            models.CheckConstraint(
                name="issued_informe_has_corte",
                condition=Q(kind=IssuedKind.PTA, trimestre__isnull=True, corte__isnull=True)
                | Q(kind=IssuedKind.INFORME, trimestre__isnull=False, corte__isnull=False),
                violation_error_message="Un informe se emite de un corte; el PTA, del programa.",
            ),
        ]

    def __str__(self) -> str:
        return self.folio

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("issued_detail", args=[self.folio])

    @property
    def content(self) -> dict[str, Any]:
        """What the payload says, read from its text."""
        content: dict[str, Any] = json.loads(self.payload)
        return content


class IssuedFile(NaturalKeyModel):
    """A file of an issued document, written whole before this row names it.

    Of each form there is one, but for scans of the signed copy, which are numbered. `versions` are
    those of the programs that made it, and empty for a file that was received.
    """

    natural_lookups = ("issued__folio", "form", "number")
    institucion_path = "issued__institucion"

    issued = models.ForeignKey(
        IssuedReport, on_delete=models.PROTECT, related_name="files", verbose_name="documento"
    )
    form = models.CharField("forma", max_length=10, choices=FileForm)
    number = models.PositiveSmallIntegerField("número", default=1)
    file = models.FileField("archivo", upload_to=issued_path, max_length=200, unique=True)
    original_name = models.CharField("nombre recibido", max_length=255, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True)
    size = models.PositiveBigIntegerField("bytes")
    versions = models.JSONField("versiones", default=dict, blank=True)
    added_at = models.DateTimeField("archivado el")
    added_by = models.ForeignKey(
        "programs.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="archivó",
    )

    objects: ClassVar = IssuedQuerySet.as_manager()

    class Meta:
        verbose_name = "archivo de un documento emitido"
        verbose_name_plural = "archivos de documentos emitidos"
        ordering = ["issued", "form", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["issued", "form", "number"],
                name="issued_file_once",
                violation_error_message="El documento ya tiene ese archivo.",
            ),
            models.CheckConstraint(
                name="issued_file_number_from_one",
                condition=Q(number=1) | Q(form=FileForm.SIGNED, number__gte=1),
                violation_error_message="Solo de la copia firmada hay varios archivos.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issued}: {self.get_form_display()}"
