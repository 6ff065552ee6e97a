"""What the work of a year taught: never begun, months that were missed, texts a year old."""

import re
from collections.abc import Iterable, Iterator, Sequence

from programs.enums import LessonKind
from programs.values.facts import owes
from programs.values.lessons.lesson import ALWAYS, NEVER, Lesson, LineaYear, Proposal
from programs.values.months import quarter_of_month
from programs.values.phrases import join_list, quarter_list
from programs.values.totals import DONE


def never(year: LineaYear) -> Iterator[Lesson]:
    """Yield a línea that owed something in three quarters or more and of which nothing was done."""
    if len(year.told) < NEVER or any(year.actual(c) for _, c in year.quantified):
        return
    marks = [mark for tarea in year.tareas for mark in tarea.marks]
    if any(mark.status == DONE for mark in marks):
        return
    owed = {quarter_of_month(mark.month) for mark in marks if mark.programmed} & set(year.told)
    if year.meta is not None:
        parts = [component for _, component in year.quantified]
        owed |= {q for q in year.told for part in parts if owes(year.meta, part, q)}
    if not owed or year.stated:
        return
    yield Lesson(
        LessonKind.NEVER,
        f"Nada se hizo en el {quarter_list(year.told)} trimestre.",
        Proposal("Deje esta línea fuera del programa.", leaves_out=True),
    )


def late_months(year: LineaYear) -> Iterator[Lesson]:
    """Yield tareas of which in every quarter some programmed month was not done."""
    if len(year.told) < ALWAYS:
        return
    quarters = set(year.told)
    missed = {
        quarter_of_month(mark.month)
        for tarea in year.tareas
        for mark in tarea.marks
        if mark.programmed and mark.status != DONE
    }
    changes = []
    for place, tarea in enumerate(year.tareas):
        judged = [mark for mark in tarea.marks if quarter_of_month(mark.month) in quarters]
        done = {mark.month for mark in judged if mark.status == DONE}
        later = {mark.month for mark in tarea.marks if mark.programmed} - {m.month for m in judged}
        if done and done | later != tarea.programmed_months:
            changes.append((place, frozenset(done | later)))
    if quarters <= missed and changes:
        yield Lesson(
            LessonKind.LATE,
            f"En el {quarter_list(year.told)} trimestre faltaron meses programados de sus tareas.",
            Proposal("Programe los meses en que sí se hizo.", months=tuple(changes)),
        )


def years_named(year: LineaYear) -> Iterator[Lesson]:
    """Yield texts that name a year of the programme: in the next one they would be a year old."""
    named = [n for n in year.years if any(_year(n).search(text) for text in year.texts)]
    if named:
        pairs = tuple((str(n), str(n + 1)) for n in named)
        told = join_list([str(n) for n in named])
        words = join_list([f"{after} en lugar de {before}" for before, after in pairs])
        yield Lesson(
            LessonKind.YEAR,
            f"Sus textos dicen {told}.",
            Proposal(f"Escriba {words}.", years=pairs),
        )


def in_next_year(text: str, years: Sequence[tuple[str, str]]) -> str:
    """Return a text with each (year, next year) replaced, where it stands as a number of its own.

    All at once: "2025-2026" becomes "2026-2027".
    """
    following = dict(years)
    return _any_year(following).sub(lambda found: following[found.group()], text)


def _year(number: int) -> re.Pattern[str]:
    return _any_year([str(number)])


def _any_year(years: Iterable[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in years)
    return re.compile(rf"(?<!\d)(?:{names})(?!\d)")
