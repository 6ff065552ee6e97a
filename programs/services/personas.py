"""People of an institution, many at once: accounts, functions, and those that a superuser gives.

Each person leaves the acts of `programs.services.people`, whatever the door.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse

from programs.enums import AuditAction, NoticeKind
from programs.errors import DomainError, Locked
from programs.models import FuncionPedida, Institucion, Membresia, Notice, User
from programs.selectors.avisos import NOTICES
from programs.selectors.personas import (
    PeoplePlan,
    PersonChange,
    RowState,
    accounts_by_email,
    pasted_people,
    username_for,
)
from programs.services.areas import CHANGED, NotThePreview
from programs.services.avisos import notices_write
from programs.services.institucion import institucion_kept_lock
from programs.services.invitacion import invitations_make
from programs.services.ledger import ledger_append
from programs.services.people import LONGEST_NOTICE, person_changed, person_state
from programs.staff import REVIEWING_ROLES, reviews_anywhere
from programs.values.shortened import shortened

SUPERUSERS_ONLY = "Esta función la concede o la niega un superusuario."
DECIDED = "Esa función ya se concedió o se negó. Abra de nuevo la página."
WHY_NOT = "Escriba por qué no se concede: se le dice a quien la pidió."
SEVERAL = "Hay más de una cuenta con ese correo. Dé la función en Administración, en Personas."


class Saved(NamedTuple):
    """What a paste did: the ids of the people who were invited, and the list that was saved."""

    invited: list[int]
    plan: PeoplePlan


@transaction.atomic
def people_paste(pk: int, text: str, *, seen: str, by: User, now: datetime) -> Saved:
    """Make the accounts of a paste, give their functions, and ask for those that wait.

    All or nothing. `seen` is the mark of the list that the person saw (`PeoplePlan.mark`). Raises
    `Locked` for who does not keep the institution, `PasteProblem` for rows that cannot be used,
    and `NotThePreview` where the list is another one.
    """
    institucion = Institucion.objects.get(pk=pk)
    named = [row.user for row in pasted_people(institucion, text, by).rows if row.user]
    # Accounts before the institution, in one order, as every door that changes people locks them.
    list(User.objects.select_for_update(no_key=True).filter(pk__in=named).order_by("pk"))
    institucion_kept_lock(pk, by)
    plan = pasted_people(institucion, text, by)
    if plan.mark != seen:
        raise NotThePreview(CHANGED)
    invited = []
    for rows in _by_person(plan, RowState.PERSON, RowState.FUNCTION):
        if rows[0].user is not None:
            before = person_state(rows[0].user)
            _give(pk, rows[0].user, rows)
            person_changed(rows[0].user, before=before, by=by, now=now)
            continue
        first = rows[0].row
        person = _account(first.first_name, first.last_name, first.email, rows[0].username)
        _give(pk, person.pk, rows)
        person_changed(person.pk, before=None, by=by, now=now)
        invited.append(person)
    invitations_make(pk, invited, by=by, now=now)
    for rows in _by_person(plan, RowState.WAITS):
        _ask(institucion, rows, by=by, now=now)
    return Saved([person.pk for person in invited], plan)


def _by_person(plan: PeoplePlan, *states: RowState) -> list[list[PersonChange]]:
    found: dict[str, list[PersonChange]] = defaultdict(list)
    for state in states:
        for row in plan.of(state):
            found[row.row.email].append(row)
    return list(found.values())


def _account(first_name: str, last_name: str, email: str, username: str) -> User:
    """Return a new account without a password."""
    person = User(username=username, first_name=first_name, last_name=last_name, email=email)
    person.set_unusable_password()
    person.full_clean(exclude=["password"])
    person.save()
    return person


def _give(institucion_pk: int, person_pk: int, rows: Sequence[PersonChange]) -> None:
    Membresia.objects.bulk_create(
        Membresia(institucion_id=institucion_pk, user_id=person_pk, role=row.role, area_id=row.area)
        for row in rows
    )


def _ask(
    institucion: Institucion, rows: Sequence[PersonChange], *, by: User, now: datetime
) -> None:
    """Note what somebody is to be granted, record it, and tell the superusers."""
    person = rows[0].row
    asked = FuncionPedida.objects.bulk_create(
        FuncionPedida(
            institucion=institucion,
            first_name=person.first_name,
            last_name=person.last_name,
            email=person.email,
            role=row.role,
            area_id=row.area,
            asked_by=by,
            asked_at=now,
        )
        for row in rows
    )
    _record(institucion.pk, person.full_name, person.email, by, now, has=[r.function for r in rows])
    for request in asked:
        _tell(
            User.objects.filter(is_superuser=True, is_active=True).exclude(pk=by.pk),
            NoticeKind.FUNCTION_ASK,
            request,
            now=now,
            by=str(by),
        )


class Granted(NamedTuple):
    """What a superuser decided: the request as it was, and the id of who was invited by it."""

    request: FuncionPedida
    invited: int | None


@transaction.atomic
def request_grant(pk: int, *, by: User, now: datetime) -> Granted:
    """Give a function that was asked for, to the account of its e-mail or to a new one.

    A new account gets a link. So does one that begins to review, and it loses its password: who
    asked for it may have chosen that one, and must not enter as the person who judges their work.
    Raises `Locked` for who is no
    superuser, and `DomainError` where it was decided meanwhile or the e-mail has several accounts.
    """
    request = _locked_request(pk, by)
    found = list(accounts_by_email([request.email])[:2])
    if len(found) > 1:
        raise DomainError(SEVERAL)
    before = None
    if found:
        person = User.objects.select_for_update(no_key=True).get(pk=found[0].pk)
        before = person_state(person.pk)
        invites = request.role in REVIEWING_ROLES and not (
            person.is_superuser or reviews_anywhere(person)
        )
        if invites:
            person.set_unusable_password()
            person.save(update_fields=["password"])
    else:
        invites = True
        person = _account(
            request.first_name, request.last_name, request.email, username_for(request.email)
        )
    Membresia.objects.get_or_create(
        user=person,
        institucion_id=request.institucion_id,
        role=request.role,
        area=request.area,
    )
    person_changed(person.pk, before=before, by=by, now=now)
    if invites:
        invitations_make(request.institucion_id, [person], by=by, now=now)
    _end(request, "concedió", by=by, now=now)
    return Granted(request, person.pk if invites else None)


@transaction.atomic
def request_refuse(pk: int, *, reason: str, by: User, now: datetime) -> FuncionPedida:
    """Refuse a function that was asked for, with the reason, and return the request as it was.

    Raises `Locked` for who is no superuser, and `DomainError` without a reason or where it was
    decided meanwhile.
    """
    request = _locked_request(pk, by)
    if not reason.strip():
        raise DomainError(WHY_NOT)
    _record(
        request.institucion_id,
        request.full_name,
        request.email,
        by,
        now,
        was=[request.function],
        reason=reason.strip(),
    )
    _end(request, "negó", by=by, now=now, reason=reason.strip())
    return request


def _locked_request(pk: int, by: User) -> FuncionPedida:
    if not by.is_superuser:
        raise Locked(SUPERUSERS_ONLY)
    rows = FuncionPedida.objects.select_for_update(of=("self",)).filter(pk=pk)
    request = rows.select_related("institucion", "area", "asked_by").first()
    if request is None:
        raise DomainError(DECIDED)
    return request


def _end(request: FuncionPedida, did: str, *, by: User, now: datetime, reason: str = "") -> None:
    """Take away a request that was decided, end its notices, and tell who asked."""
    Notice.objects.filter(
        kind=NoticeKind.FUNCTION_ASK, key=_key(NoticeKind.FUNCTION_ASK, request)
    ).update(done_at=now)
    if request.asked_by is not None and request.asked_by_id != by.pk:
        _tell(
            [request.asked_by],
            NoticeKind.FUNCTION_END,
            request,
            now=now,
            by=str(by),
            did=did,
            reason=reason,
        )
    # By its key: the row as it was is still told to who decided.
    FuncionPedida.objects.filter(pk=request.pk).delete()


def _key(kind: NoticeKind, request: FuncionPedida) -> str:
    return f"{kind}:{request.pk}:{request.asked_at.isoformat()}"


def _tell(
    people: Iterable[User],
    kind: NoticeKind,
    request: FuncionPedida,
    *,
    now: datetime,
    reason: str = "",
    **words: str,
) -> None:
    text = NOTICES[kind].text.format(who=request.full_name, what=request.function, **words)
    text = f"{text} Motivo: {reason}" if reason else text
    notices_write(
        Notice(
            institucion_id=request.institucion_id,
            person=person,
            kind=kind,
            key=_key(kind, request),
            text=shortened(text, LONGEST_NOTICE),
            path=reverse("preparar_step", args=[request.institucion.slug, "personas"]),
            created_at=now,
        )
        for person in people
    )


def _record(
    institucion_pk: int,
    name: str,
    email: str,
    by: User,
    now: datetime,
    *,
    was: Sequence[str] = (),
    has: Sequence[str] = (),
    reason: str = "",
) -> None:
    """Leave the act of functions that were asked for, or refused."""
    data: dict[str, object] = {"changes": [["funciones pedidas", "; ".join(was), "; ".join(has)]]}
    if reason:
        data["reason"] = reason
    ledger_append(
        institucion_pk,
        action=AuditAction.MEMBERSHIP_CHANGE,
        subject=f"{name} ({email})",
        by=by,
        now=now,
        data=data,
    )
