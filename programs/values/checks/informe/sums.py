"""Sums that an informe prints, in prose and in tables, against what they are the sum of.

Source: section 2.5 of the domain document: "84 mujeres y 177 hombres" of 261 participantes, the
months of a table and its total.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from programs.values.checks.finding import Code, Finding, PlacedFinding
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.grids import grid_of, number_in
from programs.values.checks.informe.list_parts import IN_PART, one_count, part_of
from programs.values.checks.informe.listed_totals import listed_totals
from programs.values.checks.informe.sum_found import MOST_SHOWN, wrong_sum
from programs.values.checks.informe.sum_tables import table_sums
from programs.values.wording.added_up import added_up
from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.dates import MONTH
from programs.values.wording.dimensions import may_overlap
from programs.values.wording.money import shares_of, totals_after
from programs.values.wording.nearly_summed import made_up, nearly_summed
from programs.values.wording.numbers import folded, numbers_of
from programs.values.wording.parts_next import parts_next, turns_behind
from programs.values.wording.summed import (
    by_months,
    groups_overlap,
    labelled_next,
    labelled_parts,
    shared_next,
    shared_out,
    shared_to_the_rest,
    totals_behind,
)
from programs.values.wording.summed_clauses import bracketed_parts, summed_behind, summed_clauses
from programs.values.wording.summed_turns import turns_summed
from programs.values.wording.the_rest import rest_behind
from programs.values.wording.told import Told
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea


def sums_in(passage: Passage, after: str = "") -> Iterator[Finding]:
    """Yield each sum of a passage that does not add up; `after` is what is told behind it."""
    if passage.kind is PassageKind.TABLE:
        grid = grid_of(passage)
        if grid:
            yield from table_sums(passage, grid)
    elif passage.kind in (PassageKind.TEXT, PassageKind.ITEM):
        yield from _sums_told(passage, after)


_FEWEST = 2  # numbers of a text with a sum: a part of it may be told without one


def _sums_told(passage: Passage, after: str) -> Iterator[Finding]:
    """Yield each sum of prose that does not add up, nor says that its groups overlap."""
    text = passage.text
    if len(numbers_of(text)) < _FEWEST:
        return
    for parts, total, start, end in _totals_told(text, after):
        more = sum(parts, Decimal(0)) - total
        if more > 0 and groups_overlap(text, start):
            continue
        if more and not (more < 0 and made_up(text, end, -more)):
            yield wrong_sum(passage, parts, total, text[start:end])


def _totals_told(text: str, after: str) -> Iterator[tuple[list[Decimal], Decimal, int, int]]:
    """Yield the parts and the total of each sum of a text, and where it begins and ends."""
    for shares in chain(shares_of(text), totals_after(text)):
        yield list(shares.parts), shares.total, shares.start, shares.end
    for total, run in totals_behind(text):
        yield [part.value for part in run], total.value, run[0].start, total.end
    for total, run in added_up(text):
        values = [part.value for part in run]
        if all(sum(values[start:]) != total.value for start in range(len(values) - 1)):
            yield values, total.value, run[0].start, total.end
    broken = [
        each
        for each in breakdowns_of(text)
        if each.sum != each.total.value
        # "Tiene tres acciones: 500 tutorías de meta y 125 dadas" shares out no three.
        and not all(part.value > each.total.value for part in each.parts)
    ]
    shared = (
        *shared_out(text),
        *shared_to_the_rest(text),
        *labelled_parts(text),
        *shared_next(text),
        *labelled_next(text),
        *by_months(text),
        *turns_summed(text),
    )
    for total, run in shared:
        apart = not any(each.end >= run[0].start >= each.start for each in broken)
        if apart and (values := _values(text, after, total, run)):
            start, end = min(total.start, run[0].start), max(total.end, run[-1].end)
            yield values, total.value, start, end
    for each in broken:
        if values := _values(text, after, each.total, each.parts):
            yield values, each.total.value, each.start, each.end
    for number, values, start, end in chain(parts_next(text), turns_behind(text)):
        if not any(run[0].start < end and start < run[-1].end for _, run in shared):
            yield values, number, start, end
    told = [(run[0].start, run[-1].end) for _, run in shared]
    told += [(each.start, each.end) for each in breakdowns_of(text)]
    for total, run in chain(nearly_summed(text), summed_clauses(text), bracketed_parts(text)):
        start, end = min(total.start, run[0].start), max(total.end, run[-1].end)
        apart = not any(first < end and start < last for first, last in told)
        if apart and (values := _values(text, after, total, run)):
            told.append((start, end))
            yield values, total.value, start, end


def _values(text: str, after: str, total: Counted, parts: Sequence[Counted]) -> list[Decimal]:
    """Return what the parts of a total are, with the rest of it that is told behind them.

    None where that makes it, or where the parts are told apart by several things.
    """
    values = [part.value for part in parts]
    missing = total.value - sum(values, Decimal(0))
    if not missing or may_overlap(folded(text), parts):
        return []
    rest = rest_behind(f"{text} {after}", parts[-1].end) if missing > 0 else None
    if rest is None:
        return values
    if rest.value in (None, missing):
        return []
    return [*values, rest.value] if rest.sure and rest.value else values


def listed_sums(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Yield each total of a paragraph that the list below it does not make.

    "140 participantes, distribuidos así:" above items of one number each.
    """
    place = 0
    while place < len(passages):
        head = passages[place]
        place += 1
        if head.kind is not PassageKind.TEXT:
            continue
        told = _TOTAL_OF.fullmatch(folded(head.text[:160]))
        items: list[Passage] = []
        while place < len(passages) and passages[place].kind is PassageKind.ITEM:
            items.append(passages[place])
            place += 1
        if not (told or head.text.rstrip().endswith(":")):
            yield from _of_months(head, items)
            continue
        shared = None if told else _shared_total(head.text[-400:])
        total = number_in(told["number"]) if told else shared or one_count(head.text, len(items))
        parts = [part_of(item.text) for item in items[: 2 * MOST_SHOWN]]
        values = [each for each in parts if each is not None]
        if total is None or len(values) < 2 or len(values) < len(items):
            continue
        gap = abs(sum(values, Decimal(0)) - total)
        sure = told["total"] if told else shared
        if not sure and (len(values) < 3 or gap * 10 > total):
            continue  # a figure above others: only what nearly makes it is its parts
        if gap:
            yield wrong_sum(head, values, total, head.text)


