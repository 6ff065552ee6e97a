"""Processes that keep the queue of documents: one that looks after them, and those that make.

The first imports the renderer once and forks the others, which share it; each of those forks again
for each document. Any number may run, on any host.
"""

import logging
import os
import secrets
import signal
import time
from contextlib import ExitStack
from types import FrameType
from typing import NoReturn

from django.db import InterfaceError, OperationalError, connections
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from reports import forking
from reports.services import jobs
from reports.tasks import QUEUE, leave

INTERVAL_SECONDS = 0.5
REAP_SECONDS = 3
SWEEP_SECONDS = 60 * 60
LOOK_SECONDS = 0.2
# One that ends at once is not started again at once: the database may be away.
SHORT_LIFE_SECONDS, PAUSE_SECONDS = 5, 2
STOPS = (signal.SIGTERM, signal.SIGINT)

logger = logging.getLogger("sesea.documents")


class Maker(Worker):
    """The library's worker, which gives back what it makes when it is asked to end."""

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """End now, or as soon as the document at hand is given back; however often it is asked."""
        self.running = False
        leave()
        if not self.running_task:
            raise SystemExit(0)


class Supervisor:
    """Keeps the makers alive, gives back what a dead one held, and sweeps."""

    def __init__(self, makers: int) -> None:
        self.makers = makers
        self.born: dict[int, float] = {}
        self.stopping = False
        self.next_reap = self.next_sweep = self.not_before = 0.0

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; then no process is left."""
        forking.warm()
        for number in STOPS:
            signal.signal(number, self._stop)
        try:
            while not self.stopping:
                self._replace()
                self._look_after()
                time.sleep(LOOK_SECONDS)
        finally:
            self._end()

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _replace(self) -> None:
        """Note which makers ended and start as many anew."""
        now = time.monotonic()
        while self.born:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                break
            code = os.waitstatus_to_exitcode(status)
            logger.warning("a maker of documents ended with code %s; another one starts", code)
            if now - self.born.pop(pid) < SHORT_LIFE_SECONDS:
                self.not_before = now + PAUSE_SECONDS
        while len(self.born) < self.makers and now >= self.not_before:
            connections.close_all()  # none is shared with a fork
            parent = os.getpid()
            pid = os.fork()
            if not pid:
                _make(parent)
            self.born[pid] = now

    def _look_after(self) -> None:
        now = time.monotonic()
        try:
            if now >= self.next_reap:
                self.next_reap = now + REAP_SECONDS
                jobs.reap(timezone.now())
            if now >= self.next_sweep:
                self.next_sweep = now + SWEEP_SECONDS
                jobs.sweep(timezone.now())
        except (OperationalError, InterfaceError, OSError) as error:
            logger.warning("the documents could not be looked after: %s", error)
            connections.close_all()

    def _end(self) -> None:
        for pid in self.born:
            os.kill(pid, signal.SIGTERM)
        for pid in self.born:
            os.waitpid(pid, 0)


def _make(parent: int) -> NoReturn:
    """Make documents in a fork until it is asked to end, or its parent is gone."""
    code = 1
    try:
        with ExitStack() as stack:
            stack.push(_told)
            maker = Maker(
                queue_names=[QUEUE],
                interval=INTERVAL_SECONDS,
                batch=False,
                backend_name="default",
                startup_delay=False,
                max_tasks=None,
                worker_id=secrets.token_hex(16),
                excluded_queue_names=[],
            )
            for number in STOPS:
                signal.signal(number, maker.shutdown)
            forking.die_with(parent, signal.SIGTERM)
            maker.run()
        code = 0
    except SystemExit:
        code = 0
    finally:
        connections.close_all()
        os._exit(code)  # what the parent has to do at its end is not for this process


def _told(kind: object, error: BaseException | None, trace: object) -> None:
    """Log what ends a maker before its time."""
    if error is not None and not isinstance(error, SystemExit):
        logger.error("a maker of documents failed", exc_info=error)
