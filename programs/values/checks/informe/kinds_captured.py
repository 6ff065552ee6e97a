"""A quantity that comes out only where things of the meta's other kind are counted too.

"La Séptima y la Octava Sesión Ordinaria y la Segunda Sesión Extraordinaria" where 3 sesiones of a
meta of sesiones ordinarias are told as done: no percentage is needed to ask.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Severity
from programs.values.checks.informe.base import LineaCheck
from programs.values.checks.informe.kinds import (
    other_kind,
    other_kind_by_ordinal,
    other_kind_in_rows,
    sentence_with,
)
from programs.values.checks.informe.mixed import mixed_in
from programs.values.checks.informe.set_aside import is_left_out
from programs.values.phrases import number_text
from programs.values.wording.counted import counted_of
from programs.values.wording.numbers import folded
from programs.values.wording.told import Told
from programs.values.wording.units import Unit, contrast_of, is_persons, stems, unit_of
from programs.values.written import Passage, Period, WrittenLinea

_OTHERS = (other_kind, other_kind_in_rows, other_kind_by_ordinal, mixed_in)
_ONE = (
    r"(?:(?:primer|segund|tercer|cuart|quint|sext|sep?tim|octav|noven|decim|undecim|duodecim|vigesim)"
    r"[oa]?|\d{1,2}(?:a|o|ª|°|º))"
)
# "la Séptima y la Octava Sesión Ordinaria", "la segunda extraordinaria"
_ORDINALS = re.compile(
    rf"\b(?P<which>{_ONE}(?:(?:\s?,\s|\s[ye]\s)(?:la\s|el\s)?{_ONE}){{0,8}})\s"
    r"(?P<what>[a-z\u00f1]{4,}(?:\s[a-z\u00f1]{4,}){0,2})"
)
_JOINT = re.compile(r"\s?,\s|\s[ye]\s")
_END = re.compile(r"[.,;:()\d]|\s[ye]\s")
_MANNER = 60  # signs behind a number in which its kind is told


def captured_of_two(linea: WrittenLinea, period: Period | None) -> Iterator[Finding]:
    """Yield that the quantity of the quarter is that of both kinds, and not of the meta's own."""
    if len(linea.amounts) != 1 or not linea.reported or is_left_out(linea):
        return
    amount, done = linea.amounts[0], linea.reported[0]
    unit = unit_of(amount.unit)
    if not done or not unit.kinds or any(map(is_persons, unit.heads)):
        return
    own, others, where = _told(linea, unit)
    right, wrong = _readings(own), _readings(others)
    if where is None or done in right:
        return
    if not any(mine + other == done for mine in right for other in wrong if mine and other):
        return
    if any(any(check(linea, period)) for check in _OTHERS):
        return
    passage, word = where
    yield Finding(
        Code.OTHER_KIND,
        Severity.DOUBT,
        f"La meta es de {amount.said}, y {number_text(done)} solo resultan si se cuentan otras"
        f" ({word})",
        passage.anchor,
        quote=sentence_with(passage.text, word),
    )


def _told(
    linea: WrittenLinea, unit: Unit
) -> tuple[tuple[int, Decimal], tuple[int, Decimal], tuple[Passage, str] | None]:
    """Return what is told of the own kind and of the other, by ordinals and by numbers."""
    named, counted = [0, 0], [Decimal(0), Decimal(0)]
    where: tuple[Passage, str] | None = None
    for passage in linea.prose:
        plain = folded(passage.text)
        for found in _ORDINALS.finditer(plain):
            which = _kind(unit, found["what"])
            if which is not None:
                named[which] += len(_JOINT.split(found["which"]))
                where = where or _place(passage, unit, found["what"], which)
        for each in counted_of(passage.text):
            behind = plain[each.end : min(each.sentence.end, each.end + _MANNER)]
            words = _END.split(behind, maxsplit=1)[0]
            which = _kind(unit, words)
            if which is None or each.base or each.told not in (Told.DONE, Told.RECEIVED):
                continue
            counted[which] += each.value
            where = where or _place(passage, unit, words, which)
    return (named[0], counted[0]), (named[1], counted[1]), where


def _kind(unit: Unit, words: str) -> int | None:
    """Return 0 for words of the unit's own kind, 1 for those of the other, None for neither."""
    own = set(stems(words))
    if unit.kinds & own:
        return 0
    return 1 if contrast_of(unit, words) else None


def _place(passage: Passage, unit: Unit, words: str, which: int) -> tuple[Passage, str] | None:
    if which == 0:
        return None
    return passage, next((each for each in words.split() if contrast_of(unit, each)), words)


def _readings(told: tuple[int, Decimal]) -> set[Decimal]:
    """Return what may be told by ordinals and numbers: the same things twice, or more of them."""
    named, counted = Decimal(told[0]), told[1]
    return {named, counted, named + counted}


CHECKS = (LineaCheck((Code.OTHER_KIND,), captured_of_two),)
