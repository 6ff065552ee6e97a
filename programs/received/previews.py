"""The file that a person looked at before it is applied: kept a day, vouched for by a ticket.

A ticket says which file, of whom and on which screen, and whatever else was looked at with it; it
is signed, so that what is applied is what was previewed and nothing else.
"""

import hashlib
import re
import secrets
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import signing

from programs.errors import FileRefused
from programs.received.storage import make_folder, write_whole

KEPT_SECONDS = 24 * 60 * 60
TICKET_SALT = "programs.admin.importing"


class PreviewStorage:
    """Keeps the previewed file until it is confirmed, named by its own hash.

    The name is 64 hexadecimal digits of SHA-256, a hyphen and a random part; nothing else is ever
    opened. Files that nobody confirmed are removed after a day.
    """

    _NAME = re.compile(r"[0-9a-f]{64}-[0-9a-f]{32}")

    def __init__(self, name: str = "", **asked: object) -> None:
        # `asked` is how the library of imports would read it; here a file is its bytes.
        self.name = name or ""

    @property
    def folder(self) -> Path:
        """The private folder, made when it is first needed."""
        path = Path(settings.DATA_DIR) / "imports"
        make_folder(path, mode=0o700)
        return path

    def save(self, data: bytes) -> None:
        """Store the bytes and take their name."""
        limit = time.time() - KEPT_SECONDS
        for kept in self.folder.iterdir():
            if kept.stat().st_mtime < limit:
                kept.unlink(missing_ok=True)
        self.name = f"{hashlib.sha256(data).hexdigest()}-{secrets.token_hex(16)}"
        write_whole(self.folder / self.name, data, mode=0o600)

    def read(self) -> bytes:
        """Return the bytes. Raises `FileRefused` unless they are those that were previewed."""
        if not self._NAME.fullmatch(self.name):
            raise FileRefused("El archivo revisado no se encuentra. Súbalo otra vez.")
        try:
            data = (self.folder / self.name).read_bytes()
        except FileNotFoundError as error:
            raise FileRefused("El archivo revisado ya no está. Súbalo otra vez.") from error
        if not self.name.startswith(hashlib.sha256(data).hexdigest()):
            raise FileRefused("El archivo cambió después de revisarlo. Súbalo otra vez.")
        return data

    def remove(self) -> None:
        """Forget the file."""
        if self._NAME.fullmatch(self.name):
            (self.folder / self.name).unlink(missing_ok=True)


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
