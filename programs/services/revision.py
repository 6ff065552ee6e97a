"""The review of an área's quarter: observations that wait for the verdict, and the verdict."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from programs.enums import AvanceStatus, BlockKind, NoticeKind, ObservacionStatus
from programs.errors import DomainError, Locked
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Figura,
    MarcaMensual,
    Observacion,
    Programa,
    Seccion,
    User,
)
from programs.models.versions import came_before, require_version, save_version
from programs.permissions import can_review
from programs.received.text import clean_html, paragraphs
from programs.selectors.observaciones import Part, part_text
from programs.selectors.plazos import days_off_of
from programs.services.avisos import notices_close, notify
from programs.services.entrega import entrega_lock, entries_of
from programs.services.ledger import ledger_append
from programs.services.observaciones import observacion_lock, observacion_record, observation_write
from programs.values.calendar_days import add_working_days
from programs.values.given import given
from programs.values.phrases import long_date
from programs.values.tied import says_the_same
from programs.values.windows import why_closed
from programs.workflow import advance, advance_all, require_text, why_not_observed

# What is observed: a línea's quarter, a section, or the months of a submission outside its líneas.
Target = AvanceTrimestral | Seccion | EntregaDeArea
OPEN_OBSERVATIONS = (ObservacionStatus.SENT, ObservacionStatus.ANSWERED)


def _reviewable(entrega: EntregaDeArea, *, by: User, now: datetime) -> None:
    """Refuse who does not review, and stamp when the review of this round began."""
    closed = why_closed(entrega.trimestre)
    if closed:
        raise Locked(closed)
    if not can_review(by, entrega.trimestre.programa.institucion):
        raise Locked("La revisión le corresponde al Secretario Técnico.")
    if entrega.status == AvanceStatus.DRAFT:
        raise Locked("El área todavía no envía este trimestre.")
    if entrega.review_started_at is None:
        entrega.review_started_at, entrega.review_started_by = now, by
        fields = ["review_started_at", "review_started_by"]
        save_version(entrega, by=by, fields=fields, reason="Inicia la revisión")


def plan_observable(programa: Programa) -> None:
    """Refuse what is observed in a plan that is not in review."""
    if why := why_not_observed(programa):
        raise Locked(why)


def _owner(entrega: EntregaDeArea, target: Target) -> dict:
    """Return the link of an observation to what it is about, which must be the área's own.

    Its months outside the líneas are of the submission itself: they need no further link.
    """
    if isinstance(target, EntregaDeArea):
        if target.pk != entrega.pk:
            raise DomainError("Esa parte no es de esta área.")
        return {}
    if isinstance(target, AvanceTrimestral):
        mine = target.trimestre_id == entrega.trimestre_id and (
            target.linea.area_id == entrega.area_id
        )
    else:
        mine = target.trimestre_id == entrega.trimestre_id and target.area_id == entrega.area_id
    if not mine:
        raise DomainError("Esa parte no es de esta área.")
    return {"avance" if isinstance(target, AvanceTrimestral) else "seccion": target}


def _require_part_of(part: Part | None, target: Target) -> None:
    """Refuse a part of another línea: the form names it, so it may be forged."""
    if isinstance(part, Figura):
        part = part.bloque
    if isinstance(target, EntregaDeArea):
        own = part is None or _is_loose_month(part, target)
    elif isinstance(part, Bloque):
        own = target in (part.avance, part.seccion)
    elif isinstance(part, AvanceDeComponente):
        own = part.avance == target
    elif isinstance(part, MarcaMensual):
        own = (
            isinstance(target, AvanceTrimestral)
            and part.tarea.linea_id == target.linea_id
            and part.month in target.trimestre.months
        )
    else:
        own = part is None
    if not own:
        raise DomainError("Esa parte no es de esta línea.")


def _is_loose_month(part: Part | None, entrega: EntregaDeArea) -> bool:
    """Tell whether a part is a month of a tarea without línea that the área reports."""
    return (
        isinstance(part, MarcaMensual)
        and part.tarea.linea_id is None
        and part.tarea.area_id == entrega.area_id
        and part.tarea.eje.programa_id == entrega.trimestre.programa_id
        and part.month in entrega.trimestre.months
    )


@transaction.atomic
def observacion_add(
    *,
    trimestre_pk: int,
    area_pk: int,
    target: Target,
    part: Part | None,
    text: str,
    proposed: str,
    key: str,
    by: User,
    now: datetime,
) -> Observacion:
    """Write an observation that only reviewers see until the verdict is sent.

    `key` comes with the form, so a double submit adds one. `proposed` is HTML for a text block.
    """
    entrega = entrega_lock(trimestre_pk, area_pk)
    _reviewable(entrega, by=by, now=now)
    _require_part_of(part, target)
    return observation_write(
        key=key,
        text=text,
        by=by,
        now=now,
        entrega=entrega,
        proposed=_proposal(part, proposed),
        seen=part_text(part),
        **_owner(entrega, target),
        **_part_link(part),
    )


def _proposal(part: Part | None, proposed: str) -> str:
    """Return the markup proposed for a text block, "" where it is the text that stands there."""
    if not isinstance(part, Bloque) or part.kind != BlockKind.TEXT or not proposed.strip():
        return ""
    html = clean_html(paragraphs(proposed))
    return "" if says_the_same(html, clean_html(paragraphs(part.html))) else html


def _part_link(part: Part | None) -> dict[str, Part]:
    names: dict[type, str] = {Bloque: "bloque", Figura: "figura", AvanceDeComponente: "cantidad"}
    return {} if part is None else {names.get(type(part), "marca"): part}


def _pending_lock(pk: int, *, by: User, now: datetime) -> Observacion:
    observacion = observacion_lock(pk)
    if observacion.programa:
        plan_observable(observacion.programa)
        if observacion.created_by_id != by.pk:
            raise Locked("Solo quien escribió la observación la cambia antes de enviarla.")
    else:
        _reviewable(given(observacion.entrega), by=by, now=now)
    if observacion.status != ObservacionStatus.PENDING:
        raise Locked("La observación ya se envió. Escriba otra para agregar algo.")
    return observacion


@transaction.atomic
def observacion_edit(
    pk: int, *, text: str, proposed: str, by: User, now: datetime, version: int | None = None
) -> Observacion:
    """Change an observation that was not sent yet."""
    observacion = _pending_lock(pk, by=by, now=now)
    written = require_text(text, "la observación")
    suggested = _proposal(observacion.bloque, proposed)
    if came_before(observacion, version, text=written, proposed=suggested):
        return observacion
    require_version(observacion, version, ("text", "proposed"))
    observacion.text, observacion.proposed = written, suggested
    save_version(observacion, by=by, fields=["text", "proposed"])
    return observacion


@transaction.atomic
def observacion_remove(pk: int, *, by: User, now: datetime, version: int | None = None) -> None:
    """Take away an observation that was not sent yet. A second time nothing happens."""
    try:
        observacion = _pending_lock(pk, by=by, now=now)
    except Observacion.DoesNotExist:
        return  # another tab was first
    require_version(observacion, version, ("text", "proposed"))
    observacion.delete()


@transaction.atomic
def observacion_resolve(
    pk: int, *, by: User, now: datetime, version: int | None = None
) -> Observacion:
    """Say that what was observed is settled."""
    observacion = observacion_lock(pk)
    if came_before(observacion, version, status=ObservacionStatus.RESOLVED, resolved_by=by):
        return observacion
    if observacion.entrega and observacion.entrega.status == AvanceStatus.SUBMITTED:
        _reviewable(observacion.entrega, by=by, now=now)  # from now the área does not withdraw it
    advance("observacion_resolve", observacion, by=by, now=now, version=version)
    observacion_record("observacion_resolve", observacion, by=by, now=now)
    return observacion


@transaction.atomic
def observaciones_resolve(
    *,
    trimestre_pk: int,
    area_pk: int,
    versions: Mapping[int, int],
    by: User,
    now: datetime,
) -> list[Observacion]:
    """Say that several observations are settled, all of them or none, in one act.

    `versions` are {observation: the version that was read}: an answer that came meanwhile is read
    before it is settled (`Conflict`). Those that are resolved already stay as they are.
    """
    entrega = entrega_lock(trimestre_pk, area_pk)
    rows = list(
        entrega.observaciones.select_for_update(of=("self",)).filter(pk__in=versions).order_by("pk")
    )
    if len(rows) != len(versions):
        raise DomainError("Esas observaciones no son de esta área.")
    found = [row for row in rows if row.status != ObservacionStatus.RESOLVED]
    for row in found:
        row.entrega = entrega
        require_version(row, versions[row.pk], ("status", "answer"))
    if not found:
        return []
    if entrega.status == AvanceStatus.SUBMITTED:
        _reviewable(entrega, by=by, now=now)  # from now the área does not withdraw it
    advance_all("observacion_resolve", found, by=by, now=now)
    pks = [row.pk for row in found]
    _record("observacion_resolve", entrega, by=by, now=now, observaciones=pks)
    return found


@transaction.atomic
def avance_validate(
    avance_pk: int, *, by: User, now: datetime, version: int | None = None
) -> AvanceTrimestral:
    """Validate one línea; it stays so when a sibling is returned."""
    entrega, avance = _entry_lock(avance_pk)
    _reviewable(entrega, by=by, now=now)
    if avance.status == AvanceStatus.VALIDATED and avance.validated_by_id == by.pk:
        return avance
    _require_settled(avance.observaciones.all())
    advance("avance_validate", avance, by=by, now=now, version=version)
    _record("avance_validate", entrega, by=by, now=now, linea=str(avance.linea), avance=avance.pk)
    return avance


@transaction.atomic
def entrega_return(
    *,
    trimestre_pk: int,
    area_pk: int,
    by: User,
    now: datetime,
    version: int | None = None,
) -> EntregaDeArea:
    """Send every pending observation, and return the líneas that they are about.

    The líneas without one stay where they are: validated ones validated, the others in review. A
    second click on the same page finds the quarter returned and sends nothing twice.
    """
    entrega = entrega_lock(trimestre_pk, area_pk)
    repeated = entrega.status == AvanceStatus.RETURNED and entrega.returned_by_id == by.pk
    _may_judge(entrega, by=by, now=now, version=None if repeated else version)
    entries = {entry.pk: entry for entry in entries_of(entrega)}
    pending = list(entrega.observaciones.filter(status=ObservacionStatus.PENDING))
    if not pending:
        if repeated:
            return entrega
        raise DomainError("Escriba al menos una observación antes de devolver.")
    for observacion in pending:
        observacion.entrega = entrega
    advance_all("observacion_send", pending, by=by, now=now)
    observed = [entries[pk] for pk in sorted({o.avance_id for o in pending if o.avance_id})]
    back = [entry for entry in observed if entry.status != AvanceStatus.RETURNED]
    advance_all("avance_return", back, by=by, now=now, ready=False)
    due_on = _return_due(entrega, now)
    if entrega.status == AvanceStatus.RETURNED:
        entrega.returned_at, entrega.returned_by, entrega.return_due_on = now, by, due_on
        save_version(entrega, by=by, fields=["returned_at", "returned_by", "return_due_on"])
    else:
        advance("entrega_return", entrega, by=by, now=now, return_due_on=due_on)
    _record(
        "entrega_return",
        entrega,
        by=by,
        now=now,
        folio=entrega.folio,
        observaciones=[o.pk for o in pending],
    )
    notices_close("entrega_return", entrega.trimestre_id, area_pk=entrega.area_id, now=now)
    notify(NoticeKind.RETURNED, entrega, now=now, due=long_date(given(entrega.due_on)))
    return entrega


def _return_due(entrega: EntregaDeArea, now: datetime) -> date:
    """Return until when the área corrects what is returned now: días hábiles from today."""
    institucion = entrega.trimestre.programa.institucion
    today = timezone.localdate(now)
    return add_working_days(today, institucion.return_due_days, days_off_of(institucion))


@transaction.atomic
def entrega_validate(
    *,
    trimestre_pk: int,
    area_pk: int,
    by: User,
    now: datetime,
    version: int | None = None,
) -> EntregaDeArea:
    """Validate an área's quarter with all its líneas. What was observed must be resolved."""
    entrega = entrega_lock(trimestre_pk, area_pk)
    repeated = entrega.status == AvanceStatus.VALIDATED and entrega.validated_by_id == by.pk
    _may_judge(entrega, by=by, now=now, version=None if repeated else version)
    if repeated:
        return entrega
    entries = entries_of(entrega)
    _require_settled(entrega.observaciones.all())
    advance("entrega_validate", entrega, by=by, now=now)
    rest = [entry for entry in entries if entry.status != AvanceStatus.VALIDATED]
    advance_all("avance_validate", rest, by=by, now=now)
    _record("entrega_validate", entrega, by=by, now=now, folio=entrega.folio)
    notices_close("entrega_validate", entrega.trimestre_id, area_pk=entrega.area_id, now=now)
    notify(NoticeKind.VALIDATED, entrega, now=now)
    return entrega


