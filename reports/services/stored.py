"""The files of documents that were asked for: whole under their key, or not there.

They stand among the received files, which every host reads; like those they leave only by a view
that asks for the permission. A try writes on its own host, under the token of who holds the job.
"""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from programs.received.storage import StoreRefused, make_folder, store_over
from reports.models import DocumentJob

# A try that nobody ended is older than any limit of a document.
DRAFT_SECONDS = 2 * 60 * 60


def drafts() -> Path:
    """Return the folder of this host for what is being made, made if missing."""
    path = Path(settings.RENDER_DRAFTS_DIR)
    make_folder(path, mode=0o700)
    return path


def name_of(key: str) -> str:
    """Return the name that the PDF of a key has in the storage."""
    return f"{settings.DOCUMENTS_DIR}/{key}.pdf"


def draft_of(job: DocumentJob) -> Path:
    """Return where who holds a job writes its PDF."""
    return drafts() / f"{job.key}.{job.token}"


def read(job: DocumentJob) -> bytes | None:
    """Return the PDF of a job that is done; None where it is gone or not what was stored.

    Raises `StoreRefused` where nobody can tell now.
    """
    try:
        with default_storage.open(name_of(job.key)) as file:
            data: bytes = file.read()
    except StoreRefused:
        raise
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == job.sha256 else None


def keep(job: DocumentJob) -> None:
    """Store what who holds a job wrote; OSError where the storage does not take it."""
    draft = draft_of(job)
    store_over(name_of(job.key), draft)
    draft.unlink()


def remove(keys: Iterator[str] | list[str]) -> None:
    """Remove the files of keys that no row has any more."""
    for key in keys:
        default_storage.delete(name_of(key))


def sweep_drafts() -> None:
    """Remove what a try left behind that died with its maker."""
    oldest = time.time() - DRAFT_SECONDS
    for draft in drafts().iterdir():
        if draft.is_file() and draft.stat().st_mtime < oldest:
            draft.unlink(missing_ok=True)
