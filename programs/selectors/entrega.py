"""An área's quarter before it is handed in: each línea, what it lacks and what looks unlikely.

The page and the service that hands it in ask the same functions, so that neither lets pass what
the other refuses.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import Count, IntegerField, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from programs.enums import ExplicitClosing, LineNumbering
from programs.models import (
    Area,
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    EntregaDeArea,
    LineaDeAccion,
    Trimestre,
)
from programs.reading import assembly
from programs.selectors.captura import blocks_to_write, entry_workflow
from programs.selectors.captura_live import tareas_of
from programs.selectors.common import (
    entry_snapshot,
    quarter_snapshot,
    quarter_title,
    thresholds_of,
)
from programs.selectors.observaciones import sent_observations
from programs.selectors.presentacion import section_key
from programs.values.checks.readiness import (
    Missing,
    missing,
    missing_in_blocks,
    quantity_anchor,
    unlikely,
)
from programs.values.readings import EntryReading, Workflow, read_entry
from programs.values.snapshot import LineaSnapshot


@dataclass(frozen=True)
class AreaLine:
    """A línea as it would be handed in: its values, its entry, and what they lack.

    `doubts` may be right: they are shown, and hold nothing back.
    """

    linea: LineaSnapshot
    avance: AvanceTrimestral
    reading: EntryReading
    workflow: Workflow
    blocks: int
    pictures: int
    missing: tuple[Missing, ...]
    doubts: tuple[Missing, ...]


@dataclass(frozen=True)
class AreaPresentacion:
    """The área's part of the presentación. `key` opens it; `blocks` is 0 while nobody wrote it."""

    key: str
    blocks: int
    pictures: int
    missing: tuple[Missing, ...]
    doubts: tuple[Missing, ...]


@dataclass(frozen=True)
class ReviewPage:
    """All that the page before the submission prints; `entrega` is None until the first one."""

    trimestre: Trimestre
    area: Area
    entrega: EntregaDeArea | None
    title: str
    words: dict[str, str]
    lines: tuple[AreaLine, ...]
    part: AreaPresentacion

    @property
    def lacking(self) -> int:
        """How many things are missing in all."""
        return sum(len(line.missing) for line in self.lines) + len(self.part.missing)

    @property
    def doubts(self) -> int:
        """How many things deserve a second look."""
        return sum(len(line.doubts) for line in self.lines) + len(self.part.doubts)


def review_page(trimestre: Trimestre, area: Area, entrega: EntregaDeArea | None) -> ReviewPage:
    """Return the page of an área's quarter, in nine queries at most for any number of líneas."""
    observed = _waiting_observations(entrega)
    lines, part = _read(trimestre, area)
    return ReviewPage(
        trimestre=trimestre,
        area=area,
        entrega=entrega,
        title=quarter_title(trimestre.number),
        words=trimestre.programa.words(),
        lines=tuple(
            replace(line, doubts=line.doubts + observed[("avance", line.avance.pk)])
            for line in lines
        ),
        part=replace(part, doubts=part.doubts + observed[("seccion", None)]),
    )


def lacks_of_area(trimestre: Trimestre, area: Area) -> list[str]:
    """Return what the área's quarter lacks, one text for each línea that lacks something."""
    lines, part = _read(trimestre, area)
    found = [(f"línea {line.linea.number}", line.missing) for line in lines]
    found.append(("presentación", part.missing))
    return [
        f"{where}: " + "; ".join(item.message for item in items) for where, items in found if items
    ]


def _read(trimestre: Trimestre, area: Area) -> tuple[list[AreaLine], AreaPresentacion]:
    """Return the líneas of an área in printed order, and its part of the presentación."""
    entries = list(_entries(trimestre, area))
    tareas = tareas_of([entry.linea_id for entry in entries])
    actual = assembly.actual_by_component(trimestre.programa)
    reasons = _reasons(trimestre, area)
    blocks: dict[int | None, list[Bloque]] = defaultdict(list)
    for block in blocks_to_write(
        Bloque.objects.filter(
            Q(avance__trimestre=trimestre, avance__linea__area=area)
            | Q(seccion__trimestre=trimestre, seccion__area=area),
            removed_at__isnull=True,
        ).select_related("seccion")
    ):
        blocks[block.avance_id].append(block)
    lines = [
        _line(
            entry,
            trimestre,
            LineaSnapshot(
                pk=entry.linea_id,
                number=_number(entry, trimestre),
                title=entry.linea.title,
                area=area.name,
                area_code=area.code,
                meta=assembly.meta_snapshot(entry.linea, actual, trimestre.number),
                tareas=tareas.get(entry.linea_id, ()),
                avance=replace(
                    entry_snapshot(entry), blocks=assembly.block_snapshots(blocks[entry.pk])
                ),
                closing=None,
            ),
            reasons.get(entry.pk, []),
        )
        for entry in entries
    ]
    return lines, _part(trimestre, area, blocks[None])


