"""Received files in S3-compatible storage: what a folder promises holds there too."""

import errno
import os
import tracemalloc
from http import HTTPStatus

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.http import FileResponse
from django.urls import reverse

from programs.models import Evidencia
from programs.received.objects import BUFFER, ObjectStorage
from programs.received.storage import StoreRefused
from programs.views.storage import NOT_READ, is_storage_failure
from tests.files import pdf
from tests.object_store import KEYS, away_settings
from tests.pictures import jpeg

MEGABYTE = 1024 * 1024


@pytest.fixture
def away(settings) -> ObjectStorage:
    """The storage of a store that does not answer."""
    settings.STORAGES = {**settings.STORAGES, "default": away_settings()}
    return ObjectStorage(**away_settings()["OPTIONS"])


def test_a_name_is_taken_once_and_kept_private(objects, tmp_path):
    name = objects.save("ab/uno", ContentFile(b"primero"))
    # Two hosts ask at once whether a name is free: the store itself refuses the second.
    other = objects._save(name, ContentFile(b"segundo"))
    assert (name, objects.open(name).read()) == ("ab/uno", b"primero")
    assert other != name
    assert objects.open(other).read() == b"segundo"
    grants = objects._client.get_object_acl(**objects._place(name))["Grants"]
    assert [grant["Permission"] for grant in grants] == ["FULL_CONTROL"]
    assert {grant["Grantee"]["Type"] for grant in grants} == {"CanonicalUser"}
    with pytest.raises(NotImplementedError):
        objects.url(name)

    made = tmp_path / "documento"
    made.write_bytes(b"hecho otra vez")
    objects.replace(name, made)
    assert objects.open(name).read() == b"hecho otra vez"


def test_it_lists_measures_dates_and_removes(objects):
    for name in ("uno", "ab/dos", "ab/cd/tres"):
        objects.save(name, ContentFile(name.encode()))
    assert objects.listdir("") == (["ab"], ["uno"])
    assert objects.listdir("ab") == (["cd"], ["dos"])
    assert objects.listdir("no-hay") == ([], [])
    assert objects.size("ab/cd/tres") == len("ab/cd/tres")
    assert objects.get_modified_time("uno").tzinfo is not None
    objects.delete("uno")
    objects.delete("uno")
    assert not objects.exists("uno")
    for ask in (objects.open, objects.size, objects.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("uno")
    with pytest.raises(SuspiciousOperation):
        objects.exists("../fuera")
    with pytest.raises(ValueError, match="only read"):
        objects.open("ab/dos", "wb")


def test_a_file_is_served_by_pieces(objects):
    data = os.urandom(MEGABYTE) * 8
    objects.save("grande", ContentFile(data))
    with objects.open("grande") as file:
        assert file.size == len(data)
        file.seek(5 * MEGABYTE + 3)
        assert file.read(9) == data[5 * MEGABYTE + 3 :][:9]
        file.seek(0)
        assert sum(len(piece) for piece in file.chunks()) == len(data)

    tracemalloc.start()
    try:
        answer = FileResponse(objects.open("grande"))
        assert answer["Content-Length"] == str(len(data))
        at = 0
        for piece in answer.streaming_content:
            assert piece == data[at : at + len(piece)]
            at += len(piece)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert at == len(data)
    assert peak < 2 * MEGABYTE + BUFFER


def test_a_file_that_changes_while_it_is_read_is_an_error(objects, tmp_path):
    objects.save("grande", ContentFile(b"a" * MEGABYTE))
    file = objects.open("grande")
    file.read(10)
    made = tmp_path / "otro"
    made.write_bytes(b"b" * MEGABYTE)
    objects.replace("grande", made)
    file.seek(MEGABYTE // 2)
    with pytest.raises(StoreRefused):
        file.read(10)


def test_a_fork_takes_a_client_of_its_own(objects):
    objects.save("uno", ContentFile(b"1"))
    mine = objects._client
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.write(writing, b"%d" % (objects._client is not mine and objects.exists("uno")))
        os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reading, 1) == b"1"
    assert objects._client is mine
    os.close(reading)
    os.close(writing)


def test_what_the_store_refuses_is_a_failure_of_the_place(away, objects):
    for ask in (
        lambda: away.exists("uno"),
        lambda: away.open("uno"),
        lambda: away.save("uno", ContentFile(b"1")),
        lambda: away.listdir(""),
        lambda: away.delete("uno"),
    ):
        with pytest.raises(StoreRefused) as caught:
            ask()
        assert caught.value.errno == errno.EIO
        assert is_storage_failure(caught.value)
    closed = ObjectStorage("no-hay-cubo", endpoint=objects._client.meta.endpoint_url, **KEYS)
    with pytest.raises(OSError, match="NoSuchBucket"):
        closed.save("uno", ContentFile(b"1"))


@pytest.mark.django_db
class TestPages:
    """The pages that take and give files."""

    def add(self, client, cast, token="t", **files: bytes):
        """Send files as what backs an entry."""
        sent = [ContentFile(data, name=name.replace("_", ".")) for name, data in files.items()]
        url = reverse("respaldo_add", args=[cast.avance().pk])
        return client.post(url, {"token": token, "files": sent})

    def test_documents_and_pictures_come_back_as_they_were(self, cast, sign_in, objects):
        client = sign_in("enlace")
        files = {"oficio_pdf": pdf(), "foto_jpg": jpeg()}
        assert self.add(client, cast, **files).status_code == HTTPStatus.SEE_OTHER
        kept = {row.original_name: row for row in Evidencia.objects.all()}
        for name, data in files.items():
            row = kept[name.replace("_", ".")]
            assert objects.exists(row.original.name)
            answer = client.get(reverse("evidencia_original", args=[row.key]))
            assert b"".join(answer.streaming_content) == data
        row = kept["foto.jpg"]
        copy = row.renditions[0]
        address = reverse("figure_image", args=[row.key, copy["width"]])
        client = sign_in("planeacion")
        assert b"".join(client.get(address).streaming_content)[:2] == b"\xff\xd8"
        objects.delete(copy["name"])
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND

    def test_a_store_that_is_away_is_said(self, cast, sign_in, objects, settings):
        client = sign_in("enlace")
        self.add(client, cast, oficio_pdf=pdf())
        key = Evidencia.objects.get().key
        settings.STORAGES = {**settings.STORAGES, "default": away_settings()}
        answer = client.get(reverse("evidencia_original", args=[key]))
        assert (answer.status_code, answer["Retry-After"]) == (503, "30")
        assert NOT_READ in answer.text
        assert self.add(client, cast, "otra", otro_pdf=pdf(b"otro")).status_code == 503
        assert Evidencia.objects.count() == 1
