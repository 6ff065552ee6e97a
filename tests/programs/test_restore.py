"""What is not brought back, and that a place that refuses is left as it was."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from programs.errors import DomainError
from programs.keeping import restoring, sqlite
from programs.keeping.engines import engine_here
from programs.keeping.manifest import manifest_read, manifest_write
from programs.keeping.restoring import restore_refusals, restored_faults
from programs.management.commands import restore as command
from programs.models import User
from programs.received.stored import stored_names
from tests.programs.test_verify_backup import backup, flip

__all__ = ["backup"]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> Path:
    """Received files of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def empty(monkeypatch) -> None:
    """Have the database of the tests taken for an empty one."""
    monkeypatch.setattr(type(engine_here()), "is_empty", lambda self: True)


def of_here(folder: Path, monkeypatch) -> None:
    """Have a backup taken for one of the engine of the tests."""
    manifest, _ = manifest_read(folder)
    manifest_write(folder, replace(manifest, engine=connection.vendor))
    monkeypatch.setattr(type(engine_here()), "faults", lambda *_: iter(()))


def test_what_fits_nowhere_is_refused_with_all_the_reasons(backup, monkeypatch):
    manifest, sha256 = manifest_read(backup)
    manifest_write(backup, replace(manifest, migrations=("programs.9999_del_futuro",)))
    default_storage.save("originals/ab/otro", ContentFile(b"de aqui"))
    monkeypatch.setattr(restoring, "connection", type("Other", (), {"vendor": "oracle"}))
    refusals = " ".join(restore_refusals(backup))
    for reason in (
        "El respaldo es de sqlite y DATABASE_URL es de oracle.",
        "no se conoce programs.9999_del_futuro",
        "La base ya tiene tablas",
        "Ya hay archivos recibidos",
    ):
        assert reason in refusals
    assert "no la que se imprimió" in restore_refusals(backup, sha256=sha256)[0]
    flip(backup / "files/originals/ab/003")
    assert len(restore_refusals(backup)) == 1, "what is damaged is not looked at further"
    with pytest.raises(CommandError, match="No se recuperó nada.\nfiles/originals/ab/003: cambió"):
        call_command("restore", backup)
    assert list(stored_names()) == ["originals/ab/otro"]


@pytest.mark.usefixtures("empty")
def test_where_the_database_refuses_no_file_stays(backup, monkeypatch):
    of_here(backup, monkeypatch)
    seen = []

    def refuse(*_):
        seen.extend(stored_names())
        raise DomainError("pg_restore no pudo llenar la base: sin permiso")

    monkeypatch.setattr(type(engine_here()), "bring_back", refuse)
    with pytest.raises(CommandError, match="No se recuperó nada. pg_restore no pudo"):
        call_command("restore", backup)
    assert len(seen) == 100
    assert list(stored_names()) == []


@pytest.mark.usefixtures("empty")
def test_a_trial_writes_nothing_and_an_older_version_is_told_what_to_run(backup, monkeypatch):
    of_here(backup, monkeypatch)
    out = StringIO()
    call_command("restore", backup, dry_run=True, stdout=out)
    assert "300 filas y 100 archivos" in out.getvalue()
    assert list(stored_names()) == []
    monkeypatch.setattr(type(engine_here()), "bring_back", lambda *_: None)
    monkeypatch.setattr(command, "migrations_pending", lambda: True)
    call_command("restore", backup, stdout=out)
    assert "Es de una versión anterior: corra migrate, y después verify_audit" in out.getvalue()
    assert len(list(stored_names())) == 100


def test_what_came_back_is_compared_with_the_manifest(cast, tmp_path, backup):
    manifest, _ = manifest_read(backup)
    users = User._meta.db_table
    faults = list(
        restored_faults(
            replace(manifest, tables={users: 1_000, "otra": 0}, chains={"propia": (9, "ab")})
        )
    )
    assert f"Base: la tabla {users} tiene {User.objects.count()} filas y debe tener 1000." in faults
    assert "Base: falta la tabla otra." in faults
    assert any(fault.startswith("propia: la cabeza del libro es 0:") for fault in faults)


def test_a_database_of_sqlite_takes_its_name_whole_and_is_nobody_elses(tmp_path, monkeypatch):
    copy, target = tmp_path / "copia", tmp_path / "db.sqlite3"
    with closing(sqlite3.connect(copy)) as made, made:
        made.execute("CREATE TABLE metas (id INTEGER)")
    here = type("Here", (), {"settings_dict": {"NAME": str(target)}, "close": lambda: None})
    monkeypatch.setattr(sqlite, "connection", here)
    sqlite.Sqlite().bring_back(copy)
    assert target.read_bytes() == copy.read_bytes()
    assert target.stat().st_mode & 0o777 == 0o600

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sqlite.shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"):
        sqlite.Sqlite().bring_back(copy)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        "copia",
        "db.sqlite3",
    ]
