"""An área's quarter before it is handed in: each línea, what it lacks and what looks unlikely.

The page and the service that hands it in ask the same functions, so that neither lets pass what
the other refuses.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.text import Truncator

from programs.enums import InformePart, ObservacionStatus
from programs.models import Area, AvanceTrimestral, Bloque, EntregaDeArea, Seccion, Trimestre
from programs.reading.addresses import section_key
from programs.reading.assembly import block_snapshots
from programs.reading.corte import quarter_read
from programs.reading.line import Line, quarter_snapshot
from programs.reading.lines import lines_of
from programs.selectors.bloques import (
    BlockView,
    Said,
    printed_views,
    snapshot_labels,
    snapshot_said,
)
from programs.selectors.cifras import tie_links
from programs.selectors.congruencia import found_in
from programs.selectors.found import Found, counted_words
from programs.selectors.meses import loose_tareas
from programs.selectors.observaciones import (
    MONTHS_OUTSIDE,
    Observations,
    Typed,
    observation_anchor,
    observations_of,
    sent_observations,
)
from programs.selectors.pendientes import Debt, line_debt, line_debts, month_debt, part_debt
from programs.values.checks import HOLDS_BACK, Severity, of_severity
from programs.values.checks.congruence import incongruent
from programs.values.checks.months import silent_months
from programs.values.checks.narrative import missing_in_blocks
from programs.values.closing import quarter_marks
from programs.values.given import given
from programs.values.line_sheet import LineSheet, line_sheet
from programs.values.month_table import MonthTable, month_table
from programs.values.phrases import quarter_name
from programs.values.shortened import shortened
from programs.values.snapshot import TareaSnapshot, TrimestreSnapshot
from programs.values.tied import LinkOf, unlinked
from programs.values.totals import total_of


@dataclass(frozen=True)
class AreaLine:
    """A línea as it would be handed in, and what it lacks.

    `sheet` and `blocks` are it as the informe will print it.
    `missing` is all that holds it back, `blanks` what of it is not filled in yet.
    `doubts` may be right, or were decided with a reason: they are shown, and hold nothing back.
    `found` is what does not agree in it, as Congruencia counts it, with what holds it back.
    """

    line: Line
    sheet: LineSheet
    blocks: tuple[BlockView, ...]
    pictures: int
    missing: tuple[Debt, ...]
    blanks: tuple[Debt, ...]
    doubts: tuple[Debt, ...]
    found: tuple[Found, ...] = ()

    @property
    def found_words(self) -> str:
        """How many things do not agree in it and nobody explained, by weight."""
        return counted_words(each for each in self.found if not each.explained)


@dataclass(frozen=True)
class AreaPresentacion:
    """The área's part of the presentación. `key` opens it; `blocks` is empty while nobody wrote it.

    They are as the informe will print them under `heading`.
    """

    key: str
    heading: str
    blocks: tuple[BlockView, ...]
    pictures: int
    missing: tuple[Debt, ...]
    doubts: tuple[Debt, ...]


@dataclass(frozen=True)
class AreaMonths:
    """What the área reports by month outside its líneas: `total` is months done of programmed.

    `table` is them as the informe prints them, `missing` the months without report,
    `observations` what was observed in any of them.
    """

    tareas: int
    total: str
    table: MonthTable | None
    missing: tuple[Debt, ...]
    observations: Observations


@dataclass(frozen=True)
class SubmissionPage:
    """All that the page before the submission prints; `entrega` is None until the first one."""

    trimestre: Trimestre
    area: Area
    entrega: EntregaDeArea | None
    title: str
    words: dict[str, str]
    lines: tuple[AreaLine, ...]
    part: AreaPresentacion
    months: AreaMonths | None
    part_found: tuple[Found, ...]

    @property
    def lacks(self) -> list[Debt]:
        """All that is missing, each with the name of its línea or part."""
        found = []
        for own in self.lines:
            name = f"{self.words['line']} {own.line.linea.number}"
            found += [replace(debt, text=f"{name}: {debt.text}") for debt in own.missing]
        months = self.months.missing if self.months else ()
        found += [replace(debt, text=f"{MONTHS_OUTSIDE}: {debt.text}") for debt in months]
        part = self.part.missing
        return found + [replace(debt, text=f"Presentación: {debt.text}") for debt in part]

    @property
    def doubts(self) -> int:
        """How many things deserve a second look."""
        return sum(len(own.doubts) for own in self.lines) + len(self.part.doubts)

    @property
    def found_words(self) -> str:
        """How many things of the área do not agree and nobody explained, by weight."""
        return counted_words(self._open)

    @property
    def held(self) -> int:
        """How many of them hold back what they are of."""
        return sum(each.holds_back for each in self._open)

    @property
    def _open(self) -> list[Found]:
        """Each thing once: what a hecho says is shown in every línea that it serves."""
        own = {each.key: each for line in self.lines for each in line.found}
        return [each for each in [*own.values(), *self.part_found] if not each.explained]


def submission_page(
    trimestre: Trimestre,
    area: Area,
    entrega: EntregaDeArea | None,
    *,
    can_answer: bool = False,
    typed: Typed | None = None,
) -> SubmissionPage:
    """Return the page of an área's quarter, in 22 queries at most for any number of líneas.

    `can_answer` tells whether the person answers now what was observed in its months outside the
    líneas, `typed` which answers could not be saved, as `observations_of` takes them.
    """
    observed = _waiting_observations(entrega)
    programa = trimestre.programa
    read = quarter_read(trimestre)
    own = tuple(line for line in read.lines if line.linea.area_code == area.code)
    pks = {given(line.avance).pk for line in own}
    blocks = [
        block
        for block in read.blocks
        if block.avance_id in pks or (block.seccion and _is_part(block.seccion, trimestre, area))
    ]
    labels = snapshot_labels(read.snapshot)
    said = snapshot_said(read.snapshot)
    links = tie_links(trimestre, own, blocks)
    lines, part = _parts(trimestre, area, own, blocks, observed, labels, said, links)
    whole = found_in(trimestre, read)
    return SubmissionPage(
        trimestre=trimestre,
        area=area,
        entrega=entrega,
        title=quarter_name(trimestre.number),
        words=programa.words(),
        lines=tuple(replace(own, found=whole.of_linea(own.line.linea.pk)) for own in lines),
        part=part,
        part_found=whole.of_part(area.code),
        months=_months(trimestre, area, entrega, can_answer=can_answer, typed=typed),
    )


def _months(
    trimestre: Trimestre,
    area: Area,
    entrega: EntregaDeArea | None,
    *,
    can_answer: bool,
    typed: Typed | None,
) -> AreaMonths | None:
    """Return what the área reports outside its líneas, None for nothing."""
    tareas = loose_tareas(trimestre, area.pk)
    observations = Observations()
    if entrega is not None:
        observations = observations_of(entrega, can_answer=can_answer, can_edit=False, typed=typed)
    if not tareas and not observations.items:
        return None
    quarter = quarter_snapshot(trimestre)
    total = total_of(quarter_marks(tareas, quarter), begun=quarter.begun)
    missing = _silent(trimestre, area, tareas, quarter)
    table = month_table(tuple(tareas), quarter, trimestre.programa.start_month)
    return AreaMonths(len(tareas), total.words(), table, missing, observations)


def _silent(
    trimestre: Trimestre, area: Area, tareas: Sequence[TareaSnapshot], quarter: TrimestreSnapshot
) -> tuple[Debt, ...]:
    """Return the months without report of these tareas, as the check of a línea says them."""
    return tuple(
        month_debt(trimestre, area.code, text, month)
        for month, text in silent_months(tareas, quarter)
    )


def lacks_of_area(trimestre: Trimestre, area: Area) -> list[str]:
    """Return what the área's quarter lacks, one text for each línea or part that lacks it."""
    lines, part = _parts(trimestre, area, *_read(trimestre, area), {}, {}, {})
    found = [(f"línea {own.line.linea.number}", own.missing) for own in lines]
    loose = loose_tareas(trimestre, area.pk)
    silent = _silent(trimestre, area, loose, quarter_snapshot(trimestre))
    found.append((MONTHS_OUTSIDE.lower(), silent))
    found.append(("presentación", part.missing))
    return [
        f"{where}: " + "; ".join(debt.text for debt in debts) for where, debts in found if debts
    ]


