"""Bars: what was done in what was programmed, one row for each name."""

from collections.abc import Sequence
from datetime import date

from programs.values.phrases import shown_percent
from reports.charts.amounts import (
    DEFAULT_WORDS,
    Progress,
    Words,
    empty_sentence,
    progress_sentence,
)
from reports.charts.axis import Axis, across, axis
from reports.charts.shapes import INK
from reports.charts.svg import (
    BRAND,
    PAPER,
    TEXT_2,
    Label,
    Markup,
    advance,
    box,
    drawing,
    fit,
    middle,
    segment,
    stretches,
    tag,
    write,
)
from reports.charts.table import (
    Cell,
    Chart,
    mark,
    number,
    of_drawings,
    part_key,
    percent,
    word,
)

NAME_SHARE = 0.32
VALUES_SHARE = 0.42
GAP = 14
HEAD = 58
ROW = 34
PROGRAMMED, DONE = 20, 12  # heights of the two bars


def bars(
    key: str,
    title: str,
    items: Sequence[Progress],
    *,
    cut_off: date,
    words: Words = DEFAULT_WORDS,
    width: int = 640,
    tallest: int | None = None,
    brand: str = BRAND,
) -> Chart:
    """Return programmed against done by name, in the order given.

    A dashed box is what was programmed to date and the solid bar in it what was done. A missing
    quantity is a grey word, and no bar. With `tallest` px the rows are shared out among several
    drawings on one scale (`Chart.panels`), for the pages of a document.
    """
    columns = (words.heading, "Programado", "Realizado", "Avance (%)")
    if not items:
        return Chart(key, title, empty_sentence(words), columns, ())
    rows = tuple(progress_row(item) for item in items)
    sentence = progress_sentence(items, cut_off, words)
    drawn = _drawings(key, title, sentence, items, rows, width, tallest, brand)
    return of_drawings(key, title, sentence, columns, rows, drawn)


def progress_row(item: Progress) -> tuple[Cell, ...]:
    """Return the row of a pair: name, programmed, done, percentage or the word for it."""
    return (
        word(item.name),
        word(item.programmed_word) if item.programmed_word else number(item.programmed),
        word("Sin dato") if item.done is None else number(item.done),
        word(item.gap) if item.gap else percent(item.percent),
    )


def _drawings(key, title, sentence, items, rows, width, tallest, brand) -> list[str]:
    figure_width = max((advance(_figure(i), bold=True) for i in items if not i.gap), default=0.0)
    values = max(_values_width(item, figure_width) for item in items)
    if values > width * VALUES_SHARE:
        values = max(figure_width, *(advance(item.gap) for item in items))
    left = width * NAME_SHARE
    plot = width - left - GAP - values - GAP
    names = [fit(item.name, left - GAP, lines=3) for item in items]
    heights = [max(ROW, name.height + 12) for name in names]
    highest = max(max(item.programmed or 0, item.done or 0) for item in items)
    scale = axis(highest, plot)
    drawn = []
    parts = stretches(heights, tallest and tallest - HEAD - 4)
    for part, stretch in enumerate(parts, 1):
        bottom = HEAD + sum(heights[index] for index in stretch)
        content = [_key(left, brand)]
        if highest > 0:
            content += across(scale, left, HEAD, bottom)
        y = HEAD
        for index in stretch:
            item, row, center = items[index], rows[index], y + heights[index] / 2
            content.append(write(names[index], 0, middle(names[index], center)))
            content += _bar(item, row, index, left, center, scale, brand)
            content += _values(item, row, index, width, center, values, figure_width)
            y += heights[index]
        part_id = part_key(key, part, len(parts))
        drawn.append(drawing(part_id, title, sentence, width, bottom + 4, *content))
    return drawn


def _figure(item: Progress) -> str:
    """The percentage, or the word for it with the quantity that is known beside it."""
    if not item.gap:
        return shown_percent(item.percent)
    return f"{item.pair_text} · {item.gap}" if item.pair_text else item.gap


def _values_width(item: Progress, figure_width: float) -> float:
    if item.gap:
        return advance(_figure(item))
    return advance(item.pair_text) + GAP + figure_width


def _bar(
    item: Progress,
    row: tuple[Cell, ...],
    index: int,
    left: float,
    center: float,
    scale: Axis,
    brand: str,
) -> list[Markup]:
    drawn = []
    if item.programmed:
        drawn.append(
            box(
                left,
                center - PROGRAMMED / 2,
                scale.at(item.programmed),
                PROGRAMMED,
                class_="chart-programmed",
                fill=PAPER,
                stroke=TEXT_2,
                stroke_width=1.5,
                stroke_dasharray="5 3",
                **mark(row[1], index, 1),
            )
        )
    if item.done is not None:
        length = scale.at(item.done)
        drawn.append(
            box(
                left,
                center - DONE / 2,
                max(length, 2.0) if item.done else 0.0,  # what is little still shows
                DONE,
                class_="chart-done",
                fill=brand,
                **mark(row[2], index, 2),
            )
        )
        if item.programmed and item.done > item.programmed:
            # Where the bar passes what was programmed, a white line keeps the mark in sight.
            x = left + scale.at(item.programmed)
            drawn.append(
                segment(
                    x,
                    center - DONE / 2,
                    x,
                    center + DONE / 2,
                    class_="chart-divider",
                    stroke=PAPER,
                    stroke_width=2,
                )
            )
    return drawn


def _values(
    item: Progress,
    row: tuple[Cell, ...],
    index: int,
    width: float,
    center: float,
    values: float,
    figure_width: float,
) -> list[Markup]:
    """The pair and the percentage, right-aligned; a missing percentage is a grey word.

    A pair that does not fit is left out, since half a number is another number; it is in the table.
    """
    y = center + 5
    at = mark(row[3], index, 3)
    if item.gap:
        text = _figure(item) if advance(_figure(item)) <= values else item.gap
        return [write(text, width, y, anchor="end", fill=INK["grey"], **at)]
    drawn = [write(_figure(item), width, y, anchor="end", bold=True, **at)]
    if advance(item.pair_text) <= values - figure_width - GAP:
        x = width - figure_width - GAP
        grey = {"fill": TEXT_2, "class_": "chart-text-2"}
        drawn.append(write(item.pair_text, x, y, anchor="end", **grey))
    return drawn


def _key(left: float, brand: str) -> Markup:
    """What the dashed box and the solid bar mean, above the scale."""
    second = left + 26 + advance("Programado") + 2 * GAP
    return tag(
        "g",
        box(
            left + 1,
            4,
            20,
            14,
            class_="chart-programmed",
            fill=PAPER,
            stroke=TEXT_2,
            stroke_width=1.5,
            stroke_dasharray="5 3",
        ),
        write(Label(("Programado",)), left + 28, 16),
        box(second, 6, 20, 10, class_="chart-done", fill=brand),
        write(Label(("Realizado",)), second + 27, 16),
    )
