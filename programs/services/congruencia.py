"""What was found in a quarter is right, and why: the act of who answers for it."""

from datetime import datetime

from django.db import transaction

from programs.enums import AuditAction, TrimestreStatus
from programs.errors import EXPIRED, DomainError, Locked
from programs.getters import quarter_lock
from programs.models import HallazgoAceptado, User
from programs.selectors.congruencia import explainable, quarter_found
from programs.selectors.found import Found
from programs.services.ledger import ledger_append
from programs.values.windows import why_closed
from programs.workflow import require_text

NOT_YOURS = (
    "Lo explica el área mientras puede escribirlo, o quien revisa. "
    "Pida a quien corresponde que escriba el motivo."
)
CHANGED = "El informe cambió mientras usted escribía. Lea otra vez lo que se encontró."


@transaction.atomic
def hallazgo_accept(
    pk: int, *, code: str, subject: str, fingerprint: str, reason: str, by: User, now: datetime
) -> Found:
    """Keep why something that was found in a quarter is right.

    `fingerprint` is that of the finding which the person read: one that speaks of something else by
    now is refused with `DomainError`, and so is one that somebody else explained meanwhile. Raises
    `Locked` for who does not answer for it, and where the quarter is not open.
    """
    trimestre = quarter_lock(pk=pk)
    if trimestre.status != TrimestreStatus.OPEN:
        raise Locked(why_closed(trimestre))
    reason = require_text(reason, "por qué es correcto")
    page = quarter_found(trimestre)
    same = [each for each in page.found if each.placed.key == (code, subject)]
    found = next((each for each in same if each.placed.fingerprint == fingerprint), None)
    if found is None:
        if not fingerprint:
            raise DomainError(EXPIRED)
        raise DomainError(CHANGED)
    if found.key not in explainable(page, by):
        raise Locked(NOT_YOURS)
    if found.row and found.row.accepted_by != by:
        raise DomainError(f"{found.row.accepted_by} ya lo explicó: su motivo se conserva.")
    if found.row and found.row.reason == reason:
        return found  # a second click on the same page
    told = f"{found.placed.place}: {found.finding.message}."
    HallazgoAceptado.objects.update_or_create(
        programa=trimestre.programa,
        trimestre=trimestre,
        code=code,
        subject=subject,
        fingerprint=fingerprint,
        defaults={"found": told, "reason": reason, "accepted_by": by, "accepted_at": now},
    )
    ledger_append(
        trimestre.programa.institucion_id,
        action=AuditAction.FINDING_ACCEPT,
        subject=str(trimestre),
        by=by,
        now=now,
        data={"trimestre": trimestre.pk, "found": told, "reason": reason},
    )
    return found
