"""The workflow: the one engine that runs the table of `programs.transitions`.

Services lock the rows in the order Programa, Trimestre, EntregaDeArea, AvanceTrimestral, call
`advance` and write one act in the ledger.
"""

from collections.abc import Iterable
from datetime import datetime

from programs import permissions
from programs.enums import ProgramaStatus
from programs.errors import DomainError, Locked
from programs.models import AvanceTrimestral, EntregaDeArea, Observacion, Programa, Trimestre, User
from programs.models.versions import require_version, save_version, save_versions
from programs.received.signs import clean_text
from programs.transitions import BY_ACTION, WHEN_NOT, Row, Step
from programs.values.given import given
from programs.values.windows import why_closed

FOUR_EYES = (
    "Usted envió esto, así que lo valida otra persona. "
    "El Secretario Técnico nombra en Plazos a la segunda persona que valida."
)


def window_of(row: Row) -> Trimestre | None:
    """Return the quarter whose window decides about a row, or None for a programa."""
    if isinstance(row, Trimestre):
        return row
    if isinstance(row, Observacion):
        return None if row.programa else given(row.entrega).trimestre
    return None if isinstance(row, Programa) else row.trimestre


def why_not_observed(programa: Programa) -> str:
    """Return why a plan takes no observation, answer or resolution now, or ""."""
    if programa.status == ProgramaStatus.APPROVED:
        return f"El programa {programa.exercise} está aprobado. Su plan ya no se observa."
    if programa.status == ProgramaStatus.PLANNING:
        return "Este plan no está en revisión. Planeación lo envía cuando está listo."
    return ""


def may(action: str, row: Row, by: User) -> bool:
    """Tell whether the person could take the step now: what decides which buttons a page shows."""
    return not refusal(action, row, by)


def refusal(action: str, row: Row, by: User) -> str:
    """Return why the person cannot take the step now, as the sentence that they read, or ""."""
    step = BY_ACTION[action]
    trimestre = window_of(row)
    if step.open_only and trimestre is not None and why_closed(trimestre):
        return why_closed(trimestre)
    if isinstance(row, Observacion) and row.programa and why_not_observed(row.programa):
        return why_not_observed(row.programa)
    if not step.allows(by, row):
        return f"Este paso le corresponde a otra persona: {step.role}."
    if row.status not in step.sources:
        return WHEN_NOT.get(action, "Este paso ya no se puede dar.")
    if step.four_eyes and isinstance(row, EntregaDeArea | AvanceTrimestral):
        return FOUR_EYES if permissions.is_own_submission(by, row.submitted_by_id) else ""
    return ""


def advance(
    action: str,
    row: Row,
    *,
    by: User,
    now: datetime,
    version: int | None = None,
    **values: object,
) -> None:
    """Take a locked row one step further and save it with its stamps.

    `values` are further fields of the row that the step writes. Raises `Conflict` for a stale
    version and `Locked` with the reason for a step that the person cannot take.
    """
    step = BY_ACTION[action]
    require_version(row, version, ("status",))
    _require_step(step, row, by)
    written = _stamps(step, by, now) | values
    for name, value in written.items():
        setattr(row, name, value)
    save_version(row, by=by, fields=list(written), reason=step.label)


def advance_all(
    action: str, rows: Iterable[Row], *, by: User, now: datetime, **values: object
) -> None:
    """Take several locked rows the same step further, in as many statements as one takes.

    Raises `Locked` with the reason of the first row that the person cannot take there.
    """
    step = BY_ACTION[action]
    rows = list(rows)
    for row in rows:
        _require_step(step, row, by)
    save_versions(rows, by=by, values=_stamps(step, by, now) | values, reason=step.label)


def _require_step(step: Step, row: Row, by: User) -> None:
    if not isinstance(row, step.subject):
        raise TypeError(f"{step.action} is a step of {step.subject.__name__}.")
    reason = refusal(step.action, row, by)
    if reason:
        raise Locked(reason)


def _stamps(step: Step, by: User, now: datetime) -> dict[str, object]:
    """Return the state that a step gives and the fields in which it says when and who."""
    written: dict[str, object] = {"status": step.target}
    if step.stamp:
        written[f"{step.stamp}_at"] = now
        if any(field.name == f"{step.stamp}_by" for field in step.subject._meta.fields):
            written[f"{step.stamp}_by"] = by
    return written


def require_text(text: str, what: str) -> str:
    """Return a written reason, clean and without blanks around it.

    Raises `DomainError` where it is missing.
    """
    written = clean_text(text).strip()
    if not written:
        raise DomainError(f"Escriba {what}.")
    return written
