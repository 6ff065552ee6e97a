"""Whether a backup is still what was made: every part, and what the database in it says."""

from collections.abc import Iterator
from pathlib import Path

from programs.errors import DomainError
from programs.keeping.engines import engine_of
from programs.keeping.manifest import MANIFEST, SUMS, Manifest, Part, manifest_read
from programs.received.stored import digest_of


def backup_faults(folder: Path, *, sha256: str = "") -> Iterator[str]:
    """Yield all that is wrong with a backup, each in a sentence that begins with the part.

    `sha256` is the hash of the manifest as the backup printed it, "" where nobody kept it.
    """
    try:
        manifest, found = manifest_read(folder)
    except DomainError as error:
        yield str(error)
        return
    if sha256 and sha256.lower() != found:
        yield f"{MANIFEST}: cambió. Su huella es {found}, y no la que se imprimió al respaldar."
    damaged = set()
    for part in manifest.parts:
        fault = part_fault(folder, part)
        if fault:
            damaged.add(part.path)
            yield f"{part.path}: {fault}."
    yield from _strangers(folder, manifest)
    if manifest.database.path not in damaged:
        try:
            engine = engine_of(manifest)
        except DomainError as error:
            yield str(error)
            return
        yield from engine.faults(folder / manifest.database.path, manifest)


def part_fault(folder: Path, part: Part) -> str:
    """Return what is wrong with a part, "" where it is as the manifest tells it."""
    try:
        with (folder / part.path).open("rb") as stream:
            size, sha256 = digest_of(stream)
    except FileNotFoundError:
        return "falta"
    except OSError as error:
        return f"no se puede leer ({error.strerror})"
    if size != part.size:
        return f"mide {size} bytes y debe medir {part.size}"
    return "" if sha256 == part.sha256 else "cambió. Su huella no es la del manifiesto"


def _strangers(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield the files that the manifest does not name."""
    known = {part.path for part in manifest.parts} | {MANIFEST, SUMS}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in known:
            yield f"{name}: sobra. El manifiesto no lo nombra."
