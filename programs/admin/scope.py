"""What every screen of the administration shares: scope, permissions and safe saving.

The administration is a second door to the same rooms. Who may do what stands in
`programs.permissions`; Django's own permissions are not used, so that everything is closed until
one of those functions opens it.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.contrib import admin, messages
from django.contrib.admin import RelatedFieldListFilter
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.utils import NestedObjects
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.db.models import DecimalField, ForeignKey, Model, QuerySet
from django.db.models.fields.related import RelatedField
from django.forms import BaseFormSet, ModelChoiceField, ModelForm
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from programs import permissions
from programs.admin.forms import (
    VERSION_READ,
    ScopedForm,
    ScopedFormSet,
    TypedDecimalField,
    typed_doubts,
)
from programs.errors import DomainError, Locked
from programs.models import AvanceTrimestral, ComponenteDeMeta, Programa, Trimestre, User
from programs.models.base import Keyed, NaturalKeyModel
from programs.selectors.estructura import PROGRAMA_PATHS, captured_under, why_structure_locked
from programs.services.rows import States, row_changed, row_states

if TYPE_CHECKING:
    # Names that Django has in its types alone.
    from django.contrib.admin.options import _FieldsetSpec
    from django.utils.functional import _StrPromise

Row = TypeVar("Row", bound=Model)
PlanRow = TypeVar("PlanRow", bound=NaturalKeyModel)
# What the text of a choice needs besides the way to its institution.
LABEL_PATHS = {
    Programa: ("institucion",),
    Trimestre: ("programa__institucion",),
    AvanceTrimestral: ("linea", "trimestre__programa__institucion"),
    ComponenteDeMeta: ("meta",),
}
CONFLICT = (
    "No se guardó: otra persona cambió los mismos datos al mismo tiempo. "
    "Revise la página y guarde de nuevo."
)


def _states_before(request: HttpRequest) -> dict[int, States]:
    """Return the states, by row, that this request read before it saved anything."""
    return request.__dict__.setdefault("states_before", {})


def _deleted_along(obj: Model) -> list[str]:
    """Name what is deleted with a row, counted by kind: "Marcas mensuales: 12"."""
    collector = NestedObjects(using=DEFAULT_DB_ALIAS)
    collector.collect([obj])
    found = (rows - {obj} for rows in collector.model_objs.values())
    return sorted(
        f"{str(next(iter(rows))._meta.verbose_name_plural).capitalize()}: {len(rows)}"
        for rows in found
        if rows
    )


def is_versioned(model: type[Model]) -> bool:
    """Tell whether rows of this model count their saves."""
    return any(field.name == "version" for field in model._meta.concrete_fields)


def person_of(request: HttpRequest) -> User:
    """Return who signed in; nobody else reaches what asks for it."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def rows_of(db_field: RelatedField) -> QuerySet:
    """Return all rows to which a link may lead."""
    return db_field.remote_field.model._default_manager.all()


def with_institucion(rows: QuerySet[Keyed], *paths: str) -> QuerySet[Keyed]:
    """Fetch with each row the way to its institution and what its text shows."""
    path = rows.model.institucion_path
    wanted = {*paths, *LABEL_PATHS.get(rows.model, ()), *([path] if path else [])}
    return rows.select_related(*wanted) if wanted else rows


class ScopedRelatedFilter(RelatedFieldListFilter):
    """A filter by a related row that offers only rows of the person's institutions."""

    def field_choices(
        self, field: RelatedField, request: HttpRequest, model_admin: admin.ModelAdmin
    ) -> "list[tuple[str, str | _StrPromise]]":
        """Return the pairs of id and text, with one query."""
        rows = permissions.desk_rows(person_of(request), rows_of(field))
        return [(str(row.pk), str(row)) for row in with_institucion(rows)]


def by(*fields: str) -> list[tuple[str, type[ScopedRelatedFilter]]]:
    """Return list filters over foreign keys whose choices are scoped."""
    return [(field, ScopedRelatedFilter) for field in fields]


