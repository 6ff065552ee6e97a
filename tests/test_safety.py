"""A start that would lose or leak data is refused with a sentence, at every door (R8)."""

import os
import sqlite3
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings as given
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import override_settings

from programs.checks import files_there
from sesea.environment import read_database
from sesea.safety.engines import forgetful, postgresql_faults, sqlite_faults
from sesea.safety.places import (
    private_check,
    published_check,
    sessions_check,
    writable_check,
)
from sesea.safety.secrecy import debug_check, hosts_check, key_check, site_check
from sesea.safety.start import start_or_refuse
from tests.factories import Cast, make_evidence

ROOT = Path(__file__).resolve().parent.parent
KEY = "k9V-3xQ7_tR2mWz8Lb5YpC1nHs6Dg4Fj0AaEeIiOoUu-7766-Zq"
SOUND, UNSOUND = (3, 51, 3), (3, 51, 2)


def ids(found) -> list[str]:
    """Return the names of the findings."""
    return [each.id.removeprefix("sesea.") for each in found]


# The engines --------------------------------------------------------------------------------------


def sqlite(tmp_path: Path, **options: object) -> dict:
    """Return the settings that the project makes for SQLite, with some options changed."""
    database = deepcopy(read_database(tmp_path))
    database["OPTIONS"] |= options
    return database


@pytest.fixture
def no_url(monkeypatch) -> None:
    """The project's own database: that of DATA_DIR."""
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize(
    ("options", "library", "expected"),
    [
        ({}, UNSOUND, []),
        ({"transaction_mode": "EXCLUSIVE"}, UNSOUND, []),
        ({"transaction_mode": "DEFERRED"}, SOUND, ["E001"]),
        ({"transaction_mode": None}, SOUND, ["E001"]),
        ({"timeout": 19.9}, SOUND, ["E002"]),
        ({"init_command": "PRAGMA synchronous=FULL; PRAGMA busy_timeout=5000"}, SOUND, ["E002"]),
        ({"init_command": "PRAGMA foreign_keys = 0"}, SOUND, ["E003"]),
        ({"init_command": "pragma journal_mode=wal; PRAGMA synchronous=2"}, UNSOUND, ["E004"]),
        ({"init_command": "PRAGMA journal_mode=WAL"}, SOUND, []),
        ({"init_command": "PRAGMA journal_mode=OFF"}, SOUND, ["E004"]),
        ({"init_command": "PRAGMA journal_mode=memory"}, SOUND, ["E004"]),
        ({"init_command": "PRAGMA mmap_size=268435456"}, SOUND, ["E005"]),
        ({"init_command": "PRAGMA synchronous=NORMAL"}, SOUND, ["E006"]),
        ({"init_command": "PRAGMA synchronous=0"}, SOUND, ["E006"]),
        ({"init_command": "PRAGMA synchronous(EXTRA)"}, SOUND, []),
    ],
)
def test_sqlite_that_loses_is_refused(tmp_path, no_url, options, library, expected, there):
    if there:
        sqlite3.connect(tmp_path / "db.sqlite3").execute("CREATE TABLE uno (dos)").close()
    assert ids(sqlite_faults(sqlite(tmp_path, **options), library)) == expected
    assert (tmp_path / "db.sqlite3").exists() is there


def test_a_file_that_somebody_left_in_wal_is_seen(tmp_path, no_url):
    """WAL stays with the file: settings that say nothing of it would go on in it."""
    left = sqlite3.connect(tmp_path / "db.sqlite3")
    left.execute("PRAGMA journal_mode=WAL")
    left.execute("CREATE TABLE uno (dos)")
    left.close()
    silent = sqlite(tmp_path, init_command="PRAGMA synchronous=FULL")
    assert ids(sqlite_faults(silent, UNSOUND)) == ["E004"]
    assert ids(sqlite_faults(sqlite(tmp_path), UNSOUND)) == []


POSTGRESQL = "django.db.backends.postgresql"


