"""Tries of a password: counted before the password is looked at, so that guessing is slow.

A try counts as a wrong one from its beginning; the right password takes it back. Thus tries at
once are counted as well, and one that is refused costs no hashing. Two things are counted: an
account from one address, and an account from everywhere. The second slows only addresses from
which the account was never entered: a stranger who guesses cannot keep the owner out.
"""

from datetime import datetime, timedelta

from django.db import transaction

from programs.models import TryCount
from programs.services.waits import LONGEST_WAIT, counts_locked, try_key, wait_after

# From one address: five tries, and then a wait that doubles.
PAIR_FREE = 5
# From all addresses together: ten, and then one in each longest wait.
ACCOUNT_FREE = 10


def try_begin(account: str, address: str, *, now: datetime) -> timedelta:
    """Count a try and return zero, or return how long to wait; then nothing was counted.

    `account` is the name as Django compares it, whether or not there is such an account; `address`
    is that of the browser. `try_won` takes the try back.
    """
    keys = _keys(account, address)
    with transaction.atomic():
        pair, whole = counts_locked(keys, now)
        waits = [pair.wait_until]
        if pair.signed_in_at is None:
            waits.append(whole.wait_until)
        until = max((at for at in waits if at and at > now), default=None)
        if until is not None:
            return until - now
        for row in (pair, whole):
            row.failures += 1
            row.last_at = now
        wait = wait_after(pair.failures, PAIR_FREE)
        if wait:
            pair.wait_until = now + wait
        if whole.failures >= ACCOUNT_FREE:
            whole.wait_until = now + LONGEST_WAIT
        TryCount.objects.bulk_update([pair, whole], ["failures", "last_at", "wait_until"])
    return timedelta(0)


def try_won(account: str, address: str, *, now: datetime) -> None:
    """Take back the tries of an account from an address whose password was right.

    What others tried from elsewhere stays counted.
    """
    with transaction.atomic():
        pair, whole = counts_locked(_keys(account, address), now)
        whole.failures = max(0, whole.failures - pair.failures)
        if whole.failures < ACCOUNT_FREE:
            whole.wait_until = None
        pair.failures, pair.wait_until, pair.signed_in_at = 0, None, now
        TryCount.objects.bulk_update([pair, whole], ["failures", "wait_until", "signed_in_at"])


def _keys(account: str, address: str) -> tuple[str, str]:
    """Return the keys of an account from an address and of the account; case does not matter."""
    name = account.casefold()
    return try_key(f"{name}\0{address}"), try_key(name)
