"""The accumulated curve: programmed, dashed, to the end; done, solid, up to the cut-off date."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from programs.values import phrases
from reports.charts.amounts import (
    DEFAULT_WORDS,
    Words,
    day_text,
    done_sentence,
)
from reports.charts.axis import Axis, axis
from reports.charts.months import MonthAmounts, Point, accumulated, missing, to_date
from reports.charts.shapes import INK
from reports.charts.svg import (
    BRAND,
    LINE,
    PAPER,
    RULE,
    TEXT_2,
    Label,
    Markup,
    advance,
    drawing,
    fit,
    segment,
    tag,
    write,
)
from reports.charts.table import Chart, ChartCell, mark, number, percent, word

TOP, BOTTOM = 44, 34  # px above the scale and below zero
AFTER = "Después del corte"
Place = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def curve(
    key: str,
    title: str,
    months: Sequence[MonthAmounts],
    *,
    cut_off: date,
    words: Words = DEFAULT_WORDS,
    width: int = 640,
    height: int = 340,
    brand: str = BRAND,
) -> Chart:
    """Return both curves, accumulated from months in order."""
    columns = (
        "Mes",
        "Programado acumulado",
        "Realizado acumulado",
        "Avance (%)",
    )
    points = accumulated(months, cut_off)
    if not points:
        return Chart(key, title, "Todavía no hay meses que mostrar.", columns, ())
    rows = tuple(_row(point) for point in points)
    sentence = _sentence(points, cut_off, words)
    amounts = [v for p in points for v in (p.programmed, p.done) if v is not None]
    if not amounts:
        return Chart(key, title, sentence, columns, rows)
    content = _plot(points, rows, max(amounts), cut_off, width, height, brand)
    notes = [line for note in _notes(points) for line in fit(note, width, lines=3).lines]
    for index, note in enumerate(notes):
        y = height + 10 + index * LINE
        content.append(write(note, 0, y, fill=INK["grey"], class_="chart-text-2"))
    svg = drawing(key, title, sentence, width, height + len(notes) * LINE, *content)
    return Chart(key, title, sentence, columns, rows, svg)


def _notes(points: Sequence[Point]) -> list[str]:
    """Why a line ends before its time, in words under the drawing."""
    silent = [p.month for p in points if p.programmed is None]
    unreported = [p.month for p in points if p.over and p.done is None]
    blank = [p.month for p in points if p.over and p.month.unreported]
    told = (
        ("Programado: sin programación", silent),
        ("Realizado: sin dato", unreported),
        ("Realizado: con meses sin reportar", blank),
    )
    return [
        f"{text}{'' if months[0] is points[0].month else f' desde {months[0].name.lower()}'}."
        for text, months in told
        if months
    ]


def _row(point: Point) -> tuple[ChartCell, ...]:
    item = point.progress
    name = word(f"{point.month.name} de {point.month.ends_on.year}")
    programmed = word("Sin programación") if item.programmed is None else number(item.programmed)
    if not point.over:
        return name, programmed, word(AFTER), word(AFTER)
    return (
        name,
        programmed,
        word("Sin dato") if item.done is None else number(item.done),
        word(item.gap) if item.percent is None else percent(item.percent),
    )


def _sentence(points: Sequence[Point], cut_off: date, words: Words) -> str:
    last = to_date(points)
    if last is None:
        return f"Al {day_text(cut_off)} todavía no termina ningún mes del periodo."
    if last.progress.counts:
        return done_sentence(last.progress, cut_off, words)
    if last.done is None:
        silent = phrases.join_list(missing(points))
        return f"Al {day_text(cut_off)} falta el dato de {silent}."
    done, gap = phrases.number_text(last.done), last.progress.gap.lower()
    return f"Al {day_text(cut_off)} lo realizado suma {done} ({gap})."


def _plot(
    points: Sequence[Point],
    rows: Sequence[tuple[ChartCell, ...]],
    highest: Decimal,
    cut_off: date,
    width: int,
    height: int,
    brand: str,
) -> list[Markup]:
    scale = axis(highest, height - TOP - BOTTOM)
    left = max(advance(scale.text(tick)) for tick in scale.ticks) + 12
    # Room for both names at the right: there a label always finds a free place.
    ends = [label for label, _ in _end_texts(points)]
    right = width - max(advance(line, bold=True) for end in ends for line in end.lines) - 14
    zero = height - BOTTOM
    places = [left + (right - left) * (index + 1) / len(points) for index in range(len(points))]

    def line(amounts: Iterable[Decimal | None]) -> list[Place]:
        known = [
            (x, zero - scale.at(v)) for x, v in zip(places, amounts, strict=True) if v is not None
        ]
        return [(left, zero), *known]

    programmed = line(point.programmed for point in points)
    done = line(point.done for point in points)
    drawn = _grid(scale, left, right, zero, width)
    drawn += _month_names(points, places, zero, left)
    drawn += _cut_off(points, places, left, right, zero, cut_off)
    drawn += lines(programmed, done, brand)
    drawn += _dots(programmed, rows, 1, 2.5, "chart-programmed-dot", TEXT_2)
    drawn += _dots(done, rows, 2, 4.0, "chart-done-dot", brand)
    drawn += _end_labels(points, programmed, done, (left, right, zero), brand)
    return drawn


def lines(programmed: Sequence[Place], done: Sequence[Place], brand: str) -> list[Markup]:
    """Return both lines from zero; one of a single place is not drawn."""
    drawn = []
    if len(programmed) > 1:
        drawn.append(
            tag(
                "path",
                class_="chart-programmed-line",
                d=_path(programmed),
                fill="none",
                stroke=TEXT_2,
                stroke_width=2,
                stroke_dasharray="6 4",
            )
        )
    if len(done) > 1:
        drawn.append(
            tag(
                "path",
                class_="chart-done-line",
                d=_path(done),
                fill="none",
                stroke=brand,
                stroke_width=3,
                stroke_linejoin="round",
            )
        )
    return drawn


def _path(places: Sequence[Place]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in places)


def _grid(scale: Axis, left: float, right: float, zero: float, width: float) -> list[Markup]:
    drawn = []
    for tick in scale.ticks:
        y = zero - scale.at(tick)
        grey = {"class_": "chart-rule", "stroke": RULE}
        strong = {"class_": "chart-axis", "stroke": TEXT_2}
        drawn.append(segment(left, y, right, y, **(grey if tick else strong)))
        label = scale.text(tick)
        drawn.append(
            write(label, left - 8, y + 5, anchor="end", fill=TEXT_2, class_="chart-text-2")
        )
    return drawn


def _month_names(
    points: Sequence[Point], places: Sequence[float], zero: float, left: float
) -> list[Markup]:
    """Every month, or every second or third where the names would touch."""
    room = places[0] - left
    widest = max(advance(point.month.short) for point in points) + 4
    each = next(n for n in range(1, len(points) + 1) if n * room >= widest or n == len(points))
    return [
        write(
            point.month.short,
            x,
            zero + 20,
            anchor="middle",
            fill=TEXT_2,
            class_="chart-text-2",
        )
        for index, (point, x) in enumerate(zip(points, places, strict=True), 1)
        if index % each == 0
    ]


def _cut_off(
    points: Sequence[Point],
    places: Sequence[float],
    left: float,
    right: float,
    zero: float,
    cut_off: date,
) -> list[Markup]:
    """A thin line at the end of the last month that counts, with its date above."""
    over = sum(point.over for point in points)
    x = places[over - 1] if over else left
    text = f"Corte: {day_text(cut_off)}"
    half = advance(text) / 2
    center = min(max(x, left + half), max(right, left + half))
    return [
        segment(x, TOP - 16, x, zero, class_="chart-axis", stroke=TEXT_2, stroke_dasharray="1 3"),
        write(text, center, TOP - 22, anchor="middle", fill=TEXT_2, class_="chart-text-2"),
    ]


def _dots(
    line: Sequence[Place],
    rows: Sequence[tuple[ChartCell, ...]],
    column: int,
    radius: float,
    class_: str,
    fill: str,
) -> list[Markup]:
    """A dot at each month, which carries its value; the white ring parts it from the other line.

    A dot of what was done carries the percentage of its month as well.
    """
    drawn = []
    for index, (x, y) in enumerate(line[1:]):
        ring = {"stroke": PAPER, "stroke_width": 2} if column == 2 else {}
        at = mark(rows[index][column], index, column)
        dot = tag("circle", class_=class_, cx=x, cy=y, r=radius, fill=fill, **ring, **at)
        share = rows[index][3]
        drawn.append(
            tag("g", dot, **mark(share, index, 3)) if column == 2 and share.numeric else dot
        )
    return drawn


def _end_texts(points: Sequence[Point]) -> list[tuple[Label, int]]:
    """Name and last value of both lines, and how many months each of them has."""
    told = []
    for name, side in (("Programado", "programmed"), ("Realizado", "done")):
        known = [point for point in points if getattr(point, side) is not None]
        if not known:
            told.append((Label((name,)), 0))
            continue
        item = known[-1].progress
        text = phrases.number_text(getattr(item, side))
        if side == "done" and item.percent is not None:
            text = f"{text} ({phrases.shown_percent(item.percent)})"
        told.append((Label((name, text)), len(known)))
    return told


def _end_labels(
    points: Sequence[Point],
    programmed: Sequence[Place],
    done: Sequence[Place],
    sides: tuple[float, float, float],
    brand: str,
) -> list[Markup]:
    """Both lines say their name and last value where they end, and never on each other."""
    taken: list[Box] = []
    drawn = []
    inks = ((False, TEXT_2, "chart-text-2"), (True, brand, "chart-done-text"))
    for (label, known), line, ink in zip(_end_texts(points), (programmed, done), inks, strict=True):
        if known:
            place = _free_place(label, line[-1], sides, [programmed, done], taken)
            bold, fill, class_ = ink
            drawn.append(write(label, *place, bold=bold, fill=fill, class_=class_))
    return drawn


def _free_place(
    label: Label,
    end: Place,
    sides: tuple[float, float, float],
    lines_: Sequence[Sequence[Place]],
    taken: list[Box],
) -> Place:
    """Return the first baseline of a label beside the end of its line, clear of all the rest.

    The nearest free place is taken: beside the end, further on, before it, or in the right margin.
    `sides` are the left, right and lower side of the plot: left of it stands the scale.
    """
    start, right, zero = sides
    width = max(advance(line, bold=True) for line in label.lines)
    x, y = end
    outside = right + 10
    level = y - label.height / 2
    candidates = [(outside, level + d) for d in _away(200)]
    if x < right - 1:
        beside = [(x + 10 + s, level + d) for s in range(0, 160, 20) for d in _away(84)]
        before = [(x - 10 - width - s, level + d) for s in (0, 20) for d in _away(84)]
        near = sorted(
            [*beside, *before], key=lambda place: abs(place[1] - level) + abs(place[0] - x - 10)
        )
        candidates = [*near, *candidates]
    area: Box = (outside, level, outside + width, level + label.height)
    for left, top in candidates:
        area = (left, top, left + width, top + label.height)
        inside = top >= TOP - 14 and area[3] <= zero - 3 and left > start
        # Beside the drawing only the margin's first pixels leave room for the whole label.
        fits = area[2] <= right or outside <= left <= outside + 2
        clear = not any(_crosses(area, line) for line in lines_)
        if inside and fits and clear and not any(_touch(area, other) for other in taken):
            break
    taken.append(area)
    return area[0], area[1] + LINE * 0.76


def _away(reach: int) -> list[int]:
    """Return distances up and down, the nearest first."""
    return [0, *(side * d for d in range(6, reach, 6) for side in (1, -1))]


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] + 4 and other[1] < one[3] + 4
    )


def _crosses(area: Box, line: Sequence[Place]) -> bool:
    """Tell whether a line passes through an area, looked at every few pixels."""
    grown = (area[0] - 4, area[1] - 3, area[2] + 4, area[3] + 3)
    for (x1, y1), (x2, y2) in zip(line, line[1:], strict=False):
        steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) // 3), 1)
        for n in range(steps + 1):
            x, y = x1 + (x2 - x1) * n / steps, y1 + (y2 - y1) * n / steps
            if grown[0] < x < grown[2] and grown[1] < y < grown[3]:
                return True
    return False
