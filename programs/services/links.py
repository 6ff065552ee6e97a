"""Signed links by which a person chooses a password: what those of all kinds have in common."""

from datetime import UTC, datetime

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode


class LinkTokens(PasswordResetTokenGenerator):
    """Signs links; a subclass names its own `key_salt`, so that no link serves for another kind."""

    def _now(self) -> datetime:
        # Django's own is the local time, which jumps where a clock is put back.
        return in_utc(timezone.now())


def in_utc(moment: datetime) -> datetime:
    """Return a moment as links count it: in UTC, without its zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


def uid_of(person_pk: int) -> str:
    """Return the part of a link that says whose it is."""
    return urlsafe_base64_encode(force_bytes(person_pk))


def pk_of(uid: str) -> int | None:
    """Return whose a link says it is, None for what `uid_of` never wrote."""
    try:
        pk = int(urlsafe_base64_decode(uid).decode("ascii"))
    except (ValueError, OverflowError):
        return None
    return pk if 0 < pk < 2**63 else None
