"""The semáforo in shapes: each status has its own, so that it reads without colour.

The same shapes as `templates/components/_semaforo.html`, drawn with attributes alone, which is what
a document needs.
"""

from typing import Unpack

from programs.values.progress import Semaforo
from reports.charts.svg import PAPER, Markup, advance, drawing, tag, write
from reports.charts.table import Mark

SIDE = 16  # px of a shape

SOLID = {
    "red": "#B3261E",
    "amber": "#B36B00",
    "green": "#1B7A57",
    "blue": "#2F5BB7",
    "grey": "#736D66",
}
INK = {
    "red": "#8F1016",
    "amber": "#6E4300",
    "green": "#14573F",
    "blue": "#1F3F86",
    "grey": "#4B4741",
}
NAMES = {
    "red": "octagon",
    "amber": "triangle",
    "green": "circle",
    "blue": "pentagon",
    "grey": "dash",
}
_OUTLINES = {
    "red": "M4.9.5h6.2l4.4 4.4v6.2l-4.4 4.4H4.9L.5 11.1V4.9z",
    "amber": "M8 .7 15.8 15H.2z",
    "green": "M8 .5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15z",
    "blue": "m8 .4 7.8 5.7-3 9.3H3.2l-3-9.3z",
}
_GLYPHS = {
    "red": "m5.5 5.5 5 5m0-5-5 5",
    "amber": "M8 6v4M8 12.5v.1",
    "green": "m4.6 8.3 2.3 2.3 4.5-4.8",
    "blue": "M8 12V5m-3 2.8L8 4.8l3 3",
}


def shape(color: str, x: float, y: float) -> Markup:
    """Return the shape of a colour of the semáforo with its top left corner at (x, y).

    Raises KeyError for another colour.
    """
    solid = SOLID[color]
    if color == "grey":
        parts = [
            tag(
                "path",
                class_="chart-shape-line",
                d="M2.5 8h11",
                fill="none",
                stroke=solid,
                stroke_width=3,
                stroke_linecap="round",
            )
        ]
    else:
        parts = [
            tag("path", class_="chart-shape", d=_OUTLINES[color], fill=solid),
            tag(
                "path",
                class_="chart-glyph",
                d=_GLYPHS[color],
                fill="none",
                stroke=PAPER,
                stroke_width=1.8,
                stroke_linecap="round",
                stroke_linejoin="round",
            ),
        ]
    place = f"translate({x:.2f} {y:.2f})"
    return tag("g", *parts, data_shape=NAMES[color], transform=place)


def verdict(color: str, text: str, x: float, y: float, **at: Unpack[Mark]) -> Markup:
    """Return shape and word, the shape first; `y` is the baseline of the word.

    `at` ties the word to its cell of the table.
    """
    word = write(text, x + SIDE + 6, y, fill=INK[color], class_="chart-text", **at)
    return tag("g", shape(color, x, y - 13), word)


def verdict_width(text: str) -> float:
    """Return how wide `verdict` is, in px."""
    return SIDE + 6 + advance(text)


def sign(key: str, status: Semaforo) -> str:
    """Return the shape alone, a drawing that its word names, for where the word stands beside."""
    content = shape(status.color, 0, 0)
    return drawing(key, f"Semáforo: {status.word}", status.reason, SIDE, SIDE, content)


def badge(key: str, status: Semaforo) -> str:
    """Return a semáforo as a drawing of its own, for a document."""
    width = verdict_width(status.word) + 4
    content = verdict(status.color, status.word, 1, 15)
    return drawing(key, f"Semáforo: {status.word}", status.reason, width, 20, content)
