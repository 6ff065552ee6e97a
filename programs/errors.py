"""Errors whose message is already the sentence that the person reads."""


class DomainError(Exception):
    """A refused action: the message says what happened and what to do, in Spanish."""


class FileRefused(DomainError):
    """A received file that is not what may be stored."""
