"""A part that is more than its whole."""

import pytest

from programs.values.checks.informe.parts_beyond import parts_beyond
from tests.programs.written_cases import FIRST, written_linea


@pytest.mark.parametrize(
    "text",
    [
        "Se trabajó con 90 personas, de las que aprobaron 95.",
        "Se trabajó con 90 personas, de las cuales 95 aprobaron.",
        "Ingresaron 90 solicitudes; de las cuales 95 se respondieron.",
        "Ingresaron 90 quejas, y de ellas 95 se resolvieron.",
        "Se revisaron 90 expedientes, de los que 95 están completos.",
        "Participaron 90 servidores públicos, de los cuales 95 son mujeres.",
    ],
)
def test_a_part_is_no_more_than_its_whole(text):
    found = parts_beyond(written_linea(text), FIRST)
    assert [each.arithmetic for each in found] == ["95 > 90"]


@pytest.mark.parametrize(
    "text",
    [
        "Se trabajó con 90 personas, de las que aprobaron 85.",
        "Se dieron 3 talleres a 90 personas, de las cuales 60 son mujeres.",
        "Se dieron 3 talleres, de los que se imprimieron 40 constancias.",
        "Hubo 30 mesas, de las que salieron 45 acuerdos.",
        "Hubo 30 mesas, de las que surgieron 45.",
        "Ingresaron 9 solicitudes, de las cuales 15 días después se respondieron todas.",
        "Se atendió a 5 municipios, de los que asistieron 40 personas.",
        "Se firmaron 3 convenios, de los que se beneficiaron 120.",
    ],
)
def test_what_came_of_a_thing_is_no_part_of_it(text):
    assert list(parts_beyond(written_linea(text), FIRST)) == []
