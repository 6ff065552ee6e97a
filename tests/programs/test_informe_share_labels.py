"""A share of a quarter by every label that offices give it, and the figures that it stands by."""

from decimal import Decimal

import pytest

from tests.programs.test_informe_year_labels import read

USUAL = (
    "Unidad de medida: Taller\nMeta anual programada: 50\nMeta trimestral programada: 10\n"
    "Meta trimestral alcanzada: 9\n"
    "Descripción: Se dieron nueve talleres; el décimo se reprogramó."
)
PLAIN = "Meta anual: 50 talleres\nProgramado: 10\nRealizado: 9\nSe dieron nueve talleres."
LABELS = [
    "Porcentaje de avance trimestral: {}%",
    "% de avance: {}",
    "Eficacia: {}%",
    "Nivel de cumplimiento: {} %",
    "Lo que equivale al {}% de lo comprometido.",
    "Cumplimiento: {}%.",
    "El cumplimiento fue del {}%.",
    "Avance: {}%.",
    "Índice de cumplimiento: {}%",
    "Desempeño: {}%",
    "Avance porcentual: {}",
]


@pytest.mark.parametrize("box", [USUAL, PLAIN])
@pytest.mark.parametrize("label", LABELS)
def test_a_share_that_neither_quarter_nor_year_gives_is_told(box, label):
    wrong = "La línea dice 95%, y las cantidades de la línea dan 90%"
    assert read(box, label.format(95))[1] == [wrong]
    assert read(box, label.format(90))[1] == []


@pytest.mark.parametrize("label", ["Avance del trimestre", "Avance trimestral"])
def test_a_progress_that_counts_is_what_was_done(label):
    lines = ("Meta anual: 50 talleres", "Meta del trimestre: 10 talleres", f"{label}: 9 talleres")
    linea, found = read(*lines, "Se dieron nueve talleres.", "Se cumplió el 90% de lo programado.")
    assert (linea.reported, found) == ((Decimal(9),), [])
    found = read(*lines, "Se dieron siete talleres.", "Se cumplió el 90% de lo programado.")[1]
    assert found == ["El texto dice «siete talleres» y la cantidad de la línea es 9"]


@pytest.mark.parametrize("label", ["Avance del trimestre: 9", "Avance: 9 talleres"])
def test_a_progress_that_may_be_a_share_or_of_the_year_is_no_quantity(label):
    linea, _ = read("Meta anual: 50 talleres", label, "Se dieron nueve talleres.")
    assert linea.reported == ()
