"""The database's own locks on what was closed, by raw SQL too, and how they are lifted.

Services, pages and imports refuse first, with a sentence; these triggers stand behind them for
whatever does not pass there (a console, a repair script, a door that a later change forgets). They
keep the rows of a closed quarter, its state, its cortes and the acts of the ledger, and count the
acts as they are written.

They are lifted before migrations and set again after them, because SQLite loses the triggers of a
table that a migration rebuilds, and refuses to rebuild one that a trigger names.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from programs.models.closed_rows import ANY_CLOSED, closed_row_triggers
from programs.models.triggers import Trigger, any_row, append_only, kept, takes_place

LEDGER_REFUSAL = "Los actos del libro no se cambian ni se borran."
CORTE_REFUSAL = "Un corte no se cambia ni se borra."
HEAD_REFUSAL = "La cuenta de los actos no retrocede."
QUARTER_REFUSAL = "El trimestre está cerrado: solo se abre con su acto de reapertura."

# The latest step of a quarter in the ledger, in a trigger on the quarter. Both engines know `->>`.
_LAST_STEP = (
    "(SELECT action FROM programs_auditentry WHERE institucion_id ="
    " (SELECT institucion_id FROM programs_programa WHERE id = OLD.programa_id)"
    " AND action IN ('trimestre_open', 'trimestre_close', 'trimestre_reopen')"
    " AND CAST(data ->> 'trimestre' AS TEXT) = CAST(OLD.id AS TEXT)"
    " ORDER BY number DESC LIMIT 1)"
)
_REOPENED = f"NEW.status = 'open' AND COALESCE({_LAST_STEP}, '') = 'trimestre_reopen'"


LOCKS: tuple[Trigger, ...] = (
    *closed_row_triggers(),
    *kept(
        "programs_trimestre",
        QUARTER_REFUSAL,
        insert=takes_place(
            "programs_trimestre", ("programa_id", "number"), of="status = 'closed' AND "
        ),
        update=f"OLD.status = 'closed' AND NOT ({_REOPENED})",
        delete="OLD.status = 'closed'",
        truncate=ANY_CLOSED,
    ),
    *append_only("programs_corte", CORTE_REFUSAL, ("trimestre_id", "number")),
    *append_only("programs_auditentry", LEDGER_REFUSAL, ("institucion_id", "number")),
    Trigger(
        "programs_auditentry_counted",
        "programs_auditentry",
        "INSERT",
        action=(
            "INSERT INTO programs_ledgerhead (institucion_id, number, hash)"
            " VALUES (NEW.institucion_id, NEW.number, NEW.hash)"
            " ON CONFLICT (institucion_id) DO UPDATE"
            " SET number = excluded.number, hash = excluded.hash"
            " WHERE excluded.number > programs_ledgerhead.number"
        ),
    ),
    *kept(
        "programs_ledgerhead",
        HEAD_REFUSAL,
        update="NEW.number < OLD.number OR (NEW.number = OLD.number AND NEW.hash <> OLD.hash)",
        delete="",
        truncate=any_row("programs_ledgerhead"),
    ),
)
# The locks of each app, ours first: `locks_add` brings those of the apps that stand on this one.
_GROUPS: list[tuple[Trigger, ...]] = [LOCKS]


def locks_add(locks: tuple[Trigger, ...]) -> None:
    """Keep the locks of another app with ours: set, lifted and looked at with them."""
    if locks not in _GROUPS:
        _GROUPS.append(locks)


def all_locks() -> Iterator[Trigger]:
    """Yield every lock, of each app."""
    for locks in _GROUPS:
        yield from locks


def locks_set(*, using: str = "default") -> None:
    """Make every trigger, anew where it stands already."""
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        locks_lift(using=using)
        tables = _tables(connection)
        for locks in _GROUPS:
            # A migration may be anywhere on its way: the locks wait for the last table.
            for lock in locks if {lock.table for lock in locks} <= tables else ():
                for statement in _statements(connection, lock):
                    cursor.execute(statement)


def locks_lift(*, using: str = "default") -> None:
    """Drop the triggers, for as long as nobody sets them again.

    For migrations, for the demonstration that is made anew and for the clean-up of the tests, never
    for a correction of what was closed.
    """
    connection = connections[using]
    on_postgresql = connection.vendor == "postgresql"
    tables = _tables(connection)
    with transaction.atomic(using=using), connection.cursor() as cursor:
        if on_postgresql:
            # Rows whose links are still to be checked hold on to the triggers of their table.
            connection.check_constraints()
        for lock in all_locks():
            if lock.table in tables:
                of_table = f" ON {lock.table}" if on_postgresql else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {lock.name}{of_table}")


@contextmanager
def locks_lifted(*, using: str = "default") -> Iterator[None]:
    """Work without the triggers inside one transaction, which ends with all of them set."""
    with transaction.atomic(using=using):
        locks_lift(using=using)
        yield
        locks_set(using=using)


def locks_missing(*, using: str = "default") -> list[Trigger]:
    """Return the triggers that do not stand as they are written here.

    Missing after a migration that did not end; or dropped, disabled or changed by somebody.
    """
    connection = connections[using]
    found = {"sqlite": _sqlite_found, "postgresql": _postgresql_found}[connection.vendor]
    standing = found(connection)
    return [
        lock
        for lock in all_locks()
        if _statements(connection, lock) and standing.get(lock.name) != _expected(connection, lock)
    ]


def _statements(connection: BaseDatabaseWrapper, lock: Trigger) -> list[str]:
    return {"sqlite": lock.sqlite, "postgresql": lock.postgresql}[connection.vendor]()


def _expected(connection: BaseDatabaseWrapper, lock: Trigger) -> tuple[object, ...]:
    """Return what the catalogue of the engine says of a trigger that stands as it should."""
    if connection.vendor == "sqlite":
        return lock.table, lock.sqlite()[-1]
    return lock.table, lock.function_body, lock.type_bits, True


def _sqlite_found(connection: BaseDatabaseWrapper) -> dict[str, tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: (table, sql) for name, table, sql in cursor.fetchall()}


def _postgresql_found(connection: BaseDatabaseWrapper) -> dict[str, tuple[object, ...]]:
    """Return the triggers with their function; enabled, and without a condition of its own."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT trigger.tgname, class.relname, function.prosrc, trigger.tgtype,"
            " trigger.tgenabled IN ('O', 'A') AND trigger.tgqual IS NULL"
            " FROM pg_trigger trigger"
            " JOIN pg_class class ON class.oid = trigger.tgrelid"
            " JOIN pg_proc function ON function.oid = trigger.tgfoid"
            " WHERE NOT trigger.tgisinternal AND pg_table_is_visible(class.oid)"
        )
        return {name: tuple(rest) for name, *rest in cursor.fetchall()}


def _tables(connection: BaseDatabaseWrapper) -> set[str]:
    return set(connection.introspection.table_names())
