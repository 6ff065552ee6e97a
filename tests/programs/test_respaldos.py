"""What backs a línea's quarter without being printed in it."""

import hashlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programs.models import Evidencia, Trimestre
from programs.selectors.estructura import captured_under
from programs.selectors.evidencia import respaldos_of
from tests.factories import CLOSED, YEAR
from tests.files import docx, pdf, xlsx
from tests.pictures import jpeg

FILES = {
    "acta.pdf": pdf(),
    "nota.docx": docx(),
    "lista.xlsx": xlsx(),
    "lista firmada.jpg": jpeg(300, 200),
}
MARKS = ("SAVEPOINT", "RELEASE")


def page_of(cast, place: int = 0) -> str:
    """Return the address of the capture page of a línea."""
    return reverse("avance_edit", args=[cast.institucion.slug, YEAR, cast.linea(place).pk, 1])


def add(client, avance, *names: str, token: str = "t-1", **extra):
    """Send files as what backs an entry."""
    files = [SimpleUploadedFile(name, FILES.get(name, b"nada")) for name in names]
    url = reverse("respaldo_add", args=[avance.pk])
    return client.post(url, {"files": files, "token": token}, **extra)


def names_of(avance) -> set[str]:
    """Return the names of what backs an entry."""
    return set(avance.respaldos.values_list("original_name", flat=True))


def test_documents_and_pictures_back_the_quarter_as_received(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    answer = add(client, avance, *FILES, "raro.bin")
    text = client.get(page_of(cast)).content.decode()

    assert answer.status_code == 303 and answer.url.endswith("#respaldos")
    assert names_of(avance) == set(FILES)
    for row in avance.respaldos.all():
        data = FILES[row.original_name]
        assert row.sha256 == hashlib.sha256(data).hexdigest()
        assert default_storage.open(row.original.name).read() == data
        assert row.area == avance.linea.area
        assert f"{row.original_name}</a>" in text
        assert row.history.get().history_user == cast.people["enlace"]
    assert "raro.bin: El archivo no es una imagen" in text


def test_the_same_form_keeps_them_once(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    for _ in range(2):
        add(client, avance, "acta.pdf")

    assert avance.respaldos.count() == 1


def test_what_is_taken_away_stays_in_the_area_and_comes_back(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    add(client, avance, "acta.pdf", "lista firmada.jpg")
    for row in avance.respaldos.all():
        url = reverse("respaldo_detach", args=[avance.pk, row.key])
        assert [client.post(url).status_code for _ in range(2)] == [303, 303]
    assert names_of(avance) == set()
    listed = client.get(reverse("evidencia_list")).content.decode()
    assert "acta.pdf" in listed and "lista firmada.jpg" in listed

    row = Evidencia.objects.get(original_name="acta.pdf")
    attach = reverse("respaldo_attach", args=[avance.pk])
    assert f'<option value="{row.key}">' in client.get(page_of(cast)).content.decode()
    assert client.post(attach, {"key": row.key}).status_code == 303
    assert names_of(avance) == {"acta.pdf"}
    traces = row.history.values_list("avance", "history_user__username")
    assert list(traces) == [(avance.pk, "enlace"), (None, "enlace"), (avance.pk, "enlace")]


def test_the_list_of_the_area_says_what_each_file_backs(cast, sign_in):
    client = sign_in("enlace")
    add(client, cast.avance(), "acta.pdf")
    listed = client.get(reverse("evidencia_list")).content.decode()

    assert f'href="{page_of(cast)}#respaldos"' in listed


def test_a_file_of_another_entry_or_area_is_not_taken(cast, sign_in):
    client = sign_in("superuser")
    add(client, cast.avance(0), "acta.pdf")
    add(client, cast.avance(2), "nota.docx")
    assert cast.avance(2).linea.area != cast.avance(0).linea.area
    attach = reverse("respaldo_attach", args=[cast.avance(1).pk])
    for row in Evidencia.objects.all():
        assert client.post(attach, {"key": row.key}).status_code == 422

    assert names_of(cast.avance(1)) == set()
    assert names_of(cast.avance(0)) == {"acta.pdf"}


def test_a_closed_quarter_keeps_what_it_has(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    add(client, avance, "acta.pdf")
    row = avance.respaldos.get()
    Trimestre.objects.filter(programa=cast.programa).update(**CLOSED)
    assert add(client, avance, "nota.docx").status_code == 403
    assert client.post(reverse("respaldo_detach", args=[avance.pk, row.key])).status_code == 403
    text = client.get(page_of(cast)).content.decode()

    assert names_of(avance) == {"acta.pdf"}
    assert "acta.pdf</a>" in text and "respaldos/" not in text


def test_a_file_that_backs_an_entry_counts_as_captured(cast, sign_in):
    avance = cast.avance(0, 2)
    assert not any(str(avance) in said for said in captured_under(avance.linea))
    Evidencia.objects.create(
        institucion=cast.institucion, avance=avance, key="x", original_name="a.pdf",
        media_type="application/pdf", size=1, sha256="0" * 64,
    )  # fmt: skip
    assert any(str(avance) in said for said in captured_under(avance.linea))


def test_many_files_cost_what_one_costs(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    counts = []
    for copies in (1, 30):
        Evidencia.objects.bulk_create(
            Evidencia(
                institucion=cast.institucion, avance=avance, area=avance.linea.area,
                key=f"k-{copies}-{n}", original_name=f"{n}.pdf", media_type="application/pdf",
                size=1, sha256="0" * 64, uploaded_by=cast.people["enlace"],
            )
            for n in range(copies)
        )  # fmt: skip
        address = page_of(cast)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(sum(not query["sql"].startswith(MARKS) for query in queries))

    assert counts[0] == counts[1] <= 16
    assert len(respaldos_of(avance).rows) == 31


def test_adding_and_taking_away_stay_within_the_budget(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    add(client, avance, "acta.pdf")
    key = avance.respaldos.get().key
    posts = [
        (reverse("respaldo_detach", args=[avance.pk, key]), {}),
        (reverse("respaldo_attach", args=[avance.pk]), {"key": key}),
    ]
    for url, values in posts:
        with CaptureQueriesContext(connection) as queries:
            assert client.post(url, values).status_code == 303
        assert sum(not query["sql"].startswith(MARKS) for query in queries) <= 14


@pytest.mark.parametrize("who", ["planeacion", "consulta"])
def test_only_the_area_says_what_backs_its_entry(cast, sign_in, who):
    add(sign_in(who), cast.avance(), "acta.pdf")

    assert not Evidencia.objects.exists()
