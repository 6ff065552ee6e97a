"""The programmed months of a quarter that nobody reported."""

from collections.abc import Iterator, Sequence

from programs.values.checks.finding import Code, Finding, Notes, missing, month_anchor
from programs.values.phrases import join_list, month_name
from programs.values.snapshot import LineaSnapshot, TareaSnapshot, TrimestreSnapshot

TITLE_LENGTH = 60


def months(linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes) -> Iterator[Finding]:
    """Yield each tarea of the línea with programmed months of the quarter without report."""
    for month, text in silent_months(linea.tareas, trimestre):
        yield missing(Code.MONTHS, text, month_anchor(month))


def silent_months(
    tareas: Sequence[TareaSnapshot], trimestre: TrimestreSnapshot
) -> Iterator[tuple[int, str]]:
    """Yield the programmed months of the quarter that nobody reported, by tarea.

    Each as (the first of them in the period, all of them in words).
    """
    start = trimestre.starts_on.month - trimestre.months[0]
    for tarea in tareas:
        silent = [
            mark.month
            for mark in tarea.marks
            if mark.programmed and mark.month in trimestre.months and mark.status == "unreported"
        ]
        if silent:
            text = tarea.calendar_text
            title = text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1].rstrip()}…"
            names = join_list(month_name((start + month - 1) % 12 + 1).lower() for month in silent)
            yield min(silent), f"Falta reportar {names} de «{title}»"
