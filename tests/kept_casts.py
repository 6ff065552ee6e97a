"""Casts that are made once for a process: later ones have the same rows written as they were.

To make one takes some eighty statements and a tenth of a second of processor, to write its rows
again one statement for each of its tables.
"""

from collections.abc import Callable, Hashable
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction
from django.db.models import DateTimeField
from django.utils import timezone

from programs.models import Institucion, User
from tests.seed_rows import TableRows, our_models, tables_read, tables_write

if TYPE_CHECKING:
    from tests.factories import Cast

Change = Callable[[object], object]


class _Now:
    """Stands in the rows for the moment at which they are written."""


@dataclass(frozen=True)
class Kept:
    """What was returned, and its rows, with `_Now` where they held the time of day."""

    made: "Cast"
    tables: list[TableRows]


class KeptCasts:
    """The casts that were made in an empty database, by what was asked for."""

    def __init__(self) -> None:
        self.kept: dict[Hashable, Kept] = {}

    def cast(self, asked: Hashable, make: "Callable[[], Cast]") -> "Cast":
        """Return what `make` returns, from its rows where it was made before."""
        if Institucion._base_manager.exists() or User._base_manager.exists():
            return make()
        key = (asked, tuple(settings.PASSWORD_HASHERS))
        if key in self.kept:
            return self._again(self.kept[key])
        if tables_read():
            return make()  # what a test wrote before is no part of it
        began = stored(timezone.now())
        made = make()
        ended = stored(timezone.now())

        def timeless(value: object) -> object:
            return _Now if isinstance(value, datetime) and began <= value <= ended else value

        self.kept[key] = Kept(deepcopy(made), changed(tables_read(), timeless))
        return made

    def _again(self, kept: Kept) -> "Cast":
        now = stored(timezone.now())
        # Each table names rows of others, which the engines look for when a transaction ends.
        with transaction.atomic():
            tables_write(changed(kept.tables, lambda value: now if value is _Now else value))
        return deepcopy(kept.made)


def stored(moment: datetime) -> datetime:
    """Return a moment as the engine gives it: SQLite without its zone."""
    return moment if connection.vendor == "postgresql" else timezone.make_naive(moment, UTC)


def changed(tables: list[TableRows], change: Change) -> list[TableRows]:
    """Return the same rows with other moments."""
    moments = {
        model._meta.db_table: {
            field.column
            for field in model._meta.local_concrete_fields
            if isinstance(field, DateTimeField)
        }
        for model in our_models()
    }
    found = []
    for table in tables:
        places = [n for n, name in enumerate(table.columns) if name in moments[table.table]]
        found.append(replace(table, rows=[_row(row, places, change) for row in table.rows]))
    return found


def _row(row: tuple[object, ...], places: list[int], change: Change) -> tuple[object, ...]:
    cells = list(row)
    for place in places:
        cells[place] = change(cells[place])
    return tuple(cells)
