"""The page on which an área captures one línea of one quarter, in a fixed number of queries.

What changes with every save is `programs.selectors.avance`; the page adds what stands around it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Q

from programs.enums import AvanceStatus
from programs.getters import avances_visible
from programs.models import AvanceTrimestral, Bloque, User
from programs.reading.addresses import month_url
from programs.reading.line import entry_workflow
from programs.reading.ties import figures_of_line
from programs.selectors.avance import Live, live_of, quantity_or
from programs.selectors.bloques import (
    BlockEdit,
    BlockView,
    block_edits,
    block_views,
    blocks_to_write,
    labels_of,
    said_of_line,
)
from programs.selectors.cifras import Cifras, earlier_said, line_cifras, tie_links
from programs.selectors.common import months_title
from programs.selectors.evidencia import (
    Respaldos,
    figure_repeats,
    removed_figures,
    respaldos_of,
)
from programs.selectors.found import accepted_in
from programs.selectors.hechos import LineHechos, line_hechos, with_rules
from programs.values.amounts import NO_DATA
from programs.values.given import given
from programs.values.months import CalendarRow, Month, calendar_rows, months_over, period_months
from programs.values.phrases import quarter_name
from programs.values.readings import Workflow

Entries = list[AvanceTrimestral]


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
    months_url: str
    hechos: LineHechos
    cifras: Cifras

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
    avance: AvanceTrimestral,
    today: date,
    around: Entries | None = None,
    *,
    asked: Mapping[str, str] = MappingProxyType({}),
) -> CapturePage:
    """Return the capture page of an entry read by `avances_visible`, in fifteen queries.

    Or in fourteen with `around`, what `entries_around` gave; one more where pictures have a file,
    and one more where some were taken out. `asked` is what the address asks of the pages of hechos.
    """
    linea, trimestre = avance.linea, avance.trimestre
    programa = trimestre.programa
    labels = labels_of(programa)
    written = _blocks_by_quarter(avance)
    own = written.get(trimestre.number, [])
    kept = [block for block in own if block.removed_at is None]
    live = live_of(avance, kept, accepted_in(trimestre))
    hechos = line_hechos(avance, live, asked)
    said = said_of_line(live.line)
    entries, before = _entries(avance, around)
    neighbours, place = neighbours_of(avance, entries)
    months = period_months(programa.start_month)
    first, last = trimestre.months[0] - 1, trimestre.months[-1]
    over = set(trimestre.months) & set(range(1, months_over(today, programa.starts_on) + 1))
    return CapturePage(
        avance=avance,
        live=with_rules(live, hechos),
        number=avance.number,
        words=programa.words(linea.eje.labels),
        title=quarter_name(trimestre.number),
        months_words=months_title(programa, trimestre.number),
        blocks=block_edits(kept, labels[trimestre.number], removed_figures(kept), said),
        removed=block_edits([block for block in own if block.removed_at is not None], {}),
        views=block_views(
            kept, labels[trimestre.number], said, tie_links(trimestre, [live.line], kept)
        ),
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
        months_url=month_url(programa, linea.area.code, trimestre.months[-1]),
        hechos=hechos,
        cifras=line_cifras(avance, kept, figures_of_line(live.line, hechos.counted)),
    )


def _blocks_by_quarter(avance: AvanceTrimestral) -> dict[int, list[Bloque]]:
    """Return the blocks of this quarter, removed ones too, and of the one before."""
    number = avance.trimestre.number
    rows = blocks_to_write(
        Bloque.objects.filter(
            avance__linea=avance.linea_id, avance__trimestre__number__in=(number - 1, number)
        ).select_related("avance__trimestre__programa")
    )
    found: dict[int, list[Bloque]] = {}
    for block in rows:
        found.setdefault(given(block.avance).trimestre.number, []).append(block)
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
            (component.unit, quantity_or(component.actual[number - 1], NO_DATA))
            for component in components
        ),
        cause=before.cause,
        blocks=block_views(
            blocks,
            labels[number],
            earlier_said(live.line, blocks),
            tie_links(before.trimestre, [live.line], blocks),
        ),
    )
