"""The file that a person looked at before it is applied: kept a day, vouched for by a ticket.

A ticket says which file, of whom and on which screen, and whatever else was looked at with it; it
is signed, so that what is applied is what was previewed and nothing else.
"""

import hashlib
import re
import secrets
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from programs.errors import FileRefused

FOLDER = "imports"
KEPT_SECONDS = 24 * 60 * 60
TICKET_SALT = "programs.admin.importing"


class PreviewStorage:
    """Keeps the previewed file until it is confirmed, named by its own hash.

    It stands among the received files: whoever confirms it may ask another host. The name is the
    day (UTC) as a folder, 64 hexadecimal digits of SHA-256, a hyphen and a random part; nothing
    else is ever opened. Files that nobody confirmed are removed a day after theirs.
    """

    _NAME = re.compile(r"\d{4}-\d{2}-\d{2}/[0-9a-f]{64}-[0-9a-f]{32}")

    def __init__(self, name: str = "", **asked: object) -> None:
        # `asked` is how the library of imports would read it; here a file is its bytes.
        self.name = name or ""

    def save(self, data: bytes) -> None:
        """Store the bytes and take their name."""
        today = datetime.now(UTC).date()
        _remove_before((today - timedelta(days=1)).isoformat())
        self.name = f"{today}/{hashlib.sha256(data).hexdigest()}-{secrets.token_hex(16)}"
        default_storage.save(f"{FOLDER}/{self.name}", ContentFile(data))

    def read(self) -> bytes:
        """Return the bytes. Raises `FileRefused` unless they are those that were previewed."""
        if not self._NAME.fullmatch(self.name):
            raise FileRefused("El archivo revisado no se encuentra. Súbalo otra vez.")
        try:
            with default_storage.open(f"{FOLDER}/{self.name}") as kept:
                data: bytes = kept.read()
        except FileNotFoundError as error:
            raise FileRefused("El archivo revisado ya no está. Súbalo otra vez.") from error
        digest = self.name.partition("/")[2]
        if not digest.startswith(hashlib.sha256(data).hexdigest()):
            raise FileRefused("El archivo cambió después de revisarlo. Súbalo otra vez.")
        return data

    def remove(self) -> None:
        """Forget the file."""
        if self._NAME.fullmatch(self.name):
            default_storage.delete(f"{FOLDER}/{self.name}")


def is_preview(name: str) -> bool:
    """Tell whether a stored file waits to be confirmed, or waited: no row ever names it."""
    return name.startswith(f"{FOLDER}/")


def _remove_before(first: str) -> None:
    """Remove the files of the days before this one."""
    for day in _listed(FOLDER)[0]:
        if day < first:
            for name in _listed(f"{FOLDER}/{day}")[1]:
                default_storage.delete(f"{FOLDER}/{day}/{name}")
            with suppress(OSError):  # another process has removed it by now, or is still at it
                default_storage.delete(f"{FOLDER}/{day}")


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """Return the folders and files of a folder; none where it is not there."""
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def ticket_sign(name: str, person: int, screen: str, **seen: str) -> str:
    """Return the ticket of a stored file; `seen` is what else the person looked at, by name."""
    return signing.dumps(
        {"name": name, "person": person, "screen": screen, **seen}, salt=TICKET_SALT
    )


def ticket_read(text: str, person: int, screen: str) -> dict[str, Any]:
    """Return what a ticket vouches for; `FileRefused` for one of others, old or forged."""
    try:
        ticket: dict[str, Any] = signing.loads(text, salt=TICKET_SALT, max_age=KEPT_SECONDS)
    except signing.BadSignature as error:
        raise FileRefused("La revisión venció. Suba otra vez el archivo.") from error
    if ticket["person"] != person or ticket["screen"] != screen:
        raise FileRefused("La revisión es de otra persona u otra pantalla. Suba el archivo.")
    return ticket
