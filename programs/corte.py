"""The snapshot of a programa or of one of its quarters, in a fixed number of queries.

Documents, previews and pages that print figures all start here, so that a figure has one source.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Prefetch, Q

from programs.enums import LineNumbering, SeccionKind
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    Figura,
    LineaDeAccion,
    Meta,
    Programa,
    Responsable,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.progress import ComponentFacts, Kind, MetaFacts, Rule
from programs.snapshot import (
    AvanceSnapshot,
    BlockSnapshot,
    EjeSnapshot,
    FigureSnapshot,
    InstitucionSnapshot,
    LineaSnapshot,
    MarkSnapshot,
    MetaSnapshot,
    SectionSnapshot,
    Snapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)

BLOCKS = Prefetch(
    "bloques", queryset=Bloque.objects.filter(removed_at__isnull=True).order_by("order", "pk")
)
FIGURES = Prefetch(
    "bloques__figuras", queryset=Figura.objects.select_related("evidencia").order_by("order")
)
# Kinds of sections that only the programme's own document carries.
PLAN_ONLY = (SeccionKind.PLAN, SeccionKind.IMPLEMENTATION, SeccionKind.CALENDAR)


def programa_snapshot(programa: Programa) -> Snapshot:
    """Return the plan of a programa as plain values."""
    return _snapshot(programa, None)


def trimestre_snapshot(trimestre: Trimestre) -> Snapshot:
    """Return a quarter as plain values: the plan and what was reported up to all four quarters.

    Figures take the quarter as an argument, so a later quarter never changes an earlier one.
    """
    return _snapshot(trimestre.programa, trimestre)


def _snapshot(programa: Programa, trimestre: Trimestre | None) -> Snapshot:
    """Read everything once, then assemble."""
    institucion = programa.institucion
    actual = _actual_by_component(programa)
    avances = _avances_by_linea(trimestre)
    ejes = Eje.objects.filter(programa=programa).prefetch_related(
        Prefetch("responsables", Responsable.objects.select_related("area").order_by("order")),
        Prefetch(
            "lineas",
            LineaDeAccion.objects.select_related("area").order_by("order"),
        ),
        Prefetch("lineas__meta", Meta.objects.all()),
        Prefetch("lineas__meta__componentes", ComponenteDeMeta.objects.order_by("order")),
        "lineas__meta__componentes__modificaciones",
        Prefetch("tareas", Tarea.objects.select_related("area").order_by("order")),
        "tareas__marcas",
    )
    quarter = trimestre.number if trimestre else None
    return Snapshot(
        institucion=InstitucionSnapshot(
            slug=institucion.slug,
            name=institucion.name,
            short_name=institucion.short_name,
            state=institucion.state,
            governing_body=institucion.governing_body,
            motto=institucion.motto,
            emblem=institucion.emblem,
            brand_color=institucion.brand_color,
            sample=institucion.sample,
            thresholds=(institucion.red_below, institucion.amber_below, institucion.green_to),
        ),
        year=programa.year,
        title=programa.title,
        start_month=programa.start_month,
        cover_date=programa.cover_date,
        words=programa.words(),
        trimestre=trimestre
        and TrimestreSnapshot(
            number=trimestre.number,
            starts_on=trimestre.starts_on,
            ends_on=trimestre.ends_on,
            months=trimestre.months,
            cover_title=trimestre.cover_title,
        ),
        sections=tuple(_sections(programa, trimestre)),
        ejes=tuple(_eje(programa, eje, actual, avances, quarter) for eje in ejes.order_by("order")),
    )


def _actual_by_component(programa: Programa) -> dict[int, dict[int, tuple]]:
    """Return {component: {quarter: (quantity, received)}} of the whole year."""
    rows = AvanceDeComponente.objects.filter(avance__trimestre__programa=programa).values_list(
        "componente_id", "avance__trimestre__number", "quantity", "received"
    )
    actual: dict[int, dict[int, tuple]] = defaultdict(dict)
    for componente, number, quantity, received in rows:
        actual[componente][number] = (quantity, received)
    return actual


def _avances_by_linea(trimestre: Trimestre | None) -> dict[int, AvanceTrimestral]:
    """Return the quarter's entries by línea, with their blocks and figures."""
    if trimestre is None:
        return {}
    avances = AvanceTrimestral.objects.filter(trimestre=trimestre)
    return {avance.linea_id: avance for avance in avances.prefetch_related(BLOCKS, FIGURES)}


