"""Databases that would lose what they acknowledged, or fail where two people save at once.

What can be asked is asked of the engine itself, with the connection that the settings give: a
PRAGMA may be written in more than one way.
"""

import logging
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.db import DatabaseError, connections
from django.db.utils import DEFAULT_DB_ALIAS, ConnectionHandler

from sesea.safety.findings import refusal

# Below, two connections that write in WAL at once may corrupt the file (fixed in 3.51.3).
SOUND_WAL = (3, 51, 3)
# Under 8 writers the longest wait for the lock was 8 s.
LEAST_SECONDS = 20
FULL = 2
KEEPS_NOTHING = "Lo que el sistema dé por guardado se puede perder si el equipo se apaga."

logger = logging.getLogger("sesea")


def engine_check(**kwargs: object) -> list[CheckMessage]:
    """Find what the default database is wrong with; a server that is away has no fault here."""
    database = connections[DEFAULT_DB_ALIAS].settings_dict
    engine = database["ENGINE"]
    found: dict[str, Callable[[Mapping[str, Any]], Iterator[CheckMessage]]] = {
        "django.db.backends.sqlite3": sqlite_faults,
        "django.db.backends.postgresql": postgresql_faults,
    }
    return list(found[engine](database)) if engine in found else []


# SQLite ------------------------------------------------------------------------------------------


def sqlite_faults(
    database: Mapping[str, Any], library: tuple[int, ...] = sqlite3.sqlite_version_info
) -> Iterator[CheckMessage]:
    """Yield what is wrong with the settings of a SQLite database, as `DATABASES` has them.

    `library` is the version of SQLite. The file is opened as it would be to serve; one that is
    still to be made is tried as another one.
    """
    mode = database.get("OPTIONS", {}).get("transaction_mode")
    if mode not in ("IMMEDIATE", "EXCLUSIVE"):
        yield refusal(
            1,
            "SQLite abriría sus transacciones como DEFERRED: al guardar dos personas, una falla.",
            "Deje transaction_mode en IMMEDIATE.",
        )
    try:
        with _opened(database) as raw:
            pragmas = {name: _pragma(raw, name) for name in PRAGMAS}
    except (sqlite3.Error, DatabaseError) as error:
        logger.warning("SQLite could not be asked for its settings: %s", error)
        return
    for name, judge in PRAGMAS.items():
        yield from judge(pragmas[name], library)


@contextmanager
def _opened(database: Mapping[str, Any]) -> Iterator[sqlite3.Connection]:
    """Give a connection of its own, to the file or to an empty one in its place."""
    with tempfile.TemporaryDirectory() as empty:
        named = Path(str(database["NAME"]))
        path = named if named.is_file() else Path(empty) / "db.sqlite3"
        handler = ConnectionHandler({DEFAULT_DB_ALIAS: {**database, "NAME": str(path)}})
        connection = handler[DEFAULT_DB_ALIAS]
        with closing(connection.get_new_connection(connection.get_connection_params())) as raw:
            yield raw


def _pragma(raw: sqlite3.Connection, name: str) -> object:
    row = raw.execute(f"PRAGMA {name}").fetchone()
    return row[0] if row else 0


def _waits(value: object, library: tuple[int, ...]) -> Iterator[CheckMessage]:
    if int(str(value)) < LEAST_SECONDS * 1000:
        yield refusal(
            2,
            f"SQLite espera su turno menos de {LEAST_SECONDS} segundos: al guardar varios, falla.",
            f"Deje timeout en {LEAST_SECONDS} o más.",
        )


def _links(value: object, library: tuple[int, ...]) -> Iterator[CheckMessage]:
    if not value:
        yield refusal(
            3,
            "SQLite no revisaría los enlaces entre tablas: quedarían filas sin dueño.",
            "Quite PRAGMA foreign_keys de init_command.",
        )


def _journal(value: object, library: tuple[int, ...]) -> Iterator[CheckMessage]:
    mode = str(value).upper()
    if mode == "WAL" and library < SOUND_WAL:
        version = ".".join(map(str, library))
        yield refusal(
            4,
            f"SQLite {version} puede dañar la base con el diario WAL.",
            "Deje PRAGMA journal_mode=DELETE, o use SQLite 3.51.3 o posterior.",
        )
    elif mode in ("OFF", "MEMORY"):
        yield refusal(
            4,
            f"Con el diario {mode}, SQLite puede dañar la base si un proceso termina.",
            "Deje PRAGMA journal_mode=DELETE.",
        )


def _mapped(value: object, library: tuple[int, ...]) -> Iterator[CheckMessage]:
    if value:
        yield refusal(
            5,
            "Con mmap_size, una falla del disco o de la memoria llega a la base de SQLite.",
            "Quite PRAGMA mmap_size de init_command.",
        )


def _synced(value: object, library: tuple[int, ...]) -> Iterator[CheckMessage]:
    if int(str(value)) < FULL:
        yield refusal(6, f"{KEEPS_NOTHING} SQLite no espera al disco.", "Deje synchronous en FULL.")


PRAGMAS: dict[str, Callable[[object, tuple[int, ...]], Iterator[CheckMessage]]] = {
    "busy_timeout": _waits,
    "foreign_keys": _links,
    "journal_mode": _journal,
    "mmap_size": _mapped,
    "synchronous": _synced,
}


# PostgreSQL --------------------------------------------------------------------------------------

# What the server must not have switched off for an acknowledged save to outlive a power cut.
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")


def postgresql_faults(database: Mapping[str, Any]) -> Iterator[CheckMessage]:
    """Yield what is wrong with the settings of a PostgreSQL database and with its server."""
    if database.get("CONN_MAX_AGE") == 0:
        yield refusal(
            7,
            "Cada petición abriría otra conexión a PostgreSQL: con muchas personas no alcanza.",
            "Deje CONN_MAX_AGE en 60 segundos.",
        )
    elif not database.get("CONN_HEALTH_CHECKS"):
        yield refusal(
            8,
            "Una conexión a PostgreSQL que se cortó se usaría otra vez, y se perdería el guardado.",
            "Deje CONN_HEALTH_CHECKS encendido.",
        )
    off = forgetful()
    if off:
        sentence = f"{KEEPS_NOTHING} PostgreSQL tiene apagado: {', '.join(off)}."
        hint = "Enciéndalo en la configuración del servidor."
        if settings.DISPOSABLE_DATABASE:
            yield Warning(sentence, hint=hint, id="sesea.W009")
        else:
            yield refusal(9, sentence, hint)


def forgetful() -> list[str]:
    """Return which settings of the PostgreSQL server put acknowledged saves at risk."""
    columns = ", ".join(f"current_setting('{name}')" for name in DURABLE)
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}")
            values = cursor.fetchone()
    except DatabaseError as error:
        logger.warning("PostgreSQL could not be asked for its settings: %s", error)
        return []
    return [name for name, value in zip(DURABLE, values, strict=True) if value == "off"]
