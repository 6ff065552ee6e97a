"""The days that a text tells, and which of them stands right at a course or event.

"En marzo se organizó el Día del Empleador y el 13 de septiembre la Feria del Empleo": the fair has
the day before it, and none of the sentence besides.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from programs.values.wording.dates import dates_of
from programs.values.wording.numbers import folded
from programs.values.wording.periods import periods_of
from programs.values.written import Period

_RIGHT_BEFORE = re.compile(r",? ?(?:(?:el|la|los|las|una?|otr[oa]|hubo) )?(?:[«“\"])?")
_RIGHT_BEHIND = re.compile(r"[»”\"]?,? ?\(?(?:el |del? |los dias? |de fecha )?(?:dia )?")
_RANGE = re.compile(r" ?(?:al?|-|–|hasta)(?: el)? ?")


class Time(NamedTuple):
    """The first and the last day of a date or period of a text, and where it stands."""

    first: date
    last: date
    start: int
    end: int


def times_of(text: str, period: Period | None) -> Iterator[Time]:
    """Yield the first and last day of each date and period of a text, and where it stands."""
    for day in dates_of(text, period):
        if day.first and day.last:
            yield Time(day.first, day.last, day.start, day.end)
    for span in periods_of(text, period):
        yield Time(span.first, span.last, span.start, span.end)


def days_beside(text: str, start: int, end: int, times: Sequence[Time]) -> tuple[date, date] | None:
    """Return the days that stand right before or behind `text[start:end]`, None for none.

    Days that run from one to another belong together.
    """
    for n, each in enumerate(times):
        before = 0 <= start - each.end < 20 and _RIGHT_BEFORE.fullmatch(
            folded(text[each.end : start])
        )
        behind = 0 <= each.start - end < 20 and _RIGHT_BEHIND.fullmatch(
            folded(text[end : each.start])
        )
        if before or behind:
            last = each
            if n and _RANGE.fullmatch(folded(text[times[n - 1].end : each.start][:20])):
                each = times[n - 1]
            for later in times[n + 1 : n + 2]:
                if _RANGE.fullmatch(folded(text[last.end : later.start][:20])):
                    last = later
            return each.first, last.last
    return None
