"""What a chart is besides its drawing: a sentence, and a table whose values are the drawn ones."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

from programs.values import phrases
from programs.values.spreadsheet import csv_text
from reports.charts.svg import clean, size_of, with_title


@dataclass(frozen=True)
class ChartCell:
    """A cell of the table: the text that people read, and the value of the drawing and the file.

    They differ only in the commas of a number: "4,000" and "4000".
    """

    text: str
    value: str
    numeric: bool = False


def word(text: str) -> ChartCell:
    """Return a cell of text, or of a word that stands where a number is missing."""
    text = clean(text)
    return ChartCell(text, text)


def number(value: Decimal | int) -> ChartCell:
    """Return a cell of a quantity."""
    return printed(phrases.number_text(Decimal(value)))


def percent(value: Decimal) -> ChartCell:
    """Return a cell of a percentage without its sign, by the print rule of the documents."""
    return printed(phrases.percent_text(value))


def printed(text: str) -> ChartCell:
    """Return a cell of a number as `phrases` prints it ("menos del 0.1" among them)."""
    return ChartCell(text, text.replace(",", ""), numeric=True)


@dataclass(frozen=True)
class Chart:
    """A chart with all its forms; they hold the same values.

    `key` begins its ids, `title` names it in few words, `sentence` says its message. `svg` is one
    drawing; `panels` are several on one scale, and then `svg` is empty. Without rows there is only
    the sentence. Every element of a drawing that stands for a value says where it is in the table:
    `data-row`, `data-column` (from 0) and `data-value`, the `ChartCell.value` there.
    """

    key: str
    title: str
    sentence: str
    columns: tuple[str, ...]
    rows: tuple[tuple[ChartCell, ...], ...]
    svg: str = ""
    panels: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Height of the drawing in px, 0 without one."""
        return size_of(self.svg)[1]

    @property
    def is_whole(self) -> bool:
        """Tell whether no name was cut in the drawing: a cut one carries its whole as a title."""
        return self.svg.count("<title") <= 1

    @property
    def spoken(self) -> str:
        """The drawing for a PDF, which reads aloud its title alone: it says all its values."""
        told = "; ".join(", ".join(cell.text for cell in row) for row in self.rows)
        return with_title(self.svg, f"{self.title}. {self.sentence} {told}.")

    @property
    def csv(self) -> str:
        """The table as CSV, commas and CRLF; encode it as utf-8-sig for Excel."""
        return csv_text([self.columns, *([cell.value for cell in row] for row in self.rows)])


class Mark(TypedDict, total=False):
    """The attributes that tie an element to its cell; row and column from 0."""

    data_row: int
    data_column: int
    data_value: str


def mark(cell: ChartCell, row: int, column: int) -> Mark:
    """Return the attributes that tie an element to its cell."""
    return {"data_row": row, "data_column": column, "data_value": cell.value}
