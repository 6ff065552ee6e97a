"""The annex of hechos: the register of what the quarter counted, and where each figure comes from.

It prints what the copy of the quarter holds. A quarter that was stored before hechos were kept says
so. Lengths are millimetres and type sizes points, of the tables `hechos` and `origins` of
static/print/document.css.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from programs.values.closing import stated_note, stated_percent
from programs.values.given import given
from programs.values.hechos.register import Register, RegisterPart, RegisterRow, register_of
from programs.values.hechos.stored import FigureOrigin, HechosSnapshot
from programs.values.phrases import join_list, short_date, shown_percent
from programs.values.readings import ComponentReading, read_component
from programs.values.snapshot import LineaSnapshot, Snapshot, TrimestreSnapshot
from programs.values.table_layout import PORTRAIT, is_tall, row_height
from reports.charts.qr import qr_code
from reports.charts.svg import Markup

BARE = "Sin desglose"
# So wide that each module of an address of 110 letters is over 0.4 millimetres, and is read.
CODE_MM = 23
COLUMNS, SIZE, HEAD_SIZE = (44, 20, 86, 18), 8.4, 8.8
# The same where names are long and data few: sixty courses took four lines each, most of it blank.
WIDE_NAMES = (86, 20, 44, 18)
# Of the heading of a línea, with the code of its first figure beside it; and figures of one that
# are kept on a page.
HEAD_WIDTH, MOST_WHOLE = 142, 6


@dataclass(frozen=True)
class PrintedHecho:
    """A row of the register: name, date, what its fields say, the líneas in which it counts.

    `columns` are the widths of its table.
    """

    name: str
    day: str
    details: tuple[str, ...]
    lines: str
    columns: tuple[int, ...] = COLUMNS

    @property
    def texts(self) -> tuple[str, ...]:
        """What its cells say."""
        return self.name, self.day, " · ".join(self.details), self.lines

    @property
    def is_tall(self) -> bool:
        """Whether it is divided between pages."""
        return is_tall(self.texts, self.columns, PORTRAIT, SIZE)

    def height(self, columns: tuple[int, ...]) -> float:
        """How tall it prints in these columns, about."""
        return row_height(self.texts, columns, PORTRAIT, SIZE)


@dataclass(frozen=True)
class PrintedKind:
    """The hechos of a kind by their date: its name, what its names are, and its totals in words."""

    plural: str
    name_label: str
    totals: tuple[str, ...]
    rows: tuple[PrintedHecho, ...]

    @property
    def has_wide_names(self) -> bool:
        """Whether its names have the wider column, and its data the narrower."""
        return self.rows[0].columns == WIDE_NAMES

    @property
    def totals_words(self) -> str:
        """Its totals one after the other: "Actas 3. Acuerdos aprobados 5."."""
        return " ".join(f"{words}." for words in self.totals)


@dataclass(frozen=True)
class PrintedFigure:
    """A figure of a línea: what was read of it, how it was made, and where that is explained."""

    line: str
    reading: ComponentReading
    rule: str
    address: str

    @property
    def is_bare(self) -> bool:
        """Whether its área wrote the quantity."""
        return self.rule == BARE

    @property
    def code(self) -> Markup:
        """The square code of its address, drawn."""
        title = f"Código QR de la cifra «{self.reading.unit}» de la línea {self.line}"
        return qr_code(self.address, side=CODE_MM, title=title)


@dataclass(frozen=True)
class LineOrigins:
    """A línea that told a quantity in the quarter, with its figures.

    `declared` says what its área declared in the place of the percentage that they give, "" for
    nothing.
    """

    number: str
    title: str
    declared: str
    figures: tuple[PrintedFigure, ...]

    @property
    def is_tall(self) -> bool:
        """Whether its heading is divided between pages."""
        heading = f"{self.number} {self.title} {self.declared}"
        return is_tall((heading,), (HEAD_WIDTH,), PORTRAIT, HEAD_SIZE)

    @property
    def code(self) -> str:
        """The QR of its first figure, which stands beside its heading."""
        return self.figures[0].code

    @property
    def is_whole(self) -> bool:
        """Whether it is kept on a page with all its figures."""
        return not self.is_tall and len(self.figures) <= MOST_WHOLE


@dataclass(frozen=True)
class Hechos:
    """The annex. `known` is False for a quarter stored before hechos were kept: all else is empty.

    `account` names the institution of which an account is asked for at the addresses.
    """

    known: bool
    kinds: tuple[PrintedKind, ...]
    origins: tuple[LineOrigins, ...]
    account: str

    @property
    def count(self) -> int:
        """How many hechos it holds."""
        return sum(len(kind.rows) for kind in self.kinds)


def hechos_parts(snapshot: Snapshot) -> tuple[Hechos, ...]:
    """Return the annex of a quarter's snapshot; nothing where it has neither hechos nor figures."""
    account = snapshot.institucion.short_name or snapshot.institucion.name
    if snapshot.hechos is None:
        return (Hechos(known=False, kinds=(), origins=(), account=account),)
    annex = Hechos(
        known=True,
        kinds=tuple(map(_kind, _register(snapshot.hechos, snapshot).parts)),
        origins=tuple(_origins(snapshot.hechos, snapshot)),
        account=account,
    )
    return (annex,) if annex.kinds or annex.origins else ()


