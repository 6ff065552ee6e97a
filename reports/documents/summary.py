"""The resumen ejecutivo of an informe: its quarter on one page, after the contents.

It reckons from the snapshot with the functions of the tablero, so that both say the same of a
quarter, and shows of each list as much as one page holds. Lengths are in millimetres.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from programs.enums import InformePart
from programs.values import phrases
from programs.values.colors import printed_brand
from programs.values.given import given
from programs.values.letters import shortened, text_width
from programs.values.modified import changed_from, changed_to, versions
from programs.values.months import month_end
from programs.values.progress import Semaforo, Thresholds
from programs.values.readings import EntryReading, done_of_programmed, read_entry
from programs.values.snapshot import LineaSnapshot, Snapshot
from reports.charts import Chart, badge
from reports.charts.board import (
    Board,
    area_panels,
    bullets_of_areas,
    curve_chart,
    furthest_areas,
    furthest_behind_first,
    semaforo_chart,
)
from reports.documents.base import BODY_WIDTH, Chapter, ContentsEntry, Document

ANCHOR = "resumen-ejecutivo"
LATE_COLORS = ("red", "amber")
NO_LINES = "El programa todavía no tiene líneas de acción."
NOTHING_TOLD = "Ninguna meta tiene todavía un avance que comparar con lo programado."
NONE_LATE = "Ninguna meta está atrasada ni en riesgo."
NO_CAUSE = "No se escribió la causa."
NO_CHANGES = "Ninguna meta se ha modificado."
# A page of static/print/document.css under its heading and beside its margins, with some to spare.
ROOM = 196
# Charts are drawn in px and printed this wide: text of 14 px becomes one of 8 points.
HALF, HALF_PX = 81, 400
CURVE_PX = 230
MOST_AREAS = 6
# Heads, and the lines of the sizes of type of the page.
HEAD, LINE, SMALL_LINE = 8.0, 4.4, 3.6
MM_PER_POINT = 0.3528
SIZE, SMALL = 9.5, 8
# The table of what is late: widths of its columns, and the most lines of a cell.
TITLE, QUANTITY, STATUS, CAUSE = 58, 28, 26, 56
PADDING, ROW_SPACE = 3.0, 2.2
MOST_LINES = 3
CHANGES = 4
# A line of ragged text is never full to its end.
FULL = 0.88


@dataclass(frozen=True)
class LateLine:
    """A línea behind what was programmed: its texts as they fit, its semáforo drawn, and why."""

    title: str
    area: str
    quantity: str
    mark: str
    cause: str


@dataclass(frozen=True)
class Change:
    """A modification of a meta: of what línea, what changed, since when, and what agreed it."""

    linea: str
    text: str
    agreement: str


@dataclass(frozen=True)
class Summary:
    """The page: its sentences, its charts and its lists; `more_*` say how much was left out.

    `curve` and `areas` are None where the programme has no calendar, `semaforos` without líneas.
    """

    cut: str
    sentences: tuple[str, ...]
    curve: Chart | None
    areas: Chart | None
    more_areas: str
    semaforos: Chart | None
    nothing_late: str
    late: tuple[LateLine, ...]
    more_late: str
    nothing_changed: str
    changes: tuple[Change, ...]
    more_changes: str


def with_summary(document: Document, snapshot: Snapshot) -> Document:
    """Return the informe with its summary before its chapters, if the institution has it on."""
    if InformePart.SUMMARY not in snapshot.parts:
        return document
    heading = str(InformePart.SUMMARY.label)
    chapter = Chapter(ANCHOR, InformePart.SUMMARY, "", heading, (), (summary_of(snapshot),))
    return replace(
        document,
        chapters=(chapter, *document.chapters),
        contents=(ContentsEntry(ANCHOR, "", heading), *document.contents),
    )


def board_of(snapshot: Snapshot) -> Board:
    """Return the day of the figures of a quarter's snapshot, as its tablero has it."""
    over = given(snapshot.trimestre).over
    starts_on = date(snapshot.year, snapshot.start_month, 1)
    return Board(
        starts_on=starts_on,
        cut_off=month_end(starts_on, over),
        thresholds=Thresholds(*snapshot.institucion.thresholds),
        brand=printed_brand(snapshot.institucion.brand_color),
        readable=lambda tarea, month: month <= over,
    )


def summary_of(snapshot: Snapshot) -> Summary:
    """Return the summary of a quarter's snapshot."""
    board = board_of(snapshot)
    tareas = [tarea for eje in snapshot.ejes for tarea in eje.tareas if tarea.in_calendar]
    curve = curve_chart(tareas, board, width=HALF_PX, height=CURVE_PX) if tareas else None
    found, left_out = furthest_areas(area_panels(tareas, board), board, MOST_AREAS)
    areas = bullets_of_areas(found, board, width=HALF_PX) if found else None
    lines = [
        (linea, read_entry(linea, given(snapshot.trimestre), thresholds=board.thresholds))
        for linea in snapshot.lineas
    ]
    statuses = [reading.semaforo for _, reading in lines]
    width = HALF_PX if curve else HALF_PX * BODY_WIDTH // HALF
    semaforos = semaforo_chart(statuses, width=width) if lines else None
    sentences = tuple(chart.sentence for chart in (curve, semaforos) if chart) or (NO_LINES,)
    changes = tuple(_changes(snapshot.lineas))
    room = ROOM - _top(sentences, curve, areas, semaforos) - _height_of(changes[:CHANGES])
    late = [
        pair
        for pair in furthest_behind_first(lines, lambda pair: pair[1])
        if pair[1].semaforo.color in LATE_COLORS
    ]
    shown = tuple(_fitting(late, room))
    return Summary(
        cut=f"Corte al {phrases.long_date(board.cut_off)}.",
        sentences=sentences,
        curve=curve,
        areas=areas,
        more_areas=_more(left_out, "área", "áreas", "todas se cuentan en la gráfica de arriba"),
        semaforos=semaforos,
        nothing_late="" if late else _nothing_late(statuses),
        late=shown,
        more_late=_more(len(late) - len(shown), "línea", "líneas", _where(snapshot)),
        nothing_changed="" if changes else NO_CHANGES,
        changes=changes[:CHANGES],
        more_changes=_more(len(changes[CHANGES:]), "modificación", "modificaciones", ""),
    )


