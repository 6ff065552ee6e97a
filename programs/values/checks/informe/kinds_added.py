"""One thing of another kind that is added to those that a meta counts, and makes its percentage.

"Bolsas de composta regaladas, 500" among rows of árboles; four cursos by their names, a conferencia
and "con estos cinco eventos". Source: Archivo 5 in section 2.2 of the domain document.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.finding import Code, Finding
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.evidence import amounts_in
from programs.values.checks.informe.grids import grid_of, number_in
from programs.values.checks.informe.kinds import (
    needs_others,
    only_with_others,
    other_kind,
    other_kind_in_rows,
    sentence_with,
)
from programs.values.checks.informe.kinds_by_day import EVENTS, other_event
from programs.values.checks.informe.mixed import mixed_in
from programs.values.checks.informe.other_things import lesser_beside, lesser_in_rows, other_thing
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.checks.informe.statements import Statement, statements_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.units import stems, unit_of
from programs.values.written import Amount, Passage, PassageKind, Period, WrittenLinea

_OTHERS = (
    other_kind, other_kind_in_rows, other_event, mixed_in, other_thing, lesser_in_rows,
    lesser_beside,
)  # fmt: skip


def added_thing(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that a percentage comes out only with one thing that is none of the meta's."""
    said = [each for each in statements_of(linea) if each.value > 0]
    amounts = amounts_in(linea)
    if not said or len(amounts) != 1 or not amounts[0].quantity or is_left_out(linea):
        return
    heads = unit_of(amounts[0].unit).heads
    if not heads:
        return
    found = (
        *_in_rows(linea, heads, said[-1], amounts[0]),
        *_in_prose(linea, heads[0], said[-1], amounts[0]),
    )
    for passage, word in found:
        if not any(any(check(linea, period)) for check in _OTHERS):
            quote = sentence_with(passage.text, word) if passage.text else word
            yield only_with_others(amounts[0], passage, word, quote)
        return


def _in_rows(
    linea: WrittenLinea, heads: tuple[str, ...], said: Statement, amount: Amount
) -> Iterator[tuple[Passage, str]]:
    """Yield the row that names another thing than all the others, of a table that sums them."""
    for table in linea.of_kind(PassageKind.TABLE):
        grid = grid_of(table)
        if grid is None or grid.total_row is None or not _sums_in_last(grid.headings):
            continue
        rows = [row for n, row in enumerate(grid.rows) if n != grid.total_row and len(row) > 1]
        told = [(row[0], stems(folded(row[0]))[:1], number_in(row[-1])) for row in rows]
        values = [value for _, _, value in told if value is not None]
        other = [(name, value) for name, own, value in told if not {*own} & {*heads}]
        if len(other) != 1 or len(values) != len(told) or len(told) < 2:
            continue
        (name, value), every = other[0], sum(values, Decimal(0))
        if not value or {*heads} & {*stems(folded(name))}:
            continue
        summed = grid.rows[grid.total_row][0]
        if len(told) == 2 and {*heads} & {*stems(folded(summed))}:
            continue  # "Sesiones 3, reuniones 7. Total de sesiones 10": both are such
        if needs_others(said, amount, every - value, every):
            yield table, " ".join(name.split()[:_MOST_WORDS])


_MOST_WORDS = 5  # of a row that is named in a finding


def _sums_in_last(headings: tuple[str, ...]) -> bool:
    """Tell whether the last column holds what was done: the only one, or the sum of the others."""
    return len(headings) == 2 or _SUM.match(headings[-1]) is not None


_SUM = re.compile(r"\W*(?:suma|total|acumulad[oa])\b")
# "Con estos cinco eventos", "las cinco actividades", "cinco eventos en total"
_IN_ALL = re.compile(
    r"\b(?:con|l[oa]s|est[oa]s|dich[oa]s)\s(?:(?:est|es|l)[oa]s\s)?(?P<number>\w+)\s"
    r"(?:eventos|actividades|acciones|ejercicios|jornadas|sesiones formativas)\b"
)
_LISTED = re.compile(r"\bl[oa]s\s(?P<noun>[a-z\u00f1]{4,})\s(?:de|sobre|en|denominad[oa]s)?:?\s?")
_END = re.compile(r"[.;:]\s|,?\sasi\scomo\s|,\s(?:ademas|y\sse|asimismo)\b")
_BETWEEN = re.compile(r",\s(?:y\s|e\s)?|\s[ye]\s")
_ONE = re.compile(r"\b(?:la|el|una?)\s(?P<noun>[a-z\u00f1]{4,})\b")


def _in_prose(
    linea: WrittenLinea, head: str, said: Statement, amount: Amount
) -> Iterator[tuple[Passage, str]]:
    """Yield the one event that makes the number of "estos cinco eventos" beside those listed."""
    if head not in EVENTS:
        return
    told = [*linea.prose, *((linea.closing,) if linea.closing else ())]
    every = {
        number.value
        for passage in told
        for found in _IN_ALL.finditer(folded(passage.text))
        for number in numbers_of(found["number"])
    }
    for passage in linea.prose:
        plain = folded(passage.text)
        for found in _LISTED.finditer(plain):
            if stems(found["noun"]) != (head,) or not found["noun"].endswith("s"):
                continue
            end = _END.search(plain, found.end())
            items = len(_BETWEEN.split(plain[found.end() : end.start() if end else None]))
            others = [
                one["noun"]
                for one in _ONE.finditer(plain, end.end() if end else len(plain))
                if set(stems(one["noun"])) & (EVENTS - {head})
            ]
            number = Decimal(items + 1)
            if len(others) != 1 or items < 2 or number not in every:
                continue
            if needs_others(said, amount, Decimal(items), number):
                yield passage, others[0]
                return


CHECKS = (LineaCheck((Code.OTHER_KIND,), added_thing),)
