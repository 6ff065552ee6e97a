"""The months of some tareas in a quarter, as the informe prints them."""

from collections.abc import Iterator
from dataclasses import dataclass

from programs.values import phrases
from programs.values.months import month_code
from programs.values.snapshot import TareaSnapshot, TrimestreSnapshot
from programs.values.table_layout import PORTRAIT, SIZE, is_tall

# Of the table of months in static/print/document.css, in millimetres.
MONTH_COLUMNS = (77, 30, 30, 30)


@dataclass(frozen=True)
class MonthTable:
    """The months of some tareas in the quarter: heads, and rows of (tarea, words by month)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def body(self) -> Iterator[tuple[bool, str, tuple[str, ...]]]:
        """Yield (whether it is divided between pages, tarea, words by month) for each row."""
        for text, words in self.rows:
            columns = MONTH_COLUMNS[: 1 + len(words)]
            yield is_tall((text, *words), columns, PORTRAIT, SIZE), text, words


def month_table(
    tareas: tuple[TareaSnapshot, ...],
    trimestre: TrimestreSnapshot,
    start_month: int,
    verification: str = "",
) -> MonthTable | None:
    """Return what was programmed and done in the quarter's months, or None without any mark.

    `verification` is the printed label of the means of verification, "" where they do not print.
    """
    months = trimestre.months
    rows = tuple(
        (
            phrases.with_verification(tarea.calendar_text, verification, tarea.verification),
            tuple(_mark_word(tarea, month, trimestre.begun) for month in months),
        )
        for tarea in tareas
        if any(mark.month in months for mark in tarea.marks)
    )
    if not rows:
        return None
    heads = tuple(phrases.month_name((start_month - 2 + m) % 12 + 1) for m in months)
    return MonthTable(heads, rows)


def _mark_word(tarea: TareaSnapshot, month: int, begun: int) -> str:
    """Return the printed word of one month of a tarea; `begun` months of the period have begun."""
    mark = next((mark for mark in tarea.marks if mark.month == month), None)
    if mark is None:
        return phrases.MONTH_PRINTED[""]
    code = month_code(mark.status, programmed=mark.programmed, owed=month <= begun)
    return phrases.month_words(code, mark.reason, phrases.MONTH_PRINTED)
