"""What the counts of a part of an informe make, which a figure of the presentación may be.

Sums of what stands one behind the other, what one number leaves of another, and which of its
sentences are of another time. Source: section 2.5 of the domain document.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from programs.values.wording.breakdowns import breakdowns_of
from programs.values.wording.counted import Counted
from programs.values.wording.periods import periods_of
from programs.values.wording.sentences import sentences_of
from programs.values.wording.units import stems
from programs.values.written import Period

_LONGEST_RUN, _MOST_SUMMED = 8, 20


def without_parts(text: str, counted: Sequence[Counted]) -> Sequence[Counted]:
    """Return the first counts of a text, without the parts of a total that they make.

    "64 asesorías: 21 en enero, 18 en febrero y 25 en marzo": 46 are told nowhere.
    """
    whole = [each for each in breakdowns_of(text) if each.sum == each.total.value]
    parts = {part.start for each in whole for part in each.parts if len(each.parts) > 2}
    return [each for each in counted[:_MOST_SUMMED] if each.start not in parts]


def sums(values: Sequence[Decimal]) -> set[Decimal]:
    """Return the sums of numbers that stand one behind the other."""
    return {
        sum(values[start:end], Decimal(0))
        for start in range(len(values))
        for end in range(start + 2, min(start + _LONGEST_RUN, len(values)) + 1)
    }


def left(counted: Sequence[Counted], head: str) -> set[Decimal]:
    """Return what one number leaves of another of its noun: "Sumados a los 8 de antes, van 12".

    One without a noun may be of that which is asked for, by its stem.
    """
    values: dict[str, set[Decimal]] = defaultdict(set)
    for each in counted:
        own = () if each.elided else stems(each.noun)
        values[next(iter(own), head)].add(each.value)
    return {abs(one - other) for own in values.values() for one in own for other in own}


def of_before(text: str, period: Period | None) -> set[int]:
    """Return where the sentences of a text begin that are of months before the quarter."""
    spans = periods_of(text, period) if period else ()
    if not period or not any(each.last < period.starts_on for each in spans):
        return set()
    starts = [each.start for each in sentences_of(text)]
    told: dict[int, bool] = {}
    for each in spans:
        start = starts[max(bisect_right(starts, each.start) - 1, 0)]
        told[start] = told.get(start, True) and each.last < period.starts_on
    return {start for start, early in told.items() if early}
