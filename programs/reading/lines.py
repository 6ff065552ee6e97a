"""The one reader of líneas: what each is in a quarter, as plain values and in few queries.

Pages, documents and acts ask here for the líneas of a scope (one of them, an área's, a programa's)
in one or more quarters. Each comes with its place, its printed number, its facts, how it closes,
how far the person may read it, what is said of it, in whose hands it is and where it is opened.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import replace
from datetime import date

from programs.enums import AvanceStatus, TrimestreStatus
from programs.models import (
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    LineaDeAccion,
    Tarea,
    Trimestre,
)
from programs.models.programa import LineaQuerySet
from programs.reading.assembly import (
    NOT_REPORTED,
    Reported,
    ReportedByQuarter,
    block_snapshots,
    meta_snapshot,
    months_of,
    promise_of,
    read_tareas,
    reported_of,
)
from programs.reading.known import Known
from programs.reading.line import (
    EjePlace,
    Line,
    quarter_snapshot,
    thresholds_of,
)
from programs.reading.settled import is_settled
from programs.reading.terms import adecuacion_snapshot, changes_of, terms_of
from programs.reading.ties import LineTies, any_tied, claves_of
from programs.reading.written import pictures_in
from programs.values.checks import Plan
from programs.values.closing import line_closing
from programs.values.facts import has_quantity
from programs.values.months import months_as_of
from programs.values.progress import MetaFacts, Thresholds
from programs.values.readings import (
    Access,
    is_started,
    says_quantities,
    workflow_of,
)
from programs.values.snapshot import (
    AvanceSnapshot,
    BlockSnapshot,
    LineaSnapshot,
    MetaSnapshot,
    TareaSnapshot,
    TrimestreSnapshot,
)


def read_lines(
    lineas: LineaQuerySet,
    trimestres: Iterable[Trimestre],
    *,
    full: bool = True,
    tareas: Iterable[TareaSnapshot] | None = None,
    blocks: Iterable[Bloque] = (),
    today: date | None = None,
    known: Known | None = None,
    of_now: bool = False,
) -> tuple[Line, ...]:
    """Return these líneas in each of these quarters of their programmes, in printed order.

    The quarters come with their programa and its institución. Without `full` an entry is readable
    once it is settled (`programs.reading.settled`), and a sum once all its parts are. `tareas` are
    those of the líneas where the caller has read them; `blocks` the kept ones of their entries,
    read `with_pictures`. `today` is the day as of which months have begun, unless it is the day of
    now. With `known` an entry says what it said by then; the quarters and `tareas` are given as of
    then too. A línea comes in the quarters in which it is in force. `of_now` gives the tied numbers
    of a closed quarter anew, for the copy that closing makes. Five queries, or four with
    `tareas`; one more for changes of metas, one for moved months, one for the months of quantities
    and one for hechos of a quarter to which its texts tie numbers, where there are any.
    """
    rows = list(lineas.with_place())
    quarters = tuple(trimestres)
    entries: dict[tuple[int, int], AvanceTrimestral] = {}
    settled: dict[int, set[int]] = defaultdict(set)
    # The earlier entries too: a sum is read only when all its parts may be.
    found = AvanceTrimestral.objects.filter(
        linea__in=[row.pk for row in rows],
        trimestre__number__lte=max((t.number for t in quarters), default=0),
    )
    for avance in found.with_contents().select_related("trimestre").order_by():
        if known:
            avance = known.entry(avance)
        if is_settled(avance.status, avance.trimestre.status):
            settled[avance.linea_id].add(avance.trimestre.number)
        entries[avance.linea_id, avance.trimestre_id] = avance
    reported = reported_of([row.pk for row in rows])
    if known:
        reported = known.reported(reported)
    reader = _Reader(rows, tareas, blocks, reported, today=today, of_now=of_now)
    return tuple(
        reader.line(
            row,
            row.number,
            trimestre,
            entries.get((row.pk, trimestre.pk)),
            settled[row.pk],
            full=full,
        )
        for trimestre in quarters
        for row in rows
        if row.eje.programa_id == trimestre.programa_id and row.is_in_force(trimestre.number)
    )


def lines_of(
    entries: Collection[AvanceTrimestral],
    *,
    tareas: Iterable[TareaSnapshot] | None = None,
    blocks: Iterable[Bloque] = (),
    today: date | None = None,
    full: bool = True,
) -> tuple[Line, ...]:
    """Return the líneas of entries read `with_place` and `with_contents`, in their order.

    Their quarters come with their programa and its institución; `today` and `full` as in
    `read_lines`: without `full` the earlier entries of a línea must be among them. Three queries,
    or two with `tareas`; one more for changes of metas and one for moved months, where there are
    any.
    """
    settled: dict[int, set[int]] = defaultdict(set)
    for entry in entries:
        entry.linea.is_changed = entry.is_changed
        if is_settled(entry.status, entry.trimestre.status):
            settled[entry.linea_id].add(entry.trimestre.number)
    rows = {entry.linea_id: entry.linea for entry in entries}
    reader = _Reader(list(rows.values()), tareas, blocks, today=today)
    return tuple(
        reader.line(
            entry.linea, entry.number, entry.trimestre, entry, settled[entry.linea_id], full=full
        )
        for entry in entries
    )


def planned_lineas(
    lineas: LineaQuerySet, tareas: Iterable[TareaSnapshot]
) -> dict[int, tuple[LineaSnapshot, ...]]:
    """Return {eje pk: its líneas as first approved, without any quarter}, in two queries, or three
    where metas were changed.

    Those that were added or cancelled since are among them, and say so.
    """
    rows = list(lineas.with_place())
    reader = _Reader(rows, tareas, (), reported={})
    found: dict[int, list[LineaSnapshot]] = defaultdict(list)
    for row in rows:
        found[row.eje_id].append(reader.snapshot(row, row.number, None, None))
    return {eje: tuple(snapshots) for eje, snapshots in found.items()}


def stored_line(
    eje: EjePlace,
    linea: LineaSnapshot,
    trimestre: Trimestre,
    quarter: TrimestreSnapshot,
    settled: Set[int],
    thresholds: Thresholds,
    *,
    full: bool,
) -> Line:
    """Return a línea as the `Corte` of a closed quarter holds it, with that quarter.

    `settled` are its quarters that anybody may read, `thresholds` those of the `Corte`.
    """
    return _line(eje, linea, trimestre, quarter, None, (), settled, thresholds, None, full=full)


class _Reader:
    """Reads once what many líneas share, then gives each of them in a quarter."""

    def __init__(
        self,
        lineas: Sequence[LineaDeAccion],
        tareas: Iterable[TareaSnapshot] | None,
        blocks: Iterable[Bloque],
        reported: ReportedByQuarter | None = None,
        today: date | None = None,
        *,
        of_now: bool = False,
    ) -> None:
        pks = [linea.pk for linea in lineas]
        self.today = today
        self.ties = LineTies(pks, of_now=of_now)
        self.quarters: dict[int, TrimestreSnapshot] = {}
        if tareas is None:
            read = read_tareas(Tarea.objects.filter(linea__in=pks))
            tareas = (tarea for found in read.values() for tarea in found)
        self.tareas: dict[int | None, list[TareaSnapshot]] = defaultdict(list)
        for tarea in tareas:
            self.tareas[tarea.linea_pk].append(tarea)
        self.componentes: dict[int, list[ComponenteDeMeta]] = defaultdict(list)
        for row in ComponenteDeMeta.objects.filter(meta__linea__in=pks).order_by("order"):
            self.componentes[row.meta_id].append(row)
        rows = (row for found in self.componentes.values() for row in found)
        self.months = months_of(rows)
        self.changes = changes_of([linea.pk for linea in lineas if linea.is_changed])
        self.reported = reported_of(pks) if reported is None else reported
        self.blocks: dict[int | None, list[Bloque]] = defaultdict(list)
        for block in blocks:
            self.blocks[block.avance_id].append(block)

    def quarter(self, trimestre: Trimestre) -> TrimestreSnapshot:
        """Return a quarter as plain values, the same for all its líneas."""
        if trimestre.pk not in self.quarters:
            self.quarters[trimestre.pk] = quarter_snapshot(trimestre, self.today)
        return self.quarters[trimestre.pk]

    def line(
        self,
        linea: LineaDeAccion,
        number: str,
        trimestre: Trimestre,
        avance: AvanceTrimestral | None,
        settled: Set[int],
        *,
        full: bool,
    ) -> Line:
        """Return a línea in a quarter; `settled` are its quarters that anybody may read."""
        quarter = trimestre.number
        read = self.quarter(trimestre)
        if avance is not None:
            # Who asks whether it may be written, or names it, asks the entry: no query for each.
            avance.linea, avance.trimestre, avance.number = linea, trimestre, number
        snapshot = self.snapshot(linea, number, trimestre, avance)
        words = trimestre.programa.words(linea.eje.labels)
        narrated = avance is not None and avance.has_narrative
        closing = line_closing(snapshot, read, words, narrated=narrated)
        line = _line(
            EjePlace(linea.eje_id, linea.eje.order, linea.eje.name),
            replace(snapshot, closing=closing),
            trimestre,
            read,
            avance,
            tuple(
                self.reported.get(row.pk, {}).get(quarter, NOT_REPORTED)
                for row in self._componentes(linea)
            ),
            settled,
            thresholds_of(trimestre.programa.institucion),
            self._plan(linea),
            full=full,
        )
        claves = claves_of(linea, (row.clave for row in self._componentes(linea)))
        line = replace(line, claves=claves)
        blocks = self.blocks.get(avance.pk, []) if avance else []
        return self._with_blocks(line, blocks) if blocks else line

    def _with_blocks(self, line: Line, blocks: list[Bloque]) -> Line:
        """Return a línea with the files of its blocks, and their tied numbers filled in."""
        line = replace(line, pictures=pictures_in(blocks))
        kept = line.linea.avance
        if kept is None or not any_tied(kept.blocks):
            return line
        avance = replace(kept, blocks=self.ties.filled_in(line, kept.blocks))
        return replace(line, linea=replace(line.linea, avance=avance))

    def snapshot(
        self,
        linea: LineaDeAccion,
        number: str,
        trimestre: Trimestre | None,
        avance: AvanceTrimestral | None,
    ) -> LineaSnapshot:
        """Return a línea before it closes; without a quarter as it was first approved."""
        return LineaSnapshot(
            pk=linea.pk,
            number=number,
            title=linea.title,
            area=linea.area.name,
            area_code=linea.area.code,
            verification=linea.verification,
            meta=self._meta(linea, trimestre),
            tareas=tuple(
                months_as_of(tarea, trimestre.number) if trimestre else tarea
                for tarea in self.tareas[linea.pk]
            ),
            avance=_avance(avance, block_snapshots(self.blocks[avance.pk])) if avance else None,
            closing=None,
            added=adecuacion_snapshot(linea.added_by) if linea.added_by else None,
            cancelled=None
            if trimestre or linea.cancelled_by is None
            else adecuacion_snapshot(linea.cancelled_by),
        )

    def _plan(self, linea: LineaDeAccion) -> Plan | None:
        """Return the meta of a línea as first approved."""
        if getattr(linea, "meta", None) is None:
            return None
        return promise_of(linea.meta, self._componentes(linea))

    def _componentes(self, linea: LineaDeAccion) -> list[ComponenteDeMeta]:
        meta = getattr(linea, "meta", None)
        return self.componentes[meta.pk] if meta else []

    def _meta(self, linea: LineaDeAccion, trimestre: Trimestre | None) -> MetaSnapshot | None:
        if getattr(linea, "meta", None) is None:
            return None
        meta, componentes = linea.meta, self._componentes(linea)
        number = trimestre.number if trimestre else None
        terms = terms_of(meta, componentes, self.changes.get(meta.pk, ()), number)
        return meta_snapshot(meta, componentes, terms, self.reported, trimestre, self.months)


def _line(
    eje: EjePlace,
    linea: LineaSnapshot,
    trimestre: Trimestre,
    quarter: TrimestreSnapshot,
    avance: AvanceTrimestral | None,
    reported: tuple[Reported, ...],
    settled: Set[int],
    thresholds: Thresholds,
    plan: Plan | None,
    *,
    full: bool,
) -> Line:
    facts = linea.meta.facts if linea.meta else None
    kept = linea.avance
    started = kept is not None and is_started(
        quantities=says_quantities(facts, trimestre.number),
        blocks=avance.has_blocks if avance else bool(kept.blocks),
        cause=kept.cause,
        closing=kept.closing,
    )
    return Line(
        eje=eje,
        linea=linea,
        trimestre=trimestre,
        quarter=quarter,
        avance=avance,
        reported=reported,
        started=started,
        access=_access(settled, facts, trimestre.number, full=full),
        workflow=workflow_of(
            kept.status if kept else AvanceStatus.DRAFT,
            ready=bool(kept and kept.ready),
            started=started,
            closed=trimestre.status == TrimestreStatus.CLOSED,
            full=full,
        ),
        thresholds=thresholds,
        plan=plan,
    )


def _avance(avance: AvanceTrimestral, blocks: tuple[BlockSnapshot, ...]) -> AvanceSnapshot:
    """Return an entry as plain values."""
    return AvanceSnapshot(
        pk=avance.pk,
        status=avance.status,
        ready=avance.ready,
        cause=avance.cause,
        closing=avance.closing,
        stated_percent=avance.stated_percent,
        closing_reason=avance.closing_reason,
        blocks=blocks,
        files=(),
    )


def _access(settled: Set[int], meta: MetaFacts | None, number: int, *, full: bool) -> Access:
    """Return what may be read of a quarter's entry, given the settled quarters of one línea.

    Without `full` an entry is read once it is settled, and a sum once every entry with a quantity
    in it is: otherwise a subtraction would tell the draft.
    """
    if full:
        return Access()
    parts = {n for n in range(1, number) if has_quantity(meta, n)}
    own = number in settled
    return Access(own=own, sums=own and parts <= settled)
