"""The organigrama: boxes and lines from a tree of names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reports.charts.amounts import count_text, name_of, short_name
from reports.charts.svg import (
    BRAND,
    PAPER,
    TEXT,
    TEXT_2,
    Label,
    Markup,
    box,
    clean,
    drawing,
    fit,
    middle,
    segment,
    size_of,
    tag,
    write,
)
from reports.charts.table import Chart, ChartCell, mark, word

POSTS = ("puesto o área", "puestos o áreas")
PAD = 10
GAP = 12
DROP = 28  # px from a box to the row under it
INDENT = 22
MOST_INDENTS = 8
LEAST_COLUMN = 132
MOST_COLUMN = 230
MOST_LINES = 5
# On 168 mm their text of 14 px prints as 10.4, 8.8 and 7.6 points.
WIDTHS = (640, 760, 880)
Rows = Sequence[tuple[ChartCell, ...]]
Numbers = Mapping[int, int]  # the row of a post in the table, by the post's identity


@dataclass(frozen=True)
class Post:
    """A post or an área, and those who report to it, in order."""

    name: str
    children: tuple["Post", ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", name_of(self.name))


@dataclass(frozen=True)
class _Placed:
    """A box: its row in the table, its texts and its sides in px."""

    row: int
    label: Label
    x: float
    y: float
    width: float
    height: float


def organigrama(
    key: str,
    title: str,
    root: Post | None,
    *,
    width: int = 640,
    brand: str = BRAND,
) -> Chart:
    """Return the tree under `root`.

    Those right under the root stand side by side while each has room for its words, and their own
    people stand in a list below them; otherwise the whole tree is one indented list.
    """
    columns = ("Puesto o área", "Depende de")
    if root is None:
        return Chart(key, title, "Todavía no hay estructura que mostrar.", columns, ())
    family = list(_walk(root, None))
    rows = tuple((word(post.name), word(parent.name if parent else "")) for post, parent in family)
    numbers = {id(post): index for index, (post, _) in enumerate(family)}
    if len(root.children) > 1 and _side_by_side(root, width):
        content, height = _columns(root, numbers, rows, width, brand)
    else:
        content, height = _list(root, numbers, rows, width, brand)
    sentence = _sentence(root, len(family))
    svg = drawing(key, title, sentence, width, height + 2, *content)
    return Chart(key, title, sentence, columns, rows, svg)


def readable_organigrama(
    key: str, title: str, root: Post, *, most_ratio: float, brand: str = BRAND
) -> Chart | None:
    """Return the tree at the width in px at which it reads best; None where it reads at none.

    Side by side wins, in the largest type; no name is cut and it is no higher than `most_ratio` of
    its width. Whoever prints it gives all of a line to it, whatever its width.
    """
    beside = [width for width in WIDTHS if len(root.children) > 1 and _side_by_side(root, width)]
    for width in (*beside, WIDTHS[0]):
        chart = organigrama(key, title, root, width=width, brand=brand)
        wide, high = size_of(chart.svg)
        if chart.is_whole and high <= wide * most_ratio:
            return chart
    return None


def _walk(post: Post, parent: Post | None) -> Iterator[tuple[Post, Post | None]]:
    yield post, parent
    for child in post.children:
        yield from _walk(child, post)


def _sentence(root: Post, total: int) -> str:
    name = short_name(root.name)
    if total == 1:
        return f"La estructura tiene solo a {name}."
    direct = count_text(len(root.children), POSTS)
    verb = "depende" if len(root.children) == 1 else "dependen"
    below = total - 1
    rest = "" if below == len(root.children) else f", de {below} en total"
    return f"De {name} {verb} directamente {direct}{rest}."


def _column_width(root: Post, width: float) -> float:
    count = len(root.children)
    return min((width - 2 - GAP * (count - 1)) / count, MOST_COLUMN)


def _side_by_side(root: Post, width: float) -> bool:
    column = _column_width(root, width)
    if column < LEAST_COLUMN:
        return False
    return all(_holds_words(child, column) for child in root.children)


def _holds_words(post: Post, width: float) -> bool:
    """Whether no word of a post, or of those listed under it, is broken in a column."""
    whole = all(not fit(each, width - 2 * PAD).whole for each in clean(post.name).split())
    return whole and all(_holds_words(child, width - INDENT) for child in post.children)


def _columns(
    root: Post, numbers: Numbers, rows: Rows, width: float, brand: str
) -> tuple[list[Markup], float]:
    column = _column_width(root, width)
    head_width = min(width * 0.6, 380)
    head = _place(numbers[id(root)], root, (width - head_width) / 2, 1, head_width, bold=True)
    total = column * len(root.children) + GAP * (len(root.children) - 1)
    left = (width - total) / 2
    bus = head.y + head.height + DROP / 2
    top = bus + DROP / 2
    labels = [fit(c.name, column - 2 * PAD, lines=MOST_LINES) for c in root.children]
    tallest = max(label.height for label in labels) + 2 * PAD
    centers = [left + n * (column + GAP) + column / 2 for n in range(len(labels))]
    drawn = [_line(width / 2, head.y + head.height, width / 2, bus)]
    drawn.append(_line(centers[0], bus, centers[-1], bus))
    boxes = [_box(head, rows, brand, head=True)]
    bottom = top + tallest
    for child, label, center in zip(root.children, labels, centers, strict=True):
        drawn.append(_line(center, bus, center, top))
        place = _Placed(numbers[id(child)], label, center - column / 2, top, column, tallest)
        boxes.append(_box(place, rows, brand))
        lines, more, end = _below(child, numbers, rows, place, width, brand, 1)
        drawn += lines
        boxes += more
        bottom = max(bottom, end)
    return drawn + boxes, bottom


def _list(
    root: Post, numbers: Numbers, rows: Rows, width: float, brand: str
) -> tuple[list[Markup], float]:
    head = _place(numbers[id(root)], root, 1, 1, min(width - 2, 460), bold=True)
    lines, boxes, bottom = _below(root, numbers, rows, head, width, brand, 0)
    return [*lines, _box(head, rows, brand, head=True), *boxes], bottom


def _below(
    post: Post,
    numbers: Numbers,
    rows: Rows,
    above: _Placed,
    width: float,
    brand: str,
    depth: int,
) -> tuple[list[Markup], list[Markup], float]:
    """Return the lines and boxes of those under a post, listed below it, and where they end."""
    lines: list[Markup] = []
    boxes: list[Markup] = []
    bottom = above.y + above.height
    deep = depth >= MOST_INDENTS
    spine = above.x + (INDENT / 2 if not deep else 4)
    indent = INDENT if not deep else 8
    for child in post.children:
        x = above.x + indent
        place = _place(numbers[id(child)], child, x, bottom + GAP, above.width - indent)
        center = place.y + place.height / 2
        lines.append(_line(spine, center, x, center))
        boxes.append(_box(place, rows, brand))
        more_lines, more_boxes, bottom = _below(
            child, numbers, rows, place, width, brand, depth + 1
        )
        lines += more_lines
        boxes += more_boxes
    if post.children:
        lines.append(_line(spine, above.y + above.height, spine, center))
    return lines, boxes, bottom


def _place(
    row: int, post: Post, x: float, y: float, width: float, *, bold: bool = False
) -> _Placed:
    label = fit(post.name, width - 2 * PAD, lines=MOST_LINES, bold=bold)
    return _Placed(row, label, x, y, width, label.height + 2 * PAD - 4)


def _line(x1: float, y1: float, x2: float, y2: float) -> Markup:
    return segment(
        x1,
        y1,
        x2,
        y2,
        class_="chart-axis",
        stroke=TEXT_2,
        stroke_width=1.5,
        stroke_linecap="square",
    )


def _box(place: _Placed, rows: Rows, brand: str, *, head: bool = False) -> Markup:
    center = place.x + place.width / 2
    return tag(
        "g",
        box(
            place.x,
            place.y,
            place.width,
            place.height,
            class_="chart-done" if head else "chart-box",
            rx=4,
            fill=brand if head else PAPER,
            stroke=brand if head else TEXT_2,
            stroke_width=1.5,
            **mark(rows[place.row][0], place.row, 0),
        ),
        write(
            place.label,
            center,
            middle(place.label, place.y + place.height / 2),
            anchor="middle",
            bold=head,
            fill=PAPER if head else TEXT,
            class_="chart-on-done" if head else "chart-text",
        ),
    )
