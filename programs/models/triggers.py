"""A trigger of the database, written for SQLite and for PostgreSQL from one description."""

from collections.abc import Iterator
from dataclasses import dataclass

# What `pg_trigger.tgtype` says of a trigger, bit by bit.
_ROW, _BEFORE = 1, 2
_EVENTS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}


@dataclass(frozen=True)
class Trigger:
    """One trigger on one operation of a table, in SQL that both engines read.

    With a `sentence` it refuses the operation where `when` holds ("" is always); with an `action`
    it runs that statement after it. TRUNCATE, which only PostgreSQL has, concerns no single row.
    """

    name: str
    table: str
    operation: str
    when: str = ""
    sentence: str = ""
    action: str = ""

    def sqlite(self) -> list[str]:
        """Return the statements that make it in SQLite, the trigger last."""
        if self.operation == "TRUNCATE":
            return []
        when = f" WHEN {self.when}" if self.when else ""
        body = self.action or f"SELECT RAISE(ABORT, '{self.sentence}')"
        return [
            f"CREATE TRIGGER {self.name} {self._moment} {self.operation} ON {self.table}{when}"
            f" BEGIN {body}; END"
        ]

    def postgresql(self) -> list[str]:
        """Return the statements that make it in PostgreSQL, its function first.

        A function for each operation: one that reads OLD fails where there is none.
        """
        level = "STATEMENT" if self.operation == "TRUNCATE" else "ROW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql"
            f" AS $${self.function_body}$$",
            f"CREATE TRIGGER {self.name} {self._moment} {self.operation} ON {self.table}"
            f" FOR EACH {level} EXECUTE FUNCTION {self.name}()",
        ]

    @property
    def function_body(self) -> str:
        """The source of its function, as PostgreSQL stores it."""
        body = self.action or (
            f"RAISE EXCEPTION '{self.sentence}' USING ERRCODE = 'check_violation'"
        )
        if self.when:
            body = f"IF {self.when} THEN {body}; END IF"
        row = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(self.operation, "NEW")
        return f" BEGIN {body}; RETURN {row}; END "

    @property
    def type_bits(self) -> int:
        """What PostgreSQL says of when it fires."""
        level = 0 if self.operation == "TRUNCATE" else _ROW
        return level | (0 if self.action else _BEFORE) | _EVENTS[self.operation]

    @property
    def _moment(self) -> str:
        return "AFTER" if self.action else "BEFORE"


def kept(table: str, sentence: str, **when: str) -> Iterator[Trigger]:
    """Yield the triggers that refuse these operations on a table, where the condition holds."""
    for operation, condition in when.items():
        yield Trigger(f"{table}_kept_{operation}", table, operation.upper(), condition, sentence)


def append_only(table: str, sentence: str, *keys: tuple[str, ...]) -> Iterator[Trigger]:
    """Yield the triggers of a table whose rows are written once.

    `keys` are the columns of each of its unique constraints beside `id`.
    """
    return kept(
        table,
        sentence,
        insert=takes_place(table, *keys),
        update="",
        delete="",
        truncate=any_row(table),
    )


def any_row(table: str) -> str:
    """Return when a table has a row at all."""
    return f"EXISTS (SELECT 1 FROM {table})"


def takes_place(table: str, *keys: tuple[str, ...], of: str = "") -> str:
    """Return when a new row takes the place of one: SQLite's REPLACE deletes it unseen."""
    same = "".join(f" OR ({_same(key)})" for key in keys)
    return f"EXISTS (SELECT 1 FROM {table} WHERE {of}(id = NEW.id{same}))"


def _same(key: tuple[str, ...]) -> str:
    return " AND ".join(f"{column} = NEW.{column}" for column in key)
