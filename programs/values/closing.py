"""How a línea closes a quarter: the one place from which pages and documents take the sentence.

The sentences are written when the snapshot of a quarter is taken and stored with it: a rule that
changes later changes no sentence of a closed quarter.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from programs.values import phrases
from programs.values.facts import is_silent_outside, owes
from programs.values.progress import (
    Closing,
    ClosingFacts,
    ComponentFacts,
    MetaFacts,
    annual_percent,
    has_quantity,
    is_told,
    percents_one_by_one,
    quarters_due,
    resolve_closing,
    silences_of,
)
from programs.values.snapshot import (
    EjeSnapshot,
    LineaSnapshot,
    LineClosing,
    MarkSnapshot,
    Snapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)
from programs.values.stated import stated_doubt
from programs.values.totals import total_of, unreported_marks
from programs.values.words import FIXED, complete

NOTHING_REPORTED = "Sin avance reportado en el trimestre."
NO_FIGURE = "Con las cantidades de la meta no se calcula un porcentaje."


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
                    replace(
                        linea,
                        closing=line_closing(
                            linea, trimestre, eje.words, narrated=has_narrative(linea)
                        ),
                    )
                    for linea in eje.lineas
                ),
                own_sentence=own_sentence(eje, trimestre),
            )
            for eje in snapshot.ejes
        ),
    )


def closing_of(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> LineClosing:
    """Return the closing that the línea carries, or the one of now where it carries none.

    Without an eje at hand, that one is in the words of the domain.
    """
    return linea.closing or line_closing(linea, trimestre, FIXED, narrated=has_narrative(linea))


def has_narrative(linea: LineaSnapshot) -> bool:
    """Tell whether any block of the línea's entry prints."""
    return any(block.has_content for block in (linea.avance.blocks if linea.avance else ()))


