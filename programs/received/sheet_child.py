"""The process that reads one spreadsheet: limits first, then the file, then values as JSON.

It is started by `programs.received.workbooks` as `python -m programs.received.sheet_child KIND`,
reads the file from its input and writes one object: {"refused": sentence}, or {"texts": [...],
"sheets": [...]} with texts named by their place, since many cells may share a long one.
"""

import csv
import io
import json
import posixpath
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from programs.errors import FileRefused
from programs.received.documents import read_document
from programs.received.limited import Limits, Sentences, limit_self, write_answer
from programs.received.sheet_values import (
    DAMAGED,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    Cell,
    Sheet,
    Unread,
)
from programs.received.sheet_xml import Book, Cells, Formats, Relations, Texts, damaged

LIMITS = Limits(memory=200 * 1024 * 1024, cpu_seconds=10)
MAX_UNPACKED = 20 * 1024 * 1024
MAX_SHEETS = 100
MOST_LINES = 2**20  # what a sheet of Excel has
WORKBOOK, CSV = "workbook", "csv"
BOOK = "xl/workbook.xml"

TOO_HEAVY = "El archivo ocupa demasiado al abrirse. Copie sus datos a un libro nuevo y súbalo."
TOO_SLOW = "El archivo tarda demasiado en leerse. Copie sus datos a un libro nuevo y súbalo."
SENTENCES = Sentences(TOO_SLOW, TOO_HEAVY, DAMAGED)
LINKED = (
    "El libro tiene vínculos a otros libros. "
    "En Excel, rómpalos en Datos, Editar vínculos, y súbalo de nuevo."
)
# What else comes in such a package, by a part that only it has.
OTHER_KINDS = {
    "word/document.xml": "Es un documento de Word. Suba el libro de Excel (.xlsx).",
    "ppt/presentation.xml": "Es una presentación. Suba el libro de Excel (.xlsx).",
    "xl/workbook.bin": "Es un libro binario (.xlsb). Guárdelo como .xlsx y súbalo.",
    "content.xml": "Es un libro de LibreOffice (.ods). Guárdelo como .xlsx y súbalo.",
}
NOT_A_CSV = "El archivo no se pudo leer como CSV. Guárdelo desde Excel como CSV UTF-8."
TOO_WIDE = f"El archivo pasa de {MAX_COLUMNS} columnas. Quite las que sobran."
TOO_MANY_CELLS = f"El archivo pasa de {MAX_CELLS:,} celdas con datos. Divídalo en varios."


class Room:
    """Counts the values of a workbook."""

    def __init__(self) -> None:
        self.left = MAX_CELLS

    def __call__(self) -> None:
        """Take the room of one value; `FileRefused` where there is none."""
        self.left -= 1
        if self.left < 0:
            raise FileRefused(TOO_MANY_CELLS)


def book_sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook. Raises `FileRefused`."""
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise damaged() from error
    for part, sentence in OTHER_KINDS.items():
        if part in names:
            raise FileRefused(sentence)
    if BOOK not in names:
        raise FileRefused("El archivo es un ZIP, no un libro de Excel. Suba el libro (.xlsx).")
    read_document(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = package.infolist()
        # `read_document` has read each member: their sizes and sums are those that they announce.
        if sum(member.file_size for member in members) > MAX_UNPACKED:
            raise FileRefused(TOO_HEAVY)
        if any(member.filename.lower().startswith("xl/externallinks/") for member in members):
            raise FileRefused(LINKED)
        return _Package(package).sheets()


class _Package:
    """The parts of a workbook, found by the relations of its list of sheets."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = {member.filename.lower(): member for member in package.infolist()}
        with self._open("xl/_rels/workbook.xml.rels") as stream:
            self._relations = Relations(stream).targets

    def _open(self, name: str) -> Any:
        member = self._names.get(name.lower())
        if member is None:
            raise damaged()
        return self._package.open(member)

    def _part(self, target: str) -> str:
        return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    def _of_kind(self, kind: str) -> str | None:
        found = [target for each, target in self._relations.values() if each == kind]
        return self._part(found[0]) if found else None

    def sheets(self) -> list[Sheet]:
        """Return them in order; a sheet that is only a chart has no cells and is left out."""
        with self._open(BOOK) as stream:
            book = Book(stream)
        if len(book.sheets) > MAX_SHEETS:
            raise FileRefused(f"El libro pasa de {MAX_SHEETS} hojas. Deje solo las del plan.")
        texts, kinds = self._texts(), self._kinds()
        room = Room()
        sheets = []
        for name, hidden, identifier in book.sheets:
            kind, target = self._relations.get(identifier, ("", ""))
            if kind in {"chartsheet", "dialogsheet"}:
                continue
            with self._open(self._part(target)) as stream:
                cells = Cells(stream, name, texts, kinds, book.epoch_1904, room)
            sheets.append(cells.sheet(hidden))
        if not sheets:
            raise FileRefused("El libro no trae hojas con celdas. Suba el libro del plan.")
        return sheets

    def _texts(self) -> list[str]:
        part = self._of_kind("sharedStrings")
        if part is None:
            return []
        with self._open(part) as stream:
            return Texts(stream).texts

    def _kinds(self) -> list[str]:
        part = self._of_kind("styles")
        if part is None:
            return []
        with self._open(part) as stream:
            return Formats(stream).kinds


