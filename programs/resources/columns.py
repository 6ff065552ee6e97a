"""Columns of a sheet: a heading, a cell, and the place of the row where its value goes."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from django.db.models import Field as ModelField
from import_export.fields import Field

from programs.models import Area, Eje, Institucion, LineaDeAccion, Meta, Programa, Tarea
from programs.models.base import NaturalKeyModel
from programs.resources.cells import (
    Cell,
    CellError,
    CheckCell,
    IntegerCell,
    ListCell,
    TextCell,
    Value,
    is_blank,
)
from programs.resources.lookup import PlanLookup
from programs.values.phrases import month_short

PlanRow = TypeVar("PlanRow", bound=NaturalKeyModel)
SheetRow = Mapping[str, object]
MONTHS = range(1, 13)
INSTITUCION = "institución"
EJERCICIO = "ejercicio"
EJE = "eje"
LINEA = "línea"


class BaseColumn(Field, Generic[PlanRow]):
    """A column over one attribute. A required one refuses a blank cell.

    The resource sets `lookup` on its own copy, so that a column can look rows up.
    """

    lookup: PlanLookup

    def __init__(self, attribute: str, heading: str, cell: Cell, *, required: bool = False) -> None:
        super().__init__(attribute=attribute, column_name=heading, widget=cell)
        self.required = required

    def save(
        self, instance: PlanRow, row: SheetRow, is_m2m: bool = False, **kwargs: object
    ) -> None:
        """Write the cell into the row. Raises `CellError`."""
        written = row[self.column_name]
        if is_blank(written):
            if self.required:
                raise CellError("Falta este dato. Escríbalo.")
            if self._keeps_blank(instance):
                return
        value = self.widget.clean(written)
        current = getattr(instance, self.attribute, None)
        # A sheet keeps no spaces around a text: that alone is no change.
        if isinstance(value, str) and isinstance(current, str) and current.strip() == value:
            return
        setattr(instance, self.attribute, value)

    def _keeps_blank(self, instance: PlanRow) -> bool:
        """Tell whether a blank cell leaves the value, as there is no such thing as no value."""
        field = instance._meta.get_field(self.attribute)
        if not isinstance(field, ModelField):
            return False
        if field.choices and not field.blank:
            return True
        return not field.null and not field.empty_strings_allowed

    def get(self, row: SheetRow, heading: str, cell: Cell[Value]) -> Value:
        """Return the value of another column of the same row; unreadable counts as missing."""
        try:
            value = cell.clean(row.get(heading))
        except CellError:
            value = None
        if value is None or value == "":
            raise CellError(f"Revise antes la columna «{heading}».")
        return value

    def slug(self, row: SheetRow) -> str:
        """Return the slug of the institution of the row, which the person keeps."""
        slug = self.get(row, INSTITUCION, TextCell())
        if slug not in self.lookup.instituciones:
            raise CellError(f"Revise antes la columna «{INSTITUCION}».")
        return slug

    def programa_key(self, row: SheetRow) -> tuple[str, int]:
        """Return the key of the programme of the row, which exists."""
        key = (self.slug(row), self.get(row, EJERCICIO, IntegerCell()))
        if key not in self.lookup.programas:
            raise CellError(f"Revise antes la columna «{EJERCICIO}».")
        return key

    def eje_key(self, row: SheetRow) -> tuple[str, int, int]:
        """Return the key of the eje of the row, which exists."""
        key = (*self.programa_key(row), self.get(row, EJE, IntegerCell()))
        if key not in self.lookup.ejes:
            raise CellError(f"Revise antes la columna «{EJE}».")
        return key


class Column(BaseColumn[NaturalKeyModel]):
    """A column of whatever row has the attribute."""


class PathColumn(Column):
    """A column that only shows where the row belongs; another column resolves it."""

    def __init__(self, attribute: str, heading: str, cell: Cell) -> None:
        super().__init__(attribute, heading, cell, required=True)

    def save(
        self, instance: NaturalKeyModel, row: SheetRow, is_m2m: bool = False, **kwargs: object
    ) -> None:
        """Check that what the cell names exists and is the person's. Raises `CellError`."""
        if is_blank(row[self.column_name]):
            raise CellError("Falta este dato. Escríbalo.")
        value = self.widget.clean(row[self.column_name])
        if self.column_name == INSTITUCION:
            self.lookup.institucion(value)
        elif self.column_name == EJERCICIO:
            self.lookup.programa(self.slug(row), value)
        else:
            self.lookup.eje(*self.programa_key(row), value)


