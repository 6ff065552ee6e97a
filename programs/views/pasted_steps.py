"""What the steps of Preparar that take a paste show, and the boxes in which it is pasted."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from programs.forms.renglones import RowsForm
from programs.models import Institucion
from programs.selectors.dias import days_page
from programs.selectors.preparar import area_rows
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
