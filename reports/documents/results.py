"""The cotejo on paper: the figures under each línea, and the annex "Metas y resultados".

Both print the rows of `programs.values.cotejo`. Lengths are millimetres and type sizes points, of
the tables `figures` and `results` of static/print/document.css.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from programs.values import phrases
from programs.values.amounts import NOT_QUANTIFIED, NOTHING, Amount
from programs.values.cotejo import (
    Cotejo,
    CotejoLine,
    cotejo_line,
    cotejo_of,
)
from programs.values.cotejo_rows import CotejoRow
from programs.values.given import given
from programs.values.progress import Kind, Semaforo, Thresholds, bands
from programs.values.snapshot import LineaSnapshot, Snapshot, TrimestreSnapshot
from programs.values.table_layout import Sheet, is_tall
from reports.charts.shapes import sign

NOT_VALIDATED = "Sin validar al cierre del trimestre."
KIND_WORDS: dict[Kind | None, str] = {
    Kind.PERCENT: "porcentaje",
    Kind.DEMAND: "atendido, según lo recibido",
}
# {(línea, place of a component): where its quantity is explained}
Addresses = Mapping[tuple[int, int], str]
NO_ADDRESSES: Addresses = MappingProxyType({})
MILESTONE = {None: "hito", True: "hito alcanzado", False: "hito por alcanzar"}
# Of the annex: its page, its columns, and the type of its titles and of its remarks.
SHEET = Sheet(243, 161, 1)
ANNEX_COLUMNS = (54, 24, 15, 18.4, 16.5, 14, 18.4, 16.5, 15.8, 15.8, 15.6, 19)
TITLE_SIZE, REMARK_SIZE = 7.6, 7.4
# Characters of some four lines in the first column.
LONG_TITLE = 130


@dataclass(frozen=True)
class Column:
    """A column of amounts: the field of `CotejoRow`, its head, and where a new group begins."""

    field: str
    head: str
    opens: bool = False


ANNUAL = Column("annual", "Meta anual")
PROGRAMMED = Column("programmed", "Programado en el trimestre", opens=True)
DONE = Column("done", "Realizado en el trimestre")
VARIATION = Column("variation", "Variación del trimestre")
PERIOD = Column("period", "Avance del trimestre")
TO_DATE = Column("accumulated_programmed", "Programado acumulado", opens=True)
ACCUMULATED = Column("accumulated", "Realizado acumulado")
TO_DATE_VARIATION = Column("accumulated_variation", "Variación acumulada")
TO_DATE_PERCENT = Column("accumulated_percent", "Avance acumulado")
YEAR = Column("annual_percent", "Avance anual", opens=True)

LINE = (ANNUAL, PROGRAMMED, DONE, PERIOD, TO_DATE, ACCUMULATED, TO_DATE_PERCENT, YEAR)
ANNEX = (
    ANNUAL,
    PROGRAMMED,
    DONE,
    VARIATION,
    TO_DATE,
    ACCUMULATED,
    TO_DATE_VARIATION,
    TO_DATE_PERCENT,
    YEAR,
)
PERCENTS = frozenset({PERIOD, TO_DATE_PERCENT, YEAR})
VARIATIONS = frozenset({VARIATION, TO_DATE_VARIATION})


@dataclass(frozen=True)
class Cell:
    """An amount as it prints: a figure or a word, and what is said of it in small below.

    `address` opens where the figure comes from, "" for one that has no page.
    """

    text: str
    is_word: bool
    opens: bool
    notes: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class Row:
    """A row of amounts: what it counts, said in small of which kind, and its cells."""

    of: str
    unit: str
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class LineFigures:
    """The figures under a línea: the heads of the amounts, a row a component, and its remarks."""

    heads: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ResultLine:
    """A línea of the annex: its rows, its semáforo, and its remarks.

    A línea without anything to count has a row without amounts.
    """

    pk: int
    number: str
    title: str
    rows: tuple[Row, ...]
    semaforo: Semaforo
    remark: str

    @property
    def mark(self) -> str:
        """The shape of its semáforo, drawn."""
        return sign(f"semaforo-{self.pk}", self.semaforo)

    @property
    def has_long_title(self) -> bool:
        """Whether its title takes a row of its own, as wide as the table."""
        return len(self.title) > LONG_TITLE

    @property
    def title_is_tall(self) -> bool:
        """Whether the row of its title is divided between pages."""
        return is_tall((self.title,), (SHEET.width,), SHEET, TITLE_SIZE)

    @property
    def remark_is_tall(self) -> bool:
        """Whether its remarks are divided between pages."""
        return is_tall((self.remark,), (SHEET.width,), SHEET, REMARK_SIZE)


@dataclass(frozen=True)
class ResultEje:
    """An eje of the annex, with its total where the units agree."""

    name: str
    words: dict[str, str]
    lines: tuple[ResultLine, ...]
    total: Row | None


@dataclass(frozen=True)
class Results:
    """The annex: its day, what each semáforo covers, its columns, its ejes and its total.

    With `linked` what was done opens where it comes from.
    """

    cut: str
    bands: tuple[Semaforo, ...]
    ejes: tuple[ResultEje, ...]
    total: Row | None
    linked: bool = False
    heads: tuple[Column, ...] = ANNEX
    columns: tuple[float, ...] = ANNEX_COLUMNS

    @property
    def limits(self) -> Iterator[tuple[str, Semaforo]]:
        """Yield the shape of each colour, drawn, with what it covers."""
        for band in self.bands:
            yield sign(f"limite-{band.color}", band), band


def line_figures(
    linea: LineaSnapshot, trimestre: TrimestreSnapshot, addresses: Addresses = NO_ADDRESSES
) -> LineFigures | None:
    """Return the figures that stand under a línea; None for one with nothing to count.

    What was done opens where it comes from, as in the annex.
    """
    line = cotejo_line(linea, trimestre)
    if not line.rows:
        return None
    notes = (*line.changes, *filter(None, [line.stated_note]), *line.months)
    return LineFigures(LINE, tuple(_rows(line, LINE, addresses)), notes)


def addresses_of(snapshot: Snapshot) -> Addresses:
    """Return where each quantity is explained; a copy of before hechos holds none."""
    return snapshot.hechos.addresses if snapshot.hechos else NO_ADDRESSES


def results_parts(snapshot: Snapshot) -> tuple[Results, ...]:
    """Return the annex of a quarter's snapshot; nothing for a programme without líneas."""
    cotejo = cotejo_of(snapshot)
    return (_results(cotejo, snapshot),) if cotejo.ejes else ()