def _register(hechos: HechosSnapshot, snapshot: Snapshot) -> Register:
    """Return the hechos that count in a línea which the document prints."""
    numbers = {linea.pk: linea.number for linea in snapshot.lineas}
    entries = (
        # On paper a línea is its number: the page of its quarter needs an account.
        (value, stored.area, tuple((numbers[pk], "") for pk in stored.lines if pk in numbers))
        for value, stored in hechos.of_lines(numbers)
    )
    return register_of(entries, hechos.kinds)


def _kind(part: RegisterPart) -> PrintedKind:
    rows = tuple(map(_row, part.rows))
    heights = {each: sum(row.height(each) for row in rows) for each in (COLUMNS, WIDE_NAMES)}
    shortest = min(heights, key=lambda each: heights[each])
    return PrintedKind(
        plural=part.kind.plural,
        name_label=part.kind.name_label,
        totals=(*(group.words for group in part.groups), *(total.words for total in part.totals)),
        rows=tuple(replace(row, columns=shortest) for row in rows),
    )


def _row(row: RegisterRow) -> PrintedHecho:
    return PrintedHecho(
        name=row.value.name,
        day=short_date(row.value.day),
        details=tuple(f"{label}: {words}" for label, words in row.value.details),
        lines=join_list(number for number, _ in row.lines),
    )


def _origins(hechos: HechosSnapshot, snapshot: Snapshot) -> Iterator[LineOrigins]:
    """Yield each línea that told a quantity, with all of its figures."""
    origins = {(origin.linea, origin.component): origin for origin in hechos.origins}
    trimestre = given(snapshot.trimestre)
    for linea in snapshot.lineas:
        if figures := _figures(linea, trimestre, origins):
            yield LineOrigins(linea.number, linea.title, _declared_words(linea), figures)


def _declared_words(linea: LineaSnapshot) -> str:
    """Return the declared percentage with its reason, since the figures below give another."""
    closing = given(linea.closing)
    declared = stated_percent(closing, linea)
    if declared is None:
        return ""
    return f"Se informa {shown_percent(declared)}. {stated_note(closing, linea)}"


def _figures(
    linea: LineaSnapshot,
    trimestre: TrimestreSnapshot,
    origins: dict[tuple[int, int], FigureOrigin],
) -> tuple[PrintedFigure, ...]:
    facts = linea.meta.facts if linea.meta else None
    number = trimestre.number
    if facts is None or all(part.actual[number - 1] is None for part in facts.components):
        return ()
    return tuple(
        PrintedFigure(
            line=linea.number,
            reading=read_component(facts, component, number),
            rule=origin.rule or BARE,
            address=origin.address,
        )
        for place, component in enumerate(facts.components)
        if (origin := origins.get((linea.pk, place)))
    )