def _of_months(head: Passage, items: Sequence[Passage]) -> Iterator[Finding]:
    """Yield the one count of a paragraph that the months below it do not make.

    "Se recibieron 37 denuncias." above "En abril ingresaron nueve.", "En mayo, catorce.", …
    """
    months = [_IN_MONTH.match(folded(item.text)) for item in items]
    if len(items) != _MONTHS_OF_QUARTER or len({each[1] for each in months if each}) < len(items):
        return
    counted = [each for each in counted_of(head.text) if not each.article]
    numbers = [list(numbers_of(item.text)) for item in items]
    if len(counted) != 1 or counted[0].base or any(len(each) != 1 for each in numbers):
        return
    values = [each[0].value for each in numbers]
    done = counted[0].told in (Told.DONE, Told.RECEIVED)
    if done and sum(values, Decimal(0)) != counted[0].value:
        yield wrong_sum(head, values, counted[0].value, head.text)


_MONTHS_OF_QUARTER = 3
_IN_MONTH = re.compile(rf"\W*(?:en\s(?:el\smes\sde\s)?)?({MONTH})\b(?!\sde\s\d{{4}}\s\d)")


def _shared_total(text: str) -> Decimal | None:
    """Return the last count of a paragraph that says that it is shared out, None for none."""
    counted = [each for each in counted_of(text) if not each.article]
    if not counted or counted[-1].base or counted[-1].told in (Told.PLANNED, Told.BEFORE):
        return None
    after = folded(text[counted[-1].end :])
    return counted[-1].value if _SHARED_OUT.search(after) and not IN_PART.search(after) else None


