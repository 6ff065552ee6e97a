"""The ledger: one chain of entries for each institution, and what a quarter was at its closing."""

from typing import ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from programs.enums import AuditAction
from programs.errors import Locked
from programs.models.base import Keyed, NaturalKeyModel, NaturalKeyQuerySet
from programs.models.institucion import Institucion
from programs.models.trimestre import Trimestre


class AppendOnlyQuerySet(NaturalKeyQuerySet[Keyed]):
    """Rows that are written once: nothing changes or deletes them."""

    def update(self, **values: object) -> NoReturn:
        """Refuse."""
        raise Locked("El libro de actos no se cambia.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise Locked("El libro de actos no se borra.")


class AuditEntry(NaturalKeyModel):
    """One act: who, when, what, and the hash of the entry before it (decision 8).

    `hash` covers every other field, so that a changed entry, or one taken out, breaks the chain.
    """

    natural_lookups = ("institucion__slug", "number")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.PROTECT, related_name="ledger", verbose_name="institución"
    )
    number = models.PositiveIntegerField("número")
    at = models.DateTimeField("fecha y hora")
    actor = models.CharField("persona", max_length=150)
    actor_name = models.CharField("nombre", max_length=300)
    action = models.CharField("acto", max_length=40, choices=AuditAction)
    subject = models.CharField("sobre", max_length=300)
    data = models.JSONField("datos", default=dict, blank=True)
    previous = models.CharField("huella anterior", max_length=64)
    hash = models.CharField("huella", max_length=64)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "acto del libro"
        verbose_name_plural = "libro de actos"
        ordering = ["institucion", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "number"],
                name="audit_number_once",
                violation_error_message="Ya hay un acto con ese número.",
            ),
            models.CheckConstraint(
                name="audit_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Los actos se numeran desde 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.action}: {self.subject}"


class Corte(NaturalKeyModel):
    """A quarter as of the day on which it was closed: the whole snapshot, as data, and its hash.

    A quarter that was reopened and closed again has several; each stays readable.
    """

    natural_lookups = (
        "trimestre__programa__institucion__slug",
        "trimestre__programa__year",
        "trimestre__number",
        "number",
    )
    institucion_path = "trimestre__programa__institucion"

    trimestre = models.ForeignKey(
        Trimestre, on_delete=models.PROTECT, related_name="cortes", verbose_name="trimestre"
    )
    number = models.PositiveSmallIntegerField("número de corte")
    payload = models.JSONField("datos")
    sha256 = models.CharField("SHA-256", max_length=64)
    made_at = models.DateTimeField("hecho el")
    made_by = models.ForeignKey(
        "programs.User", on_delete=models.PROTECT, related_name="+", verbose_name="cerró"
    )
    missing_reason = models.TextField("por qué se cerró con faltantes", blank=True)

    objects: ClassVar = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "corte"
        verbose_name_plural = "cortes"
        ordering = ["trimestre", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["trimestre", "number"],
                name="corte_number_once",
                violation_error_message="El trimestre ya tiene un corte con ese número.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trimestre}, corte {self.number}"
