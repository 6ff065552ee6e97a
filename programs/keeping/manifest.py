"""What a backup says of itself: each part with its size and hash, and what the database held."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.utils import timezone

from programs.errors import DomainError
from programs.received.storage import write_whole

MANIFEST, SUMS = "manifest.json", "manifest.sha256"
FILES = "files"
FORMAT = 1
# So that nobody looks here for what must be kept elsewhere.
LEFT_OUT = (
    "Este respaldo no contiene SECRET_KEY ni MFA_KEY: guárdelas aparte. "
    "Tampoco los documentos que se hacen de nuevo al pedirlos."
)


class UnreadableManifest(DomainError):
    """A folder that is no backup, or whose manifest is not whole."""


@dataclass(frozen=True)
class Part:
    """A file of the backup: its path below the folder, its bytes and its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """A backup as its `manifest.json` tells it.

    `engine` is "sqlite" or "postgresql" and `engine_version` that of the server or the library.
    `parts` are the database, first, and the received files, each `files/` and its name in the
    storage. `missing` are the files that the database names and that were not there any more.
    `tables` has the rows of each table, `migrations` what was applied, `chains` the (number, hash)
    of the last act of each institution.
    """

    made_at: str
    engine: str
    engine_version: str
    parts: tuple[Part, ...]
    tables: dict[str, int]
    migrations: tuple[str, ...]
    chains: dict[str, tuple[int, str]]
    missing: tuple[str, ...] = ()
    left_out: str = LEFT_OUT
    format: int = field(default=FORMAT)

    @property
    def database(self) -> Part:
        """The database."""
        return self.parts[0]

    @property
    def files(self) -> tuple[Part, ...]:
        """The received files."""
        return self.parts[1:]

    @property
    def made_on(self) -> str:
        """When it was made, for people."""
        made_at = timezone.localtime(datetime.fromisoformat(self.made_at))
        return f"{made_at:%d/%m/%Y %H:%M}"

    @property
    def size(self) -> int:
        """How many bytes all parts are."""
        return sum(part.size for part in self.parts)


def stored_name(part: Part) -> str:
    """Return the name in the storage of a received file of a backup."""
    return part.path.removeprefix(f"{FILES}/")


def table_faults(told: Mapping[str, int], found: Mapping[str, int]) -> Iterator[str]:
    """Yield the tables that differ between what was told and what was found: {table: rows}."""
    for table in sorted(told.keys() | found.keys()):
        if table not in found:
            yield f"falta la tabla {table}"
        elif table not in told:
            yield f"sobra la tabla {table}"
        elif told[table] != found[table]:
            yield f"la tabla {table} tiene {found[table]} filas y debe tener {told[table]}"


def manifest_write(folder: Path, manifest: Manifest) -> str:
    """Write a manifest and its hash into the folder of a backup; return the hash."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    data = text.encode() + b"\n"
    sha256 = hashlib.sha256(data).hexdigest()
    write_whole(folder / MANIFEST, data, mode=0o600)
    # As `sha256sum --check` reads it.
    write_whole(folder / SUMS, f"{sha256}  {MANIFEST}\n".encode(), mode=0o600)
    return sha256


def manifest_read(folder: Path) -> tuple[Manifest, str]:
    """Return the manifest of a backup and its SHA-256.

    Raises `UnreadableManifest` with a sentence where it is missing, is not what was written, or is
    of a format that this version does not know.
    """
    if not folder.is_dir():
        raise UnreadableManifest(f"No existe la carpeta «{folder}». Revise el nombre del respaldo.")
    try:
        data, sums = (folder / MANIFEST).read_bytes(), (folder / SUMS).read_bytes()
    except FileNotFoundError as error:
        name = Path(str(error.filename)).name
        raise UnreadableManifest(f"{name}: falta. Sin él no se sabe qué se respaldó.") from error
    except OSError as error:
        name = Path(str(error.filename)).name
        raise UnreadableManifest(f"{name}: no se puede leer ({error.strerror}).") from error
    sha256 = hashlib.sha256(data).hexdigest()
    if sums != f"{sha256}  {MANIFEST}\n".encode():
        raise UnreadableManifest(f"{MANIFEST}: cambió. Su huella no es la que guarda {SUMS}.")
    content = json.loads(data)
    if content.get("format") != FORMAT:
        raise UnreadableManifest(
            f"{MANIFEST}: es del formato {content.get('format')}, que esta versión no conoce."
        )
    return _read(content), sha256


def _read(content: dict[str, Any]) -> Manifest:
    """Build the manifest from its JSON; `UnreadableManifest` for what this version never wrote."""
    try:
        parts = tuple(Part(**part) for part in content["parts"])
        chains = {slug: (number, digest) for slug, (number, digest) in content["chains"].items()}
        lists = {name: tuple(content[name]) for name in ("migrations", "missing")}
        manifest = Manifest(**{**content, **lists, "parts": parts, "chains": chains})
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableManifest(f"{MANIFEST}: no es el de un respaldo.") from error
    for part in parts:
        path = PurePosixPath(part.path)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise UnreadableManifest(f"{MANIFEST}: «{part.path}» sale de la carpeta.")
    if not parts or any(not part.path.startswith(f"{FILES}/") for part in parts[1:]):
        raise UnreadableManifest(f"{MANIFEST}: no es el de un respaldo.")
    return manifest
