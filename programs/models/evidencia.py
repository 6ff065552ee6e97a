"""Files received as evidence: the original, its hash, and the renditions people see."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress

from django.contrib.auth.models import AbstractUser
from django.core.files.storage import default_storage
from django.db import Error as DatabaseFailure
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from programs.models.base import NaturalKeyModel
from programs.models.fields import CharField, JSONField
from programs.models.institucion import Area, Institucion


def original_path(instance: "Evidencia", filename: str) -> str:
    """Return the private name of an original: random, never the name that the person gave."""
    return f"originals/{instance.key[:2]}/{instance.key}"


class Evidencia(NaturalKeyModel):
    """One file as it was received, with what was learnt of it by its content.

    `renditions` lists the upright JPEG copies without metadata, smallest first, as
    `{"width": px, "height": px, "name": storage name, "size": bytes, "sha256": hash}`; those of
    before 1.0 lack the last two. `avance` is the quarter of a línea that a
    file backs without being printed in it; the pictures of its narrative are its `figuras`.
    """

    natural_lookups = ("key",)
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.PROTECT, related_name="evidencias", verbose_name="institución"
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="evidencias",
        verbose_name="área",
    )
    avance = models.ForeignKey(
        "programs.AvanceTrimestral",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="respaldos",
        verbose_name="respalda",
    )
    key = CharField("clave", max_length=32, unique=True)
    original = models.FileField("original", upload_to=original_path)
    original_name = CharField("nombre recibido", max_length=255)
    media_type = CharField("tipo de archivo", max_length=100)
    size = models.PositiveBigIntegerField("bytes")
    sha256 = CharField("SHA-256", max_length=64, db_index=True)
    width = models.PositiveIntegerField("ancho", null=True, blank=True)
    height = models.PositiveIntegerField("alto", null=True, blank=True)
    renditions = JSONField("copias para ver e imprimir", default=list, blank=True)
    taken_at = models.DateTimeField("tomada el", null=True, blank=True)
    sample = models.BooleanField("imagen de muestra", default=False)
    shows_people = models.BooleanField("personas identificables", default=False)
    shows_minors = models.BooleanField("menores de edad", default=False)
    uploaded_by = models.ForeignKey(
        "programs.User",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="subió",
    )
    uploaded_at = models.DateTimeField("recibida el", auto_now_add=True)
    # The copies follow from the file, which never changes.
    history = HistoricalRecords(
        verbose_name="historial de la evidencia", excluded_fields=["renditions"]
    )
    # What django-simple-history reads of a row when it is saved; nobody for a sample.
    _history_user: AbstractUser | None

    class Meta:
        verbose_name = "evidencia"
        verbose_name_plural = "evidencias"
        ordering = ["-uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidencia_minors_are_people",
                condition=Q(shows_minors=False) | Q(shows_people=True),
                violation_error_message="Si hay menores de edad, hay personas identificables.",
            ),
        ]

    def __str__(self) -> str:
        return self.original_name


@contextmanager
def files_undone(rows: Collection[Evidencia]) -> Iterator[None]:
    """Delete the files of new rows that the database did not take, whatever ends the block.

    Files do not roll back with the rows. A server that dies as it commits may have taken a row and
    not told: where the database does not say, the files stay, and `sweep_files` judges them later.
    """
    done = False
    try:
        yield
        done = True
    finally:
        if not done:
            with suppress(DatabaseFailure):
                named = Evidencia.objects.filter(key__in=[row.key for row in rows])
                taken = dict(named.values_list("key", "original"))
                files_delete(row for row in rows if taken.get(row.key) != row.original.name)


def files_delete(rows: Iterable[Evidencia]) -> None:
    """Delete the files of rows that were never saved."""
    for row in rows:
        for name in [row.original.name, *(copy["name"] for copy in row.renditions)]:
            if name:
                default_storage.delete(name)
