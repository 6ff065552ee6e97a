"""Pages that need no apology: headings, captions, rows and blank space, also with ugly data."""

from io import StringIO

import pytest
from django.core.management import call_command

from programs.models import (
    Bloque,
    Evidencia,
    Figura,
    LineaDeAccion,
    Programa,
    Trimestre,
)
from programs.services.evidencia import picture_store
from reports.rendering import html_to_pdf
from reports.services.documents import document_html, document_sources
from tests.pictures import jpeg
from tests.reports.documents import informe_document, load_seeds, pdf_pages, pta_document
from tests.reports.layout import problems_of, read_pages

# Where lines fall on a page is the same whatever stores the rows; the words are tried on both.
pytestmark = [pytest.mark.django_db, pytest.mark.sqlite_only, pytest.mark.slow]

LONG_TITLE = (
    "Fortalecer de manera integral, coordinada y permanente las capacidades institucionales de las "
    "personas servidoras públicas que integran los órganos administrativos de la Secretaría "
    "Ejecutiva, mediante cursos, talleres, asesorías, materiales de difusión y mecanismos de "
    "evaluación que permitan medir el aprendizaje, la satisfacción y la aplicación de lo aprendido "
    "en el desempeño cotidiano de sus funciones."
)


def add_pictures(settings, tmp_path) -> None:
    """Give every figure a picture, landscape and portrait by turns."""
    settings.MEDIA_ROOT = tmp_path / "media"
    stored: list[Evidencia] = []
    for position, figure in enumerate(Figura.objects.select_related("bloque__institucion")):
        if position < 2:
            size = (1200, 1600) if position else (1600, 1200)
            stored.append(
                picture_store(
                    jpeg(*size), name="f.jpg", institucion=figure.bloque.institucion, by=None
                )
            )
        figure.evidencia = stored[position % 2]
        figure.save()


def check(document, tmp_path) -> None:
    """Render the document and hold its pages against the rules."""
    html = document_html(document)
    pdf, complaints = html_to_pdf(html, document_sources())
    assert complaints == []
    path = tmp_path / "document.pdf"
    path.write_bytes(pdf)
    assert problems_of(read_pages(path, tmp_path), html) == []
    pages = [" ".join(page.replace("‐\n", "").split()) for page in pdf_pages(path)]
    for row in calendar_rows(document):
        assert any(row in page for page in pages)


def calendar_rows(document) -> list[str]:
    """Return the text of each row of the calendars, which may not be cut in two."""
    return [
        " ".join(text.split())
        for chapter in document.chapters
        if chapter.kind == "calendar"
        for table in chapter.parts
        for _, text, _ in table.rows
    ]


@pytest.mark.parametrize("slug", ["sesea-slp", "sesaech"])
def test_pages_of_both_documents(slug, settings, tmp_path):
    load_seeds()
    add_pictures(settings, tmp_path)
    programa = Programa.objects.get(institucion__slug=slug)
    check(pta_document(programa), tmp_path)
    check(informe_document(programa.trimestres.get(number=1)), tmp_path)


def test_pages_of_the_sample_institution(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    call_command("load_demo", today="2026-11-21", force=True, stdout=StringIO())
    programa = Programa.objects.get(institucion__slug="muestra", year=2026)
    check(pta_document(programa), tmp_path)
    check(informe_document(programa.trimestres.get(number=3)), tmp_path)


@pytest.mark.parametrize("count", [0, 1, 7, 60])
def test_pages_with_long_titles_and_any_number_of_photographs(count, settings, tmp_path):
    load_seeds()
    LineaDeAccion.objects.update(title=LONG_TITLE)
    block = Bloque.objects.filter(kind="figures", avance__linea__eje__order=6).first()
    block.figuras.all().delete()
    Figura.objects.bulk_create(Figura(bloque=block, order=n, alt="Sesión") for n in range(count))
    add_pictures(settings, tmp_path)
    trimestre = Trimestre.objects.get(programa__institucion__slug="sesaech", number=1)
    check(informe_document(trimestre), tmp_path)
    if not count:
        check(pta_document(trimestre.programa), tmp_path)
