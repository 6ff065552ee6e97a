"""The child process that makes a PDF: what stops a document and what does not."""

import logging

import pytest

from programs.errors import FileRefused
from programs.received.pictures import read_picture
from reports.forking import html_to_pdf_in_child
from reports.rendering import RenderError, Sources, html_to_pdf
from tests.pictures import jpeg
from tests.reports.documents import pdf_text


@pytest.fixture
def sources(tmp_path) -> Sources:
    """Two empty folders."""
    return Sources(tmp_path, tmp_path)


def test_a_character_without_glyph_is_logged_and_does_not_stop_the_document(
    sources, caplog, tmp_path
):
    html = '<html lang="es-MX"><body><p>Reunión con 会議 en abril.</p></body></html>'
    with caplog.at_level(logging.WARNING, logger="reports.forking"):
        pdf = html_to_pdf_in_child(html, sources)

    (tmp_path / "printed.pdf").write_bytes(pdf)
    assert "Reunión con" in pdf_text(tmp_path / "printed.pdf")
    assert "U+4F1A" in caplog.text


def test_a_missing_picture_stops_the_document(sources):
    with pytest.raises(RenderError, match="nada"):
        html_to_pdf_in_child('<html><body><img src="media:nada.jpg"></body></html>', sources)


def test_a_damaged_picture_is_refused_after_a_document_was_made_in_the_process(sources):
    html_to_pdf('<html lang="es-MX"><body><p>Hola</p></body></html>', sources)

    with pytest.raises(FileRefused, match="dañada o incompleta"):
        read_picture(jpeg()[:4000])
