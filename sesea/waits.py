"""How long who serves waits for PostgreSQL: a server that hangs must not hang every thread.

A connection that is cut is noticed at once. A server that keeps it and says nothing (a host that
stands still, a disk that does not answer) would be waited for without end: libpq bounds only the
time to connect.
"""

import select
import time
from collections.abc import Callable

import psycopg2
from psycopg2.extensions import (
    POLL_OK,
    POLL_READ,
    STATUS_SETUP,
    connection,
    set_wait_callback,
)

# To connect, as `connect_timeout` says where nobody bounds the waits; and for any answer.
CONNECT, ANSWER = 5.0, 15.0


def waits_bound() -> None:
    """Have this process, and those that it forks, wait for PostgreSQL some seconds at the most.

    For who serves, not for commands: a migration or a backup may wait as long as it takes.
    """
    set_wait_callback(waiting(CONNECT, ANSWER))


def waiting(connect: float, answer: float) -> Callable[[connection], None]:
    """Return what waits for a server: OperationalError after so many seconds, by what it does.

    The library then closes the connection, and the next query opens another one.
    """

    def wait(raw: connection) -> None:
        seconds = connect if raw.status == STATUS_SETUP else answer
        until = time.monotonic() + seconds
        while (state := raw.poll()) != POLL_OK:
            ready = select.poll()
            ready.register(raw.fileno(), select.POLLIN if state == POLL_READ else select.POLLOUT)
            left = until - time.monotonic()
            if left <= 0 or not ready.poll(left * 1000):
                raise psycopg2.OperationalError(f"the server did not answer in {seconds:g} seconds")

    return wait
