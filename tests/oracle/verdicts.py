"""The semáforo of a meta: colour, word and reason.

`docs/glosario.md` («El semáforo»): the colour of the accumulated percentage by the institution's
thresholds; grey says in a word why there is no figure. A meta told component by component has the
colour of the one furthest behind (`docs/arquitectura.md`). The wording of the reasons was read in
the product; which figures, quarters and thresholds they name is computed here.
"""

from dataclasses import dataclass
from fractions import Fraction

from tests.oracle import numerals
from tests.oracle.quantities import Answer, Goal, Why
from tests.oracle.shapes import Componente, Institucion

WORDS = {"red": "Atrasada", "amber": "En riesgo", "green": "En tiempo", "blue": "Rebasó la meta"}


@dataclass(frozen=True)
class Verdict:
    """A colour with its word and its reason."""

    color: str
    word: str
    reason: str


def color_of(percent: Fraction, limits: Institucion) -> str:
    """Return the colour of a percentage."""
    if percent > limits.green:
        return "blue"
    if percent >= limits.amber:
        return "green"
    return "amber" if percent >= limits.red else "red"


def verdict_of(goal: Goal, limits: Institucion) -> Verdict:
    """Return the semáforo of a meta in a quarter."""
    ratio = goal.ratio("accumulated")
    if ratio is Why.APART:
        found = [(goal.alone(c).ratio("accumulated"), c) for c in goal.counted]
        told = [(each, c) for each, c in found if isinstance(each, Fraction)]
        behind = min(told, key=lambda pair: pair[0])[1]
        single = verdict_of(goal.alone(behind), limits)
        reason = f"Componente más atrasado: {behind.unit}. {single.reason}"
        return Verdict(single.color, single.word, reason)
    if isinstance(ratio, Why):
        return Verdict("grey", *_grey(goal, ratio))
    color = color_of(ratio * 100, limits)
    figure = f"{_on_its_side(ratio * 100, limits)}%"
    red, amber, green = (f"{each}%" for each in (limits.red, limits.amber, limits.green))
    limit = {
        "red": f"Es «Atrasada» con menos de {red}.",
        "amber": f"Es «En riesgo» desde {red} y con menos de {amber}.",
        "green": f"Es «En tiempo» desde {amber} y hasta {green}.",
        "blue": f"Es «Rebasó la meta» con más de {green}; explique la causa.",
    }[color]
    return Verdict(color, WORDS[color], f"{_basis(goal, figure)} {limit}")


def _on_its_side(percent: Fraction, limits: Institucion) -> str:
    """Return the figure with as many decimals as it takes to stand on its side of a threshold."""
    color = color_of(percent, limits)
    text = numerals.percent(percent)
    if text == numerals.TINY:
        return text
    value, places = Fraction(text.replace(",", "")), 0
    while color_of(value, limits) != color:
        places += 1
        value = numerals.truncated(percent, places, up=color == "blue")
    return numerals.number(value)


def _basis(goal: Goal, figure: str) -> str:
    until = f"al {numerals.SHORT[goal.quarter]} trimestre"
    if len(goal.counted) > 1 and goal.meta.rule == "average":
        return f"Promedio de los componentes {until}: {figure}."
    parts = [goal.accumulated_part(c) for c in goal.counted]
    real, base = (numerals.number(sum(side, Fraction(0))) for side in zip(*parts, strict=True))
    whose = "Suma de los componentes" if len(parts) > 1 else "Acumulado"
    return f"{whose} {until}: real {real}, programado {base}, avance {figure}."


def _grey(goal: Goal, why: Why) -> tuple[str, str]:
    """Return the word and the reason of a meta without figure."""
    if why is Why.MIXED:
        return (
            "Sin dato",
            "Un porcentaje no se suma con una cantidad. Elija promedio o cada componente.",
        )
    if why is Why.BLANK:
        return "Sin dato", silence([(c, goal.blanks(c)) for c in goal.counted])
    nothing = all(goal.answers(q) == {Answer.NOTHING} for q in goal.to_date)
    if why is Why.NOTHING or (not goal.counted and nothing):
        until = numerals.SHORT[goal.quarter]
        return "No programado", f"No hay nada programado hasta el {until} trimestre."
    if not goal.counted:
        return "Sin programación", "La meta no tiene cantidades que se puedan comparar."
    missing = {pair for c in goal.counted for pair in goal.unprogrammed(c)}
    which = f"el {numerals.ordinals(q for q, _ in missing)} trimestre"
    if {answer for _, answer in missing} == {Answer.WHEN}:
        reason = f"La meta se programó en {which}, sin decir cuánto."
    else:
        reason = f"Nadie ha dicho cuánto se programó en {which}."
    return "Sin programación", f"{reason} Planeación puede capturarlo."


def silence(found: list[tuple[Componente, list[int]]]) -> str:
    """Return which quarters are without a quantity in one sentence, "" where none is.

    Each component by its unit, or none by name where all lack the same quarters.
    """
    told = [(c.unit, quarters) for c, quarters in found]
    if told and all(quarters == told[0][1] for _, quarters in told):
        told = [("", told[0][1])]
    parts = [
        f"{f'de {unit} ' if unit else ''}en el {numerals.ordinals(quarters)} trimestre"
        for unit, quarters in told
        if quarters
    ]
    return f"Sin cantidad reportada {'; '.join(parts)}." if parts else ""
