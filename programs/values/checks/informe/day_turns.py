"""Deeds that a text counts and dates one by one, one of them of another quarter or year.

"Tres visitas: la primera, el 18 de abril; la segunda, el 9 de mayo; la última, el 17 de julio": the
days are as many as the deeds, or each stands with its turn, so that all of them are told as done.
What is to come, and the day of a paper or of a law, is none of them. Source: section 4 of the
domain document.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from programs.values.checks.finding import Code, Finding, PlacedFinding
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.informe.day_rows import day_outside
from programs.values.checks.informe.days import front_days, told_days
from programs.values.checks.informe.places import section_parts
from programs.values.phrases import long_date
from programs.values.quoted import quoted
from programs.values.wording.dates import DateMention, dates_of
from programs.values.wording.numbers import folded, numbers_of
from programs.values.written import Passage, PassageKind, Period, Written, WrittenLinea

_MOST = 12  # deeds that a text dates one by one
_TO_COME = re.compile(
    r"\b(?:program|previst|pendient|preve|calendariz|proxim|futur|estimad|tentativ|reprogram"
    r"|agendad|convocad|fijad|citad|pospus|difir|aplaz|recorri|vence|plazo|limite|queda(?:n|ra|ron)?"
    r"|falta|por (?:realizar|entregar|celebrar|hacer)|siguiente|sera|seran|habra|tendra)"
    r"|\bpara el (?:dia )?$|\ba mas tardar|\bse \w{3,}ran?\b|\bhasta el\b"
)
# What has a day that is not that of the deed.
_OF_PAPER = re.compile(
    r"\b(?:oficios?|contratos?|convenios?|expedientes?|denuncias?|quejas?|escritos?|actas?|minutas?"
    r"|acuerdos?|leyes|ley|decretos?|reglamentos?|solicitud(?:es)?|peticion(?:es)?|publicad[oa]s?"
    r"|periodico|diario|vigen\w+|aprobad[oa]s?|autorizad[oa]s?|(?:al|de) corte|recibid[oa]s?"
    r"|cread[oa]|nombramiento|anterior(?:es)?|antecedente|iniciad[oa]s?|desde|lineamientos?|facturas?"
    r"|ejercicio|informacion|periodo|cierre)\b"
)
_TURN = re.compile(
    r"\b(?:primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|ultim[oa]|otr[oa]|un[oa]"
    r"|restante)\b"
)
_DONE = re.compile(
    r"\w{3,}(?:aron|ieron|yeron)\b|\b(?:se|fue|fueron|hubo|dio|hizo|tuvo|tuvieron)\b"
    r"|\w{3,}[ai]d[oa]s\b"
    r"|\b(?:entregas|visitas|sesiones|reuniones|cursos|talleres|actividades|acciones) del"
    r" (?:trimestre|periodo)\b"
)


class _Told(NamedTuple):
    """A day of a text, with what stands between it and the one before."""

    day: DateMention
    before: str


def turns_outside(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield the deed of each passage, or list, that is counted with others and lies outside."""
    if period is None:
        return
    found = [
        *(each for passage in linea.prose for each in _of_passage(passage, period)),
        *_of_lists(linea.passages, period),
    ]
    if not found:
        return
    known = {each.anchor for each in told_days(linea, period) if each.code is Code.DEED_DAY}
    for each in found:
        if each.anchor not in known:
            known.add(each.anchor)
            yield each


def _of_passage(passage: Passage, period: Period) -> Iterator[Finding]:
    told = list(_single_days(passage.text, period))
    if not 2 <= len(told) <= _MOST:
        return
    inside = [each for each in told if each.day.within(period.starts_on, period.ends_on)]
    odd = [each for each in told if each not in inside]
    if len(odd) != 1 or not inside or not _DONE.search(folded(passage.text)):
        return
    if not _is_of_another(odd[0], period) or any(
        _OF_PAPER.search(each.before) for each in told[1:]
    ):
        return
    opening = folded(passage.text[: told[0].day.start])
    first = told[0].before.rsplit(". ", 1)[-1]
    if _OF_PAPER.search(first[-40:]):
        return
    turns = sum(_TURN.search(each.before[-60:]) is not None for each in told)
    counted = any(int(each.value) == len(told) for each in numbers_of(opening) if each.value < 20)
    if (counted or (turns == len(told) and len(inside) > 1)) and _is_done(passage.text, odd[0].day):
        yield _finding(passage, odd[0].day, period)


