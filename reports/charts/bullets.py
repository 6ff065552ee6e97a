"""Bullets: a percentage against its target, on three bands of one hue.

The target is all that was programmed to date (100), or the part of the year that was programmed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from programs.values import phrases
from programs.values.progress import DEFAULT_THRESHOLDS, Thresholds
from programs.values.semaforos import ORDER
from reports.charts.amounts import (
    DEFAULT_WORDS,
    LINEAS,
    Progress,
    Words,
    count_text,
    empty_sentence,
    name_of,
    short_name,
)
from reports.charts.axis import Axis, across
from reports.charts.shapes import verdict, verdict_width
from reports.charts.svg import (
    BANDS,
    BRAND,
    PAPER,
    TEXT,
    Label,
    Markup,
    advance,
    box,
    clean,
    drawing,
    fit,
    middle,
    segment,
    tag,
    write,
)
from reports.charts.table import Chart, ChartCell, mark, percent, word

TARGET = Decimal(100)
LEAST_TOP, MOST_TOP = Decimal(120), Decimal(200)
WHOLE_YEAR = Decimal(100)
NAME_SHARE = 0.29
GAP = 14
HEAD = 30
ROW = 36
BESIDE = 6  # between the line of zero and an amount
BAND, VALUE, MARK = 22, 10, 26  # heights


@dataclass(frozen=True)
class Bullet:
    """A percentage of what was programmed to date, or of the year, with its semáforo.

    `percent` None has no bar, and `word` says why ("Sin dato"); `amount` is then what is known in
    its place ("9 de 16, 4 sin reportar"). `color` is one of the semáforo. `target` None has no
    mark, and `no_target` says why ("Sin programación").
    """

    name: str
    percent: Decimal | None
    color: str
    word: str
    amount: str = ""
    target: Decimal | None = TARGET
    no_target: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", name_of(self.name))

    @classmethod
    def of(cls, item: Progress, thresholds: Thresholds = DEFAULT_THRESHOLDS) -> "Bullet":
        """Return the bullet of a pair of quantities."""
        status = item.verdict(thresholds)
        amount = item.pair_text if item.unreported and item.counts else ""
        return cls(item.name, item.percent, status.color, status.word, amount)


def bullets(
    key: str,
    title: str,
    items: Sequence[Bullet],
    *,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    words: Words = DEFAULT_WORDS,
    width: int = 640,
    brand: str = BRAND,
) -> Chart:
    """Return one bullet for each name, on one scale, in the order given.

    The scale ends at 200%; a longer bar is broken there and its figure says how much it is.
    """
    columns = (words.heading, "Avance (%)", "Programado a la fecha (%)", "Semáforo")
    if not items:
        return Chart(key, title, empty_sentence(words), columns, ())
    told = Chart(key, title, _sentence(items, words), columns, tuple(map(_row, items)))
    return _drawn(told, items, thresholds, LEAST_TOP, width, brand)


def annual_bullets(
    key: str,
    title: str,
    items: Sequence[Bullet],
    shown: range,
    *,
    until: str,
    thresholds: Thresholds = DEFAULT_THRESHOLDS,
    width: int = 640,
    brand: str = BRAND,
    stacked: bool = False,
) -> Chart:
    """Return the annual advance of líneas, each against what was programmed `until` a quarter.

    The sentence is of all of them; drawing and table are of the `shown` ones, by place from 0.
    `stacked` puts name and semáforo above each bar, for a drawing as wide as a phone.
    """
    columns = (LINEAS.heading, "Avance anual (%)", f"Programado al {until} (%)", "Semáforo")
    if not items:
        return Chart(key, title, empty_sentence(LINEAS), columns, ())
    drawn = items[shown.start : shown.stop]
    told = Chart(key, title, _annual_sentence(items, until), columns, tuple(map(_row, drawn)))
    if not drawn:
        return told
    if stacked:
        return _stacked(told, drawn, thresholds, width, brand)
    return _drawn(told, drawn, thresholds, WHOLE_YEAR, width, brand)


def _drawn(
    told: Chart,
    items: Sequence[Bullet],
    thresholds: Thresholds,
    least: Decimal,
    width: int,
    brand: str,
) -> Chart:
    """Return a chart with its drawing; the scale goes to `least` percent at least."""
    rows = told.rows
    left = width * NAME_SHARE
    figures = max(advance(_figure(item), bold=True) for item in items)
    statuses = max(verdict_width(item.word) for item in items)
    plot = width - left - figures - statuses - 3 * GAP
    scale = percent_axis([item.percent for item in items], plot, least=least)
    names = [fit(item.name, left - GAP, lines=3) for item in items]
    heights = [max(ROW, name.height + 12) for name in names]
    bottom = HEAD + sum(heights)
    content = across(scale, left, HEAD, bottom)
    y = float(HEAD)
    for index, (item, cells, name, height) in enumerate(
        zip(items, rows, names, heights, strict=True)
    ):
        center = y + height / 2
        content.append(write(name, 0, middle(name, center)))
        content += bullet(cells[1:3], (index, 1), item, left, center, scale, thresholds, brand)
        if item.amount:
            text = fit(item.amount, scale.pixels - BESIDE, lines=2)
            content.append(_paper(text, left, center))
            content.append(write(text, left + BESIDE, middle(text, center)))
        if item.percent is not None:
            x = width - statuses - GAP
            content.append(write(_figure(item), x, center + 5, anchor="end", bold=True))
        at = mark(cells[3], index, 3)
        content.append(verdict(item.color, item.word, width - statuses, center + 5, **at))
        y += height
    svg = drawing(told.key, told.title, told.sentence, width, bottom + 4, *content)
    return replace(told, svg=svg)


def _stacked(
    told: Chart, items: Sequence[Bullet], thresholds: Thresholds, width: int, brand: str
) -> Chart:
    """Return a chart with its drawing, each name and semáforo above their bar."""
    left = advance(phrases.with_sign("0")) / 2  # the number of zero is not cut
    plot = width - left - GAP - max(advance(_figure(item), bold=True) for item in items)
    scale = percent_axis([item.percent for item in items], plot, least=WHOLE_YEAR)
    rows: list[Markup] = []
    y = float(HEAD)
    for index, (item, cells) in enumerate(zip(items, told.rows, strict=True)):
        status = width - verdict_width(item.word)
        name = fit(item.name, status - GAP, lines=2)
        amount = fit(item.amount, scale.pixels - BESIDE, lines=2)
        above, beside = name.height + GAP, max(ROW, amount.height + 12)
        # The lines of the scale do not run through names.
        rows.append(box(0, y, width, above, class_="chart-paper", fill=PAPER))
        rows.append(write(name, 0, middle(name, y + above / 2)))
        at = mark(cells[3], index, 3)
        rows.append(verdict(item.color, item.word, status, y + above / 2 + 5, **at))
        center = y + above + beside / 2
        rows += bullet(cells[1:3], (index, 1), item, left, center, scale, thresholds, brand)
        if item.amount:
            rows.append(_paper(amount, left, center))
            rows.append(write(amount, left + BESIDE, middle(amount, center)))
        if item.percent is not None:
            rows.append(write(_figure(item), width, center + 5, anchor="end", bold=True))
        y += above + beside
    rules = across(scale, left, HEAD, y)
    return replace(
        told, svg=drawing(told.key, told.title, told.sentence, width, y + 4, *rules, *rows)
    )


def _paper(text: Label, left: float, center: float) -> Markup:
    """Return the paper under an amount: the lines of the scale do not run through its words."""
    width = max(advance(line) for line in text.lines) + BESIDE
    top = center - text.height / 2
    return box(left + 1, top, width, text.height, class_="chart-paper", fill=PAPER)


def _row(item: Bullet) -> tuple[ChartCell, ...]:
    if item.percent is None:
        told = word(item.amount or item.word)
        return word(item.name), told, word(item.word), word(item.word)
    target = word(item.no_target) if item.target is None else percent(item.target)
    return word(item.name), percent(item.percent), target, word(item.word)


def _figure(item: Bullet) -> str:
    return "" if item.percent is None else phrases.shown_percent(item.percent)


def percent_axis(
    percents: Sequence[Decimal | None], pixels: float, *, least: Decimal = LEAST_TOP
) -> Axis:
    """Return one scale for all: to `least` at least, to 200 at most, marked at every 50 or 100."""
    highest = max((p for p in percents if p is not None), default=Decimal(0))
    top = min(max(highest, least), MOST_TOP)
    room = advance(phrases.with_sign("100")) + 16
    step = next(s for s in (50, 100) if s == 100 or float(s / top) * pixels >= room)
    ticks = tuple(Decimal(n) for n in range(0, int(top) + 1, step))
    return Axis(top, ticks, pixels, percent=True)


def bullet(
    cells: Sequence[ChartCell],
    place: tuple[int, int],
    item: Bullet,
    left: float,
    center: float,
    scale: Axis,
    thresholds: Thresholds,
    brand: str = BRAND,
) -> list[Markup]:
    """Return bands, value and target of one bullet; nothing where there is no percentage.

    `cells` are those of the value and of the target, `place` the row and column of the first.
    """
    if item.percent is None:
        return []
    row, column = place
    share = (item.target or Decimal(0)) / TARGET
    limits = (thresholds.red_below, thresholds.amber_below, thresholds.green_to)
    drawn = []
    start = 0.0
    for band, limit in enumerate(limits):
        end = scale.at(limit * share)
        # Two pixels of paper between bands: they part without colour too.
        drawn.append(
            box(
                left + start,
                center - BAND / 2,
                max(end - start - (2 if end < scale.pixels else 0), 0.0),
                BAND,
                class_=f"chart-band-{band + 1}",
                fill=BANDS[band],
            )
        )
        start = end
    length = scale.at(item.percent)
    drawn.append(
        box(
            left,
            center - VALUE / 2,
            max(length, 2.0) if item.percent else 0.0,
            VALUE,
            class_="chart-done",
            fill=brand,
            **mark(cells[0], row, column),
        )
    )
    if item.percent > scale.top:
        drawn.append(_break(left + scale.pixels - 14, center))
    if item.target is None:
        return drawn
    x = left + scale.at(item.target)
    line = (x, center - MARK / 2, x, center + MARK / 2)
    at = mark(cells[1], row, column + 1)
    drawn.append(segment(*line, class_="chart-divider", stroke=PAPER, stroke_width=7))
    drawn.append(segment(*line, class_="chart-target", stroke=TEXT, stroke_width=3, **at))
    return drawn


def _break(x: float, center: float) -> Markup:
    """Two slanted white lines: the bar goes on beyond the scale."""
    high, low = center - VALUE / 2 - 1, center + VALUE / 2 + 1
    lines = [
        segment(x + d, low, x + d + 5, high, class_="chart-divider", stroke=PAPER, stroke_width=2)
        for d in (0, 5)
    ]
    return tag("g", *lines)


def _sentence(items: Sequence[Bullet], words: Words) -> str:
    """How many stand at each word of the semáforo, and the one furthest behind."""
    counts = Counter((ORDER.index(item.color), clean(item.word)) for item in items)
    told = phrases.join_list(f"{counts[found]} «{found[1]}»" for found in sorted(counts))
    opening = f"De {count_text(len(items), words.row)}: {told}."
    percents = [(item.percent, item.name) for item in items if item.percent is not None]
    if len(percents) < 2:
        return opening
    lowest, behind = min(percents, key=lambda pair: pair[0])
    if lowest >= TARGET:
        return opening
    name, figure = short_name(behind), phrases.shown_percent(lowest)
    return f"{opening} El menor avance es de {name}: {figure} de lo programado."


def _annual_sentence(items: Sequence[Bullet], until: str) -> str:
    """How many are behind what was programmed, the furthest of them, and who has no figure."""
    told = [(i.percent, i.target, i.name) for i in items if i.percent is not None and i.target]
    behind = [(done / target, done, target, name) for done, target, name in told if done < target]
    opening = f"De {count_text(len(items), LINEAS.row)}, "
    if behind:
        _, done, target, name = min(behind)
        verb = "lleva" if len(behind) == 1 else "llevan"
        figure, due = phrases.shown_percent(done), phrases.shown_percent(target)
        parts = [
            f"{opening}{len(behind)} {verb} menos de lo programado al {until}.",
            f"La más lejana es {short_name(name)}: {figure} de la meta del año, y tocaba {due}.",
        ]
    elif told:
        parts = [f"{opening}ninguna lleva menos de lo programado al {until}."]
    else:
        parts = [f"{opening}ninguna se puede comparar con lo programado al {until}."]
    apart = len(items) - len(told)
    if told and apart:
        verb = "se puede" if apart == 1 else "se pueden"
        parts.append(f"{apart} no {verb} comparar.")
    return " ".join(parts)