@pytest.mark.parametrize(
    ("changes", "off", "disposable", "expected"),
    [
        ({}, [], False, []),
        ({"CONN_MAX_AGE": None}, [], False, []),
        ({"CONN_MAX_AGE": 0}, [], False, ["E007"]),
        ({"CONN_HEALTH_CHECKS": False}, [], False, ["E008"]),
        ({}, ["fsync"], False, ["E009"]),
        ({}, ["fsync", "synchronous_commit"], True, ["W009"]),
    ],
)
def test_postgresql_that_loses_is_refused(
    monkeypatch, settings, changes, off, disposable, expected
):
    monkeypatch.setenv("DATABASE_URL", "postgres://sesea@127.0.0.1/sesea")
    monkeypatch.setattr("sesea.safety.engines.forgetful", lambda: off)
    settings.DISPOSABLE_DATABASE = disposable
    assert ids(postgresql_faults(read_database(Path()) | changes)) == expected


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_the_server_itself_is_asked():
    """That of the tests forgets on purpose; a session can switch one of them on."""
    assert forgetful() == ["fsync", "full_page_writes", "synchronous_commit"]
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = 'local'")
    assert forgetful() == ["fsync", "full_page_writes"]
    with connection.cursor() as cursor:
        cursor.execute("RESET synchronous_commit")


# The doors and the places -------------------------------------------------------------------------

PRODUCTION = {
    "DEBUG": False,
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": ["pta.ejemplo.gob.mx", "127.0.0.1"],
    "SITE_URL": "https://pta.ejemplo.gob.mx",
}
DEVELOPMENT = {"DEBUG": True, "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]", "pta.test"]}


@pytest.mark.parametrize(
    ("check", "changes", "refused"),
    [
        *((check, {}, False) for check in (debug_check, key_check, hosts_check, site_check)),
        (debug_check, DEVELOPMENT, False),
        (debug_check, DEVELOPMENT | {"ALLOWED_HOSTS": ["192.168.1.20", "equipo"]}, False),
        (debug_check, DEVELOPMENT | {"ALLOWED_HOSTS": ["localhost", "pta.gob.mx"]}, True),
        (debug_check, DEVELOPMENT | {"ALLOWED_HOSTS": [".gob.mx"]}, True),
        (debug_check, DEVELOPMENT | {"ALLOWED_HOSTS": ["8.8.8.8"]}, True),
        (debug_check, DEVELOPMENT | {"ALLOWED_HOSTS": ["*"]}, True),
        (key_check, {"DEBUG": True, "SECRET_KEY": "corta"}, False),
        (key_check, {"SECRET_KEY": KEY[:49]}, True),
        (key_check, {"SECRET_KEY": "ab" * 40}, True),
        (key_check, {"SECRET_KEY": f"ChangeMe{KEY}"}, True),
        (key_check, {"SECRET_KEY": f"django-insecure-{KEY}"}, True),
        (hosts_check, {"ALLOWED_HOSTS": ["pta.gob.mx", "*"]}, True),
        (hosts_check, {"ALLOWED_HOSTS": ["."]}, True),
        (site_check, {"DEBUG": True, "SITE_URL": "http://127.0.0.1:8000"}, False),
        (site_check, {"SITE_URL": "http://pta.ejemplo.gob.mx"}, True),
        (site_check, {"SITE_URL": "https://127.0.0.1:8000"}, True),
        (site_check, {"SITE_URL": "https://localhost"}, True),
        (site_check, {"SITE_URL": "https://[::1]"}, True),
        (site_check, {"SITE_URL": "https://["}, True),
        (site_check, {"SITE_URL": "pta.ejemplo.gob.mx"}, True),
        (sessions_check, {}, False),
        (sessions_check, {"SESSION_ENGINE": "django.contrib.sessions.backends.cache"}, True),
        (sessions_check, {"SESSION_ENGINE": "django.contrib.sessions.backends.cached_db"}, True),
        (
            sessions_check,
            {"SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies"},
            True,
        ),
        (sessions_check, {"SESSION_ENGINE": "django.contrib.sessions.backends.file"}, True),
        (published_check, {}, False),
        (published_check, {"MEDIA_ROOT": given.STATICFILES_DIRS[0] / "media"}, True),
        (published_check, {"DATA_DIR": given.STATICFILES_DIRS[0] / "datos"}, True),
    ],
)
def test_what_leaks_is_refused(check, changes, refused):
    with override_settings(**PRODUCTION | changes):
        found = check()
    assert bool(found) is refused
    assert all(each.is_serious() and each.hint for each in found)


