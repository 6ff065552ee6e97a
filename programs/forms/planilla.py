"""Uploading the workbook of a plan, saying what its headings are, and applying it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField

from programs.errors import EXPIRED
from programs.received.fields import TextField
from programs.received.workbooks import MAX_BYTES, over_size
from programs.resources.planilla.columns import CALENDARIO, PLAN, TEXTOS
from programs.resources.planilla.foreign import (
    ForeignBook,
    ForeignSheet,
    Heading,
    column_choices,
)
from programs.values.typed import plain

NOT_READ = "No se lee"
NO_PLAN = f"Ninguna hoja es «{PLAN}». Elija cuál trae las líneas de acción."
ASKED = {"required": EXPIRED}
TICKET = 4096  # letters of a signed ticket, which names a file and two plans


class WorkbookForm(forms.Form):
    """One field: the file. What it is, its content tells."""

    libro = forms.FileField(
        label="Libro de Excel (.xlsx)",
        help_text=f"Hasta {MAX_BYTES // 1024 // 1024} MB. Antes de aplicarlo verá qué cambia.",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": "Elija el libro que quiere subir.",
            "empty": "El archivo está vacío. Elija otro.",
        },
    )

    def clean_libro(self) -> UploadedFile:
        """Refuse a file that is too big, before it is read."""
        upload: UploadedFile = self.cleaned_data["libro"]
        if why := over_size(upload.size or 0):
            raise ValidationError(why)
        return upload


class TicketForm(forms.Form):
    """What vouches for the file that was looked at."""

    libro = TextField(max_length=TICKET, error_messages=ASKED | {"max_length": EXPIRED})


@dataclass(frozen=True)
class AskedSheet:
    """A sheet on the page: its choice, and the choice of each heading that is not ours."""

    sheet: ForeignSheet
    choice: BoundField
    drawn: BoundField
    headings: tuple[tuple[Heading, BoundField], ...]


class HeadingsForm(forms.Form):
    """What each sheet and each heading of somebody else's workbook is.

    The choices of a heading are the columns of the sheet that it was drawn for. Where a person
    chooses another sheet, `redrawn` tells it, and the page is shown again with that one's columns.
    """

    def __init__(self, *args: Any, book: ForeignBook, start_month: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.book = book
        targets = [("", NOT_READ), *((name, name) for name in (PLAN, CALENDARIO, TEXTOS))]
        for sheet in book.sheets:
            self.fields[_sheet_name(sheet)] = forms.ChoiceField(
                label=f"La hoja «{sheet.name}» es",
                choices=targets,
                required=False,
                initial=sheet.target,
                error_messages={"invalid_choice": EXPIRED},
            )
            self.fields[_drawn_name(sheet)] = TextField(
                required=False, initial=sheet.target, widget=forms.HiddenInput
            )
            choices = [("", NOT_READ), *column_choices(sheet.target, start_month)]
            for heading in _asked(sheet):
                self.fields[_heading_name(sheet, heading)] = forms.ChoiceField(
                    label=f"«{heading.written}», columna {heading.letters}",
                    choices=choices,
                    required=False,
                    initial=heading.key,
                    help_text=f"Dice: {heading.sample}" if heading.sample else "Está vacía.",
                    error_messages={"invalid_choice": EXPIRED},
                )

    def asked(self) -> Iterator[AskedSheet]:
        """Yield the sheets with their fields."""
        for sheet in self.book.sheets:
            yield AskedSheet(
                sheet,
                self[_sheet_name(sheet)],
                self[_drawn_name(sheet)],
                tuple((heading, self[_heading_name(sheet, heading)]) for heading in _asked(sheet)),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse two sheets or two headings for one of ours, and a workbook without plan."""
        cleaned = super().clean() or {}
        chosen: dict[str, ForeignSheet] = {}
        for sheet in self.book.sheets:
            target = cleaned.get(_sheet_name(sheet), "")
            if target and target in chosen:
                self.add_error(
                    _sheet_name(sheet),
                    f"La hoja «{chosen[target].name}» ya es «{target}». Elija otra para una.",
                )
            chosen.setdefault(target, sheet)
            self._require_once(sheet, cleaned)
        if PLAN not in chosen and not self.errors:
            self.add_error(None, NO_PLAN)
        return cleaned

    def _require_once(self, sheet: ForeignSheet, cleaned: dict[str, Any]) -> None:
        taken = {heading.key: heading for heading in sheet.headings if heading.ours}
        for heading in _asked(sheet):
            key = cleaned.get(_heading_name(sheet, heading), "")
            if key and key in taken:
                other = taken[key]
                self.add_error(
                    _heading_name(sheet, heading),
                    f"Es la misma columna que «{other.written}», {other.letters}. Elija otra.",
                )
            elif key:
                taken[key] = heading

    @property
    def targets(self) -> dict[int, str]:
        """The sheet of ours that was chosen for each, by position."""
        return {
            sheet.position: self.cleaned_data.get(_sheet_name(sheet), "")
            for sheet in self.book.sheets
        }

    @property
    def said(self) -> dict[tuple[str, str], str]:
        """What was said of each sheet and heading, as `Encabezado` keeps it."""
        said = {}
        for sheet in self.book.sheets:
            target = self.cleaned_data[_sheet_name(sheet)]
            if sheet.word != plain(target):
                said["", sheet.word] = target
            for heading in _asked(sheet) if target else ():
                said[target, heading.word] = self.cleaned_data[_heading_name(sheet, heading)]
        return said


def drawn_targets(data: Any, book: ForeignBook) -> dict[int, str]:
    """Return for which sheets of ours the page that was sent had drawn its choices."""
    return {
        sheet.position: drawn
        for sheet in book.sheets
        if (drawn := data.get(_drawn_name(sheet), "")) in {"", PLAN, CALENDARIO, TEXTOS}
    }


def _asked(sheet: ForeignSheet) -> list[Heading]:
    return [heading for heading in sheet.headings if not heading.ours]


def _sheet_name(sheet: ForeignSheet) -> str:
    return f"hoja-{sheet.position}"


def _drawn_name(sheet: ForeignSheet) -> str:
    return f"dibujada-{sheet.position}"


def _heading_name(sheet: ForeignSheet, heading: Heading) -> str:
    return f"titulo-{sheet.position}-{heading.place}"
