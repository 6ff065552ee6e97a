"""The resumen ejecutivo of an informe: its quarter on one page, after the contents.

It reckons from the snapshot with the functions of the tablero, so that both say the same of a
quarter, and shows of each list as much as one page holds. Lengths are in millimetres.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TypeVar

from programs.enums import InformePart
from programs.values import phrases
from programs.values.colors import printed_brand
from programs.values.given import given
from programs.values.modified import agreed, versions
from programs.values.months import month_end
from programs.values.progress import Semaforo, Thresholds
from programs.values.readings import (
    SEVERAL_QUANTITIES,
    EntryReading,
    done_of_programmed,
    read_entry,
)
from programs.values.snapshot import LineaSnapshot, Snapshot, TareaSnapshot
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
from reports.charts.svg import SIZE, Label, fit
from reports.documents.base import Chapter, ContentsEntry, Document
from reports.documents.figures import BODY_WIDTH

ANCHOR = "resumen-ejecutivo"
LATE_COLORS = ("red", "amber")
NO_LINES = "El programa todavía no tiene líneas de acción."
NOTHING_TOLD = "Ninguna meta tiene todavía un avance que comparar con lo programado."
NONE_LATE = "Ninguna meta está atrasada ni en riesgo."
NO_CAUSE = "No se escribió la causa."
NO_CHANGES = "Ninguna meta se ha modificado."
# What static/print/document.css leaves on a page under the heading of the chapter.
ROOM = 207.0
# Charts are drawn in px, on half of the width or on all of it: text of 14 px prints as 8 points.
HALF, HALF_PX = 81, 400
WHOLE_PX = HALF_PX * BODY_WIDTH // HALF
CURVE_PX = 230
MM_PER_POINT = 0.3528
# The line of the cut-off date, the heads, that of a table, and the sizes of type in points, each
# with the height of its lines.
CUT, HEAD, TABLE_HEAD = 5.8, 8.8, 8.8
LEAD, LEAD_LINE = 9.5, 4.6
SMALL, SMALL_LINE = 8.0, 3.65
# The columns of what is late without their padding, and the space around a row of each list.
TITLE, QUANTITY, CAUSE = 61, 24, 49
LATE_SPACE, CHANGE_SPACE = 1.9, 1.2
# Most lines of a cell, and how many rows of each list have their room before the áreas have theirs.
MOST_LINES = 3
LEAST_LATE, LEAST_CHANGES = 3, 1
MOST_LATE, MOST_CHANGES, MOST_AREAS = 12, 4, 6


@dataclass(frozen=True)
class LateLine:
    """A línea behind what was programmed: its texts in lines that fit, its semáforo, and why.

    `number` is its place in the list, from 1.
    """

    number: int
    title: str
    area: str
    quantity: str
    semaforo: Semaforo
    cause: str

    @property
    def mark(self) -> str:
        """Its semáforo, drawn."""
        status = self.semaforo
        return badge(f"atraso-{self.number}", Semaforo(status.color, status.word, ""))

    @property
    def height(self) -> float:
        """How high its row is."""
        lines = (f"{self.title}\n{self.area}", self.quantity, self.cause)
        return LATE_SPACE + SMALL_LINE * max(text.count("\n") + 1 for text in lines)


@dataclass(frozen=True)
class Change:
    """What an adecuación changed: of what línea, what, since when, and what agreed it."""

    linea: str
    text: str

    @property
    def height(self) -> float:
        """How high it stands in its list."""
        return CHANGE_SPACE + SMALL_LINE * (self.text.count("\n") + 2)


Row = TypeVar("Row", LateLine, Change)


@dataclass(frozen=True)
class Summary:
    """The page: its sentences, its charts and its lists; `more_*` say how much was left out.

    `curve` and `areas` are None where the programme has no calendar; without líneas there is no
    chart at all, and no list.
    """

    cut: str
    sentences: tuple[str, ...]
    curve: Chart | None
    semaforos: Chart | None
    areas: Chart | None
    more_areas: str
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
    """Return the summary of a quarter's snapshot, each list as long as the page allows."""
    board = board_of(snapshot)
    tareas = [tarea for eje in snapshot.ejes for tarea in eje.tareas if tarea.in_calendar]
    curve = curve_chart(tareas, board, width=HALF_PX, height=CURVE_PX) if tareas else None
    readings = [
        (linea, read_entry(linea, given(snapshot.trimestre), thresholds=board.thresholds))
        for linea in snapshot.lineas
    ]
    statuses = [reading.semaforo for _, reading in readings]
    width = HALF_PX if curve else WHOLE_PX
    semaforos = semaforo_chart(statuses, width=width) if statuses else None
    sentences = tuple(chart.sentence for chart in (curve, semaforos) if chart) or (NO_LINES,)
    behind = [
        pair
        for pair in furthest_behind_first(readings, lambda pair: pair[1])
        if pair[1].semaforo.color in LATE_COLORS
    ]
    late = [_late_line(*pair, number) for number, pair in enumerate(behind[:MOST_LATE], start=1)]
    changed = sum(len(version.alterations) for version in versions(snapshot))
    changes = list(islice(_changes(snapshot), MOST_CHANGES))

    room = ROOM - CUT - sum(_lines(text, BODY_WIDTH, LEAD) * LEAD_LINE for text in sentences)
    room -= max(_drawn(curve), _drawn(semaforos)) + 2 * (HEAD + SMALL_LINE) + TABLE_HEAD
    least = sum(line.height for line in late[:LEAST_LATE])
    needed = least + sum(change.height for change in changes[:LEAST_CHANGES])
    areas, areas_out = _areas(tareas, board, room - needed)
    room -= _drawn(areas) + SMALL_LINE
    changes = _fitting(changes, room - least, LEAST_CHANGES)
    room -= sum(change.height for change in changes)
    late = _fitting(late, room, LEAST_LATE)
    return Summary(
        cut=f"Corte al {phrases.long_date(board.cut_off)}.",
        sentences=sentences,
        curve=curve,
        semaforos=semaforos,
        areas=areas,
        more_areas=_more(areas_out, "área", "áreas", "se muestran las de menor avance"),
        nothing_late="" if behind or not statuses else _nothing_late(statuses),
        late=tuple(late),
        more_late=_more(len(behind) - len(late), "línea", "líneas", _where(snapshot)),
        nothing_changed="" if changed or not statuses else NO_CHANGES,
        changes=tuple(changes),
        more_changes=_more(changed - len(changes), "modificación", "modificaciones"),
    )


