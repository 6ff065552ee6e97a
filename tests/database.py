"""The database of the tests, made by migrations once for a run: each process takes a copy."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper

# On PostgreSQL the copy that the others take is a database, on SQLite a file.
MADE = "sesea_tests_made"


@contextmanager
def alone(folder: Path, what: str = "database") -> Iterator[Path]:
    """Make something while no other process of the run does; give the file that says it is made."""
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder / f"{what}.made"


class MadeOnce:
    """Stands in the place of Django's `create_test_db`, in each of several processes.

    `folder` is one for the whole run. To migrate takes seven seconds of processor, to copy less
    than one; the tables, their rows and the locks are the same.
    """

    def __init__(self, connection: BaseDatabaseWrapper, folder: Path):
        self.connection, self.folder = connection, folder
        self.migrate: Callable[..., str] = connection.creation.create_test_db
        self.is_maker = False

    def __call__(self, **options: object) -> str:
        """Migrate where nobody did before, else copy; return the name of the database."""
        with alone(self.folder) as mark:
            if mark.exists():
                return self.take()
            name = self.migrate(**options)
            self.keep(name)
            mark.touch()
            self.is_maker = True
            return name

    def keep(self, name: str) -> None:
        """Leave a copy of the new database, which has no row yet, for the others."""
        self.connection.close()  # neither engine copies what somebody has open
        if self.connection.vendor == "sqlite":
            shutil.copy(name, self.folder / MADE)
        else:
            self.order(f'DROP DATABASE IF EXISTS "{MADE}"', f'CREATE DATABASE "{MADE}" {of(name)}')
        self.connection.ensure_connection()

    def take(self) -> str:
        """Copy, and connect to the copy."""
        name = self.connection.creation._get_test_db_name()
        self.connection.close()
        if self.connection.vendor == "sqlite":
            shutil.copy(self.folder / MADE, name)
        else:
            self.order(f'DROP DATABASE IF EXISTS "{name}"', f'CREATE DATABASE "{name}" {of(MADE)}')
        settings.DATABASES[self.connection.alias]["NAME"] = name
        self.connection.settings_dict["NAME"] = name
        self.connection.ensure_connection()
        return name

    def leave(self) -> None:
        """Remove the copy at the end, by who made it; who still comes migrates anew."""
        if self.is_maker:
            with alone(self.folder) as mark:
                mark.unlink()
                if self.connection.vendor == "postgresql":
                    self.order(f'DROP DATABASE IF EXISTS "{MADE}"')

    def order(self, *statements: str) -> None:
        """Give orders to the server, from no database of the tests."""
        with self.connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)


def of(name: str) -> str:
    """Return how a new database is made the copy of another one."""
    return f'TEMPLATE "{name}"'
