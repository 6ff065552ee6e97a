"""The second factor of an account, as its page and its log-in ask for it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

from allauth.mfa.models import Authenticator

from programs.errors import DomainError
from programs.models import User

# Whose codes an application lists: the name of this system.
ISSUER = "Seguimiento del PTA"
TOTP, RECOVERY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES


@dataclass(frozen=True)
class SecondFactor:
    """Since when an account has one, when it last served, and how many recovery codes are left.

    `codes_left` is None where the key of the server does not open them.
    """

    since: datetime
    last_used_at: datetime | None
    codes_left: int | None


def second_factor_of(person: User) -> SecondFactor | None:
    """Return the second factor of an account, None where it has none; one query."""
    rows = {row.type: row for row in Authenticator.objects.filter(user_id=person.pk)}
    if TOTP not in rows:
        return None
    used = [row.last_used_at for row in rows.values() if row.last_used_at]
    try:
        left = len(rows[RECOVERY].wrap().get_unused_codes()) if RECOVERY in rows else 0
    except DomainError:
        left = None
    return SecondFactor(rows[TOTP].created_at, max(used, default=None), left)


def has_second_factor(person: User) -> bool:
    """Tell whether an account has a second factor."""
    return Authenticator.objects.filter(user_id=person.pk, type=TOTP).exists()


def recovery_codes_of(person: User) -> list[str]:
    """Return the recovery codes that were not used yet, as they are written down."""
    row = Authenticator.objects.filter(user_id=person.pk, type=RECOVERY).first()
    codes = row.wrap().get_unused_codes() if row else []
    return [f"{code[:4]} {code[4:]}" for code in codes]


def enrolment_address(person: User, secret: str) -> str:
    """Return what the square code says to an application (the `otpauth` scheme)."""
    label = quote(f"{ISSUER}:{person.get_username()}")
    # SHA-1, six digits and thirty seconds, which every application takes where nothing is said.
    words = urlencode({"secret": secret, "issuer": ISSUER}, quote_via=quote)
    return f"otpauth://totp/{label}?{words}"
