"""The tablero: what asks for attention, then the programme in charts, each figure with its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.core.paginator import Page, Paginator
from django.utils.text import slugify

from programs.enums import TrimestreStatus
from programs.models import User
from programs.reading.line import Line
from programs.reading.writable import capture_way
from programs.selectors.common import STATES, Choice
from programs.values.modified import gone_sentence, linea_sentences
from programs.values.phrases import long_date, quarter_name
from programs.values.readings import WORKFLOW_WORDS, programmed_to_date
from programs.values.semaforos import ORDER
from programs.values.snapshot import TareaSnapshot
from reports.charts import Chart, Heatmap, HeatRow
from reports.charts.board import (
    area_key,
    area_panels,
    areas_chart,
    curve_chart,
    furthest_behind_first,
    key_of,
    semaforo_chart,
)
from reports.charts.key import KeyFigure
from reports.selectors import tablero_charts as charts
from reports.selectors.tablero_attention import Attention, attention_of
from reports.selectors.tablero_rows import BoardRows, BoardTarea, board_rows
from reports.selectors.tablero_scope import Scope, tablero_scope

TAREAS_A_PAGE = 40
LINES_A_PAGE = 12
ANNUAL_A_PAGE = 8
PHONE = 340  # px of a drawing that a screen of 390 shows whole
# Rows of a part that stands open on the page; a longer one is folded under its sentence.
AREAS_OPEN, TAREAS_OPEN, STAGES_OPEN = 6, 12, 8
# What is said of a value of the address that no row has.
UNMATCHED = {
    "eje": "Ningún eje del programa es el «{}» que pide la dirección.",
    "area": "El área «{}» que pide la dirección no reporta en el programa, o no es la suya.",
    "semaforo": "Ninguna línea está hoy en «{}», el semáforo que pide la dirección.",
    "etapa": "Ninguna línea está hoy en «{}», la etapa que pide la dirección.",
}

UNTRACED = "lo que se cargó sin historial se muestra como está hoy"


@dataclass(frozen=True)
class Filtered:
    """The rows that the filters leave: líneas, the tareas of the calendar, what was cancelled."""

    lines: tuple[Line, ...]
    tareas: tuple[BoardTarea, ...]
    cancelled: tuple[str, ...]

    @property
    def plain_tareas(self) -> list[TareaSnapshot]:
        """The tareas without their place."""
        return [row.tarea for row in self.tareas]


@dataclass(frozen=True)
class ListPage:
    """One page of a long list, and the addresses of those beside it, "" at its ends."""

    page: Page
    previous: str
    next: str


@dataclass(frozen=True)
class ShownLine:
    """A línea as the tablero lists it; `carried` says of what earlier quarter its semáforo is.

    `capture_url` is where the person writes it now, "" for who cannot.
    """

    line: Line
    programmed: str
    carried: str
    capture_url: str

    @property
    def changes(self) -> tuple[str, ...]:
        """What adecuaciones changed of it, so that what was first approved is told too."""
        return linea_sentences(self.line.linea, self.line.quarter.start_month)


@dataclass(frozen=True)
class AreaPanel:
    """The drawing of one área and the way to its tareas and líneas."""

    svg: str
    name: str
    url: str


@dataclass(frozen=True)
class Filters:
    """The choices of every filter, and whether any is set.

    `unmatched` tells, one sentence each, which values of the address no row has.
    """

    programas: tuple[Choice, ...]
    trimestres: tuple[Choice, ...]
    cuts: tuple[tuple[str, tuple[Choice, ...]], ...]
    ejes: tuple[Choice, ...]
    areas: tuple[Choice, ...]
    semaforos: tuple[Choice, ...]
    etapas: tuple[Choice, ...]
    unmatched: tuple[str, ...]

    @property
    def told(self) -> list[str]:
        """The filters that narrow the rows, in words."""
        named = (
            ("Eje", self.ejes),
            ("Área", self.areas),
            ("Semáforo", self.semaforos),
            ("Etapa", self.etapas),
        )
        return [f"{name}: {each.label}" for name, found in named for each in found if each.current]


@dataclass(frozen=True)
class TableroPage:
    """All that the tablero prints; `attention` is None for a past cut-off or without drafts.

    `annual` is the advance of the year while a quarter runs after a closed one, None otherwise.
    """

    scope: Scope
    rows: BoardRows
    found: Filtered
    attention: Attention | None
    filters: Filters
    key: KeyFigure | None
    curve: Chart
    narrow_curve: Chart
    areas: Chart
    area_panels: tuple[AreaPanel, ...]
    heatmap: Heatmap
    heatmap_rows: tuple[HeatRow, ...]
    heatmap_page: ListPage
    semaforos: Chart
    semaforo_counts: tuple[charts.Counted, ...]
    carried: int
    annual: Chart | None
    narrow_annual: Chart | None
    annual_page: ListPage
    ordered_lines: tuple[Line, ...]
    lines: tuple[ShownLine, ...]
    lines_page: ListPage
    stages: Chart
    stage_rows: tuple[charts.StageRow, ...]
    validated: int

    @property
    def headline(self) -> str:
        """The quarter and what matters most of it, in one line."""
        title = self.scope.title.capitalize()
        if not self.scope.full:
            count = len(self.found.lines)
            noun = "línea validada" if count == 1 else "líneas validadas"
            return f"{title}: {self.validated} de {count} {noun}"
        if self.attention is None:
            return f"{title}, corte del {long_date(self.scope.cut.day)}"
        return f"{title}: {self.attention.headline_under(self.scope.title)}"

    @property
    def is_narrowed(self) -> bool:
        """Tell whether the address asks for part of the rows: what was folded then stands open."""
        names = ("area", "eje", "semaforo", "etapa", "pagina_tareas")
        return any(self.scope.asked.get(name) for name in names)

    @property
    def first_panels(self) -> tuple[AreaPanel, ...]:
        """The áreas that stand open on the page."""
        return self.area_panels[:AREAS_OPEN]

    @property
    def more_panels(self) -> tuple[AreaPanel, ...]:
        """The áreas that the page unfolds."""
        return self.area_panels[AREAS_OPEN:]

    @property
    def folds_tareas(self) -> bool:
        """Tell whether tareas by months stand folded."""
        return len(self.found.tareas) > TAREAS_OPEN and not self.is_narrowed

    @property
    def folds_stages(self) -> bool:
        """Tell whether the stages by área stand folded."""
        return len(self.stage_rows) > STAGES_OPEN and not self.is_narrowed

    @property
    def is_first(self) -> bool:
        """Tell whether a quarter runs, part of it is not reported, and none was closed before."""
        running = self.scope.trimestre.status != TrimestreStatus.CLOSED
        silent = any(line.reading.semaforo.color == "grey" for line in self.found.lines)
        return running and silent and self.rows.last_closed is None

    @property
    def notes(self) -> tuple[str, ...]:
        """What of the address could not be followed, one sentence each."""
        return tuple(note for note in (self.scope.note, *self.filters.unmatched) if note)

    def cut_words(self, now: datetime) -> str:
        """Return the cut-off date in words, with when the figures were fixed."""
        cut, made_at = self.scope.cut, self.rows.made_at
        day = long_date(cut.day)
        if made_at:
            return f"Corte al {day}, guardado al cerrar el trimestre"
        if cut.is_now and not cut.frozen:
            return f"Corte: {long_date(now.date())}, {now:%H:%M}"
        if self.rows.known is None:
            return f"Corte al {day}, con lo capturado hasta hoy"
        if not self.rows.known.is_whole:
            return f"Corte al {day}, con lo que se sabía ese día; {UNTRACED}"
        return f"Corte al {day}, con lo que se sabía ese día"


def tablero_page(user: User, asked: Mapping[str, str], today: date) -> TableroPage | None:
    """Return the tablero in at most twelve queries; None when nothing can be reached."""
    scope = tablero_scope(user, asked, today)
    if scope is None:
        return None
    rows = board_rows(scope, today)
    found = filtered(scope, rows)
    heatmap_page = _list_page(
        range(len(found.tareas)), scope, "pagina_tareas", "tareas", TAREAS_A_PAGE
    )
    shown = cast(range, heatmap_page.page.object_list)  # a slice of the range that is paged
    heat = charts.tareas_heatmap(found.tareas, scope, rows, shown)
    ordered = furthest_behind_first(found.lines, lambda line: line.standing)
    lines_page = _list_page(ordered, scope, "pagina_lineas", "lineas", LINES_A_PAGE)
    annual_page = _list_page(range(len(ordered)), scope, "pagina_avance", "avance", ANNUAL_A_PAGE)
    drawn = cast(range, annual_page.page.object_list)
    closed = rows.last_closed
    board = charts.board_of(scope, rows)
    multiples = area_panels(found.plain_tareas, board)
    areas = areas_chart(multiples, board)
    codes = list(dict.fromkeys(map(area_key, found.plain_tareas)))
    return TableroPage(
        scope=scope,
        rows=rows,
        found=found,
        attention=attention_of(scope, today),
        filters=filters_of(scope, rows),
        key=key_of(found.plain_tareas, board),
        curve=curve_chart(found.plain_tareas, board, width=570, height=300),
        narrow_curve=curve_chart(
            found.plain_tareas, board, width=PHONE, height=280, key="curva-estrecha"
        ),
        areas=areas,
        area_panels=tuple(
            AreaPanel(svg, panel.name, scope.url("tareas", area=code))
            for svg, panel, code in zip(areas.panels, multiples, codes, strict=True)
        ),
        heatmap=heat,
        heatmap_rows=heat.rows[shown.start : shown.stop],
        heatmap_page=heatmap_page,
        semaforos=semaforo_chart([line.semaforo for line in found.lines], width=340),
        semaforo_counts=charts.semaforo_links(found.lines, scope),
        carried=sum(line.is_carried for line in found.lines),
        annual=charts.annual_chart(ordered, drawn, closed, board) if closed else None,
        narrow_annual=(
            charts.annual_chart(ordered, drawn, closed, board, phone=PHONE) if closed else None
        ),
        annual_page=annual_page,
        ordered_lines=tuple(ordered),
        lines=tuple(
            ShownLine(
                line,
                programmed_to_date(line.reading),
                charts.carried_words(line),
                # What a past day says is not written any more.
                capture_way(user, line.avance) if scope.cut.is_now else "",
            )
            for line in lines_page.page
        ),
        lines_page=lines_page,
        stages=charts.stage_chart(found.lines, scope),
        stage_rows=charts.stage_rows(found.lines, scope),
        validated=sum(line.workflow.state in ("validated", "closed") for line in found.lines),
    )


def filtered(scope: Scope, rows: BoardRows) -> Filtered:
    """Return the rows that the address asks for.

    A tarea goes with its línea; without one it stays unless semáforo or stage are asked for, which
    only líneas have.
    """
    asked = scope.asked
    eje, semaforo, etapa = (asked.get(name, "") for name in ("eje", "semaforo", "etapa"))
    lines = [
        line
        for line in rows.lines
        if scope.shows_area(line.linea.area_code)
        and eje in ("", str(line.eje.order))
        and semaforo in ("", slugify(line.semaforo.word))
        and etapa in ("", line.workflow.state)
    ]
    tareas = [
        row
        for row in rows.tareas
        if scope.shows_area(area_key(row.tarea)) and eje in ("", str(row.eje.order))
    ]
    if semaforo or etapa:
        kept = {line.linea.pk for line in lines}
        tareas = [row for row in tareas if row.tarea.linea_pk in kept]
    cancelled = (
        gone_sentence(gone)
        for place, gone in rows.cancelled
        if scope.shows_area(gone.area_code) and eje in ("", str(place.order))
    )
    return Filtered(tuple(lines), tuple(tareas), tuple(cancelled))


def filters_of(scope: Scope, rows: BoardRows) -> Filters:
    """Return the choices of every filter; semáforos and stages are those that some línea has."""
    asked = scope.asked

    def choices(name: str, pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
        current = asked.get(name, "")
        return tuple(Choice(value, label, value == current) for value, label in pairs)

    names = {line.linea.area_code: line.linea.area for line in rows.lines}
    names |= {area_key(row.tarea): row.tarea.area for row in rows.tareas}
    mine = {code: name for code, name in names.items() if not scope.areas or code in scope.areas}
    lines = [line for line in rows.lines if line.linea.area_code in mine]
    own = {line.eje.pk for line in lines}
    own |= {row.eje.pk for row in rows.tareas if area_key(row.tarea) in mine}
    statuses = {(line.semaforo.color, line.semaforo.word) for line in lines}
    ordered = sorted(statuses, key=lambda pair: (ORDER.index(pair[0]), pair[1]))
    stages = {line.workflow.state for line in lines}
    several = len({p.institucion_id for p in scope.programas}) > 1
    ejes = choices(
        "eje",
        [(str(eje.order), f"{eje.order}. {eje.name}") for eje in rows.ejes if eje.pk in own],
    )
    areas = choices("area", mine.items())
    semaforos = choices("semaforo", [(slugify(text), text) for _, text in ordered])
    etapas = choices(
        "etapa", [(state, WORKFLOW_WORDS[state]) for state in STATES if state in stages]
    )
    named = {"eje": ejes, "area": areas, "semaforo": semaforos, "etapa": etapas}
    return Filters(
        programas=tuple(
            Choice(
                f"{p.institucion.slug}-{p.year}",
                f"{p.institucion.short_name} {p.exercise}" if several else p.exercise,
                p.pk == scope.programa.pk,
            )
            for p in scope.programas
        ),
        trimestres=tuple(
            Choice(str(t.number), quarter_name(t.number).capitalize(), t.number == scope.args[2])
            for t in scope.trimestres
        ),
        cuts=_grouped(scope.cuts),
        ejes=ejes,
        areas=areas,
        semaforos=semaforos,
        etapas=etapas,
        unmatched=tuple(
            UNMATCHED[name].format(WORKFLOW_WORDS.get(asked[name], asked[name]))
            for name, found in named.items()
            if asked.get(name) and not any(choice.current for choice in found)
        ),
    )


def _grouped(cuts: Sequence[Choice]) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    groups: dict[str, list[Choice]] = {}
    for choice in cuts:
        groups.setdefault(choice.group, []).append(choice)
    return tuple((group, tuple(found)) for group, found in groups.items())


def _list_page(items: Sequence, scope: Scope, name: str, anchor: str, size: int) -> ListPage:
    """Return the page of a list that the address asks for as `name`, or the nearest there is."""
    page = Paginator(items, size).get_page(scope.asked.get(name))

    def url(exists: bool, number: int) -> str:
        return scope.url(anchor, **{name: number}) if exists else ""

    return ListPage(
        page,
        previous=url(page.has_previous(), page.number - 1),
        next=url(page.has_next(), page.number + 1),
    )
