"""Whatever changes in a backup is named: each part, and what the database in it holds."""

import hashlib
import random
import sqlite3
from contextlib import closing
from dataclasses import asdict, replace
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from programs.keeping.checking import backup_faults
from programs.keeping.manifest import (
    MANIFEST,
    SUMS,
    Manifest,
    Part,
    manifest_read,
    manifest_write,
)

FILES = 100
DATABASE = "database.sqlite3"


def part_of(folder: Path, path: str) -> Part:
    """Return a part as it stands."""
    data = (folder / path).read_bytes()
    return Part(path, len(data), hashlib.sha256(data).hexdigest())


@pytest.fixture
def backup(tmp_path) -> Path:
    """A backup of a small database and of a hundred files."""
    folder = tmp_path / "respaldo"
    (folder / "files" / "originals" / "ab").mkdir(parents=True)
    with closing(sqlite3.connect(folder / DATABASE)) as made, made:
        made.execute("CREATE TABLE metas (id INTEGER PRIMARY KEY, texto TEXT)")
        rows = [(n, f"meta {n} " * 20) for n in range(300)]
        made.executemany("INSERT INTO metas VALUES (?, ?)", rows)
    names = [f"files/originals/ab/{number:03}" for number in range(FILES)]
    for name in names:
        (folder / name).write_bytes(random.Random(name).randbytes(200))
    manifest = Manifest(
        made_at="2026-11-28T18:00:00+00:00",
        engine="sqlite",
        engine_version="3.40.1",
        parts=tuple(part_of(folder, name) for name in (DATABASE, *names)),
        tables={"metas": 300},
        migrations=("programs.0001_release_1_0",),
        chains={"muestra": (3, "ab" * 32)},
    )
    manifest_write(folder, manifest)
    return folder


def flip(path: Path, place: int | None = None) -> None:
    """Change one bit of a file."""
    data = bytearray(path.read_bytes())
    data[random.randrange(len(data)) if place is None else place] ^= 1
    path.write_bytes(data)


def named(folder: Path, **options: str) -> list[str]:
    """Return the part that each fault names."""
    return [fault.partition(":")[0] for fault in backup_faults(folder, **options)]


def again(folder: Path, **changes: object) -> None:
    """Write the manifest anew, as who forges a backup does, with these fields changed."""
    manifest, _ = manifest_read(folder)
    parts = tuple(part_of(folder, part.path) for part in manifest.parts)
    manifest_write(folder, replace(manifest, **{"parts": parts, **changes}))


def test_a_whole_backup_has_no_fault_and_sha256sum_reads_its_sums(backup):
    assert list(backup_faults(backup)) == []
    digest, name = (backup / SUMS).read_text().split()
    assert (digest, name) == (part_of(backup, MANIFEST).sha256, MANIFEST)
    assert list(backup_faults(backup, sha256=digest.upper())) == []


def test_a_flipped_byte_is_named_in_each_of_a_hundred_files(backup):
    files = sorted((backup / "files").rglob("[0-9]*"))
    for path in files:
        flip(path)
    expected = [f"files/originals/ab/{number:03}" for number in range(FILES)]
    assert named(backup) == expected
    assert all("Su huella no es" in fault for fault in backup_faults(backup))


def test_each_of_a_hundred_missing_files_is_named(backup):
    for number in range(FILES):
        (backup / f"files/originals/ab/{number:03}").unlink()
    faults = list(backup_faults(backup))
    assert faults == [f"files/originals/ab/{number:03}: falta." for number in range(FILES)]


