"""A workbook of somebody else: what each of its sheets and headings is of ours, and its reading.

What an institution said once is kept (`programs.models.Encabezado`); the rest is guessed and shown.
Nothing here reads a row: sheets go on, under our names and headings, to
`programs.resources.planilla.reading`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from programs.received.sheet_values import Cell, Sheet, Unread, column_letters
from programs.resources.cells import is_blank
from programs.resources.planilla.columns import (
    FORMAT,
    INSTRUCCIONES,
    LISTAS,
    PLAN,
    SheetColumns,
    book_columns,
)
from programs.resources.planilla.grid import HEAD_ROWS
from programs.values.headings import LEFT_OUT, SYNONYMS, guessed
from programs.values.typed import plain

# What was said before: {(our sheet, the heading as `plain` writes it): key}; the sheet is "" where
# the words name a sheet and the key is the name of ours.
Kept = Mapping[tuple[str, str], str]
LONGEST = 200  # letters of a heading that are kept and compared
SAMPLE = 60
# A sheet of fewer columns that look like ours is no plan.
FEWEST = 2


@dataclass(frozen=True)
class Heading:
    """A heading: `place` is its column from 0, `word` how it is kept, `key` the column of ours.

    `ours` tells that it is written as ours; `sure`, that it is so or was said before, where others
    are guessed. Of two headings of the same words each has a word of its own. `sample` is the first
    value below it.
    """

    place: int
    written: str
    word: str
    key: str
    ours: bool
    sure: bool
    sample: str

    @property
    def letters(self) -> str:
        """The letters of its column."""
        return column_letters(self.place + 1)


@dataclass(frozen=True)
class ForeignSheet:
    """A sheet: `position` among all of the workbook, `target` the name of ours, "" for none."""

    position: int
    name: str
    target: str
    sure: bool
    head: int
    headings: tuple[Heading, ...]
    rows: int

    @property
    def word(self) -> str:
        """How its name is kept."""
        return plain(self.name)[:LONGEST]


@dataclass(frozen=True)
class ForeignBook:
    """A workbook whose sheets and headings are named; `own` tells whether we wrote it."""

    sheets: tuple[ForeignSheet, ...]
    own: bool

    @property
    def settled(self) -> bool:
        """Tell whether nothing has to be asked of a person."""
        return any(sheet.target == PLAN for sheet in self.sheets) and all(
            sheet.sure and all(heading.sure for heading in sheet.headings) for sheet in self.sheets
        )


def foreign_book(
    sheets: Sequence[Sheet],
    start_month: int,
    kept: Kept,
    targets: Mapping[int, str] | None = None,
) -> ForeignBook:
    """Return what each sheet and heading may be; `targets` is what a person chose, by position."""
    return _Namer(sheets, start_month, kept, targets or {}).book()


def sheets_named(sheets: Sequence[Sheet], book: ForeignBook, start_month: int) -> tuple[Sheet, ...]:
    """Return the sheets under our names and headings, without what is left out.

    Rows and columns stay where they are, so that an error names the cell that the person sees.
    """
    named = {sheet.position: sheet for sheet in book.sheets}
    ours = {
        (columns.name, column.key): column.heading
        for columns in book_columns(start_month)
        for column in columns.columns
    }
    result = []
    for position, sheet in enumerate(sheets):
        if position in named:
            if named[position].target:
                result.append(_named(sheet, named[position], ours))
        elif sheet.hidden and plain(sheet.name) == plain(LISTAS):
            result.append(sheet)
    return tuple(result)


def column_choices(target: str, start_month: int) -> list[tuple[str, str]]:
    """Return (key, heading) of the columns of one of our sheets that a person may choose."""
    return [
        (column.key, column.heading)
        for each in book_columns(start_month)
        if each.name == target
        for column in each.columns
        if not column.hidden
    ]


class _Namer:
    """Names the sheets of one workbook."""

    def __init__(
        self, sheets: Sequence[Sheet], start_month: int, kept: Kept, targets: Mapping[int, str]
    ) -> None:
        self.sheets, self.kept, self.targets = sheets, kept, targets
        self.ours = {columns.name: columns for columns in book_columns(start_month)}
        self.own_names = {plain(name): name for name in self.ours}
        self.own = _is_own(sheets)
        self.words = {
            word
            for columns in self.ours.values()
            for word in (*columns.known(), *_synonyms(columns))
        } | {word for sheet, word in kept if sheet}

    def book(self) -> ForeignBook:
        """Return it."""
        left = {plain(LISTAS), plain(INSTRUCCIONES)}
        found: list[ForeignSheet] = []
        for position, sheet in enumerate(self.sheets):
            if sheet.hidden or plain(sheet.name) in left or not sheet.rows:
                continue
            if self.own and plain(sheet.name) not in self.own_names:
                continue  # the notes that somebody keeps beside the plan
            found.append(self._sheet(position, sheet, {each.target for each in found}))
        return ForeignBook(tuple(found), self.own)

    def _sheet(self, position: int, sheet: Sheet, taken: set[str]) -> ForeignSheet:
        head = self._head(sheet)
        target, sure = self._target(position, sheet, head, taken)
        rows = len(sheet.rows) - head - 1
        headings = self._headings(sheet, head, target) if target else ()
        return ForeignSheet(position, sheet.name, target, sure, head, headings, rows)

    def _target(self, position: int, sheet: Sheet, head: int, taken: set[str]) -> tuple[str, bool]:
        word = plain(sheet.name)[:LONGEST]
        if position in self.targets:
            return self.targets[position], False
        if word in self.own_names:
            return self.own_names[word], True
        if ("", word) in self.kept:
            return self.kept["", word], True
        fits = {
            name: sum(1 for heading in self._headings(sheet, head, name) if heading.key)
            for name in self.ours
            if name not in taken
        }
        best = max(fits, key=lambda name: fits[name], default="")
        return (best if fits.get(best, 0) >= FEWEST else "", False)

    def _head(self, sheet: Sheet) -> int:
        """Return the index of the row that looks most like headings."""

        def likeness(index: int) -> tuple[int, int, int]:
            texts = {plain(cell) for cell in sheet.rows[index] if isinstance(cell, str)}
            return len(texts & self.words), len(texts), -index

        return max(range(min(len(sheet.rows), HEAD_ROWS)), key=likeness)

    def _headings(self, sheet: Sheet, head: int, target: str) -> tuple[Heading, ...]:
        columns = self.ours[target]
        known = {word: column.key for word, column in columns.known().items()}
        said = [
            (place, " ".join(str(cell).split())[:LONGEST])
            for place, cell in enumerate(sheet.rows[head])
            if not is_blank(cell)
        ]
        words = _told_apart([plain(written) for _, written in said])
        if not self.own and "eje" not in (known.get(word) for word in words):
            # Many plans have objetivos in the place of ejes: which it is has to be asked.
            known = {word: key for word, key in known.items() if key != "objective"}
        sure = {
            word: known.get(word, self.kept.get((target, word)))
            for word in words
            if word in known or (target, word) in self.kept
        }
        # A column that the person said again later is the one that counts.
        free = {
            column.key: (column.heading, *column.others)
            for column in columns.columns
            if column.key not in sure.values() and not column.hidden
        }
        open_ = [word for word in words if word not in sure]
        guesses = dict(zip(open_, guessed(open_, free), strict=True))
        return tuple(
            Heading(
                place,
                written,
                word,
                sure.get(word) or guesses.get(word, LEFT_OUT),
                ours=word in known,
                sure=word in sure,
                sample=_sample(sheet, head, place),
            )
            for (place, written), word in zip(said, words, strict=True)
        )


def _synonyms(columns: SheetColumns) -> list[str]:
    return [word for column in columns.columns for word in SYNONYMS.get(column.key, ())]


def _told_apart(words: Sequence[str]) -> list[str]:
    """Return words of which no two are the same: a second "t1" is "t1 (2)"."""
    seen: Counter[str] = Counter()
    apart = []
    for word in words:
        seen[word] += 1
        apart.append(word if seen[word] == 1 else f"{word[: LONGEST - 5]} ({seen[word]})")
    return apart


def _sample(sheet: Sheet, head: int, place: int) -> str:
    cells = (row[place] for row in sheet.rows[head + 1 :] if place < len(row))
    found = next((cell for cell in cells if not is_blank(cell)), None)
    if found is None or isinstance(found, Unread):
        return ""
    text = f"{found:%d/%m/%Y}" if isinstance(found, date) else " ".join(str(found).split())
    return text if len(text) <= SAMPLE else f"{text[: SAMPLE - 1]}…"


def _is_own(sheets: Sequence[Sheet]) -> bool:
    return any(
        plain(sheet.name) == plain(LISTAS) and any(row[1:2] == (FORMAT,) for row in sheet.rows[:3])
        for sheet in sheets
    )


def _named(sheet: Sheet, named: ForeignSheet, ours: Mapping[tuple[str, str], str]) -> Sheet:
    titles = {
        heading.place: ours[named.target, heading.key] for heading in named.headings if heading.key
    }
    left = {heading.place for heading in named.headings if not heading.key}
    width = len(sheet.rows[named.head])
    head: tuple[Cell, ...] = tuple(titles.get(place) for place in range(width))
    rows = tuple(
        () if index < named.head else head if index == named.head else _without(row, left)
        for index, row in enumerate(sheet.rows)
    )
    merged = tuple(
        each
        for each in sheet.merged
        if not all(place - 1 in left for place in range(each[1], each[3] + 1))
    )
    return replace(sheet, name=named.target, rows=rows, merged=merged)


def _without(row: tuple[Cell, ...], left: set[int]) -> tuple[Cell, ...]:
    if not left:
        return row
    return tuple(None if place in left else cell for place, cell in enumerate(row))
