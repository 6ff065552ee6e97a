"""gunicorn's threaded worker, with a watch over every wait on a person.

Half of its threads at the most stand in waits longer than two seconds, whoever is on the other
end: the rest serve. A proxy that buffers does better still, since there no thread waits at all.
"""

import socket
import time
from contextlib import suppress
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

from sesea.serving.watch import Watch
from sesea.serving.whole import Application, whole_requests

# For how long who has their answer may leave the connection open, and what they may still send.
LINGER, LEFT_OVER = 1.0, 64 * 1024


class SteadyWorker(ThreadWorker):
    """Threads that nobody holds: bounded waits, whole requests, farewells off the main loop."""

    wsgi: Application

    def init_process(self) -> None:
        """Begin to watch and to serve; returns when the worker ends."""
        self.watch = Watch(most_slow=max(1, self.cfg.threads // 2))
        self.watch.start()
        super().init_process()

    def load_wsgi(self) -> None:
        """Put the application behind the one that receives whole requests."""
        super().load_wsgi()
        self.wsgi = whole_requests(self.wsgi, self.watch)

    def handle(self, conn: TConn) -> Any:
        """Serve a connection from a thread; false when it is to be closed."""
        self.watch.begin(conn.sock)
        try:
            kept = super().handle(conn)
            if not kept:
                part(conn.sock)
        finally:
            self.watch.end(conn.sock)
        return kept


def part(sock: socket.socket) -> None:
    """Let the other end read its answer and leave, for a second at the most.

    gunicorn would do it in its main loop, for two seconds: until then it would accept nobody.
    """
    with suppress(OSError):  # who is gone needs no farewell
        sock.shutdown(socket.SHUT_WR)
        end, left = time.monotonic() + LINGER, LEFT_OVER
        while left > 0 and (seconds := end - time.monotonic()) > 0:
            sock.settimeout(seconds)
            dropped = sock.recv(4096)
            if not dropped:
                break
            left -= len(dropped)
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
