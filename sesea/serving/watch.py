"""A watch over the threads that wait for somebody's bytes, which it ends when they last.

A thread that waits serves nobody else. gunicorn's threaded worker bounds the silence before the
first byte of a request and nothing after it: a byte now and then keeps a thread for ever.
"""

import logging
import socket
import threading
import time
from contextlib import suppress

# A wait ends after `LONGEST` seconds. Beyond `SLOW` it is one of those of which there may be few.
LONGEST, SLOW = 30.0, 2.0
# How often the waits are looked at, in seconds.
LOOK = 0.5

logger = logging.getLogger("sesea")


class Watch:
    """Ends waits on people: each after `LONGEST` seconds, the oldest before that in a crowd.

    A connection has one wait at a time. `most_slow` is how many may last longer than `SLOW`
    seconds at once. To end one is to shut its socket for what was waited for: the thread that
    stands in `recv` or in `send` goes on, as if the person had left.
    """

    def __init__(self, most_slow: int) -> None:
        self._most_slow = most_slow
        self._waits: dict[socket.socket, tuple[float, int]] = {}
        self._lock = threading.Lock()

    def start(self) -> None:
        """Look at the waits from a thread of their own, until the process ends."""
        threading.Thread(target=self._look_for_ever, name="watch", daemon=True).start()

    def begin(self, sock: socket.socket, half: int = socket.SHUT_RD) -> None:
        """Say that a thread waits on a connection from now; `half` is what is shut to end it."""
        with self._lock:
            self._waits[sock] = (time.monotonic(), half)

    def end(self, sock: socket.socket) -> None:
        """Say that no thread waits on a connection any more."""
        with self._lock:
            self._waits.pop(sock, None)

    def look(self, now: float) -> int:
        """End the waits that last too long at the moment `now`; return how many."""
        # Shut while the lock is held: a thread that ends its wait may close its socket next.
        with self._lock:
            waits = sorted(self._waits.items(), key=lambda wait: wait[1][0])
            slow = [wait for wait in waits if now - wait[1][0] > SLOW]
            too_many = len(slow) - self._most_slow
            ended = [
                wait
                for place, wait in enumerate(slow)
                if place < too_many or now - wait[1][0] > LONGEST
            ]
            for sock, (_, half) in ended:
                del self._waits[sock]
                with suppress(OSError):  # who waits no longer has a connection to shut
                    sock.shutdown(half)
        return len(ended)

    def _look_for_ever(self) -> None:
        while True:
            time.sleep(LOOK)
            if ended := self.look(time.monotonic()):
                logger.warning("Connections ended because they were too slow: %d", ended)
