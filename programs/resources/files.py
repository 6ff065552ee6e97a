"""The two files of an exchange, xlsx and csv: reading them with care, writing them without risk."""

import csv
import io
from collections.abc import Sequence
from datetime import date

import openpyxl
from import_export.formats.base_formats import Format
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from tablib import Dataset

from programs.errors import FileRefused
from programs.received.documents import ZIP
from programs.received.workbooks import Cell, Unread, cell_place, csv_read, workbook_read
from programs.values.workbook import DATE_FORMAT, FORMULA, cell_text, keep_text

MAX_ROWS = 5_000
MAX_COLUMNS = 60


def escape_formula(text: str) -> str:
    """Return a text that no spreadsheet runs. `unescape_formula` gives back the same text.

    A text that already begins with apostrophes before such a sign gets one more, so that the two
    functions are exact opposites.
    """
    return f"'{text}" if FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Take away the apostrophe that `escape_formula` added."""
    return text[1:] if text.startswith("'") and FORMULA.match(text, 1) else text


def _table(sheet: Sequence[Sequence[Cell]]) -> Dataset:
    """Return the rows under their headings, within the limits; `FileRefused` beyond them."""
    headers, rows = (sheet[0], sheet[1:]) if sheet else ((), ())
    width = len(headers)
    if not width or not rows:
        raise FileRefused(
            "El archivo no trae datos. Ponga los títulos de las columnas en el primer renglón."
        )
    if len(rows) > MAX_ROWS:
        raise FileRefused(f"El archivo pasa de {MAX_ROWS:,} filas. Divídalo en varios archivos.")
    if width > MAX_COLUMNS:
        raise FileRefused(f"El archivo pasa de {MAX_COLUMNS} columnas. Quite las que sobran.")
    for number, row in enumerate(rows, 2):
        if len(row) > width:
            raise FileRefused(f"La fila {number} tiene más celdas que títulos. Revísela.")
    data = Dataset(headers=["" if name is None else str(name).strip() for name in headers])
    for row in rows:
        data.append([*row, *[None] * (width - len(row))])
    return data


class SpreadsheetFile(Format):
    """What both kinds share: bytes in, bytes out."""

    def is_binary(self) -> bool:
        """The bytes are decoded here, where the encoding is found out."""
        return True

    def can_import(self) -> bool:
        """Both directions."""
        return True

    def can_export(self) -> bool:
        """Both directions."""
        return True


class CsvFile(SpreadsheetFile):
    """Comma-separated values, with the signature by which Excel knows its accents."""

    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding

    def get_title(self) -> str:
        """The name that the person chooses."""
        return "CSV"

    def get_extension(self) -> str:
        """The end of the file's name."""
        return "csv"

    def get_content_type(self) -> str:
        """The type for the browser."""
        return "text/csv; charset=utf-8"

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """Return the table; what was escaped as a formula comes without its apostrophe."""
        headers, *body = csv_read(in_stream).rows or ((),)
        return _table((headers, *(tuple(map(_as_written, row)) for row in body)))

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        """Return the file."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(dataset.headers)
        for row in dataset:
            writer.writerow([_as_text(cell) for cell in row])
        return text.getvalue().encode("utf-8-sig")


def _as_written(cell: Cell) -> Cell:
    return unescape_formula(cell) if isinstance(cell, str) else cell


def _as_text(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return escape_formula(cell) if isinstance(cell, str) else str(cell)


class XlsxFile(SpreadsheetFile):
    """A workbook of Excel: its first sheet."""

    def __init__(self, encoding: str | None = None) -> None:
        self.encoding = encoding

    def get_title(self) -> str:
        """The name that the person chooses."""
        return "Excel (xlsx)"

    def get_extension(self) -> str:
        """The end of the file's name."""
        return "xlsx"

    def get_content_type(self) -> str:
        """The type for the browser."""
        return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def create_dataset(self, in_stream: bytes) -> Dataset:
        """Return the table of the first sheet."""
        rows = workbook_read(in_stream)[0].rows
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                if isinstance(cell, Unread):
                    raise FileRefused(f"Celda {cell_place(number, column)}: {cell.sentence}")
        return _table(rows)

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        """Return the workbook. A text stays a text, whatever it begins with."""
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = (dataset.title or "Datos")[:31]
        sheet.append(dataset.headers)
        for row in dataset:
            sheet.append([_for_excel(cell) for cell in row])
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    keep_text(cell)
                elif isinstance(cell.value, date):
                    cell.number_format = DATE_FORMAT
        for number, name in enumerate(dataset.headers, 1):
            longest = max((len(str(row[number - 1])) for row in dataset), default=0)
            width = min(max(len(name) + 2, min(longest, 60)), 60)
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.freeze_panes = "A2"
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()


def _for_excel(cell: object) -> object:
    return cell_text(cell) if isinstance(cell, str) else cell


FORMATS = [XlsxFile, CsvFile]


def file_format(data: bytes) -> int:
    """Return the place in `FORMATS` of a received file, by its content and not by its name."""
    return 0 if data.startswith(ZIP) else 1
