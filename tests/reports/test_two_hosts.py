"""Two hosts with folders of their own, one database, and the files of both in one place.

What is written on one is read, printed, issued and verified on the other.
"""

import hashlib
import re
from contextlib import ExitStack

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from programs.models import AvanceDeComponente, Bloque, Evidencia
from reports.models import DocumentJob, IssuedFile, IssuedReport
from tests.factories import YEAR
from tests.object_store import HERE, KEYS, bucket_new, bucket_settings
from tests.pictures import jpeg
from tests.reports.host import Host
from tests.reports.issue_cast import close

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres_only,
    pytest.mark.slow,
]


@pytest.fixture(params=[pytest.param("folder", marks=pytest.mark.long), "objects"])
def files_url(request, settings, tmp_path) -> str:
    """Where the files of both hosts are; this process sees them too."""
    if request.param == "folder":
        settings.MEDIA_ROOT = tmp_path / "shared"
        settings.MEDIA_ROOT.mkdir()
        return str(settings.MEDIA_ROOT)
    address = request.getfixturevalue("store_address")
    bucket = bucket_new(address)
    entry = bucket_settings(bucket, address)
    settings.STORAGES = {**settings.STORAGES, "default": entry}
    return f"s3://{bucket._bucket}/archivos?endpoint={address}"


@pytest.fixture
def hosts(settings, tmp_path, files_url):
    """Two hosts that share the database and the files, and nothing else."""
    shared = {
        "SECRET_KEY": settings.SECRET_KEY,
        "MFA_KEY": ",".join(settings.MFA_KEYS),
        "FILES_URL": files_url,
        "AWS_ACCESS_KEY_ID": KEYS["access_key"],
        "AWS_SECRET_ACCESS_KEY": KEYS["secret_key"],
        **HERE,
    }
    database = str(connection.settings_dict["NAME"])
    with ExitStack() as stack:
        both = []
        for name in ("one", "two"):
            host = Host(database, {**shared, "DATA_DIR": str(tmp_path / name)})
            stack.callback(host.end)
            both.append(host)
        assert all(host.is_ready() for host in both)
        yield both


def signed_in(cast, name: str) -> Client:
    """Return a person with a session, which any host knows."""
    client = Client()
    client.force_login(cast.people[name])
    return client


def test_what_is_done_on_one_goes_on_on_the_other(cast, hosts, tmp_path):
    one, two = hosts
    enlace, planeacion, secretario = (
        signed_in(cast, name) for name in ("enlace", "planeacion", "secretario")
    )
    avance, data = cast.avance(), jpeg()

    # A picture and a quantity.
    block = Bloque.objects.get(avance=avance, kind="figures")
    upload = reverse("figures_upload", args=[block.pk])
    assert one.ask(enlace, "post", upload, {"token": "t"}, files=("foto.jpg", data)).status == 303
    row = AvanceDeComponente.objects.get(avance=avance)
    typed = {"quantity": "5", "reason": "", "version": row.version}
    save = reverse("quantity_save", args=[row.pk])
    assert one.ask(enlace, "post", save, typed).status == 303
    evidencia = Evidencia.objects.get()
    original = reverse("evidencia_original", args=[evidencia.key])
    assert two.ask(planeacion, "get", original).body == data
    width = evidencia.renditions[0]["width"]
    copy = reverse("figure_image", args=[evidencia.key, width])
    assert two.ask(planeacion, "get", copy).body.startswith(b"\xff\xd8")
    page = reverse("avance_edit", args=[cast.institucion.slug, YEAR, avance.linea_id, 1])
    assert 'value="5"' in two.ask(enlace, "get", page).body.decode()

    # A workbook that was looked at.
    book = one.ask(planeacion, "get", reverse("planilla_download", args=cast.programa.place)).body
    upload = reverse("planilla_upload", args=cast.programa.place)
    review = one.ask(planeacion, "post", upload, libro=("plan.xlsx", book))
    assert review.status == 303
    assert two.ask(planeacion, "get", review.location).status == 200

    # A document: asked for on one, made on the other, opened on both.
    informe = reverse("informe_document", args=[*cast.programa.place, 1])
    assert one.ask(planeacion, "get", informe).status == 303
    assert (two.work(), one.work()) == (1, 0)
    opened = [host.ask(planeacion, "get", informe) for host in hosts]
    assert [answer.status for answer in opened] == [200, 200]
    assert opened[0].body == opened[1].body
    assert b"/DCTDecode" in opened[0].body

    # Issued on one, printed on the other, verified on both.
    close(cast)
    confirm = reverse("informe_issue", args=[*cast.programa.place, 1])
    shown = one.ask(secretario, "get", confirm).body.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', shown)[1]
    assert two.ask(secretario, "post", confirm, {"seen": seen}).status == 303
    official = reverse("issued_pdf", args=[IssuedReport.objects.get().folio])
    assert two.ask(secretario, "get", official).status == 303
    assert one.work() == 1
    opened = [host.ask(planeacion, "get", official) for host in hosts]
    digests = {hashlib.sha256(answer.body).hexdigest() for answer in opened}
    assert digests == {IssuedFile.objects.get(form="pdf").sha256}
    for host in hosts:
        found = host.ask(Client(), "get", reverse("verificar"), {"sha256": digests.copy().pop()})
        assert "Es el archivo que se emitió" in found.body.decode()

    assert set(DocumentJob.objects.values_list("state", "tries")) == {("done", 1)}
    # A host keeps for itself nothing that the other one would miss.
    for name in ("one", "two"):
        left = {path.relative_to(tmp_path / name).parts[0] for path in (tmp_path / name).rglob("*")}
        assert left <= {"slots", "drafts", "medidas.json"}
        assert not list((tmp_path / name / "drafts").iterdir())
