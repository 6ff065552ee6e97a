"""Runs the writers of tests/programs/race_writers.py against each other, as production's processes.

Used by the tests of the races and by the measurement with many trials (tests/bench/bench_races.py).
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from programs.enums import TrimestreStatus
from programs.models import AvanceDeComponente, Trimestre
from tests.factories import reopen

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 8


class Writer:
    """A process that waits, writes and counts; lines go to it and come from it."""

    def __init__(self) -> None:
        self.input, writing = os.pipe()
        reading, self.output = os.pipe()
        self.stdin, self.stdout = os.fdopen(writing, "w"), os.fdopen(reading)
        self.pid = 0

    @property
    def ends(self) -> tuple[int, int]:
        """The descriptors that are the process's own."""
        return self.input, self.output

    def kill(self) -> None:
        """End it without a warning."""
        os.kill(self.pid, signal.SIGKILL)


@contextmanager
def writers(task: str, orders: Sequence[dict]) -> Iterator[list[Writer]]:
    """Hold one waiting process for each order; all are ended afterwards.

    One process prepares Django and forks them, which takes less processor than each by itself.
    """
    made = [Writer() for _ in orders]
    starter = subprocess.Popen(
        [sys.executable, "-m", "tests.programs.race_start"],
        stdin=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        pass_fds=[end for writer in made for end in writer.ends],
        start_new_session=True,
    )
    try:
        for end in (end for writer in made for end in writer.ends):
            os.close(end)
        told = [
            {"task": task, "args": args, "input": writer.input, "output": writer.output}
            for writer, args in zip(made, orders, strict=True)
        ]
        database = str(connection.settings_dict["NAME"])
        tell(starter, json.dumps({"database": database, "writers": told}))
        for writer in made:
            word, pid = writer.stdout.readline().split()
            assert word == "ready"
            writer.pid = int(pid)
        yield made
    finally:
        os.killpg(starter.pid, signal.SIGKILL)
        starter.communicate()
        for writer in made:
            writer.stdout.close()
            # What was not sent any more has nobody to go to.
            with suppress(BrokenPipeError):
                writer.stdin.close()


def tell(process: Writer | subprocess.Popen, line: str = "") -> None:
    """Send a line to a process."""
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def counts(processes: list[Writer]) -> list[dict]:
    """Return what each process counted; waits for all."""
    return [json.loads(process.stdout.readline()) for process in processes]


def race(task: str, *, pk: int, person: int, seconds: float) -> dict[str, int]:
    """Let `WRITERS` processes write one row; return what they counted together.

    AssertionError when only one of them ever wrote, or when they never met.
    """
    order = {"pk": pk, "person": person, "seconds": seconds}
    with writers(task, [order] * WRITERS) as processes:
        for process in processes:
            tell(process)
        each = counts(processes)
    assert sum(count["accepted"] > 0 for count in each) > 1, "Only one of them ever wrote."
    total = {name: sum(count[name] for count in each) for name in each[0]}
    assert total["conflicts"] > 0, "They never met."
    return total


def at_once(task: str, order: dict, *, times: int = WRITERS) -> list[dict]:
    """Let so many processes do the same thing at once; return what each counted."""
    with writers(task, [order] * times) as processes:
        for process in processes:
            tell(process)
        return counts(processes)


def double_submits(avance_pk: int, person: int, keys: list[str]) -> tuple[list[int], list[int]]:
    """Send each form twice at once; return the blocks to which both answers lead."""
    order = {"avance": avance_pk, "person": person, "keys": keys}
    with writers("add_blocks", [order] * 2) as processes:
        for process in processes:
            tell(process)
        for _ in keys:
            for process in processes:
                assert process.stdout.readline() == "added\n"
            for process in processes:
                tell(process)
        first, second = counts(processes)
    return first["found"], second["found"]


def close_under_fire(
    trimestre: Trimestre, rows: list[AvanceDeComponente], person: int, closings: int
) -> tuple[int, dict[str, int]]:
    """Close and open a quarter while all save in it.

    Returns how many saves came after a closing, and what the writers counted together.
    """
    orders = [
        {"pk": rows[place % len(rows)].pk, "person": person, "seconds": None}
        for place in range(WRITERS)
    ]
    late = 0
    with writers("write_quantity", orders) as processes:
        for process in processes:
            tell(process)
        for _ in range(closings):
            _wait_for_a_save(rows)
            _close(trimestre)
            closed = versions(rows)
            time.sleep(0.2)
            late += sum(versions(rows)) - sum(closed)
            reopen(trimestre)
        for process in processes:
            tell(process, "stop")
        each = counts(processes)
    return late, {name: sum(count[name] for count in each) for name in each[0]}


def versions(rows: list[AvanceDeComponente]) -> list[int]:
    """Return the versions that the database has of these rows."""
    pks = [row.pk for row in rows]
    stored = AvanceDeComponente.objects.filter(pk__in=pks).order_by("pk")
    return list(stored.values_list("version", flat=True))


def _wait_for_a_save(rows: list[AvanceDeComponente]) -> None:
    before, end = versions(rows), time.monotonic() + 20
    while versions(rows) == before:
        assert time.monotonic() < end, "Nobody was writing."
        time.sleep(0.01)


@transaction.atomic
def _close(trimestre: Trimestre) -> None:
    """Close a quarter under its lock, as every change of a period must."""
    Trimestre.objects.select_for_update(of=("self",)).get(pk=trimestre.pk)
    Trimestre.objects.filter(pk=trimestre.pk).update(
        status=TrimestreStatus.CLOSED, closed_at=timezone.now()
    )
