"""Screens of the institution: its settings, its áreas, its days off."""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone

from programs.admin.forms import LinesField, ScopedForm
from programs.admin.importing import TransferAdmin
from programs.admin.scope import StructureAdmin, by, person_of
from programs.admin.words import ShowsWords, word_fields
from programs.models import Area, DiaInhabil, Institucion, User
from programs.resources import AreaResource
from programs.services.institucion import settings_changed, settings_state


@admin.register(Institucion)
class InstitucionAdmin(ShowsWords, StructureAdmin[Institucion]):
    """Planeación keeps the settings; only a superuser adds an institution or renames its slug."""

    records_acts = False  # `settings_changed` tells the settings
    list_display = ["short_name", "name", "state", "line_numbering", "sample"]
    search_fields = ["name", "short_name", "slug", "state"]
    fieldsets = [
        ("Identidad", {"fields": ["slug", "name", "short_name", "state", "sample"]}),
        (
            "Documentos",
            {
                "fields": [
                    "governing_body",
                    "motto",
                    "contact",
                    "emblem",
                    "brand_color",
                    "line_numbering",
                ]
            },
        ),
        (
            "Plazos",
            {
                "fields": [
                    "month_due_days",
                    "quarter_due_days",
                    "return_due_days",
                    "escalate_days",
                    "escalate_head_days",
                    "second_validator",
                ]
            },
        ),
        ("Semáforo", {"fields": ["red_below", "amber_below", "green_to"]}),
        ("Palabras impresas", {"fields": word_fields(), "classes": ["collapse"]}),
    ]

    def save_model(
        self, request: HttpRequest, obj: Institucion, form: ModelForm, change: bool
    ) -> None:
        """Save, and record what changed in the settings."""
        before = settings_state(obj.pk)
        super().save_model(request, obj, form, change)
        settings_changed(obj.pk, before=before, by=person_of(request), now=timezone.now())

    def choices_for(self, request: HttpRequest, db_field: ForeignKey) -> QuerySet:
        """The second person who validates is somebody active; the row checks of what house."""
        if db_field.name == "second_validator":
            return User.objects.filter(is_active=True)
        return super().choices_for(request, db_field)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Institutions are added by a superuser."""
        return person_of(request).is_active and person_of(request).is_superuser

    def has_delete_permission(self, request: HttpRequest, obj: Institucion | None = None) -> bool:
        """Institutions are deleted by a superuser, and only while they hold nothing."""
        return self.has_add_permission(request)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Institucion | None = None
    ) -> list[str]:
        """Addresses and fixtures stand on these; Plazos names the second person."""
        if person_of(request).is_superuser:
            return []
        return ["slug", "sample", "second_validator"]


class AreaForm(ScopedForm):
    """Other names are typed one in each line."""

    aliases = LinesField(
        label="Otros nombres",
        required=False,
        help_text="Uno en cada renglón, como aparece en otros documentos.",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse an área that depends on itself, directly or through others."""
        cleaned = super().clean()
        above, seen = cleaned.get("parent"), set()
        while above is not None and above.pk not in seen:
            if above.pk == self.instance.pk:
                self.add_error("parent", "Un área no puede depender de sí misma.")
                break
            seen.add(above.pk)
            above = above.parent
        return cleaned


@admin.register(Area)
class AreaAdmin(TransferAdmin, StructureAdmin[Area]):
    """Áreas, sub-áreas and posts."""

    form = AreaForm
    resource_classes = [AreaResource]
    select = ("parent",)
    list_display = ["name", "code", "kind", "parent", "order", "active", "institucion"]
    list_filter = [*by("institucion"), "kind", "active"]
    search_fields = ["name", "code"]
    fieldsets = [
        (None, {"fields": ["institucion", "code", "name", "aliases"]}),
        ("Lugar en la estructura", {"fields": ["kind", "parent", "order", "active"]}),
    ]


@admin.register(DiaInhabil)
class DiaInhabilAdmin(StructureAdmin[DiaInhabil]):
    """Days off: deadlines skip them."""

    list_display = ["day", "name", "institucion"]
    list_filter = [*by("institucion")]
    search_fields = ["name"]
    fieldsets = [(None, {"fields": ["institucion", "day", "name"]})]
