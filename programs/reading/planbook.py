"""The rows of a programa as the plain plan of `programs.values.planbook`."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from programs.enums import BlockKind
from programs.models import (
    Area,
    Bloque,
    CantidadMensual,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Seccion,
    Tarea,
)
from programs.received.text import plain_text
from programs.values.area_choices import AreaChoice, AreaChoices
from programs.values.area_names import AreaNames, NamedArea
from programs.values.months import MONTHS
from programs.values.planbook import (
    PlanBloque,
    PlanBook,
    PlanComponente,
    PlanEje,
    PlanLinea,
    PlanMeta,
    PlanSeccion,
    PlanTarea,
)
from programs.values.tied import untied
from programs.values.typed import without_zeros


def plan_book(programa: Programa) -> PlanBook:
    """Return the plan of a programa, read with its institution, in nine queries.

    However many rows it has. What an adecuación changed in a meta is not in it: the plan is what
    was first written.
    """
    lineas = _lineas(programa)
    tareas = _tareas(programa)
    ejes = Eje.objects.filter(programa=programa).with_responsibles()
    return PlanBook(
        institucion=programa.institucion.slug,
        year=programa.year,
        start_month=programa.start_month,
        ejes=tuple(_eje(eje, lineas[eje.pk], tareas[eje.pk]) for eje in ejes),
        secciones=_secciones(programa),
    )


def area_choices(institucion_pk: int) -> AreaChoices:
    """Return the áreas of an institution by all that people call them, in one query."""
    rows = list(
        Area.objects.filter(institucion=institucion_pk)
        .order_by("order", "name", "pk")
        .values_list("code", "name", "parent__name", "aliases", "active")
    )
    names = AreaNames(NamedArea(code, name, parent or "") for code, name, parent, *_ in rows)
    return AreaChoices(
        AreaChoice(code, names.told(code, name), (name, *aliases), active)
        for code, name, _, aliases, active in rows
    )


def _eje(eje: Eje, lineas: Iterable[PlanLinea], tareas: Iterable[PlanTarea]) -> PlanEje:
    responsables = eje.responsables.all()
    return PlanEje(
        clave=eje.clave,
        name=eje.name.strip(),
        table_name=eje.table_name.strip(),
        objective=eje.objective.strip(),
        strategy=eje.strategy.strip(),
        responsables=tuple(row.area.code for row in responsables),
        reporting=next((row.area.code for row in responsables if row.reports), ""),
        labels=tuple(sorted((word, text.strip()) for word, text in eje.labels.items())),
        lineas=tuple(lineas),
        tareas=tuple(tareas),
    )


def _lineas(programa: Programa) -> dict[int, list[PlanLinea]]:
    """Return the líneas of each eje, by its id; with their metas and components, in 2 queries."""
    componentes: dict[int, list[PlanComponente]] = defaultdict(list)
    months = _amounts_by_month(programa)
    rows = ComponenteDeMeta.objects.filter(meta__linea__eje__programa=programa)
    for row in rows.order_by("order"):
        first, second, third, fourth = (_exact(amount) for amount in row.programmed)
        componentes[row.meta_id].append(
            PlanComponente(
                clave=row.clave,
                kind=row.kind,
                quantity=_exact(row.quantity),
                unit=row.unit.strip(),
                programmed=(first, second, third, fourth),
                months=months.get(row.pk),
            )
        )
    found: dict[int, list[PlanLinea]] = defaultdict(list)
    lineas = LineaDeAccion.objects.filter(eje__programa=programa).select_related("area", "meta")
    for linea in lineas.order_by("eje__order", "order"):
        meta = getattr(linea, "meta", None)
        found[linea.eje_id].append(
            PlanLinea(
                clave=linea.clave,
                number=None if linea.auto_number else linea.label.strip(),
                title=linea.title.strip(),
                area=linea.area.code,
                verification=linea.verification.strip(),
                meta=_meta(meta, componentes[meta.pk]) if meta else None,
            )
        )
    return found


def _amounts_by_month(programa: Programa) -> dict[int, tuple[Decimal | None, ...]]:
    """Return {component programmed by month: its twelve amounts}; none where no month says one."""
    found: dict[int, dict[int, Decimal | None]] = defaultdict(dict)
    rows = CantidadMensual.objects.filter(
        componente__meta__linea__eje__programa=programa,
        componente__monthly=True,
        programmed__isnull=False,
    )
    for componente, month, amount in rows.values_list("componente", "month", "programmed"):
        found[componente][month] = _exact(amount)
    return {
        componente: tuple(amounts.get(month) for month in MONTHS)
        for componente, amounts in found.items()
    }


def _exact(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else without_zeros(amount)


def _meta(meta: Meta, componentes: Iterable[PlanComponente]) -> PlanMeta:
    return PlanMeta(
        text=meta.text.strip(),
        starts_on=meta.starts_on,
        ends_on=meta.ends_on,
        rule=meta.rule,
        due_quarters=meta.due_quarters,
        programming_reason=meta.programming_reason.strip(),
        componentes=tuple(componentes),
    )


def _tareas(programa: Programa) -> dict[int, list[PlanTarea]]:
    """Return the tareas of each eje, by its id; with their months, in 2 queries."""
    months: dict[int, list[int]] = defaultdict(list)
    marks = MarcaMensual.objects.filter(tarea__eje__programa=programa, programmed=True)
    for tarea_pk, month in marks.order_by("month").values_list("tarea", "month"):
        months[tarea_pk].append(month)
    found: dict[int, list[PlanTarea]] = defaultdict(list)
    rows = Tarea.objects.filter(eje__programa=programa).select_related("area", "linea")
    for row in rows.order_by("eje__order", "order"):
        found[row.eje_id].append(
            PlanTarea(
                clave=row.clave,
                linea=row.linea.clave if row.linea else "",
                area=row.area.code,
                text=row.text.strip(),
                in_table=row.in_table,
                in_calendar=row.in_calendar,
                calendar_text=row.calendar_text.strip(),
                number=None if row.auto_number else row.calendar_label.strip(),
                months=tuple(months[row.pk]),
                demand_driven=row.demand_driven,
                monthly_projection=row.monthly_projection.strip(),
                goal=row.goal.strip(),
                expected_result=row.expected_result.strip(),
                verification=row.verification.strip(),
            )
        )
    return found


def _secciones(programa: Programa) -> tuple[PlanSeccion, ...]:
    """Return the sections of a programa with their kept blocks, in 2 queries."""
    bloques: dict[int, list[PlanBloque]] = defaultdict(list)
    rows = Bloque.objects.kept().filter(seccion__programa=programa).order_by("order", "pk")
    for seccion_pk, key, kind, html in rows.values_list("seccion", "key", "kind", "html"):
        text = plain_text(untied(html)).strip() if kind == BlockKind.TEXT else ""
        bloques[seccion_pk].append(PlanBloque(clave=key, kind=kind, text=text))
    secciones = Seccion.objects.filter(programa=programa).select_related("area")
    return tuple(
        PlanSeccion(
            clave=row.key,
            kind=row.kind,
            heading=row.heading.strip(),
            number=None if row.auto_number else row.number_label.strip(),
            contents_number=row.contents_number.strip(),
            contents_heading=row.contents_heading.strip(),
            area=row.area.code if row.area else "",
            order=row.order,
            bloques=tuple(bloques[row.pk]),
        )
        for row in secciones.order_by("order", "pk")
    )
