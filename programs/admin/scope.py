"""What every screen of the administration shares: scope, permissions and safe saving.

The administration is a second door to the same rooms. Who may do what stands in
`programs.permissions`; Django's own permissions are not used, so that everything is closed until
one of those functions opens it.
"""

from typing import ClassVar

from django.contrib import admin, messages
from django.contrib.admin import RelatedFieldListFilter
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponseRedirect

from programs import permissions
from programs.admin.forms import VERSION_READ, ScopedForm, ScopedFormSet
from programs.errors import DomainError, Locked
from programs.models import AvanceTrimestral, ComponenteDeMeta, Programa, Trimestre
from programs.selectors.estructura import PROGRAMA_PATHS, captured_under, why_structure_locked

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


def is_versioned(model: type[Model]) -> bool:
    """Tell whether rows of this model count their saves."""
    return any(field.name == "version" for field in model._meta.concrete_fields)


def with_institucion(rows: QuerySet, *paths: str) -> QuerySet:
    """Fetch with each row the way to its institution and what its text shows."""
    path = rows.model.institucion_path
    wanted = {*paths, *LABEL_PATHS.get(rows.model, ()), *([path] if path else [])}
    return rows.select_related(*wanted) if wanted else rows


class ScopedRelatedFilter(RelatedFieldListFilter):
    """A filter by a related row that offers only rows of the person's institutions."""

    def field_choices(self, field, request, model_admin):
        """Return the pairs of id and text, with one query."""
        rows = permissions.desk_rows(request.user, field.remote_field.model.objects.all())
        return [(row.pk, str(row)) for row in with_institucion(rows)]


def by(*fields: str) -> list:
    """Return list filters over foreign keys whose choices are scoped."""
    return [(field, ScopedRelatedFilter) for field in fields]


class ScopedChoices:
    """Foreign keys offer only rows that the person may use, whatever the request says."""

    form = ScopedForm

    def choices_for(self, request: HttpRequest, db_field: ForeignKey) -> QuerySet:
        """Return the rows that this field accepts from this person."""
        rows = db_field.remote_field.model.objects.all()
        return with_institucion(permissions.kept_rows(request.user, rows))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Limit the choices before the form is made."""
        kwargs.setdefault("queryset", self.choices_for(request, db_field))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        """Carry the version that the person reads, where rows count their saves."""
        fieldsets = list(super().get_fieldsets(request, obj))
        if is_versioned(self.model) and self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": [VERSION_READ], "classes": ["hidden"]}))
        return fieldsets


class ScopedAdmin(ScopedChoices, admin.ModelAdmin):
    """Rows of the institutions where the person plans or captures; read-only until opened."""

    select: ClassVar[tuple[str, ...]] = ()
    list_per_page = 50
    show_full_result_count = False
    # The áreas' second door leads to no page of the first: each has its own way back.
    view_on_site = False
    save_on_top = True

    def get_queryset(self, request):
        """Start from what is visible, narrowed to where the person has a desk."""
        rows = permissions.desk_rows(request.user, super().get_queryset(request))
        return with_institucion(rows, *self.select)

    def get_object(self, request, object_id, from_field=None):
        """Lock the row while it is being saved, so that its version cannot change meanwhile."""
        obj = super().get_object(request, object_id, from_field)
        if obj is None or request.method != "POST" or not is_versioned(self.model):
            return obj
        try:
            self.lock_row(request, obj)
        except Locked as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        return super().get_object(request, object_id, from_field)

    def lock_row(self, request, obj):
        """Lock a row that is about to be saved; `Locked` with the sentence when it may not be.

        A row of a quarter is locked after its quarter, like by every other writer.
        """
        # Locked by itself: PostgreSQL does not lock the outer side of a join.
        self.model.objects.select_for_update(of=("self",)).get(pk=obj.pk)

    def why_locked(self, request, obj) -> str:
        """Return why this person does not write in the row now, or ""; shown above the screen."""
        return ""

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        """Say above a read-only screen why it is so."""
        why = self.why_locked(request, obj) if obj is not None else ""
        if why:
            messages.info(request, why)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_module_permission(self, request):
        """Show the model to whom may see any of its rows."""
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        """Who plans or captures for an institution sees its rows."""
        user = request.user
        if not permissions.may_enter_admin(user):
            return False
        if obj is None or user.is_superuser:
            return True
        owner = permissions.institucion_of(obj)
        return owner is not None and owner.pk in permissions.desk_institucion_ids(user)

    def has_add_permission(self, request):
        """Closed unless a screen opens it."""
        return False

    def has_change_permission(self, request, obj=None):
        """Closed unless a screen opens it."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Closed unless a screen opens it."""
        return False

    def get_deleted_objects(self, objs, request):
        """Refuse to delete what people captured; the empty rows of the system go along.

        The permission asked is that of the rows chosen: what hangs from them exists because they
        do, and no screen lets a person delete it by itself.
        """
        to_delete, model_count, _, protected = super().get_deleted_objects(objs, request)
        refused = {
            self.opts.verbose_name for obj in objs if not self.has_delete_permission(request, obj)
        }
        captured = [line for obj in objs for line in captured_under(obj)]
        return to_delete, model_count, refused, [*protected, *captured]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
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


