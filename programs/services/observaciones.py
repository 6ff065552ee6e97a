"""An área attends what was observed: it says how, or takes the text that the reviewer proposed."""

from datetime import datetime

from django.db import transaction
from django.db.models import Model

from programs.enums import NoticeKind, ObservacionStatus
from programs.errors import EXPIRED, Conflict, DomainError
from programs.getters import programa_lock
from programs.models import Observacion, User
from programs.received.signs import clean_text
from programs.selectors.observaciones import PARTS
from programs.services.avisos import notify, plan_notify
from programs.services.bloques import block_save
from programs.services.entrega import entrega_lock
from programs.services.ledger import ledger_append
from programs.values.given import given
from programs.workflow import advance, require_text

# What it may be of, and the part of that.
LINKS = ("entrega", "programa", "linea", "tarea", "avance", "seccion", *PARTS)
# Of an observation: links that were just read, and what the program copies, a whole table too.
NOT_TYPED = ("entrega", "programa", "linea", "tarea", "avance", "seccion", "created_by", "seen")


def observacion_lock(pk: int) -> Observacion:
    """Lock one observation, after the submission of a quarter or the plan that it is of."""
    found = Observacion.objects.select_related("entrega").get(pk=pk)
    entrega = programa = None
    if found.entrega:
        entrega = entrega_lock(found.entrega.trimestre_id, found.entrega.area_id)
    else:
        programa = programa_lock(given(found.programa_id))
    observacion = (
        Observacion.objects.select_for_update(of=("self",))
        .select_related("avance__linea", "seccion", "bloque")
        .get(pk=pk)
    )
    observacion.entrega, observacion.programa = entrega, programa
    return observacion


def observation_write(
    *, key: str, text: str, by: User, now: datetime, **owner: object
) -> Observacion:
    """Write a pending observation of a locked submission or plan, once for its `key`.

    `owner` are its links and what it remembers. Raises `DomainError` for a key that came before
    with another text, or of something else.
    """
    text = clean_text(require_text(text, "la observación"))
    existing = Observacion.objects.filter(key=key).first()
    if existing:
        said = (text, owner.get("proposed", ""), *(_pk(owner.get(link)) for link in LINKS))
        links = (getattr(existing, f"{link}_id") for link in LINKS)
        if (existing.text, existing.proposed, *links) != said:
            raise DomainError(EXPIRED)  # the same form, with something else written in it
        return existing
    observacion = Observacion(
        key=key,
        text=text,
        created_at=now,
        created_by=by,
        **owner,
    )
    # The constraints are asked by the database itself: here each would cost a query.
    observacion.clean_fields(exclude=[*NOT_TYPED, *PARTS])
    observacion.save()
    return observacion


def _pk(row: object) -> int | None:
    """Return the number of a row that is linked, None without one."""
    return row.pk if isinstance(row, Model) else None


def observacion_record(
    action: str, observacion: Observacion, *, by: User, now: datetime, **data: object
) -> None:
    """Write an act on an observation in the ledger, about the submission or the plan it is of."""
    entrega, programa = observacion.entrega, observacion.programa
    programa = programa or given(entrega).trimestre.programa
    ledger_append(
        programa.institucion_id,
        action=action,
        subject=str(entrega or programa),
        by=by,
        now=now,
        data={"observacion": observacion.pk, **data},
    )


@transaction.atomic
def observacion_answer(
    pk: int, *, answer: str, by: User, now: datetime, version: int | None = None
) -> Observacion:
    """Say how an observation was attended. Needs a few words."""
    observacion = observacion_lock(pk)
    text = require_text(answer, "cómo atendió la observación")
    if observacion.status == ObservacionStatus.ANSWERED and (
        (observacion.answered_by_id, observacion.answer) == (by.pk, text)
    ):
        return observacion  # a second click on the same page
    advance("observacion_answer", observacion, by=by, now=now, version=version, answer=text)
    _tell_answered(observacion, by=by, now=now)
    return observacion


@transaction.atomic
def observacion_accept(
    pk: int,
    *,
    by: User,
    now: datetime,
    version: int | None = None,
    block_version: int | None = None,
) -> Observacion:
    """Put the text that the reviewer proposed in the place of the block's, in one step.

    `block_version` is that of the text which it replaces: `DomainError` tells who changed it.
    """
    observacion = observacion_lock(pk)
    if not observacion.proposed or observacion.bloque is None:
        raise DomainError("Esta observación no propone un texto.")
    if observacion.accepted_at and observacion.answered_by_id == by.pk:
        return observacion  # a second click on the same page
    if observacion.bloque.removed_at is not None:
        raise DomainError("El texto observado se quitó. Vuelva a ponerlo para usar el propuesto.")
    try:
        block_save(
            observacion.bloque.pk,
            values={"html": observacion.proposed},
            by=by,
            version=block_version,
        )
    except Conflict as conflict:
        raise DomainError(
            "El texto cambió mientras usted leía la propuesta: "
            f"{conflict.theirs['author']} lo guardó a las {conflict.theirs['at']}. "
            "Léalo y, si todavía quiere, use el texto propuesto."
        ) from conflict
    advance(
        "observacion_answer",
        observacion,
        by=by,
        now=now,
        version=version,
        answer="Se aceptó el texto propuesto.",
        accepted_at=now,
    )
    _tell_answered(observacion, by=by, now=now)
    return observacion


def _tell_answered(observacion: Observacion, *, by: User, now: datetime) -> None:
    """Write the act, and tell the reviewers once nothing is left to answer."""
    observacion_record("observacion_answer", observacion, by=by, now=now, answer=observacion.answer)
    if observacion.programa:
        waiting = observacion.programa.observaciones.filter(created_by=observacion.created_by)
        if not waiting.filter(status=ObservacionStatus.SENT).exists():
            plan_notify(
                NoticeKind.PLAN_ANSWERED,
                observacion.programa,
                people=[observacion.created_by],
                turn=f"{observacion.pk}:{observacion.version}",
                now=now,
            )
        return
    entrega = given(observacion.entrega)
    if not entrega.observaciones.filter(status=ObservacionStatus.SENT).exists():
        notify(NoticeKind.ANSWERED, entrega, now=now)
