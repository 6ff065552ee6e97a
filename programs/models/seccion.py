"""The front matter of the documents: what stands before and around their generated parts."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from programs.enums import SeccionKind
from programs.models.base import VersionedModel
from programs.models.fields import CharField, SlugField
from programs.models.institucion import Area, Institucion
from programs.models.programa import Programa


class Seccion(VersionedModel):
    """A part of a document's front matter, or the heading of a generated part.

    Without programa and trimestre it is the institution's own text, the default from which a
    document starts; a section of the same kind on the programa or the trimestre replaces it.
    """

    natural_lookups = ("key",)
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion, on_delete=models.CASCADE, related_name="secciones", verbose_name="institución"
    )
    programa = models.ForeignKey(
        Programa,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="secciones",
        verbose_name="programa",
    )
    trimestre = models.ForeignKey(
        "programs.Trimestre",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="secciones",
        verbose_name="trimestre",
    )
    area = models.ForeignKey(
        Area,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="secciones",
        verbose_name="área",
    )
    key = SlugField("clave", max_length=80, unique=True)
    kind = CharField("tipo", max_length=16, choices=SeccionKind)
    heading = CharField("título impreso", max_length=250)
    auto_number = models.BooleanField(
        "numerar sola", default=False, help_text="Si no, se imprime el número escrito, o ninguno."
    )
    number_label = CharField("número impreso", max_length=20, blank=True)
    contents_number = CharField("número en el índice", max_length=20, blank=True)
    contents_heading = CharField(
        "título en el índice", max_length=250, blank=True, help_text="Si difiere del impreso."
    )
    order = models.PositiveSmallIntegerField("orden", default=1)

    class Meta:
        verbose_name = "sección"
        verbose_name_plural = "secciones"
        ordering = ["institucion", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                name="seccion_one_document",
                condition=Q(programa__isnull=True) | Q(trimestre__isnull=True),
                violation_error_message="La sección es del programa o del trimestre, no de ambos.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number_label} {self.heading}".strip()

    def get_absolute_url(self) -> str:
        """Return the address of the page on which it is written; Inicio without a quarter."""
        if self.trimestre is None:
            return reverse("home")
        address = reverse("presentacion_edit", args=self.trimestre.place)
        return f"{address}?{urlencode({'parte': self.key})}"
