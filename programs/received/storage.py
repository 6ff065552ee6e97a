"""Files that are whole under their name or are not there: written beside it, then renamed."""

import errno
import os
import secrets
import shutil
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage


class StoreRefused(OSError):
    """A store of objects does not answer, or refuses: for pages and commands a disk that fails."""

    def __init__(self, error: object) -> None:
        super().__init__(errno.EIO, f"object storage: {error}")


def write_whole(target: Path, data: bytes | IO[bytes], *, mode: int = 0o644) -> None:
    """Write `data`, or the rest of a file, as `target` with these permissions, over what is there.

    Raises OSError where it cannot; then what stood there still does, and nothing stays beside it.
    """
    draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            if isinstance(data, bytes):
                file.write(data)
            else:
                shutil.copyfileobj(data, file)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)
        draft.replace(target)
        sync_folder(target.parent)
    finally:
        draft.unlink(missing_ok=True)


class WholeFileStorage(FileSystemStorage):
    """Django's storage, whose files take their name once they are on the disk.

    On a full disk Django leaves an empty or a cut file under the final name.
    """

    def _save(self, name: str, content: "File[bytes]") -> str:
        """Store the content and return its name; OSError where the disk does not take it."""
        draft = Path(self.path(f"{name}.{secrets.token_hex(8)}.draft"))
        make_folder(draft.parent, mode=self.directory_permissions_mode or 0o777)
        try:
            django: Any = super()  # whose types leave `_save` out
            django._save(os.path.relpath(draft, self.location), content)
            sync_file(draft)
            if self.exists(name):
                name = self.get_available_name(name)
            target = Path(self.path(name))
            draft.rename(target)
            sync_folder(target.parent)
        finally:
            draft.unlink(missing_ok=True)
        return name

    def replace(self, name: str, source: Path) -> None:
        """Store a file of this host under the name, in the place of what stands there.

        For what can be made again; what is received takes a name once, by `save`.
        """
        target = Path(self.path(name))
        make_folder(target.parent, mode=self.directory_permissions_mode or 0o777)
        with source.open("rb") as file:
            write_whole(target, file, mode=self.file_permissions_mode or 0o644)


def make_folder(folder: Path, *, mode: int) -> None:
    """Make a folder, and those above it that are missing, each of which outlives a power cut."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(mode=mode, exist_ok=True)
        sync_folder(path.parent)


def store_over(name: str, source: Path) -> None:
    """Store a file of this host among the received ones, in the place of what has the name.

    For what can be made again; what is received takes a name once. Raises OSError where it cannot.
    """
    storage: Any = default_storage  # whose types know only what every storage of Django has
    storage.replace(name, source)


def are_elsewhere() -> bool:
    """Tell whether the received files are in no folder of this host."""
    try:
        default_storage.path("")
    except NotImplementedError:
        return True
    return False


def sync_folder(folder: Path) -> None:
    """Make the names in a folder outlive a power cut."""
    _sync(folder)


def sync_file(path: Path) -> None:
    """Make what was written to a file outlive a power cut; OSError where the disk lost some."""
    _sync(path)


def sync_tree(folder: Path) -> None:
    """Make all below a folder outlive a power cut, its files first."""
    for path in (*folder.rglob("*"), folder):
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