class RowColumn(Column):
    """A column whose value is another row, named by a code or a number."""

    def __init__(
        self,
        attribute: str,
        heading: str,
        cell: Cell,
        *,
        find: str,
        shows: str,
        required: bool = True,
    ) -> None:
        super().__init__(attribute, heading, cell, required=required)
        self.find = find
        self.shows = shows

    def save(
        self, instance: NaturalKeyModel, row: SheetRow, is_m2m: bool = False, **kwargs: object
    ) -> None:
        """Find the row that the cell names. Raises `CellError`."""
        written = row[self.column_name]
        if is_blank(written):
            if self.required:
                raise CellError("Falta este dato. Escríbalo.")
            setattr(instance, self.attribute, None)
            return
        value = self.widget.clean(written)
        setattr(instance, self.attribute, getattr(self, f"find_{self.find}")(row, value))

    def export(self, instance: NaturalKeyModel, **kwargs: object) -> object:
        """Write the code or number by which the row is named."""
        value = self.get_value(instance)
        for part in self.shows.split("__"):
            value = getattr(value, part, None)
        return self.widget.render(value)

    def find_institucion(self, row: SheetRow, value: str) -> Institucion:
        """An institution by slug."""
        return self.lookup.institucion(value)

    def find_area(self, row: SheetRow, value: str) -> Area:
        """An área by code."""
        return self.lookup.area(self.slug(row), value)

    def find_programa(self, row: SheetRow, value: int) -> Programa:
        """A programme by year."""
        return self.lookup.programa(self.slug(row), value)

    def find_eje(self, row: SheetRow, value: int) -> Eje:
        """An eje by its order."""
        return self.lookup.eje(*self.programa_key(row), value)

    def find_linea(self, row: SheetRow, value: int) -> LineaDeAccion:
        """A línea by its order."""
        return self.lookup.linea(*self.eje_key(row), value)

    def find_meta(self, row: SheetRow, value: int) -> Meta:
        """A meta by the order of its línea."""
        self.find_linea(row, value)
        return self.lookup.meta(*self.eje_key(row), value)


class MonthColumn(BaseColumn[Tarea]):
    """A month of the calendar year, ene to dic: a ✓ where the tarea is programmed.

    Marks count months of the period, which may start in any month of the calendar.
    """

    def __init__(self, calendar_month: int) -> None:
        heading = month_short(calendar_month).lower()
        super().__init__(f"month_{calendar_month}", heading, CheckCell())
        self.calendar_month = calendar_month

    def period_month(self, instance: Tarea) -> int:
        """Return the month of the period (1 to 12) that this calendar month is."""
        return (self.calendar_month - instance.eje.programa.start_month) % 12 + 1

    def get_value(self, instance: Tarea) -> bool:
        """Tell whether the tarea is programmed in the month."""
        if not instance.eje_id:
            return False
        return self.period_month(instance) in instance.programmed_months

    def save(self, instance: Tarea, row: SheetRow, is_m2m: bool = False, **kwargs: object) -> None:
        """Note the month; the marks are written when the tarea has been saved."""
        marked = self.widget.clean(row[self.column_name])
        if not instance.eje_id:
            return
        month = self.period_month(instance)
        if marked:
            instance.programmed_months.add(month)
        else:
            instance.programmed_months.discard(month)


class CodesColumn(Column):
    """Codes of the áreas that answer for an eje, in printed order."""

    def __init__(self, attribute: str, heading: str) -> None:
        super().__init__(attribute, heading, ListCell(commas=True))

    def save(
        self, instance: NaturalKeyModel, row: SheetRow, is_m2m: bool = False, **kwargs: object
    ) -> None:
        """Check that each área exists and stands once."""
        codes = self.widget.clean(row[self.column_name])
        slug = self.slug(row) if codes else ""
        for code in codes:
            self.lookup.area(slug, code)
        if len(set(codes)) != len(codes):
            raise CellError("Un área está dos veces. Escríbala una sola.")
        setattr(instance, self.attribute, codes)


class ReportingColumn(BaseColumn[Eje]):
    """The one of the responsible áreas that captures the progress."""

    def save(self, instance: Eje, row: SheetRow, is_m2m: bool = False, **kwargs: object) -> None:
        """Check that it is among the responsible ones."""
        code = self.widget.clean(row[self.column_name])
        if code and code not in instance.responsible_codes:
            raise CellError(f"El área «{code}» no está entre las responsables del eje.")
        setattr(instance, self.attribute, code)


class AliasesColumn(Column):
    """Other names of an área, one in each line of the cell."""

    def save(
        self, instance: NaturalKeyModel, row: SheetRow, is_m2m: bool = False, **kwargs: object
    ) -> None:
        """Replace the list."""
        setattr(instance, self.attribute, self.widget.clean(row[self.column_name]))