class StructureAdmin(ScopedAdmin):
    """Rows of the plan: planeación keeps those of its institution, the áreas read them.

    Approval and a closed quarter lock them; the sentence stands above the screen.
    """

    def get_object(self, request, object_id, from_field=None):
        """Refuse with its sentence what is sent to a locked row."""
        obj = super().get_object(request, object_id, from_field)
        if obj is not None and request.method == "POST" and self.why_locked(request, obj):
            raise PermissionDenied(self.why_locked(request, obj))
        return obj

    def why_locked(self, request, obj):
        """The sentence of the approval or of the closed quarter; asked once in a request."""
        if type(obj) not in PROGRAMA_PATHS:
            return ""
        asked = request.__dict__.setdefault("structure_locks", {})
        key = (type(obj), obj.pk)
        if key not in asked:
            asked[key] = why_structure_locked(obj)
        return asked[key]

    def has_add_permission(self, request):
        """Planeación, in whatever institution it plans for."""
        return permissions.may_keep_structure(request.user)

    def has_change_permission(self, request, obj=None):
        """Planeación of the institution that owns the row."""
        if obj is None:
            return permissions.may_keep_structure(request.user)
        owner = permissions.institucion_of(obj)
        if owner is None or not permissions.can_keep_structure(request.user, owner):
            return False
        return not self.why_locked(request, obj)

    def has_delete_permission(self, request, obj=None):
        """The same as changing; `get_deleted_objects` keeps what people captured."""
        return self.has_change_permission(request, obj)


class ScopedInline(ScopedChoices):
    """Rows edited inside another row, by whoever may change that row."""

    formset = ScopedFormSet
    extra = 0
    view_on_site = False
    select: ClassVar[tuple[str, ...]] = ()

    def _parent(self):
        return self.admin_site.get_model_admin(self.parent_model)

    def get_queryset(self, request):
        """Fetch what the texts of the rows show together with them."""
        return with_institucion(super().get_queryset(request), *self.select)

    def has_view_permission(self, request, obj=None):
        """Follow the row that holds these."""
        return self._parent().has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        """Follow the row that holds these."""
        if obj is None:
            return self._parent().has_add_permission(request)
        return self._parent().has_change_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        """Follow the row that holds these."""
        return self._parent().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Follow the row that holds these."""
        return self._parent().has_change_permission(request, obj)


class TabularScoped(ScopedInline, admin.TabularInline):
    """One line for each row."""


class StackedScoped(ScopedInline, admin.StackedInline):
    """One card for each row."""


class ReadOnlyRows:
    """Mixed into an inline: rows that a service makes, never added or deleted by hand."""

    def has_add_permission(self, request, obj=None):
        """Nobody."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Nobody."""
        return False
