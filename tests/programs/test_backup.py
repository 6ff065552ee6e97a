"""A backup of the running system: what is in it, what is not, and what a failure leaves."""

import os
import sqlite3
import subprocess
import threading
import time
from contextlib import closing
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from programs.enums import AuditAction
from programs.errors import DomainError
from programs.keeping import backup as making
from programs.keeping import postgresql, sqlite
from programs.keeping.checking import backup_faults
from programs.keeping.manifest import manifest_read, stored_name
from programs.keeping.records import TOO_OLD, LastBackup, last_backup
from programs.models import BackupRun, Evidencia
from programs.services.evidencia import documents_receive
from programs.services.ledger import ledger_append
from tests.factories import make_cast
from tests.files import pdf
from tests.programs.full_disk import full_disk


def backed_up(folder: Path) -> str:
    """Make a backup and return what the command says."""
    out = StringIO()
    call_command("backup", folder, stdout=out)
    return out.getvalue()


def keep_document(cast, text: bytes = b"") -> Evidencia:
    """Receive a document for an área as its enlace does."""
    file = ContentFile(pdf(b"% " + text + b"\n"), name="oficio.pdf")
    area = cast.institucion.areas.get(code="juridica")
    (received,) = documents_receive(area, files=[file], token="", by=cast.people["enlace"])
    return received.evidencia


