"""A document that somebody asked for: waiting, being made, stored or failed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from programs.models.base import NaturalKeyModel
from programs.models.fields import CharField, JSONField, TextField
from programs.models.institucion import Institucion


class JobState(models.TextChoices):
    """Where a document stands."""

    WAITING = "waiting", "Espera turno"
    RUNNING = "running", "Se está haciendo"
    DONE = "done", "Listo"
    FAILED = "failed", "No se pudo hacer"


# Of one key there is one row in these states: who asks for the same shares it.
LIVE = (JobState.WAITING, JobState.RUNNING, JobState.DONE)
ACTIVE = (JobState.WAITING, JobState.RUNNING)


class DocumentJob(NaturalKeyModel):
    """One document to make: the only truth about it, whatever the queue's own rows say.

    `kind` is the registry's, `about` what of that kind (the parts of its `address`), `key` the
    fingerprint of all that is printed and of what prints it. `source` is the HTML, compressed,
    while it is to be printed. Who makes it holds `token` until `lease`; with another token a late
    finisher changes nothing. `step` and `page` are the renderer's. `message` is for people, `error`
    what the renderer said.
    """

    natural_lookups = ("key", "created_at")
    institucion_path: ClassVar[str] = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.CASCADE, related_name="+", verbose_name="institución"
    )
    kind = CharField("documento", max_length=40)
    about = JSONField("de qué", default=dict)
    address = TextField("dirección", letters=None)
    title = CharField("título", max_length=400)
    file_name = CharField("nombre del archivo", max_length=200)
    key = CharField("clave", max_length=64, db_index=True)
    state = CharField("estado", max_length=8, choices=JobState, default=JobState.WAITING)
    source = models.BinaryField("lo que se imprime", null=True, blank=True)
    step = models.PositiveSmallIntegerField("paso", default=0)
    page = models.PositiveIntegerField("página", default=0)
    lease = models.DateTimeField("apartado hasta", null=True, blank=True)
    token = CharField("seña de quien lo hace", max_length=32, blank=True)
    tries = models.PositiveSmallIntegerField("intentos", default=0)
    message = CharField("qué pasó", max_length=300, blank=True)
    error = TextField("lo que dijo el motor", blank=True, letters=None)
    created_at = models.DateTimeField("pedido el")
    started_at = models.DateTimeField("empezado el", null=True, blank=True)
    ended_at = models.DateTimeField("terminado el", null=True, blank=True)
    sha256 = CharField("huella del archivo", max_length=64, blank=True)
    size = models.PositiveBigIntegerField("bytes", default=0)
    people = models.ManyToManyField(
        "programs.User", through="DocumentAsk", related_name="+", verbose_name="quién lo pidió"
    )

    class Meta:
        verbose_name = "documento pedido"
        verbose_name_plural = "documentos pedidos"
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"],
                condition=Q(state__in=LIVE),
                name="document_once",
                violation_error_message="Ese documento ya está pedido.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], name="document_active", condition=Q(state__in=ACTIVE)
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentAsk(NaturalKeyModel):
    """That a person asked for a document, once for each of both."""

    natural_lookups = ("job__key", "job__created_at", "person__username")
    institucion_path: ClassVar[str] = "job__institucion"

    job = models.ForeignKey(
        DocumentJob, on_delete=models.CASCADE, related_name="asks", verbose_name="documento"
    )
    person = models.ForeignKey(
        "programs.User",
        on_delete=models.CASCADE,
        related_name="document_asks",
        verbose_name="quién lo pidió",
    )
    asked_at = models.DateTimeField("cuándo")

    class Meta:
        verbose_name = "quién pidió un documento"
        verbose_name_plural = "quiénes pidieron documentos"
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["job", "person"],
                name="document_asked_once",
                violation_error_message="Esa persona ya pidió el documento.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.job}"