class ScopedChoices(BaseModelAdmin):
    """Foreign keys offer only rows that the person may use, whatever the request says."""

    form: type[ModelForm] = ScopedForm
    formfield_overrides = {DecimalField: {"form_class": TypedDecimalField}}

    def choices_for(self, request: HttpRequest, db_field: ForeignKey) -> QuerySet:
        """Return the rows that this field accepts from this person."""
        return with_institucion(permissions.kept_rows(person_of(request), rows_of(db_field)))

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: object
    ) -> ModelChoiceField | None:
        """Limit the choices before the form is made."""
        kwargs.setdefault("queryset", self.choices_for(request, db_field))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> "_FieldsetSpec":
        """Carry the version that the person reads, where rows count their saves."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if is_versioned(self.model) and self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": [VERSION_READ], "classes": ["hidden"]}))
        return fieldsets


class ScopedAdmin(ScopedChoices, admin.ModelAdmin, Generic[Row]):
    """Rows of the institutions where the person plans or captures; read-only until opened."""

    select: ClassVar[tuple[str, ...]] = ()
    # Whether each save leaves its act here; False where the service of the screen writes it.
    records_acts = True
    list_per_page = 50
    show_full_result_count = False
    # The áreas' second door leads to no page of the first: each has its own way back.
    view_on_site = False
    save_on_top = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Row]:
        """Start from what is visible, narrowed to where the person has a desk."""
        rows = permissions.desk_rows(person_of(request), super().get_queryset(request))
        return with_institucion(rows, *self.select)

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Row | None:
        """Lock the row while it is being saved, so that its version cannot change meanwhile."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST":
            return obj
        if is_versioned(self.model):
            try:
                self.lock_row(request, obj)
            except Locked as refusal:
                raise PermissionDenied(str(refusal)) from refusal
            obj = super().get_object(request, object_id, from_field)
        if obj is not None and self.records_acts:
            _states_before(request)[obj.pk] = self._states(request, obj)
        return obj

    def _states(self, request: HttpRequest, obj: Row) -> States:
        """Return a row and those that its screen saves with it, as the database holds them."""
        inlines = self.get_inline_instances(request, obj)
        return row_states(obj, [inline.model for inline in inlines])

    def log_addition(self, request: HttpRequest, obj: Row, message: Any) -> Any:
        """Record the new row in the ledger too, inside the transaction of the save."""
        self._record(request, {}, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request: HttpRequest, obj: Row, message: Any) -> Any:
        """Record what changed in the ledger too, inside the transaction of the save."""
        self._record(request, _states_before(request).get(obj.pk, {}), obj)
        return super().log_change(request, obj, message)

    def _record(self, request: HttpRequest, before: States, obj: Row) -> None:
        if self.records_acts:
            after = self._states(request, obj)
            row_changed(before, after, by=person_of(request), now=timezone.now())

    def delete_model(self, request: HttpRequest, obj: Row) -> None:
        """Delete, and record what it was and what went along."""
        with transaction.atomic():
            before = self._states(request, obj) if self.records_acts else {}
            along = _deleted_along(obj) if self.records_acts else []
            super().delete_model(request, obj)
            row_changed(before, {}, by=person_of(request), now=timezone.now(), along=along)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        """Delete several one by one, so that each leaves its act; all of them or none."""
        with transaction.atomic():
            for row in queryset:
                self.delete_model(request, row)

    def lock_row(self, request: HttpRequest, obj: Row) -> None:
        """Lock a row that is about to be saved; `Locked` with the sentence when it may not be.

        A row of a quarter is locked after its quarter, like by every other writer.
        """
        # Locked by itself: PostgreSQL does not lock the outer side of a join.
        self.model.objects.select_for_update(of=("self",)).get(pk=obj.pk)

    def why_locked(self, request: HttpRequest, obj: Row) -> str:
        """Return why this person does not write in the row now, or ""; shown above the screen."""
        return ""

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, object],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Row | None = None,
    ) -> HttpResponse:
        """Say above a read-only screen why it is so."""
        why = self.why_locked(request, obj) if obj is not None else ""
        if why:
            messages.info(request, why)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Iterable[BaseFormSet], change: bool
    ) -> None:
        """Ask about the numbers whose point may have been meant for thousands."""
        super().save_related(request, form, formsets, change)
        rows = [form, *(row for formset in formsets for row in formset.forms)]
        for question in (text for row in rows for text in typed_doubts(row)):
            messages.warning(request, question)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Show the model to whom may see any of its rows."""
        return request.user.is_authenticated and self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Who plans or captures for an institution sees its rows."""
        user = person_of(request)
        if not permissions.may_enter_admin(user):
            return False
        if obj is None or user.is_superuser:
            return True
        owner = permissions.institucion_of(obj) if isinstance(obj, NaturalKeyModel) else None
        return owner is not None and owner.pk in permissions.desk_institucion_ids(user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Closed unless a screen opens it."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Closed unless a screen opens it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Closed unless a screen opens it."""
        return False

    def get_deleted_objects(
        self, objs: Sequence[Any] | QuerySet, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        """Refuse to delete what people captured; the empty rows of the system go along.

        The permission asked is that of the rows chosen: what hangs from them exists because they
        do, and no screen lets a person delete it by itself.
        """
        to_delete, model_count, _, protected = super().get_deleted_objects(objs, request)
        refused = {
            str(self.opts.verbose_name)
            for obj in objs
            if not self.has_delete_permission(request, obj)
        }
        captured = [line for obj in objs for line in captured_under(obj)]
        return to_delete, model_count, refused, [*protected, *captured]

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        """Turn a refusal of a service, or a race that a constraint stopped, into its sentence."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DomainError as refusal:
            messages.error(request, str(refusal))
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        except IntegrityError:
            messages.error(request, CONFLICT)
        return HttpResponseRedirect(request.get_full_path())


class StructureAdmin(ScopedAdmin[PlanRow]):
    """PlanRows of the plan: planeación keeps those of its institution, the áreas read them.

    Approval and a closed quarter lock them; the sentence stands above the screen.
    """

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> PlanRow | None:
        """Refuse with its sentence what is sent to a locked row."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and request.method == "POST" and self.why_locked(request, obj):
            raise PermissionDenied(self.why_locked(request, obj))
        return obj

    def why_locked(self, request: HttpRequest, obj: PlanRow) -> str:
        """The sentence of the approval or of the closed quarter; asked once in a request."""
        if type(obj) not in PROGRAMA_PATHS:
            return ""
        asked = request.__dict__.setdefault("structure_locks", {})
        key = (type(obj), obj.pk)
        if key not in asked:
            asked[key] = why_structure_locked(obj)
        return asked[key]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Planeación, in whatever institution it plans for."""
        return permissions.may_keep_structure(person_of(request))

    def has_change_permission(self, request: HttpRequest, obj: PlanRow | None = None) -> bool:
        """Planeación of the institution that owns the row."""
        if obj is None:
            return permissions.may_keep_structure(person_of(request))
        owner = permissions.institucion_of(obj)
        if owner is None or not permissions.can_keep_structure(person_of(request), owner):
            return False
        return not self.why_locked(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: PlanRow | None = None) -> bool:
        """The same as changing; `get_deleted_objects` keeps what people captured."""
        return self.has_change_permission(request, obj)


class ScopedInline(ScopedChoices, InlineModelAdmin):
    """Rows edited inside another row, by whoever may change that row."""

    formset: type[BaseInlineFormSet] = ScopedFormSet
    extra = 0
    view_on_site = False
    select: ClassVar[tuple[str, ...]] = ()

    def _parent(self) -> admin.ModelAdmin:
        return self.admin_site.get_model_admin(self.parent_model)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Fetch what the texts of the rows show together with them."""
        return with_institucion(super().get_queryset(request), *self.select)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Follow the row that holds these."""
        return self._parent().has_view_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Follow the row that holds these."""
        if obj is None:
            return self._parent().has_add_permission(request)
        return self._parent().has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Follow the row that holds these."""
        return self._parent().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Follow the row that holds these."""
        return self._parent().has_change_permission(request, obj)


class TabularScoped(ScopedInline, admin.TabularInline):
    """One line for each row."""


class StackedScoped(ScopedInline, admin.StackedInline):
    """One card for each row."""


class ReadOnlyRows(InlineModelAdmin):
    """Mixed into an inline: rows that a service makes, never added or deleted by hand."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody."""
        return False
