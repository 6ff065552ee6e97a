"""A PDF with text as blocks: lines and tables found by where the words stand.

Programs that print paint a table cell by cell: words that go up and to the right of those before
begin the next cell of a row. What repeats at the edges of pages, and their numbers, are left out.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from statistics import median, quantiles

from programs.errors import FileRefused
from programs.received.informes.blocks import Block, BlockKind, Rows
from programs.received.informes.from_text import block_of, clean, squared
from programs.received.informes.kinds import SCANNED
from programs.received.informes.lines import Printed, opens, paragraphs
from programs.received.informes.pdf_columns import with_columns
from programs.received.informes.pdf_pages import Page, Segment, pages_of

_FEWEST_LETTERS = 20  # of a page, on average: less is a picture with a stamp
_EDGE = 0.13  # of the height of a page, where heads and feet stand
_MOST_BACK = 25  # lines of a first cell
_PAGE_NUMBER = re.compile(
    r"(?:p[aá]g(?:ina|\.)?\s*)?[-–—|]?\s*\d{1,4}\s*[-–—|]?(?:\s*(?:de|/)\s*\d+)?", re.I
)
_DIGITS = re.compile(r"\d+")
_LARGER = 1.12


@dataclass
class Cell:
    """Segments one below the other."""

    segments: list[Segment]

    @property
    def left(self) -> float:
        """Where it begins."""
        return min(each.left for each in self.segments)

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(each.right for each in self.segments)

    @property
    def text(self) -> str:
        """Its lines, those that go on joined."""
        lines = [Printed(clean(each.text), full=True) for each in self.segments]
        return "\n".join(each.text for each in paragraphs(lines, spaced=False))


@dataclass
class Row:
    """Cells beside each other; one alone is a line of text."""

    page: int
    cells: list[Cell] = field(default_factory=list)

    @property
    def top(self) -> float:
        """The base of its highest line."""
        return max(each.base for cell in self.cells for each in cell.segments)

    @property
    def bottom(self) -> float:
        """The base of its lowest line."""
        return min(each.base for cell in self.cells for each in cell.segments)

    @property
    def last(self) -> Segment:
        """What was painted last."""
        return self.cells[-1].segments[-1]


def blocks_of_pdf(data: bytes) -> list[Block]:
    """Return the blocks of a PDF in their order. Raises `FileRefused`."""
    pages = list(pages_of(data))
    letters = sum(len(each.text) for page in pages for each in page.segments)
    if letters < _FEWEST_LETTERS * max(len(pages), 1):
        raise FileRefused(SCANNED)
    edges = _repeated(pages)
    rows = [row for page in pages for row in rows_of(page, edges)]
    return list(_Layout(rows).blocks())


def _repeated(pages: Sequence[Page]) -> set[str]:
    """Return the texts that stand at the edges of many pages, whatever number they carry."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_figureless(each.text) for each in page.segments if _at_edge(page, each)})
    least = max(3, len(pages) // 3)
    return {text for text, count in seen.items() if count >= least}


def _figureless(text: str) -> str:
    return _DIGITS.sub("#", text)


def _at_edge(page: Page, segment: Segment) -> bool:
    return not _EDGE * page.height < segment.base < (1 - _EDGE) * page.height


def _is_furniture(page: Page, segment: Segment, edges: set[str]) -> bool:
    """Tell whether a segment is a head, a foot or the number of its page."""
    if not _at_edge(page, segment):
        return False
    if _figureless(segment.text) in edges:
        return len(segment.text) > 3 or _alone(page, segment, edges)
    return _PAGE_NUMBER.fullmatch(segment.text) is not None and _alone(page, segment, edges)


def _alone(page: Page, segment: Segment, edges: set[str]) -> bool:
    """Tell whether nothing of the page itself stands on the line of a number: a cell's would."""
    return not any(
        each is not segment
        and abs(each.base - segment.base) < 0.5 * segment.height
        and _figureless(each.text) not in edges
        for each in page.segments
    )


def _without_late_heads(page: Page, segments: list[Segment]) -> list[Segment]:
    """Leave out what was painted last though it stands at the top: the running head of a page."""
    kept = list(segments)
    top = (1 - _EDGE) * page.height
    while len(kept) > 1 and kept[-1].base > top and kept[-1].base > kept[0].base:
        kept.pop()
    return kept


def _with_marks(segments: Sequence[Segment]) -> list[Segment]:
    """Put each mark of a list, which may be painted last, before the words of its line."""
    by_base: dict[int, list[int]] = {}
    for place, each in enumerate(segments):
        if not _is_mark(each.text):
            by_base.setdefault(round(each.base), []).append(place)
    marked: dict[int, Segment] = {}
    gone: set[int] = set()
    for place, mark in enumerate(segments):
        if not _is_mark(mark.text):
            continue
        near = [at for base in (-1, 0, 1) for at in by_base.get(round(mark.base) + base, ())]
        right = [at for at in near if at not in marked and _in_line(mark, segments[at])]
        if right:
            marked[min(right, key=lambda at: segments[at].left)] = mark
            gone.add(place)
    made = []
    for place, each in enumerate(segments):
        if mine := marked.get(place):
            starts = ((each.left, each.left - mine.right), *each.starts)
            text = f"{mine.text} {each.text}"
            made.append(replace(each, text=text, left=mine.left, starts=starts))
        elif place not in gone:
            made.append(each)
    return made


def _in_line(mark: Segment, segment: Segment) -> bool:
    """Tell whether words stand at the right of a mark, on its line and near."""
    beside = -0.5 * mark.height < segment.left - mark.right < 4 * mark.height + 30
    return beside and abs(segment.base - mark.base) < 0.4 * segment.height


def rows_of(page: Page, edges: set[str]) -> Iterator[Row]:
    """Yield the rows of a page in the order in which they were painted."""
    rows: list[Row] = []
    kept = [each for each in page.segments if not _is_furniture(page, each, edges)]
    for segment in with_columns(_with_marks(_without_late_heads(page, kept))):
        if rows and _beside(rows, segment):
            first = _gathered(rows, segment)
            first.cells.append(Cell([segment]))
        elif rows and _goes_on(rows[-1], segment):
            rows[-1].cells[-1].segments.append(segment)
        else:
            rows.append(Row(page.number, [Cell([segment])]))
    yield from rows


def _beside(rows: list[Row], segment: Segment) -> bool:
    """Tell whether a segment begins the next cell: not below the last one, and to its right."""
    row = rows[-1]
    last = row.last
    up = segment.base - last.base
    if up < -0.4 * last.height or segment.left < row.cells[-1].right - 0.5 * last.height:
        return False
    if up <= 0.4 * last.height:
        return True
    back = _rows_back(rows, segment)
    above = rows[-back - 1] if back < len(rows) else None
    return back <= _MOST_BACK and (above is None or segment.base < above.bottom)


def _rows_back(rows: list[Row], segment: Segment) -> int:
    """Return how many of the last lines make the first cell of the row of a segment."""
    row = rows[-1]
    if len(row.cells) > 1:
        return 1
    back, above = 1, 0
    while back < min(len(rows), _MOST_BACK + 1):
        before, after = rows[-back - 1], rows[-back]
        near = 0 < before.bottom - after.top < 1.9 * after.last.height
        fits = before.cells[0].right < segment.left
        # A cell may stand at half the height of the one before it.
        above += before.bottom > segment.base + 2
        if len(before.cells) > 1 or not near or not fits or above * 2 > back + 1:
            break
        back += 1
    return back


def _gathered(rows: list[Row], segment: Segment) -> Row:
    """Return the row that a segment goes on, its first lines made one cell."""
    if abs(segment.base - rows[-1].last.base) <= 0.4 * segment.height or len(rows[-1].cells) > 1:
        return rows[-1]
    back = _rows_back(rows, segment)
    taken = rows[-back:]
    del rows[-back:]
    cell = Cell([each for row in taken for each in row.cells[0].segments])
    rows.append(Row(taken[0].page, [cell]))
    return rows[-1]


def _goes_on(row: Row, segment: Segment) -> bool:
    """Tell whether a line stands in the last cell of a row: a paragraph begins further left."""
    if len(row.cells) < 2 or segment.left < row.cells[-2].left:
        return False
    return _below(row.cells[-1], segment)


def _below(cell: Cell, segment: Segment) -> bool:
    last = cell.segments[-1]
    down = last.base - segment.base
    within = segment.left > cell.left - 1.2 * last.height or (
        segment.left < cell.right and segment.right > cell.left and segment.left > cell.left - 40
    )
    return 0 < down < 2.0 * last.height and within


class _Layout:
    """All rows of a document: what its lines and tables are."""

    def __init__(self, rows: list[Row]) -> None:
        self._rows = rows
        lines = [row.cells[0].segments[0] for row in rows if len(row.cells) == 1]
        lines = lines or [row.cells[0].segments[0] for row in rows]
        self._body: Counter[float] = Counter()
        for each in lines:
            self._body[round(each.height, 1)] += len(each.text)
        self._height = self._body.most_common(1)[0][0] if self._body else 1.0
        edges = [each.right for each in lines if len(each.text) > 40]
        self._edge = quantiles(edges, n=10)[-1] if len(edges) > 1 else 10**9
        downs = [
            before.bottom - after.top
            for before, after in zip(rows, rows[1:], strict=False)
            if before.page == after.page and 0 < before.bottom - after.top < 3 * self._height
        ]
        self._pitch = median(downs) if downs else self._height * 1.2
        sizes = {round(each.height, 1) for each in lines if each.height > self._height * _LARGER}
        self._sizes = sorted(sizes, reverse=True)

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in their order."""
        lines: list[Printed] = []
        table: list[Row] = []
        before: Row | None = None
        for place, row in enumerate(self._rows):
            cells = len(row.cells) > 1 and not self._is_numbered_head(place)
            if cells or (table and self._is_half_row(table, place)):
                yield from _texts(lines)
                lines = []
                if table and not self._same_table(table[-1], row):
                    yield _table(table)
                    table = []
                table.append(row)
            else:
                if table:
                    yield _table(table)
                    table = []
                lines.append(self._line(row, before))
            before = row
        if table:
            yield _table(table)
        yield from _texts(lines)

    def _is_numbered_head(self, place: int) -> bool:
        """Tell whether a row is a heading whose number stands apart, with no table around it."""
        row = self._rows[place]
        near = self._rows[max(place - 1, 0) : place + 2]
        if len(row.cells) != 2 or any(len(each.cells) > 1 for each in near if each is not row):
            return False
        return _HEAD_NUMBER.fullmatch(row.cells[0].text) is not None

    def _is_half_row(self, table: list[Row], place: int) -> bool:
        """Tell whether a line is a row of the table around it, whose other cells are empty."""
        row = self._rows[place]
        following = self._rows[place + 1] if place + 1 < len(self._rows) else None
        if following is None or len(following.cells) < 2 or opens(row.cells[0].text):
            return False
        left = min(each.cells[0].left for each in table)
        within = abs(row.cells[0].left - left) < 3 and row.cells[0].right < max(
            each.cells[-1].right for each in table
        )
        return within and all(
            above.page == below.page and 0 < above.bottom - below.top < 2.2 * self._height
            for above, below in ((table[-1], row), (row, following))
        )

    def _same_table(self, before: Row, row: Row) -> bool:
        down = before.bottom - row.top
        return before.page != row.page or -2 * self._height < down < 4 * self._height

    def _line(self, row: Row, before: Row | None) -> Printed:
        segments = [each for cell in row.cells for each in cell.segments]
        first = segments[0]
        text = clean(" ".join(each.text for each in segments))
        same = before is not None and before.page == row.page
        down = before.bottom - row.top if before else 0.0
        pitch = max(self._pitch, 1.1 * first.height)
        gap = (before is not None and not same) or down > 1.25 * pitch or down < 0
        level = self._level(first) if len(text) < 200 else 0
        full = max(each.right for each in segments) > self._edge - 7 * self._height
        bold = all(each.bold for each in segments)
        return Printed(text, full, gap, bold, level, row.page)

    def _level(self, segment: Segment) -> int:
        for place, size in enumerate(self._sizes[:6], start=1):
            if abs(segment.height - size) < 0.06:
                return place
        return 0


_HEAD_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,3}\.?")
_MARK = re.compile(r"[-•·▪◦○●*–—✓➢\uf0b7\uf0a7]|[IVXLC]{1,4}[.)]|[a-z][.)]|\(?\d{1,2}[.)]")


def _is_mark(text: str) -> bool:
    return _MARK.fullmatch(text) is not None


def _texts(lines: Sequence[Printed]) -> Iterator[Block]:
    return (block_of(each) for each in paragraphs(lines, spaced=True))


def _table(rows: Iterable[Row]) -> Block:
    kept = list(rows)
    return Block(BlockKind.TABLE, rows=_in_columns(kept), page=kept[0].page)


def _in_columns(rows: list[Row]) -> Rows:
    """Return the texts of rows by the columns of the one that has most of them."""
    widest = max(rows, key=lambda row: len(row.cells))
    columns = [(cell.left, cell.right) for cell in widest.cells]
    made = []
    for row in rows:
        texts = [""] * len(columns)
        for place, cell in enumerate(row.cells):
            column = place if len(row.cells) == len(columns) else _nearest(columns, cell)
            texts[column] = f"{texts[column]}\n{cell.text}".strip()
        made.append(tuple(texts))
    return squared(made)


def _nearest(columns: Sequence[tuple[float, float]], cell: Cell) -> int:
    def apart(place: int) -> float:
        left, right = columns[place]
        overlap = min(right, cell.right) - max(left, cell.left)
        return -overlap if overlap > 0 else max(left - cell.right, cell.left - right)

    return min(range(len(columns)), key=apart)
