"""A Word document is read as it prints: insertions, symbols and numbers of lists with the rest."""

import pytest

from programs.errors import FileRefused
from programs.received.informes.blocks import BlockKind
from programs.received.informes.from_docx import blocks_of_docx
from programs.received.informes.structure import read_blocks
from tests.programs.word_files import paragraph, table, word_document
from tests.seedtext import SEEDS

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="Línea de Acción %1"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Ttulo1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Propio"><w:name w:val="Propio"/>'
    '<w:basedOn w:val="Ttulo1"/></w:style>'
)


def _in_list(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def test_what_was_inserted_is_read_and_what_was_deleted_is_not():
    body = (
        "<w:p><w:r><w:t>Se </w:t></w:r><w:ins><w:r><w:t>impartieron</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>dieron</w:delText></w:r></w:del>"
        '<w:r><w:t xml:space="preserve"> tres </w:t></w:r>'
        "<w:sdt><w:sdtContent><w:r><w:t>cursos</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>oculto</w:t></w:r>"
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r></w:p>'
    )
    assert [block.text for block in blocks_of_docx(word_document(body))] == [
        "Se impartieron tres cursos✓"
    ]


def test_cells_keep_their_rows_and_a_table_in_a_cell_stays_there():
    inner = f"<w:tc>{table(('a', 'b'))}<w:p/></w:tc>"
    body = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        f"{paragraph('Ancho')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{paragraph('Uno')}</w:tc>{inner}</w:tr></w:tbl>"
    )
    (block,) = blocks_of_docx(word_document(body))

    assert block.kind is BlockKind.TABLE
    assert block.rows == (("Ancho", ""), ("Uno", "a | b"))


def test_a_frame_around_text_is_no_table():
    blocks = blocks_of_docx(word_document(table(("Meta: 20 talleres",))))

    assert [(each.kind, each.text) for each in blocks] == [(BlockKind.TEXT, "Meta: 20 talleres")]


def test_numbers_of_lists_and_levels_of_styles_are_those_that_word_prints():
    body = (
        paragraph("Dirección Jurídica", '<w:pStyle w:val="Propio"/>')
        + paragraph("", _in_list(1)).replace("<w:t ", "<w:t ")
        + paragraph("Capacitar", _in_list(1))
        + paragraph("Primero", _in_list(2))
        + paragraph("Segundo", _in_list(2))
    )
    blocks = blocks_of_docx(word_document(body, styles=STYLES, numbering=NUMBERING))

    assert blocks[0].level == 1
    assert blocks[1].text == "Línea de Acción 2 Capacitar"
    assert [(each.label, each.text) for each in blocks[2:]] == [
        ("I.", "Primero"),
        ("II.", "Segundo"),
    ]


def test_s2_as_a_document_has_the_lineas_of_its_text():
    body = ""
    for line in SEEDS["sesaech"].read_text(encoding="utf-8").split("\n"):
        plain = line.replace("&", "&amp;").replace("<p>", "").replace("</p>", "")
        cells = plain.split("\t")
        body += table(tuple(cells)) if len(cells) > 1 else paragraph(plain.replace("**", ""))
    # Rows that follow one another are one table, as in the document.
    read = read_blocks(blocks_of_docx(word_document(body.replace("</w:tbl><w:tbl>", ""))))

    assert [len(area.lineas) for area in read.written.areas] == [5, 4, 5, 6, 3, 3]
    assert read.understood > 0.95


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04", "dañado"),
        (word_document("<w:p/>"), "no trae texto"),
        (word_document("<w:p>"), "dañado"),
        (word_document("<w:p/>", prolog='<!DOCTYPE x [<!ENTITY a "b">]>'), "definiciones"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, words):
    with pytest.raises(FileRefused, match=words):
        blocks_of_docx(data)
