"""How many queries a request takes, for tests that hold it to a number."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

# They hold the test's own transaction, or make a savepoint of what is a transaction elsewhere.
MARKS = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")


def queries_of(ask: Callable[[], HttpResponse], status: int = 200) -> int:
    """Return the queries of a request, which must be answered with a status."""
    with CaptureQueriesContext(connection) as queries:
        assert ask().status_code == status
    return sum(not query["sql"].startswith(MARKS) for query in queries)
