"""Screens of what was done: quarter entries and monthly marks."""

from collections import Counter, defaultdict

from django.contrib import admin, messages
from django.utils import timezone

from programs import permissions
from programs.admin.blocks import BloqueInline
from programs.admin.forms import VERSION_READ, ScopedForm
from programs.admin.plan import month_of
from programs.admin.scope import ReadOnlyRows, ScopedAdmin, TabularScoped, by
from programs.enums import MarkStatus
from programs.errors import DomainError, Locked
from programs.getters import avance_get
from programs.models import AvanceDeComponente, AvanceTrimestral, Bloque, MarcaMensual, Trimestre
from programs.reading.locks import why_area_locked
from programs.selectors.avance import entry_missing
from programs.services import captura
from programs.services.meses import (
    MarkChange,
    mark_lock,
    mark_save,
    mark_stamp,
    marks_save,
    why_mark_locked,
)
from programs.values.months import quarter_of_month
from programs.values.phrases import quantity_text

CLOSING = ("closing", "stated_percent", "closing_reason")

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
    fields = ["promised", "quantity", "received", "reason"]
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
        return not self.why_locked(request, obj)

    def why_locked(self, request, obj):
        """The reason of the capture page."""
        try:
            captura.writer_check(obj, by=request.user)
        except Locked as refusal:
            return str(refusal)
        return ""

    def lock_row(self, request, obj):
        """The quarter first, as the capture page does."""
        captura.avance_lock(obj.pk, by=request.user)

    def save_model(self, request, obj, form, change):
        """Save cause and closing through the services, each naming the version that was read."""
        said, version, by = form.cleaned_data, form.cleaned_data[VERSION_READ], request.user
        if "cause" in form.changed_data:
            version = captura.cause_save(
                obj.pk, cause=said["cause"], by=by, version=version
            ).version
        if set(CLOSING) & set(form.changed_data):
            captura.closing_declare(
                obj.pk,
                closing=said["closing"],
                stated_percent=said["stated_percent"],
                reason=said["closing_reason"],
                by=by,
                version=version,
            )

    def save_formset(self, request, form, formset, change):
        """Save the quantities through the service; a block that changes takes *lista* away."""
        if formset.model is AvanceDeComponente:
            _save_quantities(form.instance.pk, formset, by=request.user)
            return
        super().save_formset(request, form, formset, change)
        if formset.model is Bloque and formset.has_changed():
            _ready_mark(form.instance.pk, False, by=request.user)

    def save_related(self, request, form, formsets, change):
        """Mark *lista* at the end, because what changes before takes the mark away."""
        super().save_related(request, form, formsets, change)
        if "ready" in form.changed_data:
            try:
                _ready_mark(form.instance.pk, form.cleaned_data["ready"], by=request.user)
            except DomainError as refusal:
                # The rest is saved: what was typed is worth more than the mark.
                messages.error(request, str(refusal))

    @admin.display(description="área", ordering="linea__area__name")
    def area(self, avance):
        """Who captures it."""
        return avance.linea.area


def _save_quantities(avance_pk: int, formset, *, by) -> None:
    """Save the rows that changed, each with the version that the page showed."""
    formset.new_objects, formset.changed_objects, formset.deleted_objects = [], [], []
    for row in formset.initial_forms:
        if row.has_changed():
            said = row.cleaned_data
            saved = captura.quantity_save(
                row.instance.pk,
                avance_pk=avance_pk,
                quantity=said["quantity"],
                received=said["received"],
                reason=said["reason"],
                by=by,
                version=said[VERSION_READ],
            )
            formset.changed_objects.append((saved, row.changed_data))


def _ready_mark(avance_pk: int, ready: bool, *, by) -> None:
    """Mark the entry *lista* or take the mark away, as the capture page does.

    The row is locked and its version was checked when the screen was sent.
    """

    def lacks() -> list[str]:
        return [debt.text for debt in entry_missing(avance_get(by, avance_pk))]

    captura.ready_mark(avance_pk, ready=ready, missing=lacks, by=by, version=None)


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
        """The área of the tarea, while the month may be reported."""
        if obj is None:
            return permissions.may_enter_admin(request.user)
        return not self.why_locked(request, obj)

    def why_locked(self, request, obj):
        """The reason of the page of the months."""
        programa = obj.tarea.eje.programa
        trimestre = Trimestre.objects.get(programa=programa, number=quarter_of_month(obj.month))
        trimestre.programa = programa
        today = timezone.localdate()
        sent = why_area_locked(trimestre.pk, obj.tarea.area_id)
        return why_mark_locked(
            obj.tarea, obj.month, trimestre, by=request.user, today=today, sent=sent
        )

    def lock_row(self, request, obj):
        """The quarter first, as the page of the months does."""
        mark_lock(obj, by=request.user, today=timezone.localdate())

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Tell the form who reports."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.actor = request.user
        return form

    def save_model(self, request, obj, form, change):
        """Report through the service, as the page does."""
        mark_save(
            obj,
            status=form.cleaned_data["status"],
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            by=request.user,
            today=timezone.localdate(),
            now=timezone.now(),
            version=form.cleaned_data[VERSION_READ],
        )

    @admin.action(
        description="Reportar como realizadas las marcas elegidas", permissions=["change"]
    )
    def report_done(self, request, queryset):
        """Report each chosen mark without a report; the others keep theirs and say why."""
        chosen = defaultdict(list)
        for marca in queryset.filter(status=MarkStatus.UNREPORTED):
            chosen[marca.tarea.eje.programa].append(
                MarkChange(marca.tarea_id, marca.month, MarkStatus.DONE, "", "", marca.version)
            )
        done, refused = 0, Counter()
        for programa, changes in chosen.items():
            for result in marks_save(
                programa,
                changes,
                by=request.user,
                today=timezone.localdate(),
                now=timezone.now(),
            ):
                if result.refusal:
                    refused[str(result.refusal)] += 1
                else:
                    done += 1
        messages.success(request, f"Marcas reportadas como realizadas: {done}.")
        for why, count in refused.items():
            messages.warning(request, f"Marcas sin cambios: {count}. {why}")

    @admin.display(description="mes", ordering="month")
    def month_name(self, marca):
        """The month and year of the calendar."""
        return month_of(marca)

    @admin.display(description="área", ordering="tarea__area__name")
    def area(self, marca):
        """Who reports it."""
        return marca.tarea.area
