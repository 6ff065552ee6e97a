"""The percentages of a table against the quantities beside them: "Meta | Avance | %".

A row is judged only where the heads say which column is the whole, which the part and which the
percentage, and where another row of the table, or the cell itself, shows that they are meant so.
Source: section 2.2 of the domain document, column "Arithmetic".
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

from programs.values.checks.finding import Code, Finding, PlacedFinding, Severity
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.grids import SIGN, grid_of, number_in, percent_in
from programs.values.checks.informe.places import section_parts
from programs.values.checks.informe.statements import agrees, division, percent_words, rounds_to
from programs.values.percents import decimal_of
from programs.values.phrases import shown_percent
from programs.values.wording.numbers import folded
from programs.values.wording.percents import PercentMention
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_PERCENT = re.compile(r"%|\bpor\s?centaje\b|\bpor\s?ciento\b")
_WHOLE = re.compile(
    r"\b(?:metas?|fijad[oa]s?|programad[oa]s?|planead[oa]s?|previst[oa]s?|comprometid[oa]s?|universo|"
    r"recibid[oa]s?|ingresad[oa]s?|solicitad[oa]s?)\b"
)
_PART = re.compile(
    r"\b(?:avance|realizad[oa]s?|alcanzad[oa]s?|lograd[oa]s?|ejecutad[oa]s?|cumplid[oa]s?|"
    r"atendid[oa]s?|impartid[oa]s?|efectuad[oa]s?|hech[oa]s?|resultado|logro|concluid[oa]s?)\b"
)
# "Digitalizados", "Visitas practicadas": any deed, where no head has one of those words.
_DEED_HEAD = re.compile(r"\b[a-zñ]{4,}(?:ad|id)[oa]s$")
_MOST = 20
_MOST_COLUMNS = 6  # of figures, each two of which are tried


def table_percents(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each row of a table whose percentage is not what its quantities give."""
    for passage in linea.of_kind(PassageKind.TABLE):
        yield from _of_table(passage)


def section_table_percents(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of what stands outside of the líneas."""
    for part in section_parts(written):
        for found in table_percents(part, written.period):
            yield PlacedFinding(found, part.key, part.title)


def _of_table(passage: Passage) -> Iterator[Finding]:
    heads = [folded(cell) for cell in passage.rows[0]] if passage.rows else []
    percents = [n for n, head in enumerate(heads) if _PERCENT.search(head)] or [
        n for n in range(len(heads)) if _are_shares(passage.rows[1:], n)
    ]
    wholes = [n for n, head in enumerate(heads) if _WHOLE.search(head) and n not in percents]
    parts = [n for n, head in enumerate(heads) if _PART.search(head) and n not in percents]
    if len(percents) == len(wholes) == 1 and not parts:
        others = [n for n, head in enumerate(heads) if n not in (*percents, *wholes)]
        parts = [n for n in others if _DEED_HEAD.search(heads[n])]
    if len(percents) != 1:
        return
    if not wholes:
        shares = list(_of_shares(passage, percents[0]))
        yield from shares or _of_any_columns(passage, percents[0])
        return
    if not len(wholes) == len(parts) == 1:
        yield from _of_any_columns(passage, percents[0])
        return
    right, wrong = _judged(passage, wholes[0], parts[0], percents[0])
    if len(wrong) > max(right, 1):
        return  # what is a part of what is not known
    severity = Severity.ERROR if right else Severity.DOUBT
    for row, whole, part, said in wrong[:_MOST]:
        exact = shown_percent(decimal_of(Fraction(part) * 100 / Fraction(whole)))
        yield _wrong_row(passage, row, said, exact, division(part, whole), severity)


_Wrong = tuple[tuple[str, ...], Decimal, Decimal, Decimal]


def _judged(passage: Passage, of: int, done: int, percent: int) -> tuple[int, list[_Wrong]]:
    """Return how many rows agree, and each that does not with its whole, part and percentage."""
    right = 0
    wrong: list[_Wrong] = []
    for row in passage.rows[1:]:
        if len(row) != len(passage.rows[0]):
            continue
        whole, part = number_in(row[of]), number_in(row[done])
        said = percent_in(row[percent])
        if not whole or part is None or said is None:
            continue
        if agrees(PercentMention(said, 0, 0), Fraction(part) * 100 / Fraction(whole)):
            right += 1
        else:
            wrong.append((row, whole, part, said))
    return right, wrong


def _of_any_columns(passage: Passage, percent: int) -> Iterator[Finding]:
    """Yield the one row that disagrees where the rest show which column is a part of which.

    "Entes obligados | Entes enlazados | Por ciento": heads tell no whole, three rows do.
    """
    figures = [
        n
        for n in range(len(passage.rows[0]))
        if n != percent and any(number_in(row[n]) for row in passage.rows[1:] if n < len(row))
    ]
    if len(figures) > _MOST_COLUMNS:
        return
    for of, done in permutations(figures, 2):
        right, wrong = _judged(passage, of, done, percent)
        if right > 1 and not wrong:
            return
        if right > 1 and len(wrong) == 1:
            row, whole, part, said = wrong[0]
            exact = shown_percent(decimal_of(Fraction(part) * 100 / Fraction(whole)))
            yield _wrong_row(passage, row, said, exact, division(part, whole), Severity.ERROR)
            return


def _of_shares(passage: Passage, column: int) -> Iterator[Finding]:
    """Yield each row whose percentage is not its share of the total row: "24 | 18 %" of 160.

    Only where the one other column of figures has a total, and most rows are shares of it.
    """
    grid = grid_of(passage)
    if grid is None or grid.total_row is None or column >= len(grid.headings):
        return
    figures = [
        n
        for n in range(1, len(grid.headings))
        if n != column and grid.column(n)[grid.total_row].value
    ]
    whole = grid.column(figures[0])[grid.total_row].value if len(figures) == 1 else None
    if not whole:
        return
    right = 0
    wrong: list[tuple[tuple[str, ...], Decimal, Decimal]] = []
    for number, row in enumerate(grid.rows):
        if len(row) != len(grid.headings) or number == grid.total_row or number in grid.subtotals:
            continue
        part, said = number_in(row[figures[0]]), percent_in(row[column])
        if part is None or said is None:
            continue
        if rounds_to(PercentMention(said, 0, 0), Fraction(part) * 100 / Fraction(whole)):
            right += 1
        else:
            wrong.append((row, part, said))
    for row, part, said in wrong if len(wrong) == 1 and right > 1 else ():
        exact = shown_percent(decimal_of(Fraction(part) * 100 / Fraction(whole)))
        yield _wrong_row(passage, row, said, exact, division(part, whole), Severity.ERROR)


def _wrong_row(
    passage: Passage,
    row: tuple[str, ...],
    said: Decimal,
    exact: str,
    arithmetic: str,
    severity: Severity,
) -> Finding:
    return Finding(
        Code.WRITTEN_PERCENT,
        severity,
        f"La fila «{row[0].strip()}» dice {percent_words(said)}, y sus cantidades dan {exact}",
        passage.anchor,
        arithmetic=arithmetic,
        quote=" | ".join(row),
    )


def _are_shares(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Tell whether all cells of a column are percentages: "75 %"."""
    cells = [row[column] for row in rows if column < len(row)]
    return bool(cells) and all(SIGN.search(cell) for cell in cells)


CHECKS = (LineaCheck((Code.WRITTEN_PERCENT,), table_percents),)
WHOLE = (WholeCheck((Code.WRITTEN_PERCENT,), section_table_percents),)
