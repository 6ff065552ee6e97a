"""The review of a plan before its approval: it is sent, observed, explained, and approved."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from programs.enums import NoticeKind, ObservacionStatus
from programs.errors import EXPIRED, DomainError, Locked
from programs.getters import programa_lock
from programs.models import (
    HallazgoAceptado,
    LineaDeAccion,
    Meta,
    Observacion,
    Programa,
    Tarea,
    User,
)
from programs.models.versions import came_before
from programs.permissions import can_keep_structure, can_observe_plan
from programs.selectors.observaciones import OPEN
from programs.selectors.plan import meta_questions, plan_questions
from programs.services.avisos import plan_notices_close, plan_notify
from programs.services.ledger import ledger_append
from programs.services.observaciones import observation_write
from programs.services.revision import plan_observable
from programs.staff import people_who_capture, people_who_plan, people_who_review
from programs.transitions import PLANNING, REVIEW
from programs.values.checks.finding import PlacedFinding
from programs.values.checks.plan import META_CODES
from programs.workflow import advance, advance_all, require_text

# What a plan is observed about: a línea, a tarea, or None for the plan as a whole.
PlanTarget = LineaDeAccion | Tarea | None
# How many of what holds an approval its refusal names.
SHOWN = 20
NOT_YOURS = "Usted observa las líneas y tareas de su área, y el plan en general."
CHANGED = "El plan cambió mientras usted escribía. Lea otra vez lo que se encontró."


@transaction.atomic
def programa_review(pk: int, *, by: User, now: datetime, version: int | None = None) -> Programa:
    """Send a plan to review, and tell the áreas and who reviews to observe it."""
    programa = programa_lock(pk)
    if came_before(programa, version, status=REVIEW):
        return programa
    advance("programa_review", programa, by=by, now=now, version=version)
    _record("programa_review", programa, by=by, now=now)
    institucion = programa.institucion
    people = people_who_capture(institucion) | people_who_review(institucion)
    turn = str(programa.version)
    plan_notify(NoticeKind.PLAN_REVIEW, programa, people=people, turn=turn, now=now)
    return programa


@transaction.atomic
def programa_draft(pk: int, *, by: User, now: datetime, version: int | None = None) -> Programa:
    """Take a plan back to draft. What was observed stays, and waits for its next review."""
    programa = programa_lock(pk)
    if came_before(programa, version, status=PLANNING):
        return programa
    advance("programa_draft", programa, by=by, now=now, version=version)
    _record("programa_draft", programa, by=by, now=now)
    plan_notices_close("programa_draft", programa, now=now)
    return programa


@transaction.atomic
def plan_observe(
    pk: int, *, target: PlanTarget, text: str, key: str, by: User, now: datetime
) -> Observacion:
    """Write an observation of a plan in review, which its author sends afterwards.

    Until then nobody else reads it. `key` comes with the form, so a double submit adds one.
    """
    programa = programa_lock(pk)
    plan_observable(programa)
    if target is not None and target.eje.programa_id != programa.pk:
        raise DomainError("Esa parte no es de este plan.")
    if not can_observe_plan(by, programa.institucion, target.area_id if target else None):
        raise Locked(NOT_YOURS)
    links: dict[str, object] = {}
    if target is not None:
        links["linea" if isinstance(target, LineaDeAccion) else "tarea"] = target
    seen = "" if target is None else _text_of(target)
    return observation_write(
        key=key, text=text, by=by, now=now, programa=programa, seen=seen, **links
    )


def _text_of(target: LineaDeAccion | Tarea) -> str:
    """Return a row of the plan as the text that an observation remembers of it."""
    return target.title if isinstance(target, LineaDeAccion) else target.text


@transaction.atomic
def plan_observations_send(pk: int, *, by: User, now: datetime) -> list[Observacion]:
    """Send what the person observed in a plan and did not send yet, and tell who keeps it.

    A second click on the same page finds nothing to send, and sends nothing.
    """
    programa = programa_lock(pk)
    plan_observable(programa)
    rows = programa.observaciones.select_for_update(of=("self",)).filter(created_by=by)
    pending = list(rows.filter(status=ObservacionStatus.PENDING).order_by("pk"))
    if not pending and rows.exists():
        return []  # a second click on the same page
    if not pending:
        raise DomainError("No tiene observaciones por enviar.")
    for row in pending:
        row.programa = programa
    advance_all("observacion_send", pending, by=by, now=now)
    pks = [row.pk for row in pending]
    _record("observacion_send", programa, by=by, now=now, observaciones=pks)
    plan_notify(
        NoticeKind.PLAN_OBSERVED,
        programa,
        people=people_who_plan(programa.institucion),
        turn=str(pks[0]),
        now=now,
        by=by,
    )
    return pending


@transaction.atomic
def finding_accept(
    pk: int, *, code: str, subject: str, fingerprint: str, reason: str, by: User, now: datetime
) -> PlacedFinding:
    """Keep why something that a check found in a plan is right.

    `fingerprint` is that of the finding which the person read: one that speaks of something else by
    now is refused with `DomainError`. The reason of a meta's quantities is kept with the meta.
    """
    programa = programa_lock(pk)
    if not can_keep_structure(by, programa.institucion):
        raise Locked("Lo que se encontró en el plan lo explica Planeación.")
    if programa.status not in (PLANNING, REVIEW):
        raise Locked(f"El programa {programa.exercise} está aprobado. Su plan ya no se explica.")
    reason = require_text(reason, "por qué es correcto")
    questions = plan_questions(programa)
    found = next((each for each in questions.found if each.key == (code, subject)), None)
    if found is None:
        raise DomainError("Eso ya no se encuentra en el plan: alguien lo corrigió.")
    if fingerprint != found.fingerprint:
        raise DomainError(CHANGED if fingerprint else EXPIRED)
    if found.finding.reason == reason:
        return found  # a second click on the same page
    if code in META_CODES:
        Meta.objects.filter(linea=int(subject.removeprefix("linea-"))).update(
            programming_reason=reason
        )
    else:
        HallazgoAceptado.objects.update_or_create(
            programa=programa,
            trimestre=None,
            code=code,
            subject=subject,
            defaults={
                "found": found.finding.message,
                "fingerprint": fingerprint,
                "reason": reason,
                "accepted_by": by,
                "accepted_at": now,
            },
        )
    told = f"{found.place}: {found.finding.message}."
    _record("finding_accept", programa, by=by, now=now, found=told, reason=reason)
    return found


@transaction.atomic
def programa_approve(
    pk: int,
    *,
    agreement: str,
    session: str,
    approved_on: date | None,
    by: User,
    now: datetime,
    version: int | None = None,
    reasons: Mapping[int, str] | None = None,
) -> Programa:
    """Record the approval of the PTA; from then its structure is locked.

    `reasons` say, by meta, why what the checks of the plan found is right; they are kept with the
    meta. Anything found that nobody explained refuses the approval.
    """
    programa = programa_lock(pk)
    same = {"approval_agreement": agreement.strip(), "approval_session": session.strip()}
    if came_before(programa, version, approved_on=approved_on, **same):
        return programa
    if approved_on is None:
        raise DomainError("Escriba la fecha de aprobación.")
    if approved_on > timezone.localdate(now):
        raise DomainError("La fecha de aprobación no puede ser futura.")
    advance(
        "programa_approve",
        programa,
        by=by,
        now=now,
        version=version,
        approval_agreement=require_text(agreement, "el número del acuerdo"),
        approval_session=require_text(session, "la sesión en que se aprobó"),
        approved_on=approved_on,
    )
    _require_settled(programa)
    explained = _explain(programa, reasons or {})
    data: dict[str, object] = {"explained": explained} if explained else {}
    _record(
        "programa_approve",
        programa,
        by=by,
        now=now,
        agreement=programa.approval_agreement,
        on=approved_on.isoformat(),
        **data,
    )
    plan_notices_close("programa_approve", programa, now=now)
    return programa


def _require_settled(programa: Programa) -> None:
    """Refuse the approval of a plan while something that was observed in it is not resolved."""
    open_ones = programa.observaciones.filter(status__in=OPEN).count()
    if open_ones:
        noun = "observación sin resolver" if open_ones == 1 else "observaciones sin resolver"
        raise DomainError(f"Hay {open_ones} {noun} del plan. Resuélvalas antes de aprobar.")


def _explain(programa: Programa, reasons: Mapping[int, str]) -> list[str]:
    """Keep the reasons of what the checks found; return them all as the ledger does."""
    questions = plan_questions(programa)
    explained, lacking = [], []
    for question in meta_questions(questions):
        reason = reasons.get(question.meta_pk, question.reason).strip()
        if not reason:
            lacking.append(f"Línea {question.number}: {question.text}")
            continue
        if reason != question.reason:
            Meta.objects.filter(pk=question.meta_pk).update(programming_reason=reason)
        explained.append(f"Línea {question.number}: {question.text} Motivo: {reason}")
    for each in questions.found:
        if each.finding.code in META_CODES:
            continue
        told = f"{each.place}: {each.finding.message}."
        if each.finding.reason:
            explained.append(f"{told} Motivo: {each.finding.reason}")
        else:
            lacking.append(told)
    if lacking:
        more = f" Y {len(lacking) - SHOWN} más." if len(lacking) > SHOWN else ""
        raise DomainError(
            "Antes de aprobar corrija lo que sigue en el plan, o escriba en su revisión por qué es "
            f"correcto. {' '.join(lacking[:SHOWN])}{more}"
        )
    return explained


def _record(action: str, programa: Programa, *, by: User, now: datetime, **data: object) -> None:
    ledger_append(
        programa.institucion_id,
        action=action,
        subject=str(programa),
        by=by,
        now=now,
        data=data,
    )
