"""What every line of the log says of the work at hand: the request or the document."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_FACTS: ContextVar[dict[str, object]] = ContextVar("facts")


def facts() -> dict[str, object]:
    """Return what is known of the work at hand, {} where there is none."""
    return _FACTS.get({})


def note(**more: object) -> None:
    """Add to what is known of the work at hand; without any, nothing happens."""
    _FACTS.get({}).update(more)


@contextmanager
def about(**first: object) -> Iterator[dict[str, object]]:
    """Begin a piece of work of which something is known; every line until its end says it."""
    token = _FACTS.set(dict(first))
    try:
        yield _FACTS.get()
    finally:
        _FACTS.reset(token)
