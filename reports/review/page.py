"""One área's quarter as its reviewer reads it: one línea at a time, with what was observed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from programs.enums import AvanceStatus, ObservacionStatus, SeccionKind
from programs.models import AvanceTrimestral, Bloque, EntregaDeArea, Observacion, Seccion, User
from programs.reading.addresses import linea_url
from programs.reading.corte import QuarterRead, quarter_read
from programs.reading.line import entry_workflow
from programs.selectors.avance import Live, live_in
from programs.selectors.bloques import (
    BlockView,
    block_views,
    blocks_to_write,
    snapshot_labels,
    snapshot_said,
)
from programs.selectors.cifras import tie_links
from programs.selectors.congruencia import found_in
from programs.selectors.evidencia import DocumentRow, respaldos_read
from programs.selectors.found import Found, counted_words
from programs.selectors.meses import loose_tareas
from programs.selectors.observaciones import MONTHS_OUTSIDE
from programs.values.checks import fact_of
from programs.values.checks.congruence import incongruent
from programs.values.given import given
from programs.values.readings import Workflow
from programs.values.snapshot import TareaSnapshot
from reports.review.address import MONTHS, SECTION, Opened, linea_query
from reports.review.changes import (
    Changes,
    changes_of,
    with_closing_before,
    with_text_before,
)
from reports.review.observed import OPEN, Observed, observations_of, observed
from reports.review.verdict import (
    why_area_not_validated,
    why_linea_not_validated,
    why_not_observed,
)


@dataclass(frozen=True)
class Step:
    """One línea of the área, its part of the presentación, or its tareas without línea.

    `query` is the part of the address that opens it; `linea_pk` None for what is no línea.
    """

    query: str
    linea_pk: int | None
    place: int
    number: str
    title: str
    workflow: Workflow | None
    pending: int
    open: int
    changed: bool


@dataclass(frozen=True)
class EntregaUnderReview:
    """An área's quarter with one of its parts open.

    `avance` and `live` are None outside the líneas; `loose` are the tareas without línea that the
    área reports, where their months are open. `locked` is why nothing can be observed, `not_area`
    and `not_linea` why the área or the línea cannot be validated now; "" when they can. `observed`
    are those of the open part, `unsettled` all that were sent and are not resolved, `respaldos` the
    files that back the línea. `found` is what does not agree in the part, as Congruencia has it;
    `findings` what else the checks say of the línea: what it lacks, and what a person decided.
    `steps` are those that the filter leaves, `all_steps` all of them.
    """

    entrega: EntregaDeArea
    steps: tuple[Step, ...]
    all_steps: tuple[Step, ...]
    step: Step | None
    only_changes: bool
    avance: AvanceTrimestral | None
    section: Seccion | None
    live: Live | None
    loose: tuple[TareaSnapshot, ...]
    words: dict[str, str]
    labels: dict[str, str]
    said: dict[str, str]
    rows: tuple[Bloque, ...]
    views: tuple[BlockView, ...]
    changes: Changes
    observed: tuple[Observed, ...]
    unsettled: tuple[Observacion, ...]
    respaldos: tuple[DocumentRow, ...]
    findings: tuple[str, ...]
    found: tuple[Found, ...]
    pending: int
    open: int
    validated: int
    lines: int
    locked: str
    not_area: str
    not_linea: str

    @property
    def found_words(self) -> str:
        """How many things of the open part do not agree and nobody explained, by weight."""
        return counted_words(self.found)

    @property
    def found_open(self) -> tuple[Found, ...]:
        """What nobody mended or explained."""
        return tuple(each for each in self.found if not each.explained)

    @property
    def found_explained(self) -> tuple[Found, ...]:
        """What a reason stands for."""
        return tuple(each for each in self.found if each.explained)

    @property
    def place_words(self) -> str:
        """Where the open part stands among all: "Línea 2 de 12", or "Parte" where not all are."""
        word = "Línea" if len(self.all_steps) == self.lines else "Parte"
        return f"{word} {given(self.step).place} de {len(self.all_steps)}"

    @property
    def previous(self) -> Step | None:
        """The part before this one, among those shown."""
        return next((s for s in reversed(self.steps) if s.place < given(self.step).place), None)

    @property
    def next(self) -> Step | None:
        """The part after this one, among those shown."""
        return next((s for s in self.steps if s.place > given(self.step).place), None)

    @property
    def query(self) -> str:
        """What stands after the "?" of the address of the open part."""
        parts = [self.step.query] if self.step else []
        return "&".join([*parts, *(["cambios=1"] if self.only_changes else [])])

    @property
    def can_return(self) -> bool:
        """Tell whether something waits to be sent to the área."""
        return bool(self.pending) and not self.locked


def under_review(entrega: EntregaDeArea, user: User, opened: Opened) -> EntregaUnderReview:
    """Return a submission read by `entregas_visible`, in at most 22 queries.

    `opened` chooses the part; without a choice it is the first that waits for a word.
    """
    only_changes = opened.only_changes and entrega.returned_at is not None
    trimestre = entrega.trimestre
    programa = trimestre.programa
    own = list(_entries(entrega))
    seccion = _section(entrega)
    observations = list(observations_of(entrega))
    changes = changes_of(entrega, seccion.pk if seccion else None, own)
    loose = loose_tareas(trimestre, entrega.area_id)
    all_steps = _steps(own, seccion, loose, observations, changes)
    steps = tuple(s for s in all_steps if s.changed) if only_changes else all_steps
    step = _chosen(steps or all_steps, all_steps, opened)
    avance = next((e for e in own if step and e.linea_id == step.linea_pk), None)
    is_section = step is not None and step.query == SECTION
    of_months = step is not None and step.query == MONTHS
    rows: tuple[Bloque, ...] = ()
    if avance or is_section:
        owner = {"seccion": seccion} if is_section else {"avance": avance}
        kept = Bloque.objects.kept().filter(**owner)
        found = blocks_to_write(with_text_before(kept, entrega.returned_at))
        rows = tuple(block for block in found if not block.is_left_out)
    read = quarter_read(trimestre) if step else None
    lines = read.lines if read else ()
    line = next((own for own in lines if step and own.linea.pk == step.linea_pk), None)
    live = live_in(line) if line else None
    labels = snapshot_labels(read.snapshot) if read else {}
    said = snapshot_said(read.snapshot) if read else {}
    counted = Counter(row.status for row in observations)
    locked = why_not_observed(entrega)
    mine = [row for row in observations if step and _part_of(row) == _part_key(step, avance)]
    return EntregaUnderReview(
        entrega=entrega,
        steps=steps,
        all_steps=all_steps,
        step=step,
        only_changes=only_changes,
        avance=avance,
        section=seccion if is_section else None,
        live=live,
        loose=loose if of_months else (),
        words=programa.words(avance.linea.eje.labels) if avance else programa.words(),
        labels=labels,
        rows=rows,
        views=block_views(rows, labels, said, tie_links(trimestre, lines, rows)),
        said=said,
        changes=changes,
        observed=tuple(observed(row, programa.start_month) for row in mine),
        unsettled=tuple(row for row in observations if row.status in OPEN),
        respaldos=respaldos_read(avance, user) if avance else (),
        findings=_findings(live),
        found=_found(entrega, step, read) if step and read else (),
        pending=counted[ObservacionStatus.PENDING],
        open=sum(counted[status] for status in OPEN),
        validated=sum(entry.status == AvanceStatus.VALIDATED for entry in own),
        lines=len(own),
        locked=locked,
        not_area=locked or why_area_not_validated(entrega, user, counted),
        not_linea=locked or why_linea_not_validated(entrega, avance, user, mine),
    )


def _entries(entrega: EntregaDeArea) -> QuerySet[AvanceTrimestral]:
    """Return the área's entries of the quarter in printed order."""
    rows = AvanceTrimestral.objects.of_quarter(entrega.trimestre_id, entrega.area_id)
    return (
        with_closing_before(rows, entrega.returned_at)
        .with_place()
        .with_contents()
        .select_related("trimestre__programa__institucion")
    )


