"""Tries in vain, counted in the database under a keyed hash, and how long the next one waits.

What people typed is never stored, only its hash. After a day without a try they are forgotten.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from programs.models import TryCount

# After the free ones: a wait that doubles.
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
# How long the place from which somebody signed in is remembered.
KNOWN_FOR = timedelta(days=180)
SALT = "programs.services.account"


def try_key(text: str) -> str:
    """Return the key under which tries are counted for a text."""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()


def wait_after(failures: int, free: int) -> timedelta | None:
    """Return how long to wait after so many tries in vain, None while they are free."""
    if failures < free:
        return None
    doubled: timedelta = FIRST_WAIT * 2 ** min(failures - free, 10)
    return min(doubled, LONGEST_WAIT)


def time_to_wait(*keys: str, now: datetime) -> timedelta:
    """Return how long the next try under these keys waits, zero for not at all; writes nothing."""
    rows = TryCount.objects.filter(key__in=keys, wait_until__gt=now)
    waits = rows.values_list("wait_until", flat=True)
    return max((until - now for until in waits if until), default=timedelta(0))


@transaction.atomic
def count_failure(key: str, *, free: int, now: datetime) -> None:
    """Count one try in vain under a key; after `free` of them the next one waits."""
    (row,) = counts_locked((key,), now)
    row.failures += 1
    row.last_at = now
    wait = wait_after(row.failures, free)
    row.wait_until = now + wait if wait else None
    row.save()


def counts_locked(keys: Sequence[str], now: datetime) -> tuple[TryCount, ...]:
    """Return the rows of the keys, made if missing, locked and without what is forgotten."""
    found = _select(keys)
    if len(found) < len(keys):
        old = Q(signed_in_at__isnull=True) | Q(signed_in_at__lt=now - KNOWN_FOR)
        TryCount.objects.filter(old, last_at__lt=now - FORGOTTEN_AFTER).delete()
        made = [TryCount(key=key, last_at=now) for key in sorted(keys)]
        TryCount.objects.bulk_create(made, ignore_conflicts=True)
        found = _select(keys)
    for row in found.values():
        if row.last_at < now - FORGOTTEN_AFTER:
            row.failures, row.wait_until = 0, None
        if row.signed_in_at and row.signed_in_at < now - KNOWN_FOR:
            row.signed_in_at = None
    return tuple(found[key] for key in keys)


def _select(keys: Sequence[str]) -> dict[str, TryCount]:
    # In one order for everybody: two tries of one account never deadlock.
    rows = TryCount.objects.select_for_update().filter(key__in=keys).order_by("key")
    return {row.key: row for row in rows}
