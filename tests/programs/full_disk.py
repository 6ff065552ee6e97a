"""A database that takes no write, as on a full disk, or that does not answer at all."""

import re

from django.db import OperationalError, connection

WRITE = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)
FULL = "database or disk is full"


def refuse_writes(execute, sql, params, many, context):
    """Stand between Django and the database: what writes finds a full disk."""
    if WRITE.match(sql):
        raise OperationalError(FULL)
    return execute(sql, params, many, context)


def full_disk():
    """Return the context in which the database takes no write."""
    return connection.execute_wrapper(refuse_writes)


def refuse_all(execute, sql, params, many, context):
    """Stand between Django and the database as one that is away."""
    raise OperationalError("server closed the connection unexpectedly")


def away():
    """Return the context in which the database answers nothing."""
    return connection.execute_wrapper(refuse_all)
