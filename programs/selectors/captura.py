"""One línea of one quarter as its área captures it, in a fixed number of queries.

The page and the answers to its saves are made of the same parts: what the quantities give comes
from `programs.values.readings`, the sentence from `programs.values.closing`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import Q, QuerySet

from programs.enums import AvanceStatus, BlockKind, TrimestreStatus
from programs.getters import avances_visible
from programs.models import AvanceTrimestral, Bloque, User
from programs.reading.assembly import Reported
from programs.reading.lines import Line, entry_workflow, lines_of
from programs.received.text import paragraphs, plain_text
from programs.selectors.bloques import BlockView, block_views, labels_of
from programs.selectors.common import months_title
from programs.selectors.evidencia import (
    HAS_REMOVED,
    RemovedFigure,
    Respaldos,
    figure_repeats,
    removed_figures,
    respaldos_of,
)
from programs.selectors.pendientes import Debt, line_debts
from programs.values.captions import caption_choices
from programs.values.checks.readiness import (
    block_anchor,
    missing,
    quantity_anchor,
    unlikely,
)
from programs.values.months import CalendarRow, Month, calendar_rows, months_over, period_months
from programs.values.phrases import number_text, quarter_name
from programs.values.progress import Closing, Kind, accumulated_actual
from programs.values.readings import (
    NO_DATA,
    ComponentReading,
    EntryReading,
    Workflow,
    workflow_of,
)
from programs.values.snapshot import LineClosing, MetaSnapshot
from programs.values.tables import rows_to_text

Entries = list[AvanceTrimestral]


@dataclass(frozen=True)
class QuantityPart:
    """One component: what is typed in it, and what it gives. `errors` are {field: [texts]}.

    `adjustable` tells whether earlier quarters hold a sum that may be corrected here.
    """

    pk: int
    version: int
    anchor: str
    unit: str
    demand: bool
    percent: bool
    quantified: bool
    quantity: Decimal | str | None
    received: Decimal | str | None
    reason: str
    before: str
    reading: ComponentReading
    unlikely: str
    adjustable: bool = False
    adjustment: Decimal | str | None = None
    adjustment_reason: str = ""
    adjust_errors: Mapping[str, list[str]] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Live:
    """What changes with every save: the figures, the sentence, the state, what is missing."""

    line: Line
    quantities: tuple[QuantityPart, ...]

    @property
    def missing(self) -> tuple[Debt, ...]:
        """What the línea lacks to be lista, where its blocks were read too."""
        lacks = missing(self.line.linea, self.line.quarter, self.line.reasons)
        return line_debts(self.line, lacks)

    @property
    def closing(self) -> LineClosing:
        """How the línea closes the quarter."""
        return self.line.linea.closing

    @property
    def reading(self) -> EntryReading:
        """What pages say of the línea."""
        return self.line.reading

    @property
    def workflow(self) -> Workflow:
        """In whose hands the entry is."""
        return self.line.workflow

    @property
    def meta(self) -> MetaSnapshot | None:
        """The meta in force."""
        return self.line.linea.meta

    @property
    def due(self) -> bool:
        """Tell whether anything of the meta is due so far."""
        return self.closing.code is not Closing.NOT_DUE


@dataclass(frozen=True)
class BlockEdit:
    """A block as it is written. `row` is the block with its pictures, `label` its printed number.

    `html`, `rows`, `title`, `source`, `caption_kind`, `caption` and `header_rows` are what stands
    in the fields: of the row, or what was typed and could not be saved, with its `errors`.
    """

    row: Bloque
    anchor: str
    word: str
    label: str
    first: bool
    last: bool
    html: str
    rows: Sequence[Sequence[str]]
    title: str
    source: str
    caption_kind: str
    caption: str
    header_rows: int
    version: int
    errors: Mapping[str, list[str]] = field(default_factory=dict)
    rows_text: str = ""
    removed_figures: tuple[RemovedFigure, ...] = ()

    @property
    def plain(self) -> str:
        """What a page without script shows of a text: paragraphs between blank lines.

        A text with anything more than paragraphs keeps its markup, which is saved as it is.
        """
        return plain_text(self.html)

    @property
    def markup(self) -> str:
        """The text as the editor takes it."""
        return paragraphs(self.html)

    @property
    def cells_text(self) -> str:
        """The cells as a page without script shows them."""
        return self.rows_text or rows_to_text(self.rows)

    @property
    def cells(self) -> str:
        """The cells as the grid reads them: JSON."""
        return json.dumps(self.rows, ensure_ascii=False)

    @property
    def caption_choices(self) -> list[tuple[str, str]]:
        """The (code, word) that may caption the block."""
        return caption_choices(self.row.kind)


@dataclass(frozen=True)
class Neighbour:
    """Another línea of the área in the same quarter: its place, from 1, and whether it is lista."""

    linea_pk: int
    place: int
    title: str
    done: bool


@dataclass(frozen=True)
class Earlier:
    """The quarter before: its title, its figures and its narrative."""

    title: str
    workflow: Workflow
    quantities: tuple[tuple[str, str], ...]
    cause: str
    blocks: tuple[BlockView, ...]


@dataclass(frozen=True)
class CapturePage:
    """All that the capture page prints."""

    avance: AvanceTrimestral
    live: Live
    number: str
    words: dict[str, str]
    title: str
    months_words: str
    blocks: tuple[BlockEdit, ...]
    removed: tuple[BlockEdit, ...]
    views: tuple[BlockView, ...]
    heads: tuple[Month, ...]
    rows: tuple[CalendarRow, ...]
    neighbours: tuple[Neighbour, ...]
    place: int
    earlier: Earlier | None
    repeats: Mapping[int, str]
    respaldos: Respaldos

    @property
    def previous(self) -> Neighbour | None:
        """The línea before this one."""
        return self.neighbours[self.place - 2] if self.place > 1 else None

    @property
    def next(self) -> Neighbour | None:
        """The línea after this one."""
        return self.neighbours[self.place] if self.place < len(self.neighbours) else None

    @property
    def following(self) -> Neighbour | None:
        """Where to go on: the next línea that is not lista, or an earlier one that is not."""
        return following(self.neighbours, self.place)


def following(neighbours: Sequence[Neighbour], place: int) -> Neighbour | None:
    """Return where to go on from a place: the next that is not lista, or an earlier one."""
    after = [*neighbours[place:], *neighbours[: place - 1]]
    return next((other for other in after if not other.done), None)


def entries_around(user: User, slug: str, year: int, number: int, linea: int) -> Entries:
    """Return the quarter's entries of a línea's área, with the línea's of the quarter before."""
    return list(
        avances_visible(user).filter(
            Q(trimestre__number=number) | Q(linea=linea, trimestre__number=number - 1),
            trimestre__programa__institucion__slug=slug,
            trimestre__programa__year=year,
            linea__area__lineas=linea,
        )
    )


