"""What the steps of Preparar that take a paste show, and the boxes in which it is pasted."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from programs.forms.renglones import RowsForm
from programs.models import Institucion
from programs.selectors.dias import days_page
from programs.selectors.personas import asked_functions, pending_people
from programs.selectors.preparar import area_rows, people_rows
from programs.values.federal_days import ELECTIONS

Context = dict[str, Any]
Data = Mapping[str, Any] | None


def days_context(institucion: Institucion) -> Context:
    """Return what the step of the days off shows."""
    years = days_page(institucion, timezone.localdate())
    return {"years": years, "elections": ELECTIONS, "rows_form": days_form()}


def areas_context(institucion: Institucion) -> Context:
    """Return what the step of the áreas shows."""
    return {"rows": area_rows(institucion), "rows_form": areas_form()}


def people_context(institucion: Institucion) -> Context:
    """Return what the step of the people shows."""
    return {
        "rows": people_rows(institucion),
        "pending": pending_people(institucion, timezone.now()),
        "asked": asked_functions(institucion),
        "rows_form": people_form(),
    }


def days_form(data: Data = None) -> RowsForm:
    """Return the box of the days off."""
    return RowsForm(
        data,
        label="Días de su estado y de su institución",
        help_text="Uno por renglón: la fecha y el motivo. También un intervalo de fechas, o "
        "columnas de Excel.",
    )


def areas_form(data: Data = None) -> RowsForm:
    """Return the box of the áreas."""
    return RowsForm(
        data,
        label="Áreas, una por renglón",
        help_text="Basta una columna de nombres. O cuatro: nombre, clave, tipo y de cuál depende.",
    )


def people_form(data: Data = None) -> RowsForm:
    """Return the box of the people."""
    return RowsForm(
        data,
        label="Personas, una función por renglón",
        help_text="Cuatro columnas: nombre, correo, función y área. La misma persona puede venir "
        "en varios renglones.",
    )
