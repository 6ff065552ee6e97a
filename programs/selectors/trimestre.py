"""A quarter on one page: every línea by área, with its figures, its closing and its status."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programs import permissions
from programs.enums import TrimestreStatus
from programs.getters import ENTREGA_PLACE
from programs.models import (
    Area,
    AvanceTrimestral,
    EntregaDeArea,
    LineaDeAccion,
    Trimestre,
    User,
)
from programs.reading.addresses import area_url
from programs.reading.line import Line
from programs.reading.lines import read_lines
from programs.reading.writable import capture_way
from programs.selectors.common import (
    Count,
    QuarterSummary,
    areas_of_quarter,
    counts_of,
    months_title,
    own_areas,
    own_dues_of,
    programa_in_force,
    quarter_in_force,
    summary_of,
)
from programs.selectors.debts import (
    AreaPlace,
    OpenQuarters,
    debts_of,
    open_quarters,
    quarter_at_hand,
    quarter_debt,
)
from programs.selectors.own_quarters import Envio, envio_of, with_nothing_due
from programs.selectors.programa import programas_visible
from programs.values.phrases import quarter_name
from programs.values.semaforos import semaforo_counts


@dataclass(frozen=True)
class QuarterLine:
    """A línea of the quarter; `capture_url` is where the person writes it, "" for who cannot."""

    line: Line
    capture_url: str


@dataclass(frozen=True)
class AreaPart:
    """The líneas that an área reports, none for one with months only, by their status.

    `envio` tells where it stands, for who acts for the área; None for the rest, and in a quarter
    that is not open unless it was sent.
    """

    code: str
    name: str
    own: bool
    several_ejes: bool
    envio: Envio | None
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

    @property
    def acts(self) -> bool:
        """Tell whether the person has something to do in the quarter."""
        return any(area.envio and area.envio.pending for area in self.areas)


def trimestre_page(trimestre: Trimestre, user: User, today: date) -> TrimestrePage:
    """Return the page of a quarter that the person may reach, in seven queries.

    One more for who acts for áreas: what they handed in.
    """
    programa = trimestre.programa
    full = permissions.can_read_drafts(user, programa.institucion)
    lineas = LineaDeAccion.objects.filter(eje__programa=programa)
    lines = read_lines(lineas, [trimestre], full=full)
    by_area: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_area[line.linea.area_code].append(line)
    mine = own_areas(user, programa.institucion_id)
    areas = sorted(
        areas_of_quarter(trimestre),
        key=lambda area: (area.pk not in mine, area.order, area.name),
    )
    envios = _envios(user, trimestre, areas, lines, today)
    return TrimestrePage(
        summary=summary_of(
            trimestre,
            [line.workflow for line in lines],
            own_dues_of(user, [trimestre]).get(trimestre.pk, ()),
        ),
        words=programa.words(),
        tabs=tuple(
            QuarterTab(number, quarter_name(number), months_title(programa, number))
            for number in (1, 2, 3, 4)
        ),
        areas=tuple(
            AreaPart(
                code=area.code,
                name=area.name,
                own=area.pk in mine,
                several_ejes=len({line.eje for line in by_area[area.code]}) > 1,
                envio=envios.get(area.pk),
                lines=tuple(
                    QuarterLine(line, capture_way(user, line.avance)) for line in by_area[area.code]
                ),
                counts=counts_of(line.workflow for line in by_area[area.code]),
            )
            for area in areas
        ),
        semaforos=_semaforo_counts(lines),
        full=full,
    )


def _envios(
    user: User,
    trimestre: Trimestre,
    areas: Iterable[Area],
    lines: Iterable[Line],
    today: date,
) -> dict[int, Envio]:
    """Return {área of the person: where its quarter stands}, as Inicio has it."""
    mine = permissions.area_ids(user)
    own = [area for area in areas if area.pk in mine]
    if not own:
        return {}
    entregas = EntregaDeArea.objects.filter(trimestre=trimestre, area__in=own)
    kept = {entrega.area_id: entrega for entrega in entregas.select_related(*ENTREGA_PLACE)}
    rows = OpenQuarters(
        programas=(trimestre.programa,),
        trimestres={trimestre.programa_id: [trimestre]},
        avances={},
        entregas={(trimestre.pk, pk): entrega for pk, entrega in kept.items()},
    )
    rows = with_nothing_due(rows, lines)
    entries: dict[int, list[AvanceTrimestral]] = defaultdict(list)
    for line in lines:
        if line.avance:
            entries[line.avance.linea.area_id].append(line.avance)
    is_open = trimestre.status == TrimestreStatus.OPEN
    found = {}
    for area in own:
        place = AreaPlace(area.order, area.name, area.code, area.pk)
        quarter = quarter_debt(place, trimestre, entries[area.pk], rows, today)
        envio = envio_of(user, quarter, kept.get(area.pk), today)
        if envio.folio or (is_open and envio.sentences):
            found[area.pk] = envio
    return found


def quarter_now_url(user: User, today: date) -> str:
    """Return where the quarter is that the person works in, "" for none; seven queries at most.

    Who acts for áreas goes to the first open one that still waits for them, at their part of it;
    everyone else to the one that the tablero opens with.
    """
    rows = open_quarters(programas_visible(user))
    mine = permissions.area_ids(user)
    if mine:
        found = [q for debt in debts_of(rows, today) for q in debt.quarters if q.area_pk in mine]
        if found:
            quarter = quarter_at_hand(found)
            return area_url(quarter.trimestre, quarter.area_code)
    quarters = {p: rows.trimestres[p.pk] for p in rows.programas if rows.trimestres[p.pk]}
    programa = programa_in_force(user, quarters, today)
    return quarter_in_force(quarters[programa], today).get_absolute_url() if programa else ""


def _semaforo_counts(lines: Iterable[Line]) -> tuple[SemaforoCount, ...]:
    """Return how many líneas have each word, from the one furthest behind to the grey ones."""
    counted = semaforo_counts(line.reading.semaforo for line in lines)
    return tuple(SemaforoCount(color, word, number) for color, word, number in counted)