def entries_beside(user: User, pk: int) -> Entries:
    """Return the entries of an entry's área in its quarter; none if the person cannot reach it."""
    return list(
        avances_visible(user).filter(trimestre__avances=pk, linea__area__lineas__avances=pk)
    )


def live_of(avance: AvanceTrimestral, blocks: Iterable[Bloque] = ()) -> Live:
    """Return what an entry read by `avances_visible` gives now, in three queries.

    `blocks` are its own, read `with_pictures`; without them nothing is said of the narrative.
    """
    (line,) = lines_of([avance], blocks=blocks)
    return Live(
        line=line,
        quantities=tuple(
            _quantity(position, said, line)
            for position, said in enumerate(line.reported, start=1)
            if said.pk is not None
        ),
    )


def _quantity(position: int, said: Reported, line: Line) -> QuantityPart:
    meta, number = line.linea.meta.facts, line.trimestre.number
    component = meta.components[position - 1]
    before = accumulated_actual(component, number - 1) if number > 1 else None
    return QuantityPart(
        pk=said.pk,
        version=said.version,
        anchor=quantity_anchor(position),
        unit=component.unit,
        demand=component.kind is Kind.DEMAND,
        percent=component.kind is Kind.PERCENT,
        quantified=component.kind is not Kind.UNQUANTIFIED,
        quantity=said.quantity,
        received=said.received,
        reason=said.reason,
        before=_number_or(before, "0" if number == 1 else NO_DATA),
        reading=line.reading.components[position - 1],
        unlikely=unlikely(meta, component, number),
        adjustable=bool(
            said.adjustment or (before is not None and component.kind is not Kind.PERCENT)
        ),
        adjustment=said.adjustment,
        adjustment_reason=said.adjustment_reason,
    )


