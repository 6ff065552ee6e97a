"""Screens of what is promised in figures: metas, their components and their changes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model
from django.forms import BaseFormSet
from django.http import HttpRequest

from programs.admin.forms import ScopedForm, TypedDecimalField
from programs.admin.importing import TransferAdmin
from programs.admin.plan import CompletesPrograma
from programs.admin.scope import (
    ReadOnlyRows,
    ScopedAdmin,
    StructureAdmin,
    TabularScoped,
    by,
    person_of,
)
from programs.models import Adecuacion, CantidadMensual, ComponenteDeMeta, Meta, ModificacionDeMeta
from programs.models.meta import NOT_NEGATIVE, QUANTITY
from programs.reading.assembly import promise_of
from programs.resources import ComponenteDeMetaResource, MetaResource
from programs.resources.cells import without_zeros
from programs.services.cantidades import componente_by_quarter, componente_program_months
from programs.services.rows import States, row_states
from programs.values.checks import sentence_of
from programs.values.checks.plan import plan_findings_of, unexplained
from programs.values.month_quantities import programmed_by_quarter
from programs.values.months import MONTHS
from programs.values.phrases import number_text

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec

PROGRAMMED = ["programmed_q1", "programmed_q2", "programmed_q3", "programmed_q4"]
ADJUSTED = ["adjusted_q1", "adjusted_q2", "adjusted_q3", "adjusted_q4"]
MARK_MONTHLY = "Marque «Por mes», o borre los meses: así solo cuentan los trimestres."
EMPTY_IS_NOT_ZERO = "Vacío: no se dijo cuánto. Cero: no se programó nada en el trimestre."


class AsksOfPlan(admin.ModelAdmin):
    """Mixed into a screen of what is promised: what the checks of the plan ask about it."""

    def meta_of(self, row: Meta | ComponenteDeMeta) -> Meta:
        """Return the meta that a row is of."""
        return row if isinstance(row, Meta) else row.meta

    @admin.display(description="por revisar")
    def asked(self, row: Meta | ComponenteDeMeta) -> str:
        """What the checks of the plan say of the stored meta, explained or not."""
        if row.pk is None:
            return "—"
        meta = self.meta_of(row)
        findings = plan_findings_of(promise_of(meta, meta.componentes.order_by("order")))
        return " ".join(map(sentence_of, findings)) or "Nada por revisar."

    def save_related(
        self, request: HttpRequest, form: ScopedForm, formsets: Iterable[BaseFormSet], change: bool
    ) -> None:
        """Ask, once all is saved, about what does not agree and nobody explained."""
        super().save_related(request, form, formsets, change)
        meta = self.meta_of(form.instance)
        for finding in unexplained(promise_of(meta, meta.componentes.order_by("order"))):
            messages.warning(request, f"{finding.message}.")


class ComponenteInline(TabularScoped):
    """The quantities of a meta."""

    model = ComponenteDeMeta
    fields = ["order", "kind", "quantity", "unit", *PROGRAMMED]


@admin.register(Meta)
class MetaAdmin(AsksOfPlan, CompletesPrograma, TransferAdmin, StructureAdmin[Meta]):
    """What a línea promises, as it was written, with its quantities."""

    resource_classes = [MetaResource]
    inlines = [ComponenteInline]
    list_display = ["text", "linea", "starts_on", "ends_on", "due_quarters"]
    list_filter = [*by("linea__eje__programa", "linea__area"), "rule"]
    search_fields = ["text", "linea__title"]
    autocomplete_fields = ["linea"]
    fieldsets = [
        (None, {"fields": ["linea", "text", "rule"]}),
        ("Cuándo", {"fields": ["starts_on", "ends_on", "due_quarters"]}),
        ("Congruencia", {"fields": ["asked", "programming_reason"]}),
    ]
    readonly_fields = ["asked"]


class ModificacionInline(ReadOnlyRows, TabularScoped):
    """Changes of a quantity, each made by its adecuación."""

    model = ModificacionDeMeta
    fields = ["adecuacion", "original", "adjusted", *ADJUSTED, "adjusted_text"]
    readonly_fields = ["adecuacion", "original", "adjusted", *ADJUSTED, "adjusted_text"]
    select = ("adecuacion",)


class ComponenteForm(ScopedForm):
    """A quantity with its programming: by quarter, or by month in twelve boxes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        componente = self.instance
        said = (
            {row.month: row.programmed for row in componente.meses.all()} if componente.pk else {}
        )
        for month in MONTHS:
            amount = said.get(month)
            self.initial[month_box(month)] = None if amount is None else without_zeros(amount)

    def clean(self) -> dict[str, Any]:
        """Make the quarters of a monthly quantity what its months give."""
        super().clean()
        data = self.cleaned_data
        months = tuple(data.get(month_box(month)) for month in MONTHS)
        self.instance.programmed_months = months
        if data.get("monthly"):
            for name, amount in zip(PROGRAMMED, programmed_by_quarter(months), strict=True):
                data[name] = amount
        elif any(amount is not None for amount in months):
            self.add_error("monthly", MARK_MONTHLY)
        return data


