"""The two files of an exchange, xlsx and csv: reading them with care, writing them without risk."""

import csv
import io
import re
import zipfile
from datetime import date, datetime
from decimal import Decimal

import openpyxl
from import_export.formats.base_formats import Format
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from tablib import Dataset

from programs.errors import FileRefused
from programs.values.workbook import DATE_FORMAT, FORMULA, cell_text, keep_text

MAX_BYTES = 10 * 1024 * 1024
MAX_UNZIPPED = 100 * 1024 * 1024
MAX_ROWS = 5_000
MAX_COLUMNS = 60
_ESCAPED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")


def escape_formula(text: str) -> str:
    """Return a text that no spreadsheet runs. `unescape_formula` gives back the same text.

    A text that already begins with apostrophes before such a sign gets one more, so that the two
    functions are exact opposites.
    """
    return f"'{text}" if FORMULA.match(text) else text


def unescape_formula(text: str) -> str:
    """Take away the apostrophe that `escape_formula` added."""
    return text[1:] if _ESCAPED.match(text) else text


def _table(headers: list, rows: list[list]) -> Dataset:
    """Return a dataset without empty columns and rows at the end, within the limits."""
    width = max((i for i, name in enumerate(headers, 1) if name not in (None, "")), default=0)
    while rows and all(cell in (None, "") for cell in rows[-1]):
        rows.pop()
    if not width or not rows:
        raise FileRefused(
            "El archivo no trae datos. Ponga los títulos de las columnas en el primer renglón."
        )
    if len(rows) > MAX_ROWS:
        raise FileRefused(f"El archivo pasa de {MAX_ROWS:,} filas. Divídalo en varios archivos.")
    if width > MAX_COLUMNS:
        raise FileRefused(f"El archivo pasa de {MAX_COLUMNS} columnas. Quite las que sobran.")
    for number, row in enumerate(rows, 2):
        if any(cell not in (None, "") for cell in row[width:]):
            raise FileRefused(f"La fila {number} tiene más celdas que títulos. Revísela.")
    data = Dataset(headers=[str(name or "").strip() for name in headers[:width]])
    for row in rows:
        data.append((row + [None] * width)[:width])
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
        """Return the table. Accepts UTF-8 and Windows' encoding; comma, semicolon or tab."""
        try:
            text = in_stream.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = in_stream.decode("cp1252", errors="replace")
        if "\x00" in text:
            raise FileRefused("El archivo no es un CSV. Guárdelo desde Excel como CSV UTF-8.")
        first = text.split("\n", 1)[0]
        delimiter = max(",;\t", key=first.count)
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except csv.Error as error:
            raise FileRefused(
                "El archivo no se pudo leer como CSV. Guárdelo desde Excel como CSV UTF-8."
            ) from error
        headers, body = (rows[0], rows[1:]) if rows else ([], [])
        return _table(headers, [[unescape_formula(cell) for cell in row] for row in body])

    def export_data(self, dataset: Dataset, **kwargs: object) -> bytes:
        """Return the file."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(dataset.headers)
        for row in dataset:
            writer.writerow([_as_text(cell) for cell in row])
        return text.getvalue().encode("utf-8-sig")


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
        """Return the table, checked for size before it is opened."""
        self._check_archive(in_stream)
        values = self._rows(in_stream, results=True)
        # A second reading tells a formula without a stored result from an empty cell.
        written = self._rows(in_stream, results=False)
        rows: list[list] = []
        for number, (shown, raw) in enumerate(zip(values, written, strict=True), 1):
            row = []
            for column, (cell, source) in enumerate(zip(shown, raw, strict=True), 1):
                place = f"{get_column_letter(column)}{number}"
                row.append(_cell_value(cell, source, place))
            rows.append(row)
        return _table(rows[0] if rows else [], rows[1:])

    def _check_archive(self, in_stream: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(in_stream)) as archive:
                size = sum(entry.file_size for entry in archive.infolist())
        except zipfile.BadZipFile as error:
            raise FileRefused("El archivo no es un libro de Excel. Guárdelo como xlsx.") from error
        if size > MAX_UNZIPPED:
            raise FileRefused("El libro de Excel es demasiado grande. Divídalo en varios.")

    def _rows(self, in_stream: bytes, *, results: bool) -> list[tuple]:
        try:
            book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True, data_only=results)
            sheet = book.worksheets[0]
            rows = []
            for row in sheet.iter_rows(max_col=MAX_COLUMNS + 1):
                rows.append(row)
                # Room for blank formatted rows below the table, but not for a million of them.
                if len(rows) > MAX_ROWS + 1 + 5_000:
                    break
            return rows
        # What a broken workbook raises depends on the part that is broken.
        except (
            KeyError,
            ValueError,
            IndexError,
            OSError,
            zipfile.BadZipFile,
            SyntaxError,
        ) as error:
            raise FileRefused(
                "El libro de Excel está dañado. Ábralo en Excel y guárdelo otra vez como xlsx."
            ) from error

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


def _cell_value(
    cell: ReadOnlyCell | EmptyCell, source: ReadOnlyCell | EmptyCell, place: str
) -> object:
    """Return the value of a cell; `source` is the same cell with its formula, if any."""
    value = cell.value
    if value is None:
        if getattr(source, "data_type", "") == "f":
            raise FileRefused(
                f"La celda {place} tiene una fórmula sin resultado. "
                "Abra el archivo en Excel y guárdelo otra vez."
            )
        return None
    if getattr(cell, "data_type", "") == "e":
        raise FileRefused(f"La celda {place} tiene un error de fórmula: {value}. Corríjalo.")
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and "%" in str(cell.number_format)
    ):
        # Excel keeps 25 % as 0.25: taken for a quantity it would be a hundred times too small.
        return f"{Decimal(repr(value)) * 100:f}".rstrip("0").rstrip(".") + "%"
    if isinstance(value, datetime) and value.time().isoformat() == "00:00:00":
        return value.date()
    return value


FORMATS = [XlsxFile, CsvFile]


def file_format(data: bytes) -> int:
    """Return the place in `FORMATS` of a received file, by its content and not by its name."""
    return 0 if data[:4] == b"PK\x03\x04" else 1