def test_what_is_cut_longer_unreadable_or_strange_is_named(backup):
    folder = backup / "files/originals/ab"
    (folder / "000").write_bytes((folder / "000").read_bytes()[:-1])
    (folder / "001").write_bytes((folder / "001").read_bytes() + b"x")
    (folder / "002").unlink()
    (folder / "002").mkdir()
    (folder / "100").write_bytes(b"de otro")
    (backup / "nota.txt").write_text("hola")
    assert list(backup_faults(backup)) == [
        "files/originals/ab/000: mide 199 bytes y debe medir 200.",
        "files/originals/ab/001: mide 201 bytes y debe medir 200.",
        "files/originals/ab/002: no se puede leer (Is a directory).",
        "files/originals/ab/100: sobra. El manifiesto no lo nombra.",
        "nota.txt: sobra. El manifiesto no lo nombra.",
    ]


@pytest.mark.parametrize("name", [MANIFEST, SUMS, DATABASE])
def test_a_flipped_byte_anywhere_in_the_rest_is_named(backup, name):
    path = backup / name
    whole = path.read_bytes()
    for place in random.Random(name).sample(range(len(whole)), 33):
        flip(path, place)
        (fault,) = backup_faults(backup)
        assert fault.startswith(f"{DATABASE}:" if name == DATABASE else f"{MANIFEST}:")
        path.write_bytes(whole)
    path.unlink()
    (fault,) = backup_faults(backup)
    assert fault.startswith(f"{name}: ")


def test_a_forged_manifest_is_told_by_the_hash_that_was_printed(backup):
    _, printed = manifest_read(backup)
    (backup / "files/originals/ab/000").write_bytes(b"otra cosa")
    again(backup)
    assert list(backup_faults(backup)) == []
    assert named(backup, sha256=printed) == [MANIFEST]


def test_the_database_itself_is_looked_into(backup):
    with closing(sqlite3.connect(backup / DATABASE)) as made, made:
        made.execute("DELETE FROM metas WHERE id < 10")
        made.execute("CREATE TABLE otra (id INTEGER)")
    again(backup)
    assert list(backup_faults(backup)) == [
        f"{DATABASE}: la tabla metas tiene 290 filas y debe tener 300.",
        f"{DATABASE}: sobra la tabla otra.",
    ]
    data = bytearray((backup / DATABASE).read_bytes())
    data[4096 * 3 : 4096 * 4] = bytes(4096)
    (backup / DATABASE).write_bytes(data)
    again(backup)
    assert any("SQLite no la" in fault for fault in backup_faults(backup))


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2},
        {"engine": "oracle"},
        {"parts": ()},
        {"parts": (Part("database.sqlite3", 1, ""), Part("files/../../etc/passwd", 1, ""))},
        {"parts": (Part("database.sqlite3", 1, ""), Part("/etc/passwd", 1, ""))},
        {"parts": (Part("database.sqlite3", 1, ""), Part("manage.py", 1, ""))},
    ],
)
def test_a_manifest_that_is_none_of_ours_is_refused(backup, changes):
    again(backup, **changes)
    (fault, *_) = backup_faults(backup)
    assert "no se conoce" in fault or fault.startswith(f"{MANIFEST}: ")


def test_a_manifest_says_itself_back(backup):
    manifest, _ = manifest_read(backup)
    sha256 = manifest_write(backup, manifest)
    assert manifest_read(backup) == (manifest, sha256)
    assert "SECRET_KEY" in asdict(manifest)["left_out"]


def test_the_command_tells_each_fault_on_its_line(backup):
    out = StringIO()
    call_command("verify_backup", backup, stdout=out)
    assert "Respaldo correcto, del 28/11/2026 12:00, de sqlite: 300 filas, 100 " in out.getvalue()
    flip(backup / "files/originals/ab/007")
    (backup / "files/originals/ab/008").unlink()
    with pytest.raises(CommandError) as told:
        call_command("verify_backup", backup)
    assert told.value.returncode == 1
    assert [line.partition(":")[0][-3:] for line in str(told.value).splitlines()] == ["007", "008"]
    with pytest.raises(CommandError, match="manifest.json: falta"):
        call_command("verify_backup", backup / "files")
    with pytest.raises(CommandError, match="No existe la carpeta"):
        call_command("verify_backup", backup / "nada")
