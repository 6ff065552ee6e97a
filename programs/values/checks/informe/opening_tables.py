"""Figures of the presentación against the total that one table gives of the same thing.

"Verificó 430 establecimientos" above a table whose row "Establecimientos verificados" ends in 403,
"9 talleres" above a column "Talleres" that totals 8. Source: section 2.5 of the domain document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from programs.values.checks.finding import PlacedFinding
from programs.values.checks.informe.grids import PLANNED, Grid, are_months, grid_of, number_in
from programs.values.checks.informe.opening_told import head_of_figure, is_apart
from programs.values.checks.informe.places import places_of
from programs.values.checks.informe.presenting import section_figures, told_apart
from programs.values.checks.side import Side
from programs.values.wording.figures import Figure
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.units import stem, stems
from programs.values.written import PassageKind, Written, WrittenSection

_MOST_TABLES, _MOST_CELLS, _MOST_FIGURES = 60, 400, 120
_WORD = re.compile(r"[a-zñ]{4,}")
_OF_ALL = re.compile(
    r"(?:gran )?total(?:es)?(?: (?:del? )?(?:trimestre|periodo))?|suma"
    r"|(?:del )?(?:trimestre|periodo)"
    r"|(?:primer|segundo|tercer|cuarto) trimestre(?:,? (?:de )?20\d\d)?"
)
# What is no count of the quarter, or no count.
_OTHER = re.compile(
    r"\b(?:meta|anual|acumulad|anterior|ejercicio 20|pendient|por(?:centaje| ciento)|avance|monto"
    r"|importe|costo)|[%$]"
)


class _Tabled(NamedTuple):
    """What a table counts in all: the words that name it, and whose table it is."""

    label: str
    value: Decimal
    side: Side


def opening_tables(
    written: Written, presenting: Sequence[WrittenSection]
) -> Iterator[PlacedFinding]:
    """Yield each figure of the sections that present, where the one total of its thing differs."""
    if not presenting:
        return
    tabled: dict[str, list[_Tabled]] = defaultdict(list)
    cells: set[Decimal] = set()
    tables = [each for each in places_of(written) if each.passage.kind is PassageKind.TABLE]
    for place in tables[:_MOST_TABLES]:
        grid = grid_of(place.passage)
        if grid is None or sum(map(len, grid.rows)) > _MOST_CELLS:
            return  # what is not read may tell the figure
        cells |= {
            value for row in grid.rows for cell in row if (value := number_in(cell)) is not None
        }
        for label, value in (*_by_row(grid), *_by_column(grid)):
            if head := _head(label):
                tabled[head].append(_Tabled(label, value, Side(place.subject, place.name)))
    if not tabled:
        return
    elsewhere = _told_below(written, presenting)
    own = [
        (section, passage, figure)
        for section in presenting
        for passage, figure in section_figures(section, written.period)
    ]
    for section, passage, figure in own[:_MOST_FIGURES]:
        totals = tabled.get(head_of_figure(passage.text, figure), ())
        if len(totals) != 1 or figure.time or figure.value < 2 or is_apart(passage.text, figure):
            continue
        (total,) = totals
        if figure.value in cells or figure.value in elsewhere:
            continue
        here = {each.value for each in numbers_of(passage.text)}
        if total.value not in here and _is_of(figure, passage.text, total):
            yield told_apart(section, passage, figure, total.side, total.value)


def _told_below(written: Written, presenting: Sequence[WrittenSection]) -> set[Decimal]:
    """Return the numbers that the rest of the informe tells in prose."""
    front = {passage.key for section in presenting for passage in section.passages}
    return {
        number.value
        for place in places_of(written)
        if place.passage.key not in front and place.passage.kind is not PassageKind.TABLE
        for number in numbers_of(place.passage.text)
    }


def _is_of(figure: Figure, text: str, total: _Tabled) -> bool:
    """Tell whether a figure is the total of what a table counts, and no part of it."""
    if figure.value > total.value:
        return True
    own = frozenset(stems(folded(text[figure.start : figure.end])))
    named = frozenset(stems(folded(total.label)))
    # "Establecimientos verificados" are those of "verificó 340 establecimientos".
    around = folded(text[max(0, figure.start - 60) : figure.end + 60])
    return own <= named and all(each[:5] in around for each in named - own)


def _head(label: str) -> str:
    words = _WORD.findall(folded(label))
    return stem(words[0]) if words and not _OTHER.search(folded(label)) else ""


def _by_row(grid: Grid) -> Iterator[tuple[str, Decimal]]:
    """Yield the totals of rows, in a last column that has what the others sum to."""
    if len(grid.headings) < 4 or not _OF_ALL.fullmatch(grid.headings[-1].strip(" .:")):
        return
    if not are_months(grid.headings[1:-1]):
        return
    for row in grid.rows:
        values = [number_in(cell) for cell in row[1:]]
        known = [each for each in values if each is not None]
        if len(known) == len(values) and sum(known[:-1], Decimal(0)) == known[-1]:
            yield row[0], known[-1]


def _by_column(grid: Grid) -> Iterator[tuple[str, Decimal]]:
    """Yield the totals of columns, in a row that has what those above it sum to."""
    if grid.total_row is None or grid.subtotals or grid.total_row != len(grid.rows) - 1:
        return
    for place, heading in enumerate(grid.headings[1:], start=1):
        values = [number_in(row[place]) if place < len(row) else None for row in grid.rows]
        known = [each for each in values if each is not None]
        if PLANNED.search(heading) or len(known) != len(values) or len(known) < 3:
            continue
        if sum(known[:-1], Decimal(0)) == known[-1]:
            yield heading, known[-1]
