"""Growths and shares in a narrative against the figures that they are told of."""

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.changes import changes

from .written_cases import FIRST, written_linea


def found_in(text):
    return list(changes(written_linea(text), FIRST))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Se atendieron 400, contra 320 del mismo periodo de 2023, lo que significa un crecimiento "
         "del veinte por ciento de un año a otro.", "80 ÷ 320 = 25%"),
        ("Las consultas pasaron de 200 a 260, un aumento del 26%.", "60 ÷ 200 = 30%"),
        ("Hubo 150 quejas frente a 200 del año anterior, una disminución de 33 por ciento.",
         "50 ÷ 200 = 25%"),
        ("En el mismo trimestre de 2022 se dieron 80 becas, comparadas con las 100 de ahora, el "
         "incremento es de 20%.", "20 ÷ 80 = 25%"),
        ("Se recibieron 45 quejas. De ellas, 27 se concluyeron y 18 siguen en integración, de modo "
         "que tres de cada cuatro quejas recibidas quedaron resueltas.", "27 ÷ 45 = 60%"),
        ("Ingresaron 90 solicitudes y se aprobaron 30, así que una de cada dos solicitudes se "
         "aprobó.", "30 ÷ 90 = 33.3%"),
    ],
)  # fmt: skip
def test_a_growth_or_a_share_is_that_of_its_figures(text, shown):
    (found,) = found_in(text)
    assert (found.code, found.severity) == (Code.WRITTEN_PERCENT, Severity.DOUBT)
    assert found.arithmetic.startswith(shown[:9])


@pytest.mark.parametrize(
    "text",
    [
        "Se dieron 400, contra 320 del mismo periodo de 2023, un crecimiento de 25 por ciento.",
        "Las consultas pasaron de 200 a 260, un aumento del 30%.",
        "Hubo 150 quejas frente a 200 del año anterior, una disminución de 25 por ciento.",
        "Se atendieron 375, cuando en 2022 habían sido 300; el crecimiento es de la cuarta parte.",
        "Creció 8% respecto del año anterior; se dieron 120 becas en 14 planteles y 3 sedes.",
        "El presupuesto pasó de 200 a 260 pesos, un aumento del 26%.",
        "De las 375, setenta y cinco fueron en línea, esto es, una de cada cinco consultas.",
        "Se recibieron 44 quejas y se concluyeron 33, o sea tres de cada cuatro quejas.",
        "De los 215 reportes, 43 (uno de cada cinco reportes) fueron dentro del domicilio.",
        "Una de cada tres mujeres del estado ha vivido violencia; se atendió a 40 en 5 módulos.",
        "Se recibieron 47 quejas y se concluyeron 30, casi dos de cada tres quejas.",
    ],
)
def test_what_is_right_or_unknown_is_left_alone(text):
    assert found_in(text) == []