# {entry, None for the part of the presentación, MONTHS: (text, place) of what nobody answered}
Observed = Mapping[int | str | None, tuple[tuple[str, str], ...]]
TOLD_LETTERS = 90
MONTHS = "meses"


def _read(trimestre: Trimestre, area: Area) -> tuple[tuple[Line, ...], list[Bloque]]:
    """Return the líneas of an área in printed order, and their blocks with those of its part."""
    entries = (
        AvanceTrimestral.objects.of_quarter(trimestre.pk, area.pk)
        .with_place()
        .with_contents()
        .select_related("trimestre__programa__institucion")
    )
    owned = Q(avance__trimestre=trimestre, avance__linea__area=area)
    owned |= Q(seccion__trimestre=trimestre, seccion__area=area)
    blocks = list(Bloque.objects.filter(owned).kept().select_related("seccion").with_pictures())
    return lines_of(entries, blocks=[block for block in blocks if block.avance_id]), blocks


def _is_part(seccion: Seccion, trimestre: Trimestre, area: Area) -> bool:
    return seccion.trimestre_id == trimestre.pk and seccion.area_id == area.pk


def _parts(
    trimestre: Trimestre,
    area: Area,
    lines: Iterable[Line],
    blocks: list[Bloque],
    observed: Observed,
    labels: Mapping[str, str],
    said: Said,
    links: LinkOf = unlinked,
) -> tuple[list[AreaLine], AreaPresentacion]:
    """Return the líneas of an área as they would be handed in, and its part of the presentación.

    `labels` are the printed numbers of its tables and figures, by block key; `said` and
    `links` as in `printed_views`.
    """
    of_entry: dict[int | None, list[Bloque]] = defaultdict(list)
    for block in blocks:
        of_entry[block.avance_id].append(block)
    of_part = of_entry.pop(None, [])
    asked = _asked_of(blocks)
    found = []
    for line in lines:
        pk = given(line.avance).pk
        views = printed_views(of_entry[pk], labels, said, links)
        found.append(_line(line, views, _told(observed, asked, pk)))
    views = printed_views(of_part, labels, said, links)
    return found, _part(trimestre, area, of_part, views, _told(observed, asked, None))


