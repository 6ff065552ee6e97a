"""The snapshot of a programa or of one of its quarters, in a fixed number of queries.

Documents, previews and pages that print figures all start here, so that a figure has one source.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from django.db.models import Q

from programs.enums import ProgramaStatus
from programs.models import (
    Adecuacion,
    Area,
    Bloque,
    Eje,
    Evidencia,
    Institucion,
    LineaDeAccion,
    Programa,
    Seccion,
    Tarea,
    Trimestre,
)
from programs.reading.assembly import block_snapshots, read_tareas
from programs.reading.hechos import quarter_hechos
from programs.reading.line import Line, quarter_snapshot
from programs.reading.lines import planned_lineas, read_lines
from programs.reading.terms import adecuacion_snapshot
from programs.reading.ties import (
    any_of_hechos,
    any_tied,
    closed_said,
    figures_of_quarter,
    hechos_of,
    with_numbers,
    with_sealed,
    without_ties,
)
from programs.values.captions import with_labels
from programs.values.closing import own_sentence
from programs.values.months import months_as_of
from programs.values.opening import with_opening
from programs.values.signers import signers_of
from programs.values.snapshot import (
    ApprovalSnapshot,
    AreaSnapshot,
    BlockSnapshot,
    CancelledSnapshot,
    EjeSnapshot,
    FileSnapshot,
    InstitucionSnapshot,
    LineaSnapshot,
    SectionSnapshot,
    Snapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)

# Gives blocks their tied numbers.
Ties = Callable[[Iterable[BlockSnapshot]], tuple[BlockSnapshot, ...]]


@dataclass(frozen=True)
class QuarterRead:
    """A quarter read once: its snapshot, and the líneas and rows of blocks from which it came."""

    snapshot: Snapshot
    lines: tuple[Line, ...]
    blocks: tuple[Bloque, ...]


def programa_snapshot(programa: Programa) -> Snapshot:
    """Return the plan of a programa as plain values, its captions numbered."""
    return with_labels(_read(programa, None).snapshot)


def trimestre_snapshot(
    trimestre: Trimestre, *, today: date | None = None, missing_reason: str = ""
) -> Snapshot:
    """Return a quarter as plain values: the plan and what was reported up to all four quarters.

    Figures take the quarter as an argument, so a later quarter never changes an earlier one. The
    sentences and the numbers of the captions are written here, and only printed from then on.
    `today` and `missing_reason` are of `quarter_snapshot`.
    """
    snapshot = _quarter(trimestre, today, missing_reason, of_now=True).snapshot
    return replace(snapshot, hechos=quarter_hechos(trimestre))


def quarter_read(
    trimestre: Trimestre, *, today: date | None = None, missing_reason: str = ""
) -> QuarterRead:
    """Return a quarter with the líneas of the reader, in no query more, for the pages that show it.

    They list no hechos: those of its snapshot are not read. The numbers tied in the texts of a
    closed quarter are those of its corte, in two queries where there are any.
    """
    return _quarter(trimestre, today, missing_reason, of_now=False)


def _quarter(
    trimestre: Trimestre, today: date | None, missing_reason: str, *, of_now: bool
) -> QuarterRead:
    """Read a quarter, its captions numbered; `of_now` as in `read_lines`."""
    quarter = quarter_snapshot(trimestre, today, missing_reason)
    read = _read(trimestre.programa, trimestre, quarter, today, of_now=of_now)
    sections = with_opening(read.snapshot.sections, read.snapshot.words)
    return replace(read, snapshot=with_labels(replace(read.snapshot, sections=sections)))


def _read(
    programa: Programa,
    trimestre: Trimestre | None,
    quarter: TrimestreSnapshot | None = None,
    today: date | None = None,
    *,
    of_now: bool = True,
) -> QuarterRead:
    """Read everything once, then assemble, without the numbers of captions."""
    institucion = programa.institucion
    sections = _printed_sections(programa, trimestre)
    blocks = _blocks(sections, trimestre)
    tareas = _tareas(programa, trimestre)
    adecuaciones = _adecuaciones(programa, trimestre)
    cancels = any(row.cancels for row in adecuaciones)
    cancelled = cancelled_lineas(programa, trimestre) if trimestre and cancels else {}
    lines = _lines(trimestre, tareas, blocks, today, of_now=of_now) if trimestre else ()
    lineas = _of_quarter(lines, trimestre) if trimestre else _planned(programa, tareas)
    ejes = Eje.objects.filter(programa=programa).with_responsibles()
    said = _section_ties(blocks, lines, trimestre, of_now=of_now)
    snapshot = Snapshot(
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
            areas=_areas(institucion),
            signers=signers_of(institucion.signers),
        ),
        year=programa.year,
        title=programa.title,
        start_month=programa.start_month,
        cover_date=programa.cover_date,
        approval=_approval(programa),
        parts=tuple(institucion.informe_parts if trimestre else institucion.pta_parts),
        words=programa.words(),
        trimestre=quarter,
        sections=tuple(
            _section(
                section,
                _is_own(section, trimestre),
                [block for block in blocks if block.seccion_id == section.pk],
                said,
            )
            for section in sections
        ),
        ejes=tuple(
            replace(
                _eje(programa, eje, quarter, lineas.get(eje.pk, ()), tareas.get(eje.pk, ())),
                cancelled=tuple(cancelled.get(eje.pk, ())),
            )
            for eje in ejes
        ),
        adecuaciones=tuple(adecuacion_snapshot(row) for row in adecuaciones),
        hechos=None,
    )
    return QuarterRead(snapshot, lines, tuple(blocks))


def _adecuaciones(programa: Programa, trimestre: Trimestre | None) -> list[Adecuacion]:
    """Return the adecuaciones in force by a quarter, or all; `cancels` tells of líneas."""
    rows = Adecuacion.objects.filter(programa=programa).in_order()
    return list(rows.filter(from_quarter__lte=trimestre.number) if trimestre else rows)


def _tareas(
    programa: Programa, trimestre: Trimestre | None
) -> dict[int, tuple[TareaSnapshot, ...]]:
    """Return {eje: its tareas}, those that a quarter knows with the months of then."""
    if trimestre is None:
        return read_tareas(Tarea.objects.filter(eje__programa=programa))
    read = read_tareas(Tarea.objects.filter(eje__programa=programa).known_in(trimestre.number))
    return {
        eje: tuple(months_as_of(tarea, trimestre.number) for tarea in found)
        for eje, found in read.items()
    }


def _planned(
    programa: Programa, tareas: dict[int, tuple[TareaSnapshot, ...]]
) -> dict[int, tuple[LineaSnapshot, ...]]:
    """Return {eje: its líneas}. The plan itself asks for nothing that was reported."""
    rows = LineaDeAccion.objects.filter(eje__programa=programa)
    return planned_lineas(rows, [tarea for found in tareas.values() for tarea in found])


def _lines(
    trimestre: Trimestre,
    tareas: dict[int, tuple[TareaSnapshot, ...]],
    blocks: Iterable[Bloque],
    today: date | None,
    *,
    of_now: bool,
) -> tuple[Line, ...]:
    """Return the líneas of a quarter with their blocks, in printed order."""
    rows = LineaDeAccion.objects.filter(eje__programa=trimestre.programa)
    of_lineas = [tarea for found in tareas.values() for tarea in found]
    of_entries = [block for block in blocks if block.avance_id]
    return read_lines(
        rows, [trimestre], tareas=of_lineas, blocks=of_entries, today=today, of_now=of_now
    )


def _of_quarter(
    lines: Iterable[Line], trimestre: Trimestre
) -> dict[int, tuple[LineaSnapshot, ...]]:
    """Return {eje: its líneas with their respaldos}."""
    found: dict[int, list[LineaSnapshot]] = defaultdict(list)
    files = _files(trimestre)
    for line in lines:
        linea = line.linea
        if linea.avance:
            avance = replace(linea.avance, files=tuple(files.get(linea.avance.pk, ())))
            linea = replace(linea, avance=avance)
        found[line.eje.pk].append(linea)
    return {eje: tuple(lineas) for eje, lineas in found.items()}


def cancelled_lineas(
    programa: Programa, trimestre: Trimestre
) -> dict[int, list[CancelledSnapshot]]:
    """Return {eje: its líneas that count no more in a quarter}, in printed order."""
    rows = LineaDeAccion.objects.filter(
        eje__programa=programa, cancelled_by__from_quarter__lte=trimestre.number
    )
    found: dict[int, list[CancelledSnapshot]] = defaultdict(list)
    for linea in rows.with_place():
        if linea.cancelled_by:
            found[linea.eje_id].append(
                CancelledSnapshot(
                    pk=linea.pk,
                    number=linea.number,
                    title=linea.title,
                    area=linea.area.name,
                    area_code=linea.area.code,
                    adecuacion=adecuacion_snapshot(linea.cancelled_by),
                )
            )
    return found


def _files(trimestre: Trimestre) -> dict[int, list[FileSnapshot]]:
    """Return {entry: its respaldos in the order in which they were received}."""
    rows = Evidencia.objects.filter(avance__trimestre=trimestre).order_by("uploaded_at", "pk")
    found: dict[int, list[FileSnapshot]] = defaultdict(list)
    columns = rows.values_list("avance", "original_name", "media_type", "size", "sha256")
    for avance, name, media_type, size, sha256 in columns:
        found[avance].append(FileSnapshot(name, media_type, size, sha256))
    return found


def _areas(institucion: Institucion) -> tuple[AreaSnapshot, ...]:
    """Return the active áreas of an institution, in its order."""
    rows = Area.objects.filter(institucion=institucion, active=True).order_by("order", "name", "pk")
    return tuple(
        AreaSnapshot(code, name, kind, parent or "")
        for code, name, kind, parent in rows.values_list("code", "name", "kind", "parent__code")
    )


def _approval(programa: Programa) -> ApprovalSnapshot | None:
    if programa.status != ProgramaStatus.APPROVED or programa.approved_on is None:
        return None
    return ApprovalSnapshot(
        programa.approval_agreement, programa.approval_session, programa.approved_on
    )


def _printed_sections(programa: Programa, trimestre: Trimestre | None) -> list[Seccion]:
    """Return the sections of the document: its own, and the institution's for the other kinds."""
    if trimestre:
        rows = Seccion.objects.of_report(trimestre)
    else:
        default = Q(programa__isnull=True, trimestre__isnull=True)
        rows = Seccion.objects.filter(
            Q(programa=programa) | default, institucion=programa.institucion_id
        )
    sections = list(rows.select_related("area").order_by("order", "pk"))
    replaced = {s.kind for s in sections if _is_own(s, trimestre)}
    return [s for s in sections if _is_own(s, trimestre) or s.kind not in replaced]