def _single_days(text: str, period: Period) -> Iterator[_Told]:
    """Yield the days of a text that are one day each; nothing where a span is told."""
    days = dates_of(text, period)
    if any(each.first is None or each.first != each.last for each in days):
        return
    plain = folded(text)
    ends = [0, *(each.end for each in days)]
    for day, end in zip(days, ends, strict=False):
        yield _Told(day, plain[end : day.start])


def _is_of_another(told: _Told, period: Period) -> bool:
    """Tell whether a day lies after the quarter, or is one of it but for the year."""
    day = told.day.first
    if day is None or (day.month, day.day) == (2, 29):
        return False
    if day > period.ends_on:
        return (day - period.ends_on).days < 400
    moved = day.replace(year=day.year + 1)
    return told.day.year_written and period.starts_on <= moved <= period.ends_on


def _is_done(text: str, day: DateMention) -> bool:
    """Tell whether nothing around a day says that it is to come."""
    plain = folded(text)
    start = max(plain.rfind(sign, 0, day.start) for sign in (". ", ";", ": ")) + 1
    ends = [at for sign in (".", ";", "\n") if (at := plain.find(sign, day.end)) > 0]
    end = min(ends, default=len(plain))
    return not _TO_COME.search(plain[start:end])


def _of_lists(passages: Sequence[Passage], period: Period) -> Iterator[Finding]:
    """Yield the item of a list of what was done whose day alone lies outside.

    What stands above it says that it is done: "Se efectuaron los operativos siguientes:".
    """
    for at, (intro, item) in enumerate(pairwise(passages)):
        opens = intro.kind is PassageKind.TEXT and item.kind is PassageKind.ITEM
        plain = folded(intro.text)
        if (
            not opens
            or not _DONE.search(plain)
            or _TO_COME.search(re.sub(r"siguientes?", "", plain))
        ):
            continue
        items = []
        for each in passages[at + 1 :]:
            if each.kind is not PassageKind.ITEM:
                break
            items.append(each)
        yield from _of_items(items, period)


def _of_items(items: Sequence[Passage], period: Period) -> Iterator[Finding]:
    told = [(item, list(_single_days(item.text, period))) for item in items[:_MOST]]
    dated = [(item, days[0]) for item, days in told if len(days) == 1]
    if len(dated) != len(told) or len(dated) < 2:
        return
    odd = [each for each in dated if not each[1].day.within(period.starts_on, period.ends_on)]
    if len(odd) != 1 or not _is_of_another(odd[0][1], period):
        return
    if any(_OF_PAPER.search(day.before) for _, day in dated):
        return
    item, day = odd[0]
    if not _TO_COME.search(folded(item.text)):
        yield _finding(item, day.day, period)


def _finding(passage: Passage, day: DateMention, period: Period) -> Finding:
    assert day.first is not None
    said = f"Lo que se cuenta es del {long_date(day.first)}"
    quote = quoted(passage.text, day.start, day.end, 80, 60)
    return day_outside(said, day.first, period, passage.anchor, quote)


def section_turns(written: Written) -> Iterator[PlacedFinding]:
    """Yield the same of what stands outside of the líneas."""
    found = [
        (part, each)
        for part in section_parts(written)
        for each in turns_outside(part, written.period)
    ]
    if not found:
        return
    known = {
        (each.subject, each.finding.anchor)
        for each in front_days(written)
        if each.finding.code is Code.DEED_DAY
    }
    for part, each in found:
        if (part.key, each.anchor) not in known:
            yield PlacedFinding(each, part.key, part.title)


CHECKS = (LineaCheck((Code.DEED_DAY,), turns_outside),)
WHOLE = (WholeCheck((Code.DEED_DAY,), section_turns),)
