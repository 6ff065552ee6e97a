"""Screens of the promise: programa, sections, ejes, líneas and tareas."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet
from django.http import HttpRequest

from programs.admin.blocks import BloqueInline, complete_key
from programs.admin.forms import ScopedForm, ScopedFormSet
from programs.admin.importing import TransferAdmin
from programs.admin.scope import StructureAdmin, TabularScoped, by
from programs.admin.words import IN_EJES, ShowsWords, ShowsWordsOfEje, word_fields
from programs.getters import quarter_lock
from programs.models import (
    Eje,
    Institucion,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Responsable,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.resources import EjeResource, LineaDeAccionResource, TareaResource
from programs.selectors.estructura import programa_of, why_approved, why_quarter_closed
from programs.services.programa import programa_complete
from programs.values.given import given
from programs.values.phrases import month_name


class CompletesPrograma(admin.ModelAdmin):
    """Mixed into a screen whose rows bring rows of the system with them."""

    def save_related(
        self, request: HttpRequest, form: ScopedForm, formsets: Iterable[BaseFormSet], change: bool
    ) -> None:
        """Make the quarter entries and quantities that the saved row needs."""
        super().save_related(request, form, formsets, change)
        programa_complete(given(programa_of(form.instance)))


@admin.register(Programa)
class ProgramaAdmin(ShowsWords, CompletesPrograma, StructureAdmin[Programa]):
    """The year's programme. Its state changes by its own steps, never here."""

    list_display = ["title", "year", "institucion", "status", "approved_on"]
    list_filter = [*by("institucion"), "year", "status"]
    search_fields = ["title", "=year", "institucion__name", "institucion__short_name"]
    readonly_fields = ["status", "approval_agreement", "approval_session", "approved_on"]
    fieldsets = [
        (None, {"fields": ["institucion", "year", "start_month", "status"]}),
        ("Portada", {"fields": ["title", "cover_date"]}),
        (
            "Aprobación",
            {"fields": ["approval_agreement", "approval_session", "approved_on"]},
        ),
        ("Palabras impresas", {"fields": word_fields(), "classes": ["collapse"]}),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Programa | None = None) -> list[str]:
        """The period of an approved programa stays: every month and quarter hangs from it."""
        fixed = ["institucion", "year", "start_month"] if obj and why_approved(obj) else []
        return [*self.readonly_fields, *fixed]

    def has_delete_permission(self, request: HttpRequest, obj: Programa | None = None) -> bool:
        """An approved programa is not deleted: its structure would go with it."""
        if obj is not None and why_approved(obj):
            return False
        return super().has_delete_permission(request, obj)