def month_box(month: int) -> str:
    """Return the name of the box of a month of the period."""
    return f"programmed_m{month}"


def _boxes() -> dict[str, TypedDecimalField]:
    return {
        month_box(month): TypedDecimalField(
            label=f"mes {month}",
            required=False,
            validators=NOT_NEGATIVE,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 5}),
            **QUANTITY,
        )
        for month in MONTHS
    }


MonthsForm = type("MonthsForm", (ComponenteForm,), _boxes())


@admin.register(ComponenteDeMeta)
class ComponenteDeMetaAdmin(
    AsksOfPlan, CompletesPrograma, TransferAdmin, StructureAdmin[ComponenteDeMeta]
):
    """Quantities one by one, with their programming and their changes."""

    resource_classes = [ComponenteDeMetaResource]
    form = MonthsForm
    inlines = [ModificacionInline]
    select = ("meta__linea",)
    list_display = ["unit", "quantity_shown", "kind", "meta", *PROGRAMMED]
    list_filter = [*by("meta__linea__eje__programa", "meta__linea__area"), "kind"]
    search_fields = ["unit", "meta__text"]
    autocomplete_fields = ["meta"]
    fieldsets = [
        (None, {"fields": ["meta", "order", "kind", "quantity", "unit"]}),
        (
            "Programación por trimestre",
            {"fields": [tuple(PROGRAMMED), "asked"], "description": EMPTY_IS_NOT_ZERO},
        ),
        (
            "Programación por mes",
            {
                "fields": ["monthly", tuple(map(month_box, MONTHS))],
                "description": "El mes 1 es el primero del ejercicio. Los trimestres son su suma.",
            },
        ),
    ]
    readonly_fields = ["asked"]

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> "_FieldsetSpec":
        """Who may only read it sees the months in one line, as boxes cannot be shown."""
        sets = list(super().get_fieldsets(request, obj))
        if isinstance(obj, ComponenteDeMeta) and not self.has_change_permission(request, obj):
            sets[-1] = (sets[-1][0], {"fields": ["monthly", "months_shown"]})
        return sets

    def get_readonly_fields(
        self, request: HttpRequest, obj: ComponenteDeMeta | None = None
    ) -> list[str]:
        """What only shows, and the months in a line."""
        return [*self.readonly_fields, "months_shown"]

    def save_related(
        self, request: HttpRequest, form: ScopedForm, formsets: Iterable[BaseFormSet], change: bool
    ) -> None:
        """Write the months of a monthly quantity, and take those of another away."""
        super().save_related(request, form, formsets, change)
        componente = form.instance
        if componente.monthly:
            componente_program_months(
                componente, componente.programmed_months, by=person_of(request)
            )
        else:
            componente_by_quarter(componente)

    def _states(self, request: HttpRequest, obj: ComponenteDeMeta) -> States:
        """The months are told with it."""
        return super()._states(request, obj) | row_states(obj, [CantidadMensual])

    @admin.display(description="meses")
    def months_shown(self, componente: ComponenteDeMeta) -> str:
        """The twelve amounts in order."""
        rows = componente.meses.order_by("month") if componente.pk else []
        said = ("—" if row.programmed is None else number_text(row.programmed) for row in rows)
        return " · ".join(said) or "—"

    @admin.display(description="cantidad anual", ordering="quantity")
    def quantity_shown(self, componente: ComponenteDeMeta) -> str:
        """The quantity as documents print it."""
        return "—" if componente.quantity is None else number_text(componente.quantity)


@admin.register(ModificacionDeMeta)
class ModificacionDeMetaAdmin(ScopedAdmin[ModificacionDeMeta]):
    """All changes of metas, to find one; they are made on the page of the adecuación."""

    select = ("meta", "componente", "adecuacion")
    list_display = ["meta", "componente", "original", "adjusted", "adecuacion"]
    list_filter = [*by("meta__linea__eje__programa"), "adecuacion__from_quarter"]
    search_fields = [
        "adjusted_text",
        "adecuacion__agreement",
        "reason",
        "componente__unit",
        "meta__text",
    ]
    fieldsets = [
        (None, {"fields": ["meta", "componente", "original", "adjusted"]}),
        ("Desde entonces", {"fields": ["adjusted_text", "adjusted_due", tuple(ADJUSTED)]}),
        ("Sustento", {"fields": ["adecuacion", "reason"]}),
    ]


@admin.register(Adecuacion)
class AdecuacionAdmin(ScopedAdmin[Adecuacion]):
    """The adecuaciones of the programmes, to read them; Planeación makes them on their page."""

    select = ("programa", "made_by")
    list_display = ["number", "programa", "agreement", "agreed_on", "from_quarter"]
    list_filter = [*by("programa"), "from_quarter"]
    search_fields = ["agreement", "session", "reason"]
    fieldsets = [
        (None, {"fields": ["programa", "number", "from_quarter"]}),
        ("Sustento", {"fields": ["agreement", "session", "agreed_on", "reason"]}),
        ("Registro", {"fields": ["made_by", "made_at"]}),
    ]
