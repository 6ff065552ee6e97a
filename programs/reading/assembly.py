"""Rows of the database as the plain values of `programs.values.snapshot`.

`programs.reading.lines` makes líneas of them: a figure is assembled here, whoever prints it. Rows
come as each function says; only `reported_of`, `months_of` and `read_tareas` ask the
database.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from programs.enums import QUARTERS, HechoRule
from programs.models import (
    AvanceDeComponente,
    Bloque,
    CantidadMensual,
    ComponenteDeMeta,
    Meta,
    ModificacionDeMeses,
    Tarea,
    Trimestre,
)
from programs.reading.terms import Terms, adecuacion_snapshot, terms_of
from programs.values.changes import AdjustmentSnapshot, MoveSnapshot
from programs.values.checks import Notes, Plan
from programs.values.facts import Four, quarters_outside
from programs.values.hechos.kinds import HechoKind, fields_of
from programs.values.hechos.rules import BARE, RuleKind
from programs.values.hechos.rules import Rule as Desglose
from programs.values.month_quantities import MonthQuantity
from programs.values.progress import ComponentFacts, Kind, MetaFacts, Rule
from programs.values.snapshot import (
    BlockSnapshot,
    ComponentMonths,
    FigureSnapshot,
    MarkSnapshot,
    MetaSnapshot,
    TareaSnapshot,
)


class Reported(NamedTuple):
    """What a quarter says of a component, and what it corrects of earlier quarters.

    Quantities are in the component's own unit, and None is "not said". `pk` and `version` are those
    of the row, None and 0 without one; `reason` says why an unlikely quantity is correct, `rule`
    how the quantity follows of hechos, and `desglose` of which, as it is now.
    """

    pk: int | None = None
    version: int = 0
    quantity: Decimal | None = None
    received: Decimal | None = None
    reason: str = ""
    adjustment: Decimal | None = None
    adjustment_reason: str = ""
    rule: str = HechoRule.NONE.value
    desglose: Desglose = BARE

    @property
    def of_hechos(self) -> bool:
        """Tell whether its hechos give the quantity: nobody wrote it."""
        return self.rule != HechoRule.NONE


NOT_REPORTED = Reported()
# The columns of what a row reports, and those of its desglose.
REPORTED = Reported._fields[:-1]
_DESGLOSE = (
    "rule",
    "rule_field",
    "rule_where",
    "rule_value",
    "rule_kind__key",
    "rule_kind__name",
    "rule_kind__plural",
    "rule_kind__name_label",
    "rule_kind__field_rows",
)
# {component pk: {quarter 1-4: what it reports}}
ReportedByQuarter = Mapping[int, Mapping[int, Reported]]
# {component pk: its twelve months, in order}
MonthsByComponent = Mapping[int, tuple[MonthQuantity, ...]]
OF_TAREA = (
    "eje_id",
    "pk",
    "linea_id",
    "area__name",
    "area__code",
    "text",
    "in_table",
    "monthly_projection",
    "goal",
    "expected_result",
    "verification",
    "in_calendar",
    "calendar_text",
    "calendar_label",
    "auto_number",
    "moved",
)
OF_MARCA = ("marcas__month", "marcas__programmed", "marcas__status", "marcas__reason")


def reported_of(lineas: Collection[int]) -> ReportedByQuarter:
    """Return what these líneas report in all quarters of their year, in one query."""
    rows = AvanceDeComponente.objects.filter(avance__linea__in=lineas).values_list(
        "componente", "avance__trimestre__number", *REPORTED, *_DESGLOSE
    )
    reported: dict[int, dict[int, Reported]] = defaultdict(dict)
    for componente, number, *values in rows:
        own, rule = values[: len(REPORTED)], values[len(REPORTED) :]
        reported[componente][number] = Reported(*own)._replace(desglose=_desglose(*rule))
    return reported


def _desglose(how: str, field: str, where: str, value: str, *kind: Any) -> Desglose:
    """Return the rule of a row by its columns."""
    if how == HechoRule.NONE:
        return BARE
    key, name, plural, name_label, fields = kind
    of = HechoKind(key, name, plural, name_label, fields_of(fields))
    return Desglose(RuleKind(how), of, field, where, value)


def notes_of(reported: Iterable[Reported]) -> Notes:
    """Return what checks ask of the quantities of a línea, in the order of its components."""
    said = tuple(reported)
    return Notes(
        reasons=tuple(each.reason for each in said),
        of_hechos=tuple(each.of_hechos for each in said),
        rules=tuple(each.desglose for each in said),
    )


def quarter_notes(
    trimestre: Trimestre, lineas: Collection[int], kinds: Mapping[str, HechoKind]
) -> dict[int, Notes]:
    """Return {línea: what checks ask of its quantities} of a quarter, in one query.

    `kinds` are those of hechos as the quarter closed with them, by key.
    """
    rows = AvanceDeComponente.objects.filter(avance__trimestre=trimestre, avance__linea__in=lineas)
    found: dict[int, list[Reported]] = defaultdict(list)
    asked = rows.order_by("componente__order").values_list("avance__linea", "reason", *_DESGLOSE)
    for linea, reason, *columns in asked:
        rule = _desglose(*columns)
        kind = kinds.get(rule.kind.key, rule.kind) if rule.kind else None
        rule = replace(rule, kind=kind)
        found[linea].append(Reported(reason=reason, rule=columns[0], desglose=rule))
    return {linea: notes_of(reported) for linea, reported in found.items()}


def months_of(componentes: Iterable[ComponenteDeMeta]) -> MonthsByComponent:
    """Return the months of those that are reported by month: one query, none without any."""
    monthly = [componente.pk for componente in componentes if componente.monthly]
    found: dict[int, list[MonthQuantity]] = defaultdict(list)
    if monthly:
        rows = CantidadMensual.objects.filter(componente__in=monthly).order_by("month")
        for row in rows:
            found[row.componente_id].append(row.value)
    return {pk: tuple(months) for pk, months in found.items()}


def read_tareas(tareas: QuerySet[Tarea]) -> dict[int, tuple[TareaSnapshot, ...]]:
    """Return {eje pk: its tareas among these, in printed order}, in one query.

    One more where the months of any were moved.

    A tarea comes once for each of its months: they are thousands, nobody changes them here, and a
    save asks for them too. Rows of the calendar without a typed number are counted among the
    tareas that were asked for, so that only whole ejes give the printed numbers.
    """
    moved = Exists(ModificacionDeMeses.objects.filter(tarea=OuterRef("pk")))
    rows = tareas.annotate(moved=moved).order_by("eje__order", "order", "marcas__month")
    found: dict[int, list[TareaSnapshot]] = defaultdict(list)
    counted: Counter = Counter()
    columns = list(rows.values_list(*OF_TAREA, *OF_MARCA))
    moves = _moves({row[OF_TAREA.index("pk")] for row in columns if row[OF_TAREA.index("moved")]})
    for values, months in groupby(columns, key=lambda row: row[: len(OF_TAREA)]):
        row = dict(zip(OF_TAREA, values, strict=True))
        eje, number = row["eje_id"], row["calendar_label"]
        if row["in_calendar"] and row["auto_number"]:
            counted[eje] += 1
            number = str(counted[eje])
        marks = (MarkSnapshot(*month[len(OF_TAREA) :]) for month in months)
        found[eje].append(
            TareaSnapshot(
                pk=row["pk"],
                linea_pk=row["linea_id"],
                area=row["area__name"],
                area_code=row["area__code"],
                text=row["text"],
                in_table=row["in_table"],
                monthly_projection=row["monthly_projection"],
                goal=row["goal"],
                expected_result=row["expected_result"],
                verification=row["verification"],
                in_calendar=row["in_calendar"],
                calendar_text=row["calendar_text"] or row["text"],
                calendar_number=number,
                marks=tuple(mark for mark in marks if mark.month is not None),
                moves=tuple(moves[row["pk"]]),
            )
        )
    return {eje: tuple(snapshots) for eje, snapshots in found.items()}


def _moves(tareas: Collection[int]) -> dict[int, list[MoveSnapshot]]:
    """Return {tarea pk: the changes of its months in the order in which they hold}."""
    found: dict[int, list[MoveSnapshot]] = defaultdict(list)
    if not tareas:
        return found
    for row in ModificacionDeMeses.objects.filter(tarea__in=tareas).in_order():
        adecuacion = adecuacion_snapshot(row.adecuacion)
        found[row.tarea_id].append(
            MoveSnapshot(adecuacion, tuple(row.original), tuple(row.adjusted))
        )
    return found


def component_facts(
    componente: ComponenteDeMeta,
    reported: Mapping[int, Reported],
    annual: Decimal | None,
    programmed: Four,
) -> ComponentFacts:
    """Return what the year promises of a component and what its quarters (1 to 4) report."""

    def of_quarters(name: str) -> Four:
        said = (getattr(reported.get(n, NOT_REPORTED), name) for n in QUARTERS)
        first, second, third, fourth = said
        return first, second, third, fourth

    return ComponentFacts(
        unit=componente.unit,
        kind=Kind(componente.kind),
        annual=annual,
        programmed=programmed,
        actual=of_quarters("quantity"),
        received=of_quarters("received"),
        adjustments=of_quarters("adjustment"),
    )


def meta_facts(
    meta: Meta,
    componentes: Iterable[ComponenteDeMeta],
    terms: Terms,
    reported: ReportedByQuarter,
    period_start: date | None,
) -> MetaFacts:
    """Return the quantities of a meta with these components; see `meta_snapshot`."""
    return MetaFacts(
        components=tuple(
            component_facts(
                componente,
                reported.get(componente.pk, {}),
                terms.annual[componente.pk],
                terms.programmed[componente.pk],
            )
            for componente in componentes
        ),
        rule=Rule(meta.rule),
        due_quarters=terms.due,
        start=meta.starts_on,
        end=meta.ends_on,
        outside=quarters_outside(meta.starts_on, meta.ends_on, period_start)
        if period_start
        else (),
    )


def promise_of(meta: Meta, componentes: Iterable[ComponenteDeMeta]) -> Plan:
    """Return a meta with these components as it was first written, for the checks of a plan."""
    rows = list(componentes)
    return Plan(meta_facts(meta, rows, terms_of(meta, rows), {}, None), meta.programming_reason)


def meta_snapshot(
    meta: Meta,
    componentes: Sequence[ComponenteDeMeta],
    terms: Terms,
    reported: ReportedByQuarter,
    trimestre: Trimestre | None,
    months: MonthsByComponent,
) -> MetaSnapshot:
    """Return a meta as plain values, with what its `terms` say that is in force in a quarter.

    Without a quarter its terms are those first approved: the PTA prints what was promised.
    """
    number = trimestre.number if trimestre else None
    return MetaSnapshot(
        text=terms.text,
        original_text=meta.text,
        starts_on=meta.starts_on,
        ends_on=meta.ends_on,
        facts=meta_facts(
            meta, componentes, terms, reported, trimestre.programa.starts_on if trimestre else None
        ),
        adjustments=tuple(
            AdjustmentSnapshot(row.unit, said.adjustment, said.adjustment_reason)
            for row in componentes
            if number is not None
            and (said := reported.get(row.pk, {}).get(number, NOT_REPORTED)).adjustment
        ),
        changes=terms.changes,
        months=tuple(
            ComponentMonths(place, row.unit, months[row.pk])
            for place, row in enumerate(componentes)
            if row.pk in months
        ),
    )


def block_snapshots(blocks: Iterable[Bloque]) -> tuple[BlockSnapshot, ...]:
    """Return blocks, read with their pictures, as plain values; only a document numbers them.

    What stays out of the informe is not in them: neither a picture nor a block of nothing else.
    """
    return tuple(
        BlockSnapshot(
            key=block.key,
            kind=block.kind,
            html=block.html,
            rows=tuple(tuple(row) for row in block.rows),
            header_rows=block.header_rows,
            title=block.title,
            source=block.source,
            caption_kind=block.caption_kind,
            caption=block.caption,
            first_number=block.first_number,
            figures=tuple(
                FigureSnapshot(
                    alt=figure.said_alt,
                    renditions=tuple(
                        (row["width"], row["height"], row["name"])
                        for row in (figure.evidencia.renditions if figure.evidencia else ())
                    ),
                )
                for figure in block.printed_figures
            ),
            label="",
        )
        for block in blocks
        if not block.is_left_out
    )
