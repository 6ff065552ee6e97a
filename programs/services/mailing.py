"""The e-mails of the outbox: one message for each person, with all that they were not sent yet.

The rows are claimed in a transaction of their own before the mail server is asked, and marked in
another one afterwards, so that no lock is held meanwhile. A process that dies in between leaves
its rows claimed for `CLAIM`; then they are sent again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from textwrap import shorten

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from programs.enums import NoticeKind
from programs.models import Notice, User
from programs.selectors.avisos import MAILED, NOTICES

CLAIM = timedelta(minutes=15)
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(hours=12)
SUBJECT = 120  # characters of the matter
PLANNERS = "pregunte al área de planeación de su institución."
# After an action a person waits for the page: few messages, and a server that answers.
AT_ONCE, SECONDS_AT_ONCE = 10, 3
NO_SERVER = {
    "django.core.mail.backends.console.EmailBackend",
    "django.core.mail.backends.dummy.EmailBackend",
}
# The server works and refuses this one message; after anything else the others would fail too.
OF_ONE_MESSAGE = (SMTPRecipientsRefused, SMTPDataError, ValueError)


@dataclass(frozen=True)
class Tally:
    """How many messages were sent and failed, and how many people have no address."""

    sent: int = 0
    failed: int = 0
    without_address: int = 0


def mail_everyone() -> Tally:
    """Send each person what waits for them, now; a failure is kept for a later run."""
    tally = Tally()
    now = timezone.now()
    waiting = _waiting(now).order_by().values_list("person", flat=True).distinct()
    for person in User.objects.filter(pk__in=waiting).order_by("pk"):
        if not person.email:
            tally = Tally(tally.sent, tally.failed, tally.without_address + 1)
            continue
        notices = _claim(person, now)
        if not notices:
            continue  # somebody else is sending to this person
        error = _deliver(person, notices, seconds=settings.EMAIL_TIMEOUT)
        tally = Tally(
            tally.sent + (error is None), tally.failed + (error is not None), tally.without_address
        )
    return tally


def mail_at_once(people: Iterable[int]) -> None:
    """Send a few people what waits for them, right after an action; the rest waits its turn."""
    if settings.EMAIL_BACKEND in NO_SERVER:
        return
    now = timezone.now()
    found = User.objects.filter(pk__in=people).exclude(email="").order_by("pk")[:AT_ONCE]
    for person in found:
        notices = _claim(person, now)
        if not notices:
            continue
        error = _deliver(person, notices, seconds=SECONDS_AT_ONCE)
        if error is not None and not isinstance(error, OF_ONE_MESSAGE):
            return


def _waiting(now: datetime) -> QuerySet[Notice]:
    """Return what was never sent, is not done, and may be tried now."""
    may_try = Q(next_try_at__isnull=True) | Q(next_try_at__lte=now)
    return Notice.objects.filter(
        may_try,
        kind__in=MAILED,
        emailed_at__isnull=True,
        done_at__isnull=True,
        person__is_active=True,
    )


@transaction.atomic
def _claim(person: User, now: datetime) -> list[Notice]:
    """Take a person's rows for this process and count the attempt; nobody else sends them."""
    rows = _waiting(now).select_for_update(of=("self",)).filter(person=person)
    notices = list(rows.select_related("institucion").order_by("created_at", "pk"))
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(
        attempts=F("attempts") + 1, next_try_at=now + CLAIM
    )
    return notices


def _deliver(person: User, notices: list[Notice], *, seconds: int) -> Exception | None:
    """Send one message and note what came of it; return the failure, or None."""
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    try:
        EmailMessage(
            subject_of(notices),
            body_of(person, notices),
            to=[person.email],
            connection=get_connection(timeout=seconds),
        ).send()
    except (SMTPException, OSError, ValueError) as error:
        tries = max(notice.attempts for notice in notices) + 1
        rows.update(
            error=f"{type(error).__name__}: {error}"[:300],
            next_try_at=timezone.now() + wait_after(tries),
        )
        return error
    rows.update(emailed_at=timezone.now(), error="", next_try_at=None)
    return None


def wait_after(tries: int) -> timedelta:
    """Return how long to wait after so many failures: 5, 10, 20 minutes, up to 12 hours."""
    return min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT)


def subject_of(notices: list[Notice]) -> str:
    """Return the subject: the institution, the most urgent matter, and how many more there are.

    Of the same urgency it is the one that was told first. One line, short enough to be read whole.
    """
    first = max(notices, key=lambda notice: NOTICES[NoticeKind(notice.kind)].urgency)
    text = " ".join(first.text.split()).rstrip(".")
    whose = " ".join(first.institucion.short_name.split())
    matter = f"{whose}: {shorten(text, SUBJECT, placeholder='…')}"
    more = len(notices) - 1
    return f"{matter} y {more} más" if more else matter


def body_of(person: User, notices: list[Notice]) -> str:
    """Return the message as plain text: each notice with the address of its place."""
    several = len({notice.institucion_id for notice in notices}) > 1
    count = "un aviso" if len(notices) == 1 else f"{len(notices)} avisos"
    lines = [f"{person}:", "", f"Tiene {count} en el seguimiento del Programa de Trabajo Anual."]
    for number, notice in enumerate(notices, start=1):
        whose = f"{notice.institucion.short_name}. " if several else ""
        lines += ["", f"{number}. {whose}{notice.text}", f"   {address(notice.path)}"]
    lines += [
        "",
        "Cada aviso se le envía por correo una sola vez. Todos los que siguen abiertos están en:",
        address("/avisos/"),
        "",
        f"Ayuda: {_help(notices)}",
        "",
    ]
    return "\n".join(lines)


def _help(notices: list[Notice]) -> str:
    """Whom to ask: the contact of the institution, else that of the whole installation."""
    contacts = dict.fromkeys(n.institucion.contact for n in notices if n.institucion.contact)
    return "; ".join(contacts) or settings.HELP_CONTACT or PLANNERS


def address(path: str) -> str:
    """Return the whole address of a page of ours."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"
