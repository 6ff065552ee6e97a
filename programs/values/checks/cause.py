"""The cause of variation: what a línea that is behind, or beyond its meta, is asked to explain."""

from collections.abc import Iterator
from decimal import Decimal

from programs.values.checks.finding import Code, Finding, Notes, asked
from programs.values.facts import is_silent_outside
from programs.values.percents import component_percents
from programs.values.phrases import shown_percent
from programs.values.progress import MetaFacts, annual_percent, semaforo
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot

ANCHOR = "causa"
WHOLE = Decimal(100)


def cause(linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes) -> Iterator[Finding]:
    """Yield that the línea is *Atrasada*, or over 100 % of its year, and nobody wrote why."""
    if linea.meta is None or (linea.avance is not None and linea.avance.cause.strip()):
        return
    facts, number = linea.meta.facts, trimestre.number
    if is_silent_outside(facts, number):  # the quarter tells nothing of it
        return
    verdict = semaforo(facts, number, notes.thresholds)
    if verdict.color == "red":
        yield asked(Code.CAUSE, f"La línea está {verdict.word}. Escriba la causa", ANCHOR)
    elif over := _over(facts, number):
        yield asked(Code.CAUSE, f"El avance es {over} de la meta anual. Escriba la causa", ANCHOR)


def _over(meta: MetaFacts, quarter: int) -> str:
    """Return the annual percentage that goes over 100, or the greatest one told by component."""
    whole = annual_percent(meta, quarter)
    told = (whole,) if whole is not None else component_percents(meta, quarter)
    greatest = max((percent for percent in told if percent is not None), default=WHOLE)
    return shown_percent(greatest) if greatest > WHOLE else ""
