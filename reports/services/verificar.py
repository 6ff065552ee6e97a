"""How fast anybody may ask for documents that were not issued: ten times, and then slower."""

from datetime import datetime, timedelta

from programs.services.waits import count_failure, time_to_wait, try_key

# An office behind one address mistypes now and then; who walks through folios asks for millions.
FREE_MISSES = 10


def wait_of(address: str, *, now: datetime) -> timedelta:
    """Return how long an address waits before it asks again, zero for not at all."""
    return time_to_wait(_key(address), now=now)


def count_miss(address: str, *, now: datetime) -> None:
    """Count that an address asked for what was not issued."""
    count_failure(_key(address), free=FREE_MISSES, now=now)


def _key(address: str) -> str:
    return try_key(f"verificar\0{address}")