@pytest.fixture
def media(tmp_path, settings) -> Path:
    """Received files of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.mark.django_db(transaction=True)
class TestWhole:
    """One cast, on a database whose rows are committed: another connection copies it."""

    def test_it_holds_the_rows_and_the_files_and_nothing_that_is_secret(
        self, tmp_path, media, monkeypatch
    ):
        cast = make_cast()
        row = keep_document(cast)
        with transaction.atomic():
            act = ledger_append(
                cast.institucion.pk,
                action=AuditAction.REMINDER_SEND,
                subject="algo",
                by=None,
                now=timezone.now(),
            )
        for name in ("documentos/abc.pdf", "originals/ab/killed.0123.draft"):
            default_storage.save(name, ContentFile(b"se hace de nuevo"))
        folder = tmp_path / "nuevos" / "respaldo"
        said = backed_up(folder)

        assert list(backup_faults(folder)) == []
        manifest, sha256 = manifest_read(folder)
        assert f"Huella del manifiesto: {sha256}" in said
        assert "no contiene SECRET_KEY" in said
        assert [stored_name(part) for part in manifest.files] == [row.original.name]
        assert (manifest.files[0].size, manifest.files[0].sha256) == (row.size, row.sha256)
        assert (manifest.engine, manifest.missing) == (connection.vendor, ())
        assert manifest.tables["programs_evidencia"] == 1
        assert any(name.startswith("programs.") for name in manifest.migrations)
        assert manifest.chains == {"propia": (act.number, act.hash)}
        assert folder.stat().st_mode & 0o777 == 0o700
        for path in folder.rglob("*"):
            assert path.is_dir() or settings.SECRET_KEY.encode() not in path.read_bytes()
        assert os.listdir(folder.parent) == ["respaldo"]

        run = BackupRun.objects.get()
        assert (run.files, run.size, run.manifest_sha256) == (1, manifest.size, sha256)
        assert last_backup() == LastBackup(run.started_at)
        assert last_backup().fault(run.started_at + TOO_OLD) == ""
        assert "es del" in last_backup().fault(run.started_at + TOO_OLD + timedelta(minutes=1))

        # Again in the same place, with a file gone.
        with pytest.raises(CommandError, match="Ya existe"):
            backed_up(folder)
        assert "El último respaldo falló: Ya existe" in last_backup().fault(timezone.now())
        default_storage.delete(row.original.name)
        with pytest.raises(CommandError, match=f"la base lo nombra: {row.original.name}"):
            backed_up(folder.with_name("otro"))
        assert list(backup_faults(folder.with_name("otro"))) == []
        assert manifest_read(folder.with_name("otro"))[0].missing == (row.original.name,)
        assert last_backup().problem == ""

        # And with the disk full while it is being made.
        def full(*_):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(making, "manifest_write", full)
            with pytest.raises(CommandError, match="No se respaldó.*No space left"):
                backed_up(folder.with_name("lleno"))
        assert sorted(os.listdir(folder.parent)) == ["otro", "respaldo"]
        assert "No space left" in last_backup().fault(timezone.now())

    def test_a_killed_one_is_not_mistaken_for_a_backup(self, tmp_path, media, monkeypatch):
        cast = make_cast()
        for number in range(3):
            keep_document(cast, str(number).encode())
        folder = tmp_path / "respaldos" / "lunes"
        # SIGKILL runs no `finally`: what would clean up is taken away.
        with monkeypatch.context() as patch:
            patch.setattr(making.shutil, "rmtree", lambda *_, **__: None)
            patch.setattr(making, "sync_tree", lambda *_: (_ for _ in ()).throw(SystemExit))
            with pytest.raises(SystemExit):
                backed_up(folder)
        assert not folder.exists()
        (draft,) = folder.parent.iterdir()
        assert draft.name.startswith(".lunes.")
        backed_up(folder)
        assert draft.exists(), "it may be one that is being made"
        os.utime(draft, (0, time.time() - making.ABANDONED_SECONDS - 60))
        backed_up(folder.with_name("martes"))
        assert sorted(os.listdir(folder.parent)) == ["lunes", "martes"]


@pytest.mark.django_db
def test_without_any_backup_that_is_the_fault(db):
    assert last_backup().fault(timezone.now()) == "No se ha hecho ningún respaldo."


def test_sqlite_is_copied_as_of_one_moment_while_somebody_always_writes(tmp_path, monkeypatch):
    """Each save writes two rows; a copy between them, or half of a page, would show."""
    monkeypatch.setattr(sqlite, "STEP_PAGES", 5)
    path, until = tmp_path / "viva.sqlite3", time.monotonic() + 20
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE a (texto TEXT)")
        made.execute("CREATE TABLE b (texto TEXT)")
        made.executemany("INSERT INTO a VALUES (?)", [("x" * 900,)] * 100)
        made.executemany("INSERT INTO b VALUES (?)", [("x" * 900,)] * 100)
    stop, saves = threading.Event(), []

    def write() -> None:
        with closing(sqlite3.connect(path, timeout=20)) as writer:
            while not stop.is_set() and time.monotonic() < until:
                with writer:
                    writer.execute("INSERT INTO a VALUES ('nuevo')")
                    writer.execute("INSERT INTO b VALUES ('nuevo')")
                saves.append(1)
                time.sleep(0.002)

    thread = threading.Thread(target=write)
    thread.start()
    try:
        sqlite.copy_whole(path, tmp_path / "copia.sqlite3")
    finally:
        stop.set()
        thread.join()
    with closing(sqlite3.connect(tmp_path / "copia.sqlite3")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        ((a,), (b,)) = copy.execute("SELECT count(*) FROM a UNION ALL SELECT count(*) FROM b")
    assert a == b > 100
    assert len(saves) > sqlite.MOST_RESTARTS


class TestPrograms:
    """pg_dump and pg_restore: which ones, and what stands on their command line."""

    PARAMS = {"dbname": "sesea", "user": "sesea", "password": "S3creta!", "host": "h", "port": 1}

    def test_the_password_goes_in_the_environment_only(self, monkeypatch):
        ran = []

        def run(command, **options):
            ran.append((command, options["env"]))
            return subprocess.CompletedProcess(command, 1, "", "pg_dump: error: sin permiso")

        monkeypatch.setattr(postgresql.connection, "vendor", "postgresql", raising=False)
        monkeypatch.setattr(
            postgresql.connection, "get_connection_params", lambda: self.PARAMS, raising=False
        )
        monkeypatch.setattr(postgresql.subprocess, "run", run)
        with pytest.raises(DomainError) as refused:
            postgresql.run_program(["pg_dump", "--format=custom"], "pg_dump no pudo")
        ((command, environment),) = ran
        assert not any("S3creta!" in word for word in command)
        assert "S3creta!" not in str(refused.value)
        assert environment["PGPASSWORD"] == "S3creta!"
        assert (environment["PGHOST"], environment["PGPORT"]) == ("h", "1")
        assert str(refused.value) == "pg_dump no pudo: pg_dump: error: sin permiso"

    def test_they_are_of_the_version_of_the_server_or_later(self, tmp_path, monkeypatch):
        monkeypatch.setattr(postgresql, "DEBIAN", tmp_path)
        beside = tmp_path / "16" / "bin" / "pg_dump"
        beside.parent.mkdir(parents=True)
        beside.write_text("#!/bin/sh\n")
        assert postgresql.find_program("pg_dump", 16) == str(beside)
        other = tmp_path / "pg_dump"
        other.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 17.2 (Debian 17.2-1)'\n")
        other.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
        assert postgresql.find_program("pg_dump", 17) == str(other)
        with pytest.raises(DomainError, match="postgresql-client-18"):
            postgresql.find_program("pg_dump", 18)


@pytest.mark.django_db
def test_a_database_that_is_away_is_said_in_a_sentence(tmp_path, monkeypatch):
    def away(*_, **__):
        raise OperationalError("connection refused")

    with full_disk(), pytest.raises(CommandError, match="No se respaldó. connection refused"):
        monkeypatch.setattr(making, "engine_here", away)
        backed_up(tmp_path / "respaldo")
    assert not list(tmp_path.iterdir())
