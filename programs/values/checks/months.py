"""The programmed months of a quarter that nobody reported."""

from collections.abc import Iterator, Sequence

from programs.values.checks.finding import Code, Finding, Notes, missing
from programs.values.phrases import join_list, month_name
from programs.values.snapshot import LineaSnapshot, TareaSnapshot, TrimestreSnapshot

TITLE_LENGTH = 60


def months(linea: LineaSnapshot, trimestre: TrimestreSnapshot, notes: Notes) -> Iterator[Finding]:
    """Yield each tarea of the línea with programmed months of the quarter without report."""
    for text in silent_months(linea.tareas, trimestre):
        yield missing(Code.MONTHS, text, "meses")


def silent_months(tareas: Sequence[TareaSnapshot], trimestre: TrimestreSnapshot) -> Iterator[str]:
    """Yield in words the programmed months of the quarter that nobody reported, by tarea."""
    start = trimestre.starts_on.month - trimestre.months[0]
    for tarea in tareas:
        silent = [
            month_name((start + mark.month - 1) % 12 + 1).lower()
            for mark in tarea.marks
            if mark.programmed and mark.month in trimestre.months and mark.status == "unreported"
        ]
        if silent:
            text = tarea.calendar_text
            title = text if len(text) <= TITLE_LENGTH else f"{text[: TITLE_LENGTH - 1].rstrip()}…"
            yield f"Falta reportar {join_list(silent)} de «{title}»"
