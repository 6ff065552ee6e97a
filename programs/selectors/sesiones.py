"""Where a person is signed in: their own sessions, which nobody else sees."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, QuerySet, When
from django.utils.crypto import salted_hmac

from programs.models import Sesion, User

SALT = "programs.selectors.sesiones"
# So many are shown; one button closes them all.
MOST_SHOWN = 50


@dataclass(frozen=True)
class OpenSession:
    """A session as its person sees it; `mark` names it in a form, `is_this` is the one in use."""

    mark: str
    entered_at: datetime
    used_at: datetime
    browser: str
    address: str
    is_this: bool


def open_sessions(person: User, this: str, now: datetime) -> list[OpenSession]:
    """Return the sessions of a person that have not ended: the one named `this`, then the newest.

    One query, and `MOST_SHOWN` + 1 at most: one more than a page shows tells that there are more.
    """
    first = Case(When(session_key=this, then=0), default=1)
    rows = sessions_of(person, now).order_by(first, "-used_at")
    return [
        OpenSession(
            mark=session_mark(row.session_key),
            entered_at=row.entered_at or row.used_at,
            used_at=row.used_at,
            browser=row.browser,
            address=row.address,
            is_this=row.session_key == this,
        )
        for row in rows.defer("session_data")[: MOST_SHOWN + 1]
    ]


def sessions_of(person: User, now: datetime) -> QuerySet[Sesion]:
    """Return the rows of the sessions of a person that have not ended."""
    return Sesion.objects.filter(person=person, expire_date__gt=now)


def session_mark(key: str) -> str:
    """Return what a page calls a session: its key would let whoever reads the page use it."""
    return salted_hmac(SALT, key, algorithm="sha256").hexdigest()
