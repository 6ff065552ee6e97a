"""Invitations: a link by which a person chooses the first password of their account.

A link is signed, never stored. It ends when it is used, when another one is made, when the e-mail
of the account changes, when the account is shut or may do more than who invited it could give, and
after `PASSWORD_RESET_TIMEOUT`. It is made
only for an account that nobody has entered: it never opens one that has a password.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import partial
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from programs.enums import AuditAction
from programs.errors import DomainError, Locked
from programs.models import Invitacion, User
from programs.models.invitacion import new_secret
from programs.selectors.personas import expiry_of, invitation_mark
from programs.services.ledger import ledger_append
from programs.services.links import LinkTokens, in_utc, pk_of, uid_of
from programs.services.mailing import AT_ONCE, NO_SERVER, OF_ONE_MESSAGE, SECONDS_AT_ONCE, address
from programs.services.people import person_changed, person_state
from programs.services.waits import count_failure, time_to_wait, try_key
from programs.staff import REVIEWERS_ONLY, can_manage_person, reviews_anywhere
from programs.values.phrases import long_date

HAS_PASSWORD = (
    "{} ya eligió su contraseña. Si la olvidó, póngale otra en Administración, en Personas."
)
SHUT = "La cuenta de {} está desactivada. Actívela antes en Administración, en Personas."
GONE = (
    "Este enlace ya no sirve: caducó, ya se usó o se hizo otro. Pida uno nuevo a quien le invitó."
)
MADE_MEANWHILE = (
    "Otra persona hizo un enlace nuevo para {} mientras usted veía esta página. Revise la lista."
)
# Links that were not made, from one address: an office opens old ones now and then.
FREE_MISSES = 10


class _Tokens(LinkTokens):
    """Signs links of invitations; the secret of the invitation ends those that came before."""

    key_salt = "programs.services.invitacion"

    def made_for(self, row: Invitacion) -> str:
        """Return the token of an invitation, the same each time, from the moment it was made."""
        seconds = self._num_seconds(in_utc(row.made_at))
        return str(self._make_token_with_timestamp(row.person, seconds, self.secret))

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{super()._make_hash_value(user, timestamp)}{user.invitacion.secret}"


_tokens = _Tokens()


def invitation_link(row: Invitacion) -> str:
    """Return the whole address by which the person of an invitation chooses their password."""
    return address(reverse("invitation", args=[uid_of(row.person_id), _tokens.made_for(row)]))


def invited_person(uid: str, token: str) -> User | None:
    """Return whose link this is, while it serves; None for any other."""
    person = _signed_person(uid, token)
    return None if person is None or _opens_more(person) else person


def _signed_person(uid: str, token: str) -> User | None:
    """Return the active person for whom a link was signed and has not ended."""
    pk = pk_of(uid)
    people = User.objects.select_related("invitacion__made_by").filter(is_active=True)
    person = people.filter(pk=pk, invitacion__isnull=False).first() if pk is not None else None
    return person if person is not None and _tokens.check_token(person, token) else None


def _opens_more(person: User) -> bool:
    """Tell whether an account got more, since it was invited, than who invited it could give.

    Who holds the link may be who made it: it must not open a review or another institution.
    """
    row: Invitacion = person.invitacion
    if row.made_by is not None and row.made_by.is_superuser:
        return False
    elsewhere = person.institucion_ids() - {row.institucion_id}
    return person.is_superuser or bool(elsewhere) or reviews_anywhere(person)


def invitations_make(
    institucion_pk: int, people: Sequence[User], *, by: User | None, now: datetime
) -> None:
    """Make the invitations of people, in place of earlier ones; within a transaction.

    Once it is stored, the first links are sent; the others wait for `send_notices`.
    """
    for person in people:
        Invitacion.objects.update_or_create(
            person=person,
            defaults={
                "institucion_id": institucion_pk,
                "secret": new_secret(),
                "made_by": by,
                "made_at": now,
                "mailed_at": None,
            },
        )
    pks = [person.pk for person in people]
    transaction.on_commit(partial(mail_invitations, pks, seconds=SECONDS_AT_ONCE))


@transaction.atomic
def invitation_renew(
    institucion_pk: int, person_pk: int, *, seen: str, by: User, now: datetime
) -> None:
    """Make a new link for a person of an institution, in place of an earlier one.

    `seen` is the mark of the invitation that the page showed (`invitation_mark`); what the same
    person sends twice is done once. Raises `Locked` for who does not manage the account, and
    `DomainError` where the account has a password or is shut, or somebody else made another link.
    """
    person = User.objects.select_for_update().get(pk=person_pk)
    if not can_manage_person(by, person):
        raise Locked(REVIEWERS_ONLY)
    if person.has_usable_password():
        raise DomainError(HAS_PASSWORD.format(person))
    if not person.is_active:
        raise DomainError(SHUT.format(person))
    row = Invitacion.objects.filter(person=person).first()
    if seen != invitation_mark(row):
        if row is not None and row.made_by_id == by.pk:
            return
        raise DomainError(MADE_MEANWHILE.format(person))
    invitations_make(institucion_pk, [person], by=by, now=now)
    ledger_append(
        institucion_pk,
        action=AuditAction.PERSON_CHANGE,
        subject=f"{person} ({person.username})",
        by=by,
        now=now,
        data={"changes": [["enlace para elegir contraseña", "", "uno nuevo"]]},
    )


@transaction.atomic
def invitation_accept(uid: str, token: str, *, password: str, now: datetime) -> User:
    """Give the person of a link the password that they chose, end the link, and return the person.

    The password was validated by its form. Raises `DomainError` for a link that does not serve, of
    two that are used at once too.
    """
    found = _signed_person(uid, token)
    if found is not None:
        User.objects.select_for_update().get(pk=found.pk)
        found = invited_person(uid, token)
    if found is None:
        raise DomainError(GONE)
    before = person_state(found.pk)
    found.set_password(password)
    found.save(update_fields=["password"])
    Invitacion.objects.filter(person=found).delete()
    person_changed(found.pk, before=before, by=found, now=now)
    return found


def invitation_wait(browser: str, *, now: datetime) -> timedelta:
    """Return how long an address waits before it opens a link, or zero."""
    return time_to_wait(_key(browser), now=now)


def invitation_missed(browser: str, *, now: datetime) -> None:
    """Count that an address opened a link that does not serve."""
    count_failure(_key(browser), free=FREE_MISSES, now=now)


def _key(browser: str) -> str:
    return try_key(f"invitacion\0{browser}")


def mail_invitations(people: Iterable[int] | None = None, *, seconds: int | None = None) -> int:
    """Send the links that were not sent yet, and return how many were; none without a server.

    After an action `people` names its few; `send_notices` sends the rest. A link that was not sent
    stays to be copied on the page, and is tried again while it serves.
    """
    if settings.EMAIL_BACKEND in NO_SERVER:
        return 0
    since = timezone.now() - timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
    rows = Invitacion.objects.filter(
        mailed_at__isnull=True, made_at__gt=since, person__is_active=True
    ).exclude(person__email="")
    if people is not None:
        rows = rows.filter(person__in=people)[:AT_ONCE]
    sent = 0
    for row in rows.select_related("person", "institucion", "made_by"):
        row.person.invitacion = row
        try:
            _message(row, seconds or settings.EMAIL_TIMEOUT).send()
        except OF_ONE_MESSAGE:
            continue
        except (SMTPException, OSError):
            break
        Invitacion.objects.filter(pk=row.pk, secret=row.secret).update(mailed_at=timezone.now())
        sent += 1
    return sent


def _message(row: Invitacion, seconds: int) -> EmailMessage:
    whose = " ".join(row.institucion.short_name.split())
    until = long_date(timezone.localdate(expiry_of(row)))
    lines = [
        f"{row.person}:",
        "",
        f"{row.made_by or 'Planeación'} le dio una cuenta en el seguimiento del Programa de "
        f"Trabajo Anual de {whose}.",
        f"Su cuenta es: {row.person.username}",
        "",
        f"Elija su contraseña en este enlace. Sirve una sola vez, hasta el {until}:",
        invitation_link(row),
        "",
        "No lo comparta: quien lo abre entra con su nombre. Si no lo esperaba, no haga nada.",
        "",
    ]
    return EmailMessage(
        f"{whose}: elija su contraseña",
        "\n".join(lines),
        to=[row.person.email],
        connection=get_connection(timeout=seconds),
    )
