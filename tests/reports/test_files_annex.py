"""The annex of files of respaldo: whose they are, what they are, and their fingerprints whole."""

import hashlib
import io
import re
import subprocess
from dataclasses import replace

import pikepdf

from programs.values.frozen import FORMAT, thaw
from programs.values.snapshot import FileSnapshot, LineaSnapshot, Snapshot
from reports.documents import informe
from reports.documents.base import Document
from reports.documents.places import failed_places
from reports.finish import TAGGED_VARIANT, Finish
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.cortes import stored_payload
from tests.reports.tags import problems_of_tags

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NAMES = ("Acta de la sesión 3.pdf", "x" * 250 + ".docx", "Oficio <b>&</b> " * 15 + ".pdf", "f.jpg")
TYPES = ("application/pdf", WORD, "application/pdf", "image/jpeg")


def sha(text: str) -> str:
    """Return a fingerprint."""
    return hashlib.sha256(text.encode()).hexdigest()


def quarter(*counts: int, on: bool = True) -> Snapshot:
    """Return a stored quarter whose líneas have so many files, in order; the rest have none."""
    stored = thaw(stored_payload(FORMAT, "muestra-2026-t2"))
    left = iter(counts)

    def with_files(linea: LineaSnapshot) -> LineaSnapshot:
        if linea.avance is None:
            return linea
        files = tuple(
            FileSnapshot(NAMES[n % 4], TYPES[n % 4], 1024 * (n + 1), sha(f"{linea.pk} {n}"))
            for n in range(next(left, 0))
        )
        return replace(linea, avance=replace(linea.avance, files=files))

    ejes = tuple(replace(eje, lineas=tuple(map(with_files, eje.lineas))) for eje in stored.ejes)
    return replace(stored, ejes=ejes, parts=("files",) if on else ())


def annexes(document: Document) -> list:
    """Return the annex of files, if there is one."""
    return [chapter for chapter in document.chapters if chapter.kind == "files"]


def test_it_prints_where_it_is_switched_on_and_there_is_a_file():
    assert not annexes(informe.build(quarter(2, on=False)))
    assert not annexes(informe.build(quarter()))
    (annex,) = annexes(informe.build(quarter(0, 1)))
    assert (annex.number, annex.heading) == ("Anexo 1.", "Archivos de respaldo")


def test_every_file_stands_under_its_linea_with_its_fingerprint_whole():
    snapshot = quarter(4, 0, 1, 30)
    document = informe.build(snapshot)
    (annex,) = annexes(document)
    with_files = [linea for linea in snapshot.lineas if linea.avance and linea.avance.files]
    (files,) = annex.parts
    assert [(line.number, line.title) for line in files.lines] == [
        (linea.number, linea.title) for linea in with_files
    ]
    assert [row.kind for row in files.lines[0].files] == ["PDF", "Word", "PDF", "Imagen"]
    assert (files.count, files.size) == (35, 1024 * (10 + 1 + 465))

    alone = replace(document, chapters=(annex,), contents=())
    html = document_html(alone)
    assert "35 archivos respaldan 3 líneas de acción: 476 KB en total." in " ".join(html.split())
    pdf, messages = html_to_pdf(html, document_sources(), Finish(TAGGED_VARIANT))
    assert not messages
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert not problems_of_tags(read)
    text = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    # On a line of its own each: whoever copies one copies it whole.
    printed = re.findall(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])", text)
    assert printed == [file.sha256 for linea in with_files for file in linea.avance.files]


def test_a_sign_that_no_font_has_is_found_in_it():
    snapshot = quarter(0, 1)
    eje = snapshot.ejes[0]
    linea = eje.lineas[1]
    (file,) = linea.avance.files
    avance = replace(linea.avance, files=(replace(file, name="Acta \u1200.pdf"),))
    lineas = (eje.lineas[0], replace(linea, avance=avance), *eje.lineas[2:])
    document = informe.build(
        replace(snapshot, ejes=(replace(eje, lineas=lineas), *snapshot.ejes[1:]))
    )

    assert failed_places(document, ".notdef glyph rendered for Unicode string: U+1200") == (
        f"Línea {linea.number}, anexo de archivos de respaldo: el signo U+1200.",
    )


def test_one_file_is_said_in_the_singular():
    html = document_html(informe.build(quarter(1)))
    assert "1 archivo respalda 1 línea de acción:" in html
