"""A paste becomes blocks: what a page, a sheet or a web page broke is whole again."""

import pytest

from programs.errors import FileRefused
from programs.received.informes import from_text
from programs.received.informes.blocks import BlockKind
from programs.received.informes.from_text import blocks_of_text


def texts(text: str) -> list[str]:
    return [block.text for block in blocks_of_text(text)]


def test_a_paragraph_that_a_page_cut_is_one():
    cut = (
        "De dicha sesión se realizó lo siguiente: 26 convocatorias y 70\n\n\n\n"
        "invitaciones, así como el acta.\n\nSe aprobaron dos acuerdos."
    )
    assert texts(cut) == [
        "De dicha sesión se realizó lo siguiente: 26 convocatorias y 70 invitaciones, así como el "
        "acta.",
        "Se aprobaron dos acuerdos.",
    ]


def test_words_that_a_line_end_cut_are_whole():
    assert texts("Se impartieron los talleres de capaci\u2010\ntación en línea.") == [
        "Se impartieron los talleres de capacitación en línea."
    ]
    assert texts("Se informó del periodo que va de enero a mar-\nzo del año.") == [
        "Se informó del periodo que va de enero a marzo del año."
    ]


def test_a_hyphen_that_was_typed_stays_where_a_line_ends():
    assert texts("El informe del primer trimestre enero-\nmarzo del año.") == [
        "El informe del primer trimestre enero-marzo del año."
    ]
    told = "Se hizo la entrega de los bienes y su recepción. Consta en el acta de entrega-\n"
    assert texts(f"{told}recepción del área.")[0].endswith("acta de entrega-recepción del área.")
    assert texts("Toda la entrega fue capaci-\ntación en línea.") == [
        "Toda la entrega fue capacitación en línea."
    ]


def test_labels_and_dates_stay_alone():
    assert texts("Meta\ncuatro talleres\nFecha de Inicio\n01/01/2024") == [
        "Meta",
        "cuatro talleres",
        "Fecha de Inicio",
        "01/01/2024",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mes\tMeta\nEnero\t3\nFebrero\t4",
        "| Mes | Meta |\n|---|---|\n| Enero | 3 |\n| Febrero | 4 |",
        "Mes        Meta\nEnero      3\nFebrero    4",
    ],
)
def test_a_table_in_text_has_its_cells(text):
    (table,) = blocks_of_text(text)

    assert table.kind is BlockKind.TABLE
    assert table.rows == (("Mes", "Meta"), ("Enero", "3"), ("Febrero", "4"))


def test_items_lose_their_marks_and_keep_them_beside():
    blocks = blocks_of_text("- I. Primero.\n• Segundo.\na) Tercero.\nIV. Cuarto.")

    assert [(each.label, each.text) for each in blocks] == [
        ("- I.", "Primero."),
        ("•", "Segundo."),
        ("a)", "Tercero."),
        ("IV.", "Cuarto."),
    ]


def test_tags_markdown_and_unseen_signs_go():
    assert texts("<p>Se <b>logró</b></p>\n\n**Meta:**\u200b 3\u202e talleres\x00") == [
        "Se logró",
        "Meta: 3 talleres",
    ]


def test_nothing_and_too_much_are_refused(monkeypatch):
    with pytest.raises(FileRefused, match="Pegue su informe"):
        blocks_of_text(" \n\u200b\n")
    monkeypatch.setattr(from_text, "MAX_LETTERS", 10)
    with pytest.raises(FileRefused, match="Divídalo"):
        blocks_of_text("once letras…")
    monkeypatch.setattr(from_text, "MAX_LETTERS", 1000)
    monkeypatch.setattr(from_text, "MAX_LINES", 3)
    with pytest.raises(FileRefused, match="renglones"):
        blocks_of_text("a\n" * 5)
