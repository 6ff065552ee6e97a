"""A quarter on one page: every línea by área, with its figures, its closing and its status."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from programs import permissions
from programs.enums import LineNumbering
from programs.models import (
    AvanceTrimestral,
    ComponenteDeMeta,
    LineaDeAccion,
    Tarea,
    Trimestre,
    User,
)
from programs.reading import assembly
from programs.selectors.common import (
    Count,
    QuarterSummary,
    access_to,
    counts_of,
    entry_snapshot,
    entry_workflow,
    months_title,
    quarter_snapshot,
    quarter_title,
    summary_of,
    thresholds_of,
    with_started,
)
from programs.selectors.home import own_areas
from programs.values.readings import EntryReading, Workflow, read_entry
from programs.values.snapshot import LineaSnapshot


@dataclass(frozen=True)
class QuarterLine:
    """A línea in a quarter."""

    linea: LineaSnapshot
    eje: str
    readable: bool
    reading: EntryReading
    workflow: Workflow


@dataclass(frozen=True)
class AreaPart:
    """The líneas that an área reports, and how many of them are in each status.

    `sends`: the person acts for the área, so that its way to be handed in is theirs to take.
    """

    code: str
    name: str
    own: bool
    sends: bool
    several_ejes: bool
    lines: tuple[QuarterLine, ...]
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class SemaforoCount:
    """How many líneas have a semáforo's word."""

    color: str
    word: str
    number: int


@dataclass(frozen=True)
class QuarterTab:
    """A way to another quarter of the programme."""

    number: int
    title: str
    months: str


@dataclass(frozen=True)
class TrimestrePage:
    """All that the page of a quarter prints."""

    summary: QuarterSummary
    words: dict[str, str]
    tabs: tuple[QuarterTab, ...]
    areas: tuple[AreaPart, ...]
    semaforos: tuple[SemaforoCount, ...]
    full: bool


def trimestre_page(trimestre: Trimestre, user: User) -> TrimestrePage:
    """Return the page of a quarter that the person may reach, in seven queries."""
    programa = trimestre.programa
    full = permissions.can_read_drafts(user, programa.institucion)
    lineas = list(_lineas(trimestre))
    numbers = _line_numbers(lineas, programa.institucion.line_numbering == LineNumbering.NESTED)
    reader = _Reader(trimestre, full)
    by_area = defaultdict(list)
    for linea in lineas:
        by_area[linea.area].append(reader.line(linea, numbers[linea.pk]))
    mine = own_areas(user, programa.institucion_id)
    acts = permissions.area_ids(user)
    areas = sorted(by_area, key=lambda area: (area.pk not in mine, area.order, area.name))
    lines = [line for area in areas for line in by_area[area]]
    return TrimestrePage(
        summary=summary_of(trimestre, [line.workflow for line in lines]),
        words=programa.words(),
        tabs=tuple(
            QuarterTab(number, quarter_title(number), months_title(number, programa.start_month))
            for number in (1, 2, 3, 4)
        ),
        areas=tuple(
            AreaPart(
                code=area.code,
                name=area.name,
                own=area.pk in mine,
                sends=area.pk in acts,
                several_ejes=len({line.eje for line in by_area[area]}) > 1,
                lines=tuple(by_area[area]),
                counts=counts_of(line.workflow for line in by_area[area]),
            )
            for area in areas
        ),
        semaforos=_semaforo_counts(lines),
        full=full,
    )


def _lineas(trimestre: Trimestre):
    """The líneas of the programme in printed order, with metas and their changes."""
    return (
        LineaDeAccion.objects.filter(eje__programa=trimestre.programa_id)
        .select_related("area", "eje", "meta")
        .prefetch_related(
            Prefetch("meta__componentes", ComponenteDeMeta.objects.order_by("order")),
            "meta__componentes__modificaciones",
            Prefetch("tareas", Tarea.objects.select_related("area").order_by("order")),
            "tareas__marcas",
        )
        .order_by("eje__order", "order")
    )


def _line_numbers(lineas: list[LineaDeAccion], nested: bool) -> dict[int, str]:
    """Return {línea: printed number}, from its place in the eje."""
    place: dict[int, int] = defaultdict(int)
    numbers = {}
    for linea in lineas:
        place[linea.eje_id] += 1
        numbers[linea.pk] = assembly.line_number(
            linea.eje.order, place[linea.eje_id], linea, nested=nested
        )
    return numbers


class _Reader:
    """Reads the quarter's entries once, then gives the line of each línea."""

    def __init__(self, trimestre: Trimestre, full: bool):
        self.trimestre = trimestre
        self.full = full
        self.quarter = quarter_snapshot(trimestre)
        self.thresholds = thresholds_of(trimestre.programa.institucion)
        self.actual = assembly.actual_by_component(trimestre.programa)
        self.entries: dict[int, AvanceTrimestral] = {}
        self.statuses: dict[int, dict[int, str]] = defaultdict(dict)
        # The earlier entries too: a sum is read only when all its parts may be.
        rows = AvanceTrimestral.objects.filter(
            trimestre__programa=trimestre.programa_id, trimestre__number__lte=trimestre.number
        )
        for avance in with_started(rows).select_related("trimestre").order_by():
            self.statuses[avance.linea_id][avance.trimestre.number] = avance.status
            if avance.trimestre_id == trimestre.pk:
                self.entries[avance.linea_id] = avance

    def line(self, linea: LineaDeAccion, number: str) -> QuarterLine:
        """Return the line of a línea read by `_lineas`."""
        avance = self.entries.get(linea.pk)
        meta = assembly.meta_snapshot(linea, self.actual, self.trimestre.number)
        snapshot = LineaSnapshot(
            pk=linea.pk,
            number=number,
            title=linea.title,
            area=linea.area.name,
            area_code=linea.area.code,
            meta=meta,
            tareas=assembly.tarea_snapshots(linea),
            avance=entry_snapshot(avance),
            closing=None,
        )
        access = access_to(
            self.statuses[linea.pk],
            meta.facts if meta else None,
            self.trimestre.number,
            full=self.full,
        )
        return QuarterLine(
            eje=linea.eje.name,
            linea=snapshot,
            readable=access.own,
            reading=read_entry(snapshot, self.quarter, thresholds=self.thresholds, access=access),
            workflow=entry_workflow(avance, self.trimestre.status, full=self.full),
        )


def _semaforo_counts(lines: list[QuarterLine]) -> tuple[SemaforoCount, ...]:
    """Return how many líneas have each word, from the one furthest behind to the grey ones."""
    found = Counter((line.reading.semaforo.color, line.reading.semaforo.word) for line in lines)
    order = ("red", "amber", "green", "blue", "grey")
    return tuple(
        SemaforoCount(color, word, number)
        for (color, word), number in sorted(
            found.items(), key=lambda item: (order.index(item[0][0]), item[0][1])
        )
    )
