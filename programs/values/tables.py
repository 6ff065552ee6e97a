"""The cells of a Tabla block: a list of rows of texts, all of one length."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from programs.received.limits import table_problem
from programs.received.signs import clean_text

MAX_ROWS = 200
MAX_COLUMNS = 12
_ROW_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True)
class HeadCell:
    """A cell of a table's head and how many columns it spans."""

    text: str
    span: int


def table_parts(
    rows: Sequence[Sequence[str]], header_rows: int
) -> tuple[tuple[tuple[HeadCell, ...], ...], tuple[tuple[str, ...], ...]]:
    """Split the rows of a table, all of one length, into its head and its body.

    The first `header_rows` are the head. There a filled cell spans the empty ones to its right; an
    empty cell below a filled one stays empty, because it belongs to the one above.
    """
    head = []
    for depth, row in enumerate(rows[:header_rows]):
        cells: list[HeadCell] = []
        for column, text in enumerate(row):
            under = depth > 0 and rows[depth - 1][column].strip()
            if cells and not text.strip() and not under:
                cells[-1] = HeadCell(cells[-1].text, cells[-1].span + 1)
            else:
                cells.append(HeadCell(text, 1))
        head.append(tuple(cells))
    return tuple(head), tuple(tuple(row) for row in rows[header_rows:])


def validate_rows(value: object) -> None:
    """Refuse anything but a list of rows of texts of equal length, within the printable limits."""
    if not isinstance(value, list) or any(not isinstance(row, list) for row in value):
        raise ValidationError("La tabla es una lista de filas, y cada fila una lista de celdas.")
    if len(value) > MAX_ROWS:
        raise ValidationError(f"La tabla tiene {len(value)} filas. Caben {MAX_ROWS}.")
    lengths = {len(row) for row in value}
    if len(lengths) > 1:
        raise ValidationError("Todas las filas de la tabla llevan el mismo número de celdas.")
    if lengths and not 1 <= next(iter(lengths)) <= MAX_COLUMNS:
        raise ValidationError(f"La tabla lleva de 1 a {MAX_COLUMNS} columnas.")
    if any(not isinstance(cell, str) for row in value for cell in row):
        raise ValidationError("Cada celda de la tabla es un texto.")
    if problem := table_problem(value):
        raise ValidationError(problem)


def rows_from_text(text: str) -> list[list[str]]:
    """Return the rows of a table typed as text: cells between tabs, or between bars.

    Rows are filled up with empty cells to the length of the longest; empty lines leave no row. A
    line end of Word inside a cell (U+000B) stays inside it, as `clean_text` keeps it.
    """
    lines = [line for line in _ROW_END.split(text) if line.strip()]
    separator = "\t" if "\t" in text else "|"
    rows = [
        [clean_text(cell).strip() for cell in _bare(line, separator).split(separator)]
        for line in lines
    ]
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def rows_to_text(rows: Sequence[Sequence[str]]) -> str:
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
