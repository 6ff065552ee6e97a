"""One línea of one quarter as its área captures it, in a fixed number of queries.

The page and the answers to its saves are made of the same parts: what the quantities give comes
from `programs.values.readings`, the sentence from `programs.values.closing`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from programs.enums import AvanceStatus, BlockKind, LineNumbering, TrimestreStatus
from programs.getters import avances_visible
from programs.models import AvanceTrimestral, Bloque, Figura, User
from programs.reading import assembly
from programs.received.text import paragraphs, plain_text
from programs.selectors.bloques import BlockView, block_views, labels_of
from programs.selectors.captura_live import Live, live_of, number_or
from programs.selectors.common import months_title, quarter_title
from programs.selectors.evidencia import Respaldos, respaldos_of
from programs.selectors.figuras import (
    HAS_REMOVED,
    RemovedFigure,
    figure_repeats,
    removed_figures,
)
from programs.values.captions import caption_choices
from programs.values.checks.readiness import Missing, block_anchor, missing
from programs.values.months import Month, Row, calendar_rows, months_over, period_months
from programs.values.readings import NO_DATA, Workflow, workflow_of
from programs.values.tables import rows_to_text

Entries = list[AvanceTrimestral]
FIGURES = Figura.objects.select_related("evidencia").order_by("order")


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
    workflow: Workflow
    blocks: tuple[BlockEdit, ...]
    removed: tuple[BlockEdit, ...]
    views: tuple[BlockView, ...]
    heads: tuple[Month, ...]
    rows: tuple[Row, ...]
    neighbours: tuple[Neighbour, ...]
    place: int
    earlier: Earlier | None
    missing: tuple[Missing, ...]
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


def entry_workflow(avance: AvanceTrimestral, *, started: bool = True) -> Workflow:
    """Return the shown status of an entry to who captures it."""
    closed = avance.trimestre.status == TrimestreStatus.CLOSED
    return workflow_of(avance.status, ready=avance.ready, started=started, closed=closed, full=True)


def entries_around(user: User, slug: str, year: int, number: int, linea: int) -> Entries:
    """Return the quarter's entries as `avances_visible` does, with a línea's of the one before."""
    return list(
        avances_visible(user)
        .filter(
            Q(trimestre__number=number) | Q(linea=linea, trimestre__number=number - 1),
            trimestre__programa__institucion__slug=slug,
            trimestre__programa__year=year,
        )
        .order_by("linea__eje__order", "linea__order")
    )


def entries_beside(user: User, pk: int) -> Entries:
    """Return the entries of an entry's quarter as `avances_visible` does; none if it is not."""
    return list(
        avances_visible(user)
        .filter(trimestre__avances=pk)
        .order_by("linea__eje__order", "linea__order")
    )


def entry_missing(avance: AvanceTrimestral) -> tuple[Missing, ...]:
    """Return what an entry read by `avances_visible` lacks to be lista, in five queries."""
    own = Bloque.objects.filter(avance=avance.pk, removed_at__isnull=True)
    blocks = own.order_by("order", "pk").prefetch_related(Prefetch("figuras", FIGURES))
    live = live_of(avance, blocks)
    return missing(live.linea, live.trimestre, live.reasons)


def printed_number(avance: AvanceTrimestral, entries: Entries) -> str:
    """Return the number of an entry's línea, given the quarter's entries in printed order."""
    linea = avance.linea
    nested = avance.trimestre.programa.institucion.line_numbering == LineNumbering.NESTED
    of_eje = [entry.linea_id for entry in entries if entry.linea.eje_id == linea.eje_id]
    place = of_eje.index(linea.pk) + 1
    return assembly.line_number(linea.eje.order, place, linea, nested=nested)


