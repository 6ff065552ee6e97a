"""What the quantities of a year taught: met early, surpassed, behind, by demand, declared."""

import re
from collections.abc import Iterator, Sequence
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
)
from programs.values.lessons.lesson import ALWAYS, ComponentChange, Lesson, LineaYear, Proposal
from programs.values.one_thing import counted_quantity
from programs.values.percents import alone, annual_percent
from programs.values.phrases import (
    join_list,
    number_text,
    quarter_list,
    shown_percent,
)

PERCENT_UNIT = "por ciento"
_DEMAND = re.compile(r"\b(?:a |por |seg[uú]n |de la )?(?:demanda|solicitudes? recibid)", re.I)


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
        figures.append(
            f"{number_text(first)} de {counted_quantity(component.annual, component.unit)}"
        )
    if changes:
        goal = join_list([counted_quantity(c.annual or Decimal(0), c.unit) for c in changes])
        yield Lesson(
            LessonKind.EARLY,
            f"La meta se cumplió en el 1er trimestre: {join_list(figures)}.",
            Proposal(f"Prometa {goal}, con lo que se hizo en cada trimestre.", tuple(changes)),
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
        told = f"{number_text(done)} de {counted_quantity(component.annual, component.unit)}"
        goal = counted_quantity(done, component.unit)
        change = _changed(place, component, annual=done, programmed=_as_done(year, component))
        yield Lesson(
            LessonKind.OVER,
            f"Se hizo {told}, {shown_percent(percent)}.",
            Proposal(f"Prometa {goal}, con lo que se hizo en cada trimestre.", (change,)),
        )


def late(year: LineaYear) -> Iterator[Lesson]:
    """Yield a quantity that was behind its programming in every quarter."""
    if len(year.told) < ALWAYS:
        return
    for place, component in year.quantified:
        if year.meta is None or not _always_behind(year.meta, component, year.told):
            continue
        if not year.actual(component):
            continue  # what never began gives no measure for the next year
        as_done = _as_done(year, component)
        amounts = join_list([number_text(amount or Decimal(0)) for amount in as_done])
        percent = component.kind is Kind.PERCENT
        goal = component.annual if percent else sum((n or Decimal(0) for n in as_done), Decimal(0))
        yield Lesson(
            LessonKind.LATE,
            f"Al {quarter_list(year.told)} trimestre se llevaba menos de lo programado"
            f"{_whose(year, component)}: {_done_of_programmed(year, component)} al final.",
            Proposal(
                f"Prometa {counted_quantity(goal or Decimal(0), component.unit)}: "
                f"{amounts} por trimestre.",
                (_changed(place, component, annual=goal, programmed=as_done),),
            ),
        )


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
                    f"{counted_quantity(component.annual, component.unit)}.",
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
    shares = dict(zip(takers, shared(left, len(takers)), strict=True))
    first, second, third, fourth = (*done, *(shares.get(q, Decimal(0)) for q in later))
    return first, second, third, fourth


def shared(amount: Decimal, parts: int) -> list[Decimal]:
    """Return an amount in equal parts that add up to it; the last ones take what is left over."""
    if not parts:
        return []
    step = Decimal(1) if amount == amount.to_integral_value() else Decimal("0.0001")
    each = (amount / parts).quantize(step, rounding=ROUND_FLOOR)
    rest = int((amount - each * parts) / step)
    return [each + step * (place >= parts - rest) for place in range(parts)]


def _whose(year: LineaYear, component: ComponentFacts) -> str:
    several = year.meta is not None and len(year.meta.quantified) > 1
    return f" de {component.unit}" if several else ""
