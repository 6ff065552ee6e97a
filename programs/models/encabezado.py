"""What an institution's own headings mean, kept since somebody said so once."""

from django.db import models

from programs.models.base import NaturalKeyModel
from programs.models.fields import CharField
from programs.models.institucion import Institucion


class Encabezado(NaturalKeyModel):
    """A heading of an institution's workbooks and the column of the plan that it is.

    `sheet` is the sheet of ours in which it stands, "" where `heading` names a whole sheet. `key`
    is that of our column (`programs.resources.planilla.columns`) or the name of our sheet, "" for
    what is not read. `heading` is kept as `programs.values.typed.plain` writes it.
    """

    natural_lookups = ("institucion__slug", "sheet", "heading")
    institucion_path = "institucion"

    institucion = models.ForeignKey(
        Institucion,
        on_delete=models.CASCADE,
        related_name="encabezados",
        verbose_name="institución",
    )
    sheet = CharField("hoja", max_length=20, blank=True)
    heading = CharField("título", max_length=200)
    key = CharField("columna", max_length=40, blank=True)

    class Meta:
        verbose_name = "título de otro libro"
        verbose_name_plural = "títulos de otros libros"
        ordering = ["institucion", "sheet", "heading"]
        constraints = [
            models.UniqueConstraint(
                fields=["institucion", "sheet", "heading"],
                name="encabezado_once",
                violation_error_message="Ese título ya tiene su columna.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading
