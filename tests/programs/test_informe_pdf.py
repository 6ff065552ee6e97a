"""A PDF with text is read by where its words stand on the page."""

import pytest
from weasyprint import HTML

from programs.errors import FileRefused
from programs.received.informes.blocks import BlockKind
from programs.received.informes.from_pdf import blocks_of_pdf
from programs.received.informes.structure import read_blocks


def pdf_of(body: str, style: str = "") -> bytes:
    page = (
        "@page { size: letter; margin: 2.5cm; @bottom-center { content: 'Página ' counter(page) }"
    )
    return HTML(string=f"<style>{page} }} {style}</style><body>{body}").write_pdf()


PROSE = (
    "Durante el trimestre se impartieron los talleres de capacitación que el programa anual "
    "establece, con la participación de las áreas de la Secretaría y de los municipios invitados."
)


def test_lines_are_paragraphs_again():
    blocks = blocks_of_pdf(pdf_of(f"<p>{PROSE}</p><p>{PROSE}</p>"))

    assert [block.text for block in blocks] == [PROSE, PROSE]


def test_a_table_has_the_cells_of_its_rows():
    rows = "".join(
        f"<tr><td>{PROSE[:90]}</td><td>{place}</td><td>Curso</td></tr>" for place in (3, 4)
    )
    head = "<tr><td>Actividad</td><td>Meta</td><td>Unidad</td></tr>"
    (block,) = blocks_of_pdf(pdf_of(f"<table>{head}{rows}</table>", "td { padding: 2pt 5pt }"))

    assert block.kind is BlockKind.TABLE
    assert [row[1:] for row in block.rows] == [("Meta", "Unidad"), ("3", "Curso"), ("4", "Curso")]
    assert block.rows[1][0] == PROSE[:90].strip()


NARROW = (
    ("Municipio", "Mujeres", "Hombres", "Total"),
    ("Arroyo Seco", "18", "14", "32"),
    ("Peña Alta", "20", "16", "36"),
    ("Total", "38", "30", "68"),
)


@pytest.mark.parametrize("width", [2, 4], ids=["two columns", "four columns"])
def test_cells_as_near_as_words_are_cells_and_what_follows_is_no_cell(width):
    rows = tuple(row[:width] for row in NARROW)
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    blocks = blocks_of_pdf(
        pdf_of(f"<p>{PROSE}</p><table>{cells}</table><p>{PROSE}</p>", "td { padding: 1px }")
    )

    assert [block.rows for block in blocks] == [(), rows, ()]
    assert [block.text for block in blocks] == [PROSE, "", PROSE]


def test_page_numbers_and_the_marks_of_lists_are_told_apart():
    texts = [PROSE.replace("talleres", chr(97 + place) * 8) for place in range(26)]
    items = "".join(f"<li>{text}</li>" for text in texts)
    blocks = blocks_of_pdf(pdf_of(f"<p>{PROSE}</p><ul>{items}</ul>"))

    assert [block.kind for block in blocks] == [BlockKind.TEXT] + [BlockKind.ITEM] * 26
    assert [block.text for block in blocks] == [PROSE, *texts]


def test_a_box_and_its_linea_come_through():
    body = (
        "<h2>Dirección Jurídica</h2><h3>Línea de Acción 1</h3><p>Elaborar contratos.</p>"
        "<table><tr><td>Meta<br>10 Documentos</td><td>Fecha de Inicio<br>01/01/2024</td>"
        "<td>Fecha de Término<br>31/12/2024</td></tr></table>"
        f"<h4>Actividades Desarrolladas</h4><p>{PROSE}</p>"
        "<p>Del 100% de la meta programada, se tiene un avance del 30%.</p>"
    )
    read = read_blocks(blocks_of_pdf(pdf_of(body)))

    (linea,) = read.written.lineas
    assert (linea.area, linea.number, linea.meta) == ("Dirección Jurídica", "1", "10 Documentos")
    assert linea.ends_on is not None
    assert linea.closing is not None
    assert linea.closing.text.endswith("30%.")


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"%PDF-1.7\n", "dañado"), (pdf_of("<p>sí</p>"), "no trae texto")],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, words):
    with pytest.raises(FileRefused, match=words):
        blocks_of_pdf(data)
