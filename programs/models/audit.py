"""The ledger: one chain of entries for each institution, and what a quarter was at its closing."""

from typing import ClassVar, NoReturn

from django.db import models
from django.db.models import Q

from programs.enums import AuditAction
from programs.errors import Locked
from programs.models.base import Keyed, NaturalKeyModel, NaturalKeyQuerySet
from programs.models.institucion import Institucion
from programs.models.trimestre import Trimestre
from programs.values.chain import entry_hash


class AppendOnlyQuerySet(NaturalKeyQuerySet[Keyed]):
    """Rows that are written once: nothing changes or deletes them.

    The triggers of `locks` refuse the same to one row that is saved or deleted, and to raw SQL.
    `kept` is what the refusal calls them.
    """

    kept = "El libro de actos"

    def update(self, **values: object) -> NoReturn:
        """Refuse."""
        raise Locked(f"{self.kept} no se cambia.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise Locked(f"{self.kept} no se borra.")


class AuditEntry(NaturalKeyModel):
    """One act: who, when, what, and the hash of the entry before it (decision 8).

    `hash` covers every other field, so that a changed entry, or one taken out, breaks the chain.
    `slug` is the institution's on that day: who renames it later changes no act.
    """

    natural_lookups = ("institucion__slug", "number")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.PROTECT, related_name="ledger", verbose_name="institución"
    )
    slug = models.CharField("clave de la institución", max_length=50)
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
        indexes = [models.Index(fields=["institucion", "action", "number"], name="audit_action")]
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

    def computed_hash(self) -> str:
        """Return the hash of what the act says now, to compare with the one that it carries."""
        return entry_hash(
            institucion=self.slug,
            number=self.number,
            at=self.at,
            actor=self.actor,
            actor_name=self.actor_name,
            action=self.action,
            subject=self.subject,
            data=self.data,
            previous=self.previous,
        )


class LedgerHead(NaturalKeyModel):
    """The last act of an institution as a trigger counted it while it was written (`locks`).

    Acts taken from the end, or all of them, leave it standing: that is how they are missed.
    """

    natural_lookups = ("institucion__slug",)
    institucion_path = "institucion"

    institucion = models.OneToOneField(
        Institucion,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="ledger_head",
        verbose_name="institución",
    )
    number = models.PositiveIntegerField("último acto")
    hash = models.CharField("huella", max_length=64)

    class Meta:
        verbose_name = "cuenta del libro"
        verbose_name_plural = "cuentas de los libros"
        ordering = ["institucion"]

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"


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
