"""Telling people what they owe or should know: rows of the outbox, once for each person and thing.

The action that writes a notice only inserts rows; the e-mails follow it (`services.mailing`). What
each kind says, to whom and until when stands in `NOTICES` (`selectors.avisos`).
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse

from programs.enums import NoticeKind
from programs.models import Notice, Programa, Trimestre, User
from programs.selectors.avisos import NOTICES, TELLING, Subject, address_of, kinds_ended_by
from programs.services.mailing import mail_at_once
from programs.values.given import given


def notify(kind: NoticeKind, subject: Subject, *, now: datetime, **words: object) -> None:
    """Tell of an act on a quarter, or on what an área hands in of it, whom its kind names.

    `words` are what the text takes besides the quarter and the área. Each act tells once.
    """
    rule = NOTICES[kind]
    if isinstance(subject, Trimestre):
        trimestre, area = subject, None
        turn = f"t{subject.pk}:{subject.version}"
    else:
        trimestre, area = subject.trimestre, subject.area
        words["area"] = area.name
        turn = f"{subject.pk}:{subject.round}:{subject.version}"
    text = rule.text.format(quarter=trimestre.full_name, **words)
    notices_write(
        Notice(
            institucion_id=trimestre.programa.institucion_id,
            trimestre=trimestre,
            area=area,
            person=person,
            kind=kind,
            key=f"{kind}:{turn}",
            text=text[:400],
            path=address_of(kind, subject),
            created_at=now,
        )
        for person in given(rule.people)(subject)
    )


def plan_notify(
    kind: NoticeKind,
    programa: Programa,
    *,
    people: Iterable[User],
    turn: str,
    now: datetime,
    **words: object,
) -> None:
    """Tell people of an act on the plan of a programa; `turn` names the act among its like."""
    rule = NOTICES[kind]
    text = rule.text.format(exercise=programa.exercise, **words)
    notices_write(
        Notice(
            institucion_id=programa.institucion_id,
            programa=programa,
            person=person,
            kind=kind,
            key=f"{kind}:p{programa.pk}:{turn}",
            text=text[:400],
            path=reverse(rule.page, args=programa.place),
            created_at=now,
        )
        for person in people
    )


def plan_notices_close(act: str, programa: Programa, *, now: datetime) -> None:
    """Mark as done what an act on the plan of a programa fulfils."""
    rows = Notice.objects.filter(programa=programa, kind__in=kinds_ended_by(act))
    rows.filter(done_at__isnull=True).update(done_at=now)


def notices_write(notices: Iterable[Notice]) -> None:
    """Write rows of the outbox and, once their action is stored, send the e-mails of a few.

    Who was told of the same key already is not told again. What cannot be sent at once waits for
    `send_notices`; the action has happened in any case.
    """
    # In one order for everybody: two writers of the same rows never deadlock.
    ordered = sorted(notices, key=lambda row: (row.person_id, row.key))
    rows = Notice.objects.bulk_create(ordered, ignore_conflicts=True)
    people = {row.person_id for row in rows if NOTICES[NoticeKind(row.kind)].at_once}
    if people:
        transaction.on_commit(partial(mail_at_once, people), robust=True)


def notices_close(
    act: str,
    trimestre_pk: int,
    *,
    now: datetime,
    area_pk: int | None = None,
    month: int | None = None,
    with_months: bool = True,
) -> None:
    """Mark as done what an act fulfils: of a quarter, of an área's part of it, or of its month.

    Of a quarter, those of its months too, unless `with_months` says that the act left them alone.
    """
    rows = Notice.objects.filter(
        trimestre=trimestre_pk, kind__in=kinds_ended_by(act), done_at__isnull=True
    )
    if area_pk is not None:
        rows = rows.filter(area=area_pk, month=month)
    elif not with_months:
        rows = rows.filter(month=None)
    rows.update(done_at=now)


@transaction.atomic
def notices_see(pks: Iterable[int], *, by: User, now: datetime) -> int:
    """Mark the person's own notices as seen; what asks for nothing is done with that.

    Return how many were not seen before. Notices of other people are left alone.
    """
    rows = Notice.objects.filter(person=by, pk__in=list(pks), seen_at__isnull=True)
    rows.filter(kind__in=TELLING, done_at__isnull=True).update(done_at=now)
    return rows.update(seen_at=now)
