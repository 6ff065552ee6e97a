"""Captions of another body or another town than the narrative beside them."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.caption_bodies import caption_bodies
from tests.programs.office_cases import codes_in
from tests.programs.written_cases import written_informe, written_linea


def found(*texts, other="Nada."):
    written = written_informe(
        written_linea(*texts), written_linea(other, key="linea-2", number="2")
    )
    return [each.finding.code for each in caption_bodies(written)]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "El Comité de Ética sesionó el 14 de febrero.",
            "Imagen 1. Sesión del Comité de Adquisiciones.",
        ),
        (
            "Se dieron dos talleres, en Ixtla y en Cuauhpan.",
            "Fotografía 1. Taller de poda en Tlaxiaco.",
            "Fotografía 2. Taller de poda en Cuauhpan.",
        ),
    ],
)
def test_a_caption_of_another_body_or_town_is_doubted(texts):
    assert found(*texts) == [Code.CAPTION_SESSION]


@pytest.mark.parametrize(
    ("texts", "other"),
    [
        (
            ("El Comité de Ética sesionó.", "Imagen 1. Sesión del Comité de Adquisiciones."),
            "Se asistió al Comité de Adquisiciones.",
        ),
        (
            ("El Comité de Ética sesionó.", "Imagen 1. Sesión del Comité de Ética e Integridad."),
            "Nada.",
        ),
        (("El Comité de Ética sesionó.", "Imagen 1. Sesión del CEPCI."), "Nada."),
        (("El COCODI sesionó.", "Imagen 1. Sesión del Comité de Control y Desempeño."), "Nada."),
        (
            ("El Comité de Ética sesionó.", "Imagen 1. Oficio al Comité de Adquisiciones."),
            "Nada.",
        ),
        (
            (
                "Se dieron dos talleres en la sierra.",
                "Fotografía 1. Taller de poda en Tlaxiaco.",
                "Fotografía 2. Taller de poda en Ixtla.",
            ),
            "Nada.",
        ),
        (
            (
                "Se dieron dos talleres, en Ixtla y en Tlaxiaco.",
                "Fotografía 1. Taller de poda en Tlaxiaco.",
                "Fotografía 2. Taller de poda en Ixtla.",
            ),
            "Nada.",
        ),
    ],
)
def test_what_the_informe_names_or_does_not_tell_is_not(texts, other):
    assert found(*texts, other=other) == []


SHORT = """Informe del cuarto trimestre de 2025
Dirección de Inspección

Línea de acción 1. Inspecciones
Meta: 16 inspecciones en el año
Se hizo la última de las 16 inspecciones. Los hallazgos se expusieron en la Cuarta Sesión Ordinaria
del {}, del 27 de noviembre de 2025.
Fotografía 1. {} Sesión del {}.
La meta se cumplió al 100%.
"""
CONTROL = "Comité de Control y Desempeño Institucional"


@pytest.mark.parametrize(
    ("told", "ordinal", "shown", "doubted"),
    [
        (CONTROL, "Cuarta", "COCODI", False),
        (CONTROL, "Cuarta", "Cocodi", False),
        ("COCODI", "Cuarta", CONTROL, False),
        ("Comité de Planeación para el Desarrollo Municipal", "Cuarta", "COPLADEMUN", False),
        (CONTROL, "Tercera", "COCODI", True),
        ("Comité de Ética", "Cuarta", "COCODI", True),
    ],
)
def test_a_body_and_its_spelt_abbreviation_are_one(told, ordinal, shown, doubted):
    text = SHORT.format(told, ordinal, shown)
    assert (Code.CAPTION_SESSION in codes_in(text)) is doubted
