"""Screens of what was done: quarter entries and monthly marks."""

from django.contrib import admin, messages
from django.utils import timezone

from programs import permissions
from programs.admin.blocks import BloqueInline
from programs.admin.forms import VERSION_READ, ScopedForm
from programs.admin.plan import month_of
from programs.admin.scope import ReadOnlyRows, ScopedAdmin, TabularScoped, by
from programs.enums import MarkStatus
from programs.errors import DomainError
from programs.models import AvanceDeComponente, AvanceTrimestral, MarcaMensual
from programs.phrases import quantity_text
from programs.services.marca import mark_report, mark_stamp

STAMPS = [
    "status",
    ("submitted_at", "submitted_by"),
    ("returned_at", "returned_by"),
    ("validated_at", "validated_by"),
    "version",
]


class CantidadInline(ReadOnlyRows, TabularScoped):
    """The quantities of the quarter; the system made one for each component."""

    model = AvanceDeComponente
    fields = ["promised", "quantity", "received"]
    readonly_fields = ["promised"]
    select = ("componente",)

    @admin.display(description="componente (cantidad anual)")
    def promised(self, cantidad):
        """What the component promises for the year."""
        componente = cantidad.componente
        if componente.quantity is None:
            return componente.unit
        return quantity_text(componente.quantity, componente.unit)


@admin.register(AvanceTrimestral)
class AvanceTrimestralAdmin(ScopedAdmin):
    """Quarter entries: the área types its quantities, its narrative and its cause."""

    inlines = [CantidadInline, BloqueInline]
    select = (
        "linea__area",
        "trimestre__programa__institucion",
        "submitted_by",
        "returned_by",
        "validated_by",
    )
    list_display = ["linea", "trimestre", "area", "status", "ready"]
    list_filter = [*by("trimestre", "linea__area"), "status", "ready"]
    search_fields = ["linea__title", "linea__label", "linea__area__name"]
    readonly_fields = ["trimestre", "linea", *[name for name in STAMPS if isinstance(name, str)]]
    fieldsets = [
        (None, {"fields": ["linea", "trimestre", "ready"]}),
        ("Causa de variación", {"fields": ["cause"]}),
        ("Frase de cierre", {"fields": ["closing", "stated_percent", "closing_reason"]}),
        ("Trámite (solo lectura)", {"fields": STAMPS, "classes": ["collapse"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """The stamps of the steps are written by the steps."""
        stamps = [name for pair in STAMPS if isinstance(pair, tuple) for name in pair]
        return [*self.readonly_fields, *stamps]

    def has_change_permission(self, request, obj=None):
        """The área of the línea, while the entry is in its hands."""
        if obj is None:
            return permissions.may_enter_admin(request.user)
        return permissions.can_edit_avance(request.user, obj)

    @admin.display(description="área", ordering="linea__area__name")
    def area(self, avance):
        """Who captures it."""
        return avance.linea.area


class MarcaForm(ScopedForm):
    """What the área says of a month. The screen gives the person as `actor`."""

    actor = None

    def complete_row(self):
        """Stamp before the check that ties the stamp to the report; the service stamps again."""
        mark_stamp(self.instance, by=self.actor, now=timezone.now())


@admin.register(MarcaMensual)
class MarcaMensualAdmin(ScopedAdmin):
    """Monthly marks: the área of the tarea reports them here or on its page."""

    form = MarcaForm
    select = ("tarea__area", "tarea__eje__programa__institucion", "reported_by")
    list_display = ["tarea", "month_name", "area", "programmed", "status", "reported_by"]
    list_filter = [*by("tarea__eje__programa", "tarea__area"), "month", "status", "programmed"]
    search_fields = ["tarea__text", "tarea__area__name"]
    readonly_fields = ["tarea", "month_name", "programmed", "reported_by", "reported_at", "version"]
    actions = ["report_done"]
    fieldsets = [
        (None, {"fields": ["tarea", "month_name", "programmed"]}),
        ("Avance", {"fields": ["status", "reason", "note"]}),
        ("Registro (solo lectura)", {"fields": ["reported_by", "reported_at", "version"]}),
    ]

    def has_change_permission(self, request, obj=None):
        """The área of the tarea."""
        if obj is None:
            return permissions.may_enter_admin(request.user)
        return permissions.can_report_mark(request.user, obj)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Tell the form who reports."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.user
        return form

    def save_model(self, request, obj, form, change):
        """Report through the service, as the page does."""
        mark_report(
            obj,
            status=form.cleaned_data["status"],
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            by=request.user,
            now=timezone.now(),
            version=form.cleaned_data[VERSION_READ],
        )

    @admin.action(
        description="Reportar como realizadas las marcas elegidas", permissions=["change"]
    )
    def report_done(self, request, queryset):
        """Report each chosen mark of the person's áreas that has no report yet."""
        done, refused = 0, 0
        for marca in queryset.filter(status=MarkStatus.UNREPORTED):
            try:
                mark_report(
                    marca,
                    status=MarkStatus.DONE,
                    reason="",
                    note="",
                    by=request.user,
                    now=timezone.now(),
                    version=marca.version,
                )
            except DomainError:
                refused += 1
            else:
                done += 1
        messages.success(request, f"Marcas reportadas como realizadas: {done}.")
        if refused:
            messages.warning(request, f"Marcas de otra área, sin cambios: {refused}.")

    @admin.display(description="mes", ordering="month")
    def month_name(self, marca):
        """The month and year of the calendar."""
        return month_of(marca)

    @admin.display(description="área", ordering="tarea__area__name")
    def area(self, marca):
        """Who reports it."""
        return marca.tarea.area
