"""What a document can print in the limits of its renderer, asked when a text is saved.

The renderer has a minute of processor time (`reports.rendering.CPU_SECONDS`) for a whole document.
It needs some 0.5 ms for each printed line and 12 µs for each letter in it; several times that where
a long word is broken over lines, and more where a row is taller than a page. So a text or a table
weighs as many lines as its time stands for. What nobody could print is refused with a sentence
while the person is still there, in place of stopping the report of all.
"""

import re
from collections.abc import Sequence
from html import unescape
from math import ceil

from programs.received.text import SUBTITLE, is_markup

# Letters of the texts that people write, the same at every door.
MAX_MARKUP = 60_000
MAX_PROSE = 4_000
MAX_CAPTION = 2_000
MAX_REASON = 1_000

# A word is broken over lines in a time that grows with its square. A web address has up to some
# 300 letters, a hash 64 or 128.
LONGEST_WORD = 500
# Python's stack holds some 60 elements of a page inside one another; a list in a list counts two.
DEEPEST = 20
# Weight of one block, some 8 seconds; and of all the heavy blocks of a document together.
HEAVIEST = 12_000
HEAVIEST_TOGETHER = 40_000
HEAVY = 500
# A row taller than a page is laid out anew on each page that it takes.
TALLEST_CELL = 150

# Letters in a printed line: of prose, and of a table of one column with what a cell's edges take.
PROSE_LINE = 90
TABLE_LINE, CELL_EDGES, SHORTEST_LINE = 105, 3, 5
# So many letters take the time of a line; a word of so many letters doubles that of its lines.
LETTERS_OF_A_LINE = 40
SLOW_WORD = 100
# How the columns share the width: by their longest cell, within bounds.
NARROWEST, WIDEST = 8, 45

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_INLINE = re.compile(r"</?(?:strong|em|b|i|a|data)(?:\s[^<>]*)?>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_NEW_LINE = re.compile(rf"<(?:p|br|li|{SUBTITLE})\b", re.IGNORECASE)
_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
# Elements that a browser closes by itself: many of them open are not one inside the other.
_CLOSE_THEMSELVES = {
    "p", "br", "li", "hr", "img", "input", "meta", "link", "col", "tr", "td", "th", "tbody",
    "thead", "tfoot", "option", "dt", "dd",
}  # fmt: skip


def text_problem(text: str) -> str:
    """Return why a text cannot be printed, as a sentence that says what to do, or ""."""
    return markup_problem(text) if is_markup(text) else _word_problem(text)


def markup_problem(html: str) -> str:
    """Return why markup cannot be printed, as a sentence that says what to do, or "".

    Cheap on any text: it is asked before the markup is cleaned, whose time grows with the square
    of the depth.
    """
    depth = _depth(html)
    if depth > DEEPEST:
        return (
            f"El texto tiene {depth} listas o marcas, unas dentro de otras; caben {DEEPEST}. "
            "Déjelo con menos niveles."
        )
    if markup_weight(html) > HEAVIEST:
        return (
            f"El texto tiene {len(_NEW_LINE.findall(html)):,} renglones, más de los que se pueden "
            "imprimir. Quite los renglones vacíos o divídalo."
        )
    return _word_problem(unescape(_ANY_TAG.sub(" ", _INLINE.sub("", html))))


def table_problem(rows: Sequence[Sequence[str]]) -> str:
    """Return why a table of equally long rows cannot be printed, as a sentence, or ""."""
    line_lengths = _line_lengths(rows)
    for number, row in enumerate(rows, start=1):
        for column, (text, length) in enumerate(zip(row, line_lengths, strict=True), start=1):
            where = f"La celda de la fila {number}, columna {column}"
            if problem := _word_problem(text):
                return f"{where}: {problem}"
            if (lines := _cell_lines(text, length)) > TALLEST_CELL:
                return (
                    f"{where}, ocuparía unos {lines} renglones; caben {TALLEST_CELL}. "
                    "Pase ese texto a un bloque de Texto."
                )
    if table_weight(rows) > HEAVIEST:
        letters = sum(len(text) for row in rows for text in row)
        return (
            f"La tabla tiene {letters:,} letras en {len(rows):,} filas y {len(rows[0])} columnas, "
            "más de lo que se puede imprimir. Resuma sus celdas, quite filas o adjúntela como "
            "archivo."
        )
    return ""


def markup_weight(html: str) -> int:
    """Return about how many printed lines the time of a text stands for."""
    return len(html) // PROSE_LINE + len(html) // LETTERS_OF_A_LINE + len(_NEW_LINE.findall(html))


def table_weight(rows: Sequence[Sequence[str]]) -> int:
    """Return about how many printed lines the time of a table stands for."""
    lengths = _line_lengths(rows)
    weights = (
        _cell_lines(text, length) * (1 + _longest_word(text) / SLOW_WORD)
        + len(text) / LETTERS_OF_A_LINE
        for row in rows
        for text, length in zip(row, lengths, strict=True)
    )
    return round(sum(weights))


def _line_lengths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Return how many letters a line of each column holds."""
    columns = list(zip(*rows, strict=True))
    shares = [min(max(map(len, column), default=0), WIDEST) for column in columns]
    shares = [max(share, NARROWEST) for share in shares]
    return [max(TABLE_LINE * share // sum(shares) - CELL_EDGES, SHORTEST_LINE) for share in shares]


def _cell_lines(text: str, length: int) -> int:
    return sum(max(1, ceil(len(line) / length)) for line in text.split("\n"))


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=0)


def _word_problem(text: str) -> str:
    found = _WORD.search(text)
    if not found:
        return ""
    return (
        f"«{found[0][:20]}…» tiene {len(found[0]):,} letras sin un espacio; caben {LONGEST_WORD}. "
        "Sepárelas con espacios o quítelas."
    )


def _depth(html: str) -> int:
    """Return how many elements stand open inside one another at most."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() in _CLOSE_THEMSELVES:
            continue
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest
