"""Telling people what they owe: rows of the outbox, once for each person and thing.

The action that writes a notice only inserts rows; the e-mails follow it (`services.mailing`).
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse

from programs.enums import NoticeKind
from programs.models import EntregaDeArea, Notice, Trimestre, User
from programs.permissions import people_of_area, people_who_review
from programs.services.mailing import mail_at_once

TEXTS = {
    NoticeKind.SUBMITTED: "{area} envió el trimestre {number} de {year}. Revíselo.",
    NoticeKind.RETURNED: "Le devolvieron el trimestre {number} de {year} con observaciones.",
    NoticeKind.ANSWERED: "{area} atendió sus observaciones del trimestre {number} de {year}.",
    NoticeKind.VALIDATED: "Se validó el trimestre {number} de {year} de {area}.",
}


def notify(
    people: Iterable[User],
    *,
    institucion_id: int,
    kind: NoticeKind,
    key: str,
    text: str,
    path: str,
    now: datetime,
) -> None:
    """Tell these people one thing; who was told of the same `key` already is not told again."""
    notices_write(
        Notice(
            institucion_id=institucion_id,
            person=person,
            kind=kind,
            key=key[:120],
            text=text[:400],
            path=path,
            created_at=now,
        )
        for person in people
    )


def in_order(notices: Iterable[Notice]) -> list[Notice]:
    """Return the rows in one order for everybody: two writers of the same rows never deadlock."""
    return sorted(notices, key=lambda row: (row.person_id, row.key))


def notices_write(notices: Iterable[Notice]) -> None:
    """Write rows of the outbox and, once their action is stored, send the e-mails of a few.

    What cannot be sent at once waits for `send_notices`; the action has happened in any case.
    """
    rows = Notice.objects.bulk_create(in_order(notices), ignore_conflicts=True)
    people = {row.person_id for row in rows}
    if people:
        transaction.on_commit(partial(mail_at_once, people), robust=True)


def notify_area(entrega: EntregaDeArea, kind: NoticeKind, *, now: datetime) -> None:
    """Tell those who capture and answer for the área, with a link to its quarter."""
    _of_entrega(entrega, kind, people_of_area(entrega.area), "entrega_review", now=now)


def notify_reviewers(entrega: EntregaDeArea, kind: NoticeKind, *, now: datetime) -> None:
    """Tell those who review, but not who submitted it themselves."""
    people = people_who_review(entrega.trimestre.programa.institucion)
    people = people.exclude(pk=entrega.submitted_by_id)
    _of_entrega(entrega, kind, people, "revision_detail", now=now)


def _of_entrega(entrega: EntregaDeArea, kind: NoticeKind, people, view: str, *, now) -> None:
    trimestre = entrega.trimestre
    programa = trimestre.programa
    values = {"area": entrega.area.name, "number": trimestre.number, "year": programa.year}
    notify(
        people,
        institucion_id=programa.institucion_id,
        kind=kind,
        key=f"{kind}:{entrega.pk}:{entrega.round}:{entrega.version}",
        text=TEXTS[kind].format(**values),
        path=reverse(
            view,
            args=[programa.institucion.slug, programa.year, trimestre.number, entrega.area.code],
        ),
        now=now,
    )


def notices_close(entrega: EntregaDeArea, *, kinds: Iterable[NoticeKind], now: datetime) -> None:
    """Mark as done what people were told about an área's quarter and is done now."""
    for kind in kinds:
        Notice.objects.filter(
            institucion=entrega.trimestre.programa.institucion_id,
            key__startswith=f"{kind}:{entrega.pk}:",
            done_at__isnull=True,
        ).update(done_at=now)


def notify_everyone(trimestre: Trimestre, kind: NoticeKind, people, *, text: str, now) -> None:
    """Tell people something about a quarter as a whole, with a link to it."""
    programa = trimestre.programa
    notify(
        people,
        institucion_id=programa.institucion_id,
        kind=kind,
        key=f"{kind}:t{trimestre.pk}:{trimestre.version}",
        text=text,
        path=reverse(
            "trimestre_detail", args=[programa.institucion.slug, programa.year, trimestre.number]
        ),
        now=now,
    )
