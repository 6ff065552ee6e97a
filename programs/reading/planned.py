"""The one reader of a whole plan as plain values, for the checks of the plan and its review."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from programs.models import ComponenteDeMeta, Eje, LineaDeAccion, Programa, Seccion, Tarea
from programs.reading.assembly import promise_of, read_tareas
from programs.values.planned import (
    Planned,
    PlannedEje,
    PlannedLinea,
    PlannedMeta,
    PlannedSection,
)
from programs.values.snapshot import TareaSnapshot


@dataclass(frozen=True)
class PlanRows:
    """The rows of a plan as a page has read them: líneas `with_place`, tareas by eje, and ejes."""

    lineas: Sequence[LineaDeAccion]
    tareas: Mapping[int, tuple[TareaSnapshot, ...]]
    ejes: Sequence[Eje]


def plan_rows(programa: Programa) -> PlanRows:
    """Read the rows of a plan, in three queries."""
    return PlanRows(
        lineas=list(LineaDeAccion.objects.filter(eje__programa=programa).with_place()),
        tareas=read_tareas(Tarea.objects.filter(eje__programa=programa)),
        ejes=list(Eje.objects.filter(programa=programa).order_by("order")),
    )


def read_planned(programa: Programa, read: PlanRows | None = None) -> Planned:
    """Return the plan of a programa, in five queries for any number of rows.

    `read` are the rows that the caller has: two queries then.
    """
    read = read or plan_rows(programa)
    componentes: dict[int, list[ComponenteDeMeta]] = defaultdict(list)
    rows = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa)
    for row in rows.order_by("order"):
        componentes[row.meta_id].append(row)
    of_eje: dict[int, list[PlannedLinea]] = defaultdict(list)
    for linea in read.lineas:
        of_eje[linea.eje_id].append(_linea(linea, componentes))
    sections = Seccion.objects.filter(programa=programa).order_by("order", "pk")
    return Planned(
        starts_on=programa.starts_on,
        line=programa.words()["line"],
        ejes=tuple(
            PlannedEje(
                pk=eje.pk,
                order=eje.order,
                heading=programa.words(eje.labels)["heading"].capitalize(),
                name=eje.name,
                lineas=tuple(of_eje[eje.pk]),
                tareas=read.tareas.get(eje.pk, ()),
            )
            for eje in read.ejes
        ),
        sections=tuple(
            PlannedSection(row.pk, row.heading, row.number_label, row.auto_number)
            for row in sections
        ),
    )


def _linea(linea: LineaDeAccion, componentes: dict[int, list[ComponenteDeMeta]]) -> PlannedLinea:
    meta = getattr(linea, "meta", None)
    promise = promise_of(meta, componentes[meta.pk]) if meta else None
    return PlannedLinea(
        pk=linea.pk,
        number=linea.number,
        title=linea.title,
        area=linea.area.name,
        area_code=linea.area.code,
        meta=PlannedMeta(
            pk=meta.pk,
            text=meta.text,
            starts_on=meta.starts_on,
            ends_on=meta.ends_on,
            facts=promise.meta,
            reason=promise.reason,
        )
        if meta and promise
        else None,
    )
