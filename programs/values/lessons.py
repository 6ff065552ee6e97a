"""What a year taught of each línea, and what every lesson proposes for the next year.

Plain values in, plain values out: no database. A lesson is a sentence with the figures it rests on
and one change that Planeación accepts or leaves; nothing changes by itself. A new lesson is one
function and one entry of `LESSONS`. Source: the year of these bodies in the background document,
section 6 (the next programme is copied from this one, in October).
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_FLOOR, Decimal

from programs.enums import LessonKind
from programs.values.facts import (
    QUARTERS,
    ComponentFacts,
    Four,
    Kind,
    MetaFacts,
    accumulated_actual,
    accumulated_programmed,
    owes,
)
from programs.values.months import quarter_of_month
from programs.values.percents import alone, annual_percent
from programs.values.phrases import (
    join_list,
    number_text,
    quantity_text,
    quarter_list,
    shown_percent,
)
from programs.values.snapshot import TareaSnapshot
from programs.values.totals import DONE

PERCENT_UNIT = "por ciento"
# A línea is "always" behind from this many quarters on, and "never" begun from that many.
ALWAYS, NEVER = 2, 3
_DEMAND = re.compile(r"\b(?:a |por |seg[uú]n |de la )?(?:demanda|solicitudes? recibid)", re.I)


@dataclass(frozen=True)
class ComponentChange:
    """What a proposal writes in the component of a place (from 0); it keeps all else."""

    place: int
    annual: Decimal | None
    programmed: Four
    kind: Kind
    unit: str


@dataclass(frozen=True)
class Proposal:
    """What accepting a lesson does with the línea of the next year; `words` say it as an order.

    At most one of the others is set: `components` are written, the `months` of the tareas by their
    place in the línea are programmed, `years` are replaced in its texts, or it is left out.
    """

    words: str
    components: tuple[ComponentChange, ...] = ()
    months: tuple[tuple[int, frozenset[int]], ...] = ()
    years: tuple[tuple[str, str], ...] = ()
    leaves_out: bool = False


@dataclass(frozen=True)
class Lesson:
    """One thing learnt of a línea: a sentence, and what it proposes."""

    code: LessonKind
    sentence: str
    proposal: Proposal


@dataclass(frozen=True)
class LineaYear:
    """A línea over the quarters of its year that can be judged.

    `told` are the numbers of the quarters that were validated or closed, in order. `stated` are
    those whose percentage was declared, `causes` what was written of the variation. `green_to` is
    the percentage of the institution above which a meta was surpassed. `years` are the calendar
    years of the programme, and `texts` everything that the línea prints.
    """

    meta: MetaFacts | None
    tareas: tuple[TareaSnapshot, ...]
    told: tuple[int, ...]
    stated: tuple[int, ...]
    causes: tuple[str, ...]
    texts: tuple[str, ...]
    years: tuple[int, ...]
    green_to: int

    @property
    def last(self) -> int:
        """The last quarter that can be judged."""
        return self.told[-1]

    @property
    def quantified(self) -> Iterator[tuple[int, ComponentFacts]]:
        """Each component that gives a figure, with its place from 0."""
        for place, component in enumerate(self.meta.components if self.meta else ()):
            if component.kind is not Kind.UNQUANTIFIED:
                yield place, component

    def actual(self, component: ComponentFacts) -> Decimal | None:
        """What was done to the last quarter that can be judged."""
        return accumulated_actual(component, self.last)


def early(year: LineaYear) -> Iterator[Lesson]:
    """Yield a meta that was met in the first quarter: the rest of the year had nothing left."""
    if 1 not in year.told:
        return
    changes = []
    figures = []
    for place, component in year.quantified:
        first = accumulated_actual(component, 1)
        if not component.annual or first is None or first < component.annual:
            return
        reached = max(first, year.actual(component) or first)
        as_done = _as_done(year, component)
        changes.append(_changed(place, component, annual=reached, programmed=as_done))
        figures.append(f"{number_text(first)} de {quantity_text(component.annual, component.unit)}")
    if changes:
        goal = join_list([quantity_text(c.annual or Decimal(0), c.unit) for c in changes])
        yield Lesson(
            LessonKind.EARLY,
            f"La meta se cumplió en el 1er trimestre: {join_list(figures)}.",
            Proposal(f"Prometa {goal}, con lo que se hizo en cada trimestre.", tuple(changes)),
        )


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


def over(year: LineaYear) -> Iterator[Lesson]:
    """Yield a meta that was surpassed by more than the institution takes for normal."""
    for place, component in year.quantified:
        done = year.actual(component)
        if year.meta is None or not component.annual or not done or component.kind is Kind.PERCENT:
            continue
        percent = annual_percent(alone(year.meta, component), year.last)
        if percent is None or percent <= year.green_to:
            continue
        told = f"{number_text(done)} de {quantity_text(component.annual, component.unit)}"
        goal = quantity_text(done, component.unit)
        change = _changed(place, component, annual=done, programmed=_as_done(year, component))
        yield Lesson(
            LessonKind.OVER,
            f"Se hizo {told}, {shown_percent(percent)}.",
            Proposal(f"Prometa {goal}, con lo que se hizo en cada trimestre.", (change,)),
        )


def late(year: LineaYear) -> Iterator[Lesson]:
    """Yield what was behind its programming in every quarter: quantities, or else months."""
    if len(year.told) < ALWAYS:
        return
    found = False
    for place, component in year.quantified:
        if year.meta is None or not _always_behind(year.meta, component, year.told):
            continue
        if not year.actual(component):
            continue  # what never began gives no measure for the next year
        found = True
        as_done = _as_done(year, component)
        amounts = join_list([number_text(amount or Decimal(0)) for amount in as_done])
        percent = component.kind is Kind.PERCENT
        goal = component.annual if percent else sum((n or Decimal(0) for n in as_done), Decimal(0))
        yield Lesson(
            LessonKind.LATE,
            f"Al {quarter_list(year.told)} trimestre se llevaba menos de lo programado"
            f"{_whose(year, component)}: {_done_of_programmed(year, component)} al final.",
            Proposal(
                f"Prometa {quantity_text(goal or Decimal(0), component.unit)}: "
                f"{amounts} por trimestre.",
                (_changed(place, component, annual=goal, programmed=as_done),),
            ),
        )
    if not found:
        yield from _late_months(year)


def demand(year: LineaYear) -> Iterator[Lesson]:
    """Yield what depended on what others asked for: a fixed number could not be promised."""
    said = next((cause for cause in year.causes if _DEMAND.search(cause)), "")
    for place, component in year.quantified:
        received = [amount for amount in component.received[: year.last] if amount is not None]
        if component.kind is Kind.DEMAND:
            total = sum(received, Decimal(0))
            done = year.actual(component)
            if component.annual and total and done is not None and total != component.annual:
                yield Lesson(
                    LessonKind.DEMAND,
                    f"Se atendieron {number_text(done)} de "
                    f"{number_text(total)} recibidas y se prometieron "
                    f"{quantity_text(component.annual, component.unit)}.",
                    Proposal(
                        "Mida lo atendido de lo recibido, sin cantidad anual.",
                        (_changed(place, component, annual=None, programmed=(None,) * 4),),
                    ),
                )
        elif component.kind is Kind.SUM and said:
            yield Lesson(
                LessonKind.DEMAND,
                f"Se explicó: «{said.strip().rstrip('.')}».",
                Proposal(
                    f"Mida {component.unit} como lo atendido de lo recibido, sin cantidad anual.",
                    (
                        _changed(
                            place, component, annual=None, programmed=(None,) * 4, kind=Kind.DEMAND
                        ),
                    ),
                ),
            )


def stated(year: LineaYear) -> Iterator[Lesson]:
    """Yield a meta whose percentage people declared: its quantities did not tell what was done."""
    places = list(year.quantified)
    if not year.stated or len(places) != 1 or places[0][1].kind is not Kind.SUM:
        return
    place, component = places[0]
    yield Lesson(
        LessonKind.STATED,
        f"El porcentaje se declaró a mano en el {quarter_list(year.stated)} trimestre.",
        Proposal(
            "Mida la meta en porcentaje: 100% en el año.",
            (
                _changed(
                    place,
                    component,
                    annual=Decimal(100),
                    programmed=(None,) * 4,
                    kind=Kind.PERCENT,
                    unit=PERCENT_UNIT,
                ),
            ),
        ),
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


# In the order in which a person decides them.
LESSONS: tuple[Callable[[LineaYear], Iterator[Lesson]], ...] = (
    never,
    early,
    over,
    late,
    demand,
    stated,
    years_named,
)


def lessons_of(year: LineaYear) -> tuple[Lesson, ...]:
    """Return what a year taught of a línea, one lesson for each code.

    Without a quarter to judge only the texts teach something. What was met in the first quarter is
    not told a second time as surpassed; what two components say is one lesson with both changes.
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


