"""Capturing a línea's quarter: quantities, cause, the closing sentence, and *lista*.

Every save locks the quarter and then the entry, checks the state, the role, the period and the
version, and leaves its trace in the history.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from programs.enums import AvanceStatus, ExplicitClosing, HechoRule
from programs.errors import DomainError, Locked
from programs.getters import quarter_lock
from programs.models import AvanceDeComponente, AvanceTrimestral, Trimestre, User
from programs.models.versions import (
    UNCHOSEN,
    came_before,
    put_back,
    require_version,
    save_version,
)
from programs.permissions import can_edit_avance
from programs.values.windows import why_closed

WHY_NOT: dict[str, str] = {
    AvanceStatus.SUBMITTED: (
        "La línea ya se envió. Es de solo lectura hasta que el Secretario Técnico la devuelva o la "
        "valide. Su titular puede retirar el envío mientras no empiece la revisión."
    ),
    AvanceStatus.VALIDATED: "La línea ya está validada. El Secretario Técnico puede devolverla.",
}

NOT_READY = "Cambió después de marcarse lista"

BY_MONTH = "Esta cantidad es la suma de sus meses. Cámbiela en Avance mensual."

BY_HECHOS = (
    "Esta cantidad sale de sus hechos. Cambie los hechos, o quite el desglose para escribirla."
)


CHANGED = "Alguien cambió esta cantidad mientras usted elegía. Véala en la línea."


def why_locked(avance: AvanceTrimestral) -> str:
    """Return why nobody captures in this entry now, or "" while it is in its área's hands."""
    return why_closed(avance.trimestre) or WHY_NOT.get(avance.status, "")


def avance_lock(pk: int, *, by: User) -> AvanceTrimestral:
    """Lock and return an entry that the person may change now.

    Locks the quarter before the entry, always in that order, so that a save and the closing of
    the quarter wait for each other. Raises `Locked` with the reason otherwise.
    """
    trimestre = quarter_lock(avances=pk)
    avance = (
        AvanceTrimestral.objects.select_for_update(of=("self",))
        .select_related("linea__area", "linea__eje")
        .get(pk=pk)
    )
    return capturable(avance, trimestre, by=by)


def writer_check(avance: AvanceTrimestral, *, by: User) -> None:
    """Refuse, before anything that was sent is looked at, who may not write in the entry.

    Otherwise the page that shows what to mend would show the draft to who may not read it.
    """
    locked = why_locked(avance)
    if locked:
        raise Locked(locked)
    if not can_edit_avance(by, avance):
        raise Locked(f"Esta línea la captura {avance.linea.area.name}.")


def capturable(avance: AvanceTrimestral, trimestre: Trimestre, *, by: User) -> AvanceTrimestral:
    """Return a locked entry of a locked quarter when the person may change it now, or `Locked`."""
    avance.trimestre = trimestre
    writer_check(avance, by=by)
    return avance


def ready_undo(avance: AvanceTrimestral, *, by: User) -> None:
    """A línea marked *lista* goes back to capture when something in it changes."""
    if avance.ready:
        avance.ready = False
        save_version(avance, by=by, fields=["ready"], reason=NOT_READY)


@transaction.atomic
def quantity_save(
    pk: int,
    *,
    avance_pk: int,
    quantity: Decimal | None,
    received: Decimal | None,
    reason: str,
    by: User,
    version: int | None,
    keep_theirs: bool = False,
) -> AvanceDeComponente:
    """Save what was done of one component in the quarter; None is "not said", never zero.

    `avance_pk` is the entry of the row. The returned row carries its locked entry. With
    `keep_theirs` the figures go to the history only, and the row stays as it stands.
    """
    trimestre = quarter_lock(avances=avance_pk)
    # One query for both: the row cannot change between the lock of its quarter and this reading.
    row = (
        AvanceDeComponente.objects.select_for_update(of=("avance",))
        .select_related("componente", "avance__linea__area", "avance__linea__eje")
        .get(pk=pk, avance=avance_pk)
    )
    avance = capturable(row.avance, trimestre, by=by)
    reason = reason.strip()
    before = {"quantity": row.quantity, "received": row.received, "reason": row.reason}
    values = {"quantity": quantity, "received": received, "reason": reason}
    if before == values:
        return row  # sent twice, or nothing changed
    if row.componente.monthly and quantity != row.quantity:
        raise DomainError(BY_MONTH)
    if row.rule != HechoRule.NONE and quantity != row.quantity:
        raise DomainError(BY_HECHOS)
    require_version(row, version, ("quantity", "received", "reason"))
    for field, value in values.items():
        setattr(row, field, value)
    save_version(row, by=by, fields=list(values), reason=UNCHOSEN if keep_theirs else "")
    if keep_theirs:
        put_back(row, before, by=by)
        return row
    ready_undo(avance, by=by)
    return row


