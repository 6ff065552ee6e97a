"""An informe that somebody brought, as the page `/revisar/` shows it: passages and their findings.

Nothing here reads a file or judges a text: `programs.received.informes` reads and
`programs.values.checks.informe` judges. Here each finding gets a number and the passage that it
speaks of, and its quote is marked there. What a page can show is bounded: of a very long text only
what has findings, with its headings.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from programs.values.checks.finding import PlacedFinding, Severity
from programs.values.phrases import join_list, number_text
from programs.values.quoted import Piece, Quoted, marked, quote_span
from programs.values.written import Passage, PassageKind, Written, WrittenLinea

# What a page shows at the most: rows of passages and of tables together, findings, rows of a table.
MOST_ROWS, MOST_FINDINGS, MOST_TABLE_ROWS = 1500, 300, 200
WHOLE = "informe"


class RowKind(StrEnum):
    """What a row of the page holds. The first four are headings of it."""

    WHOLE = "whole"
    SECTION = "section"
    AREA = "area"
    LINEA = "linea"
    META = "meta"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    CAPTION = "caption"
    HEADING = "heading"
    CLOSING = "closing"


HEADS = (RowKind.WHOLE, RowKind.SECTION, RowKind.AREA, RowKind.LINEA)


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its number in the document, from 1, and those before and after it, or 0.

    `is_marked` tells whether its quote is marked in the passage; otherwise the page prints it.
    """

    number: int
    is_error: bool
    message: str
    arithmetic: str
    quote: str
    place: str
    is_marked: bool
    before: int
    after: int


@dataclass(frozen=True)
class ReviewedRow:
    """A passage, or a heading, with what was found in it.

    `key` names it on the page. A table has `cells` and no `pieces`; of a long one `cut` rows are
    left out.
    """

    key: str
    kind: RowKind
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    header_rows: int = 0
    cut: int = 0
    findings: tuple[ShownFinding, ...] = ()

    @property
    def is_head(self) -> bool:
        """Tell whether it is a heading of the page."""
        return self.kind in HEADS


@dataclass(frozen=True)
class Understood:
    """How many words a text has, and how many of them belong to what was recognised."""

    words: int
    of_words: int

    @property
    def percent(self) -> int:
        """Whole points, never rounded up: 100 is all of it."""
        return 100 * self.words // self.of_words if self.of_words else 0

    @property
    def is_little(self) -> bool:
        """Tell whether it is less than half."""
        return self.words * 2 < self.of_words


@dataclass(frozen=True)
class Counted:
    """What was read, in numbers."""

    areas: int
    lineas: int
    metas: int
    oficios: int
    captions: int
    tables: int

    @property
    def told(self) -> tuple[tuple[str, int], ...]:
        """Each number with its words, as the page says them."""
        return (
            ("Áreas", self.areas),
            ("Líneas de acción", self.lineas),
            ("Metas", self.metas),
            ("Oficios", self.oficios),
            ("Pies de figura o tabla", self.captions),
            ("Tablas", self.tables),
        )


@dataclass(frozen=True)
class Reviewed:
    """All that the page says of an informe.

    `left_out` are the findings beyond those that a page shows; `is_shortened` tells that passages
    without findings are not shown either.
    """

    title: str
    errors: int
    doubts: int
    understood: Understood
    counted: Counted
    rows: tuple[ReviewedRow, ...]
    left_out: int
    is_shortened: bool

    @property
    def headline(self) -> str:
        """How many errors and avisos, in a few words."""
        told = [
            counted_words(self.errors, "error", "errores"),
            counted_words(self.doubts, "aviso", "avisos"),
        ]
        said = [words for words in told if words]
        return f"{join_list(said)} en su informe" if said else "Sin hallazgos en su informe"

    @property
    def findings(self) -> Iterator[ShownFinding]:
        """Every finding that is shown, in the order of the document."""
        return (finding for row in self.rows for finding in row.findings)


