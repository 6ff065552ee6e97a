"""What a year taught of each línea, and what every lesson proposes for the next year.

Plain values in, plain values out: no database. A lesson is a sentence with the figures it rests on
and one change that Planeación accepts or leaves; nothing changes by itself. A new lesson is one
function and one entry of `LESSONS`. Source: the year of these bodies in the background document,
section 6 (the next programme is copied from this one, in October).
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from programs.enums import LessonKind
from programs.values.lessons.lesson import ComponentChange, Lesson, LineaYear, Proposal
from programs.values.lessons.quantities import demand, early, late, over, stated
from programs.values.lessons.work import in_next_year, late_months, never, years_named

__all__ = [
    "ComponentChange",
    "Lesson",
    "LineaYear",
    "Proposal",
    "in_next_year",
    "lessons_of",
    "seen_of",
]

# In the order in which a person decides them.
LESSONS: tuple[Callable[[LineaYear], Iterator[Lesson]], ...] = (
    never,
    early,
    over,
    late,
    late_months,
    demand,
    stated,
    years_named,
)


def lessons_of(year: LineaYear) -> tuple[Lesson, ...]:
    """Return what a year taught of a línea, one lesson for each code.

    Without a quarter to judge only the texts teach something. What was met in the first quarter is
    not told a second time as surpassed; what is said twice is one lesson with both changes.
    """
    found: dict[LessonKind, Lesson] = {}
    for learn in LESSONS if year.told else (years_named,):
        for lesson in learn(year):
            found[lesson.code] = _joined(found.get(lesson.code), lesson)
    if LessonKind.EARLY in found:
        found.pop(LessonKind.OVER, None)
    return tuple(found.values())


def seen_of(lessons: Iterable[Lesson]) -> str:
    """Return the mark of some lessons as a page showed them: what is decided is what was read."""
    told = "\n".join(f"{lesson.sentence}\t{lesson.proposal.words}" for lesson in lessons)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _joined(before: Lesson | None, lesson: Lesson) -> Lesson:
    if before is None:
        return lesson
    words = f"{before.proposal.words} {lesson.proposal.words}"
    proposal = replace(
        before.proposal,
        words=words,
        components=(*before.proposal.components, *lesson.proposal.components),
        months=(*before.proposal.months, *lesson.proposal.months),
    )
    return replace(before, sentence=f"{before.sentence} {lesson.sentence}", proposal=proposal)
