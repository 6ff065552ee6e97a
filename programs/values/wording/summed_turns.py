"""Totals of several turns told one by one: "La de abril reunió a 120; … En las tres, 363".

Source: section 2.5 of the domain document.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from programs.values.wording.breakdown_parts import same_head
from programs.values.wording.counted import Counted, counted_of
from programs.values.wording.numbers import folded, holds_any

_MOST = 12  # turns
_ALL = (
    r"(?:(?:en|entre|con|de|a|durante|sumando|juntando|sumad[oa]s|contando|considerando|tod[oa]s"
    r"|a lo largo de|al (?:cabo|final|cierre) de)\s)?"
)
# "En las tres jornadas del trimestre se atendió a", before the total.
_OPENS = re.compile(rf"\W*{_ALL}(?:l|est|es)[oa]s\s")
_OPENS_BOTH = re.compile(rf"\W*{_ALL}amb[oa]s\s[^.,;:]{{3,80}}")
# What makes the total another one than that of the turns just told, or not of all of them.
_OTHER = re.compile(
    r"\b(?:anterior(?:es)?|previ[oa]s?|acumul\w+|ademas|tambien|otr[oa]s|al menos|mas de|cerca de"
    r"|aproximad\w+|programad[oa]s?|previst[oa]s?|restantes?|pendientes?|promedio|cada un[oa]"
    r"|distint[oa]s|diferentes|unic[oa]s|sin (?:repetir|contar|duplic\w+)|de l[oa]s (?:cuales|que)"
    r"|metas?|siguientes?|proxim[oa]s)\b"
)
_SIGNS = ("las ", "los ", "ambos", "ambas")


def turns_summed(text: str) -> Iterator[tuple[Counted, list[Counted]]]:
    """Yield each total of as many turns as the sentences right before it count, with those counts.

    Only what nearly makes it: others may be of anything.
    """
    plain = folded(text)
    if not holds_any(plain, _SIGNS):
        return
    counted = counted_of(text)
    for place, total in enumerate(counted):
        if total.elided or total.base or total.part or total.article:
            continue
        turns = _turns(plain, counted[place - 1] if place else None, total)
        before = (
            counted[: place - 1]
            if turns and counted[place - 1].sentence == total.sentence
            else (counted[:place])
        )
        run = list(before[-turns:]) if 2 <= turns <= _MOST else []
        if len(run) == turns > 1 and _are_told(plain, run, before[:-turns], total):
            yield total, run


def _turns(plain: str, number: Counted | None, total: Counted) -> int:
    """Return of how many turns a sentence tells the total, 0 where it tells none.

    `number` is the count before the total.
    """
    opener = plain[total.sentence.start : total.start]
    if _OTHER.search(plain, total.sentence.start, min(total.sentence.end, total.end + 60)):
        return 0
    if _OPENS_BOTH.fullmatch(opener):
        return 2
    if number is None or number.sentence != total.sentence or same_head(number, total):
        return 0
    opens = _OPENS.fullmatch(plain, total.sentence.start, number.start)
    between = plain[number.end : total.start]
    joined = between.count(",") < 2 and not any(sign in between for sign in ";:(")
    return int(number.value) if opens and joined and number.value <= _MOST else 0


def _are_told(
    plain: str, run: Sequence[Counted], earlier: Sequence[Counted], total: Counted
) -> bool:
    """Tell whether counts are of the noun of a total, one behind the other right before it."""
    if total.sentence.start - run[-1].sentence.end > 2 or not same_head(run[0], total):
        return False
    if run[0].elided or not all(each.elided or same_head(each, total) for each in run):
        return False
    if any(each.base or each.part or each.article for each in run):
        return False
    for one, other in zip(run, run[1:], strict=False):
        if one.sentence != other.sentence and other.sentence.start - one.sentence.end > 2:
            return False
    if any(each.sentence == run[0].sentence for each in earlier[-1:]):
        return False  # a number more stands before them: of what is not known
    if _OTHER.search(plain, run[0].sentence.start, run[-1].sentence.end):
        return False
    gap = abs(sum((each.value for each in run), Decimal(0)) - total.value)
    return gap * 10 <= total.value and all(each.value < total.value for each in run)