def _top(sentences: Sequence[str], *charts: Chart | None) -> float:
    """Return how high the sentences and the charts stand: two columns, or one chart alone."""
    told = sum(_height(sentence, BODY_WIDTH, SIZE, LINE) for sentence in sentences)
    curve, areas, semaforos = (_drawn(chart) for chart in charts)
    return LINE + told + max(curve + semaforos, areas + 2 * SMALL_LINE)


def _drawn(chart: Chart | None) -> float:
    return HEAD + chart.height * HALF / HALF_PX if chart and chart.svg else 0.0


def _height(text: str, width: float, size: float, line: float) -> float:
    """Return how high a text prints at most, given its width, its type and its lines."""
    return line * max(1, ceil(text_width(text) * size * MM_PER_POINT / (width * FULL)))


def _cut(text: str, width: float, lines: int) -> str:
    """Return as much of a small text as so many lines of a width hold."""
    return shortened(text, lines * width * FULL / (SMALL * MM_PER_POINT))


def _fitting(late: Iterable[tuple[LineaSnapshot, EntryReading]], room: float) -> Iterator[LateLine]:
    """Yield as many líneas as have room, from the first on; one at least."""
    room -= 2 * HEAD + 2 * SMALL_LINE
    for number, (linea, reading) in enumerate(late, start=1):
        line = _late_line(linea, reading, number)
        cells = (
            (line.title, TITLE - PADDING, 1),
            (line.quantity, QUANTITY - PADDING, 0),
            (line.cause, CAUSE - PADDING, 0),
        )
        room -= ROW_SPACE + max(
            _height(text, width, SMALL, SMALL_LINE) + more * SMALL_LINE
            for text, width, more in cells
        )
        if room < 0 and number > 1:
            return
        yield line


def _late_line(linea: LineaSnapshot, reading: EntryReading, number: int) -> LateLine:
    status = reading.semaforo
    cause = linea.avance.cause.strip() if linea.avance else ""
    return LateLine(
        title=_cut(f"{linea.number} {linea.title}", TITLE - PADDING, MOST_LINES - 1),
        area=_cut(linea.area, TITLE - PADDING, 1),
        quantity=_cut(done_of_programmed(reading), QUANTITY - PADDING, MOST_LINES),
        mark=badge(f"atraso-{number}", Semaforo(status.color, status.word, "")),
        cause=_cut(cause or NO_CAUSE, CAUSE - PADDING, MOST_LINES),
    )


def _changes(lineas: Iterable[LineaSnapshot]) -> Iterator[Change]:
    """Yield the modifications of metas, the last agreement first."""
    for version in reversed(versions(lineas)):
        agreement = f"{version.agreement}, {phrases.long_date(version.agreed_on)}."
        for linea, change in version.changes:
            meta = given(linea.meta)
            since = phrases.quarter_name(change.from_quarter)
            text = f"de {changed_from(meta, change)} a {changed_to(meta, change)}, desde el {since}"
            yield Change(
                linea=_cut(f"{linea.number} {linea.title}", BODY_WIDTH, 1),
                text=_cut(text[:1].upper() + text[1:], BODY_WIDTH, 2),
                agreement=_cut(agreement, BODY_WIDTH, 1),
            )


def _height_of(changes: Sequence[Change]) -> float:
    """Return how high the modifications stand with their head, or the sentence for none."""
    rows = sum(
        _height(f"{change.text} {change.agreement}", BODY_WIDTH, SMALL, SMALL_LINE)
        + SMALL_LINE
        + ROW_SPACE / 2
        for change in changes
    )
    return HEAD + (rows + SMALL_LINE if changes else LINE)


def _nothing_late(statuses: Sequence[Semaforo]) -> str:
    if not statuses:
        return NO_LINES
    told = any(status.color != "grey" for status in statuses)
    return NONE_LATE if told else NOTHING_TOLD


def _where(snapshot: Snapshot) -> str:
    """Return where the líneas that have no room are told."""
    if InformePart.RESULTS in snapshot.parts:
        return f"vea el {InformePart.RESULTS.label.lower()}"
    return "vea cada una en el informe"


def _more(count: int, one: str, many: str, where: str) -> str:
    """Return "Y 31 líneas más; vea el anexo de metas y resultados.", "" for none."""
    if not count:
        return ""
    told = f"Y {phrases.number_text(count)} {one if count == 1 else many} más"
    return f"{told}; {where}." if where else f"{told}."
