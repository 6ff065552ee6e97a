"""The rows of an informe that somebody brought, before anything that was found is put beside them.

What a page can show is bounded: here are the bounds of its tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from programs.received.informes.blocks import Rows
from programs.received.informes.reading import InformeReading
from programs.values.quoted import Quoted, Searched, counted_end

# What a page shows of one table at the most; of a wide one fewer rows, of any table some.
MOST_TABLE_ROWS, MOST_TABLE_CELLS, FEWEST_TABLE_ROWS = 200, 4_000, 5
# So many cells take the room and the time of a row of the page.
CELLS_OF_A_ROW = 10
WHOLE = "informe"
# The page has two levels of headings above those of the informe.
TOP, DEEPEST = 3, 6


class RowKind(StrEnum):
    """What a row of the page holds. `BOX` is the box of a línea, with its meta and its days."""

    WHOLE = "whole"
    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    CONTENTS = "contents"
    BOX = "box"


@dataclass(frozen=True)
class Row:
    """A row before its findings. `subject` is its línea, or the heading that it stands under.

    `cut` are the rows of its table that the page leaves out.
    """

    key: str
    kind: RowKind
    text: str
    subject: str
    head: str = ""
    level: int = 0
    table: Rows = ()
    cut: int = 0
    table_number: int = 0
    is_placed: bool = True

    @property
    def weight(self) -> int:
        """How many rows of the page it takes."""
        cells = sum(map(len, self.table))
        return max(1, len(self.table), cells // CELLS_OF_A_ROW)

    def span(self, quote: str) -> Quoted | None:
        """Return where a quote stands in what is shown of it, in a cell of a table too."""
        found = self._searched.find(quote)
        if found is None:
            return None
        place, start, end = found
        row, column = self._cells[place] if self.table else (0, 0)
        shown = self.table[row][column] if self.table else self.text
        return Quoted(row, column, start, counted_end(shown, end))

    @cached_property
    def _cells(self) -> list[tuple[int, int]]:
        rows = enumerate(self.table)
        return [(row, column) for row, cells in rows for column in range(len(cells))]

    @cached_property
    def _searched(self) -> Searched:
        return (
            Searched(cell for cells in self.table for cell in cells)
            if self.table
            else (Searched((self.text,)))
        )


def rows_of(reading: InformeReading) -> Iterator[Row]:
    """Yield what an informe holds in its order, after the row of what is of the whole."""
    yield Row(WHOLE, RowKind.WHOLE, "Del informe entero", WHOLE, level=TOP)
    unplaced = set(reading.unplaced)
    head, level, tables = WHOLE, TOP - 1, 0
    for shown in reading.passages:
        is_head = shown.kind == RowKind.HEADING
        if is_head:
            head = shown.key
            level = min(TOP - 1 + max(1, shown.level), level + 1, DEEPEST)
        is_table = shown.kind == RowKind.TABLE
        tables += is_table
        row = Row(
            key=shown.key,
            kind=RowKind(shown.kind),
            text=shown.text,
            subject=shown.subject or head,
            head=head,
            level=level if is_head else 0,
            table=shown.rows,
            table_number=tables if is_table else 0,
            is_placed=shown.key not in unplaced,
        )
        yield shortened(row, MOST_TABLE_ROWS)


def shortened(row: Row, most: int) -> Row:
    """Return a row with so many rows of its table at the most, fewer where they are wide."""
    if not row.table:
        return row
    widest = max(map(len, row.table))
    kept = max(min(most, MOST_TABLE_CELLS // max(1, widest)), FEWEST_TABLE_ROWS)
    cut = max(0, len(row.table) - kept)
    return replace(row, table=row.table[:kept], cut=row.cut + cut) if cut else row


def together(rows: Sequence[Row], most: int) -> list[Row]:
    """Return rows whose tables have so many rows of the page between them."""
    tables = sum(bool(row.table) for row in rows)
    return [shortened(row, most // tables) for row in rows] if tables else list(rows)
