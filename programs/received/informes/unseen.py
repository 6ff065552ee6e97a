"""What was read and no part kept is shown where it stood: each line of an informe is seen again.

The desk of a línea holds one share and one meta: of "Porcentaje de avance trimestral: 100%" above
"Porcentaje de avance anual: 100%" it keeps the last. Who looks at what was understood must find
both, or cannot know that one was read. What is shown here enters no check.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from programs.received.informes.blocks import Block, Rows
from programs.received.informes.front import contents_of
from programs.received.informes.labels import Label, label_of_words
from programs.received.informes.reading import Shown

_WORD = re.compile(r"[^\W_]+|[%$]")
# Where a part may go elsewhere: "Línea 1. Cursos. Meta: 4 cursos; unidad: curso | Avance: 50%"
_CUT = re.compile(r"(?<=[.;])\s+|\s*[\n\t|]\s*|\s[/·•–—]\s")
# Their words give way to what they name: "ÁREA: Dirección Jurídica" is the heading of its líneas.
_NAMING = (Label.AREA, Label.LINEA, Label.NUMBER)
# "a)", "3.": the mark of an item, which the page draws in its own way or not at all.
_MARK = re.compile(
    r"\W{0,2}(?:[a-zA-Z]|[IVXivx]{1,5}|\d{1,3})(?:\.\d{1,2}){0,3}[.)\-–—]{0,2}(?:\s+|$)"
)
_PAGE = re.compile(r"[\s.…_·]*(?:p[aá]g(?:ina|\.)?\s?)?\d{1,3}\W*$", re.IGNORECASE)
# How far around what was found last the next is looked for, and how often in all of it.
_NEAR, _MOST_SOUGHT = 4_000, 400
_PAGE_WORD = len("pág")
# So many blanks between words make them a text of their own, whatever label stood before them.
_LONG = 3


def with_unseen(blocks: Sequence[Block], shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """Return what is shown of blocks, with what no part of it shows where it stood."""
    if not shown:
        return tuple(shown)
    seen = _Seen(shown)
    contents = contents_of(blocks)
    pages = range(contents.start, contents.end) if contents else range(0)
    needed = Counter(
        _key(piece) for block in blocks if not block.is_table for piece in _pieces(block.text)
    )
    added: dict[int, list[Shown]] = {}
    count = 0
    for place, block in enumerate(blocks):
        if block.is_table and place in pages:
            continue
        if block.is_table:
            missed = [("", rows) for rows in [_rows_missed(block.rows, seen)] if rows]
        else:
            missed = [(text, ()) for text in _missed(block, seen, needed, listed=place in pages)]
        for text, rows in missed:
            count += 1
            kind = "table" if rows else "text"
            beside = shown[seen.at].subject
            added.setdefault(seen.at, []).append(
                Shown(f"tambien-{count}", kind, text, rows, subject=beside)
            )
    if not added:
        return tuple(shown)
    return tuple(each for at, one in enumerate(shown) for each in (one, *added.get(at, ())))


class _Seen:
    """What is shown, by its words; `at` is the place of what was found last."""

    def __init__(self, shown: Sequence[Shown]) -> None:
        self.shown = shown
        self.at = 0
        self.places: dict[str, list[int]] = {}
        self.starts: list[int] = []
        self.sought = 0
        texts: list[str] = []
        length = 0
        for place, each in enumerate(shown):
            told = [each.text, *(" ".join(row) for row in each.rows)]
            cells = [cell for row in each.rows for cell in row]
            pieces = (piece for text in told for piece in (text, *_pieces(text)))
            for key in {_key(text) for text in (*cells, *pieces)}:
                self.places.setdefault(key, []).append(place)
            self.starts.append(length)
            texts.append("".join(f" {key}" for key in map(_key, told) if key))
            length += len(texts[-1])
        # A heading and its title, the rows of a box: what was one line may stand in two of them.
        self.text = "".join(texts) + " "
        # The first and the last place of the línea of each, with the head of the next one.
        self.bounds: list[tuple[int, int]] = []
        for _, group in groupby(shown, key=lambda each: each.subject):
            first, many = len(self.bounds), len(list(group))
            last = min(first + many + 1, len(shown) - 1)
            self.bounds += [(first, last)] * many

    def finds(self, key: str, copies: int = 1) -> bool:
        """Tell whether words are shown; of `copies` that are more than are shown, only nearby."""
        if not key:
            return True
        places = self.places.get(key, ())
        if places and copies <= len(places):
            after = bisect_left(places, self.at)
            near = [*places[max(0, after - 1) : after + 1]]
            self.at = min(near, key=lambda place: (abs(place - self.at), -place))
            return True
        first, last = self.bounds[self.at]
        for place in places[bisect_left(places, first) : bisect_right(places, last)][:1]:
            self.at = place
            return True
        end = self.starts[last + 1] if last + 1 < len(self.starts) else len(self.text)
        start = max(self.starts[first], self.starts[self.at] - _NEAR)
        if self._searches(key, start, min(end, self.starts[self.at] + _NEAR)):
            return True
        if places:
            return False
        self.sought += 1
        return self.sought > _MOST_SOUGHT or self._searches(key, 0, len(self.text))

    def _searches(self, key: str, start: int, end: int) -> bool:
        found = self.text.find(f" {key} ", start, end)
        if found >= 0:
            self.at = bisect_right(self.starts, found) - 1
        return found >= 0


@lru_cache(maxsize=8192)  # what is shown and what was read are much the same words
def _key(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _pieces(text: str) -> list[str]:
    return [piece for piece in _CUT.split(text) if piece]


def _missed(block: Block, seen: _Seen, needed: Counter[str], *, listed: bool) -> Iterator[str]:
    """Yield what of a paragraph is not shown, pieces that follow each other as one."""
    whole = _key(block.text)
    if len(seen.places.get(whole, ())) >= max(1, needed[whole]) and seen.finds(whole):
        return
    told = [(piece, _is_seen(piece, seen, needed, listed=listed)) for piece in _pieces(block.text)]
    for is_seen, group in groupby(told, key=lambda each: each[1]):
        if not is_seen:
            yield " ".join(piece for piece, _ in group)


def _is_seen(piece: str, seen: _Seen, needed: Counter[str], *, listed: bool) -> bool:
    key = _key(piece)
    if _MARK.fullmatch(piece) or _names(piece) or seen.finds(key, needed[key]):
        return True
    mark = _MARK.match(piece)
    bare = piece[mark.end() :] if mark else piece
    if mark and needed[key] == 1 and seen.finds(_key(bare)):
        return True
    if listed and (len(key) <= _PAGE_WORD or seen.finds(_key(_PAGE.sub("", piece)))):
        return True
    head, _, rest = bare.partition(":")
    said = _key(rest)
    alone = _names(head) or said.count(" ") >= _LONG
    return alone and bool(said) and seen.finds(said)


def _names(words: str) -> bool:
    return label_of_words(words) in _NAMING


def _rows_missed(rows: Rows, seen: _Seen) -> Rows:
    """Return the rows of a table with a cell that is not shown, below its head."""
    missed = [
        row for row in rows if not seen.finds(_key(" ".join(row))) and not _cells_seen(row, seen)
    ]
    if len(rows) > 1 and missed[:1] == [rows[0]]:
        missed.pop(0)  # the heads of columns: a box shows those that have something below them
    if missed and len(rows) > 1 and len(rows[0]) > 2:
        missed.insert(0, rows[0])
    return tuple(missed)


def _cells_seen(row: Sequence[str], seen: _Seen) -> bool:
    told = (cell for cell in row if not _names(cell))
    return all(seen.finds(_key(piece)) for cell in told for piece in _pieces(cell))
