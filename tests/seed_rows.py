"""The rows of the fixtures, read once for a process: later tests have them written as they were.

To load both takes five seconds of processor, since each row is looked for by its natural key; to
write the same rows again, a tenth of one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from programs.models import Programa
from programs.services.programa import programa_complete

SEEDS = ("sesea_slp", "sesaech")
# How many values a statement takes: SQLite knows no more than 32,766 places.
VALUES = 20_000


@dataclass(frozen=True)
class TableRows:
    """All rows of a table, as the engine gives them and takes them again."""

    table: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]


Kept = dict[tuple[tuple[str, ...], bool], list[TableRows]]
KEPT: Kept = {}


def load_rows(*fixtures: str, complete: bool = False) -> None:
    """Load fixtures; with `complete`, also the rows that exist because theirs do.

    Where the tables have rows already, the fixtures are loaded anew.
    """
    is_empty = not any(_has_rows(model) for model in our_models())
    kept = KEPT.get((fixtures, complete))
    if is_empty and kept is not None:
        tables_write(kept)
        return
    call_command("loaddata", *fixtures, verbosity=0)
    if complete:
        for programa in Programa.objects.all():
            programa_complete(programa)
    if is_empty:
        KEPT[fixtures, complete] = tables_read()


def tables_read() -> list[TableRows]:
    """Return all rows of ours that there are."""
    return [table for model in our_models() if (table := _read(model)).rows]


def tables_write(kept: list[TableRows]) -> None:
    """Write rows again, with the keys that they had; what is numbered later comes after them."""
    for table in kept:
        _write(table)
    if connection.vendor == "postgresql":
        _number_on(kept)


def our_models() -> list[type[Model]]:
    """Return the models of our apps, those of histories and of relations too."""
    return [
        model
        for app in ("programs", "reports")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
    ]


def _has_rows(model: type[Model]) -> bool:
    return model._base_manager.exists()


def _read(model: type[Model]) -> TableRows:
    columns = tuple(field.column for field in model._meta.local_concrete_fields)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {table}")
        return TableRows(model._meta.db_table, columns, cursor.fetchall())


def _write(kept: TableRows) -> None:
    names = ", ".join(connection.ops.quote_name(column) for column in kept.columns)
    row = f"({', '.join(['%s'] * len(kept.columns))})"
    table = connection.ops.quote_name(kept.table)
    size = VALUES // len(kept.columns)
    with connection.cursor() as cursor:
        for start in range(0, len(kept.rows), size):
            rows = kept.rows[start : start + size]
            places = ", ".join([row] * len(rows))
            values = [value for each in rows for value in each]
            cursor.execute(f"INSERT INTO {table} ({names}) VALUES {places}", values)


def _number_on(kept: list[TableRows]) -> None:
    """Let PostgreSQL give no number again that a row has; SQLite sees to that by itself."""
    highest = {
        table.table: max(row[table.columns.index("id")] for row in table.rows)
        for table in kept
        if "id" in table.columns
    }
    sequences = [f"pg_get_serial_sequence('{table}', 'id')" for table in highest]
    calls = [f"setval({each}, GREATEST(nextval({each}), %s))" for each in sequences]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(calls)}", list(highest.values()))
