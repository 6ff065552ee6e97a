"""The emblem of an institution: uploaded, judged, kept by its hash; and its colour in documents."""

import io
import re
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from programs.models import AuditEntry, Institucion, Programa
from programs.reading.corte import programa_snapshot
from programs.reading.emblems import GENERAL, emblem_there
from programs.services.institucion import NOT_AN_EMBLEM, emblem_copy, emblem_store
from programs.values.colors import DEFAULT_BRAND
from programs.values.snapshot import Snapshot
from reports.documents import pta
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.files import pdf
from tests.pictures import jpeg
from tests.programs.admin_cast import errors_of, filled

pytestmark = pytest.mark.django_db
NOWHERE = f"emblems/{'0' * 64}.jpg"


def saved_as(kind: str, size: tuple[int, int] = (900, 300), **options) -> bytes:
    """Return a picture with a clear ground and a red square, as bytes of a format."""
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    image.paste("#cc0000", (0, 0, size[1], size[1]))
    buffer = io.BytesIO()
    image.convert("RGB" if kind == "JPEG" else "RGBA").save(buffer, kind, **options)
    return buffer.getvalue()


def snapshot_of(cast) -> Snapshot:
    """Return what the PTA of the cast prints, as it is stored now."""
    return programa_snapshot(Programa.objects.get(pk=cast.programa.pk))


def address(cast) -> str:
    """Return the screen of the institution."""
    return reverse("admin:programs_institucion_change", args=[cast.institucion.pk])


def upload(client, cast, data: bytes, **changes):
    """Send the screen of the institution with a file in it, and return the answer."""
    screen = client.get(address(cast))
    file = SimpleUploadedFile("logo.png", data)
    return client.post(address(cast), filled(screen, emblem_file=file, **changes))


def with_emblem(snapshot: Snapshot, name: str, color: str = "#1E5B4F") -> Snapshot:
    """Return a snapshot whose institution has this emblem and this colour."""
    institucion = replace(snapshot.institucion, emblem=name, brand_color=color)
    return replace(snapshot, institucion=institucion)


def test_planeacion_uploads_it_and_sees_it_beside_the_field(cast, sign_in):
    client = sign_in("planeacion")
    before = cast.institucion.emblem
    closed = document_html(pta.build(snapshot_of(cast)))

    assert upload(client, cast, saved_as("PNG")).status_code == 302
    cast.institucion.refresh_from_db()
    name = cast.institucion.emblem
    with default_storage.open(name, "rb") as file:
        data = file.read()
    assert name == f"emblems/{sha256(data).hexdigest()}.jpg"
    with Image.open(io.BytesIO(data)) as copy:
        assert copy.size == (900, 300)
        red, white = copy.getpixel((100, 100)), copy.getpixel((800, 100))
    assert red[0] > 180 and red[1] < 40 and min(white) > 250

    slug = cast.institucion.slug
    seen = reverse("institution_emblem", args=[slug, PurePosixPath(name).stem])
    assert f'<img class="emblem-shown" src="{seen}"' in client.get(address(cast)).content.decode()
    assert f'src="{seen}"' in client.get(reverse("home")).content.decode()
    answer = client.get(seen)
    assert b"".join(answer.streaming_content) == data
    assert answer["Content-Type"] == "image/jpeg"
    assert sign_in("outsider").get(seen).status_code == 404
    changes = AuditEntry.objects.order_by("-number").first().data["changes"]
    assert changes == [["emblema", before, name]]

    document = document_html(pta.build(snapshot_of(cast)))
    assert f'src="media:{name}"' in document and f"static:{before}" in closed
    written, complaints = html_to_pdf(document, document_sources())
    assert written.startswith(b"%PDF") and complaints == []


def test_another_emblem_leaves_the_earlier_one_to_what_was_closed(cast, sign_in):
    client = sign_in("planeacion")
    upload(client, cast, saved_as("PNG"))
    stored = snapshot_of(cast)
    first = stored.institucion.emblem
    upload(client, cast, saved_as("JPEG", (300, 300)))
    cast.institucion.refresh_from_db()

    assert cast.institucion.emblem != first
    assert f'src="media:{first}"' in document_html(pta.build(stored))
    old = reverse("institution_emblem", args=[cast.institucion.slug, PurePosixPath(first).stem])
    assert client.get(old).status_code == 404


def test_who_only_reads_the_settings_sees_it_and_cannot_upload(cast, sign_in):
    person = cast.people["enlace"]
    person.is_staff = True
    person.save()
    screen = sign_in("enlace").get(address(cast))

    assert screen.status_code == 200
    page = screen.content.decode()
    assert "emblem-shown" in page and 'type="file"' not in page and "Emblema nuevo" not in page
    assert upload_refused(sign_in("enlace"), cast)


