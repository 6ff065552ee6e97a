"""A whole database as SQL and back: SQLite by its own module, PostgreSQL by its own programs."""

import gzip
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit


def sqlite_dump(database: Path) -> bytes:
    """Return a SQLite file as SQL, packed; the same bytes for the same file."""
    connection = sqlite3.connect(database)
    try:
        sql = "\n".join(connection.iterdump())
    finally:
        connection.close()
    return gzip.compress(sql.encode(), mtime=0)


def sqlite_load(packed: Path, database: Path) -> None:
    """Make a SQLite file of packed SQL; the file must not be there."""
    connection = sqlite3.connect(database)
    try:
        connection.executescript("PRAGMA synchronous=OFF;" + unpacked(packed))
    finally:
        connection.close()


def postgresql_dump(url: str) -> bytes:
    """Return the PostgreSQL database of a `DATABASE_URL` as SQL, packed, without its owner."""
    command = ["pg_dump", "--no-owner", "--no-privileges", *_place(url)]
    sql = subprocess.run(command, check=True, capture_output=True).stdout
    return gzip.compress(sql, mtime=0)


def postgresql_load(packed: Path, url: str) -> None:
    """Fill the empty PostgreSQL database of a `DATABASE_URL` with packed SQL."""
    subprocess.run(
        ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", *_place(url)],
        input=unpacked(packed).encode(),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def unpacked(packed: Path) -> str:
    """Return the SQL of a packed file."""
    return gzip.decompress(packed.read_bytes()).decode()


def _place(url: str) -> list[str]:
    """Return how PostgreSQL's programs are told the server, the person and the database."""
    parts = urlsplit(url)
    host = parts.hostname or parse_qs(parts.query)["host"][0]
    place = [f"--host={host}", f"--username={parts.username}", parts.path.lstrip("/")]
    return [f"--port={parts.port}", *place] if parts.port else place
