"""The snapshot of a programa or of one of its quarters, in a fixed number of queries.

Documents, previews and pages that print figures all start here, so that a figure has one source.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Prefetch, Q

from programs.enums import LineNumbering
from programs.models import (
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    Figura,
    LineaDeAccion,
    Programa,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.reading.assembly import (
    REPORTED,
    Reported,
    block_snapshots,
    line_number,
    meta_snapshot,
    tarea_snapshots,
)
from programs.values.captions import with_labels
from programs.values.closing import with_closings
from programs.values.snapshot import (
    AvanceSnapshot,
    BlockSnapshot,
    EjeSnapshot,
    InstitucionSnapshot,
    LineaSnapshot,
    SectionSnapshot,
    Snapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)

FIGURES = Prefetch("figuras", queryset=Figura.objects.select_related("evidencia").order_by("order"))
# Printed blocks by (entry, section), of which one is None.
Blocks = dict[tuple[int | None, int | None], tuple[BlockSnapshot, ...]]


def programa_snapshot(programa: Programa) -> Snapshot:
    """Return the plan of a programa as plain values, its captions numbered."""
    return with_labels(_snapshot(programa, None))


def trimestre_snapshot(trimestre: Trimestre) -> Snapshot:
    """Return a quarter as plain values: the plan and what was reported up to all four quarters.

    Figures take the quarter as an argument, so a later quarter never changes an earlier one. The
    sentences and the numbers of the captions are written here, and only printed from then on.
    """
    return with_labels(with_closings(_snapshot(trimestre.programa, trimestre)))


def _snapshot(programa: Programa, trimestre: Trimestre | None) -> Snapshot:
    """Read everything once, then assemble, without sentences or numbers of captions."""
    institucion = programa.institucion
    sections = _printed_sections(programa, trimestre)
    # The plan itself prints what was promised, and asks for nothing that was reported.
    avances, actual = _reported(trimestre) if trimestre else ({}, {})
    blocks = _blocks_by_owner([*sections, *avances.values()])
    rows = Eje.objects.filter(programa=programa).prefetch_related(
        Prefetch(
            "lineas",
            LineaDeAccion.objects.select_related("area", "meta").order_by("order"),
        ),
        Prefetch("lineas__meta__componentes", ComponenteDeMeta.objects.order_by("order")),
        "lineas__meta__componentes__modificaciones",
        Prefetch("tareas", Tarea.objects.select_related("area").order_by("order")),
        "tareas__marcas",
    )
    # An eje comes once for each área that is responsible for it.
    rows = rows.annotate(responsible=F("responsables__area__name"))
    ejes: dict[Eje, list[str]] = defaultdict(list)
    for eje in rows.order_by("order", "responsables__order"):
        ejes[eje] += [eje.responsible] if eje.responsible is not None else []
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
        sections=tuple(_section(section, blocks) for section in sections),
        ejes=tuple(
            _eje(programa, eje, tuple(names), actual, avances, blocks, quarter)
            for eje, names in ejes.items()
        ),
    )


def _reported(
    trimestre: Trimestre,
) -> tuple[dict[int, AvanceTrimestral], dict[int, dict[int, Reported]]]:
    """Return the quarter's entries by línea, and what `actual_by_component` does, in one query.

    An entry comes once for each of its quantities, or once without any.
    """
    rows = AvanceTrimestral.objects.filter(trimestre__programa=trimestre.programa_id).annotate(
        quarter=F("trimestre__number"),
        componente=F("cantidades__componente"),
        quantity=F("cantidades__quantity"),
        received=F("cantidades__received"),
        adjustment=F("cantidades__adjustment"),
        adjustment_reason=F("cantidades__adjustment_reason"),
    )
    avances: dict[int, AvanceTrimestral] = {}
    actual: dict[int, dict[int, Reported]] = defaultdict(dict)
    for row in rows.order_by():
        if row.trimestre_id == trimestre.pk:
            avances[row.linea_id] = row
        if row.componente is not None:
            values = (getattr(row, name) for name in REPORTED)
            actual[row.componente][row.quarter] = Reported(*values)
    return avances, actual


def _printed_sections(programa: Programa, trimestre: Trimestre | None) -> list[Seccion]:
    """Return the sections of the document: its own, and the institution's for the other kinds."""
    own = Q(trimestre=trimestre) if trimestre else Q(programa=programa)
    default = Q(programa__isnull=True, trimestre__isnull=True)
    sections = list(
        Seccion.objects.filter(own | default, institucion=programa.institucion_id)
        .select_related("area")
        .order_by("order", "pk")
    )
    replaced = {s.kind for s in sections if s.programa_id or s.trimestre_id}
    return [s for s in sections if s.programa_id or s.trimestre_id or s.kind not in replaced]


def _blocks_by_owner(owners: Iterable[AvanceTrimestral | Seccion]) -> Blocks:
    """Return {(entry, section): blocks, with their figures}, in two queries for all."""
    avances = [owner.pk for owner in owners if isinstance(owner, AvanceTrimestral)]
    secciones = [owner.pk for owner in owners if isinstance(owner, Seccion)]
    rows = (
        Bloque.objects.filter(Q(avance__in=avances) | Q(seccion__in=secciones))
        .filter(removed_at__isnull=True)
        .order_by("order", "pk")
        .prefetch_related(FIGURES)
    )
    blocks: dict[tuple[int | None, int | None], list[Bloque]] = defaultdict(list)
    for row in rows:
        blocks[row.avance_id, row.seccion_id].append(row)
    return {owner: block_snapshots(found) for owner, found in blocks.items()}


def _section(section: Seccion, blocks: Blocks) -> SectionSnapshot:
    """Return a section as plain values."""
    return SectionSnapshot(
        kind=section.kind,
        area=section.area.name if section.area_id else None,
        heading=section.heading,
        auto_number=section.auto_number,
        number_label=section.number_label,
        contents_number=section.contents_number,
        contents_heading=section.contents_heading,
        blocks=blocks.get((None, section.pk), ()),
    )


def _eje(
    programa: Programa,
    eje: Eje,
    responsibles: tuple[str, ...],
    actual: dict[int, dict[int, Reported]],
    avances: dict[int, AvanceTrimestral],
    blocks: Blocks,
    quarter: int | None,
) -> EjeSnapshot:
    """Assemble one eje from prefetched rows."""
    tareas = tarea_snapshots(eje)
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
        responsibles=responsibles,
        lineas=tuple(
            LineaSnapshot(
                pk=linea.pk,
                number=line_number(eje.order, position, linea, nested=nested),
                title=linea.title,
                area=linea.area.name,
                area_code=linea.area.code,
                meta=meta_snapshot(linea, actual, quarter),
                tareas=tuple(by_linea.get(linea.pk, ())),
                avance=_avance(avances.get(linea.pk), blocks),
                closing=None,
            )
            for position, linea in enumerate(eje.lineas.all(), start=1)
        ),
        tareas=tareas,
        own_sentence="",
    )


def _avance(avance: AvanceTrimestral | None, blocks: Blocks) -> AvanceSnapshot | None:
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
        blocks=blocks.get((avance.pk, None), ()),
    )
