"""Screens of what is promised in figures: metas, their components and their changes."""

from collections.abc import Iterable

from django.contrib import admin, messages
from django.forms import BaseFormSet
from django.http import HttpRequest

from programs.admin.forms import ScopedForm
from programs.admin.importing import TransferAdmin
from programs.admin.plan import CompletesPrograma
from programs.admin.scope import ReadOnlyRows, ScopedAdmin, StructureAdmin, TabularScoped, by
from programs.models import Adecuacion, ComponenteDeMeta, Meta, ModificacionDeMeta
from programs.reading.assembly import promise_of
from programs.resources import ComponenteDeMetaResource, MetaResource
from programs.values.checks import sentence_of
from programs.values.checks.plan import plan_findings_of, unexplained
from programs.values.phrases import number_text

PROGRAMMED = ["programmed_q1", "programmed_q2", "programmed_q3", "programmed_q4"]
ADJUSTED = ["adjusted_q1", "adjusted_q2", "adjusted_q3", "adjusted_q4"]
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


@admin.register(ComponenteDeMeta)
class ComponenteDeMetaAdmin(
    AsksOfPlan, CompletesPrograma, TransferAdmin, StructureAdmin[ComponenteDeMeta]
):
    """Quantities one by one, with their programming and their changes."""

    resource_classes = [ComponenteDeMetaResource]
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
    ]
    readonly_fields = ["asked"]

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