def _sections(programa: Programa, trimestre: Trimestre | None) -> Iterable[SectionSnapshot]:
    """Yield the sections of the document: its own, and the institution's for the other kinds."""
    own = Q(trimestre=trimestre) if trimestre else Q(programa=programa)
    default = Q(programa__isnull=True, trimestre__isnull=True)
    sections = list(
        Seccion.objects.filter(own | default, institucion=programa.institucion_id)
        .select_related("area")
        .prefetch_related(BLOCKS, FIGURES)
        .order_by("order", "pk")
    )
    replaced = {s.kind for s in sections if s.programa_id or s.trimestre_id}
    for section in sections:
        is_default = not (section.programa_id or section.trimestre_id)
        if is_default and section.kind in replaced:
            continue
        yield SectionSnapshot(
            kind=section.kind,
            area=section.area.name if section.area_id else None,
            heading=section.heading,
            auto_number=section.auto_number,
            number_label=section.number_label,
            contents_number=section.contents_number,
            contents_heading=section.contents_heading,
            blocks=_blocks(section),
        )


def _eje(programa: Programa, eje: Eje, actual, avances, quarter: int | None) -> EjeSnapshot:
    """Assemble one eje from prefetched rows."""
    tareas = _tareas(eje)
    by_linea: dict[int | None, list[TareaSnapshot]] = defaultdict(list)
    for tarea in tareas:
        by_linea[tarea.linea_pk].append(tarea)
    nested = programa.institucion.line_numbering == LineNumbering.NESTED
    return EjeSnapshot(
        pk=eje.pk,
        order=eje.order,
        name=eje.name,
        table_name=eje.table_name or eje.name,
        objective=eje.objective,
        strategy=eje.strategy,
        words=programa.words(eje.labels),
        responsibles=tuple(responsable.area.name for responsable in eje.responsables.all()),
        lineas=tuple(
            LineaSnapshot(
                pk=linea.pk,
                number=line_number(eje.order, position, linea, nested=nested),
                title=linea.title,
                area=linea.area.name,
                area_code=linea.area.code,
                meta=_meta(linea, actual, quarter),
                tareas=tuple(by_linea.get(linea.pk, ())),
                avance=_avance(avances.get(linea.pk)),
            )
            for position, linea in enumerate(eje.lineas.all(), start=1)
        ),
        tareas=tareas,
    )


def line_number(eje_order: int, position: int, linea: LineaDeAccion, *, nested: bool) -> str:
    """Return the printed number of a línea: typed, or its place in the eje."""
    if not linea.auto_number:
        return linea.label
    return f"{eje_order}.{position}" if nested else str(position)


def _tareas(eje: Eje) -> tuple[TareaSnapshot, ...]:
    """Assemble the tareas of an eje, numbering the calendar's rows that have no typed number."""
    counted = 0
    snapshots = []
    for tarea in eje.tareas.all():
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
            )
        )
    return tuple(snapshots)


def meta_facts(meta: Meta, actual: dict[int, dict[int, tuple]], quarter: int | None) -> MetaFacts:
    """Return a meta's quantities; the annual ones are those in force in `quarter`."""

    def of_quarters(componente: ComponenteDeMeta, index: int) -> tuple[Decimal | None, ...]:
        rows = actual.get(componente.pk, {})
        return tuple(rows.get(number, (None, None))[index] for number in (1, 2, 3, 4))

    return MetaFacts(
        components=tuple(
            ComponentFacts(
                unit=componente.unit,
                kind=Kind(componente.kind),
                annual=_in_force(componente, quarter)[0],
                programmed=componente.programmed,
                actual=of_quarters(componente, 0),
                received=of_quarters(componente, 1),
            )
            for componente in meta.componentes.all()
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


def _meta(linea: LineaDeAccion, actual, quarter: int | None) -> MetaSnapshot | None:
    """Return the meta of a línea, or None where the línea has none."""
    meta = getattr(linea, "meta", None)
    if meta is None:
        return None
    adjusted = [text for row in meta.componentes.all() if (text := _in_force(row, quarter)[1])]
    return MetaSnapshot(
        text=adjusted[-1] if adjusted else meta.text,
        starts_on=meta.starts_on,
        ends_on=meta.ends_on,
        facts=meta_facts(meta, actual, quarter),
    )


def _avance(avance: AvanceTrimestral | None) -> AvanceSnapshot | None:
    """Return a quarter entry as plain values."""
    if avance is None:
        return None
    return AvanceSnapshot(
        pk=avance.pk,
        status=avance.status,
        ready=avance.ready,
        cause=avance.cause,
        closing=avance.closing,
        stated_percent=avance.stated_percent,
        closing_reason=avance.closing_reason,
        blocks=_blocks(avance),
    )


def _blocks(owner: AvanceTrimestral | Seccion) -> tuple[BlockSnapshot, ...]:
    """Return the prefetched blocks of an entry or a section."""
    return block_snapshots(owner.bloques.all())


def block_snapshots(blocks: Iterable[Bloque]) -> tuple[BlockSnapshot, ...]:
    """Return blocks, read with their pictures, as plain values."""
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
        )
        for block in blocks
    )
