"""Who is told of a deadline: about to be due, late, escalated, or reminded by a person.

A person has one open notice for each thing that is owed: the last that they were told of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from programs.enums import AuditAction, NoticeKind
from programs.errors import DomainError, Locked
from programs.getters import quarter_lock
from programs.models import AuditEntry, Institucion, Notice, Programa, Trimestre, User
from programs.permissions import can_remind
from programs.selectors.plazos import days_off_of
from programs.selectors.vencimientos import (
    DEADLINE_KINDS,
    TOLD,
    Deadline,
    Place,
    late_areas,
    notice_words,
    owed_things,
    reminder_key,
)
from programs.services.avisos import notices_write
from programs.services.ledger import ledger_append
from programs.staff import Staff, staff_of
from programs.values.calendar_days import is_near, is_overdue_by

DUE_AHEAD = 2  # días hábiles

# {(person, place): (kind, what is owed, path)}
Wanted = dict[tuple[int, Place], tuple[NoticeKind, Deadline, str]]


def deadlines_notify(today: date, now: datetime) -> int:
    """Write what each person is to be told today, in every institution; return how many are new.

    Run twice on a day, the second time writes nothing. A debt that is gone closes its notices,
    one that comes back opens them again.
    """
    return sum(
        institucion_notify(institucion, today, now)
        for institucion in Institucion.objects.order_by("pk")
    )


@transaction.atomic
def institucion_notify(institucion: Institucion, today: date, now: datetime) -> int:
    """Write the notices of one institution; return how many are new or told again."""
    owed = owed_things(Programa.objects.filter(institucion=institucion), today)
    wanted = _wanted(owed, institucion, today)
    keys = {f"{kind}:{row.thing}" for _, row, _ in wanted.values() for kind in TOLD}
    rows = Notice.objects.filter(institucion=institucion, kind__in=DEADLINE_KINDS)
    found = defaultdict(list)
    for notice in rows.filter(Q(done_at__isnull=True) | Q(key__in=keys)):
        place = (notice.trimestre_id, notice.area_id, notice.month)
        found[notice.person_id, place].append(notice)
    gone = [n for pair, known in found.items() if pair not in wanted for n in known]
    fresh, changed, again = [], [], 0
    for (person, place), (kind, row, path) in wanted.items():
        known, text = found[person, place], notice_words(kind, row)
        told = next((n for n in known if n.kind == kind), None)
        # What a person reminded of stands for what they were told of it before.
        kept = {kind, NoticeKind.REMINDED} if told and kind != NoticeKind.DUE else {kind}
        gone += [n for n in known if n.kind not in kept]
        if told is None:
            fresh.append(
                Notice(
                    institucion=institucion, trimestre_id=row.trimestre_pk, area_id=row.area_pk,
                    month=row.month, person_id=person, kind=kind, key=f"{kind}:{row.thing}",
                    text=text, path=path, created_at=now,
                )
            )  # fmt: skip
            continue
        if all(n.done_at for n in known if n.kind in kept):
            _open_again(told, now)
            again += 1
        elif told.done_at or (told.text, told.path) == (text, path):
            continue
        told.text, told.path = text, path
        changed.append(told)
    closed = [n.pk for n in gone if n.done_at is None]
    Notice.objects.filter(pk__in=closed).update(done_at=now)
    fields = ["text", "path", "created_at", "seen_at", "done_at", "emailed_at", "attempts"]
    Notice.objects.bulk_update(changed, [*fields, "next_try_at", "error"], batch_size=50)
    notices_write(fresh)
    return len(fresh) + again


def _open_again(notice: Notice, now: datetime) -> None:
    """Make a notice new: its debt had gone and is back."""
    notice.created_at, notice.attempts, notice.error = now, 0, ""
    notice.seen_at = notice.done_at = notice.emailed_at = notice.next_try_at = None


def _wanted(owed: Iterable[Deadline], institucion: Institucion, today: date) -> Wanted:
    """Return what each person is to be told of each thing today."""
    days_off, staff = days_off_of(institucion), staff_of(institucion)
    wanted: Wanted = {}
    for row in owed:
        late = row.days_late(today) > 0
        if not late and not is_near(row.due_on, today, DUE_AHEAD, days_off):
            continue
        kind = NoticeKind.LATE if late else NoticeKind.DUE
        for person in _who_does(row, staff):
            wanted[person.pk, row.place] = (kind, row, row.path)
        for days, people, path in (
            (institucion.escalate_days, staff.titulares.get(row.area_pk, ()), row.path),
            (institucion.escalate_head_days, staff.secretarios, row.follow_path),
        ):
            if not is_overdue_by(row.due_on, today, days, days_off):
                continue
            for person in people:
                told = wanted.get((person.pk, row.place))
                # Who heads the área and the institution goes to where the área does it.
                place = told[2] if told else path
                wanted[person.pk, row.place] = (NoticeKind.ESCALATED, row, place)
    return wanted


def _who_does(owed: Deadline, staff: Staff) -> tuple[User, ...]:
    """The enlace reports a month, or the titular where there is none; a quarter is of both."""
    if owed.signed:
        return staff.of_area(owed.area_pk)
    return staff.enlaces.get(owed.area_pk) or staff.of_area(owed.area_pk)


# A person reminds the áreas ---------------------------------------------------------------------


@transaction.atomic
def reminder_send(
    trimestre_pk: int, *, codes: Iterable[str], by: User, today: date, now: datetime
) -> int:
    """Remind the late áreas named by their codes, each once a day; return how many people.

    Raises `Locked` for who follows no área and `DomainError` where nobody is left to remind.
    """
    trimestre = quarter_lock(pk=trimestre_pk)
    programa = trimestre.programa
    if not can_remind(by, programa.institucion):
        raise Locked("Los recordatorios los envían el Secretario Técnico y Planeación.")
    chosen = set(codes)
    if not chosen:
        raise DomainError("Marque al menos un área.")
    areas = [area for area in late_areas(programa.institucion, today) if area.code in chosen]
    areas = [area for area in areas if area.can_be_reminded]
    if not areas:
        told = _just_told(trimestre, chosen, by=by, today=today)
        if told:
            return told
        raise DomainError("Esas áreas ya no tienen atraso, o ya recibieron hoy un recordatorio.")
    people = {person.pk: person for area in areas for person in area.people}
    standing = [pk for area in areas for pk in area.standing]
    Notice.objects.filter(pk__in=standing).update(done_at=now)
    notices_write(
        Notice(
            institucion_id=programa.institucion_id,
            trimestre_id=owed.trimestre_pk,
            area_id=owed.area_pk,
            month=owed.month,
            person=person,
            kind=NoticeKind.REMINDED,
            key=reminder_key(owed, today),
            text=notice_words(NoticeKind.REMINDED, owed, by=by),
            path=owed.path,
            created_at=now,
        )
        for area in areas
        for owed in area.owed
        for person in area.people
    )
    ledger_append(
        programa.institucion_id,
        action=AuditAction.REMINDER_SEND,
        subject=str(trimestre),
        by=by,
        now=now,
        data={
            "areas": [area.code for area in areas],
            "people": sorted(person.username for person in people.values()),
        },
    )
    return len(people)


def _just_told(trimestre: Trimestre, codes: set[str], *, by: User, today: date) -> int:
    """Return how many people the same reminder of the same person reached today, 0 without one."""
    act = (
        AuditEntry.objects.filter(
            institucion=trimestre.programa.institucion_id,
            action=AuditAction.REMINDER_SEND,
            subject=str(trimestre),
            actor=by.username,
        )
        .order_by("number")
        .last()
    )
    same = act and timezone.localdate(act.at) == today and set(act.data["areas"]) == codes
    return len(act.data["people"]) if act and same else 0