def _areas(tareas: Sequence[TareaSnapshot], board: Board, room: float) -> tuple[Chart | None, int]:
    """Return as many áreas as have room, drawn, and how many are left out; one at least."""
    panels = area_panels(tareas, board)
    for most in range(min(MOST_AREAS, len(panels)), 0, -1):
        found, left_out = furthest_areas(panels, board, most)
        chart = bullets_of_areas(found, board, width=WHOLE_PX, left_out=left_out)
        if most == 1 or _drawn(chart) + SMALL_LINE <= room:
            return chart, left_out
    return None, 0


def _drawn(chart: Chart | None) -> float:
    """Return how high a chart stands with its head."""
    return HEAD + chart.height * HALF / HALF_PX if chart and chart.svg else 0.0


def _fitting(rows: Sequence[Row], room: float, least: int) -> list[Row]:
    """Return the rows that have room, from the first on; so many at least."""
    found = []
    for place, row in enumerate(rows):
        room -= row.height
        if room < 0 and place >= least:
            break
        found.append(row)
    return found


def _text(text: str, width: float, size: float, lines: int = 1, *, bold: bool = False) -> Label:
    """Return a text broken into lines of a width, in type of so many points."""
    return fit(text, width * SIZE / (size * MM_PER_POINT), lines=lines, bold=bold)


def _lines(text: str, width: float, size: float) -> int:
    return len(_text(text, width, size, len(text) + 1, bold=True).lines)


def _small(text: str, width: float, lines: int = 1, *, bold: bool = False) -> str:
    """Return as much of a small text as so many lines of a width hold, each on its own line."""
    return "\n".join(_text(text, width, SMALL, lines, bold=bold).lines)


def _late_line(linea: LineaSnapshot, reading: EntryReading, number: int) -> LateLine:
    cause = (linea.avance.cause.strip() if linea.avance else "") or NO_CAUSE
    quantity = _text(done_of_programmed(reading), QUANTITY, SMALL, MOST_LINES + 1)
    # Half of its quantities would mislead.
    lines = (SEVERAL_QUANTITIES,) if quantity.whole else quantity.lines
    return LateLine(
        number=number,
        title=_small(f"{linea.number} {linea.title}", TITLE, MOST_LINES - 1, bold=True),
        area=_small(linea.area, TITLE),
        quantity="\n".join(lines),
        semaforo=reading.semaforo,
        cause=_small(cause[:1].upper() + cause[1:], CAUSE, MOST_LINES),
    )


def _changes(snapshot: Snapshot) -> Iterator[Change]:
    """Yield what adecuaciones changed, the last one first."""
    for version in reversed(versions(snapshot)):
        for each in version.alterations:
            yield Change(
                linea=_small(f"{each.number} {each.title}".strip(), BODY_WIDTH, bold=True),
                text=_small(agreed(each.sentence, version.adecuacion), BODY_WIDTH, MOST_LINES),
            )


def _nothing_late(statuses: Iterable[Semaforo]) -> str:
    told = any(status.color != "grey" for status in statuses)
    return NONE_LATE if told else NOTHING_TOLD


def _where(snapshot: Snapshot) -> str:
    """Return where the líneas that have no room are told."""
    if InformePart.RESULTS in snapshot.parts:
        return f"vea el {InformePart.RESULTS.label.lower()}"
    return "vea cada una en el informe"


def _more(count: int, one: str, many: str, where: str = "") -> str:
    """Return "Y 31 líneas más; vea el anexo de metas y resultados.", "" for none."""
    if not count:
        return ""
    told = f"Y {phrases.number_text(Decimal(count))} {one if count == 1 else many} más"
    return f"{told}; {where}." if where else f"{told}."