def neighbours_of(avance: AvanceTrimestral, entries: Entries) -> tuple[tuple[Neighbour, ...], int]:
    """Return the líneas of the entry's área in the quarter, and its own place among them."""
    area = [entry for entry in entries if entry.linea.area_id == avance.linea.area_id]
    neighbours = tuple(
        Neighbour(
            entry.linea_id,
            place,
            entry.linea.title,
            entry.ready or entry.status in (AvanceStatus.SUBMITTED, AvanceStatus.VALIDATED),
        )
        for place, entry in enumerate(area, start=1)
    )
    return neighbours, [entry.linea_id for entry in area].index(avance.linea_id) + 1


def capture_page(
    avance: AvanceTrimestral, today: date, around: Entries | None = None
) -> CapturePage:
    """Return the capture page of an entry read by `avances_visible`, in twelve queries.

    Or in eleven with `around`, where the entry was read by `entries_around`; one more where
    pictures have a file, and one more where some were taken out.
    """
    linea, trimestre = avance.linea, avance.trimestre
    programa = trimestre.programa
    labels = labels_of(programa)
    written = _blocks_by_quarter(avance)
    own = written.get(trimestre.number, [])
    kept = [block for block in own if block.removed_at is None]
    live = live_of(avance, kept)
    entries, before = _entries(avance, around)
    started = bool(kept or avance.cause or any(q.quantity is not None for q in live.quantities))
    neighbours, place = neighbours_of(avance, entries)
    months = period_months(programa.start_month)
    first, last = trimestre.months[0] - 1, trimestre.months[-1]
    over = set(trimestre.months) & set(range(1, months_over(today, programa.starts_on) + 1))
    return CapturePage(
        avance=avance,
        live=live,
        number=printed_number(avance, entries),
        words=programa.words(linea.eje.labels),
        title=quarter_title(trimestre.number),
        months_words=months_title(trimestre.number, programa.start_month),
        workflow=entry_workflow(avance, started=started),
        blocks=block_edits(kept, labels[trimestre.number], removed_figures(kept)),
        removed=block_edits([block for block in own if block.removed_at is not None], {}),
        views=block_views(kept, labels[trimestre.number]),
        heads=months[first:last],
        rows=tuple(
            Row(row.label, row.text, row.cells[first:last], row.total)
            for row in calendar_rows(
                (tarea for tarea in live.linea.tareas if tarea.in_calendar),
                due=over,
                readable=lambda tarea, month: True,
            )
        ),
        neighbours=neighbours,
        place=place,
        earlier=_earlier(avance, before, written, live, labels),
        missing=missing(live.linea, live.trimestre, live.reasons),
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
    """Return blocks in order with their pictures, in two queries."""
    return (
        rows.annotate(has_removed=HAS_REMOVED)
        .order_by("order", "pk")
        .prefetch_related(Prefetch("figuras", FIGURES))
    )


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
    """Return the quarter's entries in printed order, and this línea's of the quarter before."""
    number = avance.trimestre.number
    rows = around or (
        AvanceTrimestral.objects.filter(
            Q(trimestre=avance.trimestre_id)
            | Q(linea=avance.linea_id, trimestre__number=number - 1)
        )
        .select_related("linea", "trimestre")
        .order_by("linea__eje__order", "linea__order")
    )
    entries = [row for row in rows if row.trimestre_id == avance.trimestre_id]
    before = next((row for row in rows if row.trimestre_id != avance.trimestre_id), None)
    return entries, before


def _earlier(avance, before, written, live: Live, labels) -> Earlier | None:
    if before is None:
        return None
    number = before.trimestre.number
    blocks = [block for block in written.get(number, []) if block.removed_at is None]
    components = live.meta.facts.components if live.meta else ()
    quantities = tuple(
        (component.unit, number_or(component.actual[number - 1], NO_DATA))
        for component in components
    )
    before.trimestre.programa = avance.trimestre.programa
    return Earlier(
        title=quarter_title(number),
        workflow=entry_workflow(before, started=bool(blocks or before.cause)),
        quantities=quantities,
        cause=before.cause,
        blocks=block_views(blocks, labels[number]),
    )
