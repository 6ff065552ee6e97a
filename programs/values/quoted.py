"""Where the words that a finding quotes stand in a text, and the text cut into marked pieces."""

from collections.abc import Iterable
from dataclasses import dataclass

from programs.values.wording.numbers import folded


@dataclass(frozen=True)
class Quoted:
    """Where a quote stands: the cell of a table, 0 and 0 for a text, and its place there."""

    row: int
    column: int
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """A piece of a text; with `is_marked` it is quoted, by an error or only by avisos.

    `numbers` are those of the findings whose quote ends with it.
    """

    text: str
    is_marked: bool = False
    is_error: bool = False
    numbers: tuple[int, ...] = ()


def quote_span(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text, accents, capitals and blanks apart; None if nowhere.

    "…" at either end of a quote is where it was cut.
    """
    words = folded(quote).strip(" …").split()
    if not words:
        return None
    exact = text.find(quote)
    if exact >= 0:
        return exact, exact + len(quote)
    plain, places = _single_blanks(folded(text))
    start = plain.find(" ".join(words))
    if start < 0:
        return None
    end = start + len(" ".join(words))
    return places[start], places[end - 1] + 1


def _single_blanks(text: str) -> tuple[str, list[int]]:
    """Return a text with each run of blanks as one, and where each of its signs stood."""
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        blank = sign.isspace()
        if blank and (not signs or signs[-1] == " "):
            continue
        signs.append(" " if blank else sign)
        places.append(place)
    return "".join(signs), places


def marked(text: str, marks: Iterable[tuple[int, int, int, bool]]) -> tuple[Piece, ...]:
    """Return a text in pieces; each mark is (start, end, number of the finding, is it an error).

    Marks may overlap: a piece is of an error where any of those over it is.
    """
    marks = list(marks)
    if not marks:
        return (Piece(text),) if text else ()
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark[:2])})
    pieces = []
    for start, end in zip(edges, edges[1:], strict=False):
        over = [mark for mark in marks if mark[0] <= start and end <= mark[1]]
        numbers = tuple(number for _, last, number, _ in over if last == end)
        pieces.append(Piece(text[start:end], bool(over), any(error for *_, error in over), numbers))
    return tuple(pieces)
