"""Where the words that a finding quotes stand in a text, and the text cut into marked pieces."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from programs.values.shortened import shortened
from programs.values.wording.numbers import folded

LONGEST = 240
CUT = "…"
# Where a sentence ends, so that nothing is missing there.
_ENDS = re.compile(r"[.:;!?…]\s*$")
_LONGEST_WORD = 60
# The word that a number counts; the others go on with something else.
_COUNTED = re.compile(
    r" (?!(?:a|al|con|de|del|e|en|la|las|lo|los|o|para|por|que|se|u|y)\b)[^\W\d_]{2,60}(?!\w)", re.I
)
_WORD = re.compile(r"\w+")
# No text has this sign, so that no quote goes from one to the next.
_BETWEEN = "\0"


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


def quoted(text: str, start: int, end: int, before: int = 0, after: int = 0) -> str:
    """Return words of a text in one line: those of a span, with so many signs around it at most.

    No word is cut: one that begins or ends outside of the span is whole, and of what stands around
    it only whole words are taken. "…" tells where a sentence, or a quote that is too long, goes on.
    """
    start = min(max(0, start), len(text))
    end = max(start, min(len(text), end))
    first = _word_start(text, start)
    last = min(_word_end(text, end), first + 2 * LONGEST)
    if before:
        first = _next_word(text, start - before, first)
    if after:
        last = _last_word(text, end + after, last)
    words = " ".join(text[first:last].split())
    opens = CUT if before and not _begins(text, first) else ""
    ends = bool(_ENDS.search(text[max(0, last - 8) : last])) or not text[last : last + 80].strip()
    goes_on = bool(after) and not ends
    if len(words) > LONGEST:
        words = shortened(words, LONGEST)
    elif goes_on:
        words = words.rstrip(" ,;:")
    return f"{opens}{words}{CUT if goes_on and not words.endswith(CUT) else ''}"


def _begins(text: str, place: int) -> bool:
    """Tell whether a sentence, or the text, begins at a place."""
    told = text[max(0, place - 8) : place]
    return not text[:place].strip() if place <= 8 else bool(_ENDS.search(told)) or "\n" in told


def _in_word(text: str, place: int) -> bool:
    """Tell whether a place stands between two signs of one word."""
    return 0 < place < len(text) and not text[place - 1].isspace() and not text[place].isspace()


def _word_start(text: str, place: int) -> int:
    """Return where the word begins in whose middle a place stands; of letters and digits alone."""
    for back in range(place, max(0, place - _LONGEST_WORD), -1):
        if not (text[back - 1].isalnum() and text[back : back + 1].isalnum()):
            return back
    return 0 if place <= _LONGEST_WORD else place


def _word_end(text: str, place: int) -> int:
    """Return where such a word ends."""
    for onward in range(place, min(len(text), place + _LONGEST_WORD)):
        if not (text[onward - 1 : onward].isalnum() and text[onward].isalnum()):
            return onward
    return len(text) if len(text) - place <= _LONGEST_WORD else place


def _next_word(text: str, place: int, at_most: int) -> int:
    """Return where the first whole word begins from a place on, no later than `at_most`."""
    place = max(0, place)
    while place < at_most and (text[place].isspace() or _in_word(text, place)):
        place += 1
    return place


def _last_word(text: str, place: int, at_least: int) -> int:
    """Return where the last whole word ends before a place, no earlier than `at_least`."""
    place = min(len(text), place)
    while place > at_least and (text[place - 1].isspace() or _in_word(text, place)):
        place -= 1
    return place


def quote_span(text: str, quote: str) -> tuple[int, int] | None:
    """Return where a quote stands in a text, accents, capitals and blanks apart; None if nowhere.

    "…" at either end of a quote is where it was cut.
    """
    found = Searched((text,)).find(quote)
    return found[1:] if found else None


def counted_end(text: str, end: int) -> int:
    """Return where the word ends that the number before a place counts, the place for none.

    "12 mujeres y 6" goes on to "hombres".
    """
    if not (0 < end <= len(text) and text[end - 1].isdigit()):
        return end
    counted = _COUNTED.match(text, end)
    return counted.end() if counted else end


def whole_quote(text: str, quote: str) -> str:
    """Return a quote of a text with what its last number counts; as it is where it has none."""
    found = quote_span(text, quote) if quote[-1:].isdigit() else None
    if found is None:
        return quote
    more = text[found[1] : counted_end(text, found[1])]
    return f"{quote}{more}" if len(quote) + len(more) <= LONGEST else quote


class Searched:
    """Texts in which quotes are looked for: read once, however many quotes there are.

    Whoever serves a page waits for it: a table of 100,000 cells may be quoted 300 times.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)

    def find(self, quote: str) -> tuple[int, int, int] | None:
        """Return the place of the text that holds a quote, and where in it; as `quote_span`.

        Where several do, the first with the very words, else the first.
        """
        words = folded(quote).strip(" …").split()
        if not words:
            return None
        exact = self._joined.find(quote)
        if exact >= 0:
            return self._placed(exact, exact + len(quote))
        plain, places = self._plain
        said = " ".join(words)
        start = plain.find(said)
        if start < 0:
            return None
        return self._placed(places[start], places[start + len(said) - 1] + 1)

    @cached_property
    def _joined(self) -> str:
        return _BETWEEN.join(self._texts)

    @cached_property
    def _plain(self) -> tuple[str, list[int]]:
        return _single_blanks(folded(self._joined))

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate((len(text) + 1 for text in self._texts), initial=0))

    def _placed(self, start: int, end: int) -> tuple[int, int, int]:
        place = bisect_right(self._starts, start) - 1
        return place, start - self._starts[place], end - self._starts[place]


