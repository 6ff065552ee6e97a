"""Layouts of other states: periods cut short, heads in other words, an área at the bottom."""

from datetime import date

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.structure import read_blocks

LINEA = "Línea 1. Talleres\nMeta: 8 talleres\nSe dieron dos talleres.\nAvance: 25%.\n"


def written_of(text):
    return read_blocks(blocks_of_text(text)).written


@pytest.mark.parametrize(
    "period",
    ["Informe T1 2025", "Reporte ene-mar 25", "Reporte ene.-mar. 2025", "1er. Trim. 2025",
     "Trimestre I de 2025", "Avances enero/marzo 2025", "Q1 2025"],
)  # fmt: skip
def test_a_period_may_be_cut_short(period):
    found = written_of(f"{period}\nUnidad de Datos\n{LINEA}").period
    assert found and (found.starts_on, found.ends_on) == (date(2025, 1, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    ("promised", "done", "share"),
    [("Comprometido", "Se alcanzó", "Porcentaje"), ("Por realizar", "Se logró", "%"),
     ("Meta", "Hecho", "Por ciento"), ("Programado", "Realizado", "Porcentaje")],
)  # fmt: skip
def test_a_table_of_lineas_may_have_other_heads(promised, done, share):
    lineas = list(
        written_of(
            f"Informe T1 2025\nUnidad de Datos\nActividad | {promised} | {done} | {share}\n"
            "Talleres | 8 talleres | 2 talleres | 25%\nForos | 4 foros | 1 foro | 25%\n"
        ).lineas
    )
    assert [(each.area, each.title, each.meta) for each in lineas] == [
        ("Unidad de Datos", "Talleres", "8 talleres"),
        ("Unidad de Datos", "Foros", "4 foros"),
    ]
    assert [each.closing and each.closing.text for each in lineas] == ["Avance: 25%"] * 2


def test_an_area_may_be_named_below_its_lineas():
    (area,) = written_of(
        f"Informe T1 2025\n\n{LINEA}\nÁrea responsable: Unidad de Formación\n"
    ).areas
    assert (area.name, area.lineas[0].area) == ("Unidad de Formación", "Unidad de Formación")


def test_a_closing_above_the_narrative_and_a_title_of_two_lines():
    (linea,) = written_of(
        "Informe T1 2025\nUnidad de Datos\nLínea 1\nConectar a los entes públicos\n"
        "que faltan en la plataforma\nMeta: 40 entes\nAvance: 25%.\nSe conectaron diez entes.\n"
    ).lineas
    assert linea.title == "Conectar a los entes públicos que faltan en la plataforma"
    assert linea.closing and linea.closing.text == "Avance: 25%."


def test_what_another_office_programmed_closes_nothing():
    (linea,) = written_of(
        "Informe T1 2025\nTarea C. Barda\nProgramado: 1 obra solicitada.\n"
        "Realizado: 1. Se solicitó el 20 de marzo; Obras Públicas la programó para julio.\n"
    ).lineas
    assert linea.closing is None
