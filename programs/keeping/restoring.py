"""Bringing a backup back, into an empty place only."""

from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from programs.errors import DomainError
from programs.keeping.backup import is_made_anew, table_counts
from programs.keeping.checking import backup_faults
from programs.keeping.engines import engine_here
from programs.keeping.manifest import Manifest, Part, manifest_read, stored_name, table_faults
from programs.models import Institucion
from programs.received.stored import stored_names
from programs.services.verification import institucion_verify


def restore_refusals(folder: Path, *, sha256: str = "") -> list[str]:
    """Return why a backup cannot be brought back here, each in a sentence; none where it can.

    Reads the whole backup.
    """
    faults = list(backup_faults(folder, sha256=sha256))
    if faults:
        return faults
    manifest, _ = manifest_read(folder)
    refusals = []
    if manifest.engine != connection.vendor:
        refusals.append(
            f"El respaldo es de {manifest.engine} y DATABASE_URL es de {connection.vendor}. "
            "Cambie DATABASE_URL."
        )
    newer = _unknown_migrations(manifest)
    if newer:
        refusals.append(
            f"El respaldo es de una versión más nueva del sistema: no se conoce {newer[0]}. "
            "Actualice el sistema."
        )
    if not engine_here().is_empty():
        refusals.append("La base ya tiene tablas. Cree una base vacía y nómbrela en DATABASE_URL.")
    if next((name for name in stored_names() if not is_made_anew(name)), None):
        refusals.append("Ya hay archivos recibidos. Use una carpeta o un almacén vacíos.")
    return refusals


def restore_bring(folder: Path) -> Manifest:
    """Bring a backup back and return its manifest: files first, then the database.

    Only for a backup and a place that `restore_refusals` found right. Where the database or the
    storage refuses, the files go again and the place is as empty as before. Raises `DomainError`
    or OSError.
    """
    manifest, _ = manifest_read(folder)
    written: list[str] = []
    try:
        for part in manifest.files:
            _store(folder, part, written)
        engine_here().bring_back(folder / manifest.database.path)
    except (DomainError, OSError, DatabaseError):
        for name in written:
            default_storage.delete(name)
        raise
    return manifest


def restored_faults(manifest: Manifest) -> Iterator[str]:
    """Yield what in the place is not what the backup held, in sentences.

    Compares the rows of each table and verifies the ledger, the cortes and the issued documents of
    each institution.
    """
    for fault in table_faults(manifest.tables, table_counts()):
        yield f"Base: {fault}."
    for institucion in Institucion.objects.order_by("slug"):
        verdict = institucion_verify(institucion)
        number, digest = manifest.chains.get(institucion.slug, (0, verdict.head))
        if (verdict.count, verdict.head) != (number, digest):
            yield (
                f"{institucion.slug}: la cabeza del libro es {verdict.count}:{verdict.head} y debe "
                f"ser {number}:{digest}."
            )
        yield from (f"{institucion.slug}: {fault}" for fault in verdict.faults)


def migrations_pending() -> bool:
    """Tell whether the database is of an earlier version than the programs."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _store(folder: Path, part: Part, written: list[str]) -> None:
    """Give a file to the storage under its own name."""
    name = stored_name(part)
    with (folder / part.path).open("rb") as stream:
        kept = default_storage.save(name, File(stream))
    written.append(kept)
    if kept != name:
        raise DomainError(f"El almacén guardó «{name}» con otro nombre. Use uno vacío.")


def _unknown_migrations(manifest: Manifest) -> list[str]:
    """Return what the backup had applied and these programs do not know, "app.name" each."""
    loader = MigrationLoader(None)
    known = {
        f"{app}.{name}"
        for key, migration in loader.disk_migrations.items()
        for app, name in (key, *migration.replaces)
    }
    return [name for name in manifest.migrations if name not in known]
