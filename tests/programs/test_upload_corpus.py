"""Files that are not what they say: none breaks a page, each gets the sentence that helps."""

import io
import resource
import struct
import time
import zipfile
import zlib

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from programs.models import Bloque, Evidencia
from programs.received import documents, office
from programs.received import pdf as pdfs
from tests.files import REMOTE, docx, locked_zip, memory_of, object_stream, pdf, xlsx
from tests.pictures import jpeg

pytestmark = pytest.mark.slow

MEGA = 1024 * 1024
JSON = {"HTTP_ACCEPT": "application/json"}


def saved(image: Image.Image, kind: str, **options) -> bytes:
    """Return an image in a format."""
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def small(mode: str = "RGB") -> Image.Image:
    """Return a small picture."""
    return Image.new(mode, (60, 40))


def png_of(width: int, height: int) -> bytes:
    """Return a PNG of a few KB that says it has these pixels, all black."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    packer = zlib.compressobj(9)
    row = b"\0" * (1 + width // 8)
    data = b"".join(packer.compress(row * 100) for _ in range(height // 100)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def broken_exif() -> bytes:
    """Return a JPEG whose metadata points outside itself."""
    data = jpeg(80, 60)
    at = data.find(b"Exif\0\0") + 14
    return data[:at] + b"\xff" * 12 + data[at + 12 :]


NOT_PICTURE = "no es una imagen JPEG"
DAMAGED = "está dañada o incompleta"
MOVES = "tiene movimiento"
LARGE = "más de 50 megapixeles"
WEB = "página web"
SVG = b'<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'

# name: (bytes, the part of the sentence that is its own; "" where the picture is taken)
PICTURES = {
    "jpeg.jpg": (lambda: jpeg(80, 60), ""),
    "jpeg named as text.txt": (lambda: jpeg(80, 60), ""),
    "png.png": (lambda: saved(small("RGBA"), "PNG"), ""),
    "webp.webp": (lambda: saved(small(), "WEBP"), ""),
    "sixteen bits.png": (lambda: saved(Image.new("I;16", (40, 40)), "PNG"), ""),
    "cmyk.jpg": (lambda: saved(small("CMYK"), "JPEG"), ""),
    "palette.png": (lambda: saved(small("P"), "PNG", transparency=0), ""),
    "one pixel.png": (lambda: saved(Image.new("RGB", (1, 1)), "PNG"), ""),
    "very wide.png": (lambda: saved(Image.new("L", (9000, 2)), "PNG"), ""),
    "broken exif.jpg": (broken_exif, ""),
    "jpeg and html.jpg": (lambda: jpeg(80, 60) + b"<script>alert(1)</script>", ""),
    "png and zip.png": (lambda: saved(small(), "PNG") + docx(), ""),
    "\u202egpj.exe": (lambda: jpeg(81, 60), ""),
    "../../../etc/passwd": (lambda: jpeg(82, 60), ""),
    "a\\..\\b.jpg": (lambda: jpeg(83, 60), ""),
    "n" * 300 + ".jpg": (lambda: jpeg(84, 60), ""),
    "'; DROP TABLE--.jpg": (lambda: jpeg(85, 60), ""),
    "empty.jpg": (lambda: b"", "está vacío"),
    "text.jpg": (lambda: b"hola", NOT_PICTURE),
    "zeros.jpg": (lambda: b"\0" * 5000, NOT_PICTURE),
    "html.jpg": (lambda: b"<!doctype html><script>alert(1)</script>", WEB),
    "html and png.png": (lambda: b"<html></html>" + saved(small(), "PNG"), WEB),
    "svg.jpg": (lambda: SVG, "dibujo SVG"),
    "svg comments.jpg": (lambda: b"<!---->" * 400 + b"<svg/>", "dibujo SVG"),
    "eps.jpg": (lambda: saved(small(), "EPS"), "dibujo EPS"),
    "eps binary.jpg": (lambda: b"\xc5\xd0\xd3\xc6" + b"\0" * 64, "dibujo EPS"),
    "gif.jpg": (lambda: saved(small("P"), "GIF"), "es un GIF"),
    "gif of 300 frames.gif": (
        lambda: saved(small("P"), "GIF", save_all=True, append_images=[small("P")] * 300),
        "es un GIF",
    ),
    "apng of 200 frames.png": (
        lambda: saved(
            small(),
            "PNG",
            save_all=True,
            append_images=[Image.new("RGB", (60, 40), (n, 0, 0)) for n in range(200)],
        ),
        MOVES,
    ),
    "webp of 30 frames.webp": (
        lambda: saved(
            small(),
            "WEBP",
            save_all=True,
            append_images=[Image.new("RGB", (60, 40), (n * 8, 0, 0)) for n in range(30)],
        ),
        MOVES,
    ),
    "bmp.jpg": (lambda: saved(small(), "BMP"), "es BMP"),
    "tiff.jpg": (lambda: saved(small(), "TIFF"), "formato TIFF"),
    "ico.jpg": (lambda: saved(small(), "ICO"), NOT_PICTURE),
    "heic.jpg": (lambda: b"\0\0\0\x18ftypheic" + b"\0" * 80, "formato HEIC"),
    "avif.jpg": (lambda: b"\0\0\0\x18ftypavif" + b"\0" * 80, "formato AVIF"),
    "video.jpg": (lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 80, "es un video"),
    "pdf.jpg": (pdf, "Es un PDF"),
    "zip.jpg": (docx, "documento o un ZIP"),
    "program.jpg": (lambda: b"MZ" + b"\0" * 300, NOT_PICTURE),
    "truncated.jpg": (lambda: jpeg(800, 600)[:3000], DAMAGED),
    "truncated.png": (lambda: saved(Image.effect_noise((90, 90), 60), "PNG")[:900], DAMAGED),
    "truncated.webp": (lambda: saved(Image.effect_noise((90, 90), 60), "WEBP")[:900], NOT_PICTURE),
    "only the head.jpg": (lambda: b"\xff\xd8\xff\xe0", NOT_PICTURE),
    "bomb of pixels.png": (lambda: png_of(13_000, 13_000), LARGE),
    "19,000 pixels wide.png": (lambda: png_of(19_000, 19_000), LARGE),
    "just above.png": (lambda: png_of(8000, 6300), LARGE),
    "26 MB.jpg": (lambda: jpeg(80, 60) + b"\0" * 26 * MEGA, "pesa más de 25 MB"),
}

ACTIVE = "se ejecutan al abrirlo"
ACTION = b"8 0 obj\n<< /S /JavaScript /JS (app.alert\\(1\\)) >>\nendobj\n"
MACROS = "tiene macros"
BOMB = "ocupa demasiado al abrirse"
OFFICE_DAMAGED = "está dañado o incompleto"


def bomb_of_many() -> bytes:
    """Return a Word file of many members that together unpack to 150 MB."""
    return docx({f"word/media/{n}.bin": b"\0" * 10 * MEGA for n in range(15)})


def lying_sizes() -> bytes:
    """Return a Word file that says that its member is smaller than it is."""
    data = docx({"word/media/a.bin": b"\0" * 3 * MEGA})
    return data.replace(struct.pack("<I", 3 * MEGA), struct.pack("<I", 10))


def repeated_names() -> bytes:
    """Return a Word file with two members of one name: readers differ on which counts."""
    buffer = io.BytesIO(docx())
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning):
        package.writestr("word/document.xml", "<otro/>")
    return buffer.getvalue()


MESSAGE_HEAD = b"Content-Type: application/pdf\r\nContent-Transfer-Encoding: binary\r\n\r\n"
PRINTER_HEAD = b"\x1b%-12345X@PJL JOB\r\n@PJL ENTER LANGUAGE=PDF\r\n"
LATER = b"4 0 obj\n<< /Type /Sig /ByteRange [0 9 20 9] >>\nendobj\nstartxref\n9\n%%EOF\n"
LINEARISED = b"5 0 obj\n<< /Linearized 1 >>\nendobj\nstartxref\n0\n%%EOF\n"

# What readers open, however it begins and ends.
ODD_PDFS = {
    "byte order mark.pdf": lambda: pdf(head=b"\xef\xbb\xbf"),
    "other order mark.pdf": lambda: pdf(head=b"\xff\xfe"),
    "blank lines first.pdf": lambda: pdf(head=b"\r\n\r\n  "),
    "zeros first.pdf": lambda: pdf(head=bytes(1019)),
    "message head.pdf": lambda: pdf(head=MESSAGE_HEAD),
    "printer head.pdf": lambda: pdf(head=PRINTER_HEAD),
    "postscript head.pdf": lambda: pdf().replace(b"%PDF-1.7", b"%!PS-Adobe-3.0 PDF-1.4"),
    "padded with zeros.pdf": lambda: pdf(tail=bytes(9000)),
    "padded with blanks.pdf": lambda: pdf(tail=b" \r\n" * 3000),
    "foot of a message.pdf": lambda: pdf(tail=b"--frontera--\r\n" + b"x" * 4000),
    "no last line end.pdf": lambda: pdf().rstrip(b"\n"),
    "no end mark.pdf": lambda: pdf().removesuffix(b"%%EOF\n"),
    "old line ends.pdf": lambda: pdf().replace(b"\n", b"\r"),
    "signed.pdf": lambda: pdf(tail=LATER),
    "signed twice, padded.pdf": lambda: pdf(head=b"\xef\xbb\xbf", tail=LATER + LATER + bytes(4096)),
    "linearised.pdf": lambda: pdf(LINEARISED),
}

DOCUMENTS = {
    "acta.pdf": (pdf, ""),
    **{name: (make, "") for name, make in ODD_PDFS.items()},
    "head too far.pdf": (lambda: pdf(head=bytes(1020)), "no es PDF, Word ni Excel"),
    "program and pdf.pdf": (lambda: pdf(head=b"MZ" + bytes(300)), "no es PDF, Word ni Excel"),
    "picture and pdf.pdf": (lambda: pdf(head=jpeg(9, 9)[:200]), "no es PDF, Word ni Excel"),
    "mark and html.pdf": (lambda: pdf(head=b"\xef\xbb\xbf <p>"), "no es PDF, Word ni Excel"),
    "cut after a signature.pdf": (lambda: pdf(tail=LATER[:30]), "El PDF está dañado"),
    "linearised, cut.pdf": (
        lambda: pdf(LINEARISED + ACTION.replace(b"Java", b"No"))[:-90],
        "El PDF está dañado",
    ),
    "mark and script.pdf": (lambda: pdf(ACTION, head=b"\xef\xbb\xbf"), "se ejecutan al abrirlo"),
    "acta.docx": (docx, ""),
    "lista.xlsx": (xlsx, ""),
    "named otherwise.exe": (pdf, ""),
    "objects compressed.pdf": (lambda: pdf(object_stream(b"5 0 << /Type /Font >>")), ""),
    "mentions JS.pdf": (lambda: pdf(b"5 0 obj\n(/JS y #41)\nendobj\n"), ""),
    "empty.pdf": (lambda: b"", "está vacío"),
    "text.pdf": (lambda: b"hola", "no es PDF, Word ni Excel"),
    "picture.pdf": (lambda: jpeg(80, 60), "no es PDF, Word ni Excel"),
    "html before.pdf": (lambda: pdf(head=b"<html></html>"), "no es PDF, Word ni Excel"),
    "cut.pdf": (lambda: pdf()[:200], "El PDF está dañado"),
    "script.pdf": (lambda: pdf(ACTION), ACTIVE),
    "script escaped.pdf": (lambda: pdf(ACTION.replace(b"Java", b"J#61v#61")), ACTIVE),
    "longer name.pdf": (lambda: pdf(b"8 0 obj\n<< /S /Launch#41 /Launcher 1 >>\nendobj\n"), ""),
    "many streams.pdf": (lambda: pdf(b"4 0 obj /ObjStm stream\n" * 20_001), BOMB),
    "script in a stream.pdf": (lambda: pdf(object_stream(ACTION)), ACTIVE),
    "script in a plain stream.pdf": (lambda: pdf(object_stream(ACTION, b"")), ACTIVE),
    "odd filter.pdf": (lambda: pdf(object_stream(b"41>", b"/Filter /ASCIIHexDecode")), ACTIVE),
    "launch.pdf": (lambda: pdf(b"8 0 obj\n<< /S /Launch /F (a.exe) >>\nendobj\n"), ACTIVE),
    "sends a form.pdf": (lambda: pdf(b"8 0 obj\n<< /S /SubmitForm >>\nendobj\n"), ACTIVE),
    "attachment.pdf": (lambda: pdf(b"8 0 obj\n<< /EmbeddedFiles 9 0 R >>\nendobj\n"), "trae otros"),
    "password.pdf": (lambda: pdf(b"8 0 obj\n<< /Encrypt 9 0 R >>\nendobj\n"), "tiene contraseña"),
    "stream bomb.pdf": (lambda: pdf(object_stream(b" " * 130 * MEGA)), BOMB),
    "macros.docx": (lambda: docx({"word/vbaProject.bin": b"x"}), MACROS),
    "macros.xlsx": (lambda: xlsx({"xl/vbaProject.bin": b"x"}), MACROS),
    "old macros.xlsx": (lambda: xlsx({"xl/macrosheets/sheet1.xml": b"x"}), MACROS),
    "macro type.docx": (lambda: docx(kind="word.document.macroEnabled.main"), MACROS),
    "active x.docx": (lambda: docx({"word/activeX/activeX1.bin": b"x"}), MACROS),
    "template.docx": (
        lambda: docx({"word/_rels/settings.xml.rels": REMOTE.encode()}),
        "plantilla de otro sitio",
    ),
    "password.docx": (lambda: locked_zip(docx()), "tiene contraseña"),
    "password.xlsx": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "tiene contraseña",
    ),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "formato anterior"),
    "bomb of one.docx": (lambda: docx({"word/media/a.bin": b"\0" * 40 * MEGA}), BOMB),
    "bomb of many.docx": (bomb_of_many, BOMB),
    "lying sizes.docx": (lying_sizes, OFFICE_DAMAGED),
    "many members.xlsx": (lambda: xlsx({f"xl/{n}": b"" for n in range(5001)}), BOMB),
    "cut.docx": (lambda: docx()[:200], OFFICE_DAMAGED),
    "traversal.docx": (lambda: docx({"../../a.txt": b"x"}), "nombres de archivo"),
    "absolute.docx": (lambda: docx({"/etc/a": b"x"}), "nombres de archivo"),
    "repeated.docx": (repeated_names, "nombres de archivo"),
    "two kinds.docx": (lambda: docx({"xl/workbook.xml": b"x"}), "no es PDF, Word ni Excel"),
    "only a zip.docx": (lambda: docx().replace(b"word/", b"wurd/"), "no es PDF, Word ni Excel"),
    "21 MB.pdf": (lambda: pdf(tail=b" " * 21 * MEGA), "pesa más de 20 MB"),
}


def judged(client, url: str, name: str, data: bytes, **values) -> tuple[int, str]:
    """Send a file; return the status and the sentence, within 5 seconds of work."""
    start = time.process_time()
    values |= {"files": SimpleUploadedFile("x", data, "image/jpeg"), "token": name[:20]}
    values["files"].name = name  # past Django's own cleaning of names
    answer = client.post(url, values, **JSON)
    assert time.process_time() - start < 5
    return answer.status_code, answer.json()["results"][0]["message"]


@pytest.mark.parametrize("name", PICTURES)
def test_every_picture_gets_its_own_answer(cast, sign_in, name):
    make, sentence = PICTURES[name]
    block = Bloque.objects.filter(avance=cast.avance(), kind="figures").get()
    url = reverse("figures_upload", args=[block.pk])
    status, told = judged(sign_in("enlace"), url, name, make())

    assert (status == 200) == (sentence == "")
    assert sentence in told
    assert Evidencia.objects.count() == (sentence == "")
    for row in Evidencia.objects.all():
        assert row.key in row.original.name and len(row.original_name) <= 255


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_gets_its_own_answer(cast, sign_in, name):
    make, sentence = DOCUMENTS[name]
    area = cast.institucion.areas.get(code="juridica")
    url = reverse("evidencia_add")
    status, told = judged(sign_in("enlace"), url, name, make(), area=area.pk)

    assert (status == 200) == (sentence == "")
    assert sentence in told
    assert Evidencia.objects.count() == (sentence == "")
    for row in Evidencia.objects.all():
        assert default_storage.open(row.original.name).read() == make(), "a signature holds"


def test_a_pdf_that_begins_oddly_is_no_picture(cast, sign_in):
    block = Bloque.objects.filter(avance=cast.avance(), kind="figures").get()
    url = reverse("figures_upload", args=[block.pk])
    status, told = judged(sign_in("enlace"), url, "a.pdf", pdf(head=b"\xef\xbb\xbf"))

    assert status == 422 and "Es un PDF" in told


def test_a_pdf_that_begins_oddly_backs_an_entry(cast, sign_in):
    url = reverse("respaldo_add", args=[cast.avance().pk])
    status, _ = judged(sign_in("enlace"), url, "a.pdf", pdf(head=MESSAGE_HEAD))

    assert status == 200 and Evidencia.objects.get().media_type == documents.PDF


def test_the_corpus_is_large_and_its_sentences_are_short():
    texts = [s for _, s in documents.OTHER_KINDS] + [
        text
        for module in (documents, office, pdfs)
        for text in vars(module).values()
        if isinstance(text, str) and " " in text and text != module.__doc__
    ]

    assert len(PICTURES) + len(DOCUMENTS) >= 60
    assert len(texts) >= 20
    for text in texts:
        assert all(len(part.split()) <= 25 for part in text.split(". "))


def test_the_worst_files_take_little_memory(cast, sign_in):
    client = sign_in("enlace")
    block = Bloque.objects.filter(avance=cast.avance(), kind="figures").get()
    area = cast.institucion.areas.get(code="juridica")
    pictures = ["bomb of pixels.png", "19,000 pixels wide.png", "just above.png"]
    documents = ["stream bomb.pdf", "bomb of one.docx", "bomb of many.docx"]
    made = {name: PICTURES[name][0]() for name in pictures}
    made |= {name: DOCUMENTS[name][0]() for name in documents}
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for name in pictures:
        judged(client, reverse("figures_upload", args=[block.pk]), name, made[name])
    for name in documents:
        judged(client, reverse("evidencia_add"), name, made[name], area=area.pk)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

    assert grown < 400 * 1024, "in KB, above what the process had reached"


def test_escapes_cost_no_more_than_the_file():
    """To write a stream without its escapes first took 3 GB and 20 seconds of a PDF of 99 KB."""
    data = pdf(object_stream(b"#41" * 33 * MEGA))

    assert len(data) < MEGA // 8
    assert memory_of("documents.read_document", data) < 400