@pytest.fixture
def media(tmp_path, settings):
    """The folder of the received files, in one that everybody may enter."""
    # A folder of pytest's own is shut to others, and what is in it is then safe already.
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir(mode=0o700)
    return settings.MEDIA_ROOT


@pytest.mark.parametrize(
    ("mode", "entered", "debug", "refused"),
    [
        (0o700, True, False, False),
        (0o750, True, False, False),
        (0o755, True, False, True),
        (0o701, True, False, True),
        (0o755, False, False, False),
        (0o755, True, True, False),
    ],
)
def test_files_that_others_can_read_are_refused(
    media, monkeypatch, settings, mode, entered, debug, refused
):
    settings.DEBUG = debug
    media.chmod(mode)
    monkeypatch.setattr("sesea.safety.places._is_entered", lambda path: entered)
    monkeypatch.setattr("sesea.safety.places._sqlite_file", lambda: None)
    assert ids(private_check()) == (["E015"] if refused else [])


def test_a_folder_above_that_is_shut_keeps_others_out(media, settings):
    settings.DEBUG = False
    media.chmod(0o755)
    media.parent.chmod(0o700)
    assert private_check() == []


def test_a_folder_that_takes_no_file_is_refused(media, monkeypatch):
    monkeypatch.setattr("sesea.safety.places._sqlite_file", lambda: None)
    assert writable_check() == []
    assert list(media.iterdir()) == []

    def full(*_, **__):
        raise OSError("Read-only file system")

    monkeypatch.setattr("sesea.safety.places.TemporaryFile", full)
    assert ids(writable_check()) == ["E014"]


@pytest.mark.django_db
def test_rows_whose_files_are_all_gone_are_not_served(cast: Cast, media, monkeypatch):
    assert list(files_there()) == []
    evidence = make_evidence(cast)
    assert list(files_there()) == []
    default_storage.delete(evidence.original.name)
    assert ids(files_there()) == ["E019"]
    monkeypatch.setattr("sesea.safety.start.run_checks", lambda tags: [])
    with pytest.raises(ImproperlyConfigured, match="Faltan los archivos recibidos"):
        start_or_refuse()
    default_storage.save(evidence.original.name, ContentFile(b"otra vez"))
    assert list(files_there()) == []


# Who serves ---------------------------------------------------------------------------------------


def start(code: list[str], **variables: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own with these variables only."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *code],
        env=clean | variables,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


WSGI = ["-c", "import sesea.wsgi"]


@pytest.mark.parametrize("door", [WSGI, ["manage.py", "run_worker"]])
def test_each_door_is_shut_and_tells_everything_at_once(tmp_path, door):
    (tmp_path / "media").mkdir()
    wrong = {
        "DEBUG": "0",
        "SECRET_KEY": "changeme",
        "MFA_KEY": given.MFA_KEYS[0],
        "ALLOWED_HOSTS": "*",
        "DATA_DIR": str(tmp_path),
    }
    done = start(door, **wrong)
    assert done.returncode not in (0, -9)
    for number in (11, 12, 13):
        assert f"sesea.E{number:03}" in done.stderr


def test_the_right_set_is_served_and_a_missing_database_is_not(tmp_path):
    right = {
        "DEBUG": "0",
        "SECRET_KEY": KEY,
        "MFA_KEY": given.MFA_KEYS[0],
        "ALLOWED_HOSTS": "pta.ejemplo.gob.mx",
        "SITE_URL": "https://pta.ejemplo.gob.mx",
        "DATA_DIR": str(tmp_path),
    }
    done = start(WSGI, **right)
    assert done.returncode == 1
    assert "No hay base de datos en DATA_DIR." in done.stderr
    sqlite3.connect(tmp_path / "db.sqlite3").execute("CREATE TABLE uno (dos)").close()
    (tmp_path / "static").mkdir()
    done = start(WSGI, **right)
    assert (done.returncode, done.stderr) == (0, "")
