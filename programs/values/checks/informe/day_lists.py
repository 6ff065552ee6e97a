"""A list of what was done, each item with its day, one of them of the year before or after.

"Visita a Juncal, 24 de abril de 2025", "Visita a Dos Bocas, 19 de mayo de 2024": the year is the
only sign. Source: section 4 of the domain document.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from programs.values.checks.finding import Code, Finding, PlacedFinding
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.day_rows import day_outside
from programs.values.checks.informe.days import OF_LAST_YEAR
from programs.values.checks.informe.places import section_parts
from programs.values.phrases import long_date
from programs.values.quoted import quoted
from programs.values.wording.dated import dated_deeds
from programs.values.wording.dates import DateMention, dates_of
from programs.values.wording.numbers import folded
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

# What has a day of its own, which is not that of the deed.
_PAPER = re.compile(
    r"\W*(?:oficio|contrato|convenio|expediente|denuncia|queja|escrito|acta|minuta|acuerdo|ley"
    r"|decreto|reglamento|solicitud|dictamen|resolucion|juicio|procedimiento|recurso|factura)s?\b"
)
_OWN_DAY = re.compile(
    r"\b(?:entreg|envi|remit|present|celebr|realiz|impart|public|conclu|firm|suscri|atend|recib"
    r"|rend|notific|carg)\w*[oa]s?,?(?: el| con fecha)?(?: dia)? $"
)
_MOST = 60  # items of one list


def odd_items(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield the item whose day is of this quarter but for its year, beside others that are."""
    if period is None:
        return
    for kind, run in groupby(linea.passages, key=lambda each: each.kind):
        items = list(run)[:_MOST] if kind is PassageKind.ITEM else []
        dated = [
            (item, days[0])
            for item in items
            if (days := dates_of(item.text, period)) and _is_told(item, days[0])
        ]
        yield from _odd(dated, period)


def _is_told(item: Passage, day: DateMention) -> bool:
    """Tell whether the first day of an item is one day, and that of what the item tells."""
    before = folded(item.text[: day.start])
    if day.first is None or day.first != day.last or OF_LAST_YEAR.search(before):
        return False
    return not _PAPER.match(before) or _OWN_DAY.search(before) is not None


def _odd(dated: Sequence[tuple[Passage, DateMention]], period: Period) -> Iterator[Finding]:
    inside = [each for each in dated if each[1].within(period.starts_on, period.ends_on)]
    others = [each for each in dated if each not in inside]
    if not inside or len(others) != 1:
        return
    item, odd = others[0]
    day = odd.first
    if day is None or not odd.year_written or not _is_of_another_year(day, period):
        return
    if not all(_alike(item, odd, *each) for each in inside):
        return
    if any(not deed.weak and deed.start == odd.start for deed in dated_deeds(item.text, period)):
        return  # told as a deed by itself
    quote = quoted(item.text, 0, len(item.text))
    yield day_outside(f"Lo que se cuenta es del {long_date(day)}", day, period, item.anchor, quote)


def _is_of_another_year(day: date, period: Period) -> bool:
    if (day.month, day.day) == (2, 29):
        return False
    moved = (day.replace(year=day.year + step) for step in (1, -1))
    return any(period.starts_on <= each <= period.ends_on for each in moved)


def _alike(item: Passage, day: DateMention, other: Passage, its_day: DateMention) -> bool:
    """Tell whether two items open with the same word, or lead to their day with the same ones."""
    befores = [folded(item.text[: day.start]), folded(other.text[: its_day.start])]
    opens = [before.split(" ", 1)[0] for before in befores]
    leads = [before.rstrip().rsplit(" ", 2)[-2:] for before in befores]
    return (len(opens[0]) > 2 and opens[0] == opens[1]) or leads[0] == leads[1]


# "Tercera entrega: 3 de julio, plantel Santa Rita": a deed told in a line of a list.
_TURN = re.compile(
    r"\W*(?:primer|segund|tercer|cuart|quint|sext|septim|octav|noven|decim)[oa]? (?P<noun>\w{4,20})"
    r"\s?[:,.–-] ?(?:el |del? )?(?:dia )?$"
)
_TO_COME = re.compile(
    r"\b(?:program|previst|pendient|preve|calendariz|proxim|futur|estimad|tentativ|reprogram"
    r"|agendad|por (?:realizar|entregar|celebrar))|\bse \w{3,}ran?\b|\b(?:calendario|plazo|fechas"
    r" (?:limite|de entrega))\b"
)


def late_turns(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield the line of a list of deeds whose day comes after the quarter, beside two within it."""
    if period is None:
        return
    dated: dict[str, list[tuple[Passage, DateMention]]] = defaultdict(list)
    told = [each for each in linea.prose if _ORDINAL_OPENS.match(each.text)][:_MOST]
    for passage in told if len(told) > 2 else ():
        days = dates_of(passage.text, period)[:1]
        turn = _TURN.match(folded(passage.text[: days[0].start])) if days else None
        if turn and not _TO_COME.search(folded(passage.text)):
            dated[turn["noun"]].append((passage, days[0]))
    if any(_TO_COME.search(folded(each.text)) for each in linea.prose if each.text.endswith(":")):
        return
    for same in dated.values():
        inside = [each for _, each in same if each.within(period.starts_on, period.ends_on)]
        late = [(item, each.first) for item, each in same if each.first and each.first == each.last]
        for item, day in late if len(inside) > 1 else ():
            if day > period.ends_on:
                said = f"Lo que se cuenta es del {long_date(day)}"
                quote = quoted(item.text, 0, len(item.text))
                yield day_outside(said, day, period, item.anchor, quote)


# Cheap: most passages open with anything else.
_ORDINAL_OPENS = re.compile(r"\W{0,4}(?:[PpSsTtCcQqOoNnDd]\w{4,8}) \w{4,20}\s?[:,.–-] ")


def section_items(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of what stands outside of the líneas."""
    for part in section_parts(written):
        for found in odd_items(part, written.period):
            yield PlacedFinding(found, part.key, part.title)


CHECKS = (
    LineaCheck((Code.DEED_DAY,), odd_items),
    LineaCheck((Code.DEED_DAY,), late_turns),
)
WHOLE = (WholeCheck((Code.DEED_DAY,), section_items),)
