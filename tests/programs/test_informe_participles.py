"""Where the name of a línea ends and what it has done begins: "Se han recibido 270"."""

import pytest

from programs.received.informes.from_text import blocks_of_text
from programs.received.informes.names import title_before
from programs.received.informes.structure import read_blocks
from tests.programs.office_cases import codes_in

TEXT_OF_AREAS = """ÓRGANO INTERNO DE CONTROL
Segundo trimestre de 2025

ÁREA DE AUDITORÍA
Actividad 1. Auditar 4 partidas de gasto en el año. Se han auditado 2 partidas. Avance: 50%.
Actividad 2. {}. {}. Avance: 50%.
"""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Hacer 10 conciliaciones en el año", "Se han hecho 5 conciliaciones"),
        ("Recibir 10 declaraciones en el año", "Se han recibido 5 declaraciones"),
        ("Resolver 10 expedientes en el año", "Hemos resuelto 5 expedientes"),
        ("Imprimir 10 manuales en el año", "Se han impreso 5 manuales"),
        ("Atender 10 quejas en el año", "A junio han sido atendidas 5 quejas"),
        ("Emitir 10 dictámenes en el año", "A la fecha se han emitido 5 dictámenes"),
        ("Entregar 10 becas en el año", "A junio se les han entregado 5 becas"),
        ("Devolver 10 fianzas en el año", "Al corte se han devuelto 5 fianzas"),
    ],
)
def test_what_has_been_done_is_no_part_of_the_name(name, told):
    assert title_before(f"{name}. {told}.") == f"{name}."
    text = TEXT_OF_AREAS.format(name, told)
    _, linea = read_blocks(blocks_of_text(text)).written.areas[0].lineas
    assert linea.title == name
    assert [passage.text for passage in linea.passages] == [told]


@pytest.mark.parametrize("told", ["Se han emitido 5 dictámenes", "Se han hecho 5 dictámenes"])
def test_a_count_that_has_been_done_is_counted(told):
    text = TEXT_OF_AREAS.format("Emitir 10 dictámenes en el año", told)
    assert "uncounted" not in {code.value for code in codes_in(text)}


@pytest.mark.parametrize("told", ["Se han emitido dictámenes", "Se ha cumplido con la ley"])
def test_what_has_been_done_without_a_count_is_uncounted(told):
    text = TEXT_OF_AREAS.format("Emitir 10 dictámenes en el año", told)
    assert "uncounted" in {code.value for code in codes_in(text)}


@pytest.mark.parametrize(
    "name",
    [
        "Emitir 10 dictámenes en el año. Dirección de Obra",
        "Archivo histórico. Fondo del ayuntamiento",
        "Quejas que han recibido respuesta. Seguimiento",
        "Apoyo a la gente. A quienes han sufrido violencia",
        "Expedientes. Los que se han recibido de otras áreas",
        "Atención. Personas a las cuales se les han emitido credenciales",
    ],
)
def test_a_name_of_two_sentences_tells_nothing(name):
    assert title_before(name) == ""
