"""Deeds counted and dated one by one, one of them outside the quarter."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.office_cases import HEAD
from tests.programs.test_written_variety import codes_in

OUTSIDE = [
    "Tres visitas fueron practicadas. Agua Fría recibió la primera el 18 de abril; Tres Cruces, la "
    "segunda, el 9 de mayo; y El Portal, la última, el 17 de julio.",
    "Entregas del trimestre: el primer corte, el 16 de abril de 2025; el segundo, el 21 de mayo de "
    "2025; el tercero, el 14 de julio de 2025.",
    "En el trimestre se desahogaron dos mesas. En la celebrada el 20 de mayo de 2024 se revisaron "
    "criterios; en la del 19 de junio de 2025, el formato.",
    "Se entregaron en dos jornadas, la del 17 de abril de 2025 y la del 14 de mayo de 2024.",
    "Se efectuaron los operativos siguientes:\n"
    "a) Mercado Juárez, 19 de abril.\nb) Mercado La Esperanza, 14 de julio.",
    "Dos tanques quedaron lavados: el Norte el 24 de abril y el Sur el 9 de julio.",
    "Contrato | Objeto | Firma\n1 | Fotocopiadoras | 19/04/2025\n2 | Limpieza | 12/05/2024\n"
    "3 | Vigilancia | 04/06/2025",
    "Obra | Fecha (año-mes-día)\nLibramiento | 2025-04-09\nHortensias | 2025-05-30\n"
    "Puerto Viejo | 2024-05-21\nRetorno | 2025-06-17",
    "En el curso del trimestre, con fecha 14 de mayo de 2024, se capacitó a quienes cargan.",
]
WITHIN = [
    "Fueron tres los simulacros: 23 de abril, 20 de mayo y 27 de junio. El cuarto será el 3 de "
    "julio.",
    "De las tres comisiones se asistió a dos, el 15 de abril y el 11 de junio; la tercera se "
    "difirió al 20 de julio.",
    "Se entregaron en dos jornadas, la del 17 de abril y la del 14 de mayo, conforme al convenio "
    "firmado el 14 de mayo de 2024.",
    "Dos tanques quedaron lavados: el Norte el 24 de abril y el Sur el 9 de junio. El contratista "
    "entregará las bitácoras el 9 de julio.",
    "Presentaciones realizadas y la que sigue:\n1. «Agua», 10 de abril.\n2. «Barro», 8 de mayo.\n"
    "3. «Ausencias», 3 de julio (programada).",
    "Se impartieron dos, el 25 de abril y el 6 de junio. Ambas las pidieron las empresas con "
    "escritos del 4 y del 12 de marzo.",
]


def told(text):
    line = "Línea de acción 1. Practicar visitas\nMeta: 12 visitas\n{}\nAvance: 25 %\n"
    return codes_in(HEAD.format(quarter="segundo") + line.format(text))


@pytest.mark.parametrize("text", OUTSIDE)
def test_a_deed_dated_with_others_that_lies_outside_is_doubted(text):
    assert Code.DEED_DAY in told(text)


@pytest.mark.parametrize("text", WITHIN)
def test_what_is_to_come_or_dates_a_paper_is_not_doubted(text):
    assert Code.DEED_DAY not in told(text)


@pytest.mark.parametrize(
    ("starts", "ends", "doubted"),
    [
        ("01/10/2025", "30/06/2026", False),  # a year of its own, which begins later
        ("01/04/2025", "31/03/2026", False),
        ("01/04/2025", "31/12/2026", True),
    ],
)
def test_a_linea_of_twelve_months_may_begin_in_any(starts, ends, doubted):
    text = (
        "Línea de acción 1. Visitar\nMeta: 12 visitas\n"
        f"Inicio: {starts}\nTérmino: {ends}\nSe hicieron tres visitas.\nAvance: 25 %\n"
    )
    codes = codes_in(HEAD.format(quarter="segundo") + text)
    assert (Code.DATES_OUTSIDE in codes) is doubted