def _is_own(section: Seccion, trimestre: Trimestre | None) -> bool:
    """Tell whether a section is of the document itself, not a text from which it starts."""
    return bool(section.trimestre_id if trimestre else section.programa_id)


def _blocks(sections: Sequence[Seccion], trimestre: Trimestre | None) -> list[Bloque]:
    """Return the blocks of the sections and of the quarter's entries, in two queries for all."""
    owned = Q(seccion__in=[section.pk for section in sections])
    if trimestre:
        owned |= Q(avance__trimestre=trimestre)
    return list(Bloque.objects.filter(owned).kept().select_related("seccion").with_pictures())


def _section_ties(
    blocks: Iterable[Bloque], lines: Sequence[Line], trimestre: Trimestre | None, *, of_now: bool
) -> Ties:
    """Return what gives the blocks of sections their tied numbers, `without_ties` for none.

    In one query where some are tied to hechos, in two where the quarter is closed.
    """
    own = [block for block in blocks if block.seccion_id]
    if trimestre is None or not any_tied(own):
        return without_ties
    sealed = None if of_now else closed_said(trimestre)
    if sealed is not None:
        return partial(with_sealed, sealed=sealed)
    pks = [line.linea.pk for line in lines]
    figures = figures_of_quarter(lines, hechos_of(trimestre, pks) if any_of_hechos(own) else None)
    return partial(with_numbers, figures=figures)