def reviewed(
    written: Written, found: Sequence[PlacedFinding], understood: Understood, oficios: int
) -> Reviewed:
    """Return what the page shows of an informe and of what the checks found in it."""
    rows = list(_rows(written))
    owners = _owners(rows, found)
    errors = sum(each.finding.severity is not Severity.DOUBT for each in found)
    is_shortened = sum(row.weight for row in rows) > MOST_ROWS
    if is_shortened:
        rows = list(_with_findings(rows, owners))
    shown, left_out = _numbered(rows, owners)
    return Reviewed(
        title=written.title,
        errors=errors,
        doubts=len(found) - errors,
        understood=understood,
        counted=_counted(written, oficios),
        rows=shown,
        left_out=left_out,
        is_shortened=is_shortened,
    )


def counted_words(number: int, one: str, many: str) -> str:
    """Return "1 error" or "4 errores"; "" for none."""
    return f"{number_text(Decimal(number))} {one if number == 1 else many}" if number else ""


def _counted(written: Written, oficios: int) -> Counted:
    lineas = list(written.lineas)
    kinds = [passage.kind for passage in written.passages]
    return Counted(
        areas=len(written.areas),
        lineas=len(lineas),
        metas=sum(bool(linea.meta) for linea in lineas),
        oficios=oficios,
        captions=kinds.count(PassageKind.CAPTION),
        tables=kinds.count(PassageKind.TABLE),
    )


# Rows -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """A row before its findings: `owners` are the keys of what it stands in, narrowest first."""

    key: str
    kind: RowKind
    text: str
    owners: tuple[str, ...]
    anchor: str = ""
    table: tuple[tuple[str, ...], ...] = ()
    header_rows: int = 0

    @property
    def weight(self) -> int:
        return max(1, min(len(self.table), MOST_TABLE_ROWS))

    def span(self, quote: str) -> Quoted | None:
        """Return where a quote stands in it, in a cell of a table too."""
        if not self.table:
            place = quote_span(self.text, quote)
            return Quoted(0, 0, *place) if place else None
        for number, cells in enumerate(self.table[:MOST_TABLE_ROWS]):
            for column, cell in enumerate(cells):
                if place := quote_span(cell, quote):
                    return Quoted(number, column, *place)
        return None


def _rows(written: Written) -> Iterator[_Row]:
    yield _Row(WHOLE, RowKind.WHOLE, written.title or "El informe", (WHOLE,))
    for section in written.sections:
        owners = (section.key, WHOLE)
        heading = f"{section.number} {section.heading}".strip()
        yield _Row(section.key, RowKind.SECTION, heading, owners)
        yield from (_of_passage(passage, owners) for passage in section.passages)
    for area in written.areas:
        owners = (area.key, WHOLE)
        yield _Row(area.key, RowKind.AREA, area.name or "Sin nombre de área", owners)
        yield from (_of_passage(passage, owners) for passage in area.opening)
        for linea in area.lineas:
            yield from _of_linea(linea, owners)


def _of_linea(linea: WrittenLinea, above: tuple[str, ...]) -> Iterator[_Row]:
    owners = (linea.key, *above)
    number = f"Línea {linea.number}. " if linea.number else ""
    yield _Row(linea.key, RowKind.LINEA, number + linea.title, owners)
    if linea.meta:
        yield _Row(f"{linea.key}-meta", RowKind.META, linea.meta, owners)
    yield from (_of_passage(passage, owners) for passage in linea.passages)
    if linea.closing:
        yield replace(_of_passage(linea.closing, owners), kind=RowKind.CLOSING)


def _of_passage(passage: Passage, owners: tuple[str, ...]) -> _Row:
    return _Row(
        key=passage.key,
        kind=RowKind(passage.kind.value),
        text=passage.text,
        owners=owners,
        anchor=passage.anchor,
        table=passage.rows,
        header_rows=passage.header_rows,
    )


# Findings ---------------------------------------------------------------------------------------

