"""Screens of people and their functions: planeación keeps those of its institution."""

from collections.abc import Mapping

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from programs import permissions
from programs.admin.scope import ScopedAdmin, TabularScoped, by, with_institucion
from programs.models import Membresia, User
from programs.services.people import PersonState, person_changed, person_state, why_needed


def people_of(user: User):
    """Return the people who act for an institution that the person keeps."""
    if user.is_superuser:
        return User.objects.all()
    kept = permissions.planned_institucion_ids(user)
    return User.objects.filter(pk__in=Membresia.objects.filter(institucion__in=kept).values("user"))


def record(request: HttpRequest, before: Mapping[int, PersonState | None]) -> None:
    """Record what changed in people, given how they were; inside the transaction of the save."""
    for pk, state in before.items():
        person_changed(pk, before=state, by=request.user, now=timezone.now())


class MembresiaInline(TabularScoped):
    """For whom the person acts, and in what function."""

    model = Membresia
    fields = ["institucion", "role", "area"]
    verbose_name = "función"
    verbose_name_plural = "funciones"

    def get_queryset(self, request):
        """Leave out the functions in institutions that the person does not keep."""
        return permissions.kept_rows(request.user, super().get_queryset(request))

    def get_formset(self, request, obj=None, **kwargs):
        """Ask planeación for one function at least."""
        if not request.user.is_superuser:
            kwargs.update(min_num=1, validate_min=True)
        return super().get_formset(request, obj, **kwargs)