def is_due(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> bool:
    """Tell whether anything of the línea is due so far."""
    return closing_of(linea, trimestre).code is not Closing.NOT_DUE


def closing_note(closing: LineClosing, linea: LineaSnapshot) -> str:
    """Return why there is no sentence or a person's figure, and what was adjusted, or ""."""
    return " ".join(filter(None, (_why(closing, linea), *closing.adjustments)))


def own_sentence(eje: EjeSnapshot, trimestre: TrimestreSnapshot) -> str:
    """Return how the tareas of the calendar that belong to no línea close the quarter, or "".

    Where months are without report it says which, as the remark of a línea does.
    """
    own = calendar_tareas(eje)
    if not (has_calendar(own) and has_begun(trimestre)):
        return ""
    total = total_of(quarter_marks(own, trimestre), begun=trimestre.begun)
    return unreported_months(own, trimestre) or phrases.calendar_sentence(
        total.done, total.programmed, counted_months(trimestre)
    )


def calendar_tareas(eje: EjeSnapshot) -> tuple[TareaSnapshot, ...]:
    """Return the tareas of the calendar that belong to the eje only."""
    return tuple(tarea for tarea in eje.own_tareas if tarea.in_calendar)


def has_begun(trimestre: TrimestreSnapshot) -> bool:
    """Tell whether the first month of the quarter has begun."""
    return trimestre.begun >= trimestre.months[0]


def has_calendar(tareas: Iterable[TareaSnapshot]) -> bool:
    """Tell whether any month of the year is programmed for any of the tareas."""
    return any(tarea.programmed_months for tarea in tareas)


def quarter_marks(
    tareas: Iterable[TareaSnapshot], trimestre: TrimestreSnapshot
) -> list[MarkSnapshot]:
    """Return the months of the tareas that lie in the quarter."""
    return [mark for tarea in tareas for mark in tarea.marks if mark.month in trimestre.months]


def counted_months(trimestre: TrimestreSnapshot) -> str:
    """Return which months of the quarter are counted, in words: those that have begun."""
    if not has_begun(trimestre) or trimestre.begun >= trimestre.months[-1]:
        return phrases.IN_THE_QUARTER
    return phrases.until_month(_calendar_month(trimestre, trimestre.begun))


def _calendar_month(trimestre: TrimestreSnapshot, month: int) -> int:
    """Return the month of the calendar (1 to 12) of a month of the period."""
    return (trimestre.starts_on.month - 1 + month - trimestre.months[0]) % 12 + 1


def unreported_months(tareas: Sequence[TareaSnapshot], trimestre: TrimestreSnapshot) -> str:
    """Return which programmed months of the quarter nobody reported, in a sentence, or ""."""
    silent = [
        {mark.month for mark in unreported_marks(marks, begun=trimestre.begun)}
        for marks in (quarter_marks((tarea,), trimestre) for tarea in tareas)
    ]
    months = sorted(set().union(*silent))
    if not months:
        return ""
    return phrases.unreported_months_sentence(
        [_calendar_month(trimestre, month) for month in months],
        sum(map(bool, silent)),
        len(tareas),
    )


def unreported_quarters(meta: MetaFacts, trimestre: TrimestreSnapshot) -> str:
    """Return which quarters are without a quantity, in a sentence, or "".

    A quarter that has not begun owes nothing.
    """
    begun = (trimestre.begun + 2) // 3
    last = min(trimestre.number, begun)
    silences = silences_of(meta, last) if last else ()
    return phrases.unreported_quarters_sentence(silences) if silences else ""


def silence_of(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> str:
    """Return which quarters or months leave the línea without a sentence, in words, or ""."""
    meta = linea.meta.facts if linea.meta else None
    if meta is None or not meta.quantified:
        return unreported_months(linea.tareas, trimestre)
    outside = is_silent_outside(meta, trimestre.number)
    return "" if outside else unreported_quarters(meta, trimestre)


def is_undecided(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> bool:
    """Tell whether a person must decide that the línea has no sentence.

    Not where something is without report, which says why by itself, nor where nothing is to tell:
    a quarter outside the dates of the meta, or tareas without months.
    """
    if closing_of(linea, trimestre).code is not None or silence_of(linea, trimestre):
        return False
    meta = linea.meta.facts if linea.meta else None
    if meta is None or not meta.quantified:
        return not linea.tareas
    return not is_silent_outside(meta, trimestre.number)


def owes_report(linea: LineaSnapshot, trimestre: TrimestreSnapshot) -> bool:
    """Tell whether a línea owes anything in the quarter: a quantity, or a month of its tareas."""
    meta = linea.meta.facts if linea.meta else None
    if meta is not None and meta.quantified:
        return any(owes(meta, part, trimestre.number) for part in meta.quantified)
    return any(mark.programmed for mark in quarter_marks(linea.tareas, trimestre))


def line_closing(
    linea: LineaSnapshot,
    trimestre: TrimestreSnapshot,
    words: Mapping[str, str],
    *,
    narrated: bool,
) -> LineClosing:
    """Return how the línea closes the quarter, from its entry, its meta and its tareas.

    `words` are the printed words of its eje (`values.words`). `narrated` tells whether its entry
    prints a narrative, which a page may know without having read the blocks.
    """
    words = complete(words)
    avance = linea.avance
    meta = linea.meta.facts if linea.meta else None
    total = total_of(quarter_marks(linea.tareas, trimestre), begun=trimestre.begun)
    stated = avance.stated_percent if avance else None
    code, percent = resolve_closing(
        ClosingFacts(
            meta=meta,
            quarter=trimestre.number,
            quarter_start=trimestre.starts_on,
            quarter_end=trimestre.ends_on,
            stated_percent=stated,
            omitted=bool(avance and avance.closing == Closing.OMITTED),
            months_programmed=total.programmed,
            months_done=total.done,
            months_unreported=total.unreported,
            has_calendar=has_begun(trimestre) and has_calendar(linea.tareas),
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
            months_done=total.done,
            months_programmed=total.programmed,
            months_counted=counted_months(trimestre),
            quarter=trimestre.number,
            progress=words["progress"],
            finished=words["finished"],
        )
    elif meta is not None and (parts := _one_by_one(meta, trimestre.number)):
        code = Closing.COMPUTED
        told = [(part.unit, figure) for part, figure in parts]
        sentence = phrases.each_sentence(told, cause, words["progress"])
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
        _remark(linea, trimestre, code, narrated=narrated),
    )


def _one_by_one(meta: MetaFacts, quarter: int) -> tuple[tuple[ComponentFacts, Decimal], ...]:
    """The figures of a meta whose components are told one by one, when all may be told."""
    return percents_one_by_one(meta, quarter) if is_told(meta, quarter) else ()


def _remark(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, code: Closing | None, *, narrated: bool
) -> str:
    """What stands where the línea has no sentence, the same wherever the línea is read.

    It says which quarters or months are without report; without any, that the meta has no figure,
    or that nothing was reported.
    """
    if code is not None:
        return ""
    silence = silence_of(linea, trimestre)
    if silence:
        return silence
    if has_quantity(linea.meta.facts if linea.meta else None, trimestre.number):
        return NO_FIGURE
    told = narrated or quarter_marks(linea.tareas, trimestre)
    return "" if told else NOTHING_REPORTED


def stated_percent(closing: LineClosing, linea: LineaSnapshot) -> Decimal | None:
    """Return the percentage that a person declared in the place of the system's, None for none."""
    if linea.avance is None or closing.code in (None, Closing.OMITTED):
        return None
    return linea.avance.stated_percent


def stated_note(closing: LineClosing, linea: LineaSnapshot) -> str:
    """Return that the percentage was declared and why, "" where it was not."""
    if stated_percent(closing, linea) is None:
        return ""
    return f"Porcentaje declarado. Motivo: {_reason(linea)}."


def _reason(linea: LineaSnapshot) -> str:
    return linea.avance.closing_reason.strip().rstrip(".") if linea.avance else ""


def _why(closing: LineClosing, linea: LineaSnapshot) -> str:
    """Why there is no sentence, or why a person's figure stands in the place of the system's."""
    if closing.code is Closing.OMITTED:
        return f"Sin frase de cierre. Motivo: {_reason(linea)}."
    if closing.code is not None:
        return stated_note(closing, linea)
    if closing.remark:
        return closing.remark
    return "Sin frase de cierre: no hay cantidades ni meses con los que el sistema la escriba."
