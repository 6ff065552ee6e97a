"""Many rows, read a page at a time.

Django's `iterator` keeps a cursor of the session open outside of a transaction, which a pooler of
transactions loses; without it, it holds every row at once.
"""

from collections.abc import Iterator
from typing import TypeVar

from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Row = TypeVar("Row")


def rows_paged(rows: "QuerySet[M, Row]", size: int, by: str = "pk") -> Iterator[Row]:
    """Yield rows in the order of a column that no two of them share, `size` for each query.

    They are instances, or tuples that begin with the column.
    """
    ordered, following = rows.order_by(by), rows.order_by(by)
    while page := list(following[:size]):
        yield from page
        if len(page) < size:
            return
        last = page[-1]
        value = last[0] if isinstance(last, tuple) else getattr(last, by)
        following = ordered.filter(**{f"{by}__gt": value})
