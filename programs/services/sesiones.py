"""Closing sessions: the own ones, those of an account that changed, those that ended."""

from datetime import datetime

from django.db import transaction

from programs.enums import AuditAction
from programs.models import Sesion, User
from programs.selectors.sesiones import session_mark, sessions_of
from programs.services.ledger import ledger_append, ledgers_of


@transaction.atomic
def sessions_close(*, by: User, this: str, only: str = "", now: datetime) -> int:
    """Close the sessions of a person but the one named `this`, and return how many there were.

    `only` is the mark (`session_mark`) of the one to close. One act, where something was closed.
    """
    keys = sessions_of(by, now).exclude(session_key=this).values_list("session_key", flat=True)
    chosen = [key for key in keys if not only or session_mark(key) == only]
    if not chosen:
        return 0
    Sesion.objects.filter(session_key__in=chosen).delete()
    for institucion_pk in ledgers_of(by.institucion_ids(), superuser=by.is_superuser):
        ledger_append(
            institucion_pk,
            action=AuditAction.SESSIONS_CLOSE,
            subject=f"{by} ({by.username})",
            by=by,
            now=now,
            data={"closed": len(chosen)},
        )
    return len(chosen)


def sessions_forget(now: datetime) -> None:
    """Delete the rows of what has ended, and with them from where it was used."""
    Sesion.objects.filter(expire_date__lte=now).delete()


def sessions_end(person_pk: int) -> None:
    """Close every session of a person, inside the transaction of the act that asks for it.

    Who changes their own password goes on in a session that takes a new name (`cycle_key`).
    """
    Sesion.objects.filter(person=person_pk).delete()
