"""How a table is laid out on paper, the same when it is captured and when it prints.

Each column is at least as wide as the widest thing in it that may not be broken. A table too wide
for the page goes to a wide page; there alone to smaller type, down to `FLOOR`; and what does not
fit then is refused when it is captured. What was stored before prints all the same, broken.

Lengths are millimetres and type sizes points; both are those of static/print/document.css.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from operator import itemgetter

from django.core.exceptions import ValidationError

from programs.values.cells import plain_spaces, stays_whole, tokens
from programs.values.letters import text_width
from programs.values.tables import HeadCell, table_parts

MM_PER_POINT = 25.4 / 72
SIZE, FLOOR = 9.0, 7.0
SMALLER = (8.5, 8.0, 7.5, FLOOR)
# Bounds of a column's share of a table, in characters of its longest cell.
NARROWEST, WIDEST = 8, 45
# A column of sentences is not squeezed to the width of a word while the page has room: in ems.
SENTENCES = 8.0
# What a word that no column could hold asks for, in ems: it is broken anyway.
BROKEN = 6.0
# Rounded shares and kerning.
SLACK = 0.5
LINE_HEIGHT = 1.35
# Lines are filled up to here on the average, since they break between words.
FILLED = 0.85
# From this share of a page on a row is divided between pages, and a head prints as a row.
TALL_ROW, TALL_HEAD = 0.4, 0.3


@dataclass(frozen=True)
class Sheet:
    """A page for tables: its body, and the padding at each side of a cell."""

    width: float
    height: float
    padding: float


PORTRAIT = Sheet(168, 221, 2.2)
LANDSCAPE = Sheet(243, 161, 2.2)
DENSE = Sheet(243, 161, 1.2)
LAYOUTS = ((PORTRAIT, SIZE), (LANDSCAPE, SIZE), *((DENSE, size) for size in SMALLER))


@dataclass(frozen=True)
class TableLayout:
    """How a table prints.

    `columns` are shares of its width in percent; `wide` asks for a wide page; `size` is the type's;
    `tall` tells of each row of the body whether it is divided between pages; `head_repeats` that
    the head stands on each page, for it leaves room below. `fits` is False for a table that cannot
    be printed without breaking what may not be broken; `widest` is then its widest thing, and the
    column of it, from 1.
    """

    columns: tuple[float, ...]
    wide: bool
    size: float
    tall: tuple[bool, ...]
    head_repeats: bool
    fits: bool
    widest: tuple[int, str]

    @property
    def is_dense(self) -> bool:
        """Whether it prints in smaller type, and closer."""
        return self.size < SIZE


def table_layout(rows: Sequence[Sequence[str]], header_rows: int) -> TableLayout:
    """Return how a table prints, its rows all of one length and the first `header_rows` its head.

    Of the layouts in which nothing is broken it is the first: upright, on a wide page, smaller.
    """
    head, body = table_parts(rows, header_rows)
    ems, widest = _widest(rows, head, header_rows)
    weights = _weights(rows, header_rows)
    sheet, size, needs = _first_fitting(ems, weights)
    fits = sum(needs) <= sheet.width
    widths = _shared(weights, needs, sheet.width) if fits else needs
    shares = [width / sum(widths) for width in widths]
    columns = [share * sheet.width for share in shares]
    head_height = sum(row_height(row, columns, sheet, size) for row in rows[:header_rows])
    return TableLayout(
        columns=tuple(round(100 * share, 1) for share in shares),
        wide=sheet is not PORTRAIT,
        size=size,
        tall=tuple(is_tall(row, columns, sheet, size) for row in body),
        head_repeats=head_height <= TALL_HEAD * sheet.height,
        fits=fits,
        widest=widest,
    )


def column_width(
    texts: Iterable[str], sheet: Sheet, size: float, *, least: float, share: float = 0.25
) -> float:
    """Return how wide a column is that breaks none of its texts, in millimetres, from `least` on.

    It never takes more than this share of the page, whatever was typed.
    """
    widest = max((_widest_piece(text)[0] for text in texts), default=0.0)
    return round(min(max(_needed(widest, sheet, size), least), sheet.width * share), 1)


def validate_width(rows: Sequence[Sequence[str]], header_rows: int) -> None:
    """Refuse a table that fits on no page, with what to do about it.

    `rows` are those that `validate_rows` accepted.
    """
    if why := why_too_wide(rows, header_rows):
        raise ValidationError(why)


def why_too_wide(rows: Sequence[Sequence[str]], header_rows: int) -> str:
    """Return why a table fits on no page and what to do about it, "" for one that fits."""
    ems, (column, text) = _widest(rows, table_parts(rows, header_rows)[0], header_rows)
    sheet, _, needs = _first_fitting(ems, [NARROWEST] * len(ems))
    if sum(needs) <= sheet.width:
        return ""
    return (
        "La tabla no cabe a lo ancho de una hoja. Quite columnas o divídala en dos tablas. "
        f"Lo más ancho es «{text}», en la columna {column}."
    )


def _widest(
    rows: Sequence[Sequence[str]], head: Sequence[Sequence[HeadCell]], header_rows: int
) -> tuple[list[float], tuple[int, str]]:
    """Return what each column needs, in ems, and the widest thing of all with its column."""
    ems = [0.0] * (len(rows[0]) if rows else 0)
    widest = (0.0, 1, "")
    for row in rows[header_rows:]:
        for column, text in enumerate(row):
            em, piece = _widest_piece(text)
            ems[column] = max(ems[column], em)
            widest = max(widest, (em, column + 1, piece), key=itemgetter(0))
    for cells in head:
        column = 0
        for cell in cells:
            em, piece = _widest_piece(cell.text)
            spanned = range(column, column + cell.span)
            short = em - sum(ems[place] for place in spanned)
            for place in spanned:
                ems[place] += max(short, 0) / cell.span
            widest = max(widest, (em / cell.span, column + 1, piece), key=itemgetter(0))
            column += cell.span
    return ems, widest[1:]


def _first_fitting(
    ems: Sequence[float], weights: Sequence[int]
) -> tuple[Sheet, float, list[float]]:
    """Return the first page and type size that hold columns of these ems, and what each needs.

    Columns of sentences ask for more than their words, but are squeezed before a table is refused.
    Where no page holds it, the last of them.
    """
    eased = [
        max(em, SENTENCES if weight == WIDEST else 0)
        for em, weight in zip(ems, weights, strict=True)
    ]
    tries = [(eased, *layout) for layout in LAYOUTS] + [(ems, *layout) for layout in LAYOUTS[1:]]
    for asked, sheet, size in tries:
        needs = [_needed(em, sheet, size) for em in asked]
        if sum(needs) <= sheet.width:
            break
    return sheet, size, needs


def _needed(em: float, sheet: Sheet, size: float) -> float:
    return em * size * MM_PER_POINT + 2 * sheet.padding + SLACK


def _widest_piece(text: str) -> tuple[float, str]:
    pieces = (piece for token in tokens(plain_spaces(text)) for piece in token.pieces)
    measured = ((text_width(piece) if stays_whole(piece) else BROKEN, piece) for piece in pieces)
    return max(measured, default=(0.0, ""))


def _weights(rows: Sequence[Sequence[str]], header_rows: int) -> list[int]:
    """Return the share of each column by its longest cell, within bounds."""
    weights = []
    for column in zip(*rows, strict=True):
        head, body = column[:header_rows], column[header_rows:]
        longest_word = max((len(word) for cell in head for word in cell.split()), default=0)
        longest_cell = max((len(cell) for cell in body), default=0)
        weights.append(min(max(longest_cell, longest_word, NARROWEST), WIDEST))
    return weights


def _shared(weights: Sequence[int], needs: Sequence[float], width: float) -> list[float]:
    """Share a width by weight so that no column gets less than it needs; they need no more."""
    widths = list(needs)
    free = set(range(len(weights)))
    while free:
        room = width - sum(widths[place] for place in range(len(widths)) if place not in free)
        total = sum(weights[place] for place in free)
        shares = {place: weights[place] / total * room for place in free}
        short = {place for place in free if shares[place] < needs[place]}
        if not short:
            for place, share in shares.items():
                widths[place] = share
            break
        free -= short
    return widths


def is_tall(texts: Sequence[str], columns: Sequence[float], sheet: Sheet, size: float) -> bool:
    """Tell whether a row takes so much of a page that it is divided between pages.

    A row of a table breaks only where this says so: one that no page holds would otherwise take
    the head away from each page that it covers. `columns` are the widths of its cells.
    """
    return row_height(texts, columns, sheet, size) > TALL_ROW * sheet.height


def row_height(texts: Sequence[str], columns: Sequence[float], sheet: Sheet, size: float) -> float:
    """Return how tall a row prints, about: the lines of its fullest cell."""
    em = size * MM_PER_POINT
    most = max(
        sum(
            ceil(text_width(line) * em / max((width - 2 * sheet.padding) * FILLED, em))
            for line in text.split("\n")
        )
        for text, width in zip(texts, columns, strict=True)
    )
    return most * em * LINE_HEIGHT