@admin.register(User)
class PersonaAdmin(ScopedAdmin, DjangoUserAdmin):
    """People. Whether they may enter the administration follows their functions."""

    form = UserChangeForm
    add_form = AdminUserCreationForm
    inlines = [MembresiaInline]
    list_display = ["username", "full_name", "position", "functions", "is_active"]
    list_filter = ["is_active", "membresias__role"]
    search_fields = ["username", "first_name", "last_name", "email", "position"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]
    personal = ["first_name", "last_name", "email", "position", "extension"]

    def get_queryset(self, request):
        """Only people who act for an institution that the person keeps."""
        people = people_of(request.user).order_by("username")
        return people.prefetch_related("membresias__institucion", "membresias__area")

    def has_view_permission(self, request, obj=None):
        """Planeación and superusers; the áreas have no business here."""
        if not permissions.may_keep_structure(request.user):
            return False
        return obj is None or people_of(request.user).filter(pk=obj.pk).exists()

    def has_add_permission(self, request):
        """Planeación makes the people of its institution."""
        return permissions.may_keep_structure(request.user)

    def has_change_permission(self, request, obj=None):
        """Only people who act for the institution alone, and never a superuser."""
        if obj is None:
            return permissions.may_keep_structure(request.user)
        return permissions.can_manage_person(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """People are deactivated; only a superuser deletes one."""
        return request.user.is_active and request.user.is_superuser

    def get_fieldsets(self, request, obj=None):
        """Offer the superuser's switch to superusers only, and no password to readers."""
        account = ["username", "password"]
        if obj is None:
            account = ["username", "usable_password", "password1", "password2"]
        elif not self.has_change_permission(request, obj):
            account = ["username"]
        access = ["is_active", "is_superuser"] if request.user.is_superuser else ["is_active"]
        fieldsets = [
            ("Cuenta", {"fields": account}),
            ("Persona", {"fields": self.personal}),
            ("Acceso", {"fields": access}),
        ]
        if obj is not None:
            fieldsets.append(("Fechas", {"fields": ["last_login", "date_joined"]}))
        return fieldsets

    def get_object(self, request, object_id, from_field=None):
        """People do not count their saves."""
        return admin.ModelAdmin.get_object(self, request, object_id, from_field)

    def save_model(self, request, obj, form, change):
        """Save, and keep how the person was before: their functions are saved afterwards."""
        form.person_before = person_state(obj.pk)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Record what changed, and let the person in, or not, by the functions just given."""
        super().save_related(request, form, formsets, change)
        record(request, {form.instance.pk: form.person_before})

    def delete_model(self, request, obj):
        """Delete, and record it."""
        before = {obj.pk: person_state(obj.pk)}
        super().delete_model(request, obj)
        record(request, before)

    def delete_queryset(self, request, queryset):
        """Delete several one by one, so that each leaves its act; all of them or none."""
        with transaction.atomic():
            for person in queryset:
                self.delete_model(request, person)

    def get_deleted_objects(self, objs, request):
        """Refuse to take away the last person in a function that the institution needs."""
        found = super().get_deleted_objects(objs, request)
        return *found[:-1], [*found[-1], *why_needed(people=[obj.pk for obj in objs])]

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 (Django's name)
        """Change the password, and record that it was."""
        with transaction.atomic():
            before = {int(id): person_state(int(id))} if id.isdigit() else {}
            response = super().user_change_password(request, id, form_url)
            if request.method == "POST":
                record(request, before)
        return response

    @admin.display(description="nombre", ordering="last_name")
    def full_name(self, person):
        """Name and surname."""
        return person.get_full_name() or "—"

    @admin.display(description="funciones")
    def functions(self, person):
        """What the person does, and where."""
        return "; ".join(str(membresia) for membresia in person.membresias.all()) or "—"


@admin.register(Membresia)
class MembresiaAdmin(ScopedAdmin):
    """Functions one by one, also of people who act for several institutions."""

    select = ("user", "area")
    list_display = ["user", "role", "area", "institucion"]
    list_filter = [*by("institucion"), "role"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "area__name"]
    autocomplete_fields = ["user"]
    fieldsets = [(None, {"fields": ["user", "institucion", "role", "area"]})]

    def get_queryset(self, request):
        """Only functions in institutions that the person keeps."""
        return permissions.kept_rows(request.user, super().get_queryset(request))

    def choices_for(self, request, db_field):
        """People of the institution that are not superusers."""
        if db_field.name != "user":
            return super().choices_for(request, db_field)
        people = people_of(request.user)
        return people if request.user.is_superuser else people.filter(is_superuser=False)

    def has_view_permission(self, request, obj=None):
        """Planeación and superusers."""
        return permissions.may_keep_structure(request.user) and (
            obj is None or permissions.can_keep_structure(request.user, obj.institucion)
        )

    def has_add_permission(self, request):
        """Planeación of any institution; the choices limit which."""
        return permissions.may_keep_structure(request.user)

    def has_change_permission(self, request, obj=None):
        """Planeación of the institution of the function."""
        if obj is None:
            return permissions.may_keep_structure(request.user)
        return permissions.can_manage_membership(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """The same, but the last function stays: deactivate the person instead."""
        if not self.has_change_permission(request, obj):
            return False
        return (
            obj is None
            or request.user.is_superuser
            or Membresia.objects.filter(user=obj.user_id).exclude(pk=obj.pk).exists()
        )

    def save_model(self, request, obj, form, change):
        """Save, and record it of the person who had the function and of the one who has it now."""
        people = {form.initial.get("user"), obj.user_id} - {None}
        before = {pk: person_state(pk) for pk in people}
        super().save_model(request, obj, form, change)
        record(request, before)

    def delete_model(self, request, obj):
        """Delete, record it, and close the door if no function opens it any more."""
        before = {obj.user_id: person_state(obj.user_id)}
        super().delete_model(request, obj)
        record(request, before)

    def delete_queryset(self, request, queryset):
        """Delete several one by one, for the same reason; all of them or none."""
        with transaction.atomic():
            for membresia in with_institucion(queryset, "user"):
                self.delete_model(request, membresia)

    def get_deleted_objects(self, objs, request):
        """Refuse to take away the last function that the institution needs."""
        found = super().get_deleted_objects(objs, request)
        return *found[:-1], [*found[-1], *why_needed(functions=[obj.pk for obj in objs])]
