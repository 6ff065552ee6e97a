"""What the quantities of a línea's quarter give now: the figures and the closing sentence.

The capture page and the answer to each of its saves are made of it, in three queries.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, prefetch_related_objects

from programs.models import (
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    ModificacionDeMeta,
    Tarea,
)
from programs.reading import assembly
from programs.selectors.common import entry_snapshot, quarter_snapshot, thresholds_of
from programs.values.checks.readiness import quantity_anchor, unlikely
from programs.values.closing import line_closing
from programs.values.phrases import number_text
from programs.values.progress import Closing, Kind, accumulated_actual
from programs.values.readings import NO_DATA, ComponentReading, EntryReading, read_entry
from programs.values.snapshot import (
    LineaSnapshot,
    LineClosing,
    MarkSnapshot,
    MetaSnapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)


@dataclass(frozen=True)
class QuantityPart:
    """One component: what is typed in it, and what it gives. `errors` are {field: [texts]}.

    `adjustable` tells whether earlier quarters hold a sum that may be corrected here.
    """

    pk: int
    version: int
    anchor: str
    unit: str
    demand: bool
    percent: bool
    quantified: bool
    quantity: Decimal | str | None
    received: Decimal | str | None
    reason: str
    before: str
    reading: ComponentReading
    unlikely: str
    adjustable: bool = False
    adjustment: Decimal | str | None = None
    adjustment_reason: str = ""
    adjust_errors: Mapping[str, list[str]] = field(default_factory=dict)
    errors: Mapping[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Live:
    """What changes with every save: the figures, the sentence and whether anything is due."""

    quantities: tuple[QuantityPart, ...]
    closing: LineClosing
    reading: EntryReading
    meta: MetaSnapshot | None
    due: bool
    linea: LineaSnapshot
    trimestre: TrimestreSnapshot

    @property
    def reasons(self) -> tuple[str, ...]:
        """The written reasons of the quantities, in the order of the components."""
        return tuple(part.reason for part in self.quantities)


def live_of(avance: AvanceTrimestral, blocks: Iterable[Bloque] = ()) -> Live:
    """Return what an entry read by `avances_visible` gives now, in three queries."""
    linea, trimestre = avance.linea, avance.trimestre
    number = trimestre.number
    meta_row = getattr(linea, "meta", None)
    componentes, cantidades = _quantities(meta_row.pk) if meta_row else ((), ())
    actual: dict[int, dict[int, assembly.Reported]] = {}
    for row in cantidades:
        quarters = actual.setdefault(row.componente_id, {})
        quarters[row.quarter] = assembly.Reported(
            *(getattr(row, name) for name in assembly.REPORTED)
        )
    own = {row.componente_id: row for row in cantidades if row.avance_id == avance.pk}
    meta = assembly.meta_snapshot(linea, actual, number, componentes)
    quarter = quarter_snapshot(trimestre)
    snapshot = LineaSnapshot(
        pk=linea.pk,
        number="",
        title=linea.title,
        area=linea.area.name,
        area_code=linea.area.code,
        meta=meta,
        tareas=tareas_of([linea.pk]).get(linea.pk, ()),
        avance=replace(entry_snapshot(avance), blocks=assembly.block_snapshots(blocks)),
        closing=None,
    )
    closing = line_closing(snapshot, quarter)
    snapshot = replace(snapshot, closing=closing)
    reading = read_entry(
        snapshot, quarter, thresholds=thresholds_of(trimestre.programa.institucion)
    )
    return Live(
        quantities=tuple(
            _quantity(position, own[componente.pk], meta, reading, number)
            for position, componente in enumerate(componentes, start=1)
            if componente.pk in own
        ),
        closing=closing,
        reading=reading,
        meta=meta,
        due=closing.code is not Closing.NOT_DUE,
        linea=snapshot,
        trimestre=quarter,
    )


@dataclass(frozen=True)
class _Quantity:
    """What was done of a component in a quarter (1 to 4): the columns of AvanceDeComponente."""

    pk: int
    version: int
    componente_id: int
    avance_id: int
    quarter: int
    quantity: Decimal | None
    received: Decimal | None
    reason: str
    adjustment: Decimal | None
    adjustment_reason: str


def _quantities(meta_pk: int) -> tuple[list[ComponenteDeMeta], list[_Quantity]]:
    """Return the components of a meta, with their changes, and their quantities of the year.

    In one query, as the components come once for each of their quantities; in two where the meta
    has changes.
    """
    columns = {
        "pk": "pk",
        "version": "version",
        "avance_id": "avance",
        "quarter": "avance__trimestre__number",
        "quantity": "quantity",
        "received": "received",
        "reason": "reason",
        "adjustment": "adjustment",
        "adjustment_reason": "adjustment_reason",
    }
    rows = (
        ComponenteDeMeta.objects.filter(meta=meta_pk)
        .annotate(
            changed=Exists(ModificacionDeMeta.objects.filter(componente=OuterRef("pk"))),
            **{f"row_{name}": F(f"avances__{path}") for name, path in columns.items()},
        )
        .order_by("order")
    )
    componentes: dict[int, ComponenteDeMeta] = {}
    cantidades = []
    for row in rows:
        componentes.setdefault(row.pk, row)
        if row.row_pk is not None:
            values = {name: getattr(row, f"row_{name}") for name in columns}
            cantidades.append(_Quantity(componente_id=row.pk, **values))
    found = list(componentes.values())
    if any(row.changed for row in found):
        prefetch_related_objects(found, "modificaciones")
    else:
        # Few metas ever change: the question of each save is spared.
        for row in found:
            row._prefetched_objects_cache = {"modificaciones": row.modificaciones.none()}
    return found, cantidades


def _quantity(position, row, meta, reading, number) -> QuantityPart:
    component = meta.facts.components[position - 1]
    before = accumulated_actual(component, number - 1) if number > 1 else None
    return QuantityPart(
        pk=row.pk,
        version=row.version,
        anchor=quantity_anchor(position),
        unit=component.unit,
        demand=component.kind is Kind.DEMAND,
        percent=component.kind is Kind.PERCENT,
        quantified=component.kind is not Kind.UNQUANTIFIED,
        quantity=row.quantity,
        received=row.received,
        reason=row.reason,
        before=number_or(before, "0" if number == 1 else NO_DATA),
        reading=reading.components[position - 1],
        unlikely=unlikely(meta.facts, component, number),
        adjustable=bool(
            row.adjustment or (before is not None and component.kind is not Kind.PERCENT)
        ),
        adjustment=row.adjustment,
        adjustment_reason=row.adjustment_reason,
    )


def number_or(value: Decimal | None, word: str) -> str:
    """Print a quantity, or the word that stands for none."""
    return word if value is None else number_text(value)


def tareas_of(lineas: Iterable[int]) -> dict[int, tuple[TareaSnapshot, ...]]:
    """Return {línea: its tareas with their months}, in one query."""
    rows = (
        Tarea.objects.filter(linea__in=lineas)
        .order_by("order", "marcas__month")
        .values_list(
            "pk",
            "linea",
            "area__name",
            "area__code",
            "text",
            "in_calendar",
            "calendar_text",
            "calendar_label",
            "marcas__month",
            "marcas__programmed",
            "marcas__status",
            "marcas__reason",
        )
    )
    tareas: dict[int, tuple[tuple, list[MarkSnapshot]]] = {}
    for *values, month, programmed, status, reason in rows:
        marks = tareas.setdefault(values[0], (tuple(values), []))[1]
        if month is not None:
            marks.append(MarkSnapshot(month, programmed, status, reason))
    found: dict[int, tuple[TareaSnapshot, ...]] = {}
    for values, marks in tareas.values():
        pk, linea, area, area_code, text, in_calendar, calendar_text, label = values
        tarea = TareaSnapshot(
            pk=pk,
            linea_pk=linea,
            area=area,
            text=text,
            in_table=True,
            monthly_projection="",
            goal="",
            expected_result="",
            in_calendar=in_calendar,
            calendar_text=calendar_text or text,
            calendar_number=label,
            marks=tuple(marks),
            area_code=area_code,
        )
        found[linea] = (*found.get(linea, ()), tarea)
    return found