def in_next_year(text: str, years: Sequence[tuple[str, str]]) -> str:
    """Return a text with each (year, next year) replaced, where it stands as a number of its own.

    All at once: "2025-2026" becomes "2026-2027".
    """
    following = dict(years)
    return _any_year(following).sub(lambda found: following[found.group()], text)


def _joined(before: Lesson | None, lesson: Lesson) -> Lesson:
    if before is None:
        return lesson
    words = f"{before.proposal.words} {lesson.proposal.words}"
    components = (*before.proposal.components, *lesson.proposal.components)
    return replace(
        before,
        sentence=f"{before.sentence} {lesson.sentence}",
        proposal=replace(before.proposal, words=words, components=components),
    )


def _changed(
    place: int,
    component: ComponentFacts,
    *,
    annual: Decimal | None,
    programmed: Four,
    kind: Kind | None = None,
    unit: str = "",
) -> ComponentChange:
    return ComponentChange(
        place, annual, programmed, kind or component.kind, unit or component.unit
    )


def _always_behind(meta: MetaFacts, component: ComponentFacts, told: Sequence[int]) -> bool:
    """Whether less than the programmed was done by the end of each of these quarters."""
    pairs = [
        (accumulated_actual(component, q), accumulated_programmed(meta, component, q)) for q in told
    ]
    return all(done is not None and goal and done < goal for done, goal in pairs)


