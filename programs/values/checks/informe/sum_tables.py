"""The totals of a table: of its columns, of its rows, and what is left of a whole.

Source: section 2.5 of the domain document: the months of a table and its total.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.grids import (
    MONTHS_SHORT,
    Cell,
    Grid,
    are_months,
    number_in,
)
from programs.values.checks.informe.sum_found import wrong_sum
from programs.values.phrases import number_text
from programs.values.wording.numbers import folded
from programs.values.written import Passage

# Columns whose last figure is no sum of those above it.
_NO_SUM = re.compile(
    r"%|\b(?:por\s?centaje|por\s?ciento|cumplimiento|porcentual|promedio|media|ano|ejercicio|folio|fecha|clave|"
    r"avance|tasa|indice|calificacion|acumulad[oa]|saldo|id|edad|partida|codigo|vigencia|hora|"
    r"oficio|expediente|costo\s+unitario|precio)\b"
)
_QUARTER = re.compile(
    r"(?:^|\s)(?:i{1,3}|iv|[1-4](?:er|o|ro|do|to|°|º)?|primer|segundo|tercer|cuarto|t[1-4]|[1-4]t)"
    r"(?:\s+trim\w*\.?)?\s*$"
)
_PEOPLE = re.compile(
    r"^\s*(?:mujeres|hombres|femenino|masculino|ninas|ninos|alumnas|alumnos|[hm])\s*$"
)
_ALL = re.compile(r"\b(?:total|suma|sumatoria)\b|^\s*(?:meta(?:\s+anual)?|anual)\s*$")
# The last column of months is their sum whatever it is called: "Trimestre", "Acumulado".
_OF_MONTHS = re.compile(r"^\W*(?:\w+\s+)?(?:trimestre|semestre|periodo|acumulado|trim\.?)\W*$")
_PLAIN_ALL = re.compile(r"\b(?:total|suma|sumatoria)\b")
# Rows that add up and show what the last column is.
_SHOWN = 2


def table_sums(passage: Passage, grid: Grid) -> Iterator[Finding]:
    """Yield each total of a table that does not add up."""
    yield from _columns(passage, grid)
    yield from _rows(passage, grid)
    yield from _differences(passage, grid)


def _columns(passage: Passage, grid: Grid) -> Iterator[Finding]:
    """Yield the columns whose total row is not their sum, nor that of their subtotals."""
    if grid.total_row is None:
        return
    for place, heading in enumerate(grid.headings):
        if _NO_SUM.search(heading) or place == 0:
            continue
        cells = grid.column(place)
        total = cells[grid.total_row].value
        above = [cell for cell in cells if cell.row < grid.total_row]
        if total is None or any(cell.value is None and not cell.is_blank for cell in above):
            continue
        values = _known(cell for cell in above if cell.row not in grid.subtotals)
        numbered = values == [Decimal(number) for number in range(1, len(values) + 1)]
        if len(values) < 2 or (numbered and len(values) > 2) or _is_other_total(values, total):
            continue
        name = " ".join(passage.rows[0][place : place + 1]).strip() if heading else ""
        yield from _subtotals(passage, grid, cells, name)
        if grid.subtotals:
            middle = _known(cell for cell in above if cell.row in grid.subtotals)
            if sum(middle, Decimal(0)) == total:
                continue
        parts = [c.value for c in above if c.value is not None and not _is_subset(grid, c.row)]
        if not (_adds_up(values, total) or _adds_up(parts, total) or _adds_up_inside(parts, total)):
            where = f" de la columna «{name}»" if name else ""
            quote = " | ".join(grid.rows[grid.total_row])
            yield wrong_sum(passage, values, total, quote, where)


def _is_subset(grid: Grid, row: int) -> bool:
    """Tell whether a row is a part of the one above it: "de los cuales, con muestras | 17"."""
    return bool(grid.rows[row]) and _SUBSET.match(folded(grid.rows[row][0])) is not None


_SUBSET = re.compile(
    r"\W*(?:de\s(?:l[oa]s\scuales|lo\scual|ell[oa]s|est[oa]s)|entre\sell[oa]s|incluye)\b"
)


def _adds_up_inside(values: list[Decimal], total: Decimal) -> bool:
    """Tell whether a total is that of rows whose own parts follow them, or of the last rows.

    "Sector central 20, Secretarías 12, Órganos 8, Sector paraestatal 15, …"; a balance of before
    stands above the months of "Total del trimestre".
    """
    summed = [Decimal(0), *accumulate(values)]  # summed[n] are the first n rows
    if total in (summed[-1] - before for before in summed[1 : len(values) - 1]):
        return True
    place, heads = 0, Decimal(0)
    while place < len(values):
        head, first = values[place], place + 1
        end = bisect_left(summed, summed[first] + head, lo=first)
        heads += head
        is_whole = end < len(summed) and summed[end] - summed[first] == head
        place = end if is_whole and end - place > 2 else first
    return heads == total


def _subtotals(
    passage: Passage, grid: Grid, cells: tuple[Cell, ...], name: str
) -> Iterator[Finding]:
    """Yield the subtotals of a column that are not the sum of the rows since the one before."""
    start = 0
    for row in sorted(grid.subtotals):
        own = _known(cell for cell in cells[start:row])
        start = row + 1
        total = cells[row].value
        if total is not None and len(own) > 1 and not _adds_up(own, total):
            quote = " | ".join(grid.rows[row])
            yield wrong_sum(passage, own, total, quote, f" parcial de la columna «{name}»")


def _rows(passage: Passage, grid: Grid) -> Iterator[Finding]:
    """Yield the rows whose last figure is not the sum of those before it, where it is a total.

    Its head says so, or all rows but one do: "Mujeres | Hombres | Asistentes".
    """
    width = len(grid.headings)
    if width < 3 or _NO_SUM.search(grid.headings[-1]):
        return
    of_months = _OF_MONTHS.match(grid.headings[-1]) and are_months(grid.headings[1:-1])
    told = of_months or _ALL.search(grid.headings[-1])
    named = [place for place in range(width - 1) if not _NO_SUM.search(grid.headings[place])]
    alike = [
        place
        for place in named
        if all(
            number_in(row[place]) is not None or not row[place].strip(" -–—")
            for row in grid.rows
            if place < len(row)
        )
        and any(place < len(row) and number_in(row[place]) is not None for row in grid.rows)
    ]
    # The first column names its row, but where its head is that of a part: "Abril | Mayo | Total".
    alike = [place for place in alike if place or _are_parts([grid.headings[0]])]
    if len(alike) < 2:
        return
    found: list[tuple[tuple[str, ...], list[Decimal], Decimal]] = []
    right = 0
    for number, row in enumerate(grid.rows):
        total = number_in(row[-1]) if len(row) == width else None
        values = [
            v for place in alike if place < len(row) and (v := number_in(row[place])) is not None
        ]
        if total is None or len(values) < 2:
            continue
        if _adds_up(values, total):
            right += bool(total)
        elif number != grid.total_row:
            found.append((row, values, total))
    plain = bool(_PLAIN_ALL.search(grid.headings[-1]))
    shown = right >= _SHOWN and len(found) == 1
    sure = _are_parts([grid.headings[place] for place in alike]) or (plain and right > len(found))
    if not (shown or (told and sure)):
        return
    for row, values, total in found:
        name = f" de la fila «{row[0].strip()}»" if row[0].strip() else ""
        yield wrong_sum(passage, values, total, " | ".join(row), name)


def _differences(passage: Passage, grid: Grid) -> Iterator[Finding]:
    """Yield the rows whose last figure is not what is left: "Recibidas, Atendidas, Pendientes".

    Only where most rows agree that it is.
    """
    width = len(grid.headings)
    if width < 4 or not _LEFT.search(grid.headings[-1]) or not _CAME.search(grid.headings[-3]):
        return
    wrong: list[tuple[tuple[str, ...], Decimal, Decimal, Decimal]] = []
    right = 0
    for number, row in enumerate(grid.rows):
        if len(row) != width or number == grid.total_row:
            continue
        whole, done, left = (number_in(cell) for cell in row[-3:])
        if whole is None or done is None or left is None:
            continue
        if whole - done == left:
            right += 1
        else:
            wrong.append((row, whole, done, left))
    if not wrong or right <= len(wrong):
        return
    for row, whole, done, left in wrong:
        rest = number_text(whole - done)
        yield Finding(
            Code.SUM,
            Severity.ERROR,
            f"La fila «{row[0].strip()}» deja {number_text(left)}, y la resta da {rest}",
            passage.anchor,
            arithmetic=f"{number_text(whole)} − {number_text(done)} = {rest}",
            quote=" | ".join(row),
        )


_CAME = re.compile(
    r"\b(?:recibid|ingres|presentad|programad|registrad|total|autorizad|modificad|iniciad|aprobad|"
    r"asignad|original|inicial|disponible)"
)
_LEFT = re.compile(
    r"\b(?:pendient|diferencia|restant|faltant|saldo|en\s+tramite|en\s+proceso|"
    r"por\s+(?:atender|resolver|ejercer|entregar|realizar))"
)


def _are_parts(headings: list[str]) -> bool:
    """Tell whether headings are those of parts of one whole: months, quarters, sexes."""
    months = [heading for heading in headings if heading.strip()[:3] in MONTHS_SHORT]
    quarters = [heading for heading in headings if _QUARTER.search(heading)]
    people = [heading for heading in headings if _PEOPLE.match(heading)]
    return any(len(own) == len(headings) for own in (months, quarters, people))


def _known(cells: Iterator[Cell]) -> list[Decimal]:
    return [cell.value for cell in cells if cell.value is not None]


def _adds_up(values: list[Decimal], total: Decimal) -> bool:
    """Tell whether figures make a total; printed decimals may be off by their rounding.

    So may a whole total of importes: 1,250.5 and 2,000 are 3,251.
    """
    added = sum(values, Decimal(0))
    gap = abs(added - total)
    if all(value == value.to_integral_value() for value in (*values, total)):
        return gap == 0 or added == total * 1000  # "1,250 + 2,750 = 4", by a comma of decimals
    rounded = total == total.to_integral_value() and total >= _LARGE
    return gap <= max(Decimal("0.01") * len(values), Decimal("0.5") * rounded)


_LARGE = 1000  # of an importe that may be printed without its cents


def _is_other_total(values: list[Decimal], total: Decimal) -> bool:
    """Tell whether a total is an average, or the last of figures that accumulate."""
    mean = sum(values, Decimal(0)) / len(values)
    if total in (mean.quantize(Decimal(1), ROUND_HALF_UP), mean.quantize(Decimal("0.1"))):
        return True
    return values == sorted(values) and total == values[-1] and len(set(values)) > 1
