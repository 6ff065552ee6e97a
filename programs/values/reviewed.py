"""An informe that somebody brought, as the page `/revisar/` shows it: passages and their findings.

Nothing here reads a file or judges a text: `programs.received.informes` reads and
`programs.values.checks.informe` judges. Here each finding gets a number and the passage that it
speaks of, and its quote is marked there. What a page can show is bounded: of a very long text only
what has findings, with its headings.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import floor

from programs.received.informes.reading import InformeReading
from programs.values.checks.finding import PlacedFinding, Severity
from programs.values.phrases import join_list, number_text
from programs.values.quoted import Piece, Quoted, marked
from programs.values.reviewed_rows import WHOLE, Row, RowKind, rows_of, together
from programs.values.wording.oficios import oficios_of

# What a page shows at the most: rows of passages and of tables together, and findings.
MOST_ROWS, MOST_FINDINGS = 1500, 300
# Letters in which oficios are counted: of all passages, and of one.
MOST_COUNTED, LONGEST_COUNTED = 800_000, 20_000
HALF = 50


@dataclass(frozen=True)
class ShownFinding:
    """A finding with its number in the list, from 1, and those before and after it, or 0.

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

    A table has `cells` and no `pieces`, and its number among the tables, 0 for what is no table of
    its own; of a long one `cut` rows are left out. `level` is that of
    a heading on the page, from 3, never deeper by two than the one before. `is_placed` is false for
    what the reader could not tell where it belongs.
    """

    key: str
    kind: RowKind
    pieces: tuple[Piece, ...]
    cells: tuple[tuple[tuple[Piece, ...], ...], ...] = ()
    table_number: int = 0
    cut: int = 0
    level: int = 0
    is_placed: bool = True
    findings: tuple[ShownFinding, ...] = ()


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

    `understood` is how much of the text was, in whole points, never rounded up. `left_out` are the
    findings beyond those that a page shows; `is_shortened` tells that passages
    without findings are not shown either.
    """

    errors: int
    doubts: int
    understood: int
    counted: Counted
    rows: tuple[ReviewedRow, ...]
    left_out: int
    is_shortened: bool

    @property
    def is_little(self) -> bool:
        """Tell whether less than half was understood."""
        return self.understood < HALF

    @property
    def headline(self) -> str:
        """How many errors and avisos, in a few words."""
        told = [
            counted_words(self.errors, "error", "errores"),
            counted_words(self.doubts, "aviso", "avisos"),
        ]
        said = [words for words in told if words]
        if said:
            return f"{join_list(said)} en su informe"
        if self.is_little or not self.counted.lineas:
            return "No pudimos revisar este informe"
        return "Sin hallazgos en su informe"

    @property
    def findings(self) -> Iterator[ShownFinding]:
        """Every finding that is shown, in the order of the document."""
        return (finding for row in self.rows for finding in row.findings)

    @property
    def by_weight(self) -> tuple[tuple[str, tuple[ShownFinding, ...]], ...]:
        """Errors, then avisos, each under its word and in the order of the document."""
        shown = list(self.findings)
        groups = (
            ("Errores", tuple(each for each in shown if each.is_error)),
            ("Avisos", tuple(each for each in shown if not each.is_error)),
        )
        return tuple(group for group in groups if group[1])


def reviewed(reading: InformeReading) -> Reviewed:
    """Return what the page shows of an informe that was read and judged."""
    found = reading.findings
    rows = list(rows_of(reading))
    placed, listed = _listed(rows, _placed(rows, found))
    errors = sum(not _is_doubt(each) for each in found)
    is_shortened = sum(row.weight for row in rows) > MOST_ROWS
    if is_shortened or WHOLE not in placed:
        rows = list(_without_findings_taken(rows, placed, only=is_shortened))
    if is_shortened:
        rows = together(rows, MOST_ROWS)
    shown = _numbered(rows, placed, listed)
    return Reviewed(
        errors=errors,
        doubts=len(found) - errors,
        understood=floor(100 * reading.understood),
        counted=_counted(reading),
        rows=shown,
        left_out=len(found) - len(listed),
        is_shortened=is_shortened,
    )


def counted_words(number: int, one: str, many: str) -> str:
    """Return "1 error" or "4 errores"; "" for none."""
    return f"{number_text(Decimal(number))} {one if number == 1 else many}" if number else ""


