"""So many at a time on a host, whatever the number of processes that serve it.

Each slot is a locked file. A child that inherits the lock holds it too: a slot is free once all
that took it let go or die, and never by a clock.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ASK_AGAIN_SECONDS = 0.2


class Busy(Exception):
    """Every slot of the host is taken."""


@contextmanager
def slot_of(folder: Path, name: str, slots: int, *, seconds: float | None = 0) -> Iterator[int]:
    """Hold one of the slots of a name in a folder, made if missing; give its lock's descriptor.

    Waits for one for so many seconds, None for as long as it takes. Raises `Busy` afterwards.
    """
    until = None if seconds is None else time.monotonic() + seconds
    handle = _take(folder, name, slots)
    while handle is None:
        if until is not None and time.monotonic() >= until:
            raise Busy
        time.sleep(ASK_AGAIN_SECONDS)
        handle = _take(folder, name, slots)
    try:
        yield handle
    finally:
        # Closed and not unlocked: a child that outlives this still holds the slot.
        os.close(handle)


def _take(folder: Path, name: str, slots: int) -> int | None:
    """Return the descriptor of a slot that was free, or None."""
    for number in range(1, slots + 1):
        handle = _opened(folder / f"{name}-{number}.lock")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return handle
    return None


def _opened(path: Path) -> int:
    """Open the file of a slot; only the first time needs room on the disk."""
    try:
        return os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, os.O_RDONLY | os.O_CREAT, 0o600)