def _number_or(value: Decimal | None, word: str) -> str:
    """Print a quantity, or the word that stands for none."""
    return word if value is None else number_text(value)


def entry_missing(avance: AvanceTrimestral) -> tuple[Debt, ...]:
    """Return what an entry read by `avances_visible` lacks to be lista, in five queries."""
    return live_of(avance, Bloque.objects.filter(avance=avance.pk).kept().with_pictures()).missing


def workflow_with(block: Bloque) -> Workflow:
    """Return in whose hands the entry of a block is that was just written, its `owner`.

    One query where the block was taken out, which may leave nothing in the entry.
    """
    avance: AvanceTrimestral = block.owner
    if block.removed_at is None:
        return workflow_of(
            avance.status,
            ready=avance.ready,
            closed=avance.trimestre.status == TrimestreStatus.CLOSED,
            full=True,
        )
    left = AvanceTrimestral.objects.with_contents().get(pk=avance.pk)
    return entry_workflow(left, avance.trimestre.status)


def neighbours_of(avance: AvanceTrimestral, entries: Entries) -> tuple[tuple[Neighbour, ...], int]:
    """Return the líneas of the entry's área in the quarter, and its own place among them."""
    neighbours = tuple(
        Neighbour(
            entry.linea_id,
            place,
            entry.linea.title,
            entry.ready or entry.status in (AvanceStatus.SUBMITTED, AvanceStatus.VALIDATED),
        )
        for place, entry in enumerate(entries, start=1)
    )
    return neighbours, [entry.linea_id for entry in entries].index(avance.linea_id) + 1


def capture_page(
    avance: AvanceTrimestral, today: date, around: Entries | None = None
) -> CapturePage:
    """Return the capture page of an entry read by `avances_visible`, in ten queries.

    Or in nine with `around`, what `entries_around` gave; one more where pictures have a file, and
    one more where some were taken out.
    """
    linea, trimestre = avance.linea, avance.trimestre
    programa = trimestre.programa
    labels = labels_of(programa)
    written = _blocks_by_quarter(avance)
    own = written.get(trimestre.number, [])
    kept = [block for block in own if block.removed_at is None]
    live = live_of(avance, kept)
    entries, before = _entries(avance, around)
    neighbours, place = neighbours_of(avance, entries)
    months = period_months(programa.start_month)
    first, last = trimestre.months[0] - 1, trimestre.months[-1]
    over = set(trimestre.months) & set(range(1, months_over(today, programa.starts_on) + 1))
    return CapturePage(
        avance=avance,
        live=live,
        number=avance.number,
        words=programa.words(linea.eje.labels),
        title=quarter_name(trimestre.number),
        months_words=months_title(programa, trimestre.number),
        blocks=block_edits(kept, labels[trimestre.number], removed_figures(kept)),
        removed=block_edits([block for block in own if block.removed_at is not None], {}),
        views=block_views(kept, labels[trimestre.number]),
        heads=months[first:last],
        rows=tuple(
            CalendarRow(row.label, row.text, row.cells[first:last], row.total)
            for row in calendar_rows(
                (tarea for tarea in live.line.linea.tareas if tarea.in_calendar),
                due=over,
                readable=lambda tarea, month: True,
            )
        ),
        neighbours=neighbours,
        place=place,
        earlier=_earlier(before, written, live, labels),
        repeats=figure_repeats(
            avance,
            {
                figure.pk: figure.evidencia.sha256
                for block in kept
                for figure in block.figuras.all()
                if figure.evidencia
            },
        ),
        respaldos=respaldos_of(avance),
    )


