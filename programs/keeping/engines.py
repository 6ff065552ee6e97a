"""What a database engine does for a backup; one class for each that the system runs on."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from django.db import connection

from programs.errors import DomainError
from programs.keeping.manifest import Manifest
from programs.keeping.postgresql import Postgresql
from programs.keeping.sqlite import Sqlite


class Engine(Protocol):
    """A way to copy a database while people work, to look at the copy, and to bring it back."""

    name: str
    part: str

    def version(self) -> str:
        """Return the version of the running server or library."""

    def dumped(self, target: Path) -> AbstractContextManager[str]:
        """Copy the database to a file; inside, the alias that reads exactly what was copied."""

    def faults(self, path: Path, manifest: Manifest) -> Iterator[str]:
        """Yield what is wrong with a copy whose bytes are those of its hash."""

    def is_empty(self) -> bool:
        """Tell whether the configured database has no table."""

    def bring_back(self, path: Path) -> None:
        """Fill the configured database, which is empty, with all of a copy or with nothing."""


ENGINES: dict[str, Engine] = {engine.name: engine for engine in (Sqlite(), Postgresql())}


def engine_here() -> Engine:
    """Return the engine of the configured database."""
    return ENGINES[connection.vendor]


def engine_of(manifest: Manifest) -> Engine:
    """Return the engine of a backup. Raises `DomainError` for one that is none of ours."""
    try:
        return ENGINES[manifest.engine]
    except KeyError:
        raise DomainError(
            f"El respaldo es de un motor que no se conoce: {manifest.engine}."
        ) from None
