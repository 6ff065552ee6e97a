"""How a línea closes a quarter: the one place from which pages and documents take the sentence."""

from dataclasses import dataclass
from decimal import Decimal

from programs.values import phrases
from programs.values.checks.quantities import StatedFacts, check_stated_percent
from programs.values.progress import (
    Closing,
    ClosingFacts,
    MetaFacts,
    Rule,
    annual_percent,
    component_percents,
    is_reported,
    quarters_due,
    resolve_closing,
)
from programs.values.snapshot import LineaSnapshot, TareaSnapshot, TrimestreSnapshot


@dataclass(frozen=True)
class LineClosing:
    """The closing of a línea in a quarter.

    `code` is None while nothing can be said; `percent` is the figure that the sentence prints,
    `computed` the one that the quantities give; `finding` tells that both differ; `adjustments`
    are the sentences that follow where the quarter corrects earlier ones.
    """

    code: Closing | None
    percent: Decimal | None
    computed: Decimal | None
    sentence: str
    finding: str
    adjustments: tuple[str, ...] = ()


def months_of(tareas: tuple[TareaSnapshot, ...], trimestre: TrimestreSnapshot) -> tuple[int, int]:
    """Return the (programmed, done) months of the tareas in the quarter.

    A month that was done without being programmed counts in neither.
    """
    marks = [
        mark
        for tarea in tareas
        for mark in tarea.marks
        if mark.programmed and mark.month in trimestre.months
    ]
    return len(marks), sum(mark.status == "done" for mark in marks)


def line_closing(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> LineClosing:
    """Return how the línea closes the quarter, from its entry, its meta and its tareas."""
    avance = linea.avance
    meta = linea.meta.facts if linea.meta else None
    programmed, done = months_of(linea.tareas, trimestre)
    stated = avance.stated_percent if avance else None
    code, percent = resolve_closing(
        ClosingFacts(
            meta=meta,
            quarter=trimestre.number,
            quarter_start=trimestre.starts_on,
            quarter_end=trimestre.ends_on,
            stated_percent=stated,
            omitted=bool(avance and avance.closing == Closing.OMITTED),
            months_programmed=programmed,
            months_done=done,
            has_tareas=bool(linea.tareas),
        )
    )
    computed = annual_percent(meta, trimestre.number) if meta else None
    finding = None
    if stated is not None and meta is not None:
        finding = check_stated_percent(
            StatedFacts(stated, meta, trimestre.number, place=f"Línea {linea.number}")
        )
    cause = avance.cause if avance else ""
    sentence = ""
    if code is not None:
        sentence = phrases.closing_sentence(
            code,
            percent=percent,
            cause=cause,
            due_quarters=quarters_due(meta) if meta else (),
            months_done=done,
            months_programmed=programmed,
            quarter=trimestre.number,
        )
    elif meta is not None and _told_one_by_one(meta, trimestre.number):
        code = Closing.COMPUTED
        percents = component_percents(meta, trimestre.number)
        sentence = phrases.each_sentence(
            [(part.unit, figure) for part, figure in zip(meta.components, percents, strict=True)],
            cause,
        )
    return LineClosing(
        code,
        percent,
        computed,
        sentence,
        finding.message if finding else "",
        tuple(
            phrases.adjustment_sentence(change.amount, change.unit, change.reason)
            for change in (linea.meta.adjustments if linea.meta else ())
        ),
    )


def _told_one_by_one(meta: MetaFacts, quarter: int) -> bool:
    """A composite meta whose components are told one by one, when each has its figure."""
    return (
        meta.rule is Rule.EACH
        and len(meta.components) > 1
        and is_reported(meta, quarter)
        and all(percent is not None for percent in component_percents(meta, quarter))
    )
