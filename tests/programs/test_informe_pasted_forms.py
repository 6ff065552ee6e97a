"""Pastes of clerks: abbreviations on the cover, rows that a window broke, contents in any form."""

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks

COVER = "DIR. GRAL. DE ARCHIVO Y TRANSP.\nH. AYTO. DE SAN LUCAS TEPEHUAS\n"


def written_of(text):
    return read_blocks(blocks_of_text(text)).written


def test_a_cover_of_abbreviations_is_a_cover():
    written = written_of(
        f"{COVER}Informe del 2do. trim. 2025 (abr., may. y jun.)\n\n"
        "Línea 1. Fumigar el archivo\nMeta: 4 fumigaciones\nSe fumigó dos veces.\nAvance: 50%.\n"
    )
    assert written.title == "Informe del 2do. trim. 2025 (abr., may. y jun.)"
    assert [(each.number, each.title) for each in written.lineas] == [("1", "Fumigar el archivo")]
    assert not written.sections


def test_the_office_above_the_name_of_its_town_keeps_its_table():
    (area,) = written_of(
        f"{COVER}Concentrado del 3er. trim. 2025\n\n"
        "Núm.\tActividad\tMeta anual\tRealizado\tAvance\n"
        "1\tAsesorías\t20 asesorías\t13 asesorías\t65%\n2\tAvisos\t48 avisos\t36 avisos\t75%\n"
    ).areas
    assert area.name == "DIR. GRAL. DE ARCHIVO Y TRANSP"
    assert [each.title for each in area.lineas] == ["Asesorías", "Avisos"]


def test_a_row_that_the_window_broke_is_one_row():
    first, second = written_of(
        f"{COVER}Informe T2 2025\n\nNúm.\tActividad\tMeta anual\tLo realizado\tAvance\n"
        "1\tDestruir la documentación de baja\t2 actas de baja\tTodavía no\n"
        "inicia, porque el Grupo lo programó para el 4to. trim.\tNo aplica en\neste trim.\n"
        "2\tAsesorar a los archivos\t16 asesorías\t8 asesorías (cuatro en el 1er. trim. y\n"
        "Cuatro en el 2do.)\t50%\n"
    ).lineas
    assert (first.title, first.meta) == ("Destruir la documentación de baja", "2 actas de baja")
    assert "lo programó para el 4to. trim." in first.passages[0].text
    assert first.closing and first.closing.text == "No aplica en este trim."
    assert (second.number, second.meta) == ("2", "16 asesorías")
    assert second.closing and second.closing.text == "Avance: 50%"


def test_rows_that_lack_their_last_cells_stay_apart():
    lineas = written_of(
        "Informe T2 2025\n\nActividad\tMeta anual\tRealizado\tAvance\tNota\n"
        "Asesorar a los archivos\t16 asesorías\t8 asesorías\t50%\n"
        "Fumigar los archivos\t4 fumigaciones\t2 fumigaciones\t50%\n"
    ).lineas
    assert [each.title for each in lineas] == ["Asesorar a los archivos", "Fumigar los archivos"]


@pytest.mark.parametrize(
    "contents",
    ["Contenido: A. Personal / B. Compras / C. Archivo",
     "Índice: A. Personal; B. Compras; C. Archivo",
     "ÍNDICE (sólo apartados principales)\nA. Personal\nB. Compras\nC. Archivo"],
)  # fmt: skip
def test_contents_in_one_line_or_with_an_aside(contents):
    written = written_of(
        f"Reporte del primer trimestre de 2025\n\n{contents}\n\n"
        "**A. Personal**\nHubo 58 plazas.\n\n**B. Compras**\nSe hicieron nueve pedidos.\n"
    )
    named = [each.heading for each in written.contents]
    assert named == ["A. Personal", "B. Compras", "C. Archivo"]
    assert [each.heading for each in written.headings] == ["A. Personal", "B. Compras"]


def test_a_row_of_the_contents_that_names_several_headings_is_none_of_its_own():
    written = written_of(
        "Índice\n1. Introducción\n2. Resultados\n2.1 a 2.3 Licitaciones y Adjudicaciones\n"
        "3. Notas\n\n"
        "1. Introducción\nDe julio a septiembre de 2024.\n\n2. Resultados\n\n2.1 Licitaciones\n"
        "Hubo diez.\n\n3. Notas\nNinguna.\n"
    )
    assert [each.number for each in written.contents] == ["1", "2", "3"]
    assert [each.number for each in written.headings] == ["1", "2", "3"]