def _asked_of(blocks: Iterable[Bloque]) -> Observed:
    """Return what must still be answered of the pictures that print, by entry."""
    found: dict[int | str | None, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for block in blocks:
        for figure in block.printed_figures:
            if question := figure.question:
                text = f"{Truncator(str(figure)).chars(60)}: {question}"
                found[block.avance_id] += ((text, f"figura-{figure.pk}"),)
    return found


def _told(observed: Observed, asked: Observed, key: int | None) -> tuple[tuple[str, str], ...]:
    return (*observed.get(key, ()), *asked.get(key, ()))


def _line(
    line: Line, blocks: tuple[BlockView, ...], observed: tuple[tuple[str, str], ...]
) -> AreaLine:
    findings = line.findings
    held = of_severity(findings, *HOLDS_BACK)
    told = of_severity(findings, Severity.DOUBT, Severity.INFO)
    disagreeing = incongruent(findings)
    programa = line.trimestre.programa
    return AreaLine(
        line=line,
        sheet=line_sheet(
            line.linea,
            words=programa.words(given(line.avance).linea.eje.labels),
            trimestre=line.quarter,
            start_month=programa.start_month,
            with_verification=InformePart.VERIFICATION in programa.institucion.informe_parts,
        ),
        blocks=blocks,
        pictures=sum(len(block.images) for block in blocks),
        missing=line_debts(line, held),
        blanks=line_debts(line, (each for each in held if each not in disagreeing)),
        doubts=(
            *line_debts(line, (each for each in told if each not in disagreeing)),
            *(line_debt(line, text, anchor) for text, anchor in observed),
        ),
    )


def _part(
    trimestre: Trimestre,
    area: Area,
    blocks: list[Bloque],
    views: tuple[BlockView, ...],
    observed: tuple[tuple[str, str], ...],
) -> AreaPresentacion:
    seccion = blocks[0].seccion if blocks else None
    key = seccion.key if seccion else section_key(trimestre, area)
    lacks = ((found.message, found.anchor) for found in missing_in_blocks(block_snapshots(blocks)))
    empty = ("Su área no ha escrito su parte. No es obligatoria", "")
    doubts = observed if views else (empty, *observed)
    return AreaPresentacion(
        key=key,
        heading=seccion.heading if seccion else area.name,
        blocks=views,
        pictures=sum(len(view.images) for view in views),
        missing=tuple(part_debt(trimestre, key, *lack) for lack in lacks),
        doubts=tuple(part_debt(trimestre, key, *doubt) for doubt in doubts),
    )


def _waiting_observations(entrega: EntregaDeArea | None) -> Observed:
    """Return the observations that wait for the área's answer, by entry."""
    found: dict[int | str | None, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    if entrega is None or not entrega.round:
        return found
    for row in sent_observations().filter(entrega=entrega, status=ObservacionStatus.SENT):
        text = shortened(row.text, TOLD_LETTERS)
        item = (f"Observación sin atender: {text}", observation_anchor(row))
        found[MONTHS if row.is_of_months else row.avance_id] += (item,)
    return found
