"""Screens of people and their functions: planeación keeps those of its institution."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db import transaction
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.forms import BaseFormSet, TypedChoiceField
from django.forms.models import BaseInlineFormSet, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from programs import permissions, staff
from programs.admin.scope import (
    ScopedAdmin,
    TabularScoped,
    by,
    person_of,
)
from programs.models import Membresia, User
from programs.selectors.second_factor import has_second_factor
from programs.services.people import PersonState, person_changed, person_state, why_needed
from programs.staff import GIVEN_ROLES

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec

# What would be deleted with rows and what hinders it, as Django gives it: what hinders is last.
Deleted = tuple[Any, ...]


def people_of(user: User) -> QuerySet[User]:
    """Return the people who act for an institution that the person keeps."""
    if user.is_superuser:
        return User.objects.all()
    kept = permissions.planned_institucion_ids(user)
    return User.objects.filter(pk__in=Membresia.objects.filter(institucion__in=kept).values("user"))


def record(request: HttpRequest, before: Mapping[int, PersonState | None]) -> None:
    """Record what changed in people, given how they were; inside the transaction of the save."""
    for pk, state in before.items():
        person_changed(pk, before=state, by=person_of(request), now=timezone.now())


def why_of(request: HttpRequest, person: User) -> str:
    """Return why the person at the screen does not change an account that reviews, or ""."""
    if person_of(request).is_superuser or not staff.reviews_anywhere(person):
        return ""
    return staff.REVIEWERS_ONLY


class RemembersPerson(ModelForm):
    """A form that keeps how the person was, until their functions are saved too."""

    person_before: PersonState | None = None


class PersonForm(RemembersPerson, UserChangeForm):
    """A person as they are changed."""


class NewPersonForm(RemembersPerson, AdminUserCreationForm):
    """A person as they are made."""


class GivesFunctions(BaseModelAdmin):
    """Offers only the functions that the person may give."""

    def formfield_for_choice_field(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> TypedChoiceField | None:
        """Leave the reviewing functions to superusers."""
        if db_field.name == "role" and not person_of(request).is_superuser:
            kwargs["choices"] = [("", "---------"), *((r.value, r.label) for r in GIVEN_ROLES)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class MembresiaInline(GivesFunctions, TabularScoped):
    """For whom the person acts, and in what function."""

    model = Membresia
    fields = ["institucion", "role", "area"]
    verbose_name = "función"
    verbose_name_plural = "funciones"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membresia]:
        """Leave out the functions in institutions that the person does not keep."""
        return permissions.kept_rows(person_of(request), super().get_queryset(request))

    def get_formset(
        self, request: HttpRequest, obj: User | None = None, **kwargs: object
    ) -> type[BaseInlineFormSet]:
        """Ask planeación for one function at least."""
        if not person_of(request).is_superuser:
            kwargs.update(min_num=1, validate_min=True)
        return super().get_formset(request, obj, **kwargs)


@admin.register(User)
class PersonaAdmin(ScopedAdmin[User], DjangoUserAdmin):
    """People. Whether they may enter the administration follows their functions."""

    form = PersonForm
    add_form = NewPersonForm
    inlines = [MembresiaInline]
    records_acts = False  # `person_changed` tells person and functions
    list_display = ["username", "full_name", "position", "functions", "is_active"]
    list_filter = ["is_active", "membresias__role"]
    search_fields = ["username", "first_name", "last_name", "email", "position"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined", "second_factor"]
    personal = ["first_name", "last_name", "email", "position", "extension"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Only people who act for an institution that the person keeps."""
        people = people_of(person_of(request)).order_by("username")
        return people.prefetch_related("membresias__institucion", "membresias__area")

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Planeación and superusers; the áreas have no business here."""
        if not permissions.may_keep_structure(person_of(request)):
            return False
        return obj is None or people_of(person_of(request)).filter(pk=obj.pk).exists()

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Planeación makes the people of its institution."""
        return permissions.may_keep_structure(person_of(request))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Only people who act for the institution alone, never a superuser nor who reviews."""
        if obj is None:
            return permissions.may_keep_structure(person_of(request))
        return staff.can_manage_person(person_of(request), obj)

    def why_locked(self, request: HttpRequest, obj: User) -> str:
        """Say whose it is to change an account that reviews."""
        return why_of(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """People are deactivated; only a superuser deletes one."""
        return person_of(request).is_active and person_of(request).is_superuser

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> "_FieldsetSpec":
        """Offer the superuser's switch to superusers only, and no password to readers."""
        account: tuple[str, ...] = ("username", "password")
        if obj is None:
            account = ("username", "usable_password", "password1", "password2")
        elif not (isinstance(obj, User) and self.has_change_permission(request, obj)):
            account = ("username",)
        access: tuple[str, ...] = ("is_active",)
        if person_of(request).is_superuser:
            access = ("is_active", "is_superuser")
        if isinstance(obj, User) and self.has_change_permission(request, obj):
            access = (*access, "second_factor")
        dates = () if obj is None else ("last_login", "date_joined")
        parts = (
            ("Cuenta", account),
            ("Persona", tuple(self.personal)),
            ("Acceso", access),
            ("Fechas", dates),
        )
        return [(title, {"fields": fields}) for title, fields in parts if fields]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> User | None:
        """People do not count their saves."""
        return admin.ModelAdmin.get_object(self, request, object_id, from_field)

    def save_model(self, request: HttpRequest, obj: User, form: ModelForm, change: bool) -> None:
        """Save, and keep how the person was before: their functions are saved afterwards."""
        cast(RemembersPerson, form).person_before = person_state(obj.pk)
        super().save_model(request, obj, form, change)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Iterable[BaseFormSet], change: bool
    ) -> None:
        """Record what changed, and let the person in, or not, by the functions just given."""
        super().save_related(request, form, formsets, change)
        record(request, {form.instance.pk: cast(RemembersPerson, form).person_before})

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """Delete, and record it."""
        before = {obj.pk: person_state(obj.pk)}
        super().delete_model(request, obj)
        record(request, before)

    def get_deleted_objects(self, objs: Iterable[User], request: HttpRequest) -> Deleted:
        """Refuse to take away the last person in a function that the institution needs."""
        rows = list(objs)
        *found, protected = super().get_deleted_objects(rows, request)
        return *found, [*protected, *why_needed(people=[row.pk for row in rows])]

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Change the password, and record that it was."""
        with transaction.atomic():
            before = {int(id): person_state(int(id))} if id.isdigit() else {}
            response = super().user_change_password(request, id, form_url)
            if request.method == "POST":
                record(request, before)
                if person_of(request).pk in before:
                    request.session.cycle_key()  # all others ended: this one goes on
        return response

    @admin.display(description="verificación en dos pasos")
    def second_factor(self, person: User) -> str:
        """Whether the account has one, and where somebody who lost it is helped."""
        if not has_second_factor(person):
            return "Apagada"
        address = reverse("second_factor_reset", args=[person.pk])
        return format_html('Activa. <a href="{}">Quitarla a quien perdió su teléfono</a>', address)

    @admin.display(description="nombre", ordering="last_name")
    def full_name(self, person: User) -> str:
        """Name and surname."""
        return person.get_full_name() or "—"

    @admin.display(description="funciones")
    def functions(self, person: User) -> str:
        """What the person does, and where."""
        return "; ".join(str(membresia) for membresia in person.membresias.all()) or "—"


@admin.register(Membresia)
class MembresiaAdmin(GivesFunctions, ScopedAdmin[Membresia]):
    """Functions one by one, also of people who act for several institutions."""

    select = ("user", "area")
    records_acts = False  # `person_changed` tells the functions of the person
    list_display = ["user", "role", "area", "institucion"]
    list_filter = [*by("institucion"), "role"]
    search_fields = ["user__username", "user__first_name", "user__last_name", "area__name"]
    autocomplete_fields = ["user"]
    fieldsets = [(None, {"fields": ["user", "institucion", "role", "area"]})]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Membresia]:
        """Only functions in institutions that the person keeps."""
        return permissions.kept_rows(person_of(request), super().get_queryset(request))

    def choices_for(self, request: HttpRequest, db_field: ForeignKey) -> QuerySet:
        """People of the institution that are not superusers and review nothing."""
        if db_field.name != "user":
            return super().choices_for(request, db_field)
        people = people_of(person_of(request))
        if person_of(request).is_superuser:
            return people
        reviewing = staff.reviewing_people().values("pk")
        return people.filter(is_superuser=False).exclude(pk__in=reviewing)

    def has_view_permission(self, request: HttpRequest, obj: Membresia | None = None) -> bool:
        """Planeación and superusers."""
        return permissions.may_keep_structure(person_of(request)) and (
            obj is None or permissions.can_keep_structure(person_of(request), obj.institucion)
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Planeación of any institution; the choices limit which."""
        return permissions.may_keep_structure(person_of(request))

    def has_change_permission(self, request: HttpRequest, obj: Membresia | None = None) -> bool:
        """Planeación of the institution of the function."""
        if obj is None:
            return permissions.may_keep_structure(person_of(request))
        return staff.can_manage_membership(person_of(request), obj)

    def why_locked(self, request: HttpRequest, obj: Membresia) -> str:
        """Say whose it is to change the functions of an account that reviews."""
        return why_of(request, obj.user)

    def has_delete_permission(self, request: HttpRequest, obj: Membresia | None = None) -> bool:
        """The same, but the last function stays: deactivate the person instead."""
        if not self.has_change_permission(request, obj):
            return False
        return (
            obj is None
            or person_of(request).is_superuser
            or Membresia.objects.filter(user=obj.user_id).exclude(pk=obj.pk).exists()
        )

    def save_model(
        self, request: HttpRequest, obj: Membresia, form: ModelForm, change: bool
    ) -> None:
        """Save, and record it of the person who had the function and of the one who has it now."""
        people = {form.initial.get("user"), obj.user_id}
        before = {pk: person_state(pk) for pk in people if pk is not None}
        super().save_model(request, obj, form, change)
        record(request, before)

    def delete_model(self, request: HttpRequest, obj: Membresia) -> None:
        """Delete, record it, and close the door if no function opens it any more."""
        before = {obj.user_id: person_state(obj.user_id)}
        super().delete_model(request, obj)
        record(request, before)

    def get_deleted_objects(self, objs: Iterable[Membresia], request: HttpRequest) -> Deleted:
        """Refuse to take away the last function that the institution needs."""
        rows = list(objs)
        *found, protected = super().get_deleted_objects(rows, request)
        return *found, [*protected, *why_needed(functions=[row.pk for row in rows])]
