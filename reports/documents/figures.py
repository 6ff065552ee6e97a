"""How the pictures of a block are laid out: in even rows, and in sets with a caption each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from programs.values.phrases import join_list
from programs.values.snapshot import FigureSnapshot

# Body of a portrait Letter page with the margins of static/print/document.css, in millimetres.
BODY_WIDTH = 168
GUTTER = 4
# Tallest picture by the number of pictures in a row: a row never leaves a page mostly blank.
MAX_HEIGHT = {1: 62, 2: 58, 3: 46}
# Up to so many stand in pairs where that leaves none alone, and more in threes.
PAIRS = (4, 6)
# The most numbers that one caption names.
CAPTION_NUMBERS = 6
PRINT_DPI = 200
MM_PER_INCH = 25.4
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True)
class Figure:
    """A picture at its printed size in millimetres; `name` is empty where no file was received."""

    name: str
    alt: str
    width: float
    height: float


@dataclass(frozen=True)
class FigureSet:
    """Rows of pictures that share a caption; `label` names their numbers, "" without any."""

    rows: tuple[tuple[Figure, ...], ...]
    label: str


def figure_sets(figures: Sequence[FigureSnapshot], label: str) -> tuple[FigureSet, ...]:
    """Lay out the pictures of a block, whose stored label numbers them all.

    A label of more than `CAPTION_NUMBERS` is divided, whole rows to each caption.
    """
    rows = _rows(figures)
    numbers = _NUMBER.findall(label)
    if len(numbers) <= CAPTION_NUMBERS or len(numbers) != len(figures):
        return (FigureSet(rows, label),) if rows else ()
    word = label[: label.index(numbers[0])]
    sets = []
    start = 0
    per_set = CAPTION_NUMBERS // max(map(len, rows))
    for first in range(0, len(rows), per_set):
        held = rows[first : first + per_set]
        count = sum(map(len, held))
        sets.append(FigureSet(held, f"{word}{join_list(numbers[start : start + count])}"))
        start += count
    return tuple(sets)


def _rows(figures: Sequence[FigureSnapshot]) -> tuple[tuple[Figure, ...], ...]:
    """Lay pictures out in rows as even as can be, all of a row equally high."""
    count = len(figures)
    if not count:
        return ()
    lines = ceil(count / (2 if count in PAIRS else 3))
    sizes = [count // lines + (place < count % lines) for place in range(lines)]
    starts = [sum(sizes[:place]) for place in range(lines)]
    rows = [figures[start : start + size] for start, size in zip(starts, sizes, strict=True)]
    # A row with one picture less is no higher than the others.
    whole = max(_height(row) for row in rows if len(row) == sizes[0])
    highest = {size: MAX_HEIGHT[size] if size == sizes[0] else whole for size in sizes}
    return tuple(tuple(_printed(row, highest[len(row)])) for row in rows)


def _ratio(figure: FigureSnapshot, per_row: int) -> float:
    """Return width by height; a picture that did not arrive is half as high as it might be."""
    if not figure.renditions:
        return _widest(per_row) / (MAX_HEIGHT[per_row] / 2)
    width, height, _ = figure.renditions[-1]
    return width / height


def _widest(per_row: int) -> float:
    return (BODY_WIDTH - GUTTER * (per_row - 1)) / per_row


def _height(row: Sequence[FigureSnapshot]) -> float:
    """Return how high the pictures of a row are that together are as wide as the page."""
    room = _widest(len(row)) * len(row)
    return min(room / sum(_ratio(figure, len(row)) for figure in row), MAX_HEIGHT[len(row)])


def _printed(row: Sequence[FigureSnapshot], highest: float) -> Iterator[Figure]:
    """Give each picture of a row its printed size, and the smallest rendition that is sharp.

    Where a panorama would make all of them half as high as they may be, each has its own height.
    """
    per_row = len(row)
    together = _height(row)
    for figure in row:
        ratio = _ratio(figure, per_row)
        own = together if together >= MAX_HEIGHT[per_row] / 2 else _widest(per_row) / ratio
        height = min(own, highest, MAX_HEIGHT[per_row])
        width = height * ratio
        needed = width / MM_PER_INCH * PRINT_DPI
        names = [name for at, _, name in figure.renditions if at >= needed]
        last = figure.renditions[-1][2] if figure.renditions else ""
        yield Figure(names[0] if names else last, figure.alt, round(width, 1), round(height, 1))
