"""How many queries a request takes, for tests that hold it to a number."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

# They hold the test's own transaction, or make a savepoint of what is a transaction elsewhere.
MARKS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def queries_made(act: Callable[[], object]) -> int:
    """Return the queries that a call makes, without the marks of its transaction."""
    with CaptureQueriesContext(connection) as queries:
        act()
    return sum(not query["sql"].startswith(MARKS) for query in queries)


def queries_of(ask: Callable[[], HttpResponse], status: int = 200) -> int:
    """Return the queries of a request, which must be answered with a status."""

    def answered() -> None:
        assert ask().status_code == status

    return queries_made(answered)
