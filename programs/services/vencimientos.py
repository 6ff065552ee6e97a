"""Who is told of a deadline: about to be due, late, escalated, or reminded by a person.

A person has one open notice for each thing that is owed: the last that they were told of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from programs.enums import AuditAction, NoticeKind
from programs.errors import DomainError, Locked
from programs.models import Institucion, Notice, Programa, Trimestre, User
from programs.permissions import Staff, can_remind, staff_of
from programs.selectors.plazos import days_off_of
from programs.selectors.vencimientos import (
    DEADLINE_KINDS,
    TOLD,
    Deadline,
    late_areas,
    overdue_words,
    owed_things,
    reminder_key,
    thing_of,
    thing_of_month,
    thing_of_quarter,
)
from programs.services.ledger import ledger_append
from programs.services.notices import in_order, notices_write
from programs.values.calendar_days import is_near, is_overdue_by
from programs.values.phrases import long_date

DUE_AHEAD = 2  # días hábiles

# {(person, thing): (kind, text, path)}
Wanted = dict[tuple[int, str], tuple[NoticeKind, str, str]]


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
    keys = {f"{kind}:{thing}" for (_, thing) in wanted for kind in TOLD}
    rows = Notice.objects.filter(institucion=institucion, kind__in=DEADLINE_KINDS)
    found = defaultdict(list)
    for notice in rows.filter(Q(done_at__isnull=True) | Q(key__in=keys)):
        found[notice.person_id, thing_of(notice.key)].append(notice)
    gone = [n for pair, known in found.items() if pair not in wanted for n in known]
    fresh, changed, again = [], [], 0
    for (person, thing), (kind, text, path) in wanted.items():
        known = found[person, thing]
        told = next((n for n in known if n.kind == kind), None)
        # What a person reminded of stands for what they were told of it before.
        kept = {kind, NoticeKind.REMINDED} if told and kind != NoticeKind.DUE else {kind}
        gone += [n for n in known if n.kind not in kept]
        if told is None:
            fresh.append(
                Notice(
                    institucion=institucion, person_id=person, kind=kind, key=f"{kind}:{thing}",
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
    Notice.objects.bulk_create(in_order(fresh), ignore_conflicts=True)
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
        late = row.due_on < today
        if not late and not is_near(row.due_on, today, DUE_AHEAD, days_off):
            continue
        kind = NoticeKind.LATE if late else NoticeKind.DUE
        text = overdue_words(row) if late else f"{row.sentence}. Vence el {long_date(row.due_on)}."
        for person in _who_does(row, staff):
            wanted[person.pk, row.thing] = (kind, text, row.path)
        for days, people, path in (
            (institucion.escalate_days, staff.titulares.get(row.area_pk, ()), row.path),
            (institucion.escalate_head_days, staff.secretarios, row.follow_path),
        ):
            if not is_overdue_by(row.due_on, today, days, days_off):
                continue
            for person in people:
                told = wanted.get((person.pk, row.thing))
                # Who heads the área and the institution goes to where the área does it.
                place = told[2] if told else path
                wanted[person.pk, row.thing] = (
                    NoticeKind.ESCALATED, f"Sigue con atraso. {text}", place,
                )  # fmt: skip
    return wanted


def _who_does(owed: Deadline, staff: Staff) -> tuple[User, ...]:
    """The enlace reports a month, or the titular where there is none; a quarter is of both."""
    if owed.signed:
        return staff.of_area(owed.area_pk)
    return staff.enlaces.get(owed.area_pk) or staff.of_area(owed.area_pk)


# When a debt is gone ----------------------------------------------------------------------------


def _close_thing(institucion_id: int, thing: str, now: datetime) -> None:
    keys = [f"{kind}:{thing}" for kind in TOLD]
    reminded = Q(key__startswith=f"{NoticeKind.REMINDED}:{thing}:")
    rows = Notice.objects.filter(institucion=institucion_id, done_at__isnull=True)
    rows.filter(Q(key__in=keys) | reminded).update(done_at=now)


def quarter_debt_close(trimestre: Trimestre, area_pk: int, *, now: datetime) -> None:
    """Mark as done what people were told of an área's quarter, which was handed in."""
    thing = thing_of_quarter(trimestre.pk, area_pk)
    _close_thing(trimestre.programa.institucion_id, thing, now)


def month_debt_close(programa: Programa, area_pk: int, month: int, *, now: datetime) -> None:
    """Mark as done what people were told of an área's month, which is complete and confirmed."""
    _close_thing(programa.institucion_id, thing_of_month(programa.pk, area_pk, month), now)


def quarter_notices_close(trimestre: Trimestre, *, now: datetime) -> None:
    """Mark as done all that waited for something in a quarter that is closed now."""
    programa = trimestre.programa
    things = [f"q{trimestre.pk}-", *(f"m{programa.pk}-{month}-" for month in trimestre.months)]
    mine = Q(key__startswith=f"{NoticeKind.OPENED}:t{trimestre.pk}:")
    for kind in DEADLINE_KINDS:
        for thing in things:
            mine |= Q(key__startswith=f"{kind}:{thing}")
    for entrega in trimestre.entregas.values_list("pk", flat=True):
        for kind in (NoticeKind.SUBMITTED, NoticeKind.RETURNED, NoticeKind.ANSWERED):
            mine |= Q(key__startswith=f"{kind}:{entrega}:")
    Notice.objects.filter(mine, institucion=programa.institucion_id, done_at__isnull=True).update(
        done_at=now
    )


# A person reminds the áreas ---------------------------------------------------------------------


@transaction.atomic
def reminder_send(
    trimestre_pk: int, *, codes: Iterable[str], by: User, today: date, now: datetime
) -> int:
    """Remind the late áreas named by their codes, each once a day; return how many people.

    Raises `Locked` for who follows no área and `DomainError` where nobody is left to remind.
    """
    trimestre = (
        Trimestre.objects.select_for_update(of=("self",))
        .select_related("programa__institucion")
        .get(pk=trimestre_pk)
    )
    programa = trimestre.programa
    if not can_remind(by, programa.institucion):
        raise Locked("Los recordatorios los envían el Secretario Técnico y Planeación.")
    chosen = set(codes)
    if not chosen:
        raise DomainError("Marque al menos un área.")
    areas = [area for area in late_areas(programa, today) if area.code in chosen]
    areas = [area for area in areas if area.can_be_reminded]
    if not areas:
        raise DomainError("Esas áreas ya no tienen atraso, o ya recibieron hoy un recordatorio.")
    people = {person.pk: person for area in areas for person in area.people}
    standing = [pk for area in areas for pk in area.standing]
    Notice.objects.filter(pk__in=standing).update(done_at=now)
    notices_write(
        Notice(
            institucion_id=programa.institucion_id,
            person=person,
            kind=NoticeKind.REMINDED,
            key=reminder_key(owed, today),
            text=f"{by} le recuerda: {overdue_words(owed)}",
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
