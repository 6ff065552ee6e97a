"""Why a reviewer cannot observe or validate now, in the sentence that they read."""

from collections import Counter
from collections.abc import Iterable

from programs.enums import AvanceStatus, ObservacionStatus
from programs.models import AvanceTrimestral, EntregaDeArea, Observacion, User
from programs.permissions import is_own_submission
from programs.values.windows import why_closed
from reports.review.observed import OPEN


def why_not_observed(entrega: EntregaDeArea) -> str:
    """Return why nobody reviews the submission now, or ""."""
    if why_closed(entrega.trimestre):
        return why_closed(entrega.trimestre)
    if entrega.status == AvanceStatus.DRAFT:
        return "El área todavía no envía este trimestre. Podrá revisarlo cuando lo envíe."
    return ""


def why_area_not_validated(entrega: EntregaDeArea, user: User, counted: Counter[str]) -> str:
    """Return why the área cannot be validated now, or ""; `counted`: observations by status."""
    if entrega.status == AvanceStatus.VALIDATED:
        return "El área ya está validada."
    if entrega.status == AvanceStatus.RETURNED:
        return "El área tiene el trimestre para corregirlo. Podrá validarlo cuando lo envíe."
    if counted[ObservacionStatus.PENDING]:
        return "Para validar, quite antes las observaciones sin enviar."
    unsettled = sum(counted[status] for status in OPEN)
    if unsettled:
        noun = "la observación" if unsettled == 1 else f"las {unsettled} observaciones"
        return f"Para validar, resuelva antes {noun} que ya envió."
    if is_own_submission(user, entrega.submitted_by_id):
        return _who_validates(entrega, user)
    return ""


def why_linea_not_validated(
    entrega: EntregaDeArea,
    avance: AvanceTrimestral | None,
    user: User,
    own: Iterable[Observacion],
) -> str:
    """Return why the open línea cannot be validated now, or ""; `own`: its observations."""
    if avance is None or avance.status == AvanceStatus.VALIDATED:
        return ""
    if avance.status != AvanceStatus.SUBMITTED:
        return "El área tiene esta línea para corregirla."
    statuses = {row.status for row in own}
    if ObservacionStatus.PENDING in statuses:
        return "Tiene observaciones sin enviar: devuelva el área, o quítelas."
    if statuses & set(OPEN):
        return "Resuelva antes sus observaciones."
    if is_own_submission(user, avance.submitted_by_id):
        return _who_validates(entrega, user)
    return ""


def _who_validates(entrega: EntregaDeArea, user: User) -> str:
    """Return the sentence that tells whoever submitted it who validates in their place."""
    second = entrega.trimestre.programa.institucion.second_validator
    if second is None:
        return (
            "Usted envió esto, así que lo valida otra persona. "
            "El Secretario Técnico nombra en Plazos a la segunda persona que valida."
        )
    who = "el Secretario Técnico" if second.pk == user.pk else str(second)
    return f"Usted envió esto, así que lo valida otra persona: {who}."
