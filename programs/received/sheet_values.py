"""What a spreadsheet that arrived holds, as plain values, and how much of it is taken."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

MAX_ROWS = 10_000
MAX_COLUMNS = 200
# Values of a whole workbook: 532 líneas with their tareas and calendar have some 30,000.
MAX_CELLS = 300_000
DAMAGED = "El libro está dañado o incompleto. Ábralo en Excel, guárdelo de nuevo y súbalo."


@dataclass(frozen=True)
class Unread:
    """A cell whose value cannot be known, as a formula without result: it is not an empty one."""

    sentence: str


# A text is as it was written, a whole number an int, another a Decimal of the digits that Excel
# shows, a day a date. What has a format of zeros, as "00", is the text that is seen: "01".
Cell = None | str | int | Decimal | date | bool | Unread


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook. Rows and columns count from 1, as people see them.

    `rows[0]` is row 1; a row is as long as its last value, and no row follows the last with one.
    `merged` are ranges (first row, first column, last row, last column); only the first cell of a
    range has a value.
    """

    name: str
    hidden: bool
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def column_letters(column: int) -> str:
    """Return the letters of a column that counts from 1: 28 is "AB"."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_place(row: int, column: int) -> str:
    """Return a cell as people name it, such as "AB12"."""
    return f"{column_letters(column)}{row}"
