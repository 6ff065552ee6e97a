"""The rows behind the tablero: every línea and tarea as of the cut-off date, as plain values.

Live rows come from `programs.reading.lines`, those of a closed quarter from its `Corte`; both are
then read by `programs.values.readings`, as on every other page.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from programs.enums import AvanceStatus
from programs.models import AvanceTrimestral, Corte, Eje, LineaDeAccion, Tarea
from programs.reading.assembly import read_tareas
from programs.reading.lines import EjePlace, Line, read_lines, stored_line, thresholds_of
from programs.values.frozen import thaw
from programs.values.months import quarter_of_month
from programs.values.progress import Thresholds
from programs.values.snapshot import TareaSnapshot
from reports.selectors.tablero_scope import Scope

# {línea: {quarter: status of its entry}}
Statuses = Mapping[int, Mapping[int, str]]


@dataclass(frozen=True)
class BoardTarea:
    """A tarea of the calendar."""

    eje: EjePlace
    tarea: TareaSnapshot


@dataclass(frozen=True)
class BoardRows:
    """Everything of the programme, before any filter.

    `readable` tells whether what was said of a tarea in a month may be read; `made_at` is when the
    `Corte` was stored, None for live rows.
    """

    ejes: tuple[EjePlace, ...]
    lines: tuple[Line, ...]
    tareas: tuple[BoardTarea, ...]
    readable: Callable[[TareaSnapshot, int], bool]
    thresholds: Thresholds
    made_at: datetime | None


def board_rows(scope: Scope, today: date) -> BoardRows:
    """Read the rows of a day in seven queries live, in two from a `Corte`, however many líneas.

    A closed quarter without a `Corte` is read live, as its informe is.
    """
    stored = _stored(scope) if scope.cut.frozen else None
    statuses = {} if scope.full else _statuses(scope)
    return _stored_rows(scope, stored, statuses) if stored else _live_rows(scope, statuses, today)


def _stored(scope: Scope) -> Corte | None:
    cortes = Corte.objects.filter(trimestre=scope.trimestre)
    return cortes.only("payload", "made_at").order_by("-number").first()


def _statuses(scope: Scope) -> Statuses:
    rows = AvanceTrimestral.objects.filter(trimestre__programa=scope.programa)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for linea, number, status in rows.values_list("linea", "trimestre__number", "status"):
        found[linea][number] = status
    return found


def _live_rows(scope: Scope, statuses: Statuses, today: date) -> BoardRows:
    programa = scope.programa
    ejes = [
        EjePlace(*values)
        for values in Eje.objects.filter(programa=programa)
        .order_by("order")
        .values_list("pk", "order", "name")
    ]
    tareas = read_tareas(Tarea.objects.filter(eje__programa=programa))
    lines = read_lines(
        LineaDeAccion.objects.filter(eje__programa=programa),
        [scope.trimestre],
        full=scope.full,
        tareas=[tarea for found in tareas.values() for tarea in found],
        today=today,
    )
    return BoardRows(
        ejes=tuple(ejes),
        lines=lines,
        tareas=tuple(
            BoardTarea(eje, tarea)
            for eje in ejes
            for tarea in tareas.get(eje.pk, ())
            if tarea.in_calendar
        ),
        readable=_readable(scope, statuses),
        thresholds=thresholds_of(programa.institucion),
        made_at=None,
    )


def _stored_rows(scope: Scope, corte: Corte, statuses: Statuses) -> BoardRows:
    snapshot = thaw(corte.payload)
    number = scope.trimestre.number
    # The quarter is read as it was closed, whatever happened to its entries since.
    known = {
        linea.pk: {**statuses.get(linea.pk, {}), number: linea.avance.status}
        for linea in snapshot.lineas
        if linea.avance
    }
    places = {eje.pk: EjePlace(eje.pk, eje.order, eje.name) for eje in snapshot.ejes}
    thresholds = Thresholds(*snapshot.institucion.thresholds)
    return BoardRows(
        ejes=tuple(places.values()),
        lines=tuple(
            stored_line(
                places[eje.pk],
                linea,
                scope.trimestre,
                snapshot.trimestre,
                known.get(linea.pk, {}),
                thresholds,
                full=scope.full,
            )
            for eje in snapshot.ejes
            for linea in eje.lineas
        ),
        tareas=tuple(
            BoardTarea(places[eje.pk], tarea)
            for eje in snapshot.ejes
            for tarea in eje.tareas
            if tarea.in_calendar
        ),
        readable=_readable(scope, known),
        thresholds=thresholds,
        made_at=corte.made_at,
    )


def _readable(scope: Scope, statuses: Statuses) -> Callable[[TareaSnapshot, int], bool]:
    """Tell whether what was said of a tarea in a month may be read."""

    def readable(tarea: TareaSnapshot, month: int) -> bool:
        if month > scope.cut.month:
            return False
        status = statuses.get(tarea.linea_pk, {}).get(quarter_of_month(month))
        return scope.full or status == AvanceStatus.VALIDATED

    return readable
