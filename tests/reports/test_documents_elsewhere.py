"""Documents where the received files are in a store of objects, and no folder has them."""

import hashlib
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from programs.errors import FileRefused
from programs.models import Evidencia
from programs.reading.traces import quarter_traces
from programs.received import previews
from programs.received.previews import PreviewStorage
from programs.received.storage import StoreRefused
from reports import tasks
from reports.forking import html_to_pdf_in_child
from reports.models import DocumentJob, JobState
from reports.rendering import RenderError, Sources
from reports.services import jobs, leases, stored
from reports.services.sources import sources_of
from tests.object_store import away_settings
from tests.pictures import jpeg
from tests.reports.drawn import DATA, no_drawing
from tests.reports.store import documents, drafts

PAGE = (
    "<html lang='es-MX'><head><title>Uno</title></head><body>"
    '<img src="media:renditions/ab/una.jpg" alt="Una foto"></body></html>'
)


def test_the_renderer_reads_pictures_that_were_brought(objects, tmp_path):
    picture = jpeg(300, 200)
    objects.save("renditions/ab/una.jpg", ContentFile(picture))
    asked = []
    with sources_of(PAGE, lambda: asked.append(1)) as sources:
        brought = sources.path("media:renditions/ab/una.jpg")
        assert brought.read_bytes() == picture
        there = html_to_pdf_in_child(PAGE, sources)
    assert asked == [1]
    assert not brought.exists()
    beside = tmp_path / "renditions" / "ab" / "una.jpg"
    beside.parent.mkdir(parents=True)
    beside.write_bytes(picture)
    assert there == html_to_pdf_in_child(PAGE, Sources(tmp_path, tmp_path))


def test_a_picture_that_is_missing_is_missed_and_no_address_leaves_the_folder(objects):
    with sources_of(PAGE) as sources, pytest.raises(RenderError, match=r"una\.jpg"):
        html_to_pdf_in_child(PAGE, sources)
    with pytest.raises(ValueError, match="outside"), sources_of('src="media:../../fuera"'):
        pass


@pytest.mark.django_db
def test_a_document_is_stored_read_made_again_and_swept(
    cast, sign_in, monkeypatch, settings, objects, tmp_path
):
    settings.RENDER_DRAFTS_DIR = tmp_path / "drafts"
    no_drawing(monkeypatch)
    client = sign_in("planeacion")
    pta = reverse("pta_document", args=cast.programa.place)
    client.get(pta)
    job = DocumentJob.objects.get()
    assert client.get(pta).content == DATA
    assert (documents(), drafts()) == ([f"{job.key}.pdf"], [])
    objects.delete(stored.name_of(job.key))
    assert client.get(pta).content == DATA
    spoilt = tmp_path / "otro"
    spoilt.write_bytes(b"%PDF-1.8")
    objects.replace(stored.name_of(job.key), spoilt)
    assert client.get(pta).content == DATA

    usual = settings.STORAGES
    settings.STORAGES = {**usual, "default": away_settings()}
    assert client.get(pta).status_code == 503
    settings.STORAGES = usual
    jobs.sweep(timezone.now() + settings.DOCUMENTS_KEPT_DAYS * timedelta(days=2))
    assert documents() == []


@pytest.mark.django_db
@pytest.mark.parametrize("when", ["bringing", "storing"])
def test_a_store_that_is_away_ends_a_document_with_a_sentence(
    cast, sign_in, monkeypatch, settings, objects, when
):
    no_drawing(monkeypatch, lambda html: DATA)
    settings.STORAGES = {**settings.STORAGES, "default": away_settings()}
    source = {"bringing": sources_of, "storing": lambda html, keep: nullcontext()}[when]
    monkeypatch.setattr(tasks, "sources_of", lambda html, keep: source(PAGE, keep))
    wanted = sign_in("planeacion").get
    wanted(reverse("pta_document", args=cast.programa.place))
    job = DocumentJob.objects.get()
    assert (job.state, job.message) == (JobState.FAILED, leases.NO_STORE)
    assert not leases.is_of_document(job)


def test_a_workbook_that_was_looked_at_is_read_on_any_host(objects, monkeypatch):
    storage = PreviewStorage()
    storage.save(b"un libro")
    elsewhere = PreviewStorage(storage.name)
    assert elsewhere.read() == b"un libro"
    place = f"{previews.FOLDER}/{storage.name}"
    objects.delete(place)
    objects.save(place, ContentFile(b"otro libro"))
    with pytest.raises(FileRefused, match="cambió después"):
        elsewhere.read()
    old = f"2026-01-01/{hashlib.sha256(b'viejo').hexdigest()}-{'0' * 32}"
    objects.save(f"{previews.FOLDER}/{old}", ContentFile(b"viejo"))
    PreviewStorage().save(b"otro")
    assert objects.listdir(previews.FOLDER)[0] == [storage.name[:10]]
    with pytest.raises(FileRefused, match="ya no está"):
        PreviewStorage(old).read()
    elsewhere.remove()
    with pytest.raises(FileRefused, match="no se encuentra"):
        PreviewStorage("../media/x").read()


@pytest.mark.django_db
def test_a_closing_keeps_no_hash_of_what_it_could_not_read(cast, settings, objects):
    """An empty one would say for ever that the file changed."""
    from programs.services.evidencia import respaldos_receive

    photo = ContentFile(jpeg(), name="foto.jpg")
    avance = cast.avance()
    respaldos_receive(avance.pk, files=[photo], token="t", by=cast.people["enlace"])
    there = quarter_traces(avance.trimestre)["pictures"]
    assert there["count"] == 1
    row = Evidencia.objects.get()
    Evidencia.objects.update(renditions=[{**c, "sha256": ""} for c in row.renditions])
    assert quarter_traces(avance.trimestre)["pictures"] == there
    settings.STORAGES = {**settings.STORAGES, "default": away_settings()}
    with pytest.raises(StoreRefused):
        quarter_traces(avance.trimestre)
    # With what is known since the files came, nothing has to be asked.
    Evidencia.objects.update(renditions=row.renditions)
    assert quarter_traces(avance.trimestre)["pictures"] == there
