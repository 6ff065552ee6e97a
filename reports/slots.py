"""Two documents at a time on a host, whatever the number of processes that serve it.

Each slot is a locked file. The renderer inherits the lock: a slot is free once both the process
that took it and its renderer let go or die, and never by a clock.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SLOTS = 2
ASK_AGAIN_SECONDS = 0.2


class Busy(Exception):
    """Every slot of the host is taken."""


@contextmanager
def render_slot(folder: Path, *, wait: bool = False) -> Iterator[int]:
    """Hold one of the slots of a folder, made if missing, and give the descriptor of its lock.

    Raises `Busy` at once where all are taken, or waits for one with `wait`, as a command does.
    """
    handle = _take(folder)
    while handle is None:
        if not wait:
            raise Busy
        time.sleep(ASK_AGAIN_SECONDS)
        handle = _take(folder)
    try:
        yield handle
    finally:
        # Closed and not unlocked: a renderer that outlives this still holds the slot.
        os.close(handle)


def _take(folder: Path) -> int | None:
    """Return the descriptor of a slot that was free, or None."""
    for number in range(1, SLOTS + 1):
        handle = _opened(folder / f"render-{number}.lock")
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
