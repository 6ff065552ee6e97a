"""One área's quarter as its reviewer reads it: one línea at a time, with what was observed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from programs.enums import AvanceStatus, ObservacionStatus, SeccionKind
from programs.models import AvanceTrimestral, Bloque, EntregaDeArea, Observacion, Seccion, User
from programs.permissions import is_own_submission
from programs.reading.lines import entry_workflow
from programs.received.text import text_lines
from programs.selectors.bloques import BlockView, block_views, labels_of
from programs.selectors.captura import Live, blocks_to_write, live_of
from programs.selectors.observaciones import changed_words, part_of, where_words
from programs.values.readings import Workflow
from programs.values.windows import why_closed
from reports.review.changes import (
    Changes,
    changes_of,
    with_closing_before,
    with_text_before,
)

OPEN = (ObservacionStatus.SENT, ObservacionStatus.ANSWERED)
SECTION = "seccion"


@dataclass(frozen=True)
class Observed:
    """An observation as the reviewer reads it: where it stands (`key`, `where`) and its texts."""

    row: Observacion
    key: str
    where: str
    seen: tuple[str, ...]
    changed: str
    proposed: tuple[str, ...]

    @property
    def pending(self) -> bool:
        """Tell whether only reviewers see it yet."""
        return self.row.status == ObservacionStatus.PENDING

    @property
    def open(self) -> bool:
        """Tell whether it was sent and is not settled."""
        return self.row.status in OPEN


@dataclass(frozen=True)
class Step:
    """One línea of the área, or its part of the presentación (`linea_pk` None)."""

    linea_pk: int | None
    place: int
    number: str
    title: str
    workflow: Workflow | None
    pending: int
    open: int
    changed: bool

    @property
    def query(self) -> str:
        """The part of the address that opens it."""
        return SECTION if self.linea_pk is None else f"linea={self.linea_pk}"


@dataclass(frozen=True)
class ReviewPage:
    """An área's quarter with one of its parts open.

    `avance` and `live` are None on the part of the presentación. `locked` is why nothing can be
    observed, `not_area` and `not_linea` why the área or the línea cannot be validated now; "" when
    they can. `steps` are those that the filter leaves, `all_steps` all of them.
    """

    entrega: EntregaDeArea
    steps: tuple[Step, ...]
    all_steps: tuple[Step, ...]
    step: Step | None
    only_changes: bool
    avance: AvanceTrimestral | None
    section: Seccion | None
    live: Live | None
    words: dict[str, str]
    labels: dict[str, str]
    rows: tuple[Bloque, ...]
    views: tuple[BlockView, ...]
    changes: Changes
    observed: tuple[Observed, ...]
    findings: tuple[str, ...]
    pending: int
    open: int
    validated: int
    lines: int
    locked: str
    not_area: str
    not_linea: str

    @property
    def previous(self) -> Step | None:
        """The part before this one, among those shown."""
        return next((s for s in reversed(self.steps) if s.place < self.step.place), None)

    @property
    def next(self) -> Step | None:
        """The part after this one, among those shown."""
        return next((s for s in self.steps if s.place > self.step.place), None)

    @property
    def can_return(self) -> bool:
        """Tell whether something waits to be sent to the área."""
        return bool(self.pending) and not self.locked


def part_key(row: Observacion) -> str:
    """Return the key of the part that an observation names, as forms and anchors write it."""
    if row.marca_id:
        return f"mes-{row.marca.tarea_id}-{row.marca.month}"
    names = (("bloque", row.bloque_id), ("figura", row.figura_id), ("cantidad", row.cantidad_id))
    return next((f"{name}-{pk}" for name, pk in names if pk), "todo")


def review_page(
    entrega: EntregaDeArea, user: User, *, linea: int | None, section: bool, only_changes: bool
) -> ReviewPage:
    """Return the page of a submission read by `entregas_visible`, in at most eleven queries.

    `linea` and `section` choose what is open; without a choice, the first that waits for a word.
    """
    trimestre = entrega.trimestre
    programa = trimestre.programa
    entries = list(_entries(entrega))
    own = [entry for entry in entries if entry.linea.area_id == entrega.area_id]
    seccion = _section(entries, entrega)
    observations = list(_observations(entrega))
    changes = changes_of(entrega, seccion.pk if seccion else None, own)
    all_steps = _steps(own, seccion, observations, changes)
    steps = tuple(s for s in all_steps if s.changed) if only_changes else all_steps
    step = _chosen(steps or all_steps, all_steps, linea, section)
    avance = next((e for e in own if step and e.linea_id == step.linea_pk), None)
    is_section = step is not None and step.linea_pk is None
    rows: Sequence[Bloque] = ()
    if step is not None:
        owner = {"seccion": seccion} if is_section else {"avance": avance}
        kept = Bloque.objects.filter(removed_at__isnull=True, **owner)
        rows = tuple(blocks_to_write(with_text_before(kept, entrega.returned_at)))
    live = live_of(avance, rows) if avance else None
    labels = labels_of(programa)[trimestre.number] if step else {}
    counted = Counter(row.status for row in observations)
    opened = sum(counted[status] for status in OPEN)
    locked = why_not_observed(entrega)
    mine = [row for row in observations if _is_of(row, avance, is_section)]
    return ReviewPage(
        entrega=entrega,
        steps=steps,
        all_steps=all_steps,
        step=step,
        only_changes=only_changes,
        avance=avance,
        section=seccion if is_section else None,
        live=live,
        words=programa.words(avance.linea.eje.labels) if avance else programa.words(),
        labels=labels,
        rows=rows,
        views=block_views(rows, labels),
        changes=changes,
        observed=tuple(_observed(row, programa.start_month) for row in mine),
        findings=_findings(live),
        pending=counted[ObservacionStatus.PENDING],
        open=opened,
        validated=sum(entry.status == AvanceStatus.VALIDATED for entry in own),
        lines=len(own),
        locked=locked,
        not_area=locked or why_area_not_validated(entrega, user, counted, opened),
        not_linea=locked or (_why_linea_not_validated(entrega, avance, user, mine)),
    )


def why_not_observed(entrega: EntregaDeArea) -> str:
    """Return why nobody reviews the submission now, or ""."""
    if why_closed(entrega.trimestre):
        return why_closed(entrega.trimestre)
    if entrega.status == AvanceStatus.DRAFT:
        return "El área todavía no envía este trimestre. Podrá revisarlo cuando lo envíe."
    return ""


def who_validates(entrega: EntregaDeArea, user: User) -> str:
    """Return the sentence that tells whoever submitted it who validates in their place."""
    second = entrega.trimestre.programa.institucion.second_validator
    if second is None:
        return (
            "Usted envió esto, así que lo valida otra persona. "
            "Pida a Planeación que nombre a la segunda persona que valida."
        )
    who = "el Secretario Técnico" if second.pk == user.pk else str(second)
    return f"Usted envió esto, así que lo valida otra persona: {who}."


def why_area_not_validated(
    entrega: EntregaDeArea, user: User, counted: Counter, opened: int
) -> str:
    """Return why the área cannot be validated now, or ""."""
    if entrega.status == AvanceStatus.VALIDATED:
        return "El área ya está validada."
    if entrega.status == AvanceStatus.RETURNED:
        return "El área tiene el trimestre para corregirlo. Podrá validarlo cuando lo envíe."
    if counted[ObservacionStatus.PENDING]:
        return "Para validar, quite antes las observaciones sin enviar."
    if opened:
        noun = "la observación" if opened == 1 else f"las {opened} observaciones"
        return f"Para validar, resuelva antes {noun} que ya envió."
    if is_own_submission(user, entrega.submitted_by_id):
        return who_validates(entrega, user)
    return ""


def _why_linea_not_validated(
    entrega: EntregaDeArea, avance: AvanceTrimestral | None, user: User, mine: list[Observacion]
) -> str:
    if avance is None or avance.status == AvanceStatus.VALIDATED:
        return ""
    if avance.status != AvanceStatus.SUBMITTED:
        return "El área tiene esta línea para corregirla."
    if any(row.status == ObservacionStatus.PENDING for row in mine):
        return "Tiene observaciones sin enviar: devuelva el área, o quítelas."
    if any(row.status in OPEN for row in mine):
        return "Resuelva antes sus observaciones."
    if is_own_submission(user, avance.submitted_by_id):
        return who_validates(entrega, user)
    return ""


def _entries(entrega: EntregaDeArea):
    """Return the quarter's entries in printed order.

    Each carries the área's part of the presentación, which spares a query.
    """
    sections = Seccion.objects.filter(
        trimestre=OuterRef("trimestre"), area=entrega.area_id, kind=SeccionKind.PRESENTATION
    ).order_by("order", "pk")
    rows = AvanceTrimestral.objects.filter(trimestre=entrega.trimestre_id)
    rows = with_closing_before(rows, entrega.returned_at).annotate(
        section_pk=Subquery(sections.values("pk")[:1]),
        section_heading=Subquery(sections.values("heading")[:1]),
    )
    return rows.with_place().with_contents().select_related("trimestre__programa__institucion")


def _section(entries: list[AvanceTrimestral], entrega: EntregaDeArea) -> Seccion | None:
    """Return the área's part of the presentación, unsaved values only, or None without one."""
    if not entries or entries[0].section_pk is None:
        return None
    return Seccion(
        pk=entries[0].section_pk,
        heading=entries[0].section_heading,
        kind=SeccionKind.PRESENTATION,
        trimestre=entrega.trimestre,
        area=entrega.area,
    )


