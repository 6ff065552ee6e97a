"""One slip is told once, however many days or numbers it is seen by."""

import pytest

from programs.received.informes.child import reading_of
from programs.received.informes.kinds import TEXT
from programs.values.checks.finding import Code

HEAD = "COORDINACIÓN DE VINCULACIÓN\nInforme del tercer trimestre de 2025\n\n"
LINEA = (
    "Línea 1. Impartir talleres de ética\nMeta anual: 20 talleres\n"
    "Programado en el trimestre: 8 talleres\nRealizado en el trimestre: 8 talleres\n{}\n"
)


def found_in(text, opening=""):
    told = f"{HEAD}{opening}{LINEA.format(text)}"
    return [each.finding for each in reading_of(TEXT, told.encode()).findings]


@pytest.mark.parametrize(
    ("days", "more"),
    [
        ("el 3 de julio, el 7 de agosto y el 4 de septiembre de 2026", "2 días más"),
        ("el 3 de julio de 2026, el 7 de agosto de 2026 y el 4 de septiembre de 2026", "2 días"),
        ("el 3 de julio y el 7 de agosto de 2026", "1 día más"),
    ],
)
def test_the_days_of_a_list_with_one_wrong_year_are_told_once(days, more):
    (found,) = found_in(f"Los talleres fueron {days}.")
    assert found.code == Code.DEED_DAY
    assert f"es del 3 de julio de 2026 y {more}" in found.message


@pytest.mark.parametrize(
    "text",
    [
        "Los talleres fueron el 3 de octubre y el 7 de noviembre de 2025.",
        "Un taller se dio el 3 de julio de 2026. Otro taller se dio el 7 de agosto de 2026.",
    ],
)
def test_days_of_two_slips_are_told_one_by_one(text):
    assert [each.code for each in found_in(text)] == [Code.DEED_DAY] * 2


@pytest.mark.parametrize("said", ["201 personas", "201 personas en escuelas"])
def test_a_figure_of_the_opening_is_told_once(said):
    opening = f"PRESENTACIÓN\nSe realizaron 8 talleres y se capacitó a {said}.\n\n"
    text = "Se impartieron ocho talleres a 210 personas, 110 mujeres y 100 hombres."
    (found,) = found_in(text, opening)
    assert found.arithmetic == "201 ≠ 210"


def test_a_share_of_the_opening_shows_both():
    opening = "PRESENTACIÓN\nLa línea 1 alcanzó un avance del 90%.\n\n"
    (found,) = found_in("Se impartieron ocho talleres, el 40% de la meta anual.", opening)
    assert found.arithmetic == "90% ≠ 40%"
