"""Blocks of a narrative, inside their quarter entry or section and on a screen of their own."""

import secrets
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from programs import permissions
from programs.admin.forms import ScopedForm, TableField
from programs.admin.scope import (
    ScopedAdmin,
    StackedScoped,
    TabularScoped,
    by,
    person_of,
    rows_of,
    with_institucion,
)
from programs.models import AvanceTrimestral, Bloque, Evidencia, Figura, Seccion
from programs.models.figura import MINORS_ASK
from programs.received.text import paragraphs
from programs.selectors.estructura import why_structure_locked
from programs.values.table_layout import why_too_wide

if TYPE_CHECKING:
    from django.contrib.admin.options import _FieldsetSpec

CONTENT: "_FieldsetSpec" = [
    (
        "Texto",
        {
            "fields": ["html"],
            "description": "Deje un renglón en blanco entre párrafos. También puede escribir "
            "subtítulos con &lt;h3&gt;, negritas con &lt;strong&gt; y listas con &lt;ul&gt; y "
            "&lt;li&gt;; entonces ponga cada párrafo entre &lt;p&gt; y &lt;/p&gt;.",
        },
    ),
    ("Tabla", {"fields": ["rows", ("header_rows", "title", "source")]}),
    ("Pie", {"fields": [("caption_kind", "first_number"), "caption"]}),
]


def complete_key(row: Bloque | Seccion) -> None:
    """Give a new row the key that names it in fixtures; never asked from a person.

    A typed key would also tell whether another institution already uses it.
    """
    if not row.key:
        row.key = secrets.token_hex(16)


class BloqueForm(ScopedForm):
    """A block: plain text becomes paragraphs, a table is pasted from Excel."""

    rows = TableField(
        label="Tabla",
        required=False,
        help_text="Un renglón por fila, un tabulador entre celdas; se puede pegar desde Excel.",
    )

    def clean_html(self) -> str:
        """Accept a text typed without markup."""
        return paragraphs(self.cleaned_data["html"])

    def clean(self) -> dict[str, Any]:
        """Refuse a table that no page holds."""
        data = super().clean()
        valid = "rows" in data and "header_rows" in data
        if valid and {"rows", "header_rows"}.intersection(self.changed_data):
            why = why_too_wide(data["rows"], data["header_rows"])
            if why:
                self.add_error("rows", why)
        return data

    def structure_row(self) -> Seccion | None:
        """The section that the block tells, if it tells one: it is locked with it."""
        return self.instance.seccion

    def complete_row(self) -> None:
        """The block belongs to the institution of its entry or section."""
        complete_key(self.instance)
        if self.instance.avance or self.instance.seccion:
            self.instance.institucion = permissions.institucion_of(self.instance.narrative)


class BloqueInline(StackedScoped):
    """The narrative, block by block."""

    model = Bloque
    form = BloqueForm
    classes = ["collapse"]
    fieldsets = [(None, {"fields": [("order", "kind")]}), *CONTENT]


class FiguraForm(ScopedForm):
    """A picture whose minors print only with a reason, as on the page of the área."""

    def clean(self) -> dict:
        """Refuse a picture with minors that prints without a reason."""
        values = super().clean() or self.cleaned_data
        file, reason = values.get("evidencia"), values.get("informe_reason", "").strip()
        if file and file.shows_minors and values.get("in_informe") and not reason:
            self.add_error("informe_reason", MINORS_ASK)
        return values


class FiguraInline(TabularScoped):
    """The pictures of a block."""

    model = Figura
    form = FiguraForm
    fields = ["order", "evidencia", "alt", "in_informe", "informe_reason"]
    autocomplete_fields = ["evidencia"]

    def choices_for(self, request: HttpRequest, db_field: ForeignKey) -> QuerySet:
        """Files of any institution where the person has a desk; the form then asks for one."""
        return with_institucion(permissions.desk_rows(person_of(request), rows_of(db_field)))


@admin.register(Bloque)
class BloqueAdmin(ScopedAdmin[Bloque]):
    """Blocks one by one, with their figures."""

    form = BloqueForm
    inlines = [FiguraInline]
    select = ("avance__linea__area", "avance__trimestre__programa", "seccion")
    list_display = ["__str__", "owner", "caption_kind", "caption", "institucion"]
    list_filter = [*by("institucion"), "kind", "caption_kind"]
    search_fields = ["html", "caption", "title"]
    autocomplete_fields = ["avance", "seccion"]
    fieldsets = [
        (None, {"fields": ["avance", "seccion", ("order", "kind")]}),
        *CONTENT,
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Whoever captures or keeps structure somewhere; the choices limit where."""
        return permissions.may_enter_admin(person_of(request))

    def has_change_permission(self, request: HttpRequest, obj: Bloque | None = None) -> bool:
        """Whoever captures the entry, or keeps the section."""
        if obj is None:
            return permissions.may_enter_admin(person_of(request))
        if obj.seccion and why_structure_locked(obj.seccion):
            return False
        return permissions.can_edit_bloque(person_of(request), obj)

    def has_delete_permission(self, request: HttpRequest, obj: Bloque | None = None) -> bool:
        """The same as changing."""
        return self.has_change_permission(request, obj)

    def choices_for(self, request: HttpRequest, db_field: ForeignKey) -> QuerySet:
        """Entries that the person may capture, sections that the person keeps."""
        if db_field.name == "avance":
            return with_institucion(permissions.capturable_avances(person_of(request)))
        return with_institucion(permissions.kept_rows(person_of(request), Seccion.objects.all()))

    @admin.display(description="de")
    def owner(self, bloque: Bloque) -> AvanceTrimestral | Seccion:
        """The entry or the section that it tells."""
        return bloque.narrative


@admin.register(Evidencia)
class EvidenciaAdmin(ScopedAdmin[Evidencia]):
    """Received files, to look at: they come in and go out through the pages only."""

    select = ("area", "uploaded_by")
    list_display = ["original_name", "area", "media_type", "size", "uploaded_by", "uploaded_at"]
    list_filter = [*by("institucion", "area"), "sample"]
    search_fields = ["original_name", "sha256"]
    fieldsets = [
        (None, {"fields": ["original_name", "institucion", "area", "media_type", "size"]}),
        ("Integridad", {"fields": ["sha256", "width", "height", "taken_at"]}),
        ("Declarado", {"fields": ["sample", "shows_people", "shows_minors"]}),
        ("Recepción", {"fields": ["uploaded_by", "uploaded_at"]}),
    ]