def _observations(entrega: EntregaDeArea):
    return Observacion.objects.filter(entrega=entrega).select_related(
        "bloque",
        "figura__bloque",
        "cantidad__componente",
        "marca__tarea",
        "created_by",
        "answered_by",
        "resolved_by",
    )


def _steps(own, seccion, observations, changes: Changes) -> tuple[Step, ...]:
    pending, opened = Counter(), Counter()
    for row in observations:
        if row.status == ObservacionStatus.PENDING:
            pending[row.avance_id] += 1
        elif row.status in OPEN:
            opened[row.avance_id] += 1
    steps = [
        Step(
            linea_pk=entry.linea_id,
            place=place,
            number=entry.number,
            title=entry.linea.title,
            workflow=entry_workflow(entry, entry.trimestre.status),
            pending=pending[entry.pk],
            open=opened[entry.pk],
            changed=entry.linea_id in changes.lineas,
        )
        for place, entry in enumerate(own, start=1)
    ]
    if seccion:
        title = f"Presentación: {seccion.heading}"
        counts = pending[None], opened[None]
        steps.append(Step(None, len(steps) + 1, "", title, None, *counts, changes.sections))
    return tuple(steps)


def _chosen(steps, all_steps, linea: int | None, section: bool) -> Step | None:
    """Return the step that was asked for, or the first that waits for a word, or the first."""
    wanted = None if section else linea
    if section or linea is not None:
        chosen = next((step for step in all_steps if step.linea_pk == wanted), None)
        if chosen:
            return chosen
    waits = (s for s in steps if s.workflow and s.workflow.state == "submitted")
    return next(waits, steps[0] if steps else None)


def _is_of(row: Observacion, avance: AvanceTrimestral | None, is_section: bool) -> bool:
    return row.avance_id is None if is_section else bool(avance and row.avance_id == avance.pk)


def _observed(row: Observacion, start_month: int) -> Observed:
    return Observed(
        row=row,
        key=part_key(row),
        where=where_words(row, part_of(row), start_month),
        seen=text_lines(row.seen),
        changed=changed_words(row),
        proposed=text_lines(row.proposed),
    )


def _findings(live: Live | None) -> tuple[str, ...]:
    """Return what the revisor de congruencia says of a línea, in sentences."""
    if live is None:
        return ()
    found = []
    for part in live.quantities:
        if part.unlikely and part.reason:
            found.append(f"{part.unlikely}. El área explica: {part.reason}")
    if live.closing.finding:
        found.append(live.closing.finding)
    found += [f"{debt.text}." for debt in live.missing]
    return tuple(found)