def upload_refused(client, cast) -> bool:
    """Tell whether a forged upload is refused and changes nothing."""
    file = SimpleUploadedFile("logo.png", saved_as("PNG"))
    answer = client.post(address(cast), {"emblem_file": file})
    row = Institucion.objects.get(pk=cast.institucion.pk)
    return answer.status_code == 403 and row.emblem == cast.institucion.emblem


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (saved_as("WEBP"), NOT_AN_EMBLEM),
        (saved_as("GIF"), "El archivo es un GIF."),
        (b"logo", NOT_AN_EMBLEM),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "El archivo es un dibujo SVG."),
        (pdf(), ""),
        (jpeg()[:4000], "La imagen está dañada o incompleta."),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, "El archivo no es una imagen"),
    ],
    ids=["webp", "gif", "text", "svg", "pdf", "cut", "head"],
)
def test_what_is_no_emblem_is_refused_with_a_sentence_and_nothing_else_is_lost(
    cast, sign_in, data, sentence
):
    answer = upload(sign_in("planeacion"), cast, data, motto="Lema nuevo")

    assert answer.status_code == 200
    assert sentence in errors_of(answer) and "emblem_file" in errors_of(answer)
    assert "Lema nuevo" in answer.content.decode()
    cast.institucion.refresh_from_db()
    assert cast.institucion.emblem == GENERAL and cast.institucion.motto == ""


def test_the_settings_are_saved_without_a_new_emblem(cast, sign_in):
    client = sign_in("planeacion")
    screen = client.get(address(cast))

    assert client.post(address(cast), filled(screen, motto="Lema")).status_code == 302
    cast.institucion.refresh_from_db()
    assert (cast.institucion.emblem, cast.institucion.motto) == (GENERAL, "Lema")


def test_the_same_emblem_is_kept_once_and_a_part_of_one_is_replaced():
    copy = emblem_copy(ContentFile(jpeg(2400, 1200)))
    with Image.open(io.BytesIO(copy)) as image:
        assert image.size == (960, 480)
    name = emblem_store(copy)
    assert emblem_store(copy) == name

    default_storage.delete(name)
    default_storage.save(name, ContentFile(copy[:20]))
    assert emblem_store(copy) == name
    with default_storage.open(name, "rb") as file:
        assert file.read() == copy


@pytest.mark.parametrize(
    "name",
    ["logo.png", "", "../settings.py", "img/nada.svg", "css/base.css", "img/../css/base.css",
     "emblems/../db.sqlite3", NOWHERE, "media:x", "img/emblem.svg\n"],
)  # fmt: skip
def test_the_general_emblem_stands_for_one_that_is_not_there(cast, sign_in, name):
    assert emblem_there(name) == GENERAL
    Institucion.objects.filter(pk=cast.institucion.pk).update(emblem=name)

    document = document_html(pta.build(snapshot_of(cast)))
    assert document.count(f'src="static:{GENERAL}"') == 2
    page = sign_in("enlace").get(reverse("home")).content.decode()
    if name == NOWHERE:
        shown = reverse(
            "institution_emblem", args=[cast.institucion.slug, PurePosixPath(name).stem]
        )
        assert f'src="{shown}"' in page
        assert sign_in("enlace").get(shown)["Location"] == f"/static/{GENERAL}"
    else:
        assert "/static/img/emblem" in page


@pytest.mark.parametrize("color", ["#FFEE00", "rojo", "", "#fff", "red; } body { display: none"])
def test_a_colour_that_cannot_be_read_is_corrected_in_documents(cast, color):
    snapshot = with_emblem(snapshot_of(cast), GENERAL, color)

    document = document_html(pta.build(snapshot))
    assert f":root {{ --brand: {DEFAULT_BRAND}; }}" in document
    assert not color or f"--brand: {color}" not in document


def test_a_colour_that_can_be_read_is_the_institutions_own(cast):
    snapshot = with_emblem(snapshot_of(cast), GENERAL)

    assert ":root { --brand: #1e5b4f; }" in document_html(pta.build(snapshot))


def test_a_wide_emblem_leaves_room_for_the_name_of_the_institution(cast, tmp_path):
    name = emblem_store(emblem_copy(ContentFile(saved_as("PNG", (1800, 60)))))
    document = pta.build(with_emblem(snapshot_of(cast), name))
    long_name = "Secretaría Ejecutiva del Sistema Anticorrupción del Estado " * 2
    written, complaints = html_to_pdf(
        document_html(replace(document, institution=long_name)), document_sources()
    )

    assert complaints == []
    path = tmp_path / "ancho.pdf"
    path.write_bytes(written)
    command = ["pdftotext", "-f", "2", "-bbox", str(path), "-"]
    boxes = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rights = [float(right) for right in re.findall(r'xMax="([\d.]+)"', boxes)]
    # Pages of the PTA that lie on their sides come last; Letter, less the margin of 22 mm.
    assert rights and max(rights) <= 792 - 51 + 1
    upright = boxes.split("<page ")[1]
    assert max(map(float, re.findall(r'xMax="([\d.]+)"', upright))) <= 612 - 62 + 1
    assert "Anticorrupción" in upright
