"""Rows of the database as the plain values of `programs.values.snapshot`.

`programs.reading.corte` makes whole documents of them, `programs.selectors` pages of a part: a
figure is assembled here, whoever prints it. Rows come with what each function names as
prefetched; only `actual_by_component` asks the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from programs.models import (
    AvanceDeComponente,
    Bloque,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    Meta,
    Programa,
)
from programs.values.progress import ComponentFacts, Kind, MetaFacts, Rule
from programs.values.snapshot import (
    AdjustmentSnapshot,
    BlockSnapshot,
    FigureSnapshot,
    MarkSnapshot,
    MetaSnapshot,
    TareaSnapshot,
)


class Reported(NamedTuple):
    """What a quarter reports of a component, and what it corrects of earlier quarters."""

    quantity: Decimal | None = None
    received: Decimal | None = None
    adjustment: Decimal | None = None
    adjustment_reason: str = ""


REPORTED = Reported._fields
NOT_REPORTED = Reported()


def actual_by_component(programa: Programa) -> dict[int, dict[int, Reported]]:
    """Return {component pk: {quarter 1-4: what it reports}} of the whole year, in one query.

    Quantities are in the component's own unit, and None is "not said".
    """
    rows = AvanceDeComponente.objects.filter(avance__trimestre__programa=programa).values_list(
        "componente_id", "avance__trimestre__number", *REPORTED
    )
    actual: dict[int, dict[int, Reported]] = defaultdict(dict)
    for componente, number, *values in rows:
        actual[componente][number] = Reported(*values)
    return actual


def line_number(eje_order: int, position: int, linea: LineaDeAccion, *, nested: bool) -> str:
    """Return the printed number of a línea: typed, or its place in the eje."""
    if not linea.auto_number:
        return linea.label
    return f"{eje_order}.{position}" if nested else str(position)


def tarea_snapshots(owner: Eje | LineaDeAccion) -> tuple[TareaSnapshot, ...]:
    """Return the tareas of an eje or of a línea as plain values, in the order they were read.

    Asks nothing when `tareas`, with their `area` and `marcas`, were prefetched. The calendar's rows
    without a typed number are counted within `owner`, so that only an eje gives the printed ones.
    """
    counted = 0
    snapshots = []
    for tarea in owner.tareas.all():
        number = tarea.calendar_label
        if tarea.in_calendar and tarea.auto_number:
            counted += 1
            number = str(counted)
        snapshots.append(
            TareaSnapshot(
                pk=tarea.pk,
                linea_pk=tarea.linea_id,
                area=tarea.area.name,
                text=tarea.text,
                in_table=tarea.in_table,
                monthly_projection=tarea.monthly_projection,
                goal=tarea.goal,
                expected_result=tarea.expected_result,
                in_calendar=tarea.in_calendar,
                calendar_text=tarea.calendar_text or tarea.text,
                calendar_number=number,
                marks=tuple(
                    MarkSnapshot(marca.month, marca.programmed, marca.status, marca.reason)
                    for marca in sorted(tarea.marcas.all(), key=lambda marca: marca.month)
                ),
                area_code=tarea.area.code,
            )
        )
    return tuple(snapshots)


def meta_facts(
    meta: Meta,
    componentes: Iterable[ComponenteDeMeta],
    actual: dict[int, dict[int, Reported]],
    quarter: int | None,
) -> MetaFacts:
    """Return the quantities of a meta with these components, as in force in `quarter`."""

    def of_quarters(componente: ComponenteDeMeta, name: str) -> tuple[Decimal | None, ...]:
        rows = actual.get(componente.pk, {})
        return tuple(getattr(rows.get(number, NOT_REPORTED), name) for number in (1, 2, 3, 4))

    return MetaFacts(
        components=tuple(
            ComponentFacts(
                unit=componente.unit,
                kind=Kind(componente.kind),
                annual=_in_force(componente, quarter)[0],
                programmed=componente.programmed,
                actual=of_quarters(componente, "quantity"),
                received=of_quarters(componente, "received"),
                adjustments=of_quarters(componente, "adjustment"),
            )
            for componente in componentes
        ),
        rule=Rule(meta.rule),
        due_quarters=meta.due,
        start=meta.starts_on,
        end=meta.ends_on,
    )


def _in_force(componente: ComponenteDeMeta, quarter: int | None) -> tuple[Decimal | None, str]:
    """Return the annual quantity in force in a quarter, and its adjusted text if it changed.

    Without a quarter it is the quantity as first approved: the PTA prints what was promised.
    """
    quantity, text = componente.quantity, ""
    if quarter is not None:
        for change in sorted(componente.modificaciones.all(), key=lambda row: row.from_quarter):
            if change.from_quarter <= quarter:
                quantity, text = change.adjusted, change.adjusted_text
    return quantity, text


def meta_snapshot(
    linea: LineaDeAccion,
    actual: dict[int, dict[int, Reported]],
    quarter: int | None,
    componentes: Sequence[ComponenteDeMeta] | None = None,
) -> MetaSnapshot | None:
    """Return the meta of a línea, or None where the línea has none.

    `actual` is what `actual_by_component` returns. The annual quantities and the text are those in
    force in `quarter`; None gives them as first approved. Asks nothing when `meta__componentes`
    and their `modificaciones` were prefetched, or when the caller gives the `componentes`.
    """
    meta = getattr(linea, "meta", None)
    if meta is None:
        return None
    rows = meta.componentes.all() if componentes is None else componentes
    adjusted = [text for row in rows if (text := _in_force(row, quarter)[1])]
    return MetaSnapshot(
        text=adjusted[-1] if adjusted else meta.text,
        starts_on=meta.starts_on,
        ends_on=meta.ends_on,
        facts=meta_facts(meta, rows, actual, quarter),
        adjustments=tuple(
            AdjustmentSnapshot(row.unit, reported.adjustment, reported.adjustment_reason)
            for row in rows
            if quarter is not None
            and (reported := actual.get(row.pk, {}).get(quarter, NOT_REPORTED)).adjustment
        ),
    )


def block_snapshots(blocks: Iterable[Bloque]) -> tuple[BlockSnapshot, ...]:
    """Return blocks, read with their pictures, as plain values; only a document numbers them."""
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
                    alt=figure.alt,
                    renditions=tuple(
                        (row["width"], row["height"], row["name"])
                        for row in (figure.evidencia.renditions if figure.evidencia else ())
                    ),
                )
                for figure in block.figuras.all()
            ),
            label="",
        )
        for block in blocks
    )
