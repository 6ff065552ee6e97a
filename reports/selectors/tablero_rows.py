"""The rows behind the tablero: every línea and tarea as of the cut-off date, as plain values.

Live rows are assembled by `programs.reading.assembly`, those of a closed quarter are read
from its `Corte`; both are then read by `programs.values.readings`, as on every other page.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Prefetch

from programs.enums import AvanceStatus, ExplicitClosing, LineNumbering
from programs.models import (
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Corte,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Tarea,
)
from programs.reading.assembly import (
    REPORTED,
    Reported,
    line_number,
    meta_snapshot,
    tarea_snapshots,
)
from programs.selectors.common import (
    access_to,
    entry_snapshot,
    entry_workflow,
    quarter_snapshot,
    thresholds_of,
)
from programs.values.frozen import thaw
from programs.values.progress import Thresholds
from programs.values.readings import EntryReading, Workflow, has_quantity, read_entry, workflow_of
from programs.values.snapshot import EjeSnapshot, LineaSnapshot, TareaSnapshot
from reports.selectors.tablero_scope import Scope


@dataclass(frozen=True)
class BoardLine:
    """A línea of the quarter as of the cut-off date. `readable`: its entry may be read."""

    eje: EjeSnapshot
    linea: LineaSnapshot
    readable: bool
    reading: EntryReading
    workflow: Workflow


@dataclass(frozen=True)
class BoardTarea:
    """A tarea of the calendar."""

    eje: EjeSnapshot
    tarea: TareaSnapshot


@dataclass(frozen=True)
class BoardRows:
    """Everything of the programme, before any filter.

    `readable` tells whether what was said of a tarea in a month may be read; `made_at` is when the
    `Corte` was stored, None for live rows; `entries` are the open quarters' entries by quarter.
    """

    ejes: tuple[EjeSnapshot, ...]
    lines: tuple[BoardLine, ...]
    tareas: tuple[BoardTarea, ...]
    readable: Callable[[TareaSnapshot, int], bool]
    thresholds: Thresholds
    made_at: datetime | None
    entries: dict[int, list[AvanceTrimestral]]


def board_rows(scope: Scope) -> BoardRows:
    """Read the rows in seven queries live, in two from a `Corte`, for any number of líneas.

    A closed quarter without a `Corte` is read live, as its informe is.
    """
    stored = _stored(scope) if scope.cut.frozen else None
    models: dict[int, LineaDeAccion] = {}
    entries, actual = ([], {}) if stored and scope.full else _entries(scope)
    statuses: dict[int, dict[int, str]] = defaultdict(dict)
    by_number = {t.pk: t.number for t in scope.trimestres}
    for entry in entries:
        statuses[entry.linea_id][by_number[entry.trimestre_id]] = entry.status
    if stored:
        snapshot = thaw(stored.payload)
        ejes = snapshot.ejes
        thresholds = Thresholds(*snapshot.institucion.thresholds)
        for linea in snapshot.lineas:
            if linea.avance:
                statuses[linea.pk][scope.trimestre.number] = linea.avance.status
    else:
        current = {e.linea_id: e for e in entries if e.trimestre_id == scope.trimestre.pk}
        ejes = tuple(_live_ejes(scope, current, actual, models))
        thresholds = thresholds_of(scope.programa.institucion)
    reader = _Reader(scope, statuses, thresholds, {} if stored else current)
    quarter_of = {month: t.number for t in scope.trimestres for month in t.months}

    def readable(tarea: TareaSnapshot, month: int) -> bool:
        if month > scope.cut.month:
            return False
        validated = statuses[tarea.linea_pk].get(quarter_of[month]) == AvanceStatus.VALIDATED
        return scope.full or validated

    return BoardRows(
        ejes=ejes,
        lines=tuple(reader.line(eje, linea) for eje in ejes for linea in eje.lineas),
        tareas=tuple(
            BoardTarea(eje, tarea) for eje in ejes for tarea in eje.tareas if tarea.in_calendar
        ),
        readable=readable,
        thresholds=thresholds,
        made_at=stored.made_at if stored else None,
        entries=_open_entries(scope, entries, models),
    )


def _stored(scope: Scope) -> Corte | None:
    cortes = Corte.objects.filter(trimestre=scope.trimestre)
    return cortes.only("payload", "made_at").order_by("-number").first()


def _entries(
    scope: Scope,
) -> tuple[list[AvanceTrimestral], dict[int, dict[int, Reported]]]:
    """Return the year's entries as `with_started` annotates them, and `actual_by_component`.

    One query for both: an entry comes once for each of its quantities, or once without any.
    """
    written = Bloque.objects.filter(avance=OuterRef("pk"), removed_at__isnull=True)
    rows = AvanceTrimestral.objects.filter(trimestre__programa=scope.programa).annotate(
        has_blocks=Exists(written),
        componente=F("cantidades__componente"),
        **{name: F(f"cantidades__{name}") for name in REPORTED},
    )
    numbers = {trimestre.pk: trimestre.number for trimestre in scope.trimestres}
    entries: dict[int, AvanceTrimestral] = {}
    actual: dict[int, dict[int, Reported]] = defaultdict(dict)
    for row in rows.order_by():
        entry = entries.setdefault(row.pk, row)
        if row.componente is not None:
            reported = Reported(*(getattr(row, name) for name in REPORTED))
            actual[row.componente][numbers[row.trimestre_id]] = reported
        entry.has_quantities = getattr(entry, "has_quantities", False) or row.quantity is not None
    return list(entries.values()), actual


def _live_ejes(scope: Scope, current: dict[int, AvanceTrimestral], actual, models: dict):
    """Yield the ejes as plain values, with the quarter's entries without blocks.

    `models` takes the líneas as they were read, in printed order.
    """
    ejes = Eje.objects.filter(programa=scope.programa).prefetch_related(
        Prefetch("lineas", LineaDeAccion.objects.select_related("area", "meta").order_by("order")),
        Prefetch("lineas__meta__componentes", ComponenteDeMeta.objects.order_by("order")),
        "lineas__meta__componentes__modificaciones",
        Prefetch("tareas", Tarea.objects.select_related("area").order_by("order")),
    )
    nested = scope.programa.institucion.line_numbering == LineNumbering.NESTED
    marks: dict[int, list] = defaultdict(list)
    columns = ("tarea", "month", "programmed", "status", "reason")
    marcas = MarcaMensual.objects.filter(tarea__eje__programa=scope.programa).order_by()
    for mark in marcas.values_list(*columns, named=True):
        marks[mark.tarea].append(mark)
    for eje in ejes.order_by("order"):
        for tarea in eje.tareas.all():
            # Thousands of rows that nobody changes: plain tuples stand for them, as if prefetched.
            tarea._prefetched_objects_cache = {"marcas": marks[tarea.pk]}
        models |= {linea.pk: linea for linea in eje.lineas.all()}
        tareas = tarea_snapshots(eje)
        by_linea: dict[int | None, list[TareaSnapshot]] = defaultdict(list)
        for tarea in tareas:
            by_linea[tarea.linea_pk].append(tarea)
        yield EjeSnapshot(
            pk=eje.pk,
            order=eje.order,
            name=eje.name,
            table_name=eje.table_name or eje.name,
            objective=eje.objective,
            strategy=eje.strategy,
            words=scope.programa.words(eje.labels),
            responsibles=(),  # nothing here prints who is responsible
            lineas=tuple(
                LineaSnapshot(
                    pk=linea.pk,
                    number=line_number(eje.order, position, linea, nested=nested),
                    title=linea.title,
                    area=linea.area.name,
                    area_code=linea.area.code,
                    meta=meta_snapshot(linea, actual, scope.trimestre.number),
                    tareas=tuple(by_linea.get(linea.pk, ())),
                    avance=entry_snapshot(current.get(linea.pk)),
                    closing=None,
                )
                for position, linea in enumerate(eje.lineas.all(), start=1)
            ),
            tareas=tareas,
            own_sentence="",  # nor how its own tareas closed
        )


class _Reader:
    """Gives the line of each línea, as far as the person may read it."""

    def __init__(self, scope: Scope, statuses, thresholds: Thresholds, current) -> None:
        self.scope, self.statuses, self.thresholds = scope, statuses, thresholds
        self.current = current
        self.quarter = quarter_snapshot(scope.trimestre)

    def line(self, eje: EjeSnapshot, linea: LineaSnapshot) -> BoardLine:
        """Return the line of a línea."""
        number = self.scope.trimestre.number
        facts = linea.meta.facts if linea.meta else None
        access = access_to(self.statuses[linea.pk], facts, number, full=self.scope.full)
        return BoardLine(
            eje=eje,
            linea=linea,
            readable=access.own,
            reading=read_entry(linea, self.quarter, thresholds=self.thresholds, access=access),
            workflow=self._workflow(linea),
        )

    def _workflow(self, linea: LineaSnapshot) -> Workflow:
        """The status of a live entry as every page has it, or of one that a `Corte` holds."""
        entry = self.current.get(linea.pk)
        kept = linea.avance
        if entry or kept is None:
            return entry_workflow(entry, self.scope.trimestre.status, full=self.scope.full)
        facts = linea.meta.facts if linea.meta else None
        return workflow_of(
            kept.status,
            ready=kept.ready,
            started=bool(
                kept.blocks
                or kept.cause
                or kept.closing != ExplicitClosing.AUTOMATIC
                or has_quantity(facts, self.scope.trimestre.number)
            ),
            closed=True,
            full=self.scope.full,
        )


def _open_entries(scope: Scope, entries, models) -> dict[int, list[AvanceTrimestral]]:
    """Return {quarter: its entries in printed order}, each with the línea that was read already."""
    if not scope.cut.is_now:
        return {}
    by_pair = {(entry.trimestre_id, entry.linea_id): entry for entry in entries}
    found: dict[int, list[AvanceTrimestral]] = {t.pk: [] for t in scope.trimestres}
    for quarter, rows in found.items():
        for pk, linea in models.items():
            if entry := by_pair.get((quarter, pk)):
                entry.linea = linea
                rows.append(entry)
    return found