def block_edits(
    blocks: Iterable[Bloque],
    labels: Mapping[str, str] | None = None,
    removed: Mapping[int, tuple[RemovedFigure, ...]] | None = None,
) -> tuple[BlockEdit, ...]:
    """Return blocks in their order for `programs/_captura_blocks.html`, of an entry or a section.

    Read them with `figuras__evidencia` prefetched. `labels` are the printed numbers by block key,
    `removed` the pictures that can be put back, by block.
    """
    blocks = list(blocks)
    return tuple(
        BlockEdit(
            row=block,
            anchor=block_anchor(block.key),
            word=BlockKind(block.kind).label,
            label=(labels or {}).get(block.key, ""),
            first=place == 0,
            last=place == len(blocks) - 1,
            html=block.html,
            rows=block.rows,
            title=block.title,
            source=block.source,
            caption_kind=block.caption_kind,
            caption=block.caption,
            header_rows=block.header_rows,
            version=block.version,
            removed_figures=(removed or {}).get(block.pk, ()),
        )
        for place, block in enumerate(blocks)
    )


def blocks_to_write(rows: QuerySet[Bloque]) -> QuerySet[Bloque]:
    """Return blocks with their pictures, and whether some of these were taken out."""
    return rows.annotate(has_removed=HAS_REMOVED).with_pictures()


def _blocks_by_quarter(avance: AvanceTrimestral) -> dict[int, list[Bloque]]:
    """Return the blocks of this quarter, removed ones too, and of the one before."""
    number = avance.trimestre.number
    rows = blocks_to_write(
        Bloque.objects.filter(
            avance__linea=avance.linea_id, avance__trimestre__number__in=(number - 1, number)
        ).select_related("avance__trimestre")
    )
    found: dict[int, list[Bloque]] = {}
    for block in rows:
        found.setdefault(block.avance.trimestre.number, []).append(block)
    return found


def _entries(
    avance: AvanceTrimestral, around: Entries | None
) -> tuple[Entries, AvanceTrimestral | None]:
    """Return the quarter's entries of the área, and this línea's of the quarter before."""
    number = avance.trimestre.number
    rows = around or (
        AvanceTrimestral.objects.filter(
            Q(trimestre=avance.trimestre_id)
            | Q(linea=avance.linea_id, trimestre__number=number - 1),
            linea__area=avance.linea.area_id,
        )
        .with_place()
        .with_contents()
        .select_related("trimestre__programa")
    )
    entries = [row for row in rows if row.trimestre_id == avance.trimestre_id]
    before = next((row for row in rows if row.trimestre_id != avance.trimestre_id), None)
    return entries, before


def _earlier(
    before: AvanceTrimestral | None,
    written: Mapping[int, list[Bloque]],
    live: Live,
    labels: Mapping[int, Mapping[str, str]],
) -> Earlier | None:
    if before is None:
        return None
    number = before.trimestre.number
    blocks = [block for block in written.get(number, []) if block.removed_at is None]
    components = live.meta.facts.components if live.meta else ()
    return Earlier(
        title=quarter_name(number),
        workflow=entry_workflow(before, before.trimestre.status),
        quantities=tuple(
            (component.unit, _number_or(component.actual[number - 1], NO_DATA))
            for component in components
        ),
        cause=before.cause,
        blocks=block_views(blocks, labels[number]),
    )
