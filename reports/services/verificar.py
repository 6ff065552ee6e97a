"""How fast anybody may ask for documents that were not issued: some times, and then slower.

What is found is always answered for a file, whose hash cannot be guessed. A code of ten letters is
counted for its folio, so that who mistypes one does not close the others for a whole office.
"""

from datetime import datetime, timedelta

from programs.services.waits import count_failure, time_to_wait, try_key

# Of one folio, and of all that is asked from one address: an office mistypes now and then, and who
# walks through folios asks for millions.
FREE_MISSES, FREE_OF_ALL = 10, 100


def wait_of(address: str, folio: str, *, now: datetime) -> timedelta:
    """Return how long an address waits before it asks for a folio ("" for a file), or zero."""
    return time_to_wait(*_keys(address, folio), now=now)


def count_miss(address: str, folio: str, *, now: datetime) -> None:
    """Count that an address asked in vain for a folio, "" for a file."""
    for key, free in zip(_keys(address, folio), (FREE_MISSES, FREE_OF_ALL), strict=True):
        count_failure(key, free=free, now=now)


def _keys(address: str, folio: str) -> tuple[str, str]:
    place = f"verificar\0{address}"
    return try_key(f"{place}\0{folio.casefold()}"), try_key(place)
