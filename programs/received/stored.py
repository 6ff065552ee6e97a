"""What the storage of received files holds, asked by name so that any storage will do."""

import hashlib
from collections.abc import Iterator
from typing import IO

from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import default_storage

PIECE = 1024 * 1024
# What a storage raises for a name that cannot be read, or that leaves its root.
UNREADABLE = (OSError, SuspiciousOperation)


def stored_names(folder: str = "") -> Iterator[str]:
    """Yield the name of every stored file below a folder, in order; the root is ""."""
    try:
        folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return  # nothing was ever stored
    yield from (f"{folder}/{name}" if folder else name for name in sorted(files))
    for name in sorted(folders):
        yield from stored_names(f"{folder}/{name}" if folder else name)


def digest_of(stream: "IO[bytes] | File[bytes]", into: IO[bytes] | None = None) -> tuple[int, str]:
    """Return (size, SHA-256) of a stream, read by pieces, which are written `into` a file too."""
    size, digest = 0, hashlib.sha256()
    while piece := stream.read(PIECE):
        size += len(piece)
        digest.update(piece)
        if into is not None:
            into.write(piece)
    return size, digest.hexdigest()


def stored_digest(name: str) -> tuple[int, str]:
    """Return (size, SHA-256) of a stored file. Raises one of `UNREADABLE` where it cannot be."""
    with default_storage.open(name) as stored:
        return digest_of(stored)
