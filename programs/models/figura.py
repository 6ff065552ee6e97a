"""The pictures of a narrative, and whether each prints in its place."""

from functools import cached_property

from django.db import models
from simple_history.models import HistoricalRecords

from programs.models.base import VersionedModel
from programs.models.evidencia import Evidencia
from programs.models.fields import CharField
from programs.values.captions import MAX_ALT, proposed_alt

MINORS_ASK = "Se ve a menores de edad. Para que salga en el informe, escriba por qué puede salir."
PEOPLE_ASK = "¿Las personas aceptaron salir en el informe? Escriba cómo consta."


class Figura(VersionedModel):
    """One picture of a block of figures, with what it shows for who cannot see it.

    `in_informe` says whether it prints in this place; `informe_reason` why it may, where persons or
    minors are seen. It belongs to the place and not to the file: another quarter, or the text of
    the institution, may show the same file and decide otherwise.
    """

    natural_lookups = ("bloque__key", "order")
    institucion_path = "bloque__institucion"

    bloque = models.ForeignKey(
        "programs.Bloque", on_delete=models.CASCADE, related_name="figuras", verbose_name="bloque"
    )
    order = models.PositiveSmallIntegerField("orden")
    evidencia = models.ForeignKey(
        Evidencia,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="figuras",
        verbose_name="archivo",
    )
    alt = CharField("¿qué se ve?", max_length=MAX_ALT, blank=True)
    in_informe = models.BooleanField("sale en el informe", default=True)
    informe_reason = CharField("por qué puede salir en el informe", max_length=300, blank=True)
    history = HistoricalRecords(verbose_name="historial de la figura")

    class Meta:
        verbose_name = "figura"
        verbose_name_plural = "figuras"
        ordering = ["bloque", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["bloque", "order"],
                name="figura_order_once",
                violation_error_message="Ya hay una figura en ese lugar del bloque.",
            ),
        ]

    def __str__(self) -> str:
        return self.alt or f"Figura {self.order}"

    @cached_property
    def place(self) -> int:
        """Its place in the group, from 1. `order` has gaps where a picture was taken out.

        Asks nothing where its block was read `with_pictures`, or a service has set it.
        """
        return 1 + sum(other.order < self.order for other in self.bloque.figuras.all())

    @property
    def proposed_alt(self) -> str:
        """What it is said to show while nobody writes it: the caption of its group."""
        return proposed_alt(self.bloque.caption, self.place)

    @property
    def said_alt(self) -> str:
        """What it is said to show to who cannot see it: what was written, or what is proposed."""
        return self.alt or self.proposed_alt

    @property
    def question(self) -> str:
        """What must still be answered before anyone may see it printed, "" for nothing."""
        if self.evidencia is None or self.informe_reason:
            return ""
        if self.evidencia.shows_minors:
            return MINORS_ASK
        return PEOPLE_ASK if self.evidencia.shows_people and self.in_informe else ""
