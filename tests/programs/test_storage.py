"""A place that takes no write: who is signed in reads on, and nothing that was typed is lost."""

import errno
import os
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, OperationalError, ProgrammingError
from django.test import Client
from django.urls import reverse

from programs.models import Sesion
from programs.received.storage import write_whole
from programs.views.storage import NOT_READ, NOT_STORED, is_storage_failure
from tests.factories import PASSWORD
from tests.files import pdf
from tests.programs.full_disk import full_disk

pytestmark = pytest.mark.django_db


class TestSigning:
    """To sign in, to sign out, and to stay signed in."""

    @pytest.mark.parametrize("door", ["/acceder/", "/acceder/?next=/admin/"])
    def test_in_says_so_and_keeps_the_account_and_never_the_password(self, cast, door):
        client = Client(raise_request_exception=False)
        with full_disk():
            answer = client.post(door, {"username": "planeacion", "password": PASSWORD})
        assert answer.status_code == 503
        assert NOT_STORED in answer.text
        assert "planeacion" in answer.text
        assert PASSWORD not in answer.text
        assert "sessionid" not in answer.cookies
        assert (
            client.post(door, {"username": "planeacion", "password": PASSWORD}).status_code == 302
        )

    def test_out_forgets_the_session_in_this_browser(self, cast, sign_in):
        client = sign_in("enlace")
        with full_disk():
            answer = client.post(reverse("logout"))
        assert answer["Location"] == reverse("account_login")
        assert client.get("/").status_code == 302

    def test_a_session_is_stored_a_few_times_an_hour_and_not_at_each_page(self, cast, client):
        with time_machine.travel("2026-04-10 15:00:00+00:00", tick=False) as clock:
            client.force_login(cast.people["enlace"])
            stored = []
            for _ in range(9):
                clock.shift(timedelta(minutes=5))
                answer = client.get("/")
                stored.append("sessionid" in answer.cookies)
            assert stored == [False, False, False, True, False, False, False, True, False]
            clock.shift(timedelta(seconds=settings.SESSION_COOKIE_AGE - 10 * 60))
            assert client.get("/").status_code == 200
            clock.shift(timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
            assert client.get("/").status_code == 302

    def test_a_session_that_was_ended_elsewhere_is_not_brought_back(self, cast, client):
        with time_machine.travel("2026-04-10 15:00:00+00:00", tick=False) as clock:
            client.force_login(cast.people["enlace"])
            clock.shift(timedelta(hours=1))
            Sesion.objects.all().delete()
            assert client.get("/").status_code == 302
            assert not Sesion.objects.exists()


class TestPrivate:
    """What a browser keeps of a page of somebody who signed in: nothing."""

    def test_pages_are_not_stored_and_files_of_everybody_are(self, cast, sign_in):
        for who, address in (
            ("enlace", "/"),
            ("enlace", "/no-hay/"),
            ("enlace", reverse("libro", args=["propia"])),
            ("planeacion", "/admin/"),
            (None, "/acceder/"),
        ):
            assert "no-store" in sign_in(who).get(address)["Cache-Control"], address
        style = sign_in("enlace").get(reverse("institution_css", args=["propia"]))
        assert "no-store" not in style["Cache-Control"]


class TestFiles:
    """A file is whole under its name or is not there."""

    class Cut(ContentFile):
        """Content during which the disk fills up."""

        def chunks(self, chunk_size=None):
            """Give the half, and then no more."""
            yield b"la mitad"
            raise OSError(errno.ENOSPC, "No space left on device")

    def names(self) -> list[str]:
        """Return what stands in the folder of the test."""
        return default_storage.listdir("enteros")[1]

    def test_the_storage_leaves_nothing_of_a_cut_one(self, db):
        default_storage.save("enteros/bueno", ContentFile(b"entero"))
        with pytest.raises(OSError, match="No space left"):
            default_storage.save("enteros/malo", self.Cut(b""))
        assert self.names() == ["bueno"]
        again = default_storage.save("enteros/bueno", ContentFile(b"otro"))
        assert default_storage.open("enteros/bueno").read() == b"entero"
        assert default_storage.open(again).read() == b"otro"
        assert len(self.names()) == 2

    def test_each_is_on_the_disk_before_its_name_and_so_are_new_folders(self, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path / "datos" / "media"
        steps: list[str] = []

        def told(name: str, real: Callable) -> Callable:
            def call(*args: object, **options: object) -> object:
                what = args[0]
                path = os.readlink(f"/proc/self/fd/{what}") if isinstance(what, int) else str(what)
                draft = path.endswith(".draft") or path.rpartition("/")[2].startswith(".")
                place = "draft" if draft else str(Path(path).relative_to(tmp_path))
                steps.append(f"{name} {place}")
                return real(*args, **options)

            return call

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", told("sync", os.fsync))
            patch.setattr(Path, "rename", told("name", Path.rename))
            patch.setattr(Path, "replace", told("name", Path.replace))
            default_storage.save("originals/ab/uno", ContentFile(b"uno"))
            made = ["sync .", "sync datos", "sync datos/media", "sync datos/media/originals"]
            folder = "sync datos/media/originals/ab"
            assert steps == [*made, "sync draft", "name draft", folder]
            steps.clear()
            default_storage.save("originals/ab/dos", ContentFile(b"dos"))
            assert steps == ["sync draft", "name draft", folder]
            steps.clear()
            write_whole(tmp_path / "datos" / "informe.pdf", b"entero")
            assert steps == ["sync draft", "name draft", "sync datos"]

    def test_over_a_file_the_old_one_stays(self, tmp_path, monkeypatch):
        target = tmp_path / "informe.pdf"
        write_whole(target, b"el anterior")

        def fail(handle):
            raise OSError(errno.ENOSPC, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("os.fsync", fail)
            with pytest.raises(OSError, match="No space"):
                write_whole(target, b"el nuevo")
        assert target.read_bytes() == b"el anterior"
        assert [path.name for path in tmp_path.iterdir()] == ["informe.pdf"]

    def test_a_full_disk_during_an_upload_is_said(self, cast, sign_in, monkeypatch):
        def fail(*_):
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr("programs.received.storage.FileSystemStorage._save", fail)
        client = sign_in("enlace")
        client.raise_request_exception = False
        file = ContentFile(pdf(), name="oficio.pdf")
        typed = {
            "area": cast.institucion.areas.get(code="juridica").pk,
            "token": "t",
            "files": file,
        }
        answer = client.post(reverse("evidencia_add"), typed)
        assert answer.status_code == 503


@pytest.mark.parametrize(
    ("error", "ours"),
    [
        (OperationalError("database is locked"), True),
        (DatabaseError("file is not a database"), True),
        (IntegrityError("UNIQUE constraint failed"), False),
        (ProgrammingError("no such column"), False),
        (OSError(errno.ENOSPC, ""), True),
        (OSError(errno.EROFS, ""), True),
        (OSError(errno.ENOENT, ""), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_what_counts_as_a_failure_of_the_place(error, ours):
    assert is_storage_failure(error) is ours


def test_before_any_view_it_is_told_the_same_way(cast, client, monkeypatch):
    """The database server is away already when the session is read."""

    def away(*_):
        raise OperationalError("connection refused")

    client.force_login(cast.people["enlace"])
    client.raise_request_exception = False
    monkeypatch.setattr("sesea.sessions.SessionStore._get_session_from_db", away)
    answer = client.get("/")
    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert NOT_READ in answer.text
