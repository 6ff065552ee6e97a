"""Screens of the institution: its settings, its áreas, its days off."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from programs.admin.forms import LinesField, ScopedForm
from programs.admin.importing import TransferAdmin
from programs.admin.parts import PARTS, shows_parts, signer_rows
from programs.admin.scope import StructureAdmin, by, person_of
from programs.admin.words import ShowsWords, word_fields
from programs.context_processors import emblem_url
from programs.forms.institucion import EmblemField
from programs.models import Area, DiaInhabil, Institucion, User
from programs.resources import AreaResource
from programs.services.institucion import (
    emblem_store,
    kinds_make,
    settings_changed,
    settings_state,
)
from programs.staff import second_choices

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec

EMBLEM_FILE = "emblem_file"
EMBLEM_PLACE = ("emblem_shown", EMBLEM_FILE)


WordsForm: Any = ShowsWords.form


class EmblemForm(WordsForm):
    """The settings, with a place to upload the emblem."""

    emblem_file = EmblemField()


ShowsParts: Any = shows_parts(EmblemForm)


@admin.register(Institucion)
class InstitucionAdmin(ShowsParts, ShowsWords, StructureAdmin[Institucion]):
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
                    EMBLEM_PLACE,
                    "brand_color",
                    "line_numbering",
                ]
            },
        ),
        (
            "Partes de los documentos",
            {
                "fields": [*PARTS],
                "description": "Lo que no se elige, o no tiene contenido, no se imprime.",
            },
        ),
        (
            "Firmas de los documentos",
            {
                "fields": signer_rows(),
                "description": "Quienes firman el PTA y el informe. Lo emitido conserva a quien "
                "firmaba ese día.",
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
        (
            "Conservación de la evidencia",
            {"fields": ["evidence_series", "evidence_years", "legal_hold"]},
        ),
        ("Acceso", {"fields": ["second_factor_required"]}),
        ("Palabras impresas", {"fields": word_fields(), "classes": ["collapse"]}),
    ]

    def save_model(
        self, request: HttpRequest, obj: Institucion, form: ModelForm, change: bool
    ) -> None:
        """Save, and record what changed in the settings."""
        before = settings_state(obj.pk)
        copy = form.cleaned_data.get(EMBLEM_FILE)
        if copy:
            obj.emblem = emblem_store(copy)
        super().save_model(request, obj, form, change)
        if not change:
            kinds_make(obj)
        settings_changed(obj.pk, before=before, by=person_of(request), now=timezone.now())

    def get_fieldsets(self, request: HttpRequest, obj: Model | None = None) -> "_FieldsetSpec":
        """Without a place to upload where nothing may be changed."""
        fieldsets = super().get_fieldsets(request, obj)
        if not isinstance(obj, Institucion) or self.has_change_permission(request, obj):
            return fieldsets
        (identity, (name, options), *more) = fieldsets
        fields = [place for place in options["fields"] if place != EMBLEM_PLACE]
        return [identity, (name, {**options, "fields": ["emblem_shown", *fields]}), *more]

    def choices_for(self, request: HttpRequest, db_field: ForeignKey) -> QuerySet:
        """The second person who validates is one of the house, or whoever is named already."""
        if db_field.name == "second_validator":
            match = request.resolver_match
            pk = str(match.kwargs.get("object_id") if match else "")
            rows = self.get_queryset(request).filter(pk=int(pk)) if pk.isdecimal() else ()
            named = [row.second_validator_id for row in rows]
            own = [person.pk for row in rows for person in second_choices(row)]
            return User.objects.filter(pk__in=[*named, *own])
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
        """Addresses, fixtures and the sample mark stand on these."""
        identity = [] if person_of(request).is_superuser else ["slug", "sample"]
        return [*identity, "emblem_shown"]

    @admin.display(description="Emblema")
    def emblem_shown(self, row: Institucion) -> SafeString:
        """The emblem as pages and documents show it."""
        return format_html(
            '<img class="emblem-shown" src="{}" alt="Emblema de {}">',
            emblem_url(row),
            row.short_name,
        )


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
