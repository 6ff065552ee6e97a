"""How a línea closes a quarter: the one place from which pages and documents take the sentence.

The sentences are written when the snapshot of a quarter is taken and stored with it: a rule that
changes later changes no sentence of a closed quarter.
"""

from dataclasses import replace

from programs.values import phrases
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
from programs.values.snapshot import (
    EjeSnapshot,
    LineaSnapshot,
    LineClosing,
    Snapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)
from programs.values.stated import stated_doubt

NO_TAREAS = "Esta línea no tiene tareas en el programa."
NOTHING_REPORTED = "Sin avance reportado en el trimestre."


def with_closings(snapshot: Snapshot) -> Snapshot:
    """Return a quarter's snapshot with the sentences of all its líneas and ejes.

    Raises `ValueError` for a snapshot without a quarter, in which nothing closes.
    """
    trimestre = snapshot.trimestre
    if trimestre is None:
        raise ValueError("only a quarter has closings")
    return replace(
        snapshot,
        ejes=tuple(
            replace(
                eje,
                lineas=tuple(
                    replace(linea, closing=line_closing(linea, trimestre)) for linea in eje.lineas
                ),
                own_sentence=own_sentence(eje, trimestre),
            )
            for eje in snapshot.ejes
        ),
    )


def closing_of(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> LineClosing:
    """Return the closing that the línea carries, or the one of now where it carries none."""
    return linea.closing or line_closing(linea, trimestre)


def is_due(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> bool:
    """Tell whether anything of the línea is due so far."""
    return closing_of(linea, trimestre).code is not Closing.NOT_DUE


def closing_note(closing: LineClosing, linea: LineaSnapshot) -> str:
    """Return why there is no sentence or a person's figure, and what was adjusted, or ""."""
    return " ".join(filter(None, (_why(closing, linea), *closing.adjustments)))


def own_sentence(eje: EjeSnapshot, trimestre: TrimestreSnapshot) -> str:
    """Return how the tareas of the calendar that belong to no línea close the quarter, or ""."""
    own = calendar_tareas(eje)
    if not own:
        return ""
    programmed, done = months_of(own, trimestre)
    return phrases.calendar_sentence(done, programmed)


def calendar_tareas(eje: EjeSnapshot) -> tuple[TareaSnapshot, ...]:
    """Return the tareas of the calendar that belong to the eje only."""
    return tuple(tarea for tarea in eje.own_tareas if tarea.in_calendar)


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
        stated_doubt(stated, meta, trimestre.number) if meta else "",
        tuple(
            phrases.adjustment_sentence(change.amount, change.unit, change.reason)
            for change in (linea.meta.adjustments if linea.meta else ())
        ),
        _remark(linea, trimestre, code),
    )


def _remark(linea: LineaSnapshot, trimestre: TrimestreSnapshot, code: Closing | None) -> str:
    """What the informe says of a línea that has neither sentence, narrative nor months."""
    if linea.meta is None and not linea.tareas:
        return NO_TAREAS
    blocks = linea.avance.blocks if linea.avance else ()
    marks = (mark for tarea in linea.tareas for mark in tarea.marks)
    in_months = any(mark.month in trimestre.months for mark in marks)
    return (
        "" if code or in_months or any(block.has_content for block in blocks) else NOTHING_REPORTED
    )


def _told_one_by_one(meta: MetaFacts, quarter: int) -> bool:
    """A composite meta whose components are told one by one, when each has its figure."""
    return (
        meta.rule is Rule.EACH
        and len(meta.components) > 1
        and is_reported(meta, quarter)
        and all(percent is not None for percent in component_percents(meta, quarter))
    )


def _why(closing: LineClosing, linea: LineaSnapshot) -> str:
    """Why there is no sentence, or why a person's figure stands in the place of the system's."""
    reason = linea.avance.closing_reason.strip().rstrip(".") if linea.avance else ""
    if closing.code is Closing.OMITTED:
        return f"Sin frase de cierre. Motivo: {reason}."
    if closing.code is not None:
        stated = linea.avance is not None and linea.avance.stated_percent is not None
        return f"Porcentaje declarado. Motivo: {reason}." if stated else ""
    if linea.meta is None:
        return "Sin frase de cierre: la línea no tiene meta ni tareas."
    if not linea.meta.facts.quantified:
        return "Sin frase de cierre: la meta no tiene cantidades y la línea no tiene tareas."
    return "Sin frase de cierre: falta la cantidad del trimestre."
