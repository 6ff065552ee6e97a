"""The drill: a backup while people work, brought back into an empty place, is all that was there.

What is compared is what the backup itself says: it is of one moment of a system that goes on.
"""

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from programs.keeping import backup
from programs.keeping.checking import backup_faults
from programs.keeping.manifest import Part, manifest_read
from programs.models import Evidencia
from reports.services.issued_files import rendition_add
from tests.factories import make_cast
from tests.programs.race_processes import counts, tell, writers
from tests.reports.issue_cast import close, issue_informe
from tests.reports.restored_place import brought_back

RENDERED = b"%PDF-1.7 emitido"

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """Give the name of a database of this engine that has nothing in it."""
    if connection.vendor == "sqlite":
        yield str(folder / "vuelta.sqlite3")
        return
    name = f"{connection.settings_dict['NAME']}_vuelta"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def waited_for(more: int) -> int:
    """Wait until so many documents more were received; return how many there are."""
    wanted, end = Evidencia.objects.count() + more, time.monotonic() + 30
    while (found := Evidencia.objects.count()) < wanted:
        assert time.monotonic() < end, "Nobody was writing."
        time.sleep(0.02)
    return found


def with_people_at_work(monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    """Have documents come after the files were copied, as on a slow disk: no row may name them."""
    copy_files = backup._copy_files

    def copied(folder: Path) -> Iterator[Part]:
        yield from copy_files(folder)
        waited_for(more)

    monkeypatch.setattr(backup, "_copy_files", copied)


@pytest.mark.parametrize("more", [5, pytest.param(300, marks=pytest.mark.long)])
def test_a_backup_under_load_comes_back_whole(tmp_path, settings, client, monkeypatch, more):
    settings.MEDIA_ROOT = tmp_path / "media"
    cast = make_cast()
    close(cast)
    issued = issue_informe(cast)
    file = rendition_add(issued, RENDERED, versions={}, now=timezone.now())
    area = cast.institucion.areas.get(code="juridica")
    keep = {"area": area.pk, "person": cast.people["enlace"].pk, "media": str(settings.MEDIA_ROOT)}
    folder = tmp_path / "respaldo"

    with writers("keep_documents", [keep] * 2) as processes:
        for process in processes:
            tell(process)
        before = waited_for(more)
        with_people_at_work(monkeypatch, more)
        call_command("backup", folder, stdout=StringIO())
        waited_for(more)
        for process in processes:
            tell(process, "stop")
        kept = sum(count["accepted"] for count in counts(processes))

    assert Evidencia.objects.count() == kept, "Somebody was told of a document that is not there."
    assert list(backup_faults(folder)) == []
    manifest, _ = manifest_read(folder)
    rows = manifest.tables["programs_evidencia"]
    assert before <= rows < kept
    assert manifest.missing == ()
    # A document that came after the database was copied may be there without its row.
    assert len(manifest.files) >= rows + 1

    pages = [
        reverse("results_workbook", args=[*cast.programa.place, 1]),
        reverse("issued_pdf", args=[issued.folio]),
        reverse("trimestre_closing", args=[*cast.programa.place, 1]),
        reverse("issued_detail", args=[issued.folio]),
    ]
    client.force_login(cast.people["secretario"])
    # Made of the corte of a closed quarter: the same bytes for the same copy.
    closed = client.get(pages[0]).content
    with empty_database(tmp_path) as database:
        found = brought_back(
            backup=str(folder),
            database=database,
            media=str(tmp_path / "media-vuelta"),
            person="secretario",
            pages=pages,
        )
    said = found["said"]
    assert "Los archivos son los que nombra la base" in said
    assert "Se puede recuperar: " in said
    assert f"{sum(manifest.tables.values()):,} filas y {len(manifest.files):,} archivos" in said
    assert "Los libros, los cortes y los documentos emitidos de 2 instituciones" in said
    assert [status for status, *_ in found["pages"]] == [200] * 4
    assert found["pages"][0][1] == hashlib.sha256(closed).hexdigest()
    assert found["pages"][1][1] == file.sha256 == hashlib.sha256(RENDERED).hexdigest()


def test_nothing_is_brought_back_over_what_is_there(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    make_cast()
    folder = tmp_path / "respaldo"
    call_command("backup", folder, stdout=StringIO())
    with pytest.raises(CommandError, match="La base ya tiene tablas"):
        call_command("restore", folder, dry_run=True)
