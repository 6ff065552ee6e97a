"""The table of the workflow: who may take which row from which state to which, with what.

`docs/estados.md` prints the same table and a test compares both; `programs.workflow` runs it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from programs import permissions
from programs.enums import (
    AvanceStatus,
    ObservacionStatus,
    ProgramaStatus,
    TrimestreStatus,
)
from programs.models import (
    AvanceTrimestral,
    EntregaDeArea,
    Observacion,
    Programa,
    Trimestre,
    User,
)
from programs.values.given import given

DRAFT, SUBMITTED = AvanceStatus.DRAFT, AvanceStatus.SUBMITTED
RETURNED, VALIDATED = AvanceStatus.RETURNED, AvanceStatus.VALIDATED
UPCOMING, OPEN, CLOSED = TrimestreStatus.UPCOMING, TrimestreStatus.OPEN, TrimestreStatus.CLOSED
PLANNING, REVIEW = ProgramaStatus.PLANNING, ProgramaStatus.REVIEW
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


def _sends(by: User, row: Observacion) -> bool:
    """Of a quarter the reviewer's verdict sends it; of a plan, who wrote it."""
    if row.programa:
        return row.created_by_id == by.pk
    return _reviews(by, given(row.entrega))


def _resolves(by: User, row: Observacion) -> bool:
    """Of a plan, who wrote it too."""
    if row.programa:
        return row.created_by_id == by.pk or permissions.can_review(by, row.programa.institucion)
    return _reviews(by, given(row.entrega))


def _answers(by: User, row: Observacion) -> bool:
    """What is observed in a plan is answered by who keeps it."""
    if row.programa:
        return permissions.can_keep_structure(by, row.programa.institucion)
    return permissions.can_answer_area(by, given(row.entrega).area)


def _closes(by: User, row: Trimestre) -> bool:
    return permissions.can_close_quarter(by, row.programa.institucion)


def _keeps_windows(by: User, row: Trimestre) -> bool:
    return permissions.can_keep_windows(by, row.programa.institucion)


def _keeps_plan(by: User, row: Programa) -> bool:
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
        "Quien observa",
        _sends,
        stamp="sent",
    ),
    Transition(
        "observacion_answer",
        "Atender la observación",
        Observacion,
        (SENT, ANSWERED),
        ANSWERED,
        "Enlace o titular; del plan, Planeación",
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
        "Secretario Técnico; del plan, también quien observó",
        _resolves,
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
        "programa_review",
        "Enviar el plan a revisión",
        Programa,
        (PLANNING,),
        REVIEW,
        "Planeación",
        _keeps_plan,
        open_only=False,
    ),
    Transition(
        "programa_draft",
        "Regresar el plan a borrador",
        Programa,
        (REVIEW,),
        PLANNING,
        "Planeación",
        _keeps_plan,
        open_only=False,
    ),
    Transition(
        "programa_approve",
        "Aprobar el programa",
        Programa,
        (REVIEW,),
        ProgramaStatus.APPROVED,
        "Planeación",
        _keeps_plan,
        ("observaciones resueltas", "hallazgos explicados", "acuerdo", "sesión", "fecha"),
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
    "programa_review": "Este plan ya se envió a revisión, o ya está aprobado.",
    "programa_draft": "Este plan no está en revisión.",
    "programa_approve": "Solo se aprueba un plan que está en revisión.",
}
