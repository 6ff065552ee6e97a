"""Cells of a narrow table of a PDF that stand as near each other as words do.

A word that begins where a cell of the row above or below begins is one: that row tells the columns.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from programs.received.informes.pdf_pages import Segment

_SAME = 0.4  # points: two cells of a column begin at one place
_NEAR = 2.2  # lines between two rows of a table


def with_columns(segments: Sequence[Segment]) -> list[Segment]:
    """Return the segments in their order, each cut where a row beside it begins a cell."""
    lines: dict[int, list[int]] = defaultdict(list)
    for place, each in enumerate(segments):
        lines[round(each.base)].append(place)
    rows = [lines[base] for base in sorted(lines, reverse=True)]
    pieces = [[each] for each in segments]
    for order in (rows, rows[::-1]):
        for beside, row in pairwise(order):
            lefts = _lefts([each for place in beside for each in pieces[place]])
            own = [each for place in row for each in pieces[place]]
            if lefts and _is_row(own, segments[beside[0]], lefts):
                for place in row:
                    pieces[place] = [part for each in pieces[place] for part in _cut(each, lefts)]
    return [each for parts in pieces for each in parts]


def _lefts(row: Sequence[Segment]) -> list[float]:
    """Return where the cells of a row begin, none where it has but one."""
    return [each.left for each in row] if len(row) > 1 else []


def _is_row(line: Sequence[Segment], beside: Segment, lefts: Sequence[float]) -> bool:
    """Tell whether a line is a row of the table of the one beside it: it begins where that does."""
    first = min(line, key=lambda each: each.left)
    near = abs(beside.base - first.base) < _NEAR * first.height
    return near and abs(first.left - min(lefts)) < _SAME


def _cut(segment: Segment, lefts: Sequence[float]) -> list[Segment]:
    """Return a segment cut at each of its words that begins where a cell does."""
    words = segment.text.split(" ")
    cuts = [
        place
        for place, (left, _) in enumerate(segment.starts, start=1)
        if any(abs(left - each) < _SAME for each in lefts)
    ]
    if len(words) != len(segment.starts) + 1 or not cuts:
        return [segment]
    return [_part(segment, words, first, last) for first, last in pairwise([0, *cuts, len(words)])]


def _part(segment: Segment, words: Sequence[str], first: int, last: int) -> Segment:
    left = segment.starts[first - 1][0] if first else segment.left
    right = segment.right
    if last < len(words):
        begins, gap = segment.starts[last - 1]
        right = begins - gap
    return replace(
        segment,
        text=" ".join(words[first:last]),
        left=left,
        right=right,
        starts=segment.starts[first : last - 1],
    )
