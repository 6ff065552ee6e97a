"""The workflow: one table of transitions and one engine that runs them.

`TRANSITIONS` says who may take which row from which state to which, and what the step needs;
`docs/estados.md` prints the same table and a test compares both. Services lock the rows in the
order Trimestre, EntregaDeArea, AvanceTrimestral, call `advance` and write one act in the ledger.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from programs import permissions
from programs.enums import (
    AvanceStatus,
    ObservacionStatus,
    ProgramaStatus,
    TrimestreStatus,
)
from programs.errors import DomainError, Locked
from programs.models import (
    AvanceTrimestral,
    EntregaDeArea,
    Observacion,
    Programa,
    Trimestre,
    User,
)
from programs.models.versions import require_version, save_version, save_versions
from programs.received.signs import clean_text
from programs.values.windows import why_closed

DRAFT, SUBMITTED = AvanceStatus.DRAFT, AvanceStatus.SUBMITTED
RETURNED, VALIDATED = AvanceStatus.RETURNED, AvanceStatus.VALIDATED
UPCOMING, OPEN, CLOSED = TrimestreStatus.UPCOMING, TrimestreStatus.OPEN, TrimestreStatus.CLOSED
PENDING, SENT = ObservacionStatus.PENDING, ObservacionStatus.SENT
ANSWERED, RESOLVED = ObservacionStatus.ANSWERED, ObservacionStatus.RESOLVED

Row = EntregaDeArea | AvanceTrimestral | Observacion | Trimestre | Programa
Subject = TypeVar("Subject", EntregaDeArea, AvanceTrimestral, Observacion, Trimestre, Programa)


def _submits(by: User, row: EntregaDeArea) -> bool:
    return permissions.can_submit_area(by, row.area)


def _reviews(by: User, row: EntregaDeArea) -> bool:
    return permissions.can_review(by, row.trimestre.programa.institucion)


def _submits_entry(by: User, row: AvanceTrimestral) -> bool:
    return permissions.can_submit_area(by, row.linea.area)


def _reviews_entry(by: User, row: AvanceTrimestral) -> bool:
    return permissions.can_review(by, row.trimestre.programa.institucion)


def _observes(by: User, row: Observacion) -> bool:
    return _reviews(by, row.entrega)


def _answers(by: User, row: Observacion) -> bool:
    return permissions.can_answer_area(by, row.entrega.area)


def _closes(by: User, row: Trimestre) -> bool:
    return permissions.can_close_quarter(by, row.programa.institucion)


def _keeps_windows(by: User, row: Trimestre) -> bool:
    return permissions.can_keep_windows(by, row.programa.institucion)


def _approves(by: User, row: Programa) -> bool:
    return permissions.can_keep_windows(by, row.institucion)


@dataclass(frozen=True)
class Transition(Generic[Subject]):
    """One step: `needs` names what must be given, `stamp` the fields that it writes.

    `role` is the Spanish word for who may; `who` decides it. `four_eyes` refuses who submitted
    the row. `open_only` refuses the step outside an open window of its quarter.
    """

    action: str
    label: str
    subject: type[Subject]
    sources: tuple[str, ...]
    target: str
    role: str
    who: Callable[[User, Subject], bool]
    needs: tuple[str, ...] = ()
    stamp: str = ""
    four_eyes: bool = False
    open_only: bool = True

    def allows(self, by: User, row: Row) -> bool:
        """Tell whether the person may take this step with that row, of the step's own kind."""
        return isinstance(row, self.subject) and self.who(by, row)


