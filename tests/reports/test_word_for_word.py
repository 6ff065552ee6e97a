"""Both documents hold every word of their source, in its order (`domain.md` 5)."""

import pytest

from programs.models import Programa, Trimestre
from reports.services.documents import document_html
from tests.reports.documents import (
    html_text,
    informe_document,
    load_seeds,
    pdf_pages,
    printed_once,
    pta_document,
    without_frame,
)
from tests.seedtext import expected_tokens, first_difference, tokens

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DOCUMENTS = {
    "sesea-slp": lambda: pta_document(Programa.objects.get(institucion__slug="sesea-slp")),
    "sesaech": lambda: informe_document(
        Trimestre.objects.get(programa__institucion__slug="sesaech", number=1)
    ),
}


@pytest.mark.parametrize("seed", DOCUMENTS)
def test_html_and_pdf_hold_the_words_of_the_seed(seed, tmp_path, run_folder):
    load_seeds()
    document = DOCUMENTS[seed]()
    html = document_html(document)
    expected = expected_tokens(seed, markers=True)

    assert first_difference(expected, tokens(html_text(html)), allow_extra=False) is None

    pdf, complaints = printed_once(html, run_folder)
    assert complaints == []
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    text = "\n".join(without_frame(page, document.institution) for page in pdf_pages(path))
    assert first_difference(expected, tokens(text, join_hyphens=True), allow_extra=True) is None
