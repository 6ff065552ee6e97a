"""The tablero on one page: the same rows and figures, as many as a Letter page holds."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil

from programs.values.progress import Semaforo
from programs.values.readings import done_of_programmed
from reports.charts import Chart, badge
from reports.charts.board import area_panels, bullets_of_areas, curve_chart, furthest_areas
from reports.charts.key import KeyFigure
from reports.charts.svg import advance, fit
from reports.selectors import tablero_charts as charts
from reports.selectors.tablero import TableroPage
from reports.selectors.tablero_attention import Attention, OverdueArea, Waiting
from reports.selectors.tablero_rows import Line

KIND = "resumen"
# What fits on one Letter page under the header, counted with the longest names.
LATE, WAITING, AREAS = 5, 2, 6
# Printed lines left for the líneas, below one line for each text of the head, the five rows of the
# first block and charts of 240 px. What else takes of them: a second line of the figure, or of the
# words below it; a heading of the first block, a row of it, and a line that tells of more rows.
ROOM, FIRST_BLOCK, CHARTS = 23, 17.3, 240
HEAD_LINE, CUT_LINE, HEADING, ROW, MORE_LINE = 2.2, 1.5, 2.3, 3, 1.6
LINE_PX, SENTENCE_PX = 12, 15.3  # height of a printed line of the líneas, and of a sentence
DRAWN, SHOWN = 470, 341  # width in px of a chart, and of half the page
BETWEEN = 0.6  # the space between two rows, in printed lines
# Characters of a printed line in the columns of quantities, annual figure and reason.
QUANTITY, ANNUAL, REASON = 18, 16, 58
# A composite meta with long units says its quantities in the tablero: half of them mislead.
LONGEST = 3 * QUANTITY
# Widths in px of the letters of a drawing (14 px): half a page at 8.5 pt, what is left of it after
# the days, and the first column of the líneas at 7.5 and 7 pt. A text is cut here, between words:
# what a stylesheet cuts stays whole in the words of the file, over those of its neighbour.
HALF, LATE_NAME, TITLE, AREA = 410, 345, 278, 295
# The head: the figure at 13.5 pt, the words below it at 9.5 and 8.5 pt.
FIGURE, HEADLINE, CUT = 540, 735, 790


@dataclass(frozen=True)
class SummaryLine:
    """A línea of the summary: what was done of what was programmed, and the annual figure.

    `title` is in lines; `carried` says of what earlier quarter its semáforo is, "" for this one.
    """

    line: Line
    title: tuple[str, ...]
    area: str
    quantity: str
    annual: str
    carried: str

    @property
    def height(self) -> float:
        """How many printed lines it takes at most."""
        semaforo = self.line.semaforo
        reason = f"{semaforo.word} {self.carried} {semaforo.reason}"
        return BETWEEN + max(
            len(self.title) + 1,
            ceil(len(self.quantity) / QUANTITY),
            ceil(len(self.annual) / ANNUAL),
            ceil(len(reason) / REASON),
        )


@dataclass(frozen=True)
class Owed:
    """An área of the first block, one line for its name and one for what there is of it."""

    name: str
    told: str
    days: int = 0


@dataclass(frozen=True)
class Resumen:
    """The summary.

    `kind` is its entry of the registry; `more_*` count what stayed out; `badges` are the words of
    the semáforo, drawn, with how many líneas are at each.
    """

    kind: str
    title: str
    key: KeyFigure | None
    headline: str
    institution: str
    short_name: str
    emblem: str
    brand_color: str
    sample: bool
    cut: str
    filters: tuple[str, ...]
    has_attention: bool
    doubts: tuple[str, ...]
    late: tuple[Owed, ...]
    more_late: int
    review: tuple[Owed, ...]
    more_review: int
    returned: tuple[Owed, ...]
    more_returned: int
    curve: Chart
    areas: Chart
    more_areas: int
    badges: tuple[tuple[str, int], ...]
    lines: tuple[SummaryLine, ...]
    more_lines: int


def build(page: TableroPage, now: datetime) -> Resumen:
    """Return the summary of a tablero: the latest áreas and the líneas furthest behind."""
    scope = page.scope
    institucion = scope.programa.institucion
    asking = page.attention
    late = asking.late if asking else ()
    review = asking.review if asking else ()
    returned = asking.returned if asking else ()
    board, tareas = charts.board_of(scope, page.rows), page.found.plain_tareas
    found, more_areas = furthest_areas(area_panels(tareas, board), board, AREAS)
    curve = curve_chart(tareas, board, width=DRAWN, height=270)
    areas = bullets_of_areas(found, board, width=DRAWN, left_out=more_areas)
    room = ROOM - _head_lines(page, now) - (_first_block(asking) - FIRST_BLOCK)
    room -= (_charts_px(curve, areas, more_areas) - CHARTS) / LINE_PX
    lines = tuple(_fitting(page.ordered_lines, room))
    return Resumen(
        kind=KIND,
        title=f"Resumen del {scope.title}",
        key=page.key,
        headline=page.headline,
        institution=institucion.name,
        short_name=institucion.short_name,
        emblem=institucion.emblem,
        brand_color=board.brand,
        sample=institucion.sample,
        cut=page.cut_words(now),
        filters=tuple(page.filters.told),
        has_attention=asking is not None,
        doubts=tuple(doubt.sentence for doubt in asking.doubts) if asking else (),
        late=tuple(map(_late, late[:LATE])),
        more_late=len(late[LATE:]),
        review=tuple(map(_waiting, review[:WAITING])),
        more_review=len(review[WAITING:]),
        returned=tuple(map(_waiting, returned[:WAITING])),
        more_returned=len(returned[WAITING:]),
        curve=curve,
        areas=areas,
        more_areas=more_areas,
        badges=tuple(
            (badge(f"semaforo-{place}", Semaforo(count.code, count.word, "")), count.number)
            for place, count in enumerate(page.semaforo_counts, start=1)
        ),
        lines=lines,
        more_lines=len(page.ordered_lines) - len(lines),
    )


def _head_lines(page: TableroPage, now: datetime) -> float:
    """How many printed lines the head takes beyond one line for each of its three texts."""
    headline, key = page.headline, page.key
    figure = headline
    if key:
        figure, headline = key.figure, f"{key.word}, al {key.until}. {headline}."
    words = f"{page.cut_words(now)}. Solo: {'; '.join(page.filters.told)}."
    return (
        HEAD_LINE * (_lines_of(figure, FIGURE, bold=True) - 1)
        + CUT_LINE * (_lines_of(headline, HEADLINE) - 1 if key else 0)
        + CUT_LINE * (_lines_of(words, CUT) - 1)
    )


def _first_block(asking: Attention | None) -> float:
    """How many printed lines the first block takes: the longer of its two columns."""
    if asking is None:
        return 0

    def rows(found: Sequence[object], most: int) -> float:
        return HEADING + ROW * min(len(found), most) + MORE_LINE * (len(found) > most or not found)

    doubts = sum(CUT_LINE * _lines_of(doubt.sentence, HALF) for doubt in asking.doubts)
    waiting = rows(asking.review, WAITING) + rows(asking.returned, WAITING) + CUT_LINE
    return max(rows(asking.late, LATE) + doubts, waiting)


def _charts_px(curve: Chart, areas: Chart, more_areas: int) -> float:
    """How high the charts stand, in px of the page; 0 without any."""
    if not curve.rows:
        return 0
    scale = SHOWN / DRAWN
    left = SENTENCE_PX * _lines_of(curve.sentence, HALF) + curve.height * scale
    return max(left, areas.height * scale + SENTENCE_PX * bool(more_areas))


def _lines_of(text: str, width: float, *, bold: bool = False) -> int:
    return len(fit(text, width, lines=99, bold=bold).lines)


def cut(text: str, width: float) -> str:
    """Return the words of a text that one line holds, with "…" after them if some are left."""
    return " ".join(fit(text, width).lines)


def _late(area: OverdueArea) -> Owed:
    owed = " · ".join(f"{item.text[:1].upper()}{item.text[1:]}" for item in area.items)
    return Owed(cut(area.name, LATE_NAME), cut(owed, HALF), area.days)


def _waiting(row: Waiting) -> Owed:
    """The name gives way to since when it waits."""
    when = f", {row.when}"
    name = cut(row.name, HALF - advance(when))
    return Owed(f"{name}{when}", cut(f"{row.amount[:1].upper()}{row.amount[1:]}", HALF))


def _fitting(lines: Iterable[Line], room: float) -> Iterator[SummaryLine]:
    """Yield as many líneas as have room, from the first on."""
    for line in lines:
        shown = _summary_line(line)
        room -= shown.height
        if room < 0:
            return
        yield shown


def _summary_line(line: Line) -> SummaryLine:
    return SummaryLine(
        line,
        title=fit(f"{line.linea.number} {line.linea.title}", TITLE, lines=2).lines,
        area=cut(line.linea.area, AREA),
        quantity=_short(done_of_programmed(line.reading)),
        annual=_short(line.reading.annual),
        carried=charts.carried_words(line),
    )


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else "Vea el tablero"
