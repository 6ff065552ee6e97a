"""The tables of an informe as columns of numbers: their headings, their totals, what they count."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from programs.values.wording.numbers import IN_FIGURES, folded
from programs.values.wording.units import Fit, Unit, contrast_of, fit_of, stems
from programs.values.written import Passage

_TOTAL = re.compile(
    r"^\W*(?:(?:gran|monto|importe|costo|inversion|gasto)\s+)?(?:total(?:es)?|suma(?:s|toria)?)\b(?!\s+(?:acumulad|anual))"
    r"|^\W*(?:en\s)?(?:total|conjunto|todo)\b(?!\s[a-z])"
)
_SUBTOTAL = re.compile(r"^\W*sub\s?-?total")
# A row that neither adds to the others nor sums them: "Promedio por trimestre | 18".
_AVERAGE = re.compile(
    r"\W*(?:promedio\b|(?:media|mediana)\s(?:mensual|trimestral|anual|aritmetica|diaria|por\s)"
    r"|(?:maxim|minim)[oa]s?\s(?:mensual|trimestral|por\s|del?\s(?:mes|trimestre|periodo)))"
)
_NOTHING = re.compile(r"^\W*(?:n/?a|no\s+aplica|s/?d|cero)?\W*$")
PLANNED = re.compile(r"\b(?:program|planead|previst|meta|calendariz|estimad|proyectad)\w*")
_DONE = re.compile(
    r"\b(?:realizad|ejecutad|aplicad|atendid|impartid|celebrad|efectuad|entregad|lograd|alcanzad|concluid|"
    r"cumplid|reportad|elaborad|emitid|hech|avance|real)\w*"
    # "Ejemplares sembrados": of whatever the meta counts
    r"|^(?:ejemplares|piezas|unidades|elementos|individuos|casos)\s+\w+[ai]d[oa]s$"
)
_AMOUNT = re.compile(r"\b(?:total|cantidad|numero|suma)\b|^\s*(?:no|num|#)\.?\s*$")
# How the heading of a month begins.
MONTHS_SHORT = (
    "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic",
)  # fmt: skip
# As in prose: a comma parts thousands. "1,5" and "0,500" may be decimals, and are no number.
_NUMBER = re.compile(rf"\s{{0,9}}[$]?\s{{0,9}}(?P<number>-?(?:{IN_FIGURES}))\s{{0,9}}")
SIGN = re.compile(r"\s{0,2}(?:%|por\s?ciento)\s{0,9}$", re.IGNORECASE)
_DECIMAL_COMMA = re.compile(r"(\d{1,3}),(\d{1,2})")
_AS_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True)
class Cell:
    """A cell of a column of numbers: its row and value; None for one that is no number."""

    row: int
    value: Decimal | None
    text: str

    @property
    def is_blank(self) -> bool:
        """Tell whether it says nothing, or that there is nothing."""
        return self.value is None and bool(_NOTHING.match(folded(self.text)))


@dataclass(frozen=True)
class Grid:
    """A table: its headings by column, the rows below them, and which of those are totals."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    total_row: int | None
    subtotals: frozenset[int]

    def column(self, place: int) -> tuple[Cell, ...]:
        """Return the cells of a column, from the top."""
        return tuple(
            Cell(number, number_in(row[place]) if place < len(row) else None,
                 row[place] if place < len(row) else "")
            for number, row in enumerate(self.rows)
        )  # fmt: skip


def are_months(headings: Sequence[str]) -> bool:
    """Tell whether headings are all of months, two or more."""
    return len(headings) > 1 and all(each.strip()[:3] in MONTHS_SHORT for each in headings)


def number_in(text: str) -> Decimal | None:
    """Return the number that a cell is, None for words, percentages and nothing."""
    found = _NUMBER.fullmatch(text)
    return Decimal(_BETWEEN.sub("", found["number"])) if found else None


_BETWEEN = re.compile(r"[^\d.\-]")


