"""The second factor of an account: an application that shows codes, and recovery codes.

Rows and arithmetic are allauth's (RFC 6238: SHA-1, six digits, thirty seconds). Here: a code is
good once, by the database and not by a cache, and each change is an act of the ledger.
"""

from datetime import datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import transaction

from programs.errors import DomainError, Locked
from programs.models import User
from programs.selectors.second_factor import RECOVERY, TOTP
from programs.services.people import account_changed
from programs.services.sealed import seal, unseal
from programs.services.sesiones import sessions_end
from programs.staff import REVIEWERS_ONLY, can_manage_person

PERIOD = 30  # seconds
# A phone's clock may be off by as many periods, before and after.
TOLERANCE = 1
WHAT = "verificación en dos pasos"
CODES = "códigos de recuperación"
ON, OFF, NONE = "activa", "apagada", "no la tenía"
ALREADY = "Su cuenta ya tiene la verificación en dos pasos."
NOT_ON = "La cuenta no tiene la verificación en dos pasos."
WRONG = (
    "El código no es ese, o ya se usó. Espere a que su aplicación muestre otro, o escriba uno de "
    "sus códigos de recuperación."
)
NOT_YET = (
    "El código no es el que esperamos. Revise que su teléfono tenga la hora correcta y escriba el "
    "que muestra ahora."
)


def _counter(secret: str, code: str, now: datetime, *, after: int = -1) -> int | None:
    """Return the period whose code this is, None for none; periods up to `after` are spent."""
    present = int(now.timestamp()) // PERIOD
    for counter in range(present - TOLERANCE, present + TOLERANCE + 1):
        expected = format_hotp_value(hotp_value(secret, counter))
        if counter > after and compare_user_code(actual=code, expected=expected):
            return counter
    return None


@transaction.atomic
def code_spend(person: User, code: str, *, now: datetime) -> Authenticator | None:
    """Spend a code of a person and return what it is of, None for a wrong or spent one.

    The latest period whose code was taken is stored: it and those before it are good no more. Two
    requests at once find it under the lock of its row. Raises `DomainError` where the secrets
    cannot be read.
    """
    rows = _locked(person)
    totp = rows.get(TOTP)
    if totp is None:
        return None
    secret = unseal(totp.data["secret"])
    counter = _counter(secret, code, now, after=totp.data["counter"])
    if counter is not None:
        totp.data = {"secret": seal(secret), "counter": counter}
        totp.save(update_fields=["data"])
        return totp
    codes = rows.get(RECOVERY)
    return codes if codes is not None and codes.wrap().validate_code(code) else None


@transaction.atomic
def second_factor_start(person: User, secret: str, code: str, *, now: datetime) -> None:
    """Turn the second factor of a person on, once their application shows the code of `secret`.

    Makes recovery codes too. Raises `DomainError` for a wrong code, and where it is on already.
    """
    User.objects.select_for_update().get(pk=person.pk)
    if TOTP in _locked(person):
        raise DomainError(ALREADY)
    counter = _counter(secret, code, now)
    if counter is None:
        raise DomainError(NOT_YET)
    Authenticator.objects.create(
        user=person, type=TOTP, data={"secret": seal(secret), "counter": counter}, created_at=now
    )
    _new_codes(person)
    account_changed(person, [[WHAT, NONE, ON]], by=person, now=now)


@transaction.atomic
def recovery_codes_renew(person: User, *, now: datetime) -> None:
    """Make new recovery codes, in place of the earlier ones. `DomainError` without the factor."""
    if TOTP not in _locked(person):
        raise DomainError(NOT_ON)
    _new_codes(person)
    account_changed(person, [[CODES, "los anteriores", "otros"]], by=person, now=now)


@transaction.atomic
def second_factor_end(person: User, *, by: User | None, now: datetime) -> None:
    """Take the second factor of a person away: their own, or that of somebody they manage.

    `by` is None for a command of the server. Raises `Locked` for who does not manage the account,
    and `DomainError` where it has none.
    """
    if by is not None and by.pk != person.pk and not can_manage_person(by, person):
        raise Locked(REVIEWERS_ONLY)
    if TOTP not in _locked(person):
        raise DomainError(NOT_ON)
    Authenticator.objects.filter(user=person).delete()
    if by is None or by.pk != person.pk:
        sessions_end(person.pk)
    account_changed(person, [[WHAT, ON, OFF]], by=by, now=now)


@transaction.atomic
def secrets_seal_again() -> int:
    """Encrypt every secret under the first key, so that an older one can go; return how many."""
    rows = Authenticator.objects.select_for_update().order_by("pk")
    for row in rows:
        for name in ("secret", "seed"):
            if name in row.data:
                row.data[name] = seal(unseal(row.data[name]))
        row.save(update_fields=["data"])
    return len(rows)


def _locked(person: User) -> dict[str, Authenticator]:
    rows = Authenticator.objects.select_for_update().filter(user_id=person.pk).order_by("pk")
    return {row.type: row for row in rows}


def _new_codes(person: User) -> None:
    Authenticator.objects.filter(user=person, type=RECOVERY).delete()
    RecoveryCodes.activate(person)