# "Total de usuarios atendidos: 88", above its parts.
_TOTAL_OF = re.compile(r"(?P<total>total\b)?[^:\d]{3,80}:\s{0,3}(?P<number>\d[\d,]{0,12})\W{0,3}")
_SHARED_OUT = re.compile(
    r"\b(?:distribuid|desglosad|dividid|integrad|clasificad|conformad|repartid)[oa]s?\b|"
    r"\b(?:de\s+la\s+siguiente\s+(?:manera|forma)|como\s+sigue|de\s+l[oa]s\s+cuales|asi)\b|"
    r"\bpor\s+(?:sector|sexo|municipio|region|tipo|mes|area|nivel|edad|rubro)\b"
)


def joined_tables(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages, each table that another goes on with made one with it.

    "Cuadro 1 (continuación)", or a total "de ambas partes", under the same heading.
    """
    before: Passage | None = None
    for place, passage in enumerate(passages):
        if passage.kind is not PassageKind.TABLE:
            yield passage
            continue
        around = " ".join(each.text[:200] for each in passages[max(0, place - 1) : place + 2])
        total = " ".join(" ".join(row[:1]) for row in passage.rows[-1:])
        goes_on = _GOES_ON.search(folded(around)) or _OF_BOTH.search(folded(total))
        whole = before and (grid := grid_of(before)) and grid.total_row is not None
        headless = bool(passage.rows) and number_in(passage.rows[0][-1]) is not None
        if before and goes_on and not whole and before.rows[0] == passage.rows[0]:
            passage = replace(passage, rows=(*before.rows, *passage.rows[1:]))
        elif before and goes_on and not whole and headless:
            passage = replace(passage, rows=(*before.rows, *passage.rows))
        before = passage if passage.rows else None
        yield passage


_GOES_ON = re.compile(r"\b(?:continua(?:cion)?|cont\.|segunda\sparte|parte\s(?:2|ii|dos))")
_OF_BOTH = re.compile(
    r"\b(?:amb[oa]s|l[oa]s\s(?:dos|tres)|tod[oa]s\sl[oa]s)\s(?:partes|tablas|cuadros|hojas|paginas)\b"
)


def _sums_of(passages: Sequence[Passage]) -> Iterator[Finding]:
    """Yield each sum of these passages by itself that does not add up."""
    told = list(joined_tables(passages))
    for passage, after in zip(told, (*told[1:], None), strict=False):
        yield from sums_in(passage, after.text[:_REST_WITHIN] if after else "")
        if after and passage.kind is after.kind is PassageKind.TEXT:
            yield from _shared_below(passage, after)


def _shared_below(passage: Passage, after: Passage) -> Iterator[Finding]:
    """Yield the total of a paragraph that the next one shares out to the rest, and not rightly."""
    for total, run in summed_behind(passage.text, after.text):
        text = f"{passage.text}\n{after.text}"
        if values := _values(text, "", total, run):
            more = sum(values, Decimal(0)) - total.value
            if not (more > 0 and groups_overlap(text, run[0].start)):
                yield wrong_sum(after, values, total.value, text[run[0].start : run[-1].end])


_REST_WITHIN = 120  # signs of a paragraph, in which the rest of what the one before counts is told


def sums(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield each sum of a línea that does not add up."""
    yield from _sums_of(linea.passages)
    yield from listed_sums(linea.passages)
    yield from listed_totals(linea.passages)


def other_sums(written: Written) -> Iterator[PlacedFinding]:
    """Yield each sum of the front matter, and of what opens an área, that does not add up."""
    above: Sequence[str] = written.cover
    for section in written.sections:
        for finding in _sums_of(section.passages):
            yield PlacedFinding(finding, section.key, section.heading or section.area)
        for finding in listed_sums(section.passages):
            yield PlacedFinding(finding, section.key, section.heading or section.area)
        # "Total de quejas: 26", with which a cover may end.
        for finding in listed_totals(section.passages, above[-1:]):
            yield PlacedFinding(finding, section.key, section.heading or section.area)
        above = ()
    for area in written.areas:
        for finding in _sums_of(area.opening):
            yield PlacedFinding(finding, area.key, area.name)


CHECKS = (LineaCheck((Code.SUM,), sums),)
WHOLE = (WholeCheck((Code.SUM,), other_sums),)
