"""Sums that an informe prints, in prose and in tables, against what they are the sum of.

Source: section 2.5 of the domain document: "84 mujeres y 177 hombres" of 261 participantes, the
months of a table and its total.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.grids import Cell, Grid, grid_of, number_in
from programs.values.phrases import number_text
from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import Told, counted_of
from programs.values.wording.money import shares_of, totals_after
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.summed import (
    labelled_parts,
    shared_next,
    shared_out,
    shared_to_the_rest,
    totals_behind,
)
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

# Columns whose last figure is no sum of those above it.
_NO_SUM = re.compile(
    r"%|\b(?:por\s?centaje|porcentual|promedio|media|ano|ejercicio|folio|fecha|clave|"
    r"avance|tasa|indice|calificacion|acumulad[oa]|saldo|id|edad|partida|codigo|vigencia|hora|"
    r"oficio|expediente|costo\s+unitario|precio)\b"
)
_MONTH = (
    "ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic",
)  # fmt: skip
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
_MOST_SHOWN = 12
# Rows that add up and show what the last column is.
_SHOWN = 2


def sums_in(passage: Passage) -> Iterator[Finding]:
    """Yield each sum of a passage that does not add up."""
    if passage.kind is PassageKind.TABLE:
        grid = grid_of(passage)
        if grid:
            yield from _columns(passage, grid)
            yield from _rows(passage, grid)
            yield from _differences(passage, grid)
    elif passage.kind in (PassageKind.TEXT, PassageKind.ITEM):
        for shares in chain(shares_of(passage.text), totals_after(passage.text)):
            if shares.sum != shares.total:
                quote = passage.text[shares.start : shares.end]
                yield _finding(passage, list(shares.parts), shares.total, quote)
        for total, run in totals_behind(passage.text):
            own = [part.value for part in run]
            if sum(own, Decimal(0)) != total.value:
                quote = passage.text[run[0].start : total.end]
                yield _finding(passage, own, total.value, quote)
        broken = [each for each in breakdowns_of(passage.text) if each.sum != each.total.value]
        shared = (
            *shared_out(passage.text),
            *shared_to_the_rest(passage.text),
            *labelled_parts(passage.text),
            *shared_next(passage.text),
        )
        for total, run in shared:
            own = [part.value for part in run]
            known = any(each.end >= run[0].start >= each.start for each in broken)
            if sum(own, Decimal(0)) != total.value and not known:
                quote = passage.text[total.start : run[-1].end]
                yield _finding(passage, own, total.value, quote)
        for each in broken:
            values = [part.value for part in each.parts]
            quote = passage.text[each.start : each.end]
            yield _finding(passage, values, each.total.value, quote)


def listed_sums(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Yield each total of a paragraph that the list below it does not make.

    "140 participantes, distribuidos así:" above items of one number each.
    """
    place = 0
    while place < len(passages):
        head = passages[place]
        place += 1
        told = _TOTAL_OF.fullmatch(folded(head.text[:160]))
        if head.kind is not PassageKind.TEXT or not (told or head.text.rstrip().endswith(":")):
            continue
        items: list[Passage] = []
        while place < len(passages) and passages[place].kind is PassageKind.ITEM:
            items.append(passages[place])
            place += 1
        total = number_in(told["number"]) if told else _shared_total(head.text[-400:])
        parts = [_part_of(item.text) for item in items[: 2 * _MOST_SHOWN]]
        values = [each for each in parts if each is not None]
        if total is None or len(values) < 2 or len(values) < len(items):
            continue
        gap = abs(sum(values, Decimal(0)) - total)
        if told and not told["total"] and (len(values) < 3 or gap * 10 > total):
            continue  # a figure above others: only what nearly makes it is its parts
        if gap:
            yield _finding(head, values, total, head.text)


def _shared_total(text: str) -> Decimal | None:
    """Return the last count of a paragraph that says that it is shared out, None for none."""
    counted = [each for each in counted_of(text) if not each.article]
    if not counted or counted[-1].base or counted[-1].told in (Told.PLANNED, Told.BEFORE):
        return None
    after = folded(text[counted[-1].end :])
    return counted[-1].value if _SHARED_OUT.search(after) and not _IN_PART.search(after) else None


def _part_of(text: str) -> Decimal | None:
    """Return the one number of an item: "Sector privado: 11", "11 del sector privado"."""
    found = _AT_END.search(text) or _AT_START.match(text)
    if len(text) > 160:
        return None
    if not found:  # "seis con dependencias del Ejecutivo"
        numbers = list(numbers_of(text))
        worded = len(numbers) == 1 and numbers[0].start == 0 and not _ANY_NUMBER.search(text)
        return numbers[0].value if worded else None
    others = _ANY_NUMBER.findall(text[: found.start("number")] + text[found.end("number") :])
    return None if others else number_in(found["number"])


