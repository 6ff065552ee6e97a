"""Making a backup: the database first, then every received file, then what tells of both.

A file is written before its row, so what a database names is there whenever it is copied
afterwards. The folder takes its name once it is whole: a killed backup leaves only a hidden one
beside it, which the next backup of the same place removes.
"""

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from programs.errors import DomainError
from programs.keeping.engines import Engine, engine_here
from programs.keeping.manifest import FILES, Manifest, Part, manifest_write
from programs.keeping.named import named_files
from programs.models import LedgerHead
from programs.received.previews import is_preview
from programs.received.storage import make_folder, sync_folder, sync_tree
from programs.received.stored import digest_of, stored_names

# Folders of backups that were killed, and no one's that is being made.
ABANDONED_SECONDS = 24 * 60 * 60
DRAFT = ".draft"


def backup_make(folder: Path, *, now: datetime) -> tuple[Manifest, str]:
    """Make a backup as a new folder and return its manifest and the hash of it.

    Everything lies in a draft beside the folder until it is whole and on the disk. Raises
    `DomainError` with a sentence where the folder is there already, or where the database does not
    let itself be copied; OSError where the disk does not take it. Then nothing is left.
    """
    if folder.exists():
        raise DomainError(f"Ya existe «{folder}». Diga una carpeta nueva.")
    parent = folder.absolute().parent
    make_folder(parent, mode=0o700)
    _remove_abandoned(parent)
    draft = parent / f".{folder.name}.{secrets.token_hex(8)}{DRAFT}"
    draft.mkdir(mode=0o700)
    try:
        manifest = _fill(draft, engine_here(), now)
        sha256 = manifest_write(draft, manifest)
        # All at the end: by then the system has written most, and each wait is short.
        sync_tree(draft)
        draft.rename(folder)
        sync_folder(parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return manifest, sha256


def _fill(folder: Path, engine: Engine, now: datetime) -> Manifest:
    """Write the database and the files into a folder and return what they are."""
    copy = folder / engine.part
    with engine.dumped(copy) as alias:
        tables, migrations, chains = table_counts(alias), _migrations(alias), _chains(alias)
        named = {name for name, file in named_files(alias).items() if file.wanted}
    with copy.open("rb") as stream:
        database = Part(engine.part, *digest_of(stream))
    files = tuple(_copy_files(folder))
    there = {part.path.removeprefix(f"{FILES}/") for part in files}
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        engine=engine.name,
        engine_version=engine.version(),
        parts=(database, *files),
        tables=tables,
        migrations=migrations,
        chains=chains,
        missing=tuple(sorted(named - there)),
    )


def is_made_anew(name: str) -> bool:
    """Tell whether a stored file is one that nobody needs back: a document that can be asked for.

    Or a workbook that waits a day to be applied, or a draft, which its writer has not named yet or
    will never name.
    """
    asked_for = name.startswith(f"{settings.DOCUMENTS_DIR}/")
    return asked_for or is_preview(name) or name.endswith(DRAFT)


def _copy_files(folder: Path) -> Iterator[Part]:
    """Copy every stored file below a folder, and tell of each."""
    made = set()
    for name in stored_names():
        if is_made_anew(name):
            continue
        target = folder / FILES / name
        if target.parent not in made:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made.add(target.parent)
        try:
            stream = default_storage.open(name)
        except FileNotFoundError:
            continue  # taken away since it was listed: missing, where the database names it
        with stream, os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as copy:
            part = Part(f"{FILES}/{name}", *digest_of(stream, into=copy))
        yield part


def table_counts(alias: str = "default") -> dict[str, int]:
    """Return {table: rows} of a database."""
    connection = connections[alias]
    counts = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            counts[table] = cursor.fetchone()[0]
    return counts


def _migrations(alias: str) -> tuple[str, ...]:
    """Return what was applied, each as "app.name"."""
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied))


def _chains(alias: str) -> dict[str, tuple[int, str]]:
    """Return {institution: (number, hash)} of the last act of each ledger."""
    heads = LedgerHead.objects.using(alias).values_list("institucion__slug", "number", "hash")
    return {slug: (number, digest) for slug, number, digest in heads}


def _remove_abandoned(parent: Path) -> None:
    """Remove what killed backups left behind a day ago or before."""
    oldest = time.time() - ABANDONED_SECONDS
    for draft in parent.glob(f".*{DRAFT}"):
        if draft.is_dir() and draft.stat().st_mtime < oldest:
            shutil.rmtree(draft, ignore_errors=True)