def percent_in(text: str) -> Decimal | None:
    """Return the percentage that a cell is, "33,33%" as 33.33; "33,333%" may be either: None."""
    bare = SIGN.sub("", text).strip()
    if decimal := _DECIMAL_COMMA.fullmatch(bare):
        return Decimal(f"{decimal[1]}.{decimal[2]}")
    return None if _AS_THOUSANDS.fullmatch(bare) else number_in(bare)


def grid_of(table: Passage) -> Grid | None:
    """Return a table as a grid; None for one without rows below its headings."""
    rows = table.rows
    if len(rows) < 2:
        return None
    above = min(max(table.header_rows, _heading_rows(rows)), len(rows) - 1)
    above = 0 if _has_no_heading(rows[0]) else above
    width = max(len(row) for row in rows)
    headings = tuple(
        folded(" ".join(row[place] for row in rows[:above] if place < len(row)))
        for place in range(width)
    )
    below = tuple(row for row in rows[above:] if not (row and _AVERAGE.match(folded(row[0]))))
    if not below:
        return None
    label = [folded(" ".join(row[:2])) if row else "" for row in below]
    totals = [n for n, words in enumerate(label) if _TOTAL.match(words)]
    if not totals and _ACCUMULATED.fullmatch(label[-1]) and _sums_rows_above(below):
        totals = [len(below) - 1]
    subtotals = frozenset(n for n, words in enumerate(label) if _SUBTOTAL.match(words))
    return Grid(headings, below, totals[-1] if totals else None, subtotals)


# What is accumulated may be of more than the rows of its table, and "Trimestre" heads the months.
_ACCUMULATED = re.compile(
    r"\W*(?:acumulad[oa]s?|(?:en el |del? )?(?:trimestre|semestre|bimestre|periodo|ano)|amb[oa]s"
    r"|tod[oa]s)\b.{0,30}"
)


def _sums_rows_above(rows: tuple[tuple[str, ...], ...]) -> bool:
    """Tell whether the last row is the sum of those above it in every column of numbers."""
    summed: list[bool] = []
    for place in range(1, len(rows[-1])):
        *above, last = [number_in(row[place]) if place < len(row) else None for row in rows]
        told = [each for each in above if each is not None]
        if last is not None:
            summed.append(len(told) > 1 and sum(told) == last)
    return bool(summed) and all(summed)


def done_totals(unit: Unit, table: Passage) -> tuple[Decimal, ...]:
    """Return what the columns or rows of a table sum of a unit that was done."""
    grid = grid_of(table)
    if not grid:
        return ()
    found: list[Decimal] = []
    for place, heading in enumerate(grid.headings):
        done = _DONE.search(heading)
        fits = fit_of(unit, heading) >= Fit.SOFT
        if not (done or fits) or (PLANNED.search(heading) and not done) or "%" in heading:
            continue
        if _tells_times(grid):
            found.extend(cell.value for cell in grid.column(place) if cell.value is not None)
            continue
        total = _total_of(grid, place)
        if total is not None:
            found.append(total)
        if grid.total_row is not None and (own := _sum_of(grid, place)) not in (None, total):
            found.append(own)  # the total of the table may be the one that is wrong
    if (of_all := _total_across(grid, unit)) is not None:
        found.append(of_all)
    counts = _AMOUNT.search(grid.headings[-1]) or _DONE.search(grid.headings[-1])
    of_months = are_months(grid.headings[:-1])
    planned = "%" in grid.headings[-1] or PLANNED.search(grid.headings[-1])
    for place, row in enumerate(grid.rows):
        if of_months and counts and (total := number_in(row[-1])) is not None:
            found.append(total)  # "Octubre | Noviembre | Diciembre | Total"
            continue
        # "Total de sesiones | 9" counts them under whatever heading.
        if (
            (counts or (place == grid.total_row and not planned))
            and row
            and fit_of(unit, folded(row[0])) >= Fit.SOFT
        ):
            number = number_in(row[-1])
            if number is not None:
                found.append(number)
    return tuple(found)


