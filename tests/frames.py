"""Room for the frames of the calls that a test makes.

Python 3.11 keeps the frames of a thread in pieces of 16 KB, asks the system for one whenever calls
go deeper than a piece and gives it back as they return. Where Django draws a page its calls go to
and fro over such an edge thousands of times a second. A frame that is large itself is given a piece
of twice its size, in whose rest the frames above it find their room.
"""

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")
# In words of 8 bytes: the frame takes 320 KB of a piece of 512.
SLOTS = 40_000


def with_room(call: Callable[[], Result]) -> Result:
    """Call a function; what it calls in turn has 192 KB for its frames."""
    return call()


with_room.__code__ = with_room.__code__.replace(co_stacksize=SLOTS)
