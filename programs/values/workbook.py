"""Texts in the cells of a workbook: kept as texts, whatever they begin with."""

import re

from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment

CELL_TEXT = 32_767  # what a cell of Excel holds; the library would cut the rest in silence
DATE_FORMAT = "dd/mm/yyyy"
# A spreadsheet takes a cell that begins so for a formula; full-width forms included.
FORMULA = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")


def cell_text(text: str) -> str | None:
    """Return a text that a cell can hold, None for an empty one.

    Raises `ValueError` where it is longer than a cell.
    """
    if len(text) > CELL_TEXT:
        raise ValueError(
            f"Un texto pasa de {CELL_TEXT:,} caracteres y no cabe en una celda. Exporte como CSV."
        )
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text) or None


def keep_text(cell: Cell) -> None:
    """Make a cell with a text one that no edit turns into a formula, and that shows all of it."""
    # The library takes «=…» for a formula, and Excel would at the next edit of the cell.
    cell.data_type = "s"
    cell.quotePrefix = bool(FORMULA.match(str(cell.value)))
    cell.alignment = Alignment(wrap_text=True, vertical="top")
