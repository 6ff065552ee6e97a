"""Import and export of a screen: Spanish forms, the file that was previewed, all or nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import Format
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm
from import_export.resources import Resource
from import_export.results import Result, RowResult

from programs.admin.scope import person_of
from programs.errors import FileRefused
from programs.models import User
from programs.received.previews import PreviewStorage, ticket_read, ticket_sign
from programs.received.workbooks import MAX_BYTES, over_size
from programs.resources.files import FORMATS, file_format

NO_SUCH_FILTER = "La lista no conoce ese filtro. Elija otro y exporte de nuevo."
NOTHING_DONE = "No se importó nada: corrija las filas señaladas y suba de nuevo el archivo."


class UploadForm(ImportForm):
    """One field: the file. What it is, its content tells."""

    def __init__(
        self, formats: list[type[Format]], resources: list[type[Resource]], **kwargs: object
    ) -> None:
        super().__init__(formats, resources, **kwargs)
        del self.fields["format"]
        field = self.fields["import_file"]
        field.label = "Archivo de Excel (xlsx) o CSV"
        field.help_text = f"Hasta {MAX_BYTES // 1024 // 1024} MB. Se lee la primera hoja."
        field.widget.attrs = {"accept": ".xlsx,.csv"}
        field.error_messages["required"] = "Elija el archivo que quiere importar."
        field.error_messages["empty"] = "El archivo está vacío. Elija otro."

    @property
    def media(self) -> forms.Media:
        """No script: there is no format to guess."""
        return sum((field.widget.media for field in self.fields.values()), forms.Media())

    def clean_import_file(self) -> UploadedFile:
        """Refuse a file that is too big or that cannot be read, before anything else."""
        upload = self.cleaned_data["import_file"]
        if why := over_size(upload.size):
            raise ValidationError(why)
        data = upload.read()
        upload.seek(0)
        self.format_index = file_format(data)
        try:
            FORMATS[self.format_index]().create_dataset(data)
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return upload

    def clean(self) -> dict[str, Any]:
        """Say which of the formats it is."""
        cleaned = super().clean()
        cleaned["format"] = str(getattr(self, "format_index", 0))
        return cleaned


class TicketForm(ConfirmImportForm):
    """The confirmation carries a signed ticket: this person, this screen, this file."""

    def __init__(self, *args: object, person: int, screen: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.screen = screen

    def clean_import_file_name(self) -> str:
        """Return the name of the stored file that the ticket vouches for."""
        try:
            ticket = ticket_read(self.cleaned_data["import_file_name"], self.person, self.screen)
            PreviewStorage(name=ticket["name"]).read()
        except FileRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return ticket["name"]

    def clean_format(self) -> str:
        """Only the formats that exist."""
        if self.cleaned_data["format"] not in {str(i) for i in range(len(FORMATS))}:
            raise ValidationError("El formato no se reconoce. Suba otra vez el archivo.")
        return self.cleaned_data["format"]


class DownloadForm(ExportForm):
    """The format of an export."""

    def __init__(
        self, formats: list[type[Format]], resources: list[type[Resource]], **kwargs: object
    ) -> None:
        super().__init__(formats, resources, **kwargs)
        self.fields["format"].label = "Formato"
        self.fields["format"].choices = [(str(i), f().get_title()) for i, f in enumerate(formats)]
        self.fields["format"].initial = "0"
        del self.fields["export_items"]


class TransferAdmin(ImportExportMixin):
    """Mixed into a screen of the plan: who may add its rows may import them."""

    formats = FORMATS
    import_form_class = UploadForm
    confirm_form_class = TicketForm
    export_form_class = DownloadForm
    tmp_storage_class = PreviewStorage
    import_error_display = ("message",)

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Importing adds and changes rows."""
        return self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Exporting reads rows."""
        return self.has_view_permission(request)

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: object) -> dict[str, User]:
        """The sheet knows whose rows it may touch."""
        return {"user": person_of(request)}

    def get_export_resource_kwargs(self, request: HttpRequest, **kwargs: object) -> dict[str, User]:
        """The sheet knows whose rows it may show."""
        return {"user": person_of(request)}

    def get_import_data_kwargs(self, **kwargs: object) -> dict[str, bool]:
        """One row that cannot be imported leaves all of them out."""
        return {"rollback_on_validation_errors": True}

    def get_confirm_form_kwargs(
        self, request: HttpRequest, import_form: UploadForm | None = None
    ) -> dict[str, object]:
        """Bind the ticket to the person and the screen."""
        return {
            **super().get_confirm_form_kwargs(request, import_form),
            "person": person_of(request).pk,
            "screen": self.opts.label_lower,
        }

    def get_confirm_form_initial(
        self, request: HttpRequest, import_form: UploadForm | None
    ) -> dict[str, object]:
        """Sign the ticket."""
        initial = super().get_confirm_form_initial(request, import_form)
        if import_form is not None:
            initial["import_file_name"] = ticket_sign(
                initial["import_file_name"], person_of(request).pk, self.opts.label_lower
            )
        return initial

    def export_action(self, request: HttpRequest) -> HttpResponseBase:
        """Export; a filter that the list does not know leads back to it."""
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            messages.error(request, NO_SUCH_FILTER)
            return HttpResponseRedirect(self._url("changelist"))

    def process_import(self, request: HttpRequest, **kwargs: object) -> HttpResponseBase:
        """Apply the previewed file; a ticket that does not hold leads back to the start."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseRedirect(self._url("import"))
        form = self.create_confirm_form(request)
        if not form.is_valid():
            for sentences in form.errors.values():
                messages.error(request, sentences[0])
            return HttpResponseRedirect(self._url("import"))
        return super().process_import(request, **kwargs)

    def process_result(self, result: Result, request: HttpRequest) -> HttpResponseBase:
        """Tell what was done, or that nothing was."""
        if result.has_errors() or result.has_validation_errors():
            messages.error(request, NOTHING_DONE)
            return HttpResponseRedirect(self._url("import"))
        return super().process_result(result, request)

    def add_success_message(self, result: Result, request: HttpRequest) -> None:
        """Count what changed."""
        totals = result.totals
        messages.success(
            request,
            f"Importación terminada. Filas nuevas: {totals[RowResult.IMPORT_TYPE_NEW]}; "
            f"cambiadas: {totals[RowResult.IMPORT_TYPE_UPDATE]}; "
            f"sin cambios: {totals[RowResult.IMPORT_TYPE_SKIP]}.",
        )

    def _create_log_entry(
        self, user_pk: int, rows: Sequence[Model], import_type: str, action_flag: int
    ) -> None:
        if rows:
            LogEntry.objects.log_actions(
                user_pk,
                rows,
                action_flag,
                change_message="Importado de un archivo.",
            )

    def get_export_filename(
        self, request: HttpRequest, queryset: QuerySet, file_format: Format
    ) -> str:
        """A name that says what it is and of what day."""
        stem = slugify(self.opts.verbose_name_plural)
        return f"{stem}-{timezone.localdate():%Y-%m-%d}.{file_format.get_extension()}"

    def _url(self, action: str) -> str:
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{action}"
        return reverse(name, current_app=self.admin_site.name)
