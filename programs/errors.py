"""Errors whose message is already the sentence that the person reads."""

from typing import Protocol

# Of a form that does not name what the person read, as one of yesterday's page.
EXPIRED = "El formulario caducó. Abra de nuevo la página."


class Versioned(Protocol):
    """A row that counts its saves."""

    @property
    def version(self) -> int:
        """The number of its latest save."""


class DomainError(Exception):
    """A refused action: the message says what happened and what to do, in Spanish."""


class FileRefused(DomainError):
    """A received file that is not what may be stored."""


class Conflict(DomainError):
    """A save that read an older version: `row` is what stands now, `theirs` its visible texts."""

    def __init__(self, message: str, *, row: Versioned, theirs: dict[str, str]) -> None:
        super().__init__(message)
        self.row = row
        self.theirs = theirs


class UnreadableCorte(DomainError):
    """A stored quarter that this version cannot read whole: nothing of it is shown or printed."""


class AlteredCorte(UnreadableCorte):
    """A stored quarter that is not what its closing stored: nothing of it is shown or printed."""


class Locked(DomainError):
    """A write to what may not change now: the message says why, since when and what to do."""
