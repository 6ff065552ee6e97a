"""Metas by a label that nobody knows, and closings by their shape."""

from decimal import Decimal

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks

HEAD = "Informe del primer trimestre de 2026 (enero - marzo)\nUnidad de Enlace\n"


def lineas_of(text):
    return list(read_blocks(blocks_of_text(HEAD + text)).written.lineas)


@pytest.mark.parametrize(
    "label",
    ["Objetivo cuantificable", "Por hacer en el año", "Se comprometió", "Lo que nos propusimos"],
)
@pytest.mark.parametrize("mark", ["Proyecto {}:", "{}.", "{})"])
def test_what_repeats_below_the_titles_with_a_number_is_the_meta(mark, label):
    lineas = lineas_of(
        f"{mark.format(1)} Charlas\n{label}: 12 charlas\nHecho: cuatro charlas.\nAvance: 33%.\n"
        f"{mark.format(2)} Boletines\n{label}: seis boletines\nHecho: tres boletines.\n"
        "Avance: 50%.\n"
    )
    assert [(each.title, each.meta) for each in lineas] == [
        ("Charlas", "12 charlas"),
        ("Boletines", "seis boletines"),
    ]


@pytest.mark.parametrize("label", ["Hecho", "Se logró", "Asistentes", "Duración del curso"])
def test_what_was_done_or_whom_it_reached_is_no_meta(label):
    lineas = lineas_of(
        f"Proyecto 1: Charlas\n{label}: 12 charlas\nAvance: 33%.\n"
        f"Proyecto 2: Boletines\n{label}: 6 boletines\nAvance: 50%.\n"
    )
    assert [each.meta for each in lineas] == ["", ""]


@pytest.mark.parametrize(
    "closing",
    [
        "Línea al 50%.",
        "Actividad terminada al ciento por ciento.",
        "Proyecto en curso: 75 por ciento.",
        "Al trimestre: 25%.",
        "Ejecutado en el año: dos foros (100%).",
    ],
)
@pytest.mark.parametrize("behind", ["", "Anexo A. Lista de escuelas.\nAnexo B. Relatoría.\n"])
def test_a_last_short_sentence_with_a_share_closes(closing, behind):
    (linea,) = lineas_of(f"Línea 1. Foros\nMeta: 2 foros\nSe hizo un foro.\n{closing}\n{behind}")
    assert linea.closing and linea.closing.text == closing


def test_a_share_without_its_sign_closes_too():
    (linea,) = lineas_of("Línea 1. Foros\nMeta: 2 foros\nHubo uno.\nPorcentaje de la línea: 25.\n")
    assert linea.closing.text == "Porcentaje de la línea: 25%"


@pytest.mark.parametrize(
    "said", ["Mujeres asistentes: 40 %.", "De los asistentes, mujeres: 40 %.", "Falta el 50%."]
)
def test_a_share_of_something_else_closes_nothing(said):
    (linea,) = lineas_of(f"Línea 1. Foros\nMeta: 2 foros\nSe hizo un foro.\n{said}\n")
    assert linea.closing is None


def test_a_column_of_shares_closes_the_lineas_of_a_table():
    lineas = lineas_of(
        "Actividad\tMeta anual\tRealizado al 31 de marzo\tPorcentaje\n"
        "Boletines\t20\t26\t130 %\nCápsulas\t16\t16\t100 %\n"
    )
    assert [each.closing.text for each in lineas] == ["Avance: 130 %", "Avance: 100 %"]
    assert [each.reported for each in lineas] == [(Decimal(26),), (Decimal(16),)]
