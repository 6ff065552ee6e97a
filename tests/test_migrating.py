"""Migrations run once, however many hosts start at once, and again after one was killed."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.models.locks import all_locks, locks_missing

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parent.parent
TABLE = "migrating_waiting"
WAITS = "Otro proceso está migrando la base. Se espera a que termine."


@pytest.fixture
def folder(tmp_path) -> Path:
    """Where each process says how far it is; the database forgets the app afterwards."""
    yield tmp_path
    (tmp_path / "go").touch()
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
        cursor.execute("DELETE FROM django_migrations WHERE app = 'migrating'")


def host(folder: Path, name: str) -> "subprocess.Popen[bytes]":
    """Start a host, which writes what it says to the file of its name."""
    database = str(connection.settings_dict["NAME"])
    with (folder / name).open("wb") as said:
        return subprocess.Popen(
            [sys.executable, "-u", "-m", "tests.migrating.run", database],
            cwd=ROOT,
            env={**os.environ, "MIGRATING_FOLDER": str(folder)},
            stdout=said,
            stderr=subprocess.STDOUT,
        )


def until(holds: Callable[[], object], what: str) -> None:
    """Wait until something holds; AssertionError where it does not come."""
    end = time.monotonic() + 120
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.05)


def rows() -> int | None:
    """Return how many rows the table of the migration has, None where it is not there."""
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return None
        cursor.execute(f"SELECT count(*) FROM {TABLE}")
        return cursor.fetchone()[0]


def test_three_hosts_migrate_once_after_a_killed_one(folder):
    begun, names = folder / "begun", ("one", "two", "three")

    def at_it() -> list[str]:
        """Return the processes that have begun; its file stands before its first line."""
        return begun.read_text().split() if begun.exists() else []

    killed = host(folder, "killed")
    until(at_it, "nobody migrates")
    killed.kill()
    killed.wait()
    assert rows() is None
    # They stood aside for what was killed: who migrates next sets them again.
    assert locks_missing()

    def said() -> list[str]:
        return [(folder / name).read_text() for name in names]

    hosts = [host(folder, name) for name in names]
    until(lambda: sum(WAITS in text for text in said()) == 2, "two are to wait")
    until(lambda: len(at_it()) == 2, "one is to migrate")
    (folder / "go").touch()
    assert [each.wait(timeout=120) for each in hosts] == [0, 0, 0], said()
    assert len(at_it()) == 2, "The killed one, and one of the three."
    assert sum("Applying migrating.0001_waiting" in text for text in said()) == 1
    assert rows() == 1
    assert locks_missing() == []


def test_who_migrates_nothing_leaves_the_locks_alone(capsys):
    with CaptureQueriesContext(connection) as asked:
        call_command("migrate", verbosity=1)
    assert "No migrations to apply" in capsys.readouterr().out
    names = {lock.name for lock in all_locks()}
    touched = [query["sql"] for query in asked if "TRIGGER" in query["sql"]]
    assert names and not [sql for sql in touched if sql.startswith(("DROP", "CREATE"))]
    assert locks_missing() == []
