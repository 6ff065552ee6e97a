"""«Su informe, pasaje por pasaje»: each line that was read is shown, whatever was kept of it."""

import re

import pytest

from programs.received.informes.blocks import Block, BlockKind
from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.reading import Shown
from programs.received.informes.structure import read_blocks
from programs.received.informes.unseen import with_unseen
from tests.revisor_corpus import cases_of

HEAD = "Informe del cuarto trimestre de 2026\n\nÓRGANO INTERNO DE CONTROL\n\n"
LINEA = (
    "LÍNEA DE ACCIÓN {0}. Practicar auditorías de tipo {0}\nUnidad de medida: Auditoría\n"
    "Meta anual programada: 4\nMeta trimestral programada: 1\nMeta trimestral alcanzada: 1\n"
    "Descripción: Se concluyó la auditoría a Recursos Financieros.\n"
)
BOTH = "Porcentaje de avance trimestral: 100%\nPorcentaje de avance anual: 100%\n"
ONE = "Porcentaje de avance trimestral: 90%\n"


def shown_of(text):
    return read_blocks(blocks_of_text(text)).passages


def texts_of(text, subject=None):
    """Return the texts of what is shown, each row of a box as "label: value"."""
    return [
        told
        for each in shown_of(text)
        if subject in (None, each.subject)
        for told in (each.text, *(": ".join(row) for row in each.rows))
        if told
    ]


def words(text):
    return re.findall(r"[^\W_]+|%", text.lower())


@pytest.mark.parametrize("below", [ONE, BOTH, ""])
def test_two_shares_of_one_linea_are_both_shown(below):
    text = HEAD + LINEA.format(1) + BOTH + "\n" + LINEA.format(2) + below
    told = texts_of(text, "linea-1")
    assert told[-2:] == [
        "Porcentaje de avance trimestral: 100%",
        "Porcentaje de avance anual: 100%",
    ]
    assert texts_of(text, "linea-2").count("Porcentaje de avance trimestral: 100%") == (
        1 if below == BOTH else 0
    )


@pytest.mark.parametrize(
    "line",
    [
        "Del 1 de enero al 31 de diciembre de 2026.",
        "Vigencia: abril a diciembre de 2026.",
        "Avance del periodo: 15 por ciento.",
        "Inicio 02/01/2026, término 20/12/2026.",
        "Resultado: acción concluida.",
        "% de avance: 75",
        "Fundamento: artículo 24 del Reglamento",
    ],
)
@pytest.mark.parametrize("place", ["Unidad", "Descripción", "end"])
def test_a_line_of_a_linea_is_shown_wherever_it_stands(line, place):
    linea = LINEA.format(1) + BOTH
    text = linea.replace(place, f"{line}\n{place}", 1) if place != "end" else linea + line + "\n"
    shown = " ".join(words(" ".join(texts_of(HEAD + text + "\n" + LINEA.format(2)))))
    assert " ".join(words(line)).rstrip() in shown


@pytest.mark.parametrize("file", ["quinto.toml", "noveno.toml", "decimocuarto.toml"])
def test_no_number_of_a_text_is_left_out(file):
    for case in cases_of(file):
        shown = set(words(" ".join(texts_of(case.text))))
        listed = re.compile(r"^.*[.…\t ]{2,}\d{1,3}$|^\W*\d{1,3}[.)]\s", re.MULTILINE)
        said = {each for each in words(listed.sub("", case.text)) if each.isdigit()}
        assert said <= shown, case.id


def test_what_is_shown_again_belongs_to_no_part():
    text = HEAD + LINEA.format(1) + BOTH
    read = read_blocks(blocks_of_text(text))
    assert any(each.key.startswith("tambien") for each in read.passages)
    (linea,) = read.written.lineas
    assert not any(each.key.startswith("tambien") for each in linea.passages)
    assert read.understood == 1 and not read.unplaced


@pytest.mark.parametrize(
    "text",
    [
        "Índice\n1. Presentación ..... 3\n2. Avances ..... 5\n\n1. Presentación\nSe hizo.\n\n"
        "2. Avances\nSe logró.\n",
        "Informe del cuarto trimestre de 2026\n\nÁREA: DIRECCIÓN JURÍDICA\n"
        + LINEA.format(1)
        + ONE,
        HEAD + LINEA.format(1) + "a) Se impartió un curso.\nb) Se dictó una plática.\n" + ONE,
        HEAD + "2.1 Línea de acción: atender solicitudes\nMeta: 4 solicitudes\nSe atendió una.\n",
    ],
)
def test_nothing_is_shown_twice(text):
    again = [each.text for each in shown_of(text) if each.key.startswith("tambien")]
    assert again == (["Índice"] if text.startswith("Índice") else [])


def test_a_row_of_a_table_that_no_part_kept_stands_below_its_head():
    rows = (("Mes", "Cursos", "Avance"), ("Julio", "3", "30%"), ("Agosto", "4", "40%"))
    shown = [Shown("a", "heading", "Julio 3 30%")]
    (_, added) = with_unseen([Block(BlockKind.TABLE, rows=rows)], shown)
    assert added.rows == (rows[0], rows[2])
