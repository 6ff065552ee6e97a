"""A share in brackets beside its part, against the whole that the same sentence counts."""

import pytest

from programs.values.checks.informe.part_shares import part_shares
from tests.programs.written_cases import FIRST, written_linea

WRONG = [
    ("Participaron 80 personas: 48 mujeres (65%) y 32 hombres (40%).", "48 ÷ 80 = 60%"),
    ("Asistieron 80 personas, 48 mujeres (60%) y 32 hombres (45%).", "32 ÷ 80 = 40%"),
    ("De las 80 personas, el 60% (50) son mujeres.", "50 ÷ 80 = 62.5%"),
    ("Se dieron tres talleres. De las 80 personas, el 60% (50) son mujeres.", "50 ÷ 80 = 62.5%"),
    ("De las 500, 300 son mujeres (65%).", "300 ÷ 500 = 60%"),
    ("Se sensibilizó a 500 personas, 260 mujeres (60%) y 240 hombres.", "260 ÷ 500 = 52%"),
    ("Se capacitó a 120 servidores públicos (66 mujeres (65%) y 54 hombres).", "66 ÷ 120 = 55%"),
    ("De los 90 participantes, 60 fueron mujeres (el 70 por ciento).", "60 ÷ 90 = 67%"),
    ("De un total de 90 asistentes, 45 hombres (55%).", "45 ÷ 90 = 50%"),
]
RIGHT = [
    "Asistieron 52 personas al primero, 61 al segundo y 60 al tercero: 50 mujeres (28.9%).",
    "Participaron 80 personas: 48 mujeres (60%) y 32 hombres (40%).",
    "De las 80 personas, el 60% (48) son mujeres.",
    "De las 500, 300 son mujeres (60%).",
    "De las 163 personas, 98 son mujeres (60.1%) y 65 hombres (39.9%).",
    "Se capacitó a 90 personas: 60 mujeres (66.7%) y 30 hombres (33.3%).",
    "Se capacitó a 90 personas: 60 mujeres (67%) y 30 hombres (33%).",
    "Se impartieron 12 talleres: 8 presenciales (100%) y 4 virtuales (80%).",
    "Participaron 80 personas y 48 mujeres (60%) recibieron constancia.",
    "Se capacitó a 80 personas; de 60 encuestadas, 48 mujeres (80%) aprobaron.",
    "Se capacitó a 80 personas, 48 mujeres (96% de las 50 inscritas) y 32 hombres.",
    "Se capacitó a 80 personas, 48 mujeres (120% de la meta) y 32 hombres.",
    "Se programaron 80 personas y asistieron 48 mujeres (65%).",
    "De las 80 solicitudes, 40 (50%) se respondieron.",
    "Asistieron 80 personas, 48 mujeres (65% más que en 2023) y 32 hombres.",
]


@pytest.mark.parametrize(("text", "arithmetic"), WRONG)
def test_a_share_that_its_whole_does_not_give(text, arithmetic):
    (found,) = part_shares(written_linea(text), FIRST)
    assert found.arithmetic == arithmetic


@pytest.mark.parametrize("text", RIGHT)
def test_a_right_share_or_one_of_something_else_stays_silent(text):
    assert list(part_shares(written_linea(text), FIRST)) == []


def test_a_quantity_of_the_linea_may_be_the_whole():
    text = "Participaron 80 personas: 48 mujeres (48%) y 32 hombres (40%)."
    line = written_linea(text, amounts=[(100, "mujeres")])
    assert list(part_shares(line, FIRST)) == []