Step = (
    Transition[EntregaDeArea]
    | Transition[AvanceTrimestral]
    | Transition[Observacion]
    | Transition[Trimestre]
    | Transition[Programa]
)
TRANSITIONS: tuple[Step, ...] = (
    Transition(
        "entrega_submit",
        "Enviar el trimestre",
        EntregaDeArea,
        (DRAFT, RETURNED),
        SUBMITTED,
        "Titular",
        _submits,
        ("declaración", "líneas completas"),
        "submitted",
    ),
    Transition(
        "entrega_withdraw",
        "Retirar el envío",
        EntregaDeArea,
        (SUBMITTED,),
        DRAFT,
        "Titular",
        _submits,
        ("que no empiece la revisión",),
    ),
    Transition(
        "entrega_return",
        "Devolver con observaciones",
        EntregaDeArea,
        (SUBMITTED, VALIDATED),
        RETURNED,
        "Secretario Técnico",
        _reviews,
        ("observaciones",),
        "returned",
    ),
    Transition(
        "entrega_validate",
        "Validar el área",
        EntregaDeArea,
        (SUBMITTED,),
        VALIDATED,
        "Secretario Técnico",
        _reviews,
        ("observaciones resueltas",),
        "validated",
        four_eyes=True,
    ),
    Transition(
        "avance_submit",
        "Enviar la línea",
        AvanceTrimestral,
        (DRAFT, RETURNED),
        SUBMITTED,
        "Titular",
        _submits_entry,
        stamp="submitted",
    ),
    Transition(
        "avance_withdraw",
        "Retirar la línea",
        AvanceTrimestral,
        (SUBMITTED,),
        DRAFT,
        "Titular",
        _submits_entry,
    ),
    Transition(
        "avance_return",
        "Devolver la línea",
        AvanceTrimestral,
        (SUBMITTED, VALIDATED),
        RETURNED,
        "Secretario Técnico",
        _reviews_entry,
        ("observaciones",),
        "returned",
    ),
    Transition(
        "avance_validate",
        "Validar la línea",
        AvanceTrimestral,
        (SUBMITTED,),
        VALIDATED,
        "Secretario Técnico",
        _reviews_entry,
        ("observaciones resueltas",),
        "validated",
        four_eyes=True,
    ),
    Transition(
        "observacion_send",
        "Enviar la observación",
        Observacion,
        (PENDING,),
        SENT,
        "Secretario Técnico",
        _observes,
        stamp="sent",
    ),
    Transition(
        "observacion_answer",
        "Atender la observación",
        Observacion,
        (SENT, ANSWERED),
        ANSWERED,
        "Enlace o titular",
        _answers,
        ("respuesta",),
        "answered",
    ),
    Transition(
        "observacion_resolve",
        "Resolver la observación",
        Observacion,
        (SENT, ANSWERED),
        RESOLVED,
        "Secretario Técnico",
        _observes,
        stamp="resolved",
    ),
    Transition(
        "trimestre_open",
        "Abrir el trimestre",
        Trimestre,
        (UPCOMING,),
        OPEN,
        "Planeación",
        _keeps_windows,
        ("fecha límite",),
        "opened",
        open_only=False,
    ),
    Transition(
        "trimestre_close",
        "Cerrar el trimestre",
        Trimestre,
        (OPEN,),
        CLOSED,
        "Secretario Técnico",
        _closes,
        ("escribir el trimestre", "todo validado, o el motivo"),
        "closed",
        open_only=False,
    ),
    Transition(
        "trimestre_reopen",
        "Reabrir el trimestre",
        Trimestre,
        (CLOSED,),
        OPEN,
        "Secretario Técnico",
        _closes,
        ("motivo",),
        "reopened",
        open_only=False,
    ),
    Transition(
        "programa_approve",
        "Aprobar el programa",
        Programa,
        (ProgramaStatus.PLANNING,),
        ProgramaStatus.APPROVED,
        "Planeación",
        _approves,
        ("acuerdo", "sesión", "fecha"),
        open_only=False,
    ),
)
BY_ACTION = {transition.action: transition for transition in TRANSITIONS}
WHEN_NOT = {
    "entrega_submit": "Esta área ya envió su trimestre.",
    "entrega_withdraw": "Solo se retira un envío que todavía nadie revisa.",
    "entrega_return": "Solo se devuelve lo que el área envió.",
    "entrega_validate": "Solo se valida lo que el área envió.",
    "avance_validate": "Solo se valida una línea enviada.",
    "avance_return": "Solo se devuelve una línea enviada o validada.",
    "observacion_answer": "Esta observación ya está resuelta.",
    "observacion_resolve": "Esta observación no espera respuesta.",
    "trimestre_open": "Este trimestre ya se abrió.",
    "trimestre_close": "Este trimestre no está abierto.",
    "trimestre_reopen": "Este trimestre no está cerrado.",
    "programa_approve": "Este programa ya está aprobado.",
}
FOUR_EYES = (
    "Usted envió esto, así que lo valida otra persona. "
    "El Secretario Técnico nombra en Plazos a la segunda persona que valida."
)


def window_of(row: Row) -> Trimestre | None:
    """Return the quarter whose window decides about a row, or None for a programa."""
    if isinstance(row, Trimestre):
        return row
    if isinstance(row, Observacion):
        return row.entrega.trimestre
    return None if isinstance(row, Programa) else row.trimestre


def may(action: str, row: Row, by: User) -> bool:
    """Tell whether the person could take the step now: what decides which buttons a page shows."""
    return not refusal(action, row, by)


def refusal(action: str, row: Row, by: User) -> str:
    """Return why the person cannot take the step now, as the sentence that they read, or ""."""
    step = BY_ACTION[action]
    trimestre = window_of(row)
    if step.open_only and trimestre is not None and why_closed(trimestre):
        return why_closed(trimestre)
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