def _done_of_programmed(year: LineaYear, component: ComponentFacts) -> str:
    """Return what was done and what was programmed to the last quarter that can be judged."""
    if year.meta is None:
        return ""
    pair = (year.actual(component), accumulated_programmed(year.meta, component, year.last))
    done, goal = (number_text(amount or Decimal(0)) for amount in pair)
    return f"{done} de {goal}"


def _as_done(year: LineaYear, component: ComponentFacts) -> Four:
    """Return four programmed quantities as the year went.

    What the year still lacks is shared by the quarters that cannot be judged yet and in which
    something may be programmed, in whole numbers while it is one. A percentage keeps its levels.
    """
    if component.kind is Kind.PERCENT:
        return component.programmed
    done = [component.actual[q - 1] or Decimal(0) for q in range(1, year.last + 1)]
    left = max(Decimal(0), (component.annual or Decimal(0)) - sum(done, Decimal(0)))
    later = [q for q in QUARTERS if q > year.last]
    takers = [q for q in later if component.programmed[q - 1] != 0] or later[-1:]
    shares = dict(zip(takers, _shared(left, len(takers)), strict=True))
    first, second, third, fourth = (*done, *(shares.get(q, Decimal(0)) for q in later))
    return first, second, third, fourth


def _shared(amount: Decimal, parts: int) -> list[Decimal]:
    """Split an amount in equal parts that add up to it; the last ones take what does not divide."""
    if not parts:
        return []
    step = Decimal(1) if amount == amount.to_integral_value() else Decimal("0.0001")
    each = (amount / parts).quantize(step, rounding=ROUND_FLOOR)
    rest = int((amount - each * parts) / step)
    return [each + step * (place >= parts - rest) for place in range(parts)]


def _late_months(year: LineaYear) -> Iterator[Lesson]:
    """Yield tareas of which in every quarter some programmed month was not done."""
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


def _whose(year: LineaYear, component: ComponentFacts) -> str:
    several = year.meta is not None and len(year.meta.quantified) > 1
    return f" de {component.unit}" if several else ""


def _year(number: int) -> re.Pattern[str]:
    return _any_year([str(number)])


def _any_year(years: Iterable[str]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in years)
    return re.compile(rf"(?<!\d)(?:{names})(?!\d)")
