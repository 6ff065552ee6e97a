"""Where the text of a cell may be broken between two lines, and where it may not.

What stands between two spaces is never broken: an amount, a date or a word. So is a sign with its
amount ("$ 1,250", "12.5 %"). Only what is longer than any of them breaks, an address at its signs
first: it would run off the paper.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

# The longest word that is kept whole. The longest of a Spanish document has some 24 letters, and
# folios and keys are shorter than this too.
LONGEST = 30
# An amount or a date, with all its signs.
LONGEST_NUMBER = 40

_UNITS = "m|cm|mm|km|ha|g|kg|t|l|ml|h|min|s|m²|km²|m³|MXN|USD|mdp|pp"
_NO_BREAK = "(?i:[\u00a0\u202f\u2007]|&nbsp;|&#160;|&#8239;|&#x(?:a0|202f);)"
_NO_BREAK_SPACE = re.compile(
    rf"(?P<kept>(?<=\d){_NO_BREAK}(?=\d|[%‰°]|(?:{_UNITS})(?!\w))"
    rf"|(?<=[$€£+−-]){_NO_BREAK}(?=[$€£\d]))|{_NO_BREAK}"
)
_TOKEN = re.compile(
    "(?:[^\\s]|[\u00a0\u202f\u2007]"
    "|(?<=[$€£]) (?=[+−-]?\\d)|(?<=\\d) (?=[%‰])|(?<=[+−-]) (?=[$€£]|\\d))+"
)
_QUANTITY = re.compile(r"[(+−-]?\s?[$€£]?\s?\d[\d\s.,]*[%‰)]?")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"[^\W\d_]{0,4}[\W_]*\d[\d\W_]*[^\W\d_]{0,4}[\W_]*$")
_ADDRESS = re.compile(r"@|://|^www\.", re.IGNORECASE)
_AT_SIGNS = re.compile(r"[^/\\@._?&=#:,;|-]*[/\\@._?&=#:,;|-]*")


@dataclass(frozen=True)
class Token:
    """A stretch of a cell without a space to break it at.

    `pieces` are the parts into which it may be broken all the same, one for what stays whole;
    `is_number` tells that it is whole and holds a digit.
    """

    start: int
    end: int
    pieces: tuple[str, ...]
    is_number: bool

    @property
    def text(self) -> str:
        """The whole of it."""
        return "".join(self.pieces)


def plain_spaces(text: str) -> str:
    """Return a text, or markup, whose no-break spaces are spaces where they part words.

    They come with whatever is pasted from Word or a page, and a line of them runs off the paper.
    They stay between digits, and between a number and its unit or its sign.
    """
    return _NO_BREAK_SPACE.sub(lambda match: match[0] if match["kept"] else " ", text)


def tokens(cell: str) -> Iterator[Token]:
    """Yield what the spaces of a cell part; a bare quantity is one, whatever spaces it has."""
    bare = cell.strip()
    if bare and len(bare) <= LONGEST_NUMBER and _QUANTITY.fullmatch(bare):
        start = cell.index(bare)
        yield Token(start, start + len(bare), (bare,), is_number=True)
        return
    for match in _TOKEN.finditer(cell):
        text = match[0]
        pieces = _pieces(text)
        is_number = pieces == (text,) and stays_whole(text) and bool(_DIGIT.search(text))
        yield Token(match.start(), match.end(), pieces, is_number)


def stays_whole(piece: str) -> bool:
    """Tell whether a piece is a word, an amount or a date, and not longer than any of them."""
    return len(piece) <= LONGEST or (len(piece) <= LONGEST_NUMBER and bool(_NUMBER.match(piece)))


def _pieces(text: str) -> tuple[str, ...]:
    """Return the parts of a token between which it may be broken."""
    if stays_whole(text) and not _ADDRESS.search(text):
        return (text,)
    return tuple(filter(None, _AT_SIGNS.findall(text)))
