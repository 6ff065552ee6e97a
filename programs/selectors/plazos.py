"""The windows of a programa: its four quarters, what may be done with each, and its approval."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from programs.enums import ProgramaStatus, TrimestreStatus
from programs.models import Area, DiaInhabil, EntregaDeArea, Institucion, Programa, Trimestre
from programs.selectors.common import months_title
from programs.values.calendar_days import add_working_days, is_working_day
from programs.values.phrases import quarter_name

EXAMPLE_EXTENSION = 3


@dataclass(frozen=True)
class Window:
    """A quarter with its dates. `suggested` is its deadline by the institution's calendar.

    `entregas_read` are its submissions as the form of an extension names them: "área:version".
    """

    row: Trimestre
    title: str
    months: str
    suggested: date
    due_is_day_off: bool
    example_until: date | None
    extensions: tuple[EntregaDeArea, ...]
    entregas_read: str

    @property
    def state(self) -> str:
        """The code of the window, for the page's icon: the words are of the row."""
        return {"upcoming": "not_started", "open": "draft", "closed": "closed"}[self.row.status]

    @property
    def can_open(self) -> bool:
        """Tell whether the window still waits to be opened."""
        return self.row.status == TrimestreStatus.UPCOMING

    @property
    def is_open(self) -> bool:
        """Tell whether the quarter is being captured."""
        return self.row.status == TrimestreStatus.OPEN


@dataclass(frozen=True)
class PlazosPage:
    """All that the page of the windows prints."""

    programa: Programa
    windows: tuple[Window, ...]
    due_days: int
    is_approved: bool


def days_off_of(institucion: Institucion) -> set[date]:
    """Return the days on which an institution does not work, besides the weekends."""
    return set(DiaInhabil.objects.filter(institucion=institucion).values_list("day", flat=True))


def plazos_page(programa: Programa) -> PlazosPage:
    """Return the page of a programa's windows, in three queries."""
    institucion = programa.institucion
    days_off = days_off_of(institucion)
    entregas = EntregaDeArea.objects.filter(trimestre__programa=programa)
    entregas = entregas.select_related("area", "extended_by")
    by_quarter: dict[int, list[EntregaDeArea]] = {}
    for entrega in entregas.order_by("area__order", "area__name"):
        by_quarter.setdefault(entrega.trimestre_id, []).append(entrega)
    rows = programa.trimestres.select_related("programa__institucion", "closed_by")
    rows = rows.order_by("number")
    return PlazosPage(
        programa=programa,
        windows=tuple(
            _window(row, institucion, days_off, tuple(by_quarter.get(row.pk, ()))) for row in rows
        ),
        due_days=institucion.quarter_due_days,
        is_approved=programa.status == ProgramaStatus.APPROVED,
    )


def _window(
    row: Trimestre,
    institucion: Institucion,
    days_off: Collection[date],
    entregas: tuple[EntregaDeArea, ...],
) -> Window:
    due = row.due_on
    for entrega in entregas:
        entrega.trimestre = row
    return Window(
        row=row,
        title=quarter_name(row.number),
        months=months_title(row.programa, row.number),
        suggested=suggested_due(row, institucion, days_off),
        due_is_day_off=due is not None and not is_working_day(due, days_off),
        example_until=add_working_days(due, EXAMPLE_EXTENSION, days_off) if due else None,
        extensions=tuple(entrega for entrega in entregas if entrega.extended_to),
        entregas_read=" ".join(f"{entrega.area_id}:{entrega.version}" for entrega in entregas),
    )


def suggested_due(row: Trimestre, institucion: Institucion, days_off: Collection[date]) -> date:
    """Return the deadline that the institution's days hábiles give after a quarter's last day."""
    return add_working_days(row.ends_on, institucion.quarter_due_days, days_off)


def areas_that_report(programa: Programa) -> QuerySet[Area]:
    """Return the áreas that report a línea or the months of a tarea of a programa, in order."""
    reports = Q(lineas__eje__programa=programa)
    reports |= Q(tareas__eje__programa=programa, tareas__in_calendar=True)
    return Area.objects.filter(reports).distinct().order_by("order", "name")
