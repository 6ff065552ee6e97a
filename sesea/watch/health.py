"""The health of the system, part by part, for who has to know whether it serves.

A probe of a part says `ok`, `aviso` (it serves, and somebody has to look) or `falla` (pages do not
work as they should). None may hang the answer: they run in a thread of their own, for which one
waits a few seconds, and what they found serves for a few more.
"""

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import DEFAULT_DB_ALIAS
from django.utils import timezone

from sesea.safety.engines import forgetful
from sesea.watch.measures import Gauge

# For how long a report serves, and for how long one waits for it, in seconds.
FRESH, LONGEST = 5.0, 3.0
LEAST_SHARE, LEAST_BYTES = 0.10, 2 * 1024**3
NO_ANSWER = "no responde"
UNKNOWN = "no se sabe"


class State(StrEnum):
    """How a part is; the worst one is that of the whole."""

    OK = "ok"
    WARNING = "aviso"
    FAULT = "falla"


@dataclass(frozen=True)
class Finding:
    """How a part is and a few words on why: no version, path or name of anybody."""

    state: State
    note: str = ""


FINE = Finding(State.OK)
Probe = Callable[[datetime], Finding]


@dataclass(frozen=True)
class Report:
    """What the probes found, by the name of the part, and the numbers of the moment."""

    parts: dict[str, Finding] = field(default_factory=dict)
    gauges: tuple[Gauge, ...] = ()

    @property
    def state(self) -> State:
        """The worst of the parts."""
        states = {finding.state for finding in self.parts.values()}
        return next((state for state in (State.FAULT, State.WARNING) if state in states), State.OK)

    def as_json(self) -> dict[str, object]:
        """Return what `/healthz` answers."""
        parts = {
            name: {"estado": finding.state} | ({"nota": finding.note} if finding.note else {})
            for name, finding in self.parts.items()
        }
        return {"estado": self.state, "partes": parts}


# The parts -------------------------------------------------------------------------------------


def database_part(now: datetime) -> Finding:
    """Tell whether the database answers, and whether it keeps what it acknowledges."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if connection.vendor == "postgresql" and forgetful():
        return Finding(State.WARNING, "puede perder lo que se guarda")
    return FINE


def migrations_part(now: datetime) -> Finding:
    """Tell whether the tables are those of this code."""
    applied = MigrationRecorder(connections[DEFAULT_DB_ALIAS]).applied_migrations()
    if _last_migrations() - applied.keys():
        return Finding(State.FAULT, "faltan migraciones")
    return FINE


@cache
def _last_migrations() -> frozenset[tuple[str, str]]:
    """Return the last migration of each app, which is applied after all others."""
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def disk_part(now: datetime) -> Finding:
    """Tell whether there is room for what people send; a full disk still lets them read."""
    for folder in {Path(settings.DATA_DIR), Path(settings.MEDIA_ROOT)}:
        try:
            usage = shutil.disk_usage(folder)
        except FileNotFoundError:
            continue  # nothing was received yet
        except OSError:
            return Finding(State.FAULT, NO_ANSWER)
        if usage.free < max(LEAST_BYTES, LEAST_SHARE * usage.total):
            return Finding(State.WARNING, "queda poco lugar")
    return FINE


# In their order; the first one says whether the others that ask the database can.
_PARTS: dict[str, Probe] = {"base de datos": database_part, "migraciones": migrations_part}
_BESIDE: dict[str, Probe] = {"disco": disk_part}
_GAUGES: list[Callable[[datetime], Iterable[Gauge]]] = []


def part_add(name: str, probe: Probe) -> None:
    """Have the report tell another part, which asks the database."""
    _PARTS[name] = probe


def gauges_add(gauges: Callable[[datetime], Iterable[Gauge]]) -> None:
    """Have the report hold more numbers, for which the database is asked."""
    if gauges not in _GAUGES:
        _GAUGES.append(gauges)


def look(now: datetime) -> Report:
    """Return how all parts are, asking each of them."""
    parts = dict(_looked_at(now))
    gauges = [
        Gauge("sesea_health", {"part": name}, list(State).index(finding.state))
        for name, finding in parts.items()
    ]
    if Finding(State.FAULT, NO_ANSWER) != parts["base de datos"]:
        gauges += [gauge for more in _GAUGES for gauge in more(now)]
    return Report(parts, tuple(gauges))


def _looked_at(now: datetime) -> Iterator[tuple[str, Finding]]:
    away = False
    for name, probe in _PARTS.items():
        if away:
            yield name, Finding(State.WARNING, UNKNOWN)
            continue
        try:
            finding = probe(now)
        except (DatabaseError, InterfaceError):
            finding, away = Finding(State.FAULT, NO_ANSWER), True
        yield name, finding
    for name, probe in _BESIDE.items():
        yield name, probe(now)


# The answer ------------------------------------------------------------------------------------


class Watcher:
    """Keeps the last report of this process, and makes another one when it is old."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._report = Report()
        self._until = 0.0
        self._thread: threading.Thread | None = None
        self._begun = 0.0

    def report(self) -> Report:
        """Return a report at most some seconds old; a fault where the probes do not end."""
        with self._lock:
            now = time.monotonic()
            if now < self._until:
                return self._report
            if self._thread is None:
                self._begun = now
                self._thread = threading.Thread(target=self._look, name="health", daemon=True)
                self._thread.start()
            thread, left = self._thread, self._begun + LONGEST - now
        thread.join(max(left, 0))
        if thread.is_alive():
            return Report({"sistema": Finding(State.FAULT, NO_ANSWER)})
        return self._report

    def _look(self) -> None:
        report = Report({"sistema": Finding(State.FAULT, UNKNOWN)})
        try:
            report = look(timezone.now())
        finally:
            connections.close_all()  # those of this thread
            with self._lock:
                self._thread = None
                self._report, self._until = report, time.monotonic() + FRESH


WATCHER = Watcher()
