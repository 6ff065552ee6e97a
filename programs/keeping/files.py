"""Whether the stored files are those that the rows name: what is missing, changed, or nobody's."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from programs.keeping.named import NamedFile, named_files
from programs.received.stored import UNREADABLE, stored_digest, stored_names

# A file is written before its row: younger ones may still be named.
ORPHAN_AGE = timedelta(days=1)
JPEG_ENDS = (b"\xff\xd8", b"\xff\xd9")


@dataclass(frozen=True)
class Orphan:
    """A stored file that no row names, its bytes and when it was stored."""

    name: str
    size: int
    stored_at: datetime


def file_faults() -> Iterator[str]:
    """Yield the files that are not as the rows that want them say, in sentences.

    Reads every file whose hash or size a row keeps. A copy of a picture of before 1.0 has neither:
    it is looked at whether it is whole. `verify_audit` looks besides at what a quarter was closed
    with.
    """
    for name, file in sorted(named_files().items()):
        fault = _fault(file) if file.wanted else ""
        if fault:
            yield f"{name}: {fault} ({file.told})."


def orphans(now: datetime) -> Iterator[Orphan]:
    """Yield the stored files that no row names and that are older than a day, in order.

    Drafts of writes that were killed are among them.
    """
    # Listed first: what comes meanwhile has no row that was read too early.
    there = list(stored_names())
    named = named_files()
    for name in there:
        if name in named:
            continue
        try:
            stored_at = default_storage.get_modified_time(name)
            size = default_storage.size(name)
        except FileNotFoundError:
            continue  # it was a draft, and has its name by now
        if stored_at < now - ORPHAN_AGE:
            yield Orphan(name, size, stored_at)


def orphan_remove(orphan: Orphan) -> None:
    """Remove a file that nobody names. Raises OSError where the storage refuses."""
    default_storage.delete(orphan.name)


def _fault(file: NamedFile) -> str:
    """Return what is wrong with a file, "" where it is as its row says."""
    try:
        size, sha256 = stored_digest(file.name)
    except FileNotFoundError:
        return "falta"
    except UNREADABLE as error:
        return f"no se puede leer: {getattr(error, 'strerror', None) or error}"
    if file.size is not None and size != file.size:
        return f"mide {size} bytes y debe medir {file.size}"
    if file.sha256:
        return "" if sha256 == file.sha256 else "cambió: su huella no es la que se guardó"
    if file.name.endswith(".jpg") and not _is_whole_jpeg(file.name, size):
        return "está cortado: no es una imagen completa"
    return ""


def _is_whole_jpeg(name: str, size: int) -> bool:
    """Tell whether a picture has both its ends."""
    with default_storage.open(name) as stored:
        start = stored.read(2)
        stored.seek(max(size - 2, 0))
        return (start, stored.read(2)) == JPEG_ENDS
