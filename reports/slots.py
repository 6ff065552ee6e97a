"""Two documents at a time on a host, whatever the number of processes that serve it.

The renderer inherits the lock of its slot (`sesea.slots`): a slot is free once both the process
that took it and its renderer let go or die.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sesea.slots import Busy, slot_of

__all__ = ["SLOTS", "Busy", "render_slot"]

SLOTS = 2


@contextmanager
def render_slot(folder: Path, *, wait: bool = False) -> Iterator[int]:
    """Hold one of the slots of a folder, made if missing, and give the descriptor of its lock.

    Raises `Busy` at once where all are taken, or waits for one with `wait`, as a command does.
    """
    with slot_of(folder, "render", SLOTS, seconds=None if wait else 0) as handle:
        yield handle
