"""Stored files and rows, both ways: all that is wrong is found, and nothing else is swept."""

import hashlib
import os
import random
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from programs.enums import AuditAction
from programs.keeping import backup, files, restoring
from programs.keeping.checking import part_fault
from programs.keeping.manifest import stored_name
from programs.keeping.named import named_files
from programs.models import Corte, Evidencia, Institucion, Trimestre
from programs.received.stored import stored_names
from programs.services.evidencia import picture_store
from programs.services.institucion import emblem_store
from programs.services.ledger import ledger_append
from reports.models import DocumentJob
from reports.services.issued_files import rendition_add
from tests.pictures import jpeg
from tests.reports.issue_cast import close, issue_informe

pytestmark = pytest.mark.django_db
EACH = 20


@pytest.fixture(autouse=True)
def media(tmp_path, settings) -> Path:
    """Received files of this test alone."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def put(name: str, data: bytes = b"algo") -> str:
    """Store a file of two days ago and return its name."""
    kept = default_storage.save(name, ContentFile(data))
    age(kept)
    return kept


def age(name: str, days: float = 2) -> None:
    """Make a stored file that much older."""
    moment = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(default_storage.path(name), (moment, moment))


def told(command: str, **options: object) -> list[str]:
    """Return the lines of a command, of one that finds something too."""
    out = StringIO()
    try:
        call_command(command, stdout=out, **options)
    except CommandError as error:
        assert error.returncode == 1
        return str(error).splitlines()
    return out.getvalue().splitlines()


def test_of_each_kind_twenty_are_found_and_none_that_is_right(cast, media):
    rows, names = [], []
    for folder in ("originals", "renditions"):
        (media / folder).mkdir(parents=True)
    for number in range(EACH * 7):
        key = f"{number:032x}"
        data = random.Random(number).randbytes(3000)
        original, copy = f"originals/{key}", f"renditions/{key}.jpg"
        for name in (original, copy):
            (media / name).write_bytes(data)
        known = {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        renditions = [{"width": 640, "height": 480, "name": copy, **known}]
        rows.append(
            Evidencia(
                institucion=cast.institucion,
                key=key,
                original=original,
                original_name="foto.jpg",
                media_type="image/jpeg",
                renditions=renditions,
                **known,
            )
        )
        names += [original] if number % 2 else [copy]
    Evidencia.objects.bulk_create(rows)
    assert told("verify_files") == [
        "Los archivos son los que nombra la base, enteros y sin cambios."
    ]

    groups = [names[EACH * kind : EACH * (kind + 1)] for kind in range(5)]
    missing, unreadable, altered, cut, longer = groups
    for name in missing:
        default_storage.delete(name)
    for name in unreadable:
        path = media / name
        path.unlink()
        path.mkdir()
    for name in altered:
        data = bytearray((media / name).read_bytes())
        data[random.randrange(len(data))] ^= 1
        (media / name).write_bytes(data)
    for name in cut:
        (media / name).write_bytes((media / name).read_bytes()[:1500])
    for name in longer:
        (media / name).write_bytes((media / name).read_bytes() + b"x")
    strange = [put(f"originals/00/de-nadie-{number}") for number in range(EACH)]

    title, *lines = told("verify_files")
    assert title == "120 diferencias en los archivos."
    expected = dict.fromkeys(missing, "falta (")
    expected |= dict.fromkeys(unreadable, "no se puede leer: Is a directory (")
    expected |= dict.fromkeys(altered, "cambió: su huella no es la que se guardó (")
    expected |= dict.fromkeys(cut, "mide 1500 bytes y debe medir 3000 (")
    expected |= dict.fromkeys(longer, "mide 3001 bytes y debe medir 3000 (")
    expected |= dict.fromkeys(strange, "sobra, 4 bytes. Ninguna fila lo nombra.")
    assert len(lines) == len(expected) == 120
    for line in lines:
        name, _, fault = line.partition(": ")
        assert fault.startswith(expected.pop(name)), line
    assert not expected


def test_what_any_row_names_is_never_swept(cast, media):
    """The pictures of a narrative, a former emblem, what was closed, issued, asked for, deleted."""
    institucion = cast.institucion
    by = {"institucion": institucion, "by": cast.people["enlace"]}
    picture = picture_store(jpeg(1300, 900), name="a.jpg", **by)
    former, now_used = (emblem_store(jpeg(size, size)) for size in (300, 310))
    Institucion.objects.filter(pk=institucion.pk).update(emblem=now_used)
    with transaction.atomic():
        ledger_append(
            institucion.pk,
            action=AuditAction.SETTINGS_CHANGE,
            subject="",
            by=None,
            now=timezone.now(),
            data={"changes": [["emblema", former, now_used]]},
        )
    deleted = picture_store(jpeg(200, 200), name="b.jpg", **by)
    closed_with = deleted.renditions[0]["name"]
    remembered = deleted.original.name
    deleted.delete()
    trimestre = Trimestre.objects.get(programa=cast.programa, number=2)
    Corte.objects.create(
        trimestre=trimestre,
        number=1,
        payload={"figures": [[640, 480, closed_with]]},
        sha256="",
        made_at=timezone.now(),
        made_by=cast.people["secretario"],
    )
    close(cast)
    issued = issue_informe(cast)
    file = rendition_add(issued, b"%PDF-1.7", versions={}, now=timezone.now())
    asked = put("documentos/" + "a" * 64 + ".pdf")
    DocumentJob.objects.create(
        institucion=institucion, kind="informe", about={}, address="", title="", file_name="",
        key="a" * 64, source=b"", created_at=timezone.now(),
    )  # fmt: skip
    strange = [
        put("documentos/" + "b" * 64 + ".pdf"),
        put("originals/ab/cortado.0123456789abcdef.draft", b"a medias"),
        put("renditions/suelta.jpg"),
    ]
    put("renditions/de-hoy.jpg")
    age("renditions/de-hoy.jpg", days=0.9)
    for path in media.rglob("*"):
        if path.is_file() and path.name != "de-hoy.jpg":
            os.utime(path, (0, 0))
    copies = [copy["name"] for copy in picture.renditions]
    kept = {picture.original.name, *copies, former, now_used, closed_with, remembered}
    kept |= {file.file.name, asked, "renditions/de-hoy.jpg"}

    listed = told("sweep_files")
    assert [line.partition("  ")[0] for line in listed[:-1]] == strange
    assert "  8 bytes  31/12/1969" in listed[1]
    assert listed[-1] == "3 archivos sin fila, 0.0 MB."
    assert all(default_storage.exists(name) for name in strange)

    assert told("sweep_files", remove=True)[-1] == "3 archivos borrados, 0.0 MB."
    there = {str(path.relative_to(media)) for path in media.rglob("*") if path.is_file()}
    assert there == kept
    assert told("sweep_files") == ["0 archivos sin fila, 0.0 MB."]
    put("renditions/otra.jpg")
    age("renditions/otra.jpg", days=2)
    assert told("sweep_files", remove=True)[-1] == "1 archivo borrado, 0.0 MB."


def test_a_copy_of_before_1_0_has_no_hash_and_is_seen_when_it_is_cut(cast, media):
    row = picture_store(
        jpeg(900, 700), name="a.jpg", institucion=cast.institucion, by=cast.people["enlace"]
    )
    assert {"width", "height", "name", "size", "sha256"} == set(row.renditions[0])
    plain = [{key: copy[key] for key in ("width", "height", "name")} for copy in row.renditions]
    Evidencia.objects.filter(pk=row.pk).update(renditions=plain)
    assert len(told("verify_files")) == 1
    name = plain[0]["name"]
    (media / name).write_bytes((media / name).read_bytes()[:-40])
    assert told("verify_files")[1].startswith(f"{name}: está cortado: no es una imagen completa")


def test_a_file_that_comes_while_a_sweep_looks_is_no_orphan(cast, monkeypatch):
    """The rows are read after the files are listed, however old the clock makes them."""
    come = []

    def listed() -> Iterator[str]:
        by = cast.people["enlace"]
        come.append(
            picture_store(jpeg(200, 200), name="a.jpg", institucion=cast.institucion, by=by)
        )
        yield from stored_names()

    monkeypatch.setattr(files, "stored_names", listed)
    later = timezone.now() + files.ORPHAN_AGE + timedelta(hours=1)
    put("renditions/otra.jpg")
    assert [orphan.name for orphan in files.orphans(later)] == ["renditions/otra.jpg"]
    assert named_files()[come[0].original.name].told == f"evidencia {come[0].pk}"


def test_in_object_storage_files_are_copied_checked_swept_and_brought_back(cast, objects, tmp_path):
    """What a backup and a review ask of a storage, any storage answers."""
    picture_store(
        jpeg(900, 700), name="a.jpg", institucion=cast.institucion, by=cast.people["enlace"]
    )
    names = sorted(named_files())
    parts = list(backup._copy_files(tmp_path))
    assert [stored_name(part) for part in parts] == names
    assert not any(part_fault(tmp_path, part) for part in parts)

    objects.save("renditions/suelta.jpg", ContentFile(b"x"))
    later = timezone.now() + timedelta(days=2)
    (orphan,) = files.orphans(later)
    assert (orphan.name, orphan.size) == ("renditions/suelta.jpg", 1)
    files.orphan_remove(orphan)
    assert list(files.orphans(later)) == []
    for name in names:
        objects.delete(name)
    assert [line.partition(" (")[0] for line in told("verify_files")[1:]] == [
        f"{name}: falta" for name in names
    ]
    written: list[str] = []
    for part in parts:
        restoring._store(tmp_path, part, written)
    assert written == names
    assert "enteros y sin cambios" in told("verify_files")[0]