def csv_sheets(data: bytes) -> list[Sheet]:
    """Return the one sheet of a CSV in UTF-8 or Windows' encoding, with comma, semicolon or tab."""
    encoding = "utf-8-sig"
    try:
        first = data.decode(encoding).split("\n", 1)[0]
    except UnicodeDecodeError:
        encoding = "cp1252"
        first = data.decode(encoding, errors="replace").split("\n", 1)[0]
    if b"\x00" in data:
        raise FileRefused("El archivo no es un CSV. Guárdelo desde Excel como CSV UTF-8.")
    delimiter = max(",;\t", key=first.count)
    text = io.TextIOWrapper(io.BytesIO(data), encoding, errors="replace", newline="")
    room = Room()
    rows: list[tuple[Cell, ...]] = []
    blanks = 0  # lines without a value since the last one that has any
    try:
        for row in csv.reader(text, delimiter=delimiter):
            while row and not row[-1]:
                row.pop()
            if not row:
                blanks += 1
                if blanks > MOST_LINES:
                    break
                continue
            if len(row) > MAX_COLUMNS:
                raise FileRefused(TOO_WIDE)
            if len(rows) + blanks >= MAX_ROWS:
                raise FileRefused(f"El archivo pasa de {MAX_ROWS:,} filas. Divídalo en varios.")
            for _ in row:
                room()
            rows.extend([()] * blanks)
            rows.append(tuple(cell or None for cell in row))
            blanks = 0
    except csv.Error as error:
        raise FileRefused(NOT_A_CSV) from error
    return [Sheet(name="", hidden=False, rows=tuple(rows))]


def as_json(sheets: list[Sheet]) -> Iterator[str]:
    """Yield, in pieces, what `programs.received.workbooks.sheets_of` reads back."""
    places: dict[str, int] = {}

    def cell(value: Cell) -> object:
        # A bool is an int too, and stays as it is.
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, str):
            return places.setdefault(value, len(places))
        if isinstance(value, Unread):
            return f"?{value.sentence}"
        if isinstance(value, int):
            return f"i{value}"
        return f"n{value}" if isinstance(value, Decimal) else f"d{value.isoformat()}"

    yield '{"sheets": ['
    for number, sheet in enumerate(sheets):
        head = {
            "name": sheet.name,
            "hidden": sheet.hidden,
            "merged": sheet.merged,
            "hidden_rows": sorted(sheet.hidden_rows),
            "hidden_columns": sorted(sheet.hidden_columns),
        }
        yield f'{", " if number else ""}{{"head": {json.dumps(head)}, "rows": ['
        for place, row in enumerate(sheet.rows):
            yield f"{', ' if place else ''}{json.dumps([cell(value) for value in row])}"
        yield "]}"
    yield f'], "texts": {json.dumps(list(places))}}}'


def main(kind: str) -> None:
    """Read the file of the input and write what it holds."""
    data = sys.stdin.buffer.read()
    limit_self(LIMITS)
    write_answer(lambda: as_json(csv_sheets(data) if kind == CSV else book_sheets(data)), SENTENCES)


if __name__ == "__main__":
    main(sys.argv[1])