def _entries(trimestre: Trimestre, area: Area):
    """The quarter's entries of an área in printed order, with the place of each in its eje."""
    place = (
        LineaDeAccion.objects.filter(
            eje=OuterRef("linea__eje"), order__lte=OuterRef("linea__order")
        )
        .order_by()
        .values("eje")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        AvanceTrimestral.objects.filter(trimestre=trimestre, linea__area=area)
        .select_related("linea__eje", "linea__meta")
        .prefetch_related(
            Prefetch("linea__meta__componentes", ComponenteDeMeta.objects.order_by("order")),
            "linea__meta__componentes__modificaciones",
        )
        .annotate(place=Coalesce(Subquery(place, output_field=IntegerField()), 0))
        .order_by("linea__eje__order", "linea__order")
    )


def _number(entry: AvanceTrimestral, trimestre: Trimestre) -> str:
    nested = trimestre.programa.institucion.line_numbering == LineNumbering.NESTED
    return assembly.line_number(entry.linea.eje.order, entry.place, entry.linea, nested=nested)


def _reasons(trimestre: Trimestre, area: Area) -> dict[int, list[str]]:
    """Return {entry: written reasons of its quantities, in the order of the meta}."""
    rows = (
        AvanceDeComponente.objects.filter(avance__trimestre=trimestre, avance__linea__area=area)
        .order_by("componente__order")
        .values_list("avance_id", "reason")
    )
    found: dict[int, list[str]] = defaultdict(list)
    for avance, reason in rows:
        found[avance].append(reason)
    return found


def _line(
    entry: AvanceTrimestral, trimestre: Trimestre, linea: LineaSnapshot, reasons: list[str]
) -> AreaLine:
    entry.trimestre = trimestre
    quarter = quarter_snapshot(trimestre)
    thresholds = thresholds_of(trimestre.programa.institucion)
    reading = read_entry(linea, quarter, thresholds=thresholds)
    blocks = linea.avance.blocks
    facts = linea.meta.facts if linea.meta else None
    said = any(
        c.actual[quarter.number - 1] is not None for c in (facts.components if facts else ())
    )
    return AreaLine(
        linea=linea,
        avance=entry,
        reading=reading,
        workflow=entry_workflow(entry, started=bool(blocks or entry.cause or said)),
        blocks=len(blocks),
        pictures=sum(len(block.figures) for block in blocks),
        missing=missing(linea, quarter, reasons),
        doubts=tuple(_doubts(linea, reading, quarter.number, reasons)),
    )


def _doubts(linea: LineaSnapshot, reading: EntryReading, number: int, reasons: list[str]):
    """Yield what may be right and deserves a second look."""
    facts = linea.meta.facts if linea.meta else None
    components = facts.components if facts else ()
    for position, (component, reason) in enumerate(zip(components, reasons, strict=False), start=1):
        why = unlikely(facts, component, number)
        if why and reason.strip():
            text = f"{why}. Motivo: {reason.strip().rstrip('.')}"
            yield Missing("unlikely", text, quantity_anchor(position))
    if reading.finding:
        yield Missing("stated", reading.finding.rstrip("."), "cierre")
    elif linea.avance.closing != ExplicitClosing.AUTOMATIC and reading.note:
        yield Missing("closing", reading.note.rstrip("."), "cierre")


def _part(trimestre: Trimestre, area: Area, blocks: list[Bloque]) -> AreaPresentacion:
    views = assembly.block_snapshots(blocks)
    empty = Missing("presentation", "Su área no ha escrito su parte. No es obligatoria", "")
    return AreaPresentacion(
        key=blocks[0].seccion.key if blocks else section_key(trimestre, area),
        blocks=len(views),
        pictures=sum(len(view.figures) for view in views),
        missing=tuple(missing_in_blocks(views)),
        doubts=() if views else (empty,),
    )


def _waiting_observations(entrega: EntregaDeArea | None) -> dict[tuple, tuple[Missing, ...]]:
    """Return {("avance", entry) or ("seccion", None): observations that nobody answered}."""
    found: dict[tuple, tuple[Missing, ...]] = defaultdict(tuple)
    if entrega is None or not entrega.round:
        return found
    for row in sent_observations().filter(entrega=entrega, status="sent"):
        text = row.text if len(row.text) <= 90 else f"{row.text[:89].rstrip()}…"
        item = Missing("observation", f"Observación sin atender: {text}", f"observacion-{row.pk}")
        found[("avance", row.avance_id) if row.avance_id else ("seccion", None)] += (item,)
    return found
