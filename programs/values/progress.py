"""Verdicts on a meta in a quarter: its semáforo and its closing sentence.

Plain values in, plain values out: no database. The facts of a meta and the four percentages live in
`facts` and `percents`; this module is their front door, and gives their names too.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from fractions import Fraction

from programs.values import phrases
from programs.values.facts import (
    QUARTERS,
    ComponentFacts,
    Kind,
    MetaFacts,
    Programming,
    Rule,
    accumulated_actual,
    accumulated_programmed,
    has_quantity,
    is_reported,
    is_silent_outside,
    owes_nothing,
    programming_of,
    programmings,
    quarters_due,
    unreported_quarters,
    unsaid_quarters,
    unstated_quarters,
)
from programs.values.percents import (
    Gap,
    Measure,
    accumulated_percent,
    accumulated_share,
    alone,
    annual_percent,
    attention_percent,
    component_percents,
    decimal_of,
    percent_of,
    period_percent,
    ratio_of,
)

__all__ = [
    "Closing",
    "ClosingFacts",
    "ComponentFacts",
    "DEFAULT_THRESHOLDS",
    "Kind",
    "Measure",
    "MetaFacts",
    "Programming",
    "QUARTERS",
    "Rule",
    "Semaforo",
    "Thresholds",
    "accumulated_actual",
    "accumulated_percent",
    "accumulated_programmed",
    "annual_percent",
    "attention_percent",
    "bands",
    "component_percents",
    "has_quantity",
    "is_reported",
    "is_told",
    "percents_one_by_one",
    "period_percent",
    "programming_of",
    "quarters_due",
    "resolve_closing",
    "semaforo",
    "silences_of",
    "unreported_quarters",
    "unstated_quarters",
]

_HUNDRED = Decimal(100)
QuartersOf = Callable[[MetaFacts, ComponentFacts, int], tuple[int, ...]]


@dataclass(frozen=True)
class Thresholds:
    """Limits of the semáforo in percent. Raises ValueError unless they go up.

    Source: defaults of an institution in the list of fixed names.
    """

    red_below: Decimal | int = 70
    amber_below: Decimal | int = 90
    green_to: Decimal | int = 110

    def __post_init__(self) -> None:
        if not 0 < self.red_below <= self.amber_below <= self.green_to:
            raise ValueError("thresholds must go up: red, amber, green")

    def color_of(self, percent: Decimal) -> str:
        """red, amber, green or blue."""
        if percent < self.red_below:
            return "red"
        if percent < self.amber_below:
            return "amber"
        return "green" if percent <= self.green_to else "blue"


DEFAULT_THRESHOLDS = Thresholds()
_WORDS = {"red": "Atrasada", "amber": "En riesgo", "green": "En tiempo", "blue": "Rebasó la meta"}


@dataclass(frozen=True)
class Semaforo:
    """Performance of a meta: colour code, its word, and why, in Spanish.

    `color` is red, amber, green, blue or grey.
    """

    color: str
    word: str
    reason: str


def bands(thresholds: Thresholds) -> tuple[Semaforo, ...]:
    """The four colours, the furthest behind first, each with the percentages that it covers."""
    red, amber, green = (
        phrases.with_sign(phrases.number_text(Decimal(limit)))
        for limit in (thresholds.red_below, thresholds.amber_below, thresholds.green_to)
    )
    covered = {
        "red": f"menos de {red}",
        "amber": f"desde {red} y menos de {amber}",
        "green": f"desde {amber} y hasta {green}",
        "blue": f"más de {green}",
    }
    return tuple(Semaforo(color, _WORDS[color], told) for color, told in covered.items())


def semaforo(
    meta: MetaFacts, quarter: int, thresholds: Thresholds = DEFAULT_THRESHOLDS
) -> Semaforo:
    """The semáforo on the accumulated percentage, on both sides of 100.

    A meta told component by component has the colour of the one furthest behind: it is only as far
    as that one. Without a figure it is grey, and the word says why.
    """
    ratio = ratio_of(meta, quarter, Measure.ACCUMULATED)
    if ratio is Gap.SEVERAL:
        _, behind = _furthest_behind(meta, quarter)
        verdict = semaforo(behind, quarter, thresholds)
        unit = behind.components[0].unit
        return replace(verdict, reason=f"Componente más atrasado: {unit}. {verdict.reason}")
    if isinstance(ratio, Gap):
        return _grey(meta, quarter, ratio)
    percent = decimal_of(ratio * 100)
    color = thresholds.color_of(percent)
    figure = _figure_in_band(percent, thresholds)
    return Semaforo(
        color, _WORDS[color], f"{_basis(meta, quarter, figure)} {_limit(color, thresholds)}"
    )


def semaforo_percent(meta: MetaFacts, quarter: int) -> Decimal | None:
    """Return the accumulated percentage that decides the semáforo, exact; None where it is grey."""
    ratio = ratio_of(meta, quarter, Measure.ACCUMULATED)
    if ratio is Gap.SEVERAL:
        ratio, _ = _furthest_behind(meta, quarter)
    return decimal_of(ratio * 100) if isinstance(ratio, Fraction) else None


def _furthest_behind(meta: MetaFacts, quarter: int) -> tuple[Fraction, MetaFacts]:
    """The component furthest behind of a meta told one by one: its ratio, and it on its own."""
    told = [
        (reached, single)
        for single in (alone(meta, component) for component in meta.quantified)
        if isinstance(reached := ratio_of(single, quarter, Measure.ACCUMULATED), Fraction)
    ]
    return min(told, key=lambda pair: pair[0])


def _figure_in_band(percent: Decimal, thresholds: Thresholds) -> str:
    """The percentage with as many decimals as it takes to stand on its side of the threshold.

    69.6 would be printed 70 beside "menos de 70%".
    """
    color = thresholds.color_of(percent)
    text = phrases.percent_text(percent)
    if text == phrases.LESS_THAN_A_TENTH:
        return text
    rounding = ROUND_CEILING if color == "blue" else ROUND_FLOOR
    shown = Decimal(text.replace(",", ""))
    places = 1
    while thresholds.color_of(shown) != color:
        shown = percent.quantize(Decimal(1).scaleb(-places), rounding=rounding)
        places += 1
    return phrases.number_text(shown)


def _basis(meta: MetaFacts, quarter: int, figure: str) -> str:
    """The figure, the rule it follows and, where one pair of quantities gives it, the pair."""
    until = f"al {phrases.ordinal(quarter)} trimestre"
    if len(meta.quantified) > 1 and meta.rule is Rule.AVERAGE:
        return f"Promedio de los componentes {until}: {phrases.with_sign(figure)}."
    shares = [accumulated_share(meta, component, quarter) for component in meta.quantified]
    real, base = (
        phrases.number_text(decimal_of(sum(getattr(share, side) for share in shares)))
        for side in ("real", "base")
    )
    whose = "Suma de los componentes" if len(shares) > 1 else "Acumulado"
    shown = phrases.with_sign(figure)
    return f"{whose} {until}: real {real}, programado {base}, avance {shown}."


def _limit(color: str, thresholds: Thresholds) -> str:
    """The threshold of a colour, in a sentence."""
    red, amber, green = (
        phrases.with_sign(phrases.number_text(Decimal(limit)))
        for limit in (thresholds.red_below, thresholds.amber_below, thresholds.green_to)
    )
    return {
        "red": f"Es «Atrasada» con menos de {red}.",
        "amber": f"Es «En riesgo» desde {red} y con menos de {amber}.",
        "green": f"Es «En tiempo» desde {amber} y hasta {green}.",
        "blue": f"Es «Rebasó la meta» con más de {green}; explique la causa.",
    }[color]


def _grey(meta: MetaFacts, quarter: int, gap: Gap) -> Semaforo:
    """The semáforo without a figure: what is missing and who can give it."""
    if gap is Gap.UNLIKE:
        reason = "Un porcentaje no se suma con una cantidad. Elija promedio o cada componente."
        return Semaforo("grey", "Sin dato", reason)
    silences = silences_of(meta, quarter, unreported_quarters)
    if gap is Gap.UNREPORTED and silences:
        return Semaforo("grey", "Sin dato", phrases.unreported_quarters_sentence(silences))
    if gap is Gap.NOT_PROGRAMMED or (not meta.quantified and _nothing_due(meta, quarter)):
        reason = f"No hay nada programado hasta el {phrases.ordinal(quarter)} trimestre."
        return Semaforo("grey", "No programado", reason)
    if not meta.quantified:
        reason = "La meta no tiene cantidades que se puedan comparar."
        return Semaforo("grey", "Sin programación", reason)
    silent = {
        (q, programming_of(meta, c, q)[0])
        for c in meta.quantified
        for q in unstated_quarters(meta, c, quarter)
    }
    which = f"el {phrases.quarter_list(q for q, _ in silent)} trimestre"
    if {answer for _, answer in silent} == {Programming.SCHEDULED}:
        reason = f"La meta se programó en {which}, sin decir cuánto."
    else:
        reason = f"Nadie ha dicho cuánto se programó en {which}."
    return Semaforo("grey", "Sin programación", f"{reason} Planeación puede capturarlo.")


def silences_of(
    meta: MetaFacts, quarter: int, quarters_of: QuartersOf = unsaid_quarters
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Which quarters up to this one are without report: (unit, quarters), "" for every component.

    `quarters_of` says which of a component count; by default those that its annual figure lacks.
    """
    told = [(part.unit, quarters_of(meta, part, quarter)) for part in meta.quantified]
    if len({quarters for _, quarters in told}) == 1:
        told = [("", told[0][1])]
    return tuple(pair for pair in told if pair[1])