def _may_judge(entrega: EntregaDeArea, *, by: User, now: datetime, version: int | None) -> None:
    """Begin the review where it did not, for a verdict on the submission as the person read it.

    The version is compared first: beginning the review gives the submission another one.
    """
    if can_review(by, entrega.trimestre.programa.institucion):
        require_version(entrega, version, ("status",))
    _reviewable(entrega, by=by, now=now)


def _entry_lock(avance_pk: int) -> tuple[EntregaDeArea, AvanceTrimestral]:
    found = AvanceTrimestral.objects.select_related("linea").get(pk=avance_pk)
    entrega = entrega_lock(found.trimestre_id, found.linea.area_id)
    avance = next(entry for entry in entries_of(entrega) if entry.pk == avance_pk)
    return entrega, avance


def _require_settled(observaciones: QuerySet[Observacion]) -> None:
    """Refuse a validation while something that was observed is not settled."""
    found = list(observaciones.values_list("status", flat=True))
    if ObservacionStatus.PENDING in found:
        raise DomainError("Tiene observaciones sin enviar. Devuelva, o quítelas antes de validar.")
    waiting = sum(status in OPEN_OBSERVATIONS for status in found)
    if waiting:
        noun = "observación sin resolver" if waiting == 1 else "observaciones sin resolver"
        raise DomainError(f"Hay {waiting} {noun}. Resuélvalas antes de validar.")


def _record(
    action: str, entrega: EntregaDeArea, *, by: User, now: datetime, **data: object
) -> None:
    ledger_append(
        entrega.trimestre.programa.institucion_id,
        action=action,
        subject=str(entrega),
        by=by,
        now=now,
        data=data,
    )
