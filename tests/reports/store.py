"""What lies in the store of documents, and of what is being made."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from reports.services import stored


def path_of(key: str) -> Path:
    """Return where the PDF of a key stands, in a folder."""
    return Path(default_storage.path(stored.name_of(key)))


def documents() -> list[str]:
    """Return the names of the documents, whole or not."""
    try:
        return sorted(default_storage.listdir(settings.DOCUMENTS_DIR)[1])
    except FileNotFoundError:
        return []


def drafts() -> list[str]:
    """Return the names of what is being made on this host."""
    return sorted(path.name for path in stored.drafts().iterdir())