def _section(entrega: EntregaDeArea) -> Seccion | None:
    """Return the área's part of the presentación, or None without one."""
    rows = Seccion.objects.filter(
        trimestre=entrega.trimestre, area=entrega.area, kind=SeccionKind.PRESENTATION
    )
    return rows.order_by("order", "pk").first()


def _steps(
    own: Sequence[AvanceTrimestral],
    seccion: Seccion | None,
    loose: Sequence[TareaSnapshot],
    observations: Sequence[Observacion],
    changes: Changes,
) -> tuple[Step, ...]:
    pending: Counter[int | str] = Counter()
    unsettled: Counter[int | str] = Counter()
    for row in observations:
        if row.status == ObservacionStatus.PENDING:
            pending[_part_of(row)] += 1
        elif row.status in OPEN:
            unsettled[_part_of(row)] += 1
    steps = [
        Step(
            query=linea_query(entry.linea_id),
            linea_pk=entry.linea_id,
            place=place,
            number=entry.number,
            title=entry.linea.title,
            workflow=entry_workflow(entry, entry.trimestre.status),
            pending=pending[entry.pk],
            open=unsettled[entry.pk],
            changed=entry.linea_id in changes.lineas,
        )
        for place, entry in enumerate(own, start=1)
    ]
    others = []
    if loose or pending[MONTHS] or unsettled[MONTHS]:
        others.append((MONTHS, MONTHS_OUTSIDE, changes.months))
    if seccion:
        others.append((SECTION, f"Presentación: {seccion.heading}", changes.sections))
    for part, title, changed in others:
        counts = pending[part], unsettled[part]
        steps.append(Step(part, None, len(steps) + 1, "", title, None, *counts, changed))
    return tuple(steps)


def _chosen(steps: Sequence[Step], all_steps: Sequence[Step], opened: Opened) -> Step | None:
    """Return the step that was asked for, or the first that waits for a word, or the first."""
    chosen = next((step for step in all_steps if step.query == opened.query), None)
    if chosen:
        return chosen
    waits = (s for s in steps if s.workflow and s.workflow.state == "submitted")
    return next(waits, steps[0] if steps else None)


def _part_of(row: Observacion) -> int | str:
    """Return the part in which an observation stands: its entry, or the name of the part."""
    return row.avance_id or (MONTHS if row.is_of_months else SECTION)


def _part_key(step: Step, avance: AvanceTrimestral | None) -> int | str:
    return avance.pk if avance else step.query


def _found(entrega: EntregaDeArea, step: Step, read: QuarterRead) -> tuple[Found, ...]:
    """Return what does not agree in the open part; the places of a línea are on its own page."""
    if step.query == MONTHS:
        return ()
    whole = found_in(entrega.trimestre, read)
    if step.linea_pk is None:
        return whole.of_part(entrega.area.code)
    url = linea_url(entrega.trimestre, step.linea_pk)
    return tuple(replace(each, url=url) for each in whole.of_linea(step.linea_pk))


def _findings(live: Live | None) -> tuple[str, ...]:
    """Return what the checks say of a línea besides what does not agree, in sentences."""
    if live is None:
        return ()
    counted = incongruent(live.findings)
    return tuple(fact_of(each) for each in live.findings if each not in counted)
