"""Screens of the hechos: their kinds, which planeación keeps, and what the áreas recorded."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError

from programs.admin.forms import LinesField, ScopedForm
from programs.admin.scope import ReadOnlyRows, ScopedAdmin, StructureAdmin, TabularScoped, by
from programs.models import Hecho, HechoEnLinea, TipoDeHecho
from programs.values.hechos.kind_checks import validate_fields
from programs.values.hechos.kind_lines import HOW, NotAField, fields_in, lines_of
from programs.values.hechos.kinds import fields_of


class KindForm(ScopedForm):
    """The fields of a kind are typed one in each line."""

    field_rows = LinesField(label="Campos", required=False, help_text=HOW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.initial.get("field_rows"), list):
            self.initial["field_rows"] = lines_of(fields_of(self.initial["field_rows"]))

    def clean_field_rows(self) -> list[dict[str, Any]]:
        """Return the stored list of the lines."""
        try:
            found = fields_in(self.cleaned_data["field_rows"])
        except NotAField as problem:
            raise ValidationError(str(problem)) from problem
        validate_fields(found)
        return found


@admin.register(TipoDeHecho)
class TipoDeHechoAdmin(StructureAdmin[TipoDeHecho]):
    """Kinds of hechos: planeación adds kinds and fields; those in use stay."""

    form = KindForm
    list_display = ["name", "key", "order", "active", "institucion"]
    list_filter = [*by("institucion"), "active"]
    search_fields = ["name", "key"]
    fieldsets = [
        (None, {"fields": ["institucion", "key", "name", "plural", "order", "active"]}),
        ("Qué se escribe", {"fields": ["name_label", "field_rows"]}),
    ]


class HechoEnLineaInline(ReadOnlyRows, TabularScoped):
    """The líneas that a hecho serves."""

    model = HechoEnLinea
    fields = ["linea", "counts"]
    readonly_fields = ["linea", "counts"]
    select = ("linea",)


@admin.register(Hecho)
class HechoAdmin(ScopedAdmin[Hecho]):
    """What the áreas recorded, to be looked up: they write it on the page of their línea."""

    inlines = [HechoEnLineaInline]
    select = ("kind", "area", "trimestre__programa")
    list_display = ["name", "kind", "day", "area", "trimestre"]
    list_filter = [*by("trimestre__programa", "area", "kind")]
    search_fields = ["name", "area__name"]
    fieldsets = [
        (None, {"fields": ["kind", "name", "day", "area", "trimestre"]}),
        ("Datos", {"fields": ["said"]}),
    ]
    readonly_fields = ["said"]

    @admin.display(description="lo que dice")
    def said(self, hecho: Hecho) -> str:
        """Its fields in words."""
        return hecho.get_values_display()
