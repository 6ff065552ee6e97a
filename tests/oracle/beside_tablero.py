"""The tablero and its summary beside the oracle."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from programs.models import User
from reports.charts import Chart
from reports.documents import resumen
from reports.selectors.tablero import TableroPage, tablero_page
from reports.selectors.tablero_attention import OverdueItem
from tests.oracle import debts, history, lineas, months, rows, shapes, totals
from tests.oracle.stage import Stage
from tests.oracle.tally import Tally


def asked_of(stage: Stage) -> Iterator[dict[str, str]]:
    """Yield what the tablero is asked besides its address: quarters, cut-offs and áreas."""
    over = months.over(stage.oracle, stage.today)
    closed = [q for q, t in stage.oracle.trimestres.items() if t.status == "closed"]
    areas = totals.by_area(tarea for _, tarea in totals.calendar(stage.oracle))
    found = (
        [{"corte": f"m{month}"} for month in range(1, over + 1)],
        [{"corte": f"t{quarter}"} for quarter in closed],
        [{"area": area} for area in areas],
        [{"trimestre": str(quarter)} for quarter in shapes.QUARTERS],
    )
    for each in found:
        # One from the middle where there is not time for all.
        middle = len(each) // 2
        for asked in each if stage.thorough else each[middle : middle + 1]:
            yield stage.address | asked


def compare_board(stage: Stage, asked: dict[str, str], user: User, *, full: bool) -> None:
    """Compare the tablero and its summary as the address asks for them."""
    page = tablero_page(user, asked, stage.today)
    assert page is not None
    told = " ".join(f"{name}={value}" for name, value in asked.items())
    place = f"tablero {told}{'' if full else ' (consulta)'}"
    cut, quarter, frozen = _cut(stage, asked)
    programa, begun = stage.oracle, months.begun(stage.oracle, stage.today)
    if frozen:
        programa, begun = stage.stored(quarter)
    elif full and asked.get("corte"):
        # Who reads no drafts is not shown what was one on that day.
        programa, begun = history.as_known(programa, cut.day), months.begun(programa, cut.day)
    reader = totals.Reader.of(stage.oracle, full=full)
    area = asked.get("area")
    tareas = [t for _, t in totals.calendar(programa) if area in (None, t.area)]
    board = totals.board_lines(programa, quarter, begun, full=full)
    lines = [line for line in board if area in (None, line.linea.area)]
    tally = stage.tally
    tally.same("tablero", f"{place} corte", (quarter, cut.day), (page.scope.args[2],
                                                                page.scope.cut.day))  # fmt: skip
    compare_curve(tally, place, tareas, cut, reader, page)
    compare_months(tally, place, tareas, cut, reader, page)
    tally.same("tablero", f"{place} semáforos", totals.semaforos(lines),
               [(each.word, each.number) for each in page.semaforo_counts])  # fmt: skip
    stages = {}
    for row in page.stage_rows:
        code = re.search(r"area=([\w-]+)", row.url).group(1)
        stages[code] = {each.code: each.number for each in row.counts if each.number}
    tally.same("tablero", f"{place} etapas", totals.stages(lines), stages)
    compare_lines(tally, place, lines, page)
    compare_summary(tally, place, lines, page)
    if full and page.attention is not None and area is None:
        compare_attention(stage, place, page)


def _cut(stage: Stage, asked: dict[str, str]) -> tuple[totals.Cut, int, bool]:
    """Return the cut-off that the address asks for, its quarter, and whether it is stored."""
    wanted = asked.get("corte", "")
    if wanted:
        number = int(wanted[1:])
        if wanted[0] == "t":
            return totals.Cut(stage.oracle, 3 * number), number, True
        return totals.Cut(stage.oracle, number), (number + 2) // 3, False
    quarter = int(asked.get("trimestre") or totals.shown_first(stage.oracle, stage.today))
    stored = stage.oracle.trimestres[quarter].status == "closed"
    return totals.latest_cut(stage.oracle, quarter, stage.today), quarter, stored


def compare_points(
    tally: Tally,
    place: str,
    tareas: list[shapes.Tarea],
    cut: totals.Cut,
    reader: totals.Reader,
    chart: Chart | None,
) -> list[totals.Point]:
    """Compare a curve month by month, and return its points; None is a curve without tareas."""
    points = totals.curve(tareas, cut, reader) if tareas else []
    expected = [
        (
            point.name,
            f"{point.programmed:,}",
            totals.AFTER if not point.over else "Sin dato" if point.done is None
            else f"{point.done:,}",
            point.figure().removesuffix("%"),
        )
        for point in points
    ]  # fmt: skip
    shown = [tuple(cell.text for cell in row) for row in (chart.rows if chart else ())]
    tally.each("curva", f"{place} curva", sum(expected, ()), sum(shown, ()))
    return points


def compare_curve(
    tally: Tally,
    place: str,
    tareas: list[shapes.Tarea],
    cut: totals.Cut,
    reader: totals.Reader,
    page: TableroPage,
) -> None:
    """Compare the curve month by month, the áreas, and the totals of both in their sentences."""
    points = compare_points(tally, place, tareas, cut, reader, page.curve)
    whole = totals.to_date(points) if points else totals.Pair(0, None, 0)
    told = totals.opening(whole, cut)
    if told:
        tally.same("curva", f"{place} frase", told, page.curve.sentence)
    areas = totals.by_area(tareas)
    pairs = [totals.to_date(totals.curve(found, cut, reader)) for found in areas.values()]
    limits = cut.programa.institucion
    wanted = []
    for found, pair in zip(areas.values(), pairs, strict=True):
        programmed, done, figure = pair.row()
        full_mark = "100" if pair.percent() is not None else figure
        wanted += [found[0].area_name, programmed, done, figure.removesuffix("%"), full_mark,
                   pair.verdict(limits)]  # fmt: skip
    tally.each("área", f"{place} áreas", wanted,
               [cell.text for row in page.areas.rows for cell in row])  # fmt: skip
    total = totals.opening(totals.together(pairs), cut)
    if total:
        tally.same("área", f"{place} total", total, page.areas.sentence[: len(total)])
        if whole.done is not None:
            tally.same("área", f"{place} un solo total", total, told)


def compare_months(
    tally: Tally,
    place: str,
    tareas: list[shapes.Tarea],
    cut: totals.Cut,
    reader: totals.Reader,
    page: TableroPage,
) -> None:
    """Compare the table of tareas by months: its cells, its totals by row, by month and in all."""
    found = [totals.codes(tarea, cut, reader) for tarea in tareas]
    heat = page.heatmap
    tally.each("mes", f"{place} celdas", [code for row in found for code in row],
               [cell.code for row in heat.rows for cell in row.cells])  # fmt: skip
    tally.each("mes", f"{place} por tarea", map(_sum, found), [row.total for row in heat.rows])
    names = [months.calendar_month(cut.programa, month) for month in months.YEAR]
    tally.each("periodo", f"{place} meses", names, [each.name.lower() for each in heat.months])
    by_month = [_sum(row[index] for row in found) for index in range(12)]
    tally.each("mes", f"{place} por mes", by_month, [month.total for month in heat.months])
    whole = [code for row in found for code in row]
    tally.same("mes", f"{place} total", _sum(whole), heat.total)
    numbers = [" ".join(f"{tarea.number} {tarea.calendar_text}".split()) for tarea in tareas]
    tally.each("mes", f"{place} tareas", numbers, [row.name for row in heat.rows])


def _sum(codes: Iterable[str]) -> str:
    return months.calendar_sum(codes) or "No programado"


def compare_lines(
    tally: Tally, place: str, lines: list[totals.BoardLine], page: TableroPage
) -> None:
    """Compare the list of líneas: quantities, annual figure, semáforo and stage."""
    by_pk = {line.linea.pk: line for line in page.found.lines}
    tally.same("tablero", f"{place} líneas", {each.linea.pk for each in lines}, set(by_pk))
    shown = {each.line.linea.pk: each for each in page.lines}
    for each in lines:
        line, where = by_pk[each.linea.pk], f"{place} línea {each.linea.number}"
        mine = (each.read.accumulated, each.read.annual, each.verdict.color, each.verdict.word,
                each.verdict.reason, each.read.stage)  # fmt: skip
        theirs = (line.reading.accumulated, line.reading.annual, line.semaforo.color,
                  line.semaforo.word, line.semaforo.reason, line.workflow.state)  # fmt: skip
        tally.each("tablero, línea", where, mine, theirs)
        if each.linea.pk in shown:
            row = shown[each.linea.pk]
            wanted = lineas.programmed_to_date(each.linea, each.read), each.carried
            tally.each("tablero, línea", where, wanted, (row.programmed, row.carried))


def compare_summary(
    tally: Tally, place: str, lines: list[totals.BoardLine], page: TableroPage
) -> None:
    """Compare the figures of the líneas that the summary has room for, and its semáforos."""
    summary = resumen.build(page, _noon(page))
    by_pk = {each.linea.pk: each for each in lines}
    for row in summary.lines:
        each = by_pk[row.line.linea.pk]
        done = each.read.accumulated
        programmed = lineas.programmed_to_date(each.linea, each.read)
        if programmed:
            done = f"{done} {'de' if programmed[:1].isdigit() else '·'} {programmed}"
        where = f"{place} resumen línea {each.linea.number}"
        for mine, theirs in ((done, row.quantity), (each.read.annual, row.annual)):
            if theirs != "Vea el tablero":
                tally.same("resumen", where, mine, theirs)
        tally.same("resumen", where, each.carried, row.carried)
    counts = [number for _, number in totals.semaforos(lines)]
    tally.same("resumen", f"{place} semáforos", counts, [number for _, number in summary.badges])


def _noon(page: TableroPage) -> datetime:
    day = page.scope.cut.day
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())


def compare_attention(stage: Stage, place: str, page: TableroPage) -> None:
    """Compare who is late with what and how long, who waits for a verdict and who must answer."""
    house = stage.oracle.institucion.pk
    programas = [each for each in rows.programas() if each.institucion.pk == house]
    asking = debts.asking(programas, stage.today)
    late = {area.name: _items(area.items) for area in page.attention.late}
    wanted = {
        name: sorted((owed.days, owed.when, owed.what) for owed in found)
        for name, found in asking.late.items()
    }
    tally = stage.tally
    tally.same("atención", f"{place} áreas", set(wanted), set(late))
    for name in wanted.keys() & late.keys():
        tally.each("atención", f"{place} {name}", wanted[name], late[name])
    days = {name: max(owed.days for owed in found) for name, found in asking.late.items()}
    told = {area.name: area.days for area in page.attention.late}
    tally.same("atención", f"{place} días", days, told)
    review = sorted(_pair(row.amount) for row in page.attention.review)
    wanted_pairs = sorted((sent, total) for _, sent, total in asking.review)
    tally.each("atención", f"{place} por revisar", wanted_pairs, review)
    asked = sorted(_unanswered(row.amount) for row in page.attention.returned)
    unanswered = sorted(questions for _, questions in asking.returned)
    tally.each("atención", f"{place} devueltas", unanswered, asked)
    tally.same("atención", f"{place} encabezado", asking.headline(), page.attention.headline)


def _items(items: Iterable[OverdueItem]) -> list[tuple[int, str, str]]:
    """Return (days, month or quarter, how much) of what an área owes, in order."""
    found = []
    for item in items:
        when, _, rest = item.text.partition(": ")
        pair = re.search(r"\d+ de \d+", rest)
        what = pair.group() if pair else "devuelto" if "devuelto" in rest else rest
        found.append((item.days, re.sub(r"( de)? \d{4}$", "", when), what))
    return sorted(found)


def _pair(text: str) -> tuple[int, int]:
    first, second = re.search(r"(\d+) de (\d+)", text).groups()
    return int(first), int(second)


def _unanswered(text: str) -> int:
    """Return how many observations "2 observaciones sin atender" tells of."""
    found = re.match(r"(\d+) observaci\w+ sin atender", text)
    return int(found.group(1)) if found else 0