def _nothing_due(meta: MetaFacts, quarter: int) -> bool:
    """Whether every quarter to date is *no programado* for the whole meta."""
    return all(programmings(meta, q) == {Programming.NONE} for q in range(1, quarter + 1))


class Closing(StrEnum):
    """Which closing sentence a línea gets; the sentences are in `phrases.closing_sentence`."""

    COMPUTED = "computed"
    STATED = "stated"
    FINISHED = "finished"
    NOT_DUE = "not_due"
    CALENDAR = "calendar"
    OMITTED = "omitted"


@dataclass(frozen=True)
class ClosingFacts:
    """What decides the closing sentence of a línea in a quarter.

    `quarter_start` and `quarter_end` are the first and last day of the quarter, both inside.
    `months_programmed`, `months_done` and `months_unreported` count the months of its tareas in the
    quarter that have begun; `has_calendar` tells whether any month of the year is programmed.
    """

    meta: MetaFacts | None
    quarter: int
    quarter_start: date
    quarter_end: date
    stated_percent: Decimal | None = None
    omitted: bool = False
    months_programmed: int = 0
    months_done: int = 0
    months_unreported: int = 0
    has_calendar: bool = False


def resolve_closing(facts: ClosingFacts) -> tuple[Closing | None, Decimal | None]:
    """The closing of a línea and its percentage; (None, None) when nothing can be said yet.

    In order: omitted by a person; not due so far and nothing done; the stated figure; the computed
    one; the calendar of its tareas. *Finished* (P2) needs a meta that ends inside the quarter and
    is at exactly 100: an over-fulfilled one is computed and prints its figure, since "se cumplió
    al 100%" would hide it. A blank is never taken for zero: nothing is computed over a quarter, or
    told of a calendar over a month, that was not reported. A quarter outside the dates of the meta
    has its figure only when something was reported in it.
    """
    if facts.omitted:
        return Closing.OMITTED, None
    if _not_due(facts):
        return Closing.NOT_DUE, None
    if facts.stated_percent is not None:
        return _finished_or(Closing.STATED, facts, facts.stated_percent)
    if facts.meta is None or not facts.meta.quantified:
        told = facts.has_calendar and not facts.months_unreported
        return (Closing.CALENDAR if told else None), None
    percent = annual_percent(facts.meta, facts.quarter)
    if not is_told(facts.meta, facts.quarter):
        return None, None
    if percent is None:
        return _finished_one_by_one(facts)
    return _finished_or(Closing.COMPUTED, facts, percent)


