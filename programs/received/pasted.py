"""What people paste from a sheet or a list: rows of cells, divided by tabulators.

Texts in, rows out. A row that cannot be used is told by its number, with what to do; nothing of a
paste is used while one of its rows has a problem.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from programs.received.signs import clean_text, visible
from programs.values.shortened import shortened
from programs.values.typed import plain

MAX_ROWS = 500
# Far beyond any table of people; each cell of a heading is compared with all that columns are
# called, so a paste of empty cells alone would keep a server busy for half a minute.
MAX_COLUMNS = 200
MAX_LETTERS = 200_000
MAX_MARGIN = 1
MAX_PROBLEMS = 20
EMPTY = "Pegue al menos un renglón."
# Signs of a list of Word or of an e-mail, in front of its first cell.
_BULLET = re.compile(r"^[•·▪◦○●*–—-]\s+")
# A cell that a sheet would compute, and one in which it could not.
_FORMULA = re.compile(r"[=+@]|-\s*[=@(\d]")
_NEGATIVE = re.compile(r"-\s{0,3}\d[\d,]{0,15}(?:\.\d{1,6})?\s{0,3}")
# A cell between the quotes that Excel puts around several lines, with those of its text doubled. No
# tabulator is inside: «"Ética» of one row does not reach the «Valores"» of the next.
_QUOTED = re.compile(r'"((?:[^"\t]|"")*)"(?=[\t\n]|\Z)')
_TO_END_OF_CELL = re.compile(r"[^\t\n]*")
_SHEET_ERROR = re.compile(r"#[A-Z¡¿]{1,3}[A-Z0-9/]*[!?]?\s*")


class PasteProblem(ValueError):
    """A row that cannot be used: the message is the sentence that the person reads."""


@dataclass(frozen=True)
class PastedRow:
    """A row that is not blank: its number from 1, and its cells from the first that is filled.

    `lead` counts the empty cells before them, `blanks` those before the text of the first one.
    """

    number: int
    cells: tuple[str, ...]
    lead: int
    blanks: int


@dataclass(frozen=True)
class PastedCells:
    """A row by its columns; `depth` tells how far it is indented beside the others."""

    number: int
    depth: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """Return a cell, "" for one that is blank or was not pasted."""
        return self.cells.get(column, "")


def pasted_rows(text: str, max_rows: int = MAX_ROWS) -> list[PastedRow]:
    """Return the rows of a paste, without those that are blank.

    Raises `PasteProblem` for a paste without any, with more than `max_rows`, or with a row of more
    than `MAX_COLUMNS` from its first cell to the last that is filled.
    """
    text = visible(clean_text(text))
    rows = []
    for number, cells in enumerate(_split(text), start=1):
        filled = [index for index, cell in enumerate(cells) if cell.strip()]
        if not filled:
            continue
        lead = filled[0]
        if (columns := filled[-1] + 1) > MAX_COLUMNS:
            raise PasteProblem(
                f"El renglón {number} tiene {columns:,} columnas y caben {MAX_COLUMNS}. "
                "Pegue solo las que use."
            )
        blanks = len(cells[lead]) - len(cells[lead].lstrip())
        kept = tuple(" ".join(cell.split()) for cell in cells[lead : filled[-1] + 1])
        kept = (_BULLET.sub("", kept[0]), *kept[1:])
        rows.append(PastedRow(number, kept, lead, blanks))
    if not rows:
        raise PasteProblem(EMPTY)
    if len(rows) > max_rows:
        raise PasteProblem(
            f"Pegó {len(rows):,} renglones y caben {max_rows:,}. Péguelos en partes."
        )
    return rows


def columns_of(
    rows: Sequence[PastedRow],
    headings: Mapping[str, Iterable[str]],
    order: Sequence[str],
    *,
    begins: Callable[[str], bool] | None = None,
) -> list[PastedCells]:
    """Return the rows by their columns.

    `headings` are, by column, the words by which people call it; `order` is how the columns follow
    where the first row is no heading. A first row whose first cell is one of these words is a
    heading: it gives the order and is no row. Without one, empty cells before a row are blank;
    `begins` tells whether a cell may be of the first column, so that the margin of a sheet is told
    from it. Of a tree, which has no `begins`, they indent the row.
    Raises `PasteProblem` for a heading that has the same column twice, or nothing below it.
    """
    words = {plain(word): column for column, called in headings.items() for word in called}
    if plain(rows[0].cells[0]) not in words:
        margin = _margin(rows, begins) if begins else MAX_COLUMNS
        return [
            PastedCells(
                row.number,
                row.lead * MAX_LETTERS + row.blanks,
                dict(zip(order[max(0, row.lead - margin) :], row.cells, strict=False)),
            )
            for row in rows
        ]
    head, *body = rows
    places: dict[str, int] = {}
    for index, cell in enumerate(head.cells, start=head.lead):
        column = words.get(plain(cell), "")
        if column in places:
            raise PasteProblem(f"El encabezado dice dos veces «{cell}». Deje una sola columna.")
        if column:
            places[column] = index
    if not body:
        raise PasteProblem("Pegó solo el encabezado. Pegue también los renglones.")
    return [
        PastedCells(
            row.number,
            row.blanks,
            {
                column: row.cells[index - row.lead]
                for column, index in places.items()
                if 0 <= index - row.lead < len(row.cells)
            },
        )
        for row in body
    ]


def _margin(rows: Sequence[PastedRow], begins: Callable[[str], bool]) -> int:
    """Return how many empty columns stand before a table, 0 where its first column is blank.

    One at most: rows that begin two columns later may as well lack what stands in both, as a name
    and a date, and what follows would be taken for them.
    """
    lead = min(row.lead for row in rows)
    alike = all(begins(row.cells[0]) for row in rows if row.lead == lead)
    return lead if lead <= MAX_MARGIN and alike else 0


def refuse_formula(cell: str, what: str) -> None:
    """Raise `PasteProblem` for a cell that a sheet computes, or in which it found an error."""
    if _SHEET_ERROR.fullmatch(cell):
        raise PasteProblem(f"{what} es un error de Excel: «{cell}». Corrija la celda y péguela.")
    if _NEGATIVE.fullmatch(cell):
        raise PasteProblem(f"{what} es un número negativo: «{cell}». Escríbalo sin el signo.")
    if _FORMULA.match(cell):
        told = shortened(cell, 40)
        raise PasteProblem(
            f"{what} empieza como una fórmula: «{told}». En Excel, péguelo como valor."
        )


def told(problems: Sequence[tuple[int, str]]) -> list[str]:
    """Return (number, sentence) of rows as the page tells them: the first ones, and how many."""
    texts = [f"Renglón {number}: {text}" for number, text in problems[:MAX_PROBLEMS]]
    more = len(problems) - MAX_PROBLEMS
    if more > 0:
        texts.append(f"Hay {more} más. Corrija estos y pegue otra vez.")
    return texts


def _split(text: str) -> list[list[str]]:
    """Return the cells of each row, one by one: a quotation mark is a sign like any other.

    But for a cell between quotes that holds several lines, or quotes of its own.
    """
    rows: list[list[str]] = [[]]
    place = 0
    while True:
        quoted = _QUOTED.match(text, place)
        if quoted and (not quoted[1] or "\n" in quoted[1] or '""' in quoted[1]):
            cell, place = quoted[1].replace('""', '"'), quoted.end()
        else:
            plain_cell = _TO_END_OF_CELL.match(text, place)
            assert plain_cell
            cell, place = plain_cell[0], plain_cell.end()
        rows[-1].append(cell)
        if place >= len(text):
            return rows
        if text[place] == "\n":
            rows.append([])
        place += 1
