"""The database's own lock: no row of a closed quarter is added, changed or deleted, by raw SQL too.

Services, pages and imports refuse first, with a sentence; these triggers stand behind them for
whatever does not pass there (a console, a repair script, a door that a later change forgets).
They are dropped before migrations and made again after them, because SQLite loses the triggers of
a table that a migration rebuilds, and refuses to rebuild one that a trigger names.
"""

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "El trimestre está cerrado: sus datos no se cambian."
OPERATIONS = ("INSERT", "UPDATE", "DELETE")

_OF_AVANCE = "(SELECT trimestre_id FROM programs_avancetrimestral WHERE id = {row}.avance_id)"
_OF_SECCION = "(SELECT trimestre_id FROM programs_seccion WHERE id = {row}.seccion_id)"
_OF_MONTH = (
    "(SELECT id FROM programs_trimestre WHERE programa_id = {programa}"
    " AND number = ({row}.month - 1) / 3 + 1)"
)
# The quarter of a row, by table. `{row}` is OLD or NEW.
QUARTER_OF = {
    "programs_avancetrimestral": "{row}.trimestre_id",
    "programs_avancedecomponente": _OF_AVANCE,
    "programs_evidencia": _OF_AVANCE,
    "programs_entregadearea": "{row}.trimestre_id",
    "programs_observacion": (
        "(SELECT trimestre_id FROM programs_entregadearea WHERE id = {row}.entrega_id)"
    ),
    "programs_seccion": "{row}.trimestre_id",
    "programs_bloque": f"COALESCE({_OF_AVANCE}, {_OF_SECCION})",
    "programs_figura": (
        "(SELECT COALESCE(avance.trimestre_id, seccion.trimestre_id) FROM programs_bloque bloque"
        " LEFT JOIN programs_avancetrimestral avance ON avance.id = bloque.avance_id"
        " LEFT JOIN programs_seccion seccion ON seccion.id = bloque.seccion_id"
        " WHERE bloque.id = {row}.bloque_id)"
    ),
    "programs_marcamensual": _OF_MONTH.replace(
        "{programa}",
        "(SELECT programa_id FROM programs_eje WHERE id ="
        " (SELECT eje_id FROM programs_tarea WHERE id = {row}.tarea_id))",
    ),
    "programs_confirmacionmensual": _OF_MONTH.replace("{programa}", "{row}.programa_id"),
}


def closed_rows_lock(*, using: str = "default") -> None:
    """Make the triggers of every table, anew where they stand already."""
    connection = connections[using]
    make = {"sqlite": _sqlite_statements, "postgresql": _postgresql_statements}[connection.vendor]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        closed_rows_unlock(using=using)
        for table in _present(connection):
            for statement in make(table):
                cursor.execute(statement)


def closed_rows_unlock(*, using: str = "default") -> None:
    """Drop the triggers: for migrations, never for a correction of a closed quarter."""
    connection = connections[using]
    of_table = " ON {table}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for table in _present(connection):
            for operation in OPERATIONS:
                drop = f"DROP TRIGGER IF EXISTS {_name(table, operation)}{of_table}"
                cursor.execute(drop.format(table=table))


def lock_missing(*, using: str = "default") -> list[str]:
    """Return the tables without their three triggers: after a migration that did not end."""
    connection = connections[using]
    asked = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = {name for (name,) in cursor.fetchall()}
    return [
        table
        for table in QUARTER_OF
        if not all(_name(table, operation) in found for operation in OPERATIONS)
    ]


def _present(connection: BaseDatabaseWrapper) -> list[str]:
    """Leave out the tables that no migration has made yet."""
    tables = set(connection.introspection.table_names())
    needed = {"programs_trimestre", *QUARTER_OF}
    return list(QUARTER_OF) if needed <= tables else []


def _name(table: str, operation: str) -> str:
    return f"{table}_closed_{operation.lower()}"


def _closed(table: str, row: str) -> str:
    quarter = QUARTER_OF[table].format(row=row)
    return f"(SELECT status FROM programs_trimestre WHERE id = {quarter}) = 'closed'"


def _condition(table: str, operation: str) -> str:
    """Return when an operation is refused: a row neither leaves a closed quarter nor enters one."""
    rows = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}[operation]
    return " OR ".join(_closed(table, row) for row in rows)


def _sqlite_statements(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {_name(table, operation)} BEFORE {operation} ON {table}"
        f" WHEN {_condition(table, operation)}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for operation in OPERATIONS
    ]


def _postgresql_statements(table: str) -> list[str]:
    """A function for each operation: one that reads OLD fails where there is none."""
    statements = []
    for operation in OPERATIONS:
        name = _name(table, operation)
        statements += [
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF {_condition(table, operation)} THEN"
            f" RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation'; END IF;"
            f" RETURN {'OLD' if operation == 'DELETE' else 'NEW'}; END $$",
            f"CREATE TRIGGER {name} BEFORE {operation} ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return statements
