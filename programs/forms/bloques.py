"""Forms of the blocks of a narrative: one for each kind, the same on every page."""

import re
import secrets
from typing import Any

from django import forms

from programs.enums import BlockKind
from programs.forms.captura import VersionedForm
from programs.received.fields import TextField
from programs.received.limits import MAX_CAPTION, MAX_MARKUP
from programs.received.sent_json import json_read
from programs.received.signs import clean_value
from programs.received.text import paragraphs
from programs.values.captions import caption_choices
from programs.values.table_layout import validate_width
from programs.values.tables import rows_from_text, validate_rows

KEY = re.compile(r"captura-[0-9a-f]{24}")


def new_key() -> str:
    """Return the key of the next block: it travels with the form, so that one is made of it."""
    return f"captura-{secrets.token_hex(12)}"


class TextBlockForm(VersionedForm):
    """Prose: markup from the editor, or plain text where a blank line makes a paragraph."""

    html = TextField(label="Texto", required=False, max_length=MAX_MARKUP)

    def clean_html(self) -> str:
        """Make paragraphs of plain text; the service cleans the markup."""
        return paragraphs(self.cleaned_data["html"])


class CaptionForm(VersionedForm):
    """The printed word and the text under a table or a group of pictures."""

    caption_kind = forms.ChoiceField(
        label="Palabra del pie", choices=caption_choices(BlockKind.FIGURES)
    )
    caption = TextField(label="Pie", required=False, max_length=MAX_CAPTION)


class FiguresBlockForm(CaptionForm):
    """One caption for the whole group of pictures."""


class TableBlockForm(CaptionForm):
    """A table. `rows` is JSON from the grid; `rows_text` is what a page without script sends."""

    caption_kind = forms.ChoiceField(
        label="Palabra del pie", choices=caption_choices(BlockKind.TABLE)
    )
    title = TextField(label="Título", required=False, max_length=300)
    source = TextField(label="Fuente", required=False, max_length=300)
    header_rows = forms.ChoiceField(
        label="Encabezado",
        choices=[(0, "Sin encabezado"), (1, "1 fila"), (2, "2 filas")],
        required=False,
    )
    # As they arrived: each cell is cleaned once it is known where it ends.
    rows = forms.Field(label="Celdas", required=False)
    rows_text = forms.Field(label="Celdas", required=False)

    def clean_header_rows(self) -> int:
        """One row, where nothing is said."""
        return int(self.cleaned_data["header_rows"] or 1)

    def clean(self) -> dict[str, Any]:
        """Put the cells of whichever field arrived in `rows`, all rows equally long."""
        super().clean()
        data = self.cleaned_data
        if "rows" in self.data:
            rows = self._from_json(data["rows"])
        else:
            rows = rows_from_text(data["rows_text"] or "")
        try:
            validate_rows(rows)
            validate_width(rows, data.get("header_rows", 1))
        except forms.ValidationError as error:
            self.add_error("rows_text", error)
        else:
            data["rows"] = clean_value(rows)
        return data

    def _from_json(self, text: str | None) -> Any:
        try:
            return json_read(text or "[]")
        except ValueError:
            raise forms.ValidationError("La tabla no llegó completa. Guarde otra vez.") from None


FORMS: dict[str, type[VersionedForm]] = {
    BlockKind.TEXT: TextBlockForm,
    BlockKind.TABLE: TableBlockForm,
    BlockKind.FIGURES: FiguresBlockForm,
}
# What of a form goes to the service.
FIELDS: dict[str, tuple[str, ...]] = {
    BlockKind.TEXT: ("html",),
    BlockKind.TABLE: ("title", "source", "caption_kind", "caption", "header_rows", "rows"),
    BlockKind.FIGURES: ("caption_kind", "caption"),
}
