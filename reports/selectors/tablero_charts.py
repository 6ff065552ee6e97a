"""The charts of the tablero from its rows: curve, áreas, months, semáforos, stage of capture."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.text import slugify

from programs.models import Trimestre
from programs.reading.addresses import linea_url, month_url
from programs.reading.line import Line
from programs.selectors.common import STATES
from programs.values.amounts import UNSTATED
from programs.values.colors import printed_brand
from programs.values.months import calendar_rows, period_months
from programs.values.percents import annual_percent
from programs.values.phrases import MONTH_SHOWN, join_list, quarter_name
from programs.values.readings import (
    SEVERAL_QUANTITIES,
    WORKFLOW_WORDS,
    programmed_target,
)
from programs.values.semaforos import semaforo_counts
from reports.charts import Bullet, Chart, HeatCell, Heatmap, HeatRow, annual_bullets, heatmap
from reports.charts.board import Board
from reports.charts.table import number, word
from reports.selectors.tablero_rows import BoardRows, BoardTarea
from reports.selectors.tablero_scope import Scope


@dataclass(frozen=True)
class Counted:
    """How many líneas are at one word, and the address that shows exactly those."""

    code: str
    word: str
    number: int
    url: str


@dataclass(frozen=True)
class StageRow:
    """An área and how many of its líneas are at each stage, in the order of the columns."""

    name: str
    counts: tuple[Counted, ...]
    total: int
    url: str


def board_of(scope: Scope, rows: BoardRows) -> Board:
    """Return the day of the tablero and what all its charts share."""
    programa = scope.programa
    return Board(
        starts_on=programa.starts_on,
        cut_off=scope.cut.day,
        thresholds=rows.thresholds,
        brand=printed_brand(programa.institucion.brand_color),
        readable=rows.readable,
    )


def annual_chart(
    lines: Sequence[Line],
    shown: range,
    closed: Trimestre,
    board: Board,
    *,
    phone: int | None = None,
) -> Chart:
    """Return each línea's advance of the year against what was programmed up to `closed`.

    The advance is that of the running quarter, or of the closed one while it is not reported.
    `phone` is the width in px of the same chart as a phone shows it.
    """
    return annual_bullets(
        "avance-estrecho" if phone else "avance",
        "Avance anual",
        [_annual_bullet(line) for line in lines],
        shown,
        until=quarter_name(closed.number),
        thresholds=board.thresholds,
        width=phone or 570,
        brand=board.brand,
        stacked=phone is not None,
    )


def _annual_bullet(line: Line) -> Bullet:
    before, meta = line.before, line.linea.meta
    done = _annual_done(line)
    if done is None and before is not None:
        done = _annual_done(before)
    target, no_target = None, UNSTATED
    if before is not None and meta is not None:
        target = programmed_target(meta.facts, before.trimestre.number)
        if len(meta.facts.components) > 1:
            no_target = SEVERAL_QUANTITIES
        elif target is None and meta.facts.components:
            no_target = before.reading.components[0].accumulated_programmed
    return Bullet(
        f"{line.linea.number} {line.linea.title}".strip(),
        done,
        line.semaforo.color,
        line.semaforo.word,
        amount="" if done is not None else (before or line).reading.annual,
        target=target,
        no_target=no_target[:1].upper() + no_target[1:],
    )


def _annual_done(line: Line) -> Decimal | None:
    """Return the part of the annual meta that is done, as far as the person may read it."""
    meta = line.linea.meta
    if meta is None or not line.access.sums:
        return None
    return annual_percent(meta.facts, line.trimestre.number)


# Cells of rows that another page of the list shows: they only count.
_COUNTED = {code: HeatCell(code) for code in MONTH_SHOWN}


def tareas_heatmap(
    tareas: Sequence[BoardTarea], scope: Scope, rows: BoardRows, shown: range
) -> Heatmap:
    """Return tareas by months; each cell of the `shown` rows leads to that month of its área."""
    due = range(1, scope.cut.month + 1)
    months = period_months(scope.programa.start_month)
    found = calendar_rows((row.tarea for row in tareas), due=due, readable=rows.readable)
    heat = []
    for index, (row, line) in enumerate(zip(tareas, found, strict=True)):
        if index not in shown:
            cells = tuple(_COUNTED[cell.code] for cell in line.cells)
            heat.append(HeatRow(line.label, line.text, cells, group=row.eje.name))
            continue
        cells = tuple(
            HeatCell(
                cell.code,
                f"{cell.title}, {month.name.lower()}" if cell.code else "",
                month_url(scope.programa, row.tarea.area_code, cell.month)
                if cell.code and scope.full
                else "",
            )
            for cell, month in zip(line.cells, months, strict=True)
        )
        linea = row.tarea.linea_pk
        url = linea_url(scope.trimestre, linea) if linea else ""
        heat.append(HeatRow(line.label, line.text, cells, url, row.eje.name))
    return heatmap(
        "tareas",
        "Tareas por mes",
        [(month.short, month.name) for month in months],
        heat,
        cut_off=scope.cut.day,
    )


def semaforo_links(lines: Sequence[Line], scope: Scope) -> tuple[Counted, ...]:
    """Return how many líneas are at each word of the semáforo, with the way to exactly those."""
    return tuple(
        Counted(color, text, number, scope.url("lineas", semaforo=slugify(text)))
        for color, text, number in semaforo_counts(line.semaforo for line in lines)
    )


def stage_counts(lines: Sequence[Line]) -> list[str]:
    """Return the stages that any línea is at, those that wait for someone first."""
    present = {line.workflow.state for line in lines}
    return [state for state in STATES if state in present]


def stage_rows(lines: Sequence[Line], scope: Scope) -> tuple[StageRow, ...]:
    """Return each área with its líneas by stage, every number with the way to its líneas."""
    stages = stage_counts(lines)
    by_area: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        by_area.setdefault((line.linea.area_code, line.linea.area), []).append(line)
    found = []
    for (code, name), own in by_area.items():
        count = Counter(line.workflow.state for line in own)
        cells = tuple(
            Counted(
                state,
                WORKFLOW_WORDS[state],
                count[state],
                scope.url("lineas", area=code, etapa=state),
            )
            for state in stages
        )
        found.append(StageRow(name, cells, len(own), scope.url("lineas", area=code)))
    return tuple(found)


def stage_chart(lines: Sequence[Line], scope: Scope) -> Chart:
    """Return the stage of capture as sentence and table; the page prints its numbers as links."""
    stages = stage_counts(lines)
    total = Counter(line.workflow.state for line in lines)
    told = join_list(f"{total[state]} «{WORKFLOW_WORDS[state]}»" for state in stages)
    noun = "línea de acción" if len(lines) == 1 else "líneas de acción"
    return Chart(
        "etapas",
        "Etapa de captura",
        f"De {len(lines)} {noun}: {told}." if lines else "No hay líneas que mostrar.",
        ("Área", *(WORKFLOW_WORDS[state] for state in stages), "Líneas"),
        tuple(
            (word(row.name), *(number(cell.number) for cell in row.counts), number(row.total))
            for row in stage_rows(lines, scope)
        ),
    )


def carried_words(line: Line) -> str:
    """Return of what quarter the semáforo is, where the running one says nothing yet, or ""."""
    before = line.before if line.is_carried else None
    return f"Al {quarter_name(before.trimestre.number)}." if before else ""
