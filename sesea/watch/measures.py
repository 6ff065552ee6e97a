"""Measures of the requests: how many and how long, by route, method and class of status.

All web processes of a host add to one small file in DATA_DIR, a few seconds after each request,
under its lock: there is nothing to gather from processes that ended, and no other server to run.
What a process that is killed had still in hand is lost; nothing else reads the file.
"""

import fcntl
import json
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

FILE = "medidas.json"
# For how long a process keeps its measures to itself, in seconds.
PAUSE = 2.0
# Upper ends of the classes of duration, in seconds; the last one has none.
ENDS = (0.1, 0.3, 1.0, 3.0, 10.0)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
# Every address that no route knows: names that strangers try must not fill the file.
NO_ROUTE, NO_METHOD = "ninguna", "otro"
SEPARATOR = " "


class Gauge(NamedTuple):
    """A number of this moment: its name, its labels and its value."""

    name: str
    labels: dict[str, str]
    value: float


class Measured:
    """The measures of this process that the file lacks yet."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # {"route method class": [requests by class of duration..., seconds]}
        self._rows: dict[str, list[float]] = {}
        self._timer: threading.Timer | None = None

    def add(self, route: str | None, method: str | None, status: int, seconds: float) -> None:
        """Count a request."""
        known = method if method in METHODS else NO_METHOD
        key = SEPARATOR.join((route or NO_ROUTE, str(known), f"{status // 100}xx"))
        place = next((at for at, end in enumerate(ENDS) if seconds <= end), len(ENDS))
        with self._lock:
            row = self._rows.setdefault(key, [0.0] * (len(ENDS) + 2))
            row[place] += 1
            row[-1] += seconds
            if self._timer is None:
                self._timer = threading.Timer(PAUSE, self.hand_over)
                self._timer.daemon = True
                self._timer.start()

    def hand_over(self) -> None:
        """Add what this process has to the file; where it takes none, keep it for later."""
        with self._lock:
            self._timer = None
            try:
                with _locked() as number:
                    rows = _read(number)
                    for key, row in self._rows.items():
                        rows[key] = _sum(rows.get(key), row)
                    _write(number, rows)
            except OSError:
                return
            self._rows.clear()

    def all_rows(self) -> dict[str, list[float]]:
        """Return the measures of all processes of the host."""
        self.hand_over()
        try:
            with _locked() as number:
                return _read(number)
        except OSError:
            return {}


@contextmanager
def _locked() -> Iterator[int]:
    """Open the file, which one process at a time has; give its number."""
    path = Path(settings.DATA_DIR) / FILE
    number = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield number
    finally:
        os.close(number)


def _read(number: int) -> dict[str, list[float]]:
    """Return the rows of the file; none where it is cut, or of other classes of duration."""
    try:
        rows = json.loads(os.pread(number, os.fstat(number).st_size, 0) or b"{}")
    except ValueError:
        return {}
    return {key: row for key, row in rows.items() if len(row) == len(ENDS) + 2}


def _write(number: int, rows: dict[str, list[float]]) -> None:
    data = json.dumps(rows).encode()
    os.pwrite(number, data, 0)
    os.ftruncate(number, len(data))


def _sum(one: list[float] | None, other: list[float]) -> list[float]:
    return [a + b for a, b in zip(one or [0.0] * len(other), other, strict=True)]


MEASURED = Measured()


# The text of Prometheus -------------------------------------------------------------------------


def exposition(rows: dict[str, list[float]], gauges: Iterable[Gauge]) -> str:
    """Return measures in the text format of Prometheus 0.0.4."""
    return "".join(f"{line}\n" for line in (*_requests(rows), *_gauges(gauges)))


def _requests(rows: dict[str, list[float]]) -> Iterator[str]:
    name = "sesea_request_seconds"
    yield f"# HELP {name} Requests by route, method and class of status."
    yield f"# TYPE {name} histogram"
    for key, row in sorted(rows.items()):
        route, method, status = key.split(SEPARATOR)
        labels = {"route": route, "method": method, "status": status}
        *counts, seconds = row
        for place, end in enumerate((*map(str, ENDS), "+Inf"), start=1):
            yield _line(f"{name}_bucket", labels | {"le": end}, sum(counts[:place]))
        yield _line(f"{name}_sum", labels, round(seconds, 6))
        yield _line(f"{name}_count", labels, sum(counts))


def _gauges(gauges: Iterable[Gauge]) -> Iterator[str]:
    told = ""
    for gauge in sorted(gauges, key=lambda gauge: gauge.name):
        if gauge.name != told:
            yield f"# TYPE {gauge.name} gauge"
            told = gauge.name
        yield _line(*gauge)


def _line(name: str, labels: dict[str, str], value: float) -> str:
    escaped = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
    shown = ",".join(f'{key}="{text.translate(escaped)}"' for key, text in labels.items())
    return f"{name}{{{shown}}} {value:.12g}" if shown else f"{name} {value:.12g}"