_Owners = dict[str, list[PlacedFinding]]


def _owners(rows: Sequence[_Row], found: Iterable[PlacedFinding]) -> _Owners:
    """Return the findings of each row by its key.

    A finding names its passage by its anchor. One that names a part, or a place of the system,
    stands where its words are in that part, else at the head of it.
    """
    by_anchor: dict[str, list[_Row]] = defaultdict(list)
    by_part: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_anchor[row.anchor or row.key].append(row)
        if row.anchor and row.anchor != row.key:
            by_anchor[row.key].append(row)
        by_part[row.owners[0]].append(row)
    placed: _Owners = defaultdict(list)
    for each in found:
        placed[_row_of(each, by_anchor, by_part).key].append(each)
    return placed


def _row_of(
    each: PlacedFinding, by_anchor: dict[str, list[_Row]], by_part: dict[str, list[_Row]]
) -> _Row:
    there = by_anchor.get(each.finding.anchor, [])
    own = [row for row in there if each.subject in row.owners]
    if own or len(there) == 1:
        return (own or there)[0]
    part = by_part.get(each.subject, [])
    if not part:
        return by_part[WHOLE][0]
    quote = each.finding.quote
    quoted = (row for row in part[1:] if quote and row.span(quote))
    return next(quoted, part[0])


def _with_findings(rows: Sequence[_Row], placed: _Owners) -> Iterator[_Row]:
    """Yield the rows that have findings, under the headings that they stand in."""
    heads = {owner for row in rows if row.key in placed for owner in row.owners}
    return (row for row in rows if row.key in placed or row.key in heads or row.key == WHOLE)


def _numbered(rows: Sequence[_Row], placed: _Owners) -> tuple[tuple[ReviewedRow, ...], int]:
    """Return the rows with their findings numbered, and how many findings are left out."""
    total = sum(len(placed[row.key]) for row in rows if row.key in placed)
    last = min(total, MOST_FINDINGS)
    shown, number = [], 0
    for row in rows:
        own = sorted(placed.get(row.key, ()), key=_is_doubt)[: last - number]
        spans = [row.span(each.finding.quote) if each.finding.quote else None for each in own]
        numbered = tuple(
            _shown(each, number + place, last, is_marked=span is not None)
            for place, (each, span) in enumerate(zip(own, spans, strict=True), start=1)
        )
        shown.append(_drawn(row, numbered, spans))
        number += len(own)
    return tuple(shown), total - last


def _is_doubt(each: PlacedFinding) -> bool:
    return each.finding.severity is Severity.DOUBT


def _shown(each: PlacedFinding, number: int, last: int, *, is_marked: bool) -> ShownFinding:
    return ShownFinding(
        number=number,
        is_error=not _is_doubt(each),
        message=each.finding.message,
        arithmetic=each.finding.arithmetic,
        quote=each.finding.quote,
        place=each.place,
        is_marked=is_marked,
        before=number - 1,
        after=number + 1 if number < last else 0,
    )


def _drawn(
    row: _Row, findings: tuple[ShownFinding, ...], spans: Sequence[Quoted | None]
) -> ReviewedRow:
    marks = [
        (span, finding.number, finding.is_error)
        for span, finding in zip(spans, findings, strict=True)
        if span is not None
    ]
    if not row.table:
        pieces = marked(row.text, [(s.start, s.end, n, error) for s, n, error in marks])
        return ReviewedRow(row.key, row.kind, pieces, findings=findings)
    cells = tuple(
        tuple(
            marked(
                cell,
                [
                    (s.start, s.end, n, error)
                    for s, n, error in marks
                    if (s.row, s.column) == (number, column)
                ],
            )
            for column, cell in enumerate(line)
        )
        for number, line in enumerate(row.table[:MOST_TABLE_ROWS])
    )
    cut = max(0, len(row.table) - MOST_TABLE_ROWS)
    return ReviewedRow(row.key, row.kind, (), cells, row.header_rows, cut, findings)
