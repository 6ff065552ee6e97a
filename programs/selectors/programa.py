"""A programme on one page: its quarters, its ejes with líneas and tareas, and its calendar."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Model, QuerySet

from programs import permissions
from programs.enums import ProgramaStatus
from programs.models import (
    AvanceTrimestral,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Programa,
    Tarea,
    User,
)
from programs.reading.assembly import read_tareas
from programs.reading.line import entry_workflow
from programs.reading.settled import EVERYTHING, settled_of
from programs.selectors.common import QuarterSummary, owed_months, own_dues_of, summary_of
from programs.selectors.plan import MetaQuestion, meta_questions
from programs.values.months import CalendarRow, Month, calendar_rows, period_month_of, period_months
from programs.values.snapshot import TareaSnapshot

Readable = Callable[[TareaSnapshot, int], bool]


@dataclass(frozen=True)
class ProgramaRow:
    """A programme in the list, with the size of its plan."""

    programa: Programa
    ejes: int
    lineas: int
    tareas: int
    marks: int


def programas_of(user: User) -> tuple[ProgramaRow, ...]:
    """Return the programmes that the person may reach, newest first within each institution."""
    programas = list(programas_visible(user))
    sizes = {
        "ejes": _sizes(Eje, "programa", programas),
        "lineas": _sizes(LineaDeAccion, "eje__programa", programas),
        "tareas": _sizes(Tarea, "eje__programa", programas),
        "marks": _sizes(MarcaMensual, "tarea__eje__programa", programas, programmed=True),
    }
    return tuple(
        ProgramaRow(programa, **{name: found.get(programa.pk, 0) for name, found in sizes.items()})
        for programa in programas
    )


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
    """A línea in the list of its eje."""

    pk: int
    number: str
    title: str
    area: str
    meta: str
    starts_on: date | None
    ends_on: date | None
    tareas: int


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
    questions: tuple[MetaQuestion, ...]


def programa_page(programa: Programa, user: User, today: date) -> ProgramaPage:
    """Return the page of a programme that the person may reach, in eleven queries.

    While it is a draft, what does not agree in its metas is asked of who reads drafts; one query
    more.
    """
    full = permissions.can_read_drafts(user, programa.institucion)
    is_draft = programa.status == ProgramaStatus.PLANNING
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
    ejes = tuple(
        _eje(programa, eje, lineas[eje.pk], tareas.get(eje.pk, ()), owed, settled.shows_month)
        for eje in Eje.objects.filter(programa=programa).with_responsibles()
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
        questions=meta_questions(programa, rows) if full and is_draft else (),
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
) -> EjePart:
    return EjePart(
        pk=eje.pk,
        order=eje.order,
        name=eje.name,
        objective=eje.objective,
        strategy=eje.strategy,
        words=programa.words(eje.labels),
        responsibles=tuple(responsable.area.name for responsable in eje.responsables.all()),
        lineas=tuple(_linea_line(linea, tareas) for linea in lineas),
        table=tuple(tarea for tarea in tareas if tarea.in_table),
        calendar=calendar_rows(
            (tarea for tarea in tareas if tarea.in_calendar), due=owed, readable=readable
        ),
    )


def _linea_line(linea: LineaDeAccion, tareas: tuple[TareaSnapshot, ...]) -> LineaLine:
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
    )
