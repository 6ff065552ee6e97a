"""Forms of the administration: whole-row validation, versions, and friendly lists and tables."""

import csv
import io
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import BaseInlineFormSet

from programs.errors import Conflict
from programs.models import MarcaMensual
from programs.models.versions import require_version
from programs.permissions import institucion_of
from programs.resources.cells import without_zeros
from programs.selectors.estructura import PROGRAMA_PATHS, captured_under, why_structure_locked
from programs.values.tables import validate_rows

VERSION_READ = "read_version"
# After the sentence of the conflict, which says who saved and when.
STALE = "Abra de nuevo la página para ver sus cambios. Lo que usted escribió sigue en esta."
# A form that names no version did not read the row.
NOT_READ = 0


class ScopedForm(forms.ModelForm):
    """A form that checks the whole row, the fields that it does not show included.

    Django leaves out of the constraints the fields that a form does not show, and the database
    would then answer with an error that nobody understands.
    """

    read_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[VERSION_READ].initial = getattr(self.instance, "version", None)
        for name, field in self.fields.items():
            stored = self.initial.get(name)
            if isinstance(field, forms.DecimalField) and isinstance(stored, Decimal):
                self.initial[name] = without_zeros(stored)

    @property
    def changed_data(self):
        """The fields that the person changed: the version that they read is not one."""
        return [name for name in super().changed_data if name != VERSION_READ]

    def clean(self):
        """Refuse to write over what somebody else saved since the page was opened."""
        cleaned = super().clean()
        if self.instance.pk and hasattr(self.instance, "version"):
            try:
                require_version(self.instance, cleaned.get(VERSION_READ) or NOT_READ, ())
            except Conflict as conflict:
                raise ValidationError([str(conflict), STALE], code="stale") from conflict
        return cleaned

    def structure_row(self) -> Model | None:
        """Return the row of the plan that the form writes, or None for what is no plan.

        The months of a tarea are of the plan only where the form programs them.
        """
        if isinstance(self.instance, MarcaMensual) and "programmed" not in self.fields:
            return None
        return self.instance if type(self.instance) in PROGRAMA_PATHS else None

    def complete_row(self) -> None:
        """Set what the form does not show and the row needs before it is checked."""

    def _post_clean(self):
        super()._post_clean()
        if self.errors:
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

    def save(self, commit=True):
        """Count the save."""
        if self.instance.pk and hasattr(self.instance, "version"):
            self.instance.version += 1
        return super().save(commit)


class ScopedFormSet(BaseInlineFormSet):
    """Rows inside another row: those with something captured are not deleted."""

    def clean(self):
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


class LinesField(forms.CharField):
    """A list of texts, one in each line of a text box."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        """Show the stored list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        """Return the list without empty lines."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        """Compare lists, not their texts."""
        return (initial or []) != self.to_python(data)


class TableField(forms.CharField):
    """A table as it is copied from Excel: a line for each row, a tab between cells."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 80})

    def prepare_value(self, value):
        """Show the stored rows as tabbed lines, quoted where a cell holds a tab or a line."""
        if not isinstance(value, list):
            return value
        text = io.StringIO()
        csv.writer(text, dialect="excel-tab", lineterminator="\n").writerows(value)
        return text.getvalue()

    def to_python(self, value):
        """Return the rows, short ones filled with empty cells. Raises `ValidationError`."""
        rows = [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO((value or "").strip("\r\n")), dialect="excel-tab")
        ]
        rows = [row for row in rows if any(row)]
        width = max((len(row) for row in rows), default=0)
        rows = [row + [""] * (width - len(row)) for row in rows]
        validate_rows(rows)
        return rows

    def has_changed(self, initial, data):
        """Compare rows, not their texts."""
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True
