"""The rows behind the tablero: every línea and tarea as of the cut-off date, as plain values.

Live rows come from `programs.reading.lines`, those of a closed quarter from its `Corte`; both are
then read by `programs.values.readings`, as on every other page.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from programs.enums import TrimestreStatus
from programs.models import Corte, Eje, LineaDeAccion, Tarea, Trimestre
from programs.reading.assembly import read_tareas
from programs.reading.corte import cancelled_lineas
from programs.reading.known import Known, known_of
from programs.reading.line import EjePlace, Line, thresholds_of
from programs.reading.lines import read_lines, stored_line
from programs.reading.sealed import sealed_quarter
from programs.reading.settled import EVERYTHING, Settled, settled_of
from programs.values.area_names import AreaNames
from programs.values.given import given
from programs.values.months import months_as_of
from programs.values.progress import Thresholds
from programs.values.snapshot import CancelledSnapshot, Snapshot, TareaSnapshot
from reports.selectors.tablero_scope import Scope


@dataclass(frozen=True)
class BoardTarea:
    """A tarea of the calendar."""

    eje: EjePlace
    tarea: TareaSnapshot


@dataclass(frozen=True)
class BoardRows:
    """Everything of the programme, before any filter.

    `readable` tells whether what was said of a tarea in a month may be read; `made_at` is when the
    `Corte` was stored, None for live rows. `last_closed` is the quarter whose semáforo stands for
    what a running one does not say yet, None before the first closing and in a closed quarter.
    `known` is what the history gave of a past day, None for the figures of now and of a `Corte`.
    `cancelled` are the líneas that count no more in the quarter.
    """

    ejes: tuple[EjePlace, ...]
    lines: tuple[Line, ...]
    tareas: tuple[BoardTarea, ...]
    readable: Callable[[TareaSnapshot, int], bool]
    thresholds: Thresholds
    made_at: datetime | None
    last_closed: Trimestre | None
    known: Known | None
    cancelled: tuple[tuple[EjePlace, CancelledSnapshot], ...]


def board_rows(scope: Scope, today: date) -> BoardRows:
    """Read the rows of a day in ten queries live, in five from a `Corte`, however many líneas.

    A closed quarter without a `Corte` is read live, as its informe is. A past day is read from the
    history, in six queries more, by who reads drafts: what was a draft then is nobody else's.
    """
    stored = sealed_quarter(scope.trimestre) if scope.cut.frozen else None
    settled = EVERYTHING if scope.full else settled_of(scope.programa)
    rows = _stored_rows(scope, *stored, settled) if stored else _live_rows(scope, settled, today)
    return _told_apart(rows, scope.area_names)


def _told_apart(rows: BoardRows, names: AreaNames) -> BoardRows:
    """Return the rows with áreas whose names tell which one is meant, also in a stored quarter."""
    printed = {line.linea.area_code: line.linea.area for line in rows.lines}
    printed |= {row.tarea.area_code: row.tarea.area for row in rows.tareas}
    names = names.named({code: name for code, name in printed.items() if code})
    told = {code: names.told(code, name) for code, name in printed.items() if code}
    return replace(
        rows,
        lines=tuple(
            replace(line, linea=replace(line.linea, area=told[line.linea.area_code]))
            if told.get(line.linea.area_code, line.linea.area) != line.linea.area
            else line
            for line in rows.lines
        ),
        tareas=tuple(
            replace(row, tarea=replace(row.tarea, area=told[row.tarea.area_code]))
            if told.get(row.tarea.area_code, row.tarea.area) != row.tarea.area
            else row
            for row in rows.tareas
        ),
    )


def _live_rows(scope: Scope, settled: Settled, today: date) -> BoardRows:
    programa = scope.programa
    ejes = [
        EjePlace(*values)
        for values in Eje.objects.filter(programa=programa)
        .order_by("order")
        .values_list("pk", "order", "name")
    ]
    number = scope.trimestre.number
    tareas = read_tareas(Tarea.objects.filter(eje__programa=programa).known_in(number))
    tareas = {
        eje: tuple(months_as_of(tarea, number) for tarea in found) for eje, found in tareas.items()
    }
    gone = cancelled_lineas(programa, scope.trimestre)
    known = None
    trimestres, shown = scope.trimestres, scope.trimestre
    if scope.is_past and scope.full:
        known, today = known_of(programa, scope.cut.day), scope.cut.day
        tareas = {eje: tuple(map(known.tarea, found)) for eje, found in tareas.items()}
        trimestres = tuple(map(known.trimestre, trimestres))
        shown = known.trimestre(shown)
    earlier = _last_closed(trimestres, shown)
    found = read_lines(
        LineaDeAccion.objects.filter(eje__programa=programa),
        [*earlier, shown],
        full=scope.full,
        tareas=[tarea for of_eje in tareas.values() for tarea in of_eje],
        today=today,
        known=known,
    )
    before = {line.linea.pk: line for line in found if line.trimestre in earlier}
    lines = tuple(
        replace(line, before=before.get(line.linea.pk))
        for line in found
        if line.trimestre == scope.trimestre
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
        readable=_readable(scope, settled),
        thresholds=thresholds_of(programa.institucion),
        made_at=None,
        last_closed=earlier[0] if earlier else None,
        known=known,
        cancelled=tuple((eje, each) for eje in ejes for each in gone.get(eje.pk, ())),
    )


def _last_closed(trimestres: Iterable[Trimestre], shown: Trimestre) -> list[Trimestre]:
    """Return the last closed quarter before one that is not closed, in a list, empty for none."""
    if shown.status == TrimestreStatus.CLOSED:
        return []
    earlier = [t for t in trimestres if t.number < shown.number]
    return [t for t in earlier if t.status == TrimestreStatus.CLOSED][-1:]


def _stored_rows(scope: Scope, corte: Corte, snapshot: Snapshot, settled: Settled) -> BoardRows:
    places = {eje.pk: EjePlace(eje.pk, eje.order, eje.name) for eje in snapshot.ejes}
    thresholds = Thresholds(*snapshot.institucion.thresholds)
    return BoardRows(
        ejes=tuple(places.values()),
        lines=tuple(
            stored_line(
                places[eje.pk],
                linea,
                scope.trimestre,
                given(snapshot.trimestre),
                settled.of_linea(linea.pk),
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
        readable=_readable(scope, settled),
        thresholds=thresholds,
        made_at=corte.made_at,
        last_closed=None,
        known=None,
        cancelled=tuple((places[eje.pk], each) for eje in snapshot.ejes for each in eje.cancelled),
    )


def _readable(scope: Scope, settled: Settled) -> Callable[[TareaSnapshot, int], bool]:
    """Tell whether what was said of a tarea in a month may be read."""

    def readable(tarea: TareaSnapshot, month: int) -> bool:
        return month <= scope.cut.month and settled.shows_month(tarea, month)

    return readable
