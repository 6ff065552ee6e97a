"""Spreadsheets that arrive, as plain values: the one way in of every workbook and CSV.

What a file is, its first bytes say. The rest is read in a process of its own with limits of memory
and time (`programs.received.sheet_child`), so that no file can take more than itself down.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from programs.errors import FileRefused
from programs.received.documents import EMPTY, OLD_OFFICE, ZIP, is_pdf
from programs.received.limited import answer_of
from programs.received.sheet_child import CSV, LIMITS, SENTENCES, WORKBOOK
from programs.received.sheet_values import Cell, Sheet, Unread, cell_place, column_letters

__all__ = [
    "MAX_BYTES",
    "Cell",
    "Sheet",
    "Unread",
    "cell_place",
    "column_letters",
    "csv_read",
    "over_size",
    "workbook_read",
]

MAX_BYTES = 10 * 1024 * 1024

LOCKED = "El libro tiene contraseña. Quítesela en Excel y súbalo de nuevo."
OLD_EXCEL = (
    "Es un libro de un Excel anterior (.xls). Ábralo en Excel, guárdelo como .xlsx y súbalo."
)
OLD_WORD = "Es un documento de Word (.doc), no un libro. Suba el libro de Excel (.xlsx)."
IS_PDF = "Es un PDF, no un libro de Excel. Suba el libro (.xlsx) del que salió."
IS_PAGE = "Es una página web o XML con otro nombre. Ábrala en Excel, guárdela como .xlsx y súbala."
IS_PICTURE = "Es una imagen, no un libro de Excel. Suba el libro (.xlsx)."
IS_TEXT = "Es un texto o CSV con otro nombre. Ábralo en Excel, guárdelo como .xlsx y súbalo."
NOT_A_BOOK = "El archivo no es un libro de Excel. Guárdelo como .xlsx y súbalo."
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")


def workbook_read(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook (.xlsx) in their order, hidden ones too.

    Raises `FileRefused` with a sentence for anything else, for what is protected, damaged, has
    macros or links to other workbooks, and for what is over the limits of size, rows, columns,
    memory (200 MB) or time (10 s). A single cell that cannot be known is an `Unread`.
    """
    _check_size(data)
    if not data.startswith(ZIP):
        raise FileRefused(_what_it_is(data))
    return _read(data, WORKBOOK)


def csv_read(data: bytes) -> Sheet:
    """Return the rows of a CSV as texts, within the same limits. Raises `FileRefused`."""
    _check_size(data)
    return _read(data, CSV)[0]


def _check_size(data: bytes) -> None:
    if not data:
        raise FileRefused(EMPTY)
    if why := over_size(len(data)):
        raise FileRefused(why)


def over_size(size: int) -> str:
    """Return why a file of so many bytes is not read, or ""."""
    if size <= MAX_BYTES:
        return ""
    return (
        f"El archivo pesa {size / 1024 / 1024:.1f} MB. "
        f"El máximo es {MAX_BYTES // 1024 // 1024} MB: quite imágenes o divídalo."
    )


def _what_it_is(data: bytes) -> str:
    """Return the sentence for a file that is no workbook, by what it is."""
    if data.startswith(OLD_OFFICE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return LOCKED
        return OLD_WORD if "WordDocument".encode("utf-16-le") in data else OLD_EXCEL
    if is_pdf(data):
        return IS_PDF
    if data.startswith(_PICTURES):
        return IS_PICTURE
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<"):
        return IS_PAGE
    return NOT_A_BOOK if b"\0" in head else IS_TEXT


def _read(data: bytes, kind: str) -> tuple[Sheet, ...]:
    said = answer_of("programs.received.sheet_child", kind, data, LIMITS, SENTENCES)
    return sheets_of(said)


def sheets_of(said: dict[str, Any]) -> tuple[Sheet, ...]:
    """Return the sheets that `programs.received.sheet_child.as_json` wrote."""
    texts = said["texts"]
    sheets = []
    for each in said["sheets"]:
        head = each["head"]
        sheets.append(
            Sheet(
                name=head["name"],
                hidden=head["hidden"],
                rows=tuple(tuple(_cell(value, texts) for value in row) for row in each["rows"]),
                merged=tuple(tuple(merged) for merged in head["merged"]),
                hidden_rows=frozenset(head["hidden_rows"]),
                hidden_columns=frozenset(head["hidden_columns"]),
            )
        )
    return tuple(sheets)


def _cell(value: bool | int | str | None, texts: list[str]) -> Cell:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return texts[value]
    kind, written = value[0], value[1:]
    if kind == "i":
        return int(written)
    if kind == "n":
        return Decimal(written)
    return date.fromisoformat(written) if kind == "d" else Unread(written)
