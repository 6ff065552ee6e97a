"""The pictures of a document where its renderer can read them: in a folder of this host."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import default_storage

from programs.received.storage import are_elsewhere
from reports.rendering import Sources, media_addresses
from reports.services.documents import document_sources


@contextmanager
def sources_of(html: str, keep: Callable[[], None] = lambda: None) -> Iterator[Sources]:
    """Give the folders from which a document takes its pictures; `keep` is called at each picture.

    The renderer reads nothing but folders: pictures that are elsewhere are brought to one that is
    gone afterwards. One that is missing is missed by the renderer, which says so. Raises
    `StoreRefused` where the storage does not answer, and what `keep` raises.
    """
    sources = document_sources()
    if not are_elsewhere():
        yield sources
        return
    with TemporaryDirectory() as folder:
        sources = replace(sources, media_root=Path(folder))
        for url in sorted(media_addresses(html)):
            keep()
            _bring(sources.path(url), Path(folder))
        yield sources


def _bring(path: Path, folder: Path) -> None:
    """Copy a file of the storage below a folder of this host, if it is there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        name = str(path.relative_to(folder.resolve()))
        with default_storage.open(name) as stored, path.open("wb") as file:
            shutil.copyfileobj(stored, file)
    except FileNotFoundError:
        pass
