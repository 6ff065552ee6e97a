"""Small multiples: for each área a small curve and its bullet, all on the same two scales."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from programs.values.percents import decimal_of
from programs.values.phrases import shown_percent
from programs.values.progress import DEFAULT_THRESHOLDS, Thresholds
from reports.charts.amounts import (
    DEFAULT_WORDS,
    Progress,
    Words,
    empty_sentence,
    name_of,
    progress_row,
    progress_sentence,
)
from reports.charts.axis import Axis
from reports.charts.bullets import BAND, Bullet, bullet, percent_axis
from reports.charts.curve import lines
from reports.charts.months import MonthAmounts, Point, accumulated, to_date
from reports.charts.shapes import INK, verdict, verdict_width
from reports.charts.svg import (
    BRAND,
    LINE,
    RULE,
    TEXT_2,
    Markup,
    advance,
    drawing,
    fit,
    segment,
    tag,
    write,
)
from reports.charts.table import Chart, ChartCell, mark, percent, word

PLOT = 92  # px from zero to the top of a small curve
LEFT = 58
GAP = 12
TARGET = Decimal(100)


@dataclass(frozen=True)
class Panel:
    """One área and its months in order, not accumulated."""

    name: str
    months: tuple[MonthAmounts, ...]

    def __post_init__(self):
        object.__setattr__(self, "name", name_of(self.name))


def panels(
    key: str,
    title: str,
    items: Sequence[Panel],
    *,
    cut_off: date,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    words: Words = DEFAULT_WORDS,
    width: int = 288,
    brand: str = BRAND,
) -> Chart:
    """Return one drawing for each área: `Chart.panels`, in the order given.

    Curves are in percent of what is programmed for the whole period, so that a small área and a
    large one compare; bullets in percent of what is programmed to date.
    """
    columns = (
        words.heading,
        "Programado a la fecha",
        "Realizado",
        "Avance (%)",
        "Programado a la fecha (%)",
        "Semáforo",
    )
    if not items:
        return Chart(key, title, empty_sentence(words), columns, ())
    curves = [accumulated(item.months, cut_off) for item in items]
    pairs = [_to_date(item, points) for item, points in zip(items, curves, strict=True)]
    found = [Bullet.of(pair, thresholds) for pair in pairs]
    rows = tuple(map(_row, pairs, found))
    # One height of name for all, so that curves and bullets stand in line across the page.
    names = [fit(item.name, width, lines=2, bold=True) for item in items]
    name_lines = max(len(name.lines) for name in names)
    share = percent_axis([p for points in curves for p in _shares(points)], PLOT, least=TARGET)
    scale = percent_axis([b.percent for b in found], width - 4)
    drawings = []
    for index, (points, pair, one) in enumerate(zip(curves, pairs, found, strict=True)):
        top = name_lines * LINE + 20
        zero = top + PLOT
        content = [
            write(names[index], 0, 14, bold=True),
            *_curve(points, share, width, zero, brand),
            *bullet(rows[index][3:5], (index, 3), one, 2, zero + 42, scale, thresholds, brand),
            *_words(pair, one, rows[index], index, width, zero + 42),
        ]
        sentence = progress_sentence([pair], cut_off, words)
        # Room for a second line: "119 de 150, 16 sin reportar" beside a word of the semáforo.
        height = zero + 84 + LINE
        drawings.append(
            drawing(
                f"{key}-{index + 1}", f"{title}: {pair.name}", sentence, width, height, *content
            )
        )
    sentence = progress_sentence(pairs, cut_off, words)
    return Chart(key, title, sentence, columns, rows, panels=tuple(drawings))


def _to_date(item: Panel, points: Sequence[Point]) -> Progress:
    """What the área had to date; before its first month ended, nothing was due."""
    last = to_date(points)
    if last is None:
        return Progress(item.name, 0 if points else None, None)
    return Progress(item.name, last.programmed, last.done, last.unreported)


def _row(pair: Progress, found: Bullet) -> tuple[ChartCell, ...]:
    name, programmed, done, figure = progress_row(pair)
    target = word(pair.gap) if pair.gap else percent(TARGET)
    return name, programmed, done, figure, target, word(found.word)


def _base(points: Sequence[Point]) -> Decimal | None:
    """What is programmed for the whole period; None when that is not known or nothing."""
    return (points[-1].programmed or None) if points else None


def _shares(points: Sequence[Point]) -> list[Decimal]:
    """Both curves in percent of the whole period."""
    base = _base(points)
    if base is None:
        return []
    amounts = [v for p in points for v in (p.programmed, p.done) if v is not None]
    return [_share(amount, base) for amount in amounts]


def _share(amount: Decimal, base: Decimal) -> Decimal:
    return decimal_of(Fraction(amount) / Fraction(base) * 100)


def _curve(
    points: Sequence[Point], scale: Axis, width: float, zero: float, brand: str
) -> list[Markup]:
    base = _base(points)
    right = width - 8
    drawn = []
    for tick in (Decimal(0), TARGET):
        y = zero - scale.at(tick)
        class_, stroke = ("chart-rule", RULE) if tick else ("chart-axis", TEXT_2)
        label = scale.text(tick) if tick else "0"
        drawn.append(segment(LEFT, y, right, y, class_=class_, stroke=stroke))
        drawn.append(
            write(label, LEFT - 8, y + 5, anchor="end", fill=TEXT_2, class_="chart-text-2")
        )
    if base is None:
        unknown = not points or points[-1].programmed is None
        text = "Sin programación" if unknown else "No programado"
        y = zero - scale.at(TARGET) / 2 + 5
        drawn.append(write(text, LEFT + 10, y, fill=INK["grey"]))
        return drawn
    step = (right - LEFT) / len(points)

    def line(side: str) -> list[tuple[float, float]]:
        known = [(n, getattr(p, side)) for n, p in enumerate(points, 1)]
        places = [
            (LEFT + step * n, zero - scale.at(_share(value, base)))
            for n, value in known
            if value is not None
        ]
        return [(LEFT, zero), *places]

    done = line("done")
    drawn += lines(line("programmed"), done, brand)
    if len(done) > 1:
        x, y = done[-1]
        drawn.append(tag("circle", class_="chart-done-dot", cx=x, cy=y, r=4.0, fill=brand))
    first, last = points[0].month.short, points[-1].month.short
    below = {"fill": TEXT_2, "class_": "chart-text-2"}
    drawn.append(write(first, LEFT, zero + 19, **below))
    drawn.append(write(last, right, zero + 19, anchor="end", **below))
    return drawn


def _words(
    pair: Progress,
    found: Bullet,
    row: tuple[ChartCell, ...],
    index: int,
    width: float,
    center: float,
) -> list[Markup]:
    """Under the bullet: "18 de 22 (82%)", or what is without report, and the semáforo at right."""
    y = center + BAND / 2 + 22
    status = width - verdict_width(found.word)
    drawn = [verdict(found.color, found.word, status, y, **mark(row[5], index, 5))]
    text = pair.pair_text
    if pair.percent is not None:
        text = f"{text} ({shown_percent(pair.percent)})"
        if advance(text) > status - GAP:
            text = shown_percent(pair.percent)
    # One text tells both quantities, so it carries both.
    told = write(fit(text, status - GAP, lines=2), 0, y)
    drawn.append(tag("g", tag("g", told, **mark(row[2], index, 2)), **mark(row[1], index, 1)))
    return drawn
