"""A database of each release, migrated by this version, still says what it said (R35).

What may change with a later version, such as the words of a draft, is mended here with its reason,
never in what a release left behind.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.releases import engines
from tests.releases.make import RELEASES

VERSIONS = sorted(path.name for path in RELEASES.iterdir())
ROOT = RELEASES.parents[2]


def run(*arguments: str, database: str, data_dir: Path, given: str = "") -> str:
    """Run Python on a database of its own, as a host that was updated does."""
    environment = {
        **os.environ,
        "DATABASE_URL": database,
        "DATA_DIR": str(data_dir),
        "DEBUG": "1",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def upgrade(stored: Path, database: str, data_dir: Path) -> tuple[dict, dict]:
    """Migrate a stored database; return what the release printed from it, and what this does."""
    shutil.copytree(stored / "media", data_dir / "media", dirs_exist_ok=True)
    before = json.loads((stored / "printed.json").read_text(encoding="utf-8"))
    run("manage.py", "migrate", "--verbosity=0", database=database, data_dir=data_dir)
    given = json.dumps(before["columns"])
    after = run("-m", "tests.releases.printing", database=database, data_dir=data_dir, given=given)
    return before, json.loads(after)


def compare(before: dict, after: dict) -> None:
    """Ask that nothing is lost and that everything is said as before."""
    assert {name: after["rows"].get(name) for name in before["rows"]} == before["rows"]
    assert after["kept"] == before["kept"]
    assert after["ledgers"] == before["ledgers"]
    assert after["documents"].keys() == before["documents"].keys()
    for name, text in before["documents"].items():
        assert after["documents"][name].split("\n") == text.split("\n"), name


@pytest.mark.sqlite_only
@pytest.mark.parametrize("version", VERSIONS)
def test_a_sqlite_database_of_a_release_says_what_it_said(version, tmp_path):
    stored = RELEASES / version / "sqlite"
    file = tmp_path / "db.sqlite3"
    engines.sqlite_load(stored / "database.sql.gz", file)

    compare(*upgrade(stored, f"sqlite:///{file}", tmp_path))


@pytest.fixture
def empty_database(db) -> Iterator[str]:
    """The address of an empty database beside the one of the tests."""
    # A connection of its own: a database is not made inside the transaction of a test.
    own = connection.copy()
    name = f"{settings.DATABASES['default']['NAME']}_release"
    with own._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    place = settings.DATABASES["default"]
    yield f"postgres://{place['USER']}@/{name}?host={place['HOST'] or place['OPTIONS']['host']}"
    with own._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.mark.postgres_only
@pytest.mark.parametrize("version", VERSIONS)
def test_a_postgresql_database_of_a_release_says_what_it_said(version, tmp_path, empty_database):
    stored = RELEASES / version / "postgresql"
    engines.postgresql_load(stored / "database.sql.gz", empty_database)

    compare(*upgrade(stored, empty_database, tmp_path))