def _counted(reading: InformeReading) -> Counted:
    written = reading.written
    kinds = [shown.kind for shown in reading.passages]
    numbers = {
        mention.normalised
        for text in _cut(shown.text for shown in reading.passages)
        for mention in oficios_of(text)
    }
    return Counted(
        areas=len(written.areas),
        lineas=sum(1 for _ in written.lineas),
        metas=sum(bool(linea.meta) for linea in written.lineas),
        oficios=len(numbers),
        captions=kinds.count(RowKind.CAPTION),
        tables=kinds.count(RowKind.TABLE),
    )


def _cut(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts, no longer each and together than what a person could have written."""
    left = MOST_COUNTED
    for text in texts:
        if left <= 0:
            return
        yield text[:LONGEST_COUNTED]
        left -= len(text)


# Findings ---------------------------------------------------------------------------------------

_Placed = dict[str, list[PlacedFinding]]


def _placed(rows: Sequence[Row], found: Iterable[PlacedFinding]) -> _Placed:
    """Return the findings of each row by its key.

    A finding names its passage by its anchor. One that names none stands where its words are in
    its línea or its part, else at the head of that, else with what is of the whole.
    """
    by_key = {row.key: row for row in rows}
    by_subject: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_subject[row.subject].append(row)
    placed: _Placed = defaultdict(list)
    searched = 0
    for each in found:
        named = by_key.get(each.finding.anchor)
        if named is None:
            # Of more than are shown nobody looks for the words: each would read all of its part.
            searched += 1
            named = _row_of(each, by_subject, by_words=searched <= MOST_FINDINGS)
        placed[named.key if named else WHOLE].append(each)
    return placed


def _row_of(each: PlacedFinding, by_subject: dict[str, list[Row]], *, by_words: bool) -> Row | None:
    part, quote = by_subject.get(each.subject, []), each.finding.quote if by_words else ""
    quoted = (row for row in part if quote and row.span(quote))
    return next(quoted, part[0] if part else None)


def _without_findings_taken(rows: Sequence[Row], placed: _Placed, *, only: bool) -> Iterator[Row]:
    """Yield the rows to show: the first one where it has findings, of the others with `only` too.

    Those with findings keep the heading that they stand under.
    """
    heads = {row.head for row in rows if row.key in placed}
    for row in rows:
        has = row.key in placed
        if has or (row.kind is not RowKind.WHOLE and (not only or row.key in heads)):
            yield row


def _listed(rows: Sequence[Row], placed: _Placed) -> tuple[_Placed, tuple[PlacedFinding, ...]]:
    """Return the findings that the page lists, by their rows and as it lists them.

    Errors first, each kind in the order of the document.
    """
    found = [(row.key, each) for row in rows for each in placed.get(row.key, ())]
    kept = sorted(found, key=lambda each: _is_doubt(each[1]))[:MOST_FINDINGS]
    of_rows: _Placed = defaultdict(list)
    for key, each in kept:
        of_rows[key].append(each)
    return of_rows, tuple(each for _, each in kept)


def _numbered(
    rows: Sequence[Row], placed: _Placed, listed: Sequence[PlacedFinding]
) -> tuple[ReviewedRow, ...]:
    """Return the rows with their findings, numbered as they are listed."""
    numbers = {id(each): number for number, each in enumerate(listed, start=1)}
    shown = []
    for row in rows:
        own = placed.get(row.key, ())
        spans = [row.span(each.finding.quote) if each.finding.quote else None for each in own]
        numbered = tuple(
            _shown(each, numbers[id(each)], len(listed), is_marked=span is not None)
            for each, span in zip(own, spans, strict=True)
        )
        shown.append(_drawn(row, numbered, spans))
    return tuple(shown)


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
    row: Row, findings: tuple[ShownFinding, ...], spans: Sequence[Quoted | None]
) -> ReviewedRow:
    marks = [
        (span, finding.number, finding.is_error)
        for span, finding in zip(spans, findings, strict=True)
        if span is not None
    ]
    if not row.table:
        pieces = marked(row.text, [(s.start, s.end, n, error) for s, n, error in marks])
        return ReviewedRow(
            key=row.key,
            kind=row.kind,
            pieces=pieces,
            level=row.level,
            is_placed=row.is_placed,
            findings=findings,
        )
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
        for number, line in enumerate(row.table)
    )
    return ReviewedRow(
        key=row.key,
        kind=row.kind,
        pieces=(),
        cells=cells,
        table_number=row.table_number,
        cut=row.cut,
        is_placed=row.is_placed,
        findings=findings,
    )
