"""Pictures and documents: received once, judged by content, shown to who may see them."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from programs.enums import BlockKind
from programs.models import Bloque, Evidencia, Figura, Trimestre
from programs.models.evidencia import files_undone
from programs.selectors.evidencia import PER_PAGE
from programs.services.evidencia import clean_name, picture_store, respaldos_receive
from tests.factories import CLOSED
from tests.files import docx, pdf
from tests.pictures import jpeg

JSON = {"HTTP_ACCEPT": "application/json"}


def file(data: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    """Return a file as a form sends it; its announced type is never believed."""
    return SimpleUploadedFile(name, data, "application/octet-stream")


def block_of(cast, place: int = 0, quarter: int = 1) -> Bloque:
    """Return the block of figures of a línea, without the picture that has no file."""
    block = Bloque.objects.get(avance=cast.avance(place, quarter), kind=BlockKind.FIGURES)
    block.figuras.all().delete()
    return block


def upload(client, block, *files, token="t-1", **extra):
    """Send files to a block and return the answer."""
    data = {"files": list(files), "token": token}
    return client.post(reverse("figures_upload", args=[block.pk]), data, **extra)


def close(cast) -> None:
    """Close the first quarter."""
    Trimestre.objects.filter(programa=cast.programa).update(**CLOSED)


def stored_files() -> set[str]:
    """Return the names of all stored files."""
    found = set()
    for folder in ("originals", "renditions"):
        if default_storage.exists(folder):
            for part in default_storage.listdir(folder)[0]:
                found |= {
                    f"{folder}/{part}/{n}" for n in default_storage.listdir(f"{folder}/{part}")[1]
                }
    return found


def test_a_picture_is_kept_as_received_and_shown_without_place(cast, sign_in):
    data = jpeg(4032, 3024, orientation=6)
    block = block_of(cast)
    answer = upload(sign_in("enlace"), block, file(data), **JSON)

    row = Evidencia.objects.get(figuras__bloque=block)
    assert answer.status_code == 200
    assert answer.json()["results"][0]["figure"] == row.figuras.get().pk
    assert (row.sha256, row.size) == (hashlib.sha256(data).hexdigest(), len(data))
    assert default_storage.open(row.original.name).read() == data
    assert (row.width, row.height) == (3024, 4032)
    assert row.area.code == "juridica"
    assert row.uploaded_by == cast.people["enlace"]
    assert "foto" not in row.original.name
    for copy in row.renditions:
        with Image.open(default_storage.open(copy["name"])) as image:
            assert image.height > image.width
            assert not image.getexif()
            assert image.info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_each_file_has_its_own_answer(cast, sign_in):
    block = block_of(cast)
    answer = upload(sign_in("enlace"), block, file(jpeg(300, 200)), file(pdf(), "acta.jpg"), **JSON)

    good, bad = answer.json()["results"]
    assert answer.status_code == 200
    assert good["ok"] and "figura-row" in good["html"]
    assert not bad["ok"] and bad["message"].startswith("Es un PDF")
    assert block.figuras.count() == 1


def test_a_plain_form_goes_back_with_a_message_for_each_file(cast, sign_in):
    block = block_of(cast)
    client = sign_in("enlace")
    answer = upload(client, block, file(jpeg(300, 200)), file(b"hola", "nota.jpg"))

    assert answer.status_code == 303
    assert answer.url.endswith(f"#bloque-{block.key}")
    texts = [str(message) for message in client.get("/").context["messages"]]
    assert texts[0] == "Se agregó 1 foto."
    assert texts[1].startswith("nota.jpg: El archivo no es una imagen")


def test_nothing_acceptable_is_422_and_leaves_no_file(cast, sign_in):
    before = stored_files()
    block = block_of(cast)
    answer = upload(sign_in("enlace"), block, file(b""), **JSON)

    assert answer.status_code == 422
    assert answer.json()["errors"]["files"] == [
        "foto.jpg: El archivo está vacío. Elija otra imagen."
    ]
    assert stored_files() == before
    assert upload(sign_in("enlace"), block, **JSON).status_code == 422


def test_the_same_form_adds_once(cast, sign_in):
    block, client = block_of(cast), sign_in("enlace")
    data = jpeg(300, 200)
    upload(client, block, file(data), file(data, "otra.jpg"), **JSON)
    files = stored_files()
    again = upload(client, block, file(data), **JSON)

    assert again.json()["results"][0]["ok"]
    assert block.figuras.count() == Evidencia.objects.count() == 1
    assert stored_files() == files

    client.post(reverse("figure_remove", args=[block.figuras.get().pk]), {"version": 1})
    upload(client, block, file(data), **JSON)
    assert block.figuras.count() == 0, "A late repetition brings nothing back."

    upload(client, block, file(data), token="t-2", **JSON)
    assert block.figuras.count() == 1, "Another form may add the same picture again."


@pytest.mark.django_db(transaction=True)
def test_the_same_form_at_the_same_time_adds_once(cast):
    block, data = block_of(cast), jpeg(300, 200)
    before = stored_files()

    def once(_):
        client = Client()
        client.force_login(cast.people["enlace"])
        try:
            return upload(client, block, file(data), **JSON).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        codes = list(pool.map(once, range(8)))

    row = Evidencia.objects.get()
    assert codes == [200] * 8
    assert block.figuras.count() == 1
    names = {row.original.name, *(copy["name"] for copy in row.renditions)}
    assert stored_files() - before == names, "No file is left without its row."


def test_a_block_takes_as_many_pictures_as_it_says(cast, sign_in):
    block = block_of(cast)
    Figura.objects.bulk_create(Figura(bloque=block, order=n) for n in range(1, 60))
    answer = upload(sign_in("enlace"), block, file(jpeg(30, 20)), **JSON)

    assert answer.status_code == 200
    assert block.figuras.count() == 60


@pytest.mark.parametrize(("limit", "kind"), [(25, "picture"), (20, "document")])
def test_a_file_may_be_as_large_as_its_limit(cast, limit, kind, monkeypatch):
    """The size that a form announces decides before anything is read."""
    largest = limit * 1024 * 1024
    for size, refused in ((largest, False), (largest + 1, True)):
        sent = file(jpeg(30, 20) if kind == "picture" else pdf())
        monkeypatch.setattr(sent, "size", size)
        (received,) = respaldos_receive(
            cast.avance().pk, files=[sent], token=f"t{size}", by=cast.people["enlace"]
        )
        assert bool(received.refusal) == refused, received.refusal


def test_too_many_pictures_leave_nothing_behind(cast, sign_in):
    block = block_of(cast)
    Figura.objects.bulk_create(Figura(bloque=block, order=n) for n in range(1, 61))
    before = stored_files()
    answer = upload(sign_in("enlace"), block, file(jpeg(30, 20)), **JSON)

    assert answer.status_code == 422
    assert "caben 60 fotos" in answer.json()["message"]
    assert stored_files() == before
    assert not Evidencia.objects.exists()


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("titular", 200),
        ("superuser", 200),
        ("planeacion", 423),
        ("consulta", 423),
        ("auditoria", 423),
        ("outsider", 404),
    ],
)
def test_only_the_area_adds_describes_and_removes(cast, sign_in, person, code):
    block = block_of(cast)
    assert upload(sign_in(person), block, file(jpeg(30, 20)), **JSON).status_code == code
    figure = block.figuras.first() or Figura.objects.create(bloque=block, order=1)
    client = sign_in(person)
    values = {"alt": "Mesa", "version": figure.version}
    save = client.post(reverse("figure_save", args=[figure.pk]), values, **JSON)
    assert save.status_code == code
    values = {"version": 2 if code == 200 else figure.version}
    assert (
        client.post(reverse("figure_remove", args=[figure.pk]), values, **JSON).status_code == code
    )
    assert Figura.objects.filter(pk=figure.pk).exists() == (code != 200)


def test_a_closed_quarter_takes_no_picture(cast, sign_in):
    block = block_of(cast)
    close(cast)
    before = stored_files()
    answer = upload(sign_in("enlace"), block, file(jpeg(30, 20)), **JSON)

    assert answer.status_code == 423
    assert "está cerrado" in answer.json()["message"]
    assert stored_files() == before
    assert upload(sign_in("enlace"), block, file(jpeg(30, 20))).status_code == 403


def test_a_stale_description_is_a_conflict_and_flags_follow(cast, sign_in):
    block, client = block_of(cast), sign_in("enlace")
    upload(client, block, file(jpeg(30, 20)), **JSON)
    figure = block.figuras.get()
    url = reverse("figure_save", args=[figure.pk])
    first = client.post(url, {"alt": "Mesa", "shows_minors": "true", "version": 1}, **JSON)
    stale = client.post(url, {"alt": "Otra", "version": 1}, **JSON)

    figure.refresh_from_db()
    evidencia = figure.evidencia
    assert first.json()["version"] == 2
    assert first.json()["shows_people"] is True
    assert (evidencia.shows_people, evidencia.shows_minors, figure.in_informe) == (
        True,
        True,
        False,
    )
    assert stale.status_code == 409
    assert stale.json()["theirs"]["alt"] == "Mesa"
    assert figure.alt == "Mesa"
    assert client.post(url, {"alt": "x" * 301, "version": 2}, **JSON).status_code == 422


def test_removing_twice_is_removing_once(cast, sign_in):
    block, client = block_of(cast), sign_in("enlace")
    upload(client, block, file(jpeg(30, 20)), **JSON)
    url = reverse("figure_remove", args=[block.figuras.get().pk])

    assert client.post(url, {"version": 7}, **JSON).status_code == 409
    assert client.post(url, {"version": 1}, **JSON).status_code == 200
    assert client.post(url, {"version": 1}, **JSON).status_code == 200
    assert sign_in("outsider").post(url, {"version": 1}, **JSON).status_code == 404
    assert Evidencia.objects.count() == 1, "The file stays as evidence."


def test_the_same_picture_elsewhere_is_pointed_out(cast, sign_in):
    client, data = sign_in("enlace"), jpeg(300, 200)
    upload(client, block_of(cast, 0), file(data), **JSON)
    elsewhere = upload(client, block_of(cast, 1), file(data), **JSON).json()["results"][0]
    other = upload(client, block_of(cast, 1), file(jpeg(200, 200)), **JSON).json()["results"][0]

    assert elsewhere["ok"]
    assert elsewhere["message"] == (
        "La misma imagen está también en la línea 1.1 del 1er trimestre."
    )
    assert elsewhere["message"] in elsewhere["html"]
    assert other["message"] == ""


ORIGINAL = {
    "enlace": 200,
    "titular": 200,
    "planeacion": 200,
    "secretario": 200,
    "auditoria": 200,
    "superuser": 200,
    "consulta": 403,
    "outsider": 404,
    None: 302,
}


@pytest.mark.parametrize(("person", "code"), ORIGINAL.items())
def test_who_may_download_an_original(cast, sign_in, person, code):
    data = jpeg(300, 200)
    upload(sign_in("enlace"), block_of(cast), file(data, "acta (1).jpg"), **JSON)
    key = Evidencia.objects.get().key
    answer = sign_in(person).get(reverse("evidencia_original", args=[key]))

    assert answer.status_code == code
    if code == 200:
        assert b"".join(answer.streaming_content) == data
        assert answer["Content-Disposition"] == 'attachment; filename="acta (1).jpg"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_the_other_area_sees_no_original(cast, sign_in):
    upload(sign_in("superuser"), block_of(cast, 2), file(jpeg(300, 200)), **JSON)
    row = Evidencia.objects.get()

    assert row.area.code == "archivo"
    url = reverse("evidencia_original", args=[row.key])
    assert sign_in("enlace").get(url).status_code == 403


def test_documents_are_kept_for_the_area(cast, sign_in):
    client = sign_in("enlace")
    area = cast.institucion.areas.get(code="juridica")
    data = {
        "files": [file(pdf(), "acta.pdf"), file(docx(), "nota.docx"), file(b"x", "a.pdf")],
        "token": "d-1",
        "area": area.pk,
    }
    answer = client.post(reverse("evidencia_add"), data, **JSON)
    page = client.get(reverse("evidencia_list"))

    assert [result["ok"] for result in answer.json()["results"]] == [True, True, False]
    names = set(Evidencia.objects.values_list("original_name", flat=True))
    assert names == {"acta.pdf", "nota.docx"}
    assert b"acta.pdf" in page.content and b"Word" in page.content
    assert sign_in("consulta").get(reverse("evidencia_list")).status_code == 403
    assert (
        sign_in("planeacion")
        .post(reverse("evidencia_add"), {"area": area.pk, "files": [file(pdf())]}, **JSON)
        .status_code
        == 423
    )
    assert (
        sign_in("outsider")
        .post(reverse("evidencia_add"), {"area": area.pk, "files": [file(pdf())]}, **JSON)
        .status_code
        == 404
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\fotos\\uno.jpg", "uno.jpg"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\0b.jpg", "ab.jpg"),
        ("", "archivo"),
        ("/", "archivo"),
    ],
)
def test_names_are_shown_plainly(name, shown):
    assert clean_name(name) == shown


class TestManyDocuments:
    """No document is out of reach, however many there are."""

    @pytest.fixture
    def many(self, cast):
        areas = list(cast.institucion.areas.order_by("order"))
        for area in areas:
            Evidencia.objects.bulk_create(
                Evidencia(
                    key=f"{area.code}-{n}", original_name=f"{area.code} {n}.pdf", area=area,
                    institucion=cast.institucion, media_type="application/pdf", size=1,
                    sha256="0" * 64, original="originals/x",
                )
                for n in range(PER_PAGE + 20)
            )  # fmt: skip
        return cast

    def listed(self, client, page: int) -> list[tuple[str, int]]:
        html = client.get(reverse("evidencia_list"), {"page": page})
        return [(group.area.code, len(group.rows)) for group in html.context["page"].groups]

    def test_the_pages_hold_every_one(self, many, sign_in):
        client = sign_in("secretario")
        assert self.listed(client, 1) == [("juridica", PER_PAGE)]
        assert self.listed(client, 2) == [("juridica", 20), ("archivo", PER_PAGE - 20)]
        assert self.listed(client, 3) == [("archivo", 40)]
        assert self.listed(client, 99) == [("archivo", 40)]
        html = client.get(reverse("evidencia_list")).text
        assert "Página 1 de 3" in html
        assert 'href="?page=2"' in html

    def test_own_areas_come_first_with_their_form(self, many, sign_in):
        client = sign_in("enlace")
        assert self.listed(client, 1) == [("juridica", PER_PAGE)]
        assert "Agregar documentos" in client.get(reverse("evidencia_list")).text

    def test_an_area_is_not_said_to_have_none_where_another_page_has_them(self, many, sign_in):
        client = sign_in("superuser")
        html = client.get(reverse("evidencia_list")).text
        assert "Los documentos de esta área están en otra página." in html
        Evidencia.objects.filter(area__code="archivo").delete()
        html = client.get(reverse("evidencia_list")).text
        assert "Todavía no hay documentos de esta área." in html


def test_a_long_name_keeps_its_ending():
    shown = clean_name("a" * 300 + ".jpeg")

    assert len(shown) == 255
    assert shown.endswith("a.jpeg")


@pytest.mark.parametrize("name", ["acta." + "x" * 300, "." + "x" * 300, "x" * 300])
def test_what_is_no_ending_is_cut_with_the_rest(name):
    assert clean_name(name) == name[:255]


def test_a_second_picture_inside_a_jpeg_is_left_behind(cast, sign_in):
    buffer = io.BytesIO()
    images = [Image.new("RGB", (300, 200), color) for color in ("#aa5555", "#55aa55")]
    images[0].save(buffer, "MPO", save_all=True, append_images=images[1:])
    answer = upload(sign_in("enlace"), block_of(cast), file(buffer.getvalue()), **JSON)

    assert answer.status_code == 200
    assert Evidencia.objects.get().media_type == "image/jpeg"


def test_an_error_deletes_the_files_of_rows_that_are_not_there_and_of_no_other(cast):
    """A server that dies as it commits may have taken the row that its error says is not there."""

    def away(execute, sql, params, many, context):
        raise OperationalError("server closed the connection unexpectedly")

    enlace, area = cast.people["enlace"], cast.institucion.areas.get(code="juridica")
    taken = picture_store(
        jpeg(80, 60), name="a.jpg", institucion=cast.institucion, by=enlace, area=area
    )
    new = Evidencia(institucion=cast.institucion, key="b" * 32)
    new.original.save("b", ContentFile(b"x"), save=False)
    name = new.original.name
    with pytest.raises(OperationalError), files_undone([taken, new]):
        raise OperationalError("server closed the connection unexpectedly")
    assert default_storage.exists(taken.original.name)
    assert not default_storage.exists(name)

    new.original.save("b", ContentFile(b"x"), save=False)
    with pytest.raises(OperationalError), connection.execute_wrapper(away), files_undone([new]):
        Evidencia.objects.exists()
    assert default_storage.exists(new.original.name), "Nobody said that its row is not there."
