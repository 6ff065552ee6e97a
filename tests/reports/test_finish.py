"""What finishes a PDF: its bytes are its own everywhere, drafts are plain and say so."""

import hashlib
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pikepdf
import pytest
from django.conf import settings
from PIL import Image

from programs.models import Trimestre
from programs.values.frozen import thaw
from reports.documents import informe, linea, resumen
from reports.documents.base import DRAFT, Standing
from reports.finish import PLAIN, TAGGED, Attached, Finish, official
from reports.forking import html_to_pdf_in_child
from reports.models import IssuedReport
from reports.rendering import Sources, html_to_pdf
from reports.services import documents
from tests.cortes import stored_payload
from tests.reports.documents import pdf_pages

FIXED = Standing("Corte 1 del 15/07/2026", "0" * 64)
MADE_AT = datetime(2026, 7, 15, 12, 30, tzinfo=timezone(timedelta(hours=-6)))
FILE = official('{"título": "Ñ"}', MADE_AT)
PAGE = """<!DOCTYPE html><html lang="es-MX"><head><title>Uno</title></head><body><h1>Uno</h1>
<img src="media:foto.jpg" alt="Foto"><table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>
<tr><th scope="row">x</th><td>1</td></tr></tbody></table><a href="https://sesea.gob.mx">y</a>
</body></html>"""
RENDER = """
import json, sys
from pathlib import Path
from reports.finish import Finish
from reports.rendering import Sources, html_to_pdf
media, static, finish = sys.argv[1:]
sources = Sources(Path(media), Path(static))
pdf, _ = html_to_pdf(sys.stdin.read(), sources, Finish.from_json(json.loads(finish)))
sys.stdout.buffer.write(pdf)
"""


def media_in(folder: Path) -> Path:
    """Return a folder that holds the picture of the page."""
    folder.mkdir()
    Image.new("RGB", (40, 30), "#557799").save(folder / "foto.jpg")
    return folder


def test_its_bytes_are_the_same_in_any_process_from_any_folder_at_any_hour(tmp_path):
    hashes = set()
    for number, (seed, zone) in enumerate((("1", "America/Tijuana"), ("2", "Asia/Tokyo"))):
        media = media_in(tmp_path / f"media{number}")
        done = subprocess.run(
            [sys.executable, "-c", RENDER, media, tmp_path, json.dumps(FILE.as_json())],
            input=PAGE.encode(),
            capture_output=True,
            check=True,
            cwd=settings.BASE_DIR,
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."},
        )
        hashes.add(hashlib.sha256(done.stdout).hexdigest())
    child = html_to_pdf_in_child(PAGE, Sources(media, tmp_path), finish=FILE)
    hashes.add(hashlib.sha256(child).hexdigest())

    assert len(hashes) == 1
    with pikepdf.open(io.BytesIO(child)) as pdf:
        assert str(pdf.docinfo.CreationDate) == "D:20260715183000Z"


def test_a_finish_passes_as_json_and_is_a_plain_value():
    assert Finish.from_json(json.loads(json.dumps(FILE.as_json()))) == FILE
    assert Finish.from_json(PLAIN.as_json()) == PLAIN
    assert FILE.dated == "2026-07-15T18:30:00Z"
    assert TAGGED.dated == ""


def test_what_no_file_can_be_is_refused():
    with pytest.raises(ValueError, match="variant"):
        Finish("pdf/a-1b")
    with pytest.raises(ValueError, match="only the official file"):
        Finish(TAGGED.variant, FILE.attachments)
    with pytest.raises(ValueError, match="offset"):
        Attached("datos.json", "{}", "2026-07-15T12:30:00")


def test_only_what_an_act_fixed_is_tagged_and_what_was_issued_carries_its_payload():
    row = Trimestre()
    whole = informe.build(thaw(stored_payload(3, "muestra-2026-t2")))
    one = linea.build(thaw(stored_payload(3, "muestra-2026-t2")), linea_of(whole))
    assert documents.finish_of(whole, row) == PLAIN
    assert documents.finish_of(replace(whole, standing=FIXED), row) == TAGGED
    assert documents.finish_of(replace(one, standing=FIXED), row) == PLAIN
    summary = resumen.Resumen.__new__(resumen.Resumen)
    object.__setattr__(summary, "kind", resumen.KIND)
    assert documents.finish_of(summary, row) == PLAIN
    report = IssuedReport(payload='{"título": "Ñ"}', issued_at=MADE_AT)
    assert documents.finish_of(whole, report) == FILE


def linea_of(document) -> int:
    """Return the key of the first línea of an informe."""
    report = next(chapter for chapter in document.chapters if chapter.parts)
    return int(report.parts[0].lines[0].anchor.rpartition("-")[2])


def test_each_page_of_a_draft_says_so_and_a_draft_is_plain(tmp_path):
    whole = informe.build(thaw(stored_payload(3, "sesea-slp-2023-t1")))
    one = linea.build(thaw(stored_payload(3, "sesea-slp-2023-t1")), linea_of(whole))
    assert whole.standing == DRAFT
    for document, standing in ((whole, DRAFT), (one, DRAFT), (one, FIXED)):
        pages, pdf = printed(replace(document, standing=standing), tmp_path)
        marked = [page for page in pages if "BORRADOR" in page]
        assert len(marked) == (len(pages) if standing == DRAFT else 0)
        assert "/StructTreeRoot" not in pdf.Root
        assert "/AF" not in pdf.Root


def printed(document, folder: Path) -> tuple[list[str], pikepdf.Pdf]:
    """Return the text of each page of a document, finished as it is handed out, and its file."""
    html = documents.document_html(document)
    sources = documents.document_sources()
    data, complaints = html_to_pdf(html, sources, documents.finish_of(document, Trimestre()))
    assert complaints == []
    path = folder / "documento.pdf"
    path.write_bytes(data)
    return pdf_pages(path), pikepdf.open(io.BytesIO(data))
