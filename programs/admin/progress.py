"""Screens of what was done: quarter entries and monthly marks."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import BaseFormSet
from django.forms.models import BaseInlineFormSet, ModelForm
from django.http import HttpRequest
from django.utils import timezone

from programs import permissions
from programs.admin.blocks import BloqueInline
from programs.admin.forms import VERSION_READ, ScopedForm
from programs.admin.plan import month_of
from programs.admin.scope import ReadOnlyRows, ScopedAdmin, TabularScoped, by, person_of
from programs.enums import MarkStatus
from programs.errors import DomainError, Locked
from programs.getters import avance_get
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    MarcaMensual,
    Programa,
    Trimestre,
    User,
)
from programs.reading.locks import why_area_locked
from programs.selectors.avance import entry_missing
from programs.services import captura
from programs.services.meses import (
    MarkChange,
    MarkResult,
    mark_lock,
    mark_save,
    mark_stamp,
    marks_save,
    why_mark_locked,
)
from programs.services.rows import row_changed, row_states
from programs.values.months import quarter_of_month
from programs.values.one_thing import counted_quantity

CLOSING = ("closing", "stated_percent", "closing_reason")

STAMPS = (
    "status",
    ("submitted_at", "submitted_by"),
    ("returned_at", "returned_by"),
    ("validated_at", "validated_by"),
    "version",
)


class CantidadInline(ReadOnlyRows, TabularScoped):
    """The quantities of the quarter; the system made one for each component."""

    model = AvanceDeComponente
    fields = ["promised", "quantity", "received", "reason"]
    readonly_fields = ["promised"]
    select = ("componente",)

    @admin.display(description="componente (cantidad anual)")
    def promised(self, cantidad: AvanceDeComponente) -> str:
        """What the component promises for the year."""
        componente = cantidad.componente
        if componente.quantity is None:
            return componente.unit
        return counted_quantity(componente.quantity, componente.unit)


@admin.register(AvanceTrimestral)
class AvanceTrimestralAdmin(ScopedAdmin[AvanceTrimestral]):
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

    def get_readonly_fields(
        self, request: HttpRequest, obj: AvanceTrimestral | None = None
    ) -> list[str]:
        """The stamps of the steps are written by the steps."""
        stamps = [name for pair in STAMPS if isinstance(pair, tuple) for name in pair]
        return [*self.readonly_fields, *stamps]

    def has_change_permission(
        self, request: HttpRequest, obj: AvanceTrimestral | None = None
    ) -> bool:
        """The área of the línea, while the entry is in its hands."""
        if obj is None:
            return permissions.may_enter_admin(person_of(request))
        return not self.why_locked(request, obj)

    def why_locked(self, request: HttpRequest, obj: AvanceTrimestral) -> str:
        """The reason of the capture page."""
        try:
            captura.writer_check(obj, by=person_of(request))
        except Locked as refusal:
            return str(refusal)
        return ""

    def lock_row(self, request: HttpRequest, obj: AvanceTrimestral) -> None:
        """The quarter first, as the capture page does."""
        captura.avance_lock(obj.pk, by=person_of(request))

    def save_model(
        self, request: HttpRequest, obj: AvanceTrimestral, form: ScopedForm, change: bool
    ) -> None:
        """Save cause and closing through the services, each naming the version that was read."""
        said, version, by = form.cleaned_data, form.cleaned_data[VERSION_READ], person_of(request)
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

    def save_formset(
        self, request: HttpRequest, form: ScopedForm, formset: BaseInlineFormSet, change: bool
    ) -> None:
        """Save the quantities through the service; a block that changes takes *lista* away."""
        if formset.model is AvanceDeComponente:
            _save_quantities(form.instance.pk, formset, by=person_of(request))
            return
        super().save_formset(request, form, formset, change)
        if formset.model is Bloque and formset.has_changed():
            _ready_mark(form.instance.pk, False, by=person_of(request))

    def save_related(
        self, request: HttpRequest, form: ScopedForm, formsets: Iterable[BaseFormSet], change: bool
    ) -> None:
        """Mark *lista* at the end, because what changes before takes the mark away."""
        super().save_related(request, form, formsets, change)
        if "ready" in form.changed_data:
            try:
                _ready_mark(form.instance.pk, form.cleaned_data["ready"], by=person_of(request))
            except DomainError as refusal:
                # The rest is saved: what was typed is worth more than the mark.
                messages.error(request, str(refusal))

    @admin.display(description="área", ordering="linea__area__name")
    def area(self, avance: AvanceTrimestral) -> Area:
        """Who captures it."""
        return avance.linea.area


def _save_quantities(avance_pk: int, formset: BaseInlineFormSet, *, by: User) -> None:
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


def _ready_mark(avance_pk: int, ready: bool, *, by: User) -> None:
    """Mark the entry *lista* or take the mark away, as the capture page does.

    The row is locked and its version was checked when the screen was sent; what the screen saved
    before gave it another.
    """
    avance = avance_get(by, avance_pk)

    def lacks() -> list[str]:
        return [debt.text for debt in entry_missing(avance)]

    captura.ready_mark(avance_pk, ready=ready, missing=lacks, by=by, version=avance.version)


class MarcaForm(ScopedForm):
    """What the área says of a month. The screen gives the person as `actor`."""

    actor: User

    def complete_row(self) -> None:
        """Stamp before the check that ties the stamp to the report; the service stamps again."""
        mark_stamp(self.instance, by=self.actor, now=timezone.now())


@admin.register(MarcaMensual)
class MarcaMensualAdmin(ScopedAdmin[MarcaMensual]):
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

    def has_change_permission(self, request: HttpRequest, obj: MarcaMensual | None = None) -> bool:
        """The área of the tarea, while the month may be reported."""
        if obj is None:
            return permissions.may_enter_admin(person_of(request))
        return not self.why_locked(request, obj)

    def why_locked(self, request: HttpRequest, obj: MarcaMensual) -> str:
        """The reason of the page of the months."""
        programa = obj.tarea.eje.programa
        trimestre = Trimestre.objects.get(programa=programa, number=quarter_of_month(obj.month))
        trimestre.programa = programa
        today = timezone.localdate()
        sent = why_area_locked(trimestre.pk, obj.tarea.area_id)
        return why_mark_locked(
            obj.tarea, obj.month, trimestre, by=person_of(request), today=today, sent=sent
        )

    def lock_row(self, request: HttpRequest, obj: MarcaMensual) -> None:
        """The quarter first, as the page of the months does."""
        mark_lock(obj, by=person_of(request), today=timezone.localdate())

    def get_form(
        self,
        request: HttpRequest,
        obj: MarcaMensual | None = None,
        change: bool = False,
        **kwargs: object,
    ) -> type[ModelForm]:
        """Tell the form who reports."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if issubclass(form, MarcaForm):
            form.actor = person_of(request)
        return form

    def save_model(
        self, request: HttpRequest, obj: MarcaMensual, form: ScopedForm, change: bool
    ) -> None:
        """Report through the service, as the page does."""
        mark_save(
            obj,
            status=form.cleaned_data["status"],
            reason=form.cleaned_data["reason"],
            note=form.cleaned_data["note"],
            by=person_of(request),
            today=timezone.localdate(),
            now=timezone.now(),
            version=form.cleaned_data[VERSION_READ],
        )

    @admin.action(
        description="Reportar como realizadas las marcas elegidas", permissions=["change"]
    )
    def report_done(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Report each chosen mark without a report; the others keep theirs and say why."""
        chosen: defaultdict[Programa, list[MarkChange]] = defaultdict(list)
        for marca in queryset.filter(status=MarkStatus.UNREPORTED):
            chosen[marca.tarea.eje.programa].append(
                MarkChange(marca.tarea_id, marca.month, MarkStatus.DONE, "", "", marca.version)
            )
        done = 0
        refused: Counter[str] = Counter()
        for programa, changes in chosen.items():
            for result in self._report(request, programa, changes):
                if result.refusal:
                    refused[str(result.refusal)] += 1
                else:
                    done += 1
        messages.success(request, f"Marcas reportadas como realizadas: {done}.")
        for why, count in refused.items():
            messages.warning(request, f"Marcas sin cambios: {count}. {why}")

    @transaction.atomic
    def _report(
        self, request: HttpRequest, programa: Programa, changes: list[MarkChange]
    ) -> list[MarkResult]:
        """Report several marks, each with its act as when it is saved by itself."""
        by, now = person_of(request), timezone.now()
        rows = MarcaMensual.objects.filter(tarea__in=[each.tarea_pk for each in changes])
        before = {row.pk: row_states(row) for row in rows}
        results = marks_save(programa, changes, by=by, today=timezone.localdate(), now=now)
        for result in results:
            if result.marca and not result.refusal:
                row_changed(before[result.marca.pk], row_states(result.marca), by=by, now=now)
        return results

    @admin.display(description="mes", ordering="month")
    def month_name(self, marca: MarcaMensual) -> str:
        """The month and year of the calendar."""
        return month_of(marca)

    @admin.display(description="área", ordering="tarea__area__name")
    def area(self, marca: MarcaMensual) -> Area:
        """Who reports it."""
        return marca.tarea.area
