"""The files of documents that were asked for: whole under their key, or not there.

They stand under MEDIA_ROOT, which every host reads; like what is received they leave only by a view
that asks for the permission. A try writes beside them, under the token of who holds the job.
"""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from programs.received.storage import make_folder, sync_file, sync_folder
from reports.models import DocumentJob

# A try that nobody ended is older than any limit of a document.
DRAFT_SECONDS = 2 * 60 * 60


def folder() -> Path:
    """Return the folder of the documents, made if missing."""
    path = Path(settings.MEDIA_ROOT) / settings.DOCUMENTS_DIR
    make_folder(path, mode=0o700)
    return path


def path_of(key: str) -> Path:
    """Return where the PDF of a key stands."""
    return folder() / f"{key}.pdf"


def draft_of(job: DocumentJob) -> Path:
    """Return where who holds a job writes its PDF."""
    return folder() / f".{job.key}.{job.token}"


def read(job: DocumentJob) -> bytes | None:
    """Return the PDF of a job that is done; None where it is gone or not what was stored."""
    try:
        data = path_of(job.key).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == job.sha256 else None


def keep(job: DocumentJob) -> None:
    """Give what who holds a job wrote its name; OSError where the disk does not take it."""
    draft = draft_of(job)
    draft.chmod(0o600)
    sync_file(draft)
    draft.replace(path_of(job.key))
    sync_folder(folder())


def remove(keys: Iterator[str] | list[str]) -> None:
    """Remove the files of keys that no row has any more."""
    for key in keys:
        path_of(key).unlink(missing_ok=True)


def sweep_drafts() -> None:
    """Remove what a try left behind that died with its host."""
    oldest = time.time() - DRAFT_SECONDS
    for draft in folder().glob(".*"):
        if draft.stat().st_mtime < oldest:
            draft.unlink(missing_ok=True)
