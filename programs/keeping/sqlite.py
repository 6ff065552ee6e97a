"""SQLite for a backup: its own backup API, which copies a database that is being written."""

import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection, connections

from programs.errors import DomainError
from programs.keeping.manifest import Manifest, table_faults
from programs.received.storage import sync_file, sync_folder

ALIAS = "respaldo"
# With the rollback journal a reader holds up who commits, so it reads by steps and lets them pass.
STEP_PAGES, PAUSE_SECONDS = 1024, 0.01
# A write between two steps begins the copy anew: after so many it is made in one go.
MOST_RESTARTS = 3
TIMEOUT_SECONDS = 20


class Restarted(Exception):
    """The copy began anew too often: somebody always writes."""


class Sqlite:
    """Backup and return of a SQLite database."""

    name = "sqlite"
    part = "database.sqlite3"

    def version(self) -> str:
        """Return the version of the library."""
        return sqlite3.sqlite_version

    @contextmanager
    def dumped(self, target: Path) -> Iterator[str]:
        """Copy the database to a file; inside, the alias that reads the copy."""
        copy_whole(Path(connection.settings_dict["NAME"]), target)
        with _opened(target) as alias:
            yield alias

    def faults(self, path: Path, manifest: Manifest) -> Iterator[str]:
        """Yield what SQLite finds in a copy, and the tables whose rows are not as many as told."""
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            try:
                found = [row[0] for row in copy.execute("PRAGMA integrity_check")]
                tables = _table_counts(copy)
            except sqlite3.DatabaseError as error:
                yield f"{self.part}: SQLite no la puede leer ({error})."
                return
        if found != ["ok"]:
            yield f"{self.part}: SQLite no la da por buena ({found[0]})."
        for fault in table_faults(manifest.tables, tables):
            yield f"{self.part}: {fault}."

    def is_empty(self) -> bool:
        """Tell whether the configured database has no table."""
        return not connection.introspection.table_names()

    def bring_back(self, path: Path) -> None:
        """Put a copy in the place of the configured database, which is empty."""
        target = Path(connection.settings_dict["NAME"])
        connection.close()
        draft = target.with_name(f".{target.name}.restore")
        try:
            draft.touch(mode=0o600)
            shutil.copyfile(path, draft)
            sync_file(draft)
            draft.replace(target)
            sync_folder(target.parent)
        finally:
            draft.unlink(missing_ok=True)


def copy_whole(path: Path, target: Path) -> None:
    """Copy a database as of one moment. Raises `DomainError` where SQLite cannot.

    By steps, if nobody writes meanwhile; else in one go, during which who saves waits for its turn
    and who reads does not.
    """
    target.touch(mode=0o600)
    before, restarts = sys.maxsize, 0

    def let_pass(status: int, remaining: int, total: int) -> None:
        nonlocal before, restarts
        if status == sqlite3.SQLITE_OK and remaining >= before:
            restarts += 1
            if restarts >= MOST_RESTARTS:
                raise Restarted
        before = remaining
        time.sleep(PAUSE_SECONDS)

    with closing(_connect(path)) as source, closing(_connect(target)) as copy:
        try:
            try:
                source.backup(copy, pages=STEP_PAGES, progress=let_pass, sleep=PAUSE_SECONDS)
            except Restarted:
                with closing(_connect(path)) as holder:
                    holder.execute("BEGIN IMMEDIATE")
                    source.backup(copy, sleep=PAUSE_SECONDS)
        except sqlite3.Error as error:
            raise DomainError(f"SQLite no pudo copiar la base: {error}.") from error


def _connect(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, timeout=TIMEOUT_SECONDS, isolation_level=None)


def _table_counts(copy: sqlite3.Connection) -> dict[str, int]:
    """Return {table: rows} of a database."""
    tables = copy.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    )
    counts = {}
    for (table,) in tables.fetchall():
        quoted = table.replace('"', '""')
        counts[table] = copy.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0]
    return counts


@contextmanager
def _opened(path: Path) -> Iterator[str]:
    """Have Django read another file under an alias of its own."""
    copy = connection.copy(ALIAS)
    copy.settings_dict["NAME"] = str(path)
    connections[ALIAS] = copy
    try:
        yield ALIAS
    finally:
        copy.close()
        del connections[ALIAS]
