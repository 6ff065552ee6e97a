"""Tries of a password: counted before the password is looked at, so that guessing is slow.

A try counts as a wrong one from its beginning; the right password takes it back. Thus tries at
once are counted as well, and one that is refused costs no hashing. Two things are counted: an
account from one address, and an account from everywhere. The second slows only addresses from
which the account was never entered: a stranger who guesses cannot keep the owner out.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from programs.models import SignInCount

# From one address: five tries, and then a wait that doubles.
PAIR_FREE = 5
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
# From all addresses together: ten, and then one in each longest wait.
ACCOUNT_FREE = 10
# After a day without a try they are forgotten, after half a year where the account came in from.
FORGOTTEN_AFTER = timedelta(days=1)
KNOWN_FOR = timedelta(days=180)
SALT = "programs.services.account"


def try_begin(account: str, address: str, *, now: datetime) -> timedelta:
    """Count a try and return zero, or return how long to wait; then nothing was counted.

    `account` is the name as Django compares it, whether or not there is such an account; `address`
    is that of the browser. `try_won` takes the try back.
    """
    keys = _keys(account, address)
    with transaction.atomic():
        pair, whole = _locked(keys, now)
        waits = [pair.wait_until]
        if pair.signed_in_at is None:
            waits.append(whole.wait_until)
        until = max((at for at in waits if at and at > now), default=None)
        if until is not None:
            return until - now
        for row in (pair, whole):
            row.failures += 1
            row.last_at = now
        if pair.failures >= PAIR_FREE:
            doubled = FIRST_WAIT * 2 ** min(pair.failures - PAIR_FREE, 10)
            pair.wait_until = now + min(doubled, LONGEST_WAIT)
        if whole.failures >= ACCOUNT_FREE:
            whole.wait_until = now + LONGEST_WAIT
        SignInCount.objects.bulk_update([pair, whole], ["failures", "last_at", "wait_until"])
    return timedelta(0)


def try_won(account: str, address: str, *, now: datetime) -> None:
    """Take back the tries of an account from an address whose password was right.

    What others tried from elsewhere stays counted.
    """
    with transaction.atomic():
        pair, whole = _locked(_keys(account, address), now)
        whole.failures = max(0, whole.failures - pair.failures)
        if whole.failures < ACCOUNT_FREE:
            whole.wait_until = None
        pair.failures, pair.wait_until, pair.signed_in_at = 0, None, now
        SignInCount.objects.bulk_update([pair, whole], ["failures", "wait_until", "signed_in_at"])


def _keys(account: str, address: str) -> tuple[str, str]:
    """Return the keys of an account from an address and of the account; case does not matter."""
    name = account.casefold()
    return _hashed(f"{name}\0{address}"), _hashed(name)


def _hashed(text: str) -> str:
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


def _locked(keys: tuple[str, str], now: datetime) -> tuple[SignInCount, SignInCount]:
    """Return the rows of the keys, made if missing, locked and without what is forgotten."""
    found = _select(keys)
    if len(found) < len(keys):
        old = Q(signed_in_at__isnull=True) | Q(signed_in_at__lt=now - KNOWN_FOR)
        SignInCount.objects.filter(old, last_at__lt=now - FORGOTTEN_AFTER).delete()
        made = [SignInCount(key=key, last_at=now) for key in sorted(keys)]
        SignInCount.objects.bulk_create(made, ignore_conflicts=True)
        found = _select(keys)
    for row in found.values():
        if row.last_at < now - FORGOTTEN_AFTER:
            row.failures, row.wait_until = 0, None
        if row.signed_in_at and row.signed_in_at < now - KNOWN_FOR:
            row.signed_in_at = None
    return found[keys[0]], found[keys[1]]


def _select(keys: tuple[str, str]) -> dict[str, SignInCount]:
    # In one order for everybody: two tries of one account never deadlock.
    rows = SignInCount.objects.select_for_update().filter(key__in=keys).order_by("key")
    return {row.key: row for row in rows}
