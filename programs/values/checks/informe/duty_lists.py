"""A list with an entry for each turn of a duty, from which one turn is left out.

"Bimestre enero-febrero ... 16 de febrero", one turn a line, a row or a clause, in an informe that
says that the duty comes round "cada bimestre". A turn that is named or explained elsewhere is not
missing. Source: section 4 of the domain document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from programs.values.checks.finding import Code, PlacedFinding
from programs.values.checks.informe.base import WholeCheck
from programs.values.checks.informe.duty import (
    CALLED,
    EMPTY,
    EXPLAINED,
    ORDINALS,
    PART_OF_YEAR,
    Duty,
    duty_of,
    gap_finding,
    naming,
)
from programs.values.checks.informe.places import Place, places_of
from programs.values.quoted import LONGEST
from programs.values.shortened import shortened
from programs.values.wording.dates import MONTH, MONTHS
from programs.values.wording.numbers import folded, holds_any
from programs.values.wording.sentences import sentences_of
from programs.values.wording.turns import gaps
from programs.values.written import PassageKind, Written

_ANY_UNIT = "|".join(CALLED.values())
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_SPAN = rf"(?P<first>{MONTH})\s?(?:[-–—/]|\bal?\b|\by\b)\s?(?P<last>{MONTH})"
# What stands between the turn and what is told of it.
_THEN = r"\)?\s{0,3}(?:[:,|(]|\.{2,}|…|[-–—]{1,2}\s|\.\s|\s{2,}|=|\s(?:el|del)\s)[\s.…:|(–—-]*"
_ENTRY = re.compile(
    rf"[\W_]{{0,6}}(?:\d{{1,2}}[.)]\s?)?(?:el\s|en\s(?:el\s)?|del\s)?"
    rf"(?:(?:(?P<unit>{_ANY_UNIT})\s?[:(]?\s?(?:de\s)?)?{_SPAN}"
    rf"|(?P<ordinal>{_ORDINAL})[.°º]{{0,2}}\s(?P<named>{_ANY_UNIT})\b(?:\s?\([^()]{{3,30}}\))?(?:\sdel?\s20\d\d)?)"
    rf"(?P<then>{_THEN})(?P<told>[^;\n]{{0,160}})"
)
_NAMED = (*CALLED.values(), *MONTHS)  # of which one is in every entry
_APART = re.compile(r"[;\n]")
_MOST_ENTRIES = 60


@dataclass(frozen=True)
class _Entry:
    """A turn that is told: how many months it lasts, which one it is, and what is said of it."""

    months: int
    turn: int
    told: str
    place: Place
    order: int


def duty_lists(written: Written) -> Iterator[PlacedFinding]:
    """Yield each list of the turns of a duty that leaves one out between two others."""
    places = list(places_of(written))
    entries = [each for n, place in enumerate(places) for each in _entries(place, n)]
    for months in CALLED:
        own = [each for each in entries if each.months == months][:_MOST_ENTRIES]
        told = frozenset(each.turn for each in own if folded(each.told).strip() not in EMPTY)
        missing = gaps(told)
        duty = Duty(months)
        if len(told) < max(2, duty.turns - 2) or len(told) != len(own) or not missing:
            continue
        if len(missing) > 1 or not _is_owed(places, duty) or _accounted(places, own, duty, missing):
            continue
        first = own[0].place
        quote = shortened(own[0].told, LONGEST)
        found = gap_finding(duty, tuple(sorted(told)), missing, first.passage, quote)
        yield PlacedFinding(found, first.subject, first.name)


def _entries(place: Place, order: int) -> Iterator[_Entry]:
    """Yield the turns that lines, clauses or rows of a passage open with."""
    passage = place.passage
    if passage.kind is PassageKind.TABLE:
        lines = [" | ".join(row) for row in passage.rows[:_MOST_ENTRIES]]
    else:
        lines = _APART.split(passage.text[:4000])[:_MOST_ENTRIES]
    if not holds_any(folded(passage.words), _NAMED):
        return
    for line in lines:
        plain = folded(line)
        found = _ENTRY.match(plain) or _ENTRY.match(plain.partition(":")[2])
        if not found:
            continue
        if found["ordinal"]:
            months = next(n for n, unit in CALLED.items() if unit == found["named"])
            yield _Entry(months, ORDINALS[found["ordinal"]], found["told"], place, order)
            continue
        first, last = MONTHS[found["first"]], MONTHS[found["last"]]
        months = last - first + 1
        if months in CALLED and (first - 1) % months == 0:
            yield _Entry(months, (first - 1) // months + 1, found["told"], place, order)


def _is_owed(places: list[Place], duty: Duty) -> bool:
    """Tell whether the informe says that something comes round so often, all the year."""
    for place in places:
        if place.passage.kind is PassageKind.TABLE:
            continue
        for sentence in sentences_of(place.passage.text):
            text = place.passage.text[sentence.start : sentence.end]
            if duty_of(text) == duty and not PART_OF_YEAR.search(folded(text)):
                return True
    return False


def _accounted(
    places: list[Place], own: list[_Entry], duty: Duty, missing: tuple[int, ...]
) -> bool:
    """Tell whether a missing turn is named anywhere, or what stands about the list explains it."""
    first, last = own[0].order, own[-1].order
    near = places[max(0, first - 1) : last + 2]
    if any(EXPLAINED.search(folded(each.passage.words)) for each in near):
        return True
    words = [naming(duty, turn) for turn in missing]
    return any(each.search(folded(place.passage.words)) for place in places for each in words)


WHOLE = (WholeCheck((Code.DUTY_GAP,), duty_lists),)
