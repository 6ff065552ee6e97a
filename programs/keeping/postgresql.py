"""PostgreSQL for a backup: its own pg_dump and pg_restore, of the version of the server.

What they need to connect goes in their environment: a command line is seen by everybody on the
host, and the password would stand in it.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from programs.errors import DomainError
from programs.keeping.manifest import Manifest, table_faults

# Where Debian keeps the programs of each version.
DEBIAN = Path("/usr/lib/postgresql")
# What a connection is told, and the variable of libpq that says the same.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "connect_timeout": "PGCONNECT_TIMEOUT",
    "sslmode": "PGSSLMODE",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcrl": "PGSSLCRL",
}
_TABLE = re.compile(r"^\d+; \d+ \d+ TABLE DATA \S+ (\S+) ", re.MULTILINE)


class Postgresql:
    """Backup and return of a PostgreSQL database."""

    name = "postgresql"
    part = "database.dump"

    def version(self) -> str:
        """Return the version of the server, such as "15.18"."""
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            return str(cursor.fetchone()[0]).partition(" ")[0]

    @contextmanager
    def dumped(self, target: Path) -> Iterator[str]:
        """Copy the database to a file; inside, the alias reads the snapshot that was copied."""
        program = find_program("pg_dump", major_of(self.version()))
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            target.touch(mode=0o600)
            options = ("--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
            run_program(
                [program, *options, f"--snapshot={snapshot}"], "pg_dump no pudo copiar la base"
            )
            yield "default"

    def faults(self, path: Path, manifest: Manifest) -> Iterator[str]:
        """Yield what pg_restore says of a copy, and the tables that it lacks or has beyond."""
        try:
            program = find_program("pg_restore", major_of(manifest.engine_version))
            listed = run_program([program, "--list", str(path)], "pg_restore no la puede leer")
        except DomainError as error:
            yield f"{self.part}: {error}"
            return
        # Its rows are counted once they are in a database again.
        found = {table: manifest.tables.get(table, 0) for table in _TABLE.findall(listed)}
        for fault in table_faults(manifest.tables, found):
            yield f"{self.part}: {fault}."

    def is_empty(self) -> bool:
        """Tell whether the configured database has no table."""
        return not connection.introspection.table_names()

    def bring_back(self, path: Path) -> None:
        """Fill the configured database, which is empty, in one transaction."""
        program = find_program("pg_restore", major_of(self.version()))
        database = f"--dbname={connection.settings_dict['NAME']}"
        connection.close()
        options = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
        run_program([program, *options, database, str(path)], "pg_restore no pudo llenar la base")


def major_of(version: str) -> int:
    """Return the number before the point of a version."""
    return int(version.partition(".")[0])


def find_program(name: str, major: int) -> str:
    """Return the path of a program of this version of PostgreSQL, or of a later one.

    Raises `DomainError` with what to install.
    """
    beside = DEBIAN / str(major) / "bin" / name
    if beside.is_file():
        return str(beside)
    found = shutil.which(name)
    if found:
        said = run_program([found, "--version"], f"{name} no responde")
        number = re.search(r"(\d+)(?:\.|\s|$)", said.rpartition(") ")[2])
        if number and int(number[1]) >= major:
            return found
    raise DomainError(
        f"No se encontró {name} de PostgreSQL {major} o posterior. "
        f"Instale el paquete postgresql-client-{major}."
    )


def connection_environment() -> dict[str, str]:
    """Return the environment in which the programs of PostgreSQL reach the configured database."""
    given = connection.get_connection_params()
    variables = {
        variable: str(given[word]) for word, variable in VARIABLES.items() if word in given
    }
    return {**os.environ, **variables}


def run_program(command: Sequence[str], problem: str) -> str:
    """Run a program and return what it says. Raises `DomainError`: the problem and its words."""
    done = subprocess.run(
        command,
        env=connection_environment() if connection.vendor == "postgresql" else None,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().partition("\n")[0] or f"código {done.returncode}"
        raise DomainError(f"{problem}: {said}")
    return done.stdout
