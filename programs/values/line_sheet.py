"""A línea in a quarter in the words that print, for the informe and for pages that show it so."""

from dataclasses import dataclass

from programs.values import phrases
from programs.values.given import given
from programs.values.month_table import MonthTable, month_table
from programs.values.snapshot import LineaSnapshot, TrimestreSnapshot


@dataclass(frozen=True)
class GoalBox:
    """The box of a línea: its meta and its dates, each with its printed label."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LineSheet:
    """A línea as it prints, but for its blocks: a page and a document have pictures each its way.

    `verification` is the printed label and the means of verification, None where it does not print.
    `activities` is the heading before its months and blocks, "" where nothing follows.
    """

    heading: str
    title: str
    goal: GoalBox | None
    verification: tuple[str, str] | None
    activities: str
    months: MonthTable | None
    sentence: str
    remark: str


def line_sheet(
    linea: LineaSnapshot,
    *,
    words: dict[str, str],
    trimestre: TrimestreSnapshot,
    start_month: int,
    with_verification: bool,
) -> LineSheet:
    """Return a línea that carries its closing, in the printed words of its eje.

    `start_month` (1 to 12) is the first calendar month of its exercise;
    `with_verification` tells that the institution prints the means of verification.
    """
    closing = given(linea.closing)
    label = words["verification"] if with_verification else ""
    months = month_table(linea.tareas, trimestre, start_month, verification=label)
    blocks = linea.avance.blocks if linea.avance else ()
    told = months or closing.sentence or any(block.has_content for block in blocks)
    return LineSheet(
        heading=f"{words['line']} {linea.number}".strip(),
        title=linea.title,
        goal=_goal(linea, words),
        verification=(label, linea.verification) if label and linea.verification else None,
        activities=words["report_activities"] if told else "",
        months=months,
        sentence=closing.sentence,
        remark=closing.remark,
    )


def _goal(linea: LineaSnapshot, words: dict[str, str]) -> GoalBox | None:
    """Return the box with what is known of the meta; a date that nobody said is left out."""
    if linea.meta is None:
        return None
    items = [(words["report_goal"], linea.meta.text)]
    if linea.meta.starts_on:
        items.append((words["report_start"], phrases.short_date(linea.meta.starts_on)))
    if linea.meta.ends_on:
        items.append((words["report_end"], phrases.short_date(linea.meta.ends_on)))
    return GoalBox(tuple(items))