def _total_across(grid: Grid, unit: Unit) -> Decimal | None:
    """Return the total of a last column that sums others, each of what the unit names.

    "Perros esterilizados | Gatos esterilizados | Suma" of "perros y gatos"; no "Ordinarias |
    Extraordinarias | Total" of sesiones ordinarias.
    """
    named = frozenset(stems(unit.words))
    columns = [
        place
        for place in range(1, len(grid.headings) - 1)
        if any(cell.value is not None for cell in grid.column(place))
    ]
    if len(columns) < 2 or not _TOTAL.match(grid.headings[-1]):
        return None
    for place in columns:
        heading = grid.headings[place]
        if contrast_of(unit, heading) or not named & frozenset(stems(heading)[:1]):
            return None
    return _total_of(grid, len(grid.headings) - 1)


def _tells_times(grid: Grid) -> bool:
    """Tell whether rows are of one thing in the quarter and in the year, and not its parts."""
    labels = [folded(row[0]) for row in grid.rows if row]
    return any(map(_OF_QUARTER.search, labels)) and any(map(_OF_YEAR.search, labels))


_OF_QUARTER = re.compile(r"\b(?:del|en el|al) (?:trimestre|periodo)\b|\btrimestral(?:es)?\b")
_OF_YEAR = re.compile(r"\b(?:del|en el|al) (?:ano|ejercicio)\b|\banual(?:es)?\b")


def rows_of(unit: Unit, table: Passage) -> int:
    """Return how many things of a unit a table names, one in each row; 0 for another table."""
    grid = grid_of(table)
    if not grid:
        return 0
    for place, heading in enumerate(grid.headings[:3]):
        if fit_of(unit, heading) < Fit.SOFT:
            continue
        own = [row for n, row in enumerate(grid.rows) if place < len(row) and n != grid.total_row]
        if own and all(row[place].strip() and number_in(row[place]) is None for row in own):
            mine = [row for row in own if not contrast_of(unit, folded(row[place]))]
            return sum(not _is_left_out(grid, row) for row in mine) or len(own)
    return 0


# "¿Se contabiliza para la meta?", of which a row says no
_COUNTS_FOR = re.compile(r"\b(?:contabiliz|cuenta|suma|comput|abona|consider|contribuy)\w*")


def _is_left_out(grid: Grid, row: tuple[str, ...]) -> bool:
    """Tell whether a row says in a column of its own that it does not count."""
    return any(
        _COUNTS_FOR.search(heading) and folded(cell).strip(" .") == "no"
        for heading, cell in zip(grid.headings, row, strict=False)
    )


def _total_of(grid: Grid, place: int) -> Decimal | None:
    cells = grid.column(place)
    if grid.total_row is not None and cells[grid.total_row].value is not None:
        return cells[grid.total_row].value
    return _sum_of(grid, place)


def _sum_of(grid: Grid, place: int) -> Decimal | None:
    """Return what the rows of a column sum, None for one with words."""
    cells = grid.column(place)
    own = [cell for cell in cells if cell.row not in grid.subtotals and cell.row != grid.total_row]
    if any(cell.value is None and not cell.is_blank for cell in own):
        return None
    values = [cell.value for cell in own if cell.value is not None]
    return sum(values, Decimal(0)) if values else None


def _has_no_heading(first: tuple[str, ...]) -> bool:
    """Tell whether the first row of a table is one of figures: "Julio | 52"."""
    values = [number_in(cell) for cell in first[1:]]
    counts = [value for value in values if value is not None and not 1900 <= value < 2100]
    numbered = counts == [Decimal(number) for number in range(1, len(counts) + 1)]
    named = bool(first[0].strip()) and number_in(first[0]) is None and first[0][-1:] != "."
    return named and len(counts) == len(values) > 0 and not (numbered and len(counts) > 1)


def _heading_rows(rows: tuple[tuple[str, ...], ...]) -> int:
    """Return how many rows at the top hold no number: one at least."""
    for place, row in enumerate(rows[:4]):
        if any(number_in(cell) is not None for cell in row[1:]):
            return max(place, 1)
    return 1