def _results(cotejo: Cotejo, snapshot: Snapshot) -> Results:
    trimestre = given(snapshot.trimestre)
    thresholds = Thresholds(*snapshot.institucion.thresholds)
    addresses = addresses_of(snapshot)
    return Results(
        linked=bool(addresses),
        cut=phrases.long_date(trimestre.ends_on),
        bands=bands(thresholds),
        ejes=tuple(
            ResultEje(
                name=eje.name,
                words=eje.words,
                lines=tuple(_line(line, addresses) for line in eje.lines),
                total=_row(eje.total, ANNEX) if eje.total else None,
            )
            for eje in cotejo.ejes
        ),
        total=_row(cotejo.total, ANNEX) if cotejo.total else None,
    )


def _line(line: CotejoLine, addresses: Addresses) -> ResultLine:
    remarks = (
        f"Causa: {line.cause}" if line.cause else "",
        line.stated_note,
        *line.changes,
        *line.adjustments,
        *line.months,
        NOT_VALIDATED if line.unvalidated else "",
    )
    return ResultLine(
        pk=line.pk,
        number=line.number,
        title=line.title,
        rows=tuple(_rows(line, ANNEX, addresses)),
        semaforo=line.semaforo,
        remark=" ".join(filter(None, remarks)),
    )


def _rows(
    line: CotejoLine, columns: Sequence[Column], addresses: Addresses = NO_ADDRESSES
) -> Iterator[Row]:
    """Yield the rows of a línea, the declared percentage in the one that tells it whole."""
    for row in line.printed:
        printed = _row(row, columns)
        own = "" if row.component is None else addresses.get((line.pk, row.component), "")
        if own:
            cells = zip(printed.cells, columns, strict=True)
            linked = (replace(c, address=own) if column is DONE else c for c, column in cells)
            printed = replace(printed, cells=tuple(linked))
        year = line.annual_percent(row)
        if year is not row.annual_percent:
            printed = replace(printed, cells=tuple(_declared(printed, row, year, columns)))
        yield printed


def _row(row: CotejoRow, columns: Sequence[Column]) -> Row:
    kind = MILESTONE[row.reached] if row.kind is Kind.MILESTONE else KIND_WORDS.get(row.kind, "")
    return Row(row.of, row.unit, kind, tuple(_cell(row, column) for column in columns))


def _cell(row: CotejoRow, column: Column) -> Cell:
    amount: Amount = getattr(row, column.field)
    text = amount.text
    if column in PERCENTS:
        text = amount.percent
    elif column in VARIATIONS:
        text = amount.signed
    if text == NOT_QUANTIFIED and column is not ANNUAL:
        text = NOTHING  # once a row is enough
    return Cell(text, amount.value is None, column.opens, tuple(_notes(row, column)))


def _notes(row: CotejoRow, column: Column) -> Iterator[str]:
    """Yield what is said in small of an amount."""
    if column is ANNUAL and row.original is not None:
        yield f"original: {phrases.number_text(row.original)}"
    received = {DONE: row.received, ACCUMULATED: row.accumulated_received}.get(column)
    if received is not None:
        yield f"recibido: {received.text}"
    silent = {DONE: row.unreported[0], ACCUMULATED: row.unreported[1]}.get(column, 0)
    if silent:
        yield phrases.unreported_words(silent)
    if column is YEAR and row.attention is not None:
        # Without an annual quantity the figure above is this one.
        if row.annual.value is None:
            yield "de lo recibido"
        else:
            yield f"atención: {row.attention.percent}"


def _declared(
    printed: Row, row: CotejoRow, stated: Amount, columns: Sequence[Column]
) -> Iterator[Cell]:
    """Yield the cells with the declared percentage, marked, in the place of the computed one."""
    for column, cell in zip(columns, printed.cells, strict=True):
        if column is not YEAR:
            yield cell
            continue
        notes = ["declarado"]
        if row.annual_percent.value is not None:
            notes.append(f"por cantidades: {row.annual_percent.percent}")
        yield Cell(stated.percent, False, column.opens, (*notes, *cell.notes))