# "Total de usuarios atendidos: 88", above its parts.
_TOTAL_OF = re.compile(r"(?P<total>total\b)?[^:\d]{3,80}:\s{0,3}(?P<number>\d[\d,]{0,12})\W{0,3}")
_SHARED_OUT = re.compile(
    r"\b(?:distribuid|desglosad|dividid|integrad|clasificad|conformad|repartid)[oa]s?\b|"
    r"\b(?:de\s+la\s+siguiente\s+(?:manera|forma)|como\s+sigue|de\s+l[oa]s\s+cuales|asi)\b|"
    r"\bpor\s+(?:sector|sexo|municipio|region|tipo|mes|area|nivel|edad|rubro)\b"
)
_IN_PART = re.compile(r"\b(?:entre\s+(?:ell[oa]s|otr[oa]s)|destacan?|principales)\b")
_AT_END = re.compile(
    r"(?:[:=–—-]|\s\.{2,})\s{0,3}(?P<number>\d[\d,]{0,12})\s?(?:[a-záéíóúñ]{3,20})?\s?[.;,]?\s?[ye]?$"
)
_AT_START = re.compile(
    r"(?P<number>\d[\d,]{0,12})(?=\s(?:del?|en|para|por|con|al?|[a-záéíóúñ]{3,})\b)"
)
_ANY_NUMBER = re.compile(r"\d")


def _finding(
    passage: Passage, values: list[Decimal], total: Decimal, quote: str, where: str = ""
) -> Finding:
    parts = [number_text(value) for value in values if value or len(values) <= 4]
    shown = " + ".join(parts) if len(parts) <= _MOST_SHOWN else f"{len(parts)} cifras"
    added = number_text(sum(values, Decimal(0)))
    return Finding(
        Code.SUM,
        Severity.ERROR,
        f"El total{where} es {number_text(total)}, y sus partes suman {added}",
        passage.anchor,
        arithmetic=f"{shown} = {added}, no {number_text(total)}",
        quote=quote,
    )


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
        name = " ".join(passage.rows[0][place : place + 1]).strip()
        yield from _subtotals(passage, grid, cells, name)
        if grid.subtotals:
            middle = _known(cell for cell in above if cell.row in grid.subtotals)
            if sum(middle, Decimal(0)) == total:
                continue
        if not _adds_up(values, total):
            where = f" de la columna «{name}»" if name else ""
            quote = " | ".join(grid.rows[grid.total_row])
            yield _finding(passage, values, total, quote, where)


def _subtotals(
    passage: Passage, grid: Grid, cells: tuple[Cell, ...], name: str
) -> Iterator[Finding]:
    """Yield the subtotals of a column that are not the sum of the rows since the one before."""
    start = 0
    for row in grid.subtotals:
        own = _known(cell for cell in cells[start:row])
        start = row + 1
        total = cells[row].value
        if total is not None and len(own) > 1 and not _adds_up(own, total):
            quote = " | ".join(grid.rows[row])
            yield _finding(passage, own, total, quote, f" parcial de la columna «{name}»")


def _rows(passage: Passage, grid: Grid) -> Iterator[Finding]:
    """Yield the rows whose last figure is not the sum of those before it, where it is a total.

    Its head says so, or all rows but one do: "Mujeres | Hombres | Asistentes".
    """
    width = len(grid.headings)
    if width < 3 or _NO_SUM.search(grid.headings[-1]):
        return
    of_months = _OF_MONTHS.match(grid.headings[-1]) and _are_months(grid.headings[1:-1])
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
        yield _finding(passage, values, total, " | ".join(row), name)


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
    months = [heading for heading in headings if heading.strip()[:3] in _MONTH]
    quarters = [heading for heading in headings if _QUARTER.search(heading)]
    people = [heading for heading in headings if _PEOPLE.match(heading)]
    return any(len(own) == len(headings) for own in (months, quarters, people))


def _are_months(headings: Sequence[str]) -> bool:
    return len(headings) > 1 and all(each.strip()[:3] in _MONTH for each in headings)


def _known(cells: Iterator[Cell]) -> list[Decimal]:
    return [cell.value for cell in cells if cell.value is not None]


def _adds_up(values: list[Decimal], total: Decimal) -> bool:
    """Tell whether figures make a total; printed decimals may be off by their rounding."""
    gap = abs(sum(values, Decimal(0)) - total)
    exact = all(value == value.to_integral_value() for value in (*values, total))
    return gap == 0 if exact else gap <= Decimal("0.01") * len(values)


def _is_other_total(values: list[Decimal], total: Decimal) -> bool:
    """Tell whether a total is an average, or the last of figures that accumulate."""
    mean = sum(values, Decimal(0)) / len(values)
    if total in (mean.quantize(Decimal(1), ROUND_HALF_UP), mean.quantize(Decimal("0.1"))):
        return True
    return values == sorted(values) and total == values[-1] and len(set(values)) > 1


def sums(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each sum of a línea that does not add up."""
    for passage in linea.passages:
        yield from sums_in(passage)
    yield from listed_sums(linea.passages)


def other_sums(written: Written) -> Iterator[PlacedFinding]:
    """Yield each sum of the front matter, and of what opens an área, that does not add up."""
    for section in written.sections:
        for passage in section.passages:
            for finding in sums_in(passage):
                place = section.heading or section.area
                yield PlacedFinding(finding, section.key, place)
        for finding in listed_sums(section.passages):
            yield PlacedFinding(finding, section.key, section.heading or section.area)
    for area in written.areas:
        for passage in area.opening:
            for finding in sums_in(passage):
                yield PlacedFinding(finding, area.key, area.name)


CHECKS = (LineaCheck((Code.SUM,), sums),)
WHOLE = (WholeCheck((Code.SUM,), other_sums),)
