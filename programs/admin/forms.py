"""Forms of the administration: whole-row validation, versions, and friendly lists and tables."""

import csv
import io
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import BaseInlineFormSet

from programs.errors import Conflict
from programs.models import MarcaMensual
from programs.models.base import VersionedModel
from programs.models.versions import require_version
from programs.permissions import institucion_of
from programs.received.signs import clean_text
from programs.selectors.estructura import PROGRAMA_PATHS, captured_under, why_structure_locked
from programs.values.tables import validate_rows
from programs.values.typed import NotANumber, bare, read_number, thousands_doubt, without_zeros

VERSION_READ = "read_version"
# After the sentence of the conflict, which says who saved and when.
STALE = "Abra de nuevo la página para ver sus cambios. Lo que usted escribió sigue en esta."
# A form that names no version did not read the row.
NOT_READ = 0


class TypedDecimalField(forms.DecimalField):
    """A quantity as people write it on the pages: "1,234.5"."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: object) -> Any:
        """Read the text as every page does; ValidationError says how to write it."""
        text = bare("" if value is None else str(value))
        if not text:
            return None
        try:
            amount = read_number(text.removeprefix("-"))
        except NotANumber as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal
        return super().to_python(-amount if text.startswith("-") else amount)


class ScopedForm(forms.ModelForm):
    """A form that checks the whole row, the fields that it does not show included.

    Django leaves out of the constraints the fields that a form does not show, and the database
    would then answer with an error that nobody understands.
    """

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[VERSION_READ].initial = getattr(self.instance, "version", None)
        for name, field in self.fields.items():
            stored = self.initial.get(name)
            if isinstance(field, forms.DecimalField) and isinstance(stored, Decimal):
                self.initial[name] = without_zeros(stored)

    @property
    def changed_data(self) -> list[str]:
        """The fields that the person changed: the version that they read is not one."""
        return [name for name in super().changed_data if name != VERSION_READ]

    def clean(self) -> dict[str, Any]:
        """Refuse to write over what somebody else saved since the page was opened."""
        super().clean()
        if self.instance.pk and isinstance(self.instance, VersionedModel):
            try:
                require_version(self.instance, self.cleaned_data.get(VERSION_READ) or NOT_READ, ())
            except Conflict as conflict:
                raise ValidationError([str(conflict), STALE], code="stale") from conflict
        return self.cleaned_data

    def structure_row(self) -> Model | None:
        """Return the row of the plan that the form writes, or None for what is no plan.

        The months of a tarea are of the plan only where the form programs them.
        """
        if isinstance(self.instance, MarcaMensual) and "programmed" not in self.fields:
            return None
        return self.instance if type(self.instance) in PROGRAMA_PATHS else None

    def complete_row(self) -> None:
        """Set what the form does not show and the row needs before it is checked."""

    def full_clean(self) -> None:
        """Check the whole row too, once the fields of the form are right."""
        super().full_clean()
        untouched = self.empty_permitted and not self.has_changed()
        if not self.is_bound or untouched or self.errors:
            return
        self.complete_row()
        # A row that is being added together with its parent: the parent has no number yet.
        unsaved = {
            field.name
            for field in self.instance._meta.concrete_fields
            if field.is_relation
            and field.is_cached(self.instance)
            and getattr(self.instance, field.name) is not None
            and getattr(self.instance, field.name).pk is None
        }
        try:
            self.instance.validate_constraints(exclude=unsaved)
            self._check_one_institucion()
            self._check_structure()
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)

    def _check_structure(self) -> None:
        """Refuse what is added to an approved programa, or to a quarter that was closed."""
        row = self.structure_row() if self.has_changed() else None
        why = why_structure_locked(row) if row is not None else ""
        if why:
            raise ValidationError(why)

    def _check_one_institucion(self) -> None:
        """Refuse a row that ties together rows of two institutions."""
        owners = {}
        for field in self.instance._meta.concrete_fields:
            if not (field.is_relation and hasattr(field.related_model, "institucion_path")):
                continue
            value = getattr(self.instance, field.name, None)
            owner = institucion_of(value) if value is not None else None
            if owner is not None:
                owners[field.verbose_name] = owner.pk
        if len(set(owners.values())) > 1:
            names = ", ".join(owners)
            raise ValidationError(
                f"Estos datos pertenecen a instituciones distintas: {names}. Elija los de una sola."
            )

    def save(self, commit: bool = True) -> Model:
        """Count the save."""
        if self.instance.pk and hasattr(self.instance, "version"):
            self.instance.version += 1
        return super().save(commit)


class ScopedFormSet(BaseInlineFormSet):
    """Rows inside another row: those with something captured are not deleted."""

    def clean(self) -> None:
        """Refuse to delete what people already reported."""
        super().clean()
        deleted = [form.instance for form in self.deleted_forms if form.instance.pk]
        captured = [line for row in deleted for line in captured_under(row)]
        locked = {why_structure_locked(row) for row in deleted if type(row) in PROGRAMA_PATHS}
        if any(locked):
            raise ValidationError(sorted(filter(None, locked)))
        if captured:
            raise ValidationError(
                [
                    "No se puede eliminar, porque ya se capturó información. Consérvelo.",
                    *captured,
                ]
            )


def typed_doubts(form: forms.BaseForm) -> list[str]:
    """Return the questions of the numbers that were typed and whose point may be of thousands."""
    typed = (
        (form.fields[name].label, str(form.data.get(form.add_prefix(name), "")))
        for name in form.changed_data
        if isinstance(form.fields[name], TypedDecimalField)
    )
    return [
        f"{str(label).capitalize()}: {doubt}"
        for label, text in typed
        if (doubt := thousands_doubt(text))
    ]


class LinesField(forms.Field):
    """A list of texts, one in each line of a text box."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: object) -> object:
        """Show the stored list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: str | None) -> list[str]:
        """Return the list without empty lines."""
        lines = clean_text(value or "").split("\n")
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial: object, data: str | None) -> bool:
        """Compare lists, not their texts."""
        return (initial or []) != self.to_python(data)


CELL_TOO_LONG = "Una celda no se pudo leer: es demasiado larga. Acórtela y guarde otra vez."


class TableField(forms.Field):
    """A table as it is copied from Excel: a line for each row, a tab between cells."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 80})

    def prepare_value(self, value: object) -> object:
        """Show the stored rows as tabbed lines, quoted where a cell holds a tab or a line."""
        if not isinstance(value, list):
            return value
        text = io.StringIO()
        csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(value)
        return text.getvalue()

    def to_python(self, value: str | None) -> list[list[str]]:
        """Return the rows, short ones filled with empty cells. Raises `ValidationError`."""
        lines = io.StringIO((value or "").strip("\r\n"))
        try:
            rows = [
                [cell.strip() for cell in row] for row in csv.reader(lines, dialect="excel-tab")
            ]
        except csv.Error:  # one cell of more than 131,072 letters
            raise ValidationError(CELL_TOO_LONG) from None
        rows = [row for row in rows if any(row)]
        width = max((len(row) for row in rows), default=0)
        rows = [row + [""] * (width - len(row)) for row in rows]
        validate_rows(rows)
        return rows

    def has_changed(self, initial: object, data: str | None) -> bool:
        """Compare rows, not their texts."""
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True
