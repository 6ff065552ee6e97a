"""The front matter of the documents: what stands before and around their generated parts."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode

from programs.enums import YEARLY, SeccionKind
from programs.models.base import NaturalKeyQuerySet, VersionedModel
from programs.models.fields import CharField, SlugField
from programs.models.institucion import Area, Institucion
from programs.models.programa import Programa

if TYPE_CHECKING:
    from programs.models.trimestre import Trimestre


class SeccionQuerySet(NaturalKeyQuerySet["Seccion"]):
    """Sections in the words of the domain."""

    def of_reports(self, programa: Programa) -> Self:
        """Return what the reports of a programme print: their own sections and their defaults.

        A default is the programme's own of a kind that belongs to a year, and the institution's
        of any other kind.
        """
        of_year = Seccion.objects.filter(programa=programa, kind__in=YEARLY)
        default = Q(programa__isnull=True, trimestre__isnull=True)
        return self.filter(
            Q(trimestre__programa=programa)
            | Q(programa=programa, kind__in=YEARLY)
            | default & ~Exists(of_year.filter(kind=OuterRef("kind"))),
            institucion=programa.institucion_id,
        )

    def of_report(self, trimestre: "Trimestre") -> Self:
        """Return a report's own sections and its defaults, as `of_reports` says."""
        return self.of_reports(trimestre.programa).filter(
            Q(trimestre=trimestre) | Q(trimestre__isnull=True)
        )

    def with_count(self) -> Self:
        """Annotate how many `blocks` of each nobody took out."""
        kept = Q(bloques__removed_at__isnull=True)
        return self.annotate(blocks=Count("bloques", filter=kept))


class Seccion(VersionedModel):
    """A part of a document's front matter, or the heading of a generated part.

    Without programa and trimestre it is the institution's own text, the default from which a
    document starts; a section of the same kind on the programa or the trimestre replaces it. The
    misión and the visión of a programa are also those of its reports.
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

    # What the query set annotates.
    blocks: int

    objects: ClassVar = SeccionQuerySet.as_manager()

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
