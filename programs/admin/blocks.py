"""Blocks of a narrative, inside their quarter entry or section and on a screen of their own."""

import secrets

from django.contrib import admin

from programs import permissions
from programs.admin.forms import ScopedForm, TableField
from programs.admin.scope import ScopedAdmin, StackedScoped, TabularScoped, by, with_institucion
from programs.models import Bloque, Evidencia, Figura, Seccion
from programs.received.text import paragraphs
from programs.selectors.estructura import why_structure_locked

CONTENT = [
    ("Texto", {"fields": ["html"], "description": "Un párrafo por renglón en blanco."}),
    ("Tabla", {"fields": ["rows", ("header_rows", "title", "source")]}),
    ("Pie", {"fields": [("caption_kind", "first_number"), "caption"]}),
]


def complete_key(row) -> None:
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

    def clean_html(self):
        """Accept a text typed without markup."""
        return paragraphs(self.cleaned_data["html"])

    def structure_row(self):
        """The section that the block tells, if it tells one: it is locked with it."""
        return self.instance.seccion

    def complete_row(self):
        """The block belongs to the institution of its entry or section."""
        complete_key(self.instance)
        owner = self.instance.narrative
        if owner is not None:
            self.instance.institucion = permissions.institucion_of(owner)


class BloqueInline(StackedScoped):
    """The narrative, block by block."""

    model = Bloque
    form = BloqueForm
    classes = ["collapse"]
    fieldsets = [(None, {"fields": [("order", "kind")]}), *CONTENT]


class FiguraInline(TabularScoped):
    """The pictures of a block."""

    model = Figura
    fields = ["order", "evidencia", "alt"]
    autocomplete_fields = ["evidencia"]

    def choices_for(self, request, db_field):
        """Files of any institution where the person has a desk; the form then asks for one."""
        rows = db_field.remote_field.model.objects.all()
        return with_institucion(permissions.desk_rows(request.user, rows))


@admin.register(Bloque)
class BloqueAdmin(ScopedAdmin):
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

    def has_add_permission(self, request):
        """Whoever captures or keeps structure somewhere; the choices limit where."""
        return permissions.may_enter_admin(request.user)

    def has_change_permission(self, request, obj=None):
        """Whoever captures the entry, or keeps the section."""
        if obj is None:
            return permissions.may_enter_admin(request.user)
        if obj.seccion_id and why_structure_locked(obj.seccion):
            return False
        return permissions.can_edit_bloque(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """The same as changing."""
        return self.has_change_permission(request, obj)

    def choices_for(self, request, db_field):
        """Entries that the person may capture, sections that the person keeps."""
        if db_field.name == "avance":
            return with_institucion(permissions.capturable_avances(request.user))
        return with_institucion(permissions.kept_rows(request.user, Seccion.objects.all()))

    @admin.display(description="de")
    def owner(self, bloque):
        """The entry or the section that it tells."""
        return bloque.narrative


@admin.register(Evidencia)
class EvidenciaAdmin(ScopedAdmin):
    """Received files, to look at: they come in and go out through the pages only."""

    select = ("area", "uploaded_by")
    list_display = ["original_name", "area", "media_type", "size", "uploaded_by", "uploaded_at"]
    list_filter = [*by("institucion", "area"), "sample", "publishable"]
    search_fields = ["original_name", "sha256"]
    fieldsets = [
        (None, {"fields": ["original_name", "institucion", "area", "media_type", "size"]}),
        ("Integridad", {"fields": ["sha256", "width", "height", "taken_at"]}),
        (
            "Declarado",
            {"fields": ["sample", "shows_people", "shows_minors", "publishable"]},
        ),
        ("Recepción", {"fields": ["uploaded_by", "uploaded_at"]}),
    ]
