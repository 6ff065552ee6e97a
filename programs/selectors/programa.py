"""A programme on one page: its quarters, its ejes with líneas and tareas, and its calendar."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Model, QuerySet

from programs import permissions
from programs.enums import ProgramaStatus
from programs.models import (
    Adecuacion,
    AvanceTrimestral,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Tarea,
    Trimestre,
    User,
)
from programs.reading.addresses import capture_url
from programs.reading.assembly import read_tareas
from programs.reading.line import entry_workflow
from programs.reading.planned import PlanRows
from programs.reading.settled import EVERYTHING, settled_of
from programs.reading.terms import adecuacion_snapshot
from programs.reading.writable import capture_way, writable_avances
from programs.selectors.common import QuarterSummary, owed_months, own_dues_of, summary_of
from programs.selectors.plan import PlanQuestions, plan_questions
from programs.values.modified import ADDED, CANCELLED, agreed, state_words
from programs.values.months import CalendarRow, Month, calendar_rows, period_month_of, period_months
from programs.values.phrases import quarter_name
from programs.values.snapshot import TareaSnapshot

Readable = Callable[[TareaSnapshot, int], bool]


@dataclass(frozen=True)
class CaptureWay:
    """Where the person writes a quarter now: its name and the address."""

    title: str
    url: str


@dataclass(frozen=True)
class ProgramaRow:
    """A programme in the list, with the size of its plan; `ways`: what the person writes of it."""

    programa: Programa
    ejes: int
    lineas: int
    tareas: int
    marks: int
    adecuaciones: int
    ways: tuple[CaptureWay, ...]

    @property
    def state(self) -> str:
        """The state of the programme in words: "Aprobado", "Modificado 2"."""
        return state_words(self.programa.get_status_display(), self.adecuaciones)


def programas_of(user: User) -> tuple[ProgramaRow, ...]:
    """Return the programmes that the person may reach, newest first within each institution."""
    programas = list(programas_visible(user))
    ways = _first_ways(user, programas)
    sizes = {
        "ejes": _sizes(Eje, "programa", programas),
        "lineas": _sizes(LineaDeAccion, "eje__programa", programas),
        "tareas": _sizes(Tarea, "eje__programa", programas),
        "marks": _sizes(MarcaMensual, "tarea__eje__programa", programas, programmed=True),
        "adecuaciones": _sizes(Adecuacion, "programa", programas),
    }
    return tuple(
        ProgramaRow(
            programa,
            **{name: found.get(programa.pk, 0) for name, found in sizes.items()},
            ways=tuple(ways.get(programa.pk, ())),
        )
        for programa in programas
    )


def _first_ways(user: User, programas: list[Programa]) -> dict[int, list[CaptureWay]]:
    """Return {programa: the línea to go on with in each quarter that the person writes}.

    It is the first that is not lista, or the first of all; one query.
    """
    rows = writable_avances(user).filter(trimestre__programa__in=programas)
    rows = rows.select_related("trimestre__programa__institucion").order_by(
        "trimestre__number", "ready", "linea__eje__order", "linea__order"
    )
    first: dict[int, AvanceTrimestral] = {}
    for avance in rows:
        first.setdefault(avance.trimestre_id, avance)
    found: dict[int, list[CaptureWay]] = defaultdict(list)
    for avance in first.values():
        trimestre = avance.trimestre
        way = CaptureWay(quarter_name(trimestre.number), capture_url(trimestre, avance.linea_id))
        found[trimestre.programa_id].append(way)
    return found


def programas_visible(user: User) -> QuerySet[Programa]:
    """Return the programmes that the person may reach, newest first within each institution."""
    return (
        Programa.objects.visible_to(user)
        .select_related("institucion")
        .order_by("institucion__name", "institucion__pk", "-year")
    )


def _sizes(
    model: type[Model], path: str, programas: list[Programa], **filters: object
) -> dict[int, int]:
    """Return {programa: number of rows} of a model, in one query."""
    rows = model._default_manager.filter(**{f"{path}__in": programas}, **filters).order_by()
    return dict(rows.values_list(path).annotate(Count("pk")))


@dataclass(frozen=True)
class LineaLine:
    """A línea in the list of its eje; `ways` are its quarters that the person writes now.

    `notes` say that it was added or cancelled after the approval.
    """

    pk: int
    number: str
    title: str
    area: str
    meta: str
    starts_on: date | None
    ends_on: date | None
    tareas: int
    ways: tuple[CaptureWay, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class EjePart:
    """An eje as the page shows it."""

    pk: int
    order: int
    name: str
    objective: str
    strategy: str
    words: dict[str, str]
    responsibles: tuple[str, ...]
    lineas: tuple[LineaLine, ...]
    table: tuple[TareaSnapshot, ...]
    calendar: tuple[CalendarRow, ...]


@dataclass(frozen=True)
class ProgramaPage:
    """All that the page of a programme prints; `marks` counts the programmed months."""

    programa: Programa
    words: dict[str, str]
    ends_on: date
    quarters: tuple[QuarterSummary, ...]
    ejes: tuple[EjePart, ...]
    months: tuple[Month, ...]
    current_month: int | None
    lineas: int
    tareas: int
    marks: int
    full: bool
    questions: PlanQuestions | None
    adecuaciones: tuple[Adecuacion, ...]

    @property
    def state(self) -> str:
        """The state of the programme in words: "Aprobado", "Modificado 2"."""
        return state_words(self.programa.get_status_display(), len(self.adecuaciones))


def programa_page(programa: Programa, user: User, today: date) -> ProgramaPage:
    """Return the page of a programme that the person may reach, in twelve queries.

    While it is not approved, what the checks find in its plan is told to who reads drafts; three
    queries more.
    """
    full = permissions.can_read_drafts(user, programa.institucion)
    is_draft = programa.status != ProgramaStatus.APPROVED
    trimestres = list(
        programa.trimestres.select_related("programa__institucion").order_by("number")
    )
    by_quarter = defaultdict(list)
    entries = AvanceTrimestral.objects.filter(trimestre__programa=programa)
    for avance in entries.with_contents().order_by():
        by_quarter[avance.trimestre_id].append(avance)
    settled = EVERYTHING if full else settled_of(programa)
    lineas: dict[int, list[LineaDeAccion]] = defaultdict(list)
    rows = list(LineaDeAccion.objects.filter(eje__programa=programa).with_place())
    for linea in rows:
        lineas[linea.eje_id].append(linea)
    tareas = read_tareas(Tarea.objects.filter(eje__programa=programa))
    owed = owed_months(programa, today)
    own_dues = own_dues_of(user, trimestres)
    ways = _ways(user, trimestres, by_quarter, rows)
    headings = list(Eje.objects.filter(programa=programa).with_responsibles())
    asked = full and is_draft
    questions = plan_questions(programa, PlanRows(rows, tareas, headings)) if asked else None
    ejes = tuple(
        _eje(programa, eje, lineas[eje.pk], tareas.get(eje.pk, ()), owed, settled.shows_month, ways)
        for eje in headings
    )
    return ProgramaPage(
        programa=programa,
        words=programa.words(),
        ends_on=period_end(programa),
        quarters=tuple(
            summary_of(
                trimestre,
                [
                    entry_workflow(avance, trimestre.status, full=full)
                    for avance in by_quarter[trimestre.pk]
                ],
                own_dues.get(trimestre.pk, ()),
            )
            for trimestre in trimestres
        ),
        ejes=ejes,
        months=period_months(programa.start_month),
        current_month=period_month_of(today, programa.starts_on),
        lineas=sum(len(eje.lineas) for eje in ejes),
        tareas=sum(len(eje.table) for eje in ejes),
        marks=sum(
            cell.code not in ("", "done_unplanned")
            for eje in ejes
            for row in eje.calendar
            for cell in row.cells
        ),
        full=full,
        adecuaciones=tuple(programa.adecuaciones.order_by("number")),
        questions=questions,
    )


def period_end(programa: Programa) -> date:
    """Return the last day of the period."""
    return programa.month_start(13) - timedelta(days=1)


def _eje(
    programa: Programa,
    eje: Eje,
    lineas: list[LineaDeAccion],
    tareas: tuple[TareaSnapshot, ...],
    owed: range,
    readable: Readable,
    ways: Mapping[int, tuple[CaptureWay, ...]],
) -> EjePart:
    return EjePart(
        pk=eje.pk,
        order=eje.order,
        name=eje.name,
        objective=eje.objective,
        strategy=eje.strategy,
        words=programa.words(eje.labels),
        responsibles=tuple(responsable.area.name for responsable in eje.responsables.all()),
        lineas=tuple(_linea_line(linea, tareas, ways.get(linea.pk, ())) for linea in lineas),
        table=tuple(tarea for tarea in tareas if tarea.in_table),
        calendar=calendar_rows(
            (tarea for tarea in tareas if tarea.in_calendar), due=owed, readable=readable
        ),
    )


def _ways(
    user: User,
    trimestres: Iterable[Trimestre],
    entries: Mapping[int, Iterable[AvanceTrimestral]],
    lineas: Iterable[LineaDeAccion],
) -> dict[int, tuple[CaptureWay, ...]]:
    """Return {línea: its quarters that the person writes now}; no query."""
    by_pk = {linea.pk: linea for linea in lineas}
    found: dict[int, tuple[CaptureWay, ...]] = {}
    for trimestre in trimestres:
        for avance in entries[trimestre.pk]:
            avance.linea, avance.trimestre = by_pk[avance.linea_id], trimestre
            if url := capture_way(user, avance):
                way = CaptureWay(quarter_name(trimestre.number), url)
                found[avance.linea_id] = (*found.get(avance.linea_id, ()), way)
    return found


def _linea_line(
    linea: LineaDeAccion, tareas: tuple[TareaSnapshot, ...], ways: tuple[CaptureWay, ...]
) -> LineaLine:
    meta = getattr(linea, "meta", None)
    return LineaLine(
        pk=linea.pk,
        number=linea.number,
        title=linea.title,
        area=linea.area.name,
        meta=meta.text if meta else "",
        starts_on=meta.starts_on if meta else None,
        ends_on=meta.ends_on if meta else None,
        tareas=sum(tarea.linea_pk == linea.pk for tarea in tareas),
        ways=ways,
        notes=tuple(
            agreed(words, adecuacion_snapshot(by))
            for words, by in ((ADDED, linea.added_by), (CANCELLED, linea.cancelled_by))
            if by
        ),
    )
