"""A programme on one page: its quarters, its ejes with líneas and tareas, and its calendar."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from programs import permissions
from programs.enums import AvanceStatus, LineNumbering
from programs.models import (
    AvanceTrimestral,
    Eje,
    LineaDeAccion,
    Programa,
    Responsable,
    Tarea,
    User,
)
from programs.reading import assembly
from programs.selectors.common import (
    QuarterSummary,
    entry_workflow,
    owed_months,
    summary_of,
    with_started,
)
from programs.values.months import Month, Row, calendar_rows, period_month_of, period_months
from programs.values.snapshot import TareaSnapshot


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
    calendar: tuple[Row, ...]


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


def programa_page(programa: Programa, user: User, today: date) -> ProgramaPage:
    """Return the page of a programme that the person may reach, in eight queries."""
    full = permissions.can_read_drafts(user, programa.institucion)
    trimestres = list(programa.trimestres.order_by("number"))
    for trimestre in trimestres:
        trimestre.programa = programa
    by_quarter = defaultdict(list)
    validated = set()
    for avance in with_started(
        AvanceTrimestral.objects.filter(trimestre__programa=programa).order_by()
    ):
        by_quarter[avance.trimestre_id].append(avance)
        if avance.status == AvanceStatus.VALIDATED:
            validated.add((avance.linea_id, avance.trimestre_id))
    quarter_of_month = {month: t.pk for t in trimestres for month in t.months}

    def readable(tarea: TareaSnapshot, month: int) -> bool:
        return full or (tarea.linea_pk, quarter_of_month.get(month)) in validated

    ejes = tuple(
        _eje(programa, eje, owed_months(trimestres, today), readable) for eje in _ejes(programa)
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
    )


def period_end(programa: Programa) -> date:
    """Return the last day of the period."""
    return programa.month_start(13) - timedelta(days=1)


def _ejes(programa: Programa):
    return (
        Eje.objects.filter(programa=programa)
        .order_by("order")
        .prefetch_related(
            Prefetch("responsables", Responsable.objects.select_related("area").order_by("order")),
            Prefetch(
                "lineas", LineaDeAccion.objects.select_related("area", "meta").order_by("order")
            ),
            Prefetch("tareas", Tarea.objects.select_related("area").order_by("order")),
            "tareas__marcas",
        )
    )


def _eje(programa: Programa, eje: Eje, owed: set[int], readable) -> EjePart:
    nested = programa.institucion.line_numbering == LineNumbering.NESTED
    tareas = assembly.tarea_snapshots(eje)
    return EjePart(
        pk=eje.pk,
        order=eje.order,
        name=eje.name,
        objective=eje.objective,
        strategy=eje.strategy,
        words=programa.words(eje.labels),
        responsibles=tuple(responsable.area.name for responsable in eje.responsables.all()),
        lineas=tuple(
            _linea_line(
                assembly.line_number(eje.order, position, linea, nested=nested), linea, tareas
            )
            for position, linea in enumerate(eje.lineas.all(), start=1)
        ),
        table=tuple(tarea for tarea in tareas if tarea.in_table),
        calendar=calendar_rows(
            (tarea for tarea in tareas if tarea.in_calendar), due=owed, readable=readable
        ),
    )


def _linea_line(number: str, linea: LineaDeAccion, tareas) -> LineaLine:
    meta = getattr(linea, "meta", None)
    return LineaLine(
        pk=linea.pk,
        number=number,
        title=linea.title,
        area=linea.area.name,
        meta=meta.text if meta else "",
        starts_on=meta.starts_on if meta else None,
        ends_on=meta.ends_on if meta else None,
        tareas=sum(tarea.linea_pk == linea.pk for tarea in tareas),
    )
