"""Who works alone on a database: one process at a time, of whatever host."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

ASK_AGAIN_SECONDS = 0.3
# Of all advisory locks of the database, the one of whoever migrates ("sesea" in ASCII).
TURN = 0x7365736561


@contextmanager
def alone_on(using: str, tell: Callable[[], None]) -> Iterator[None]:
    """Hold the turn of a database; `tell` is called once where another process has it.

    It ends with the process that holds it, however that one ends. On PostgreSQL a transaction of a
    connection of its own holds it, which a pooler of transactions leaves alone; who waits holds
    none. On SQLite it is a locked file beside the database; one in memory is of one process.
    """
    connection = connections[using]
    if connection.vendor == "postgresql":
        turn = _turn_of_server(connection.copy())
    elif "memory" in str(connection.settings_dict["NAME"]):
        yield
        return
    else:
        turn = _turn_of_file(f"{connection.settings_dict['NAME']}-migrate")
    with turn as take:
        if not take():
            tell()
            while not take():
                time.sleep(ASK_AGAIN_SECONDS)
        yield


@contextmanager
def _turn_of_server(connection: BaseDatabaseWrapper) -> Iterator[Callable[[], bool]]:
    def take() -> bool:
        connection.rollback()
        with connection.cursor() as cursor:
            # However long it takes: the server must not end a transaction that only waits.
            cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [TURN])
            got: bool = cursor.fetchone()[0]
        if not got:
            connection.rollback()
        return got

    try:
        connection.set_autocommit(False)
        yield take
    finally:
        connection.close()


@contextmanager
def _turn_of_file(path: str) -> Iterator[Callable[[], bool]]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)

    def take() -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    try:
        yield take
    finally:
        os.close(handle)
