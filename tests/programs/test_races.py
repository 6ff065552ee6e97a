"""Several processes write the same rows at once: nothing lost, nothing doubled, nothing late.

Each race runs on the engine of the tests, with processes of their own, as in production. The long
forms are run by `make test-long`. Every race also asserts that the processes did meet.
"""

import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from programs.enums import TrimestreStatus
from programs.models import AvanceDeComponente, Bloque, MarcaMensual, Trimestre

ROOT = Path(__file__).resolve().parents[2]
WRITERS = 8
SHORT_OR_LONG = [2, pytest.param(30, marks=pytest.mark.long)]

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def writers(task: str, orders: list[dict]):
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
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def counts(processes: list[subprocess.Popen]) -> list[dict]:
    return [json.loads(process.stdout.readline()) for process in processes]


def race(task: str, orders: list[dict]) -> dict[str, int]:
    """Let all of them write at once; return what they counted together."""
    with writers(task, orders) as processes:
        for process in processes:
            tell(process)
        each = counts(processes)
    assert sum(count["accepted"] > 0 for count in each) > 1, "Only one of them ever wrote."
    return {name: sum(count[name] for count in each) for name in each[0]}


@pytest.mark.parametrize("seconds", SHORT_OR_LONG)
def test_no_save_of_a_text_is_lost(cast, seconds):
    block = Bloque.objects.filter(avance=cast.avance(), kind="text").get()
    order = {"pk": block.pk, "person": cast.people["enlace"].pk, "seconds": seconds}
    total = race("write_block", [order] * WRITERS)

    block.refresh_from_db()
    assert total["conflicts"] > 0, "They never met."
    assert block.version - 1 == total["accepted"]
    texts = list(block.history.values_list("html", flat=True))
    assert len(set(texts)) == len(texts) == total["accepted"]


@pytest.mark.parametrize("seconds", SHORT_OR_LONG)
def test_no_mark_of_a_month_is_lost(cast, seconds):
    marca = MarcaMensual.objects.get(tarea__linea=cast.linea(), month=2)
    order = {"pk": marca.pk, "person": cast.people["enlace"].pk, "seconds": seconds}
    total = race("write_mark", [order] * WRITERS)

    marca.refresh_from_db()
    assert total["conflicts"] > 0, "They never met."
    assert marca.version - 1 == total["accepted"]


@pytest.mark.parametrize("trials", [40, pytest.param(200, marks=pytest.mark.long)])
def test_a_double_submit_adds_one_block(cast, trials):
    avance = cast.avance()
    keys = [f"form-{trial}" for trial in range(trials)]
    order = {"avance": avance.pk, "person": cast.people["enlace"].pk, "keys": keys}
    with writers("add_blocks", [order] * 2) as processes:
        for process in processes:
            tell(process)
        for _ in keys:
            for process in processes:
                assert process.stdout.readline() == "added\n"
            for process in processes:
                tell(process)
        first, second = counts(processes)

    assert first == second, "The two answers lead to different blocks."
    added = Bloque.objects.filter(key__in=keys)
    assert added.count() == trials == len(set(first["found"]))
    assert len(set(added.values_list("order", flat=True))) == trials
    assert Bloque.history.filter(key__in=keys).count() == trials


@pytest.mark.parametrize("closings", [5, pytest.param(100, marks=pytest.mark.long)])
def test_nothing_is_saved_after_a_quarter_is_closed(cast, closings):
    rows = list(
        AvanceDeComponente.objects.filter(
            avance__trimestre__number=1, avance__linea__in=[cast.linea(0), cast.linea(1)]
        )
    )
    person = cast.people["enlace"].pk
    orders = [
        {"pk": rows[place % len(rows)].pk, "person": person, "seconds": None}
        for place in range(WRITERS)
    ]
    trimestre = cast.avance().trimestre
    late = 0
    with writers("write_quantity", orders) as processes:
        for process in processes:
            tell(process)
        for _ in range(closings):
            wait_for_a_save(rows)
            set_status(trimestre, TrimestreStatus.CLOSED)
            closed = versions(rows)
            time.sleep(0.2)
            late += sum(versions(rows)) - sum(closed)
            set_status(trimestre, TrimestreStatus.OPEN)
        for process in processes:
            tell(process, "stop")
        total = counts(processes)

    assert late == 0
    assert sum(count["locked"] for count in total) >= closings
    assert sum(versions(rows)) - len(rows) == sum(count["accepted"] for count in total)


def wait_for_a_save(rows: list[AvanceDeComponente]) -> None:
    before, end = versions(rows), time.monotonic() + 20
    while versions(rows) == before:
        assert time.monotonic() < end, "Nobody was writing."
        time.sleep(0.01)


def versions(rows: list[AvanceDeComponente]) -> list[int]:
    pks = [row.pk for row in rows]
    stored = AvanceDeComponente.objects.filter(pk__in=pks).order_by("pk")
    return list(stored.values_list("version", flat=True))


@transaction.atomic
def set_status(trimestre: Trimestre, status: str) -> None:
    """Close or open a quarter under its lock, as every change of a period must."""
    Trimestre.objects.select_for_update(of=("self",)).get(pk=trimestre.pk)
    Trimestre.objects.filter(pk=trimestre.pk).update(status=status)