def is_told(meta: MetaFacts, quarter: int) -> bool:
    """Whether a sentence may tell a figure in the quarter: it was reported, or it owes nothing.

    A quarter outside the dates of the meta is told of only when something was reported in it.
    """
    return is_reported(meta, quarter) and not is_silent_outside(meta, quarter)


def _not_due(facts: ClosingFacts) -> bool:
    """Nothing programmed to date, something later, and nothing done or stated all the same."""
    meta = facts.meta
    if meta is None or facts.stated_percent is not None or facts.months_done:
        return False
    done = any(accumulated_actual(component, facts.quarter) for component in meta.components)
    return bool(quarters_due(meta)) and _nothing_due(meta, facts.quarter) and not done


def _ends_inside(facts: ClosingFacts) -> bool:
    end = facts.meta.end if facts.meta else None
    return end is not None and facts.quarter_start <= end <= facts.quarter_end


def _finished_or(
    closing: Closing, facts: ClosingFacts, percent: Decimal
) -> tuple[Closing, Decimal]:
    finished = percent == _HUNDRED and _ends_inside(facts)
    return (Closing.FINISHED if finished else closing), percent


def _finished_one_by_one(facts: ClosingFacts) -> tuple[Closing | None, Decimal | None]:
    """P2 needs no single figure: each component at exactly 100 says as much."""
    parts = percents_one_by_one(facts.meta, facts.quarter) if facts.meta else ()
    if {percent for _, percent in parts} == {_HUNDRED} and _ends_inside(facts):
        return Closing.FINISHED, _HUNDRED
    return None, None


def percents_one_by_one(
    meta: MetaFacts, quarter: int
) -> tuple[tuple[ComponentFacts, Decimal], ...]:
    """The annual percentage of each component of a meta that is told one by one.

    Empty for another rule, and until every component has its figure. One that owes nothing so far
    and has nothing has no part yet.
    """
    if meta.rule is not Rule.EACH:
        return ()
    parts = [
        (part, percent_of(ratio_of(alone(meta, part), quarter, Measure.ANNUAL)))
        for part in meta.quantified
        if not (owes_nothing(meta, part, quarter) and accumulated_actual(part, quarter) is None)
    ]
    told = tuple((part, percent) for part, percent in parts if percent is not None)
    return told if len(told) == len(parts) else ()
