"""Forms of the blocks of a narrative: one for each kind, the same on every page."""

import json

from django import forms

from programs.enums import BlockKind, CaptionKind
from programs.forms.captura import VersionedForm
from programs.sanitize import paragraphs
from programs.tables import validate_rows

PICTURE_WORDS = [
    (kind.value, kind.label) for kind in (CaptionKind.PHOTO, CaptionKind.IMAGE, CaptionKind.NONE)
]
TABLE_WORDS = [
    (kind.value, kind.label) for kind in (CaptionKind.TABLE, CaptionKind.IMAGE, CaptionKind.NONE)
]
MAX_TEXT = 60_000


class TextBlockForm(VersionedForm):
    """Prose: markup from the editor, or plain text where a blank line makes a paragraph."""

    html = forms.CharField(label="Texto", required=False, max_length=MAX_TEXT)

    def clean_html(self) -> str:
        """Make paragraphs of plain text; the service cleans the markup."""
        return paragraphs(self.cleaned_data["html"])


class CaptionForm(VersionedForm):
    """The printed word and the text under a table or a group of pictures."""

    caption_kind = forms.ChoiceField(label="Palabra del pie", choices=PICTURE_WORDS)
    caption = forms.CharField(label="Pie", required=False, max_length=2000)


class FiguresBlockForm(CaptionForm):
    """One caption for the whole group of pictures."""


class TableBlockForm(CaptionForm):
    """A table. `rows` is JSON from the grid; `rows_text` is what a page without script sends."""

    title = forms.CharField(label="Título", required=False, max_length=300)
    source = forms.CharField(label="Fuente", required=False, max_length=300)
    header_rows = forms.TypedChoiceField(
        label="Encabezado",
        choices=[(0, "Sin encabezado"), (1, "1 fila"), (2, "2 filas")],
        coerce=int,
        required=False,
        empty_value=1,
    )
    rows = forms.CharField(label="Celdas", required=False, strip=False)
    rows_text = forms.CharField(label="Celdas", required=False, strip=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["caption_kind"].choices = TABLE_WORDS

    def clean(self) -> dict:
        """Put the cells of whichever field arrived in `rows`, all rows equally long."""
        data = super().clean()
        if "rows" in self.data:
            rows = self._from_json(data.get("rows", ""))
        else:
            rows = rows_from_text(data.get("rows_text", ""))
        try:
            validate_rows(rows)
        except forms.ValidationError as error:
            self.add_error("rows_text", error)
        data["rows"] = rows
        return data

    def _from_json(self, text: str) -> object:
        try:
            return json.loads(text or "[]")
        except ValueError:
            raise forms.ValidationError("La tabla no llegó completa. Guarde otra vez.") from None


def rows_from_text(text: str) -> list[list[str]]:
    """Return the rows of a table typed as text: cells between tabs, or between bars.

    Rows are filled up with empty cells to the length of the longest; empty lines leave no row.
    """
    lines = [line for line in text.splitlines() if line.strip()]
    separator = "\t" if "\t" in text else "|"
    rows = [[cell.strip() for cell in _bare(line, separator).split(separator)] for line in lines]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def rows_to_text(rows: list[list[str]]) -> str:
    """Return a table as text that `rows_from_text` reads again."""
    cells = [[" ".join(cell.split()) for cell in row] for row in rows]
    # Bars around a line are read as a frame, so a row that is empty at both ends needs tabs.
    ambiguous = any("|" in cell for row in cells for cell in row) or any(
        not (row[0] and row[-1]) for row in cells if row
    )
    separator = "\t" if ambiguous else " | "
    return "\n".join(separator.join(row) for row in cells)


def _bare(line: str, separator: str) -> str:
    """Take off the bars around a line, as tables are often typed."""
    line = line.strip() if separator == "|" else line
    if separator == "|" and line.startswith("|") and line.endswith("|") and len(line) > 1:
        return line[1:-1]
    return line


FORMS = {
    BlockKind.TEXT: TextBlockForm,
    BlockKind.TABLE: TableBlockForm,
    BlockKind.FIGURES: FiguresBlockForm,
}
# What of a form goes to the service.
FIELDS = {
    BlockKind.TEXT: ("html",),
    BlockKind.TABLE: ("title", "source", "caption_kind", "caption", "header_rows", "rows"),
    BlockKind.FIGURES: ("caption_kind", "caption"),
}
