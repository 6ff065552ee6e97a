"""A forgotten password: a link by e-mail, good once and for an hour, to choose another one.

Who asks learns nothing: the answer is the same whether or not there is such an account. A second
factor is asked afterwards as always; accounts that are shut, or have no password, get no link.
"""

from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import base36_to_int

from programs.errors import DomainError
from programs.models import User
from programs.services.links import LinkTokens, in_utc, pk_of, uid_of
from programs.services.mailing import NO_SERVER, address
from programs.services.people import account_changed
from programs.services.waits import count_failure, time_to_wait, try_key

GOOD_FOR = timedelta(hours=1)
GONE = "Este enlace ya no sirve: caducó, ya se usó o usted entró después. Pida otro."
# Links asked for one account; and from one address, where a whole office may sit.
FREE_LINKS, FREE_ASKED = 3, 60
# Accounts of one address of e-mail that get a link each.
MOST_ACCOUNTS = 5


class _Tokens(LinkTokens):
    """Ends a link once the password changes, the person enters, or the e-mail is another one."""

    key_salt = "programs.services.password_reset"

    def check_token(self, user: User | None, token: str | None) -> bool:
        """Tell whether a link serves, which is for less time than an invitation."""
        if user is None or not token or not super().check_token(user, token):
            return False
        age = self._num_seconds(in_utc(timezone.now())) - base36_to_int(token.split("-")[0])
        return age <= GOOD_FOR.total_seconds()


_tokens = _Tokens()


def mails_links() -> bool:
    """Tell whether this site has a server that would send a link."""
    return settings.EMAIL_BACKEND not in NO_SERVER


def links_ask(typed: str, browser: str, *, now: datetime) -> tuple[timedelta, list[EmailMessage]]:
    """Return how long to wait, or zero and the messages to be sent for an account or an e-mail.

    Of one account only a few get a link within a while; then nothing is sent, and nobody is told.
    """
    office, one = try_key(f"reset-from\0{browser}"), try_key(f"reset\0{typed.casefold()}")
    wait = time_to_wait(office, now=now)
    if wait:
        return wait, []
    count_failure(office, free=FREE_ASKED, now=now)
    if time_to_wait(one, now=now):
        return timedelta(0), []
    count_failure(one, free=FREE_LINKS, now=now)
    named = Q(username=typed) | Q(email__iexact=typed)
    people = User.objects.filter(named, is_active=True).exclude(email="").order_by("pk")
    entered = [person for person in people[:MOST_ACCOUNTS] if person.has_usable_password()]
    return timedelta(0), [_message(person) for person in entered]


def links_send(messages: list[EmailMessage]) -> bool:
    """Send the messages, and tell whether the server took all of them."""
    try:
        if messages:
            get_connection(timeout=settings.EMAIL_TIMEOUT).send_messages(messages)
    except (SMTPException, OSError, ValueError):
        return False
    return True


def reset_person(uid: str, token: str) -> User | None:
    """Return whose link this is, while it serves; None for any other."""
    pk = pk_of(uid)
    person = None if pk is None else User.objects.filter(pk=pk, is_active=True).first()
    serves = person is not None and person.has_usable_password()
    return person if serves and _tokens.check_token(person, token) else None


@transaction.atomic
def reset_accept(uid: str, token: str, *, password: str, now: datetime) -> User:
    """Give the person of a link the password that they chose, and return the person.

    The password was validated by its form. Raises `DomainError` for a link that does not serve, of
    two that are used at once too.
    """
    found = reset_person(uid, token)
    if found is not None:
        User.objects.select_for_update().get(pk=found.pk)
        found = reset_person(uid, token)
    if found is None:
        raise DomainError(GONE)
    found.set_password(password)
    found.must_change_password = False
    found.save(update_fields=["password", "must_change_password"])
    changes = [["contraseña", "la anterior", "una nueva, por un enlace de correo"]]
    account_changed(found, changes, by=found, now=now)
    return found


def reset_link(person: User) -> str:
    """Return the whole address by which a person chooses another password, from now."""
    args = [uid_of(person.pk), _tokens.make_token(person)]
    return address(reverse("password_reset", args=args))


def _message(person: User) -> EmailMessage:
    lines = [
        f"{person}:",
        "",
        "Alguien pidió otra contraseña para su cuenta en el seguimiento del Programa de Trabajo "
        f"Anual. Su cuenta es: {person.username}",
        "",
        "Si fue usted, elíjala en este enlace. Sirve una sola vez, durante una hora:",
        reset_link(person),
        "",
        "Si no fue usted, no haga nada: su contraseña sigue igual. No comparta el enlace.",
        "",
    ]
    return EmailMessage("Elija otra contraseña", "\n".join(lines), to=[person.email])
