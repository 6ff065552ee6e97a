"""The files of the tablero: each chart as CSV, every row of the filters, always the same columns.

Each begins with the cut-off date, the unit that its figures count and the meta of the year.
"""

from collections.abc import Iterable, Iterator, Sequence

from programs.reading.line import Line
from programs.selectors.common import STATES
from programs.values.amounts import annual_amount
from programs.values.phrases import quarter_name
from programs.values.readings import WORKFLOW_WORDS, programmed_to_date
from programs.values.snapshot import TareaSnapshot
from programs.values.spreadsheet import csv_text
from reports.charts import Chart
from reports.charts.board import area_key
from reports.selectors import tablero_charts as charts
from reports.selectors.tablero import TableroPage

ACTIONS, LINES = "acciones programadas", "líneas de acción"
FIRST = ("Corte", "Unidad", "Meta del año")
ANNUAL = (
    "Línea de acción",
    "Avance anual (%)",
    "Último cierre",
    "Programado al último cierre (%)",
    "Semáforo",
)
LINEAS = (
    "Eje",
    "Línea",
    "Texto",
    "Clave del área",
    "Área",
    "Meta",
    "Trimestre",
    "Realizado a la fecha",
    "Programado a la fecha",
    "Avance anual",
    "Semáforo",
    "Por qué",
    "Etapa",
)
Rows = Iterable[Sequence[str]]


def chart_csv(page: TableroPage, name: str) -> str | None:
    """Return the file of one chart with every row of the filters, None for one that is not."""
    makers = {
        "curva": _curve,
        "avance": _annual,
        "areas": _areas,
        "tareas": _tareas,
        "semaforos": _semaforos,
        "etapas": _stages,
        "lineas": _lines,
    }
    if name not in makers or (name == "avance" and page.annual is None):
        return None
    columns, rows = makers[name](page)
    day = page.scope.cut.day.isoformat()
    return csv_text([(*FIRST, *columns), *((day, *row) for row in rows)])


def _values(chart: Chart) -> list[list[str]]:
    return [[cell.value for cell in row] for row in chart.rows]


def _programmed(tareas: Iterable[TareaSnapshot]) -> str:
    return str(sum(len(tarea.programmed_months) for tarea in tareas))


def _curve(page: TableroPage) -> tuple[Sequence[str], Rows]:
    meta = _programmed(page.found.plain_tareas)
    return page.curve.columns, ((ACTIONS, meta, *row) for row in _values(page.curve))


def _areas(page: TableroPage) -> tuple[Sequence[str], Rows]:
    by_area: dict[str, list[TareaSnapshot]] = {}
    for tarea in page.found.plain_tareas:
        by_area.setdefault(area_key(tarea), []).append(tarea)
    rows = zip(by_area.values(), _values(page.areas), strict=True)
    return page.areas.columns, ((ACTIONS, _programmed(own), *row) for own, row in rows)


def _tareas(page: TableroPage) -> tuple[Sequence[str], Rows]:
    found = page.found.tareas
    heat = charts.tareas_heatmap(found, page.scope, page.rows, range(len(found)))
    *body, total = heat.table
    metas = [_programmed([tarea]) for tarea in page.found.plain_tareas]
    rows = [(ACTIONS, meta, *row) for meta, row in zip(metas, body, strict=True)]
    return heat.columns, [*rows, (ACTIONS, _programmed(page.found.plain_tareas), *total)]


def _semaforos(page: TableroPage) -> tuple[Sequence[str], Rows]:
    total = str(len(page.found.lines))
    return page.semaforos.columns, ((LINES, total, *row) for row in _values(page.semaforos))


def _stages(page: TableroPage) -> tuple[Sequence[str], Rows]:
    """Every stage has its column, also those at which no línea is."""
    rows = []
    for row in page.stage_rows:
        counts = {cell.code: str(cell.number) for cell in row.counts}
        cells = (counts.get(state, "0") for state in STATES)
        rows.append((LINES, str(row.total), row.name, *cells, str(row.total)))
    return ("Área", *(WORKFLOW_WORDS[state] for state in STATES), "Líneas"), rows


def _annual(page: TableroPage) -> tuple[Sequence[str], Rows]:
    return ANNUAL, _annual_rows(page)


def _annual_rows(page: TableroPage) -> Iterator[Sequence[str]]:
    closed, lines = page.rows.last_closed, page.ordered_lines
    if closed is None:
        return
    board = charts.board_of(page.scope, page.rows)
    chart = charts.annual_chart(lines, range(len(lines)), closed, board)
    for line, (name, done, programmed, word) in zip(lines, _values(chart), strict=True):
        yield (*_meta(line), name, done, quarter_name(closed.number), programmed, word)


def _lines(page: TableroPage) -> tuple[Sequence[str], Rows]:
    return LINEAS, (_line_row(page, line) for line in page.found.lines)


def _line_row(page: TableroPage, line: Line) -> Sequence[str]:
    """The words of the page, with what they are about."""
    return (
        *_meta(line),
        f"{line.eje.order}. {line.eje.name}",
        line.linea.number,
        line.linea.title,
        line.linea.area_code,
        line.linea.area,
        line.linea.meta.text if line.linea.meta else "",
        page.scope.title,
        line.reading.accumulated,
        programmed_to_date(line.reading),
        line.reading.annual,
        line.semaforo.word,
        f"{line.semaforo.reason} {charts.carried_words(line)}".strip(),
        line.workflow.word,
    )


def _meta(line: Line) -> tuple[str, str]:
    """Unit and annual quantity in force; of several quantities, in the same order."""
    parts = line.linea.meta.facts.components if line.linea.meta else ()
    amounts = (annual_amount(part).text.replace(",", "") for part in parts)
    return "; ".join(part.unit for part in parts), "; ".join(amounts)
