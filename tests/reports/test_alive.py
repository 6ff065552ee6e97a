"""The documents are made from the data: change a row, and both PDFs follow (`domain.md` 5)."""

from decimal import Decimal

import pytest

from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    Bloque,
    ComponenteDeMeta,
    Eje,
    LineaDeAccion,
    MarcaMensual,
    Meta,
    Programa,
    Tarea,
    Trimestre,
)
from reports.services.documents import document_html
from tests.reports.documents import (
    informe_document,
    load_seeds,
    pdf_pages,
    printed_once,
    pta_document,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def printed(document, path, run_folder) -> str:
    """Return the PDF's text on one line, with divided words joined."""
    pdf, complaints = printed_once(document_html(document), run_folder)
    assert complaints == []
    path.write_bytes(pdf)
    return " ".join("\n".join(pdf_pages(path)).replace("‐\n", "").split())


def linea(slug: str, eje: int, order: int) -> LineaDeAccion:
    """Return a línea of a seed by its place."""
    return LineaDeAccion.objects.get(
        eje__programa__institucion__slug=slug, eje__order=eje, order=order
    )


def test_ten_changes_of_rows_show_in_both_pdfs(tmp_path, run_folder):
    load_seeds()
    pta_programa = Programa.objects.get(institucion__slug="sesea-slp")
    trimestre = Trimestre.objects.get(programa__institucion__slug="sesaech", number=1)
    pta_before = printed(pta_document(pta_programa), tmp_path / "a.pdf", run_folder)
    informe_before = printed(informe_document(trimestre), tmp_path / "b.pdf", run_folder)
    assert pta_before.count("✓") == 186
    assert "Imágenes 4 y 5." in informe_before
    assert informe_before.count("avance del 30%.") == 1

    # 1. a meta
    Meta.objects.filter(linea=linea("sesaech", 1, 2)).update(text="48 Asuntos")
    ComponenteDeMeta.objects.filter(meta__linea=linea("sesaech", 1, 2)).update(quantity=48)
    # 2. a línea that goes, with its Imagen 3
    linea("sesaech", 2, 2).delete()
    # 3. a mark
    MarcaMensual.objects.create(
        tarea=Tarea.objects.get(eje__programa=pta_programa, eje__order=1, order=4), month=9
    )
    # 4. a caption
    block = Bloque.objects.get(avance__linea=linea("sesaech", 4 - 1, 2), kind="figures")
    block.caption = "Asesorías impartidas en febrero"
    block.save()
    # 5. a justification
    AvanceTrimestral.objects.filter(linea=linea("sesaech", 2, 1), trimestre=trimestre).update(
        cause="obedece a la demanda de la ciudadanía"
    )
    # 6. a quantity
    AvanceDeComponente.objects.filter(
        avance__linea=linea("sesaech", 6, 3), avance__trimestre=trimestre
    ).update(quantity=Decimal(5))
    # 7. an eje's name, also in the contents
    Eje.objects.filter(programa=trimestre.programa, order=3).update(name="Área de Archivos")
    # 8. a línea's text in the PTA
    LineaDeAccion.objects.filter(pk=linea("sesea-slp", 3, 11).pk).update(
        title="Instalar rampas y señalética."
    )
    # 9. a tarea's expected result
    Tarea.objects.filter(eje__programa=pta_programa, eje__order=5, order=1).update(
        expected_result="MIL PERSONAS INFORMADAS"
    )
    # 10. the table of a block
    table = Bloque.objects.filter(avance__linea=linea("sesaech", 5, 3), kind="table").get()
    table.rows[2][1] = "37"
    table.save()

    pta = printed(pta_document(pta_programa), tmp_path / "c.pdf", run_folder)
    informe = printed(informe_document(trimestre), tmp_path / "d.pdf", run_folder)

    assert "48 Asuntos" in informe and "24 Asuntos" not in informe
    assert "avance del 6%." in informe and "avance del 12.5%" not in informe
    assert "Obligaciones de transparencia: coordinar" not in informe
    assert "Imágenes 3 y 4." in informe and "Imágenes 4 y 5." not in informe
    assert "Imagen 13." in informe, "a typed number stays"
    assert pta.count("✓") == 187
    assert "Fotografías 1, 2, 3 y 4. Asesorías impartidas en febrero" in informe
    assert "avance del 6%, lo cual obedece a la demanda de la ciudadanía." in informe
    assert "avance del 50%." in informe and "avance del 30%" not in informe
    assert informe.count("Área de Archivos") == 2 and informe_before.count("Área de Archivos") == 0
    assert "Instalar rampas y señalética." in pta
    assert "MIL PERSONAS INFORMADAS" in pta
    assert "Febrero 37 21" in informe


def test_contents_give_the_page_where_each_chapter_stands(tmp_path, run_folder):
    load_seeds()
    trimestre = Trimestre.objects.get(programa__institucion__slug="sesaech", number=1)
    document = informe_document(trimestre)
    pdf, _ = printed_once(document_html(document), run_folder)
    path = tmp_path / "informe.pdf"
    path.write_bytes(pdf)
    pages = [" ".join(page.split()) for page in pdf_pages(path, mode="-layout")]
    contents = pages[1]
    for chapter in document.chapters:
        heading = " ".join(f"{chapter.number} {chapter.heading}".split())
        number = next(i for i, page in enumerate(pages, 1) if i > 2 and heading in page)
        entry = next(e for e in document.contents if e.anchor == chapter.anchor)
        assert f"{entry.text} {number}" in contents