@dataclass(frozen=True)
class NewQuantity:
    """What is to be said of a locked quantity that says nothing yet; `version` is as it was read.

    Above zero: zero is said by a person, in the page of the línea.
    """

    row: AvanceDeComponente
    quantity: Decimal
    version: int

    @property
    def refusal(self) -> str:
        """Why it is not written, as a sentence, or ""."""
        if self.row.componente.monthly:
            return BY_MONTH
        if self.row.rule != HechoRule.NONE:
            return BY_HECHOS
        if self.row.version != self.version or self.row.quantity is not None:
            return CHANGED
        return ""


def quantities_new(rows: Sequence[NewQuantity], *, by: User) -> None:
    """Save the first quantities of locked entries, in one query for the rows and one for traces.

    The caller has asked `refusal`, and takes *lista* away.
    """
    if not rows:
        return
    changed = []
    for new in rows:
        new.row.quantity = new.quantity
        new.row.version += 1
        changed.append(new.row)
    AvanceDeComponente.objects.bulk_update(changed, ["quantity", "version"])
    AvanceDeComponente.history.bulk_history_create(changed, update=True, default_user=by)


@transaction.atomic
def cause_save(
    pk: int, *, cause: str, by: User, version: int | None, keep_theirs: bool = False
) -> AvanceTrimestral:
    """Save the cause of variation, which the closing sentence prints after «lo cual».

    With `keep_theirs` it goes to the history only, and the entry stays as it stands.
    """
    avance = avance_lock(pk, by=by)
    if avance.cause == cause.strip():
        return avance  # sent twice, or nothing changed
    require_version(avance, version, ("cause",))
    before = {"cause": avance.cause, "ready": avance.ready}
    avance.cause = cause.strip()
    avance.ready = False
    reason = UNCHOSEN if keep_theirs else ""
    save_version(avance, by=by, fields=["cause", "ready"], reason=reason)
    if keep_theirs:
        put_back(avance, before, by=by)
    return avance


@transaction.atomic
def closing_declare(
    pk: int,
    *,
    closing: str,
    stated_percent: Decimal | None,
    reason: str,
    by: User,
    version: int | None,
) -> AvanceTrimestral:
    """Declare another percentage, or no sentence, with a written reason; or give it back.

    The percentage is computed; this explicit act is the only way to print another one
    (`domain.md` 3). Raises `ValidationError` without a figure or without a reason.
    """
    avance = avance_lock(pk, by=by)
    is_stated = closing == ExplicitClosing.STATED
    is_automatic = closing == ExplicitClosing.AUTOMATIC
    declared = {
        "closing": closing,
        "stated_percent": stated_percent if is_stated else None,
        "closing_reason": "" if is_automatic else reason.strip(),
    }
    if all(getattr(avance, name) == value for name, value in declared.items()):
        return avance  # sent twice, or nothing changed
    require_version(avance, version, ("closing", "stated_percent", "closing_reason"))
    for name, value in declared.items():
        setattr(avance, name, value)
    avance.ready = False
    save_version(avance, by=by, fields=[*declared, "ready"])
    return avance


@transaction.atomic
def ready_mark(
    pk: int, *, ready: bool, missing: Callable[[], list[str]], by: User, version: int | None
) -> AvanceTrimestral:
    """Mark a línea *lista*, or take the mark away.

    `missing` is asked under the lock of the quarter, so that nothing is taken out of the línea
    between the question and the mark; anything in its answer refuses the mark with the whole list.
    """
    avance = avance_lock(pk, by=by)
    if came_before(avance, version, ready=ready):
        return avance
    require_version(avance, version, ("ready",))
    lacks = missing() if ready else []
    if lacks:
        raise DomainError("Para marcarla como lista falta: " + "; ".join(lacks) + ".")
    if avance.ready != ready:
        avance.ready = ready
        save_version(avance, by=by, fields=["ready"])
    return avance