@admin.register(Trimestre)
class TrimestreAdmin(StructureAdmin[Trimestre]):
    """The four quarters exist from the start: planeación titles them, and dates them in Plazos."""

    list_display = ["__str__", "institucion", "status", "due_on"]
    list_filter = [*by("programa"), "number", "status"]
    readonly_fields = ["programa", "number", "status", "due_on"]
    search_fields = ["programa__title", "=programa__year"]
    fieldsets = [
        (None, {"fields": ["programa", "number", "status", "due_on"]}),
        ("Portada del informe", {"fields": ["cover_title"]}),
    ]

    def why_locked(self, request: HttpRequest, obj: Trimestre) -> str:
        """A closed quarter stays as it was."""
        return why_quarter_closed([obj])

    def lock_row(self, request: HttpRequest, obj: Trimestre) -> None:
        """As every other writer of the quarter locks it."""
        quarter_lock(pk=obj.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: the service that makes the programa makes them."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Trimestre | None = None) -> bool:
        """Nobody, for the same reason."""
        return False

    @admin.display(description="institución")
    def institucion(self, trimestre: Trimestre) -> Institucion:
        """Whose quarter it is."""
        return trimestre.programa.institucion


OWN_TEXT_IS_COUNTED = (
    "Cada documento numera por su cuenta el texto propio de la institución. Deje vacía esta "
    "casilla y marque «Numerar sola», o diga de qué programa o trimestre es la sección."
)


class SeccionForm(ScopedForm):
    """The key names the section in fixtures: made by the system, seen by nobody."""

    def clean(self) -> dict[str, Any]:
        """Refuse a number typed for the institution's own text: no document would print it."""
        super().clean()
        cleaned = self.cleaned_data
        if not (cleaned.get("programa") or cleaned.get("trimestre")):
            for name in {"number_label", "contents_number"} & cleaned.keys():
                if cleaned[name]:
                    self.add_error(name, OWN_TEXT_IS_COUNTED)
        return cleaned

    def complete_row(self) -> None:
        """Give a new section its key."""
        complete_key(self.instance)


@admin.register(Seccion)
class SeccionAdmin(StructureAdmin[Seccion]):
    """Front matter of the documents, with its text in blocks."""

    form = SeccionForm
    inlines = [BloqueInline]
    select = ("programa__institucion", "trimestre__programa", "area")
    list_display = ["heading", "kind", "number_label", "programa", "trimestre", "institucion"]
    list_filter = [*by("institucion", "programa"), "kind"]
    search_fields = ["heading", "contents_heading"]
    fieldsets = [
        (None, {"fields": ["institucion", "kind", "heading", "order"]}),
        (
            "Dónde se imprime",
            {
                "fields": ["programa", "trimestre", "area"],
                "description": "Sin programa ni trimestre, es el texto propio de la institución.",
            },
        ),
        (
            "Numeración e índice",
            {"fields": ["auto_number", "number_label", "contents_number", "contents_heading"]},
        ),
    ]


class ResponsableFormSet(ScopedFormSet):
    """Only one of the responsables captures, also among those that are being added."""

    def clean(self) -> None:
        """Refuse two that capture: each row alone cannot see the other."""
        super().clean()
        capturing = [
            form
            for form in self.forms
            if form not in self.deleted_forms and form.cleaned_data.get("reports")
        ]
        if len(capturing) > 1:
            raise ValidationError("Solo un responsable captura el avance del eje.")


class ResponsableInline(TabularScoped):
    """Who answers for the eje, in printed order."""

    model = Responsable
    formset = ResponsableFormSet
    fields = ["order", "area", "reports"]


@admin.register(Eje)
class EjeAdmin(ShowsWordsOfEje, TransferAdmin, StructureAdmin[Eje]):
    """The heading level of the programme."""

    resource_classes = [EjeResource]
    inlines = [ResponsableInline]
    list_display = ["name", "order", "programa"]
    list_filter = [*by("programa")]
    search_fields = ["name", "table_name"]
    fieldsets = [
        (None, {"fields": ["programa", "order", "name", "table_name"]}),
        ("Contenido", {"fields": ["objective", "strategy"]}),
        ("Palabras impresas", {"fields": word_fields(IN_EJES), "classes": ["collapse"]}),
    ]


@admin.register(LineaDeAccion)
class LineaDeAccionAdmin(CompletesPrograma, TransferAdmin, StructureAdmin[LineaDeAccion]):
    """Líneas de acción; saving one makes its four quarter entries."""

    resource_classes = [LineaDeAccionResource]
    select = ("area",)
    list_display = ["__str__", "order", "label", "area", "eje"]
    list_filter = [*by("eje__programa", "area")]
    search_fields = ["title", "label"]
    autocomplete_fields = ["eje"]
    fieldsets = [
        (None, {"fields": ["eje", "order", "title", "area", "verification"]}),
        ("Número impreso", {"fields": ["auto_number", "label"]}),
    ]


def month_of(marca: MarcaMensual) -> str:
    """Return the calendar month of a mark, as "Enero de 2024"."""
    start = marca.tarea.eje.programa.month_start(marca.month)
    return f"{month_name(start.month)} de {start.year}"


class MarcaInline(TabularScoped):
    """The months of a tarea: planeación programs them, the área reports them elsewhere."""

    model = MarcaMensual
    fields = ["month", "month_name", "programmed", "status", "reason", "note", "reported_at"]
    readonly_fields = ["month_name", "status", "reason", "note", "reported_at"]
    max_num = 12

    @admin.display(description="mes")
    def month_name(self, marca: MarcaMensual) -> str:
        """The month and year of the calendar; a row being added has none yet."""
        return month_of(marca) if marca.pk else "—"


@admin.register(Tarea)
class TareaAdmin(TransferAdmin, StructureAdmin[Tarea]):
    """Activities with their months."""

    resource_classes = [TareaResource]
    inlines = [MarcaInline]
    select = ("area", "linea")
    list_display = ["__str__", "order", "area", "eje", "in_table", "in_calendar"]
    list_filter = [
        *by("eje__programa", "area"),
        "in_table",
        "in_calendar",
        "demand_driven",
    ]
    search_fields = ["text", "calendar_text"]
    autocomplete_fields = ["eje", "linea"]
    fieldsets = [
        (None, {"fields": ["eje", "order", "linea", "area", "text", "demand_driven"]}),
        (
            "Tabla de tareas",
            {
                "fields": [
                    "in_table",
                    "monthly_projection",
                    "goal",
                    "expected_result",
                    "verification",
                ]
            },
        ),
        (
            "Calendario",
            {"fields": ["in_calendar", "calendar_text", "auto_number", "calendar_label"]},
        ),
    ]
