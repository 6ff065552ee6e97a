"""A share where the quarter's part of a meta is told too: of which of both its counts are."""

import pytest

from tests.programs.test_informe_year_labels import read

METAS = ["Meta 2025: 8 talleres (2 por trimestre)", "Meta anual: 8 talleres"]
SIX_OF_EIGHT = [
    "Se dieron dos talleres. Con los cuatro del primer semestre se han dado seis de ocho talleres:"
    " {}% de avance.",
    "Se dieron dos talleres. Sumados a los cuatro anteriores son seis talleres: {}% de avance.",
    "Se dieron dos talleres. Con ellos suman seis de los ocho comprometidos: {}% de avance.",
    "En el trimestre hubo dos talleres. En el año van seis talleres, un avance del {}%.",
    "Se dieron dos talleres; se llevan seis talleres de los ocho, {}%.",
    "Se dieron dos talleres. Acumulado: seis talleres de ocho, {}% de avance.",
    "Se dieron 2 talleres y 4 en el primer semestre, en total 6 de 8: {}% de avance.",
]


@pytest.mark.parametrize("meta", METAS)
@pytest.mark.parametrize("text", SIX_OF_EIGHT)
def test_what_sums_up_the_year_is_divided_by_its_meta(meta, text):
    wrong = "La línea dice 80%, y las cantidades del texto dan 75%"
    assert read(meta, text.format(80))[1] == [wrong]
    assert read(meta, text.format(75))[1] == []


BOX = ("Meta anual: 50 talleres", "Programado: 10 talleres", "Realizado: 9 talleres")


@pytest.mark.parametrize(
    "closing", ["Avance: {}%.", "Porcentaje de avance: {}%", "El cumplimiento fue del {}%."]
)
def test_a_share_that_the_year_cannot_give_is_of_the_quarter(closing):
    told = "Se dieron nueve talleres."
    wrong = "La línea dice 95%, y las cantidades de la línea dan 90%"
    assert read(*BOX, told, closing.format(95))[1] == [wrong]
    assert read(*BOX, told, closing.format(90))[1] == []
    assert read(*BOX, told, closing.format(18))[1] == []


@pytest.mark.parametrize(
    "closing",
    [
        "Se alcanzó el 95% de la meta anual.",
        "Avance: 66% de la meta anual.",
        "Avance anual: 66%",
        "Porcentaje de avance acumulado: 66%",
        "El cumplimiento fue del 66%.",
        "La línea va al 66%.",
    ],
)
def test_a_share_of_the_year_is_of_no_quarter(closing):
    assert read(*BOX, "Se dieron nueve talleres.", closing)[1] == []