def _section(section: Seccion, own: bool, blocks: Iterable[Bloque], said: Ties) -> SectionSnapshot:
    """Return a section as plain values; `own` tells whether it is of the document itself.

    A number belongs to one document: a text from which others start counts itself in each of
    them, whatever number was typed for it.
    """
    typed = section.number_label
    return SectionSnapshot(
        kind=section.kind,
        area=section.area.name if section.area else None,
        heading=section.heading,
        auto_number=section.auto_number or bool(typed and not own),
        number_label=typed if own else "",
        contents_number=section.contents_number if own else "",
        contents_heading=section.contents_heading,
        blocks=said(block_snapshots(blocks)),
    )


def _eje(
    programa: Programa,
    eje: Eje,
    quarter: TrimestreSnapshot | None,
    lineas: tuple[LineaSnapshot, ...],
    tareas: tuple[TareaSnapshot, ...],
) -> EjeSnapshot:
    """Return an eje read `with_responsibles`, with all that stands in it."""
    snapshot = EjeSnapshot(
        pk=eje.pk,
        order=eje.order,
        name=eje.name,
        table_name=eje.table_name or eje.name,
        objective=eje.objective,
        strategy=eje.strategy,
        words=programa.words(eje.labels),
        responsibles=tuple(responsable.area.name for responsable in eje.responsables.all()),
        lineas=lineas,
        tareas=tareas,
        own_sentence="",
        cancelled=(),
    )
    if quarter is None:
        return snapshot
    return replace(snapshot, own_sentence=own_sentence(snapshot, quarter))
