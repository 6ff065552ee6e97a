"""Runs the writers of tests/programs/race_writers.py against each other, as production's processes.

Used by the tests of the races and by the measurement with many trials (tests/bench/bench_races.py).
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from programs.enums import TrimestreStatus
from programs.models import AvanceDeComponente, Trimestre
from tests.factories import reopen

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 8


@contextmanager
def writers(task: str, orders: Sequence[dict]) -> Iterator[list[subprocess.Popen]]:
    """Hold one waiting process for each order; all are ended afterwards."""
    database = str(connection.settings_dict["NAME"])
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.programs.race_writers"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in orders
    ]
    try:
        for process, args in zip(processes, orders, strict=True):
            tell(process, json.dumps({"database": database, "task": task, "args": args}))
        for process in processes:
            assert process.stdout.readline() == "ready\n"
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def tell(process: subprocess.Popen, line: str = "") -> None:
    """Send a line to a process."""
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def counts(processes: list[subprocess.Popen]) -> list[dict]:
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
