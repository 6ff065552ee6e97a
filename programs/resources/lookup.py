"""Rows by their natural key, within the institutions whose structure the person keeps."""

from functools import cached_property

from django.db.models import QuerySet

from programs import permissions
from programs.models import Area, Eje, Institucion, LineaDeAccion, Meta, Programa, User
from programs.models.base import Keyed
from programs.resources.cells import CellError


class PlanLookup:
    """Finds the rows that a sheet names. Each table is read once, when it is first asked for.

    What is not in the person's institutions does not exist here: the answer is the same sentence
    for an institution of others and for one that nobody has.
    """

    def __init__(self, user: User) -> None:
        self.user = user

    def _rows(self, every: QuerySet[Keyed], *paths: str) -> list[Keyed]:
        rows = permissions.kept_rows(self.user, every)
        return list(rows.select_related(*paths) if paths else rows)

    @cached_property
    def instituciones(self) -> dict[str, Institucion]:
        """Institutions by slug."""
        return {row.slug: row for row in self._rows(Institucion.objects.all())}

    @cached_property
    def areas(self) -> dict[tuple[str, str], Area]:
        """Áreas by slug of the institution and code; rows of the same file are added to it."""
        return {
            (row.institucion.slug, row.code): row
            for row in self._rows(Area.objects.all(), "institucion", "parent")
        }

    @cached_property
    def programas(self) -> dict[tuple[str, int], Programa]:
        """Programmes by slug and year."""
        return {
            (row.institucion.slug, row.year): row
            for row in self._rows(Programa.objects.all(), "institucion")
        }

    @cached_property
    def ejes(self) -> dict[tuple, Eje]:
        """Ejes by slug, year and order."""
        return {
            row.natural_key(): row for row in self._rows(Eje.objects.all(), "programa__institucion")
        }

    @cached_property
    def lineas(self) -> dict[tuple, LineaDeAccion]:
        """Líneas by slug, year, order of the eje and order."""
        rows = self._rows(LineaDeAccion.objects.all(), "eje__programa__institucion")
        return {row.natural_key(): row for row in rows}

    @cached_property
    def metas(self) -> dict[tuple, Meta]:
        """Metas by the key of their línea."""
        rows = self._rows(Meta.objects.all(), "linea__eje__programa__institucion")
        return {row.natural_key(): row for row in rows}

    def institucion(self, slug: str) -> Institucion:
        """Return an institution of the person. Raises `CellError`."""
        found = self.instituciones.get(slug)
        if found is None:
            example = next(iter(sorted(self.instituciones)), "")
            hint = f" Escriba su clave, por ejemplo {example}." if example else ""
            raise CellError(f"La institución «{slug}» no existe o no está a su cargo.{hint}")
        return found

    def area(self, slug: str, code: str) -> Area:
        """Return an área of the institution by its code. Raises `CellError`."""
        found = self.areas.get((slug, code))
        if found is None:
            hint = self.twin(slug, code) or "Revise la clave."
            raise CellError(f"No hay un área con la clave «{code}» en {slug}. {hint}")
        return found

    def twin(self, slug: str, code: str) -> str:
        """Return why a code is no new one, "" if it may be: an área has it but for zeros before.

        Excel makes a 1 of a 01 that is typed in a cell without the format of a text.
        """
        bare = code.lstrip("0")
        for institucion, each in self.areas:
            if institucion == slug and each != code and each.lstrip("0") == bare:
                return (
                    f"Existe la clave «{each}». Dé formato de texto a la columna y escriba {each}."
                )
        return ""

    def programa(self, slug: str, year: int) -> Programa:
        """Return the programme of a year. Raises `CellError`."""
        found = self.programas.get((slug, year))
        if found is None:
            raise CellError(f"{slug} no tiene programa del ejercicio {year}. Créelo primero.")
        return found

    def eje(self, slug: str, year: int, order: int) -> Eje:
        """Return an eje by its place in the programme. Raises `CellError`."""
        found = self.ejes.get((slug, year, order))
        if found is None:
            raise CellError(f"El programa {year} no tiene un eje {order}. Importe antes los ejes.")
        return found

    def linea(self, slug: str, year: int, eje: int, order: int) -> LineaDeAccion:
        """Return a línea by its place in the eje. Raises `CellError`."""
        found = self.lineas.get((slug, year, eje, order))
        if found is None:
            raise CellError(
                f"El eje {eje} no tiene una línea {order}. Importe antes las líneas de acción."
            )
        return found

    def meta(self, slug: str, year: int, eje: int, linea: int) -> Meta:
        """Return the meta of a línea. Raises `CellError`."""
        found = self.metas.get((slug, year, eje, linea))
        if found is None:
            raise CellError(
                f"La línea {linea} del eje {eje} no tiene meta. Importe antes las metas."
            )
        return found