class QuotePlaces:
    """The texts of one place, in which the quotes of many findings are looked for.

    Each quote is looked for only where its rarest word stands: a block may hold 900 paragraphs,
    and as many findings speak of it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._known: dict[str, tuple[int, int, int] | None] = {}

    def find(self, quote: str) -> tuple[int, int, int] | None:
        """Return the place of the first text that holds a quote, and where in it; None if nowhere.

        One that holds it with all its words whole goes before one that holds it within a word.
        """
        if quote not in self._known:
            self._known[quote] = self._found(quote)
        return self._known[quote]

    def whole(self, quote: str) -> str:
        """Return a quote with what its last number counts, as `whole_quote`."""
        found = self.find(quote) if quote[-1:].isdigit() else None
        return whole_quote(self._texts[found[0]], quote) if found else quote

    def _found(self, quote: str) -> tuple[int, int, int] | None:
        words = _WORD.findall(folded(quote))
        found = self._among(self._rarest(words), quote)
        if found or not quote.strip(" …"):
            return found
        # Only the first word and the last one may be cut.
        inner = words[1:-1]
        return self._among(self._rarest(inner) if inner else range(len(self._texts)), quote)

    def _rarest(self, words: Iterable[str]) -> Sequence[int]:
        return min((self._by_word.get(word, ()) for word in words), key=len, default=())

    def _among(self, places: Iterable[int], quote: str) -> tuple[int, int, int] | None:
        for place in places:
            if found := self._each[place].find(quote):
                return place, found[1], found[2]
        return None

    @cached_property
    def _each(self) -> list[Searched]:
        return [Searched((text,)) for text in self._texts]

    @cached_property
    def _by_word(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, text in enumerate(self._texts):
            for word in set(_WORD.findall(folded(text))):
                found.setdefault(word, []).append(place)
        return found


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


def in_quotes(name: str) -> str:
    """Return a name between quotation marks, those that it holds as the inner ones.

    "Plática «Denuncia»" becomes «Plática “Denuncia”».
    """
    return f"«{name.replace('«', '“').replace('»', '”')}»"
