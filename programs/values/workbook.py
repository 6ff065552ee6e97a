"""Workbooks that we write: texts stay texts, whatever they begin with, and bytes are stable."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

CELL_TEXT = 32_767  # what a cell of Excel holds; the library would cut the rest in silence
DATE_FORMAT = "dd/mm/yyyy"
HEAD_FILL = PatternFill("solid", fgColor="F3EFE7")
# An archive needs a day for each of its files; the first one that it can hold says nothing.
STAMP = (1980, 1, 1, 0, 0, 0)
# A spreadsheet takes a cell that begins so for a formula: full-width forms included, and whatever
# nobody sees before the sign (blanks, order marks, signs without width), which a program may drop.
_BLANK = "\x00-\x20\x7f-\xa0\u00ad\u034f\u061c\u115f\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f"
_SELECTORS = "\u3000\u3164\ufe00-\ufe0f\ufeff"
# What a spreadsheet reads as one sign ("_x003D_" is "="), where the text has these very letters.
_SIGN_CODE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
FORMULA = re.compile(f"'*(?:[\x00\t\r\n]|[{_BLANK}{_SELECTORS}]*[=+\\-@＝＋－＠])")


def cell_text(text: str) -> str | None:
    """Return a text that a cell can hold, None for an empty one.

    Raises `ValueError` where it is longer than a cell.
    """
    if len(text) > CELL_TEXT:
        raise ValueError(
            f"Un texto pasa de {CELL_TEXT:,} caracteres y no cabe en una celda. Exporte como CSV."
        )
    text = _SIGN_CODE.sub("_x005F_", text)
    return ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", text) or None


def keep_words(cell: Cell) -> None:
    """Make a cell with a text one that no edit turns into a formula."""
    # The library takes «=…» for a formula, and Excel would at the next edit of the cell.
    cell.data_type = "s"
    if FORMULA.match(str(cell.value)):
        cell.quotePrefix = True


def keep_text(cell: Cell) -> None:
    """Make a cell with a text one that no edit turns into a formula, and that shows all of it."""
    keep_words(cell)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def write_heads(sheet: Worksheet, heads: Iterable[tuple[str, int]]) -> None:
    """Write the first row of a sheet of results: (head, width in characters) of each column."""
    for number, (head, width) in enumerate(heads, start=1):
        cell = sheet.cell(1, number)
        cell.value = cell_text(head)
        keep_words(cell)
        cell.font, cell.fill = Font(bold=True), HEAD_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = width


def finish_rows(sheet: Worksheet, frozen: str) -> None:
    """Make a sheet of results one that is filtered, read and printed with its heads."""
    sheet.freeze_panes = frozen
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"


def fill_cell(cell: Cell, value: str | int | date | Decimal | None, style: str = "") -> None:
    """Write a value as what it is: a number, a day or a text; nothing leaves the cell empty.

    `style` is of numbers; "" for the plain one.
    """
    if value in (None, ""):
        return
    if isinstance(value, str):
        cell.value = cell_text(value)
        keep_text(cell)
        return
    cell.value = value
    cell.alignment = Alignment(vertical="top")
    if isinstance(value, date):
        cell.number_format = DATE_FORMAT
    elif value is not None:
        cell.number_format = style or number_format(value)


def write_told(sheet: Worksheet, told: Iterable[tuple[str, str | int | date | None]]) -> None:
    """Write a sheet that says what the file is: (name, what it says), without what says nothing."""
    for number, (name, value) in enumerate(((n, v) for n, v in told if v), start=1):
        told_of = sheet.cell(number, 1, cell_text(name))
        keep_words(told_of)  # people name what is told: the kinds of an institution
        told_of.font = Font(bold=True)
        fill_cell(sheet.cell(number, 2), value)
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 90


def saved(book: Workbook) -> bytes:
    """Return the bytes of a workbook with no moment of its making in them.

    Give it `created` and `modified` in its properties: the library would write the hour there.
    """
    made, kept = io.BytesIO(), io.BytesIO()
    ExcelWriter(book, zipfile.ZipFile(made, "w")).save()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(kept, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, STAMP)
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return kept.getvalue()


def number_format(value: Decimal | int) -> str:
    """Return how a quantity shows: with commas at thousands, and decimals where it has any."""
    return "#,##0" if value == int(value) else "#,##0.0###"
