"""A plan as rows of its sheets: by key, the value of each column; a key without value is left out.

What belongs to an eje, a línea or a section is said in its first row, and stays empty below.
"""

from collections.abc import Iterator

from programs.enums import BlockKind, MetaRule
from programs.resources.planilla.columns import AMOUNT_KEYS, QUARTER_KEYS
from programs.resources.planilla.links import link_of
from programs.values.area_choices import AreaChoices
from programs.values.planbook import (
    PlanBook,
    PlanComponente,
    PlanEje,
    PlanLinea,
    PlanTarea,
    short_name,
)
from programs.values.plandiff import labels_lines

BookRow = dict[str, object]
WRITTEN_ELSEWHERE = "Se escribe en el sistema. Esta fila conserva su lugar."


def plan_rows(plan: PlanBook, areas: AreaChoices) -> Iterator[BookRow]:
    """Yield the rows of the sheet Plan."""
    for eje in plan.ejes:
        first = _of_eje(eje, areas)
        for linea in eje.lineas:
            row = first | _of_linea(linea, areas)
            first = {}
            rest = linea.meta.componentes if linea.meta else ()
            for componente in rest[:1]:
                row |= _of_amount(componente)
            yield row
            yield from (_of_amount(componente) for componente in rest[1:])
        if first:
            yield first


def _of_eje(eje: PlanEje, areas: AreaChoices) -> BookRow:
    return {
        "clave_eje": eje.clave,
        "eje": eje.name,
        "table_name": eje.table_name,
        "objective": eje.objective,
        "strategy": eje.strategy,
        "responsables": [areas.name(code) for code in eje.responsables],
        "reporting": areas.name(eje.reporting) if eje.reporting else "",
        "labels": labels_lines(eje.labels),
    }


def _of_linea(linea: PlanLinea, areas: AreaChoices) -> BookRow:
    row: BookRow = {
        "clave": linea.clave,
        "number": linea.number,
        "title": linea.title,
        "area": areas.name(linea.area),
        "verification": linea.verification,
    }
    meta = linea.meta
    if meta is None:
        return row
    # The rule of one quantity decides nothing: it is written where it is not the usual one.
    told = len(meta.componentes) > 1 or meta.rule != MetaRule.POOLED
    return row | {
        "text": meta.text,
        "starts_on": meta.starts_on,
        "ends_on": meta.ends_on,
        "rule": meta.rule if told else None,
        "due_quarters": meta.due_quarters or None,
        "programming_reason": meta.programming_reason,
    }


def _of_amount(row: PlanComponente) -> BookRow:
    """Return a quantity by quarter, or by month: then its quarters are left to their months."""
    keys, amounts = (
        (QUARTER_KEYS, row.programmed) if row.months is None else (AMOUNT_KEYS, row.months)
    )
    return {
        "clave_componente": row.clave,
        "kind": row.kind,
        "quantity": row.quantity,
        "unit": row.unit,
        **dict(zip(keys, amounts, strict=True)),
    }


def calendario_rows(plan: PlanBook, areas: AreaChoices) -> Iterator[BookRow]:
    """Yield the rows of the sheet Calendario."""
    for eje in plan.ejes:
        titles = {linea.clave: short_name(linea.title) for linea in eje.lineas}
        first: BookRow = {"clave_eje": link_of(eje.clave, eje.name), "eje": eje.name}
        for tarea in eje.tareas:
            yield first | _of_tarea(tarea, titles.get(tarea.linea, ""), areas)
            first = {}


def _of_tarea(tarea: PlanTarea, linea: str, areas: AreaChoices) -> BookRow:
    return {
        "clave": tarea.clave,
        "clave_linea": link_of(tarea.linea, linea),
        "linea": linea,
        "number": tarea.number,
        "text": tarea.text,
        "area": areas.name(tarea.area),
        **{f"month_{month}": True for month in tarea.months},
        "printed": (tarea.in_table, tarea.in_calendar),
        "calendar_text": tarea.calendar_text,
        "demand_driven": tarea.demand_driven or None,
        "monthly_projection": tarea.monthly_projection,
        "goal": tarea.goal,
        "expected_result": tarea.expected_result,
        "verification": tarea.verification,
    }


def textos_rows(plan: PlanBook, areas: AreaChoices) -> Iterator[BookRow]:
    """Yield the rows of the sheet Textos."""
    for seccion in plan.secciones:
        row: BookRow = {
            "clave": seccion.clave,
            "kind": seccion.kind,
            "heading": seccion.heading,
            "number": seccion.number,
            "order": seccion.order,
            "contents_number": seccion.contents_number,
            "contents_heading": seccion.contents_heading,
            "area": areas.name(seccion.area) if seccion.area else "",
        }
        for bloque in seccion.bloques:
            text = bloque.text if bloque.kind == BlockKind.TEXT else WRITTEN_ELSEWHERE
            yield row | {"clave_bloque": bloque.clave, "block": bloque.kind, "text": text}
            row = {}
        if row:
            yield row
