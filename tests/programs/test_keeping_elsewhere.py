"""Backup, review and sweep where the received files are in a store of objects."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from programs.keeping import files
from programs.keeping.checking import backup_faults
from programs.received.previews import PreviewStorage
from programs.services.evidencia import respaldos_receive
from tests.factories import make_cast
from tests.object_store import away_settings
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db(transaction=True)


def said_by(command: str, *args: object, **options: object) -> str:
    """Return what a command prints."""
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


def test_what_is_kept_is_reviewed_swept_and_backed_up(objects, settings, tmp_path, monkeypatch):
    cast, data = make_cast(), jpeg()
    photo = ContentFile(data, name="foto.jpg")
    respaldos_receive(cast.avance().pk, files=[photo], token="t", by=cast.people["enlace"])
    objects.save("originals/zz/de-nadie", ContentFile(b"de nadie"))
    PreviewStorage().save(b"un libro")
    assert "Los archivos son los que nombra la base" in said_by("verify_files")

    later = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(CommandError, match="Una diferencia|1 diferencia") as caught:
        said_by("verify_files")
    assert "originals/zz/de-nadie: sobra, 8 bytes" in str(caught.value)
    assert "2 archivos borrados" in said_by("sweep_files", remove=True)
    assert "Los archivos son los que nombra la base" in said_by("verify_files")
    monkeypatch.undo()

    folder = tmp_path / "respaldo"
    assert "Respaldo completo" in said_by("backup", folder)
    assert list(backup_faults(folder)) == []
    there = {path.read_bytes() for path in folder.rglob("originals/*/*")}
    assert there == {data}
    assert len(list(folder.rglob("renditions/*/*"))) == 4

    settings.STORAGES = {**settings.STORAGES, "default": away_settings()}
    for command in ("sweep_files", "verify_audit"):
        args = ["propia"] if command == "verify_audit" else []
        with pytest.raises(CommandError, match="El almacén de los archivos no responde") as caught:
            monkeypatch.setattr(
                "programs.management.commands.verify_audit.institucion_verify",
                lambda *args: list(files.orphans(timezone.now())),
            )
            said_by(command, *args)
        assert caught.value.returncode == 1
    with pytest.raises(CommandError, match="No se respaldó"):
        said_by("backup", tmp_path / "otro")
    assert not (tmp_path / "otro").exists()
