"""Lines that label the year so far, in any order and by any name, beside those of the quarter."""

from decimal import Decimal
from itertools import permutations

import pytest

from programs.values.wording.year_labels import is_year_label
from tests.programs.test_informe_year_labels import read

META = "Meta anual: 12 talleres"
OF_YEAR = [
    "Realizado acumulado al trimestre: 9 talleres",
    "Logrado al tercer trimestre: 9 talleres",
    "Ejecutado acumulado: 9 talleres",
    "Avance acumulado: 9 talleres",
    "Realizado al cierre de septiembre: 9 talleres",
    "Acumulado anual alcanzado: 9",
    "Alcanzado en lo que va del año: 9 talleres",
    "Acumulado enero-septiembre: 9 talleres",
    "Total realizado en el año: 9 talleres",
    "Realizado de enero a septiembre de 2025: 9 talleres",
    "Avance a la fecha: 9 talleres",
    "Avance al 30 de septiembre: 9",
    "Acumulado ene-sep: 9 talleres",
]
OF_QUARTER = [
    ("Programado: 3 talleres", "Realizado: {} talleres"),
    ("Programadas: 3", "Realizadas: {}"),
    ("Programado en el trimestre: 3 talleres", "Realizado en el trimestre: {} talleres"),
    ("Meta trimestral programada: 3", "Meta trimestral alcanzada: {}"),
]
CLOSING = "Se cumplió el 100% de lo programado en el trimestre."


@pytest.mark.parametrize("year", OF_YEAR)
@pytest.mark.parametrize(("due", "done"), OF_QUARTER[:2])
def test_a_share_of_the_quarter_is_of_no_year_so_far(year, due, done):
    lines = (due, done.format(3), year)
    for order in permutations(lines):
        assert read(META, *order, "Se dieron tres talleres.", CLOSING)[1] == []


@pytest.mark.parametrize("year", OF_YEAR)
@pytest.mark.parametrize(("due", "done"), OF_QUARTER)
def test_a_quarter_that_falls_short_is_told_of_its_own_figures(year, due, done):
    linea, found = read(META, year, due, done.format(2), "Se dieron dos talleres.", CLOSING)
    assert (linea.reported, linea.so_far) == ((Decimal(2),), (Decimal(9),))
    assert found == ["La línea dice 100%, y las cantidades de la línea dan 67%"]


@pytest.mark.parametrize("year", OF_YEAR)
def test_a_year_alone_is_no_quantity_of_the_quarter(year):
    assert read(META, "Programado: 3", year, "Se dieron tres talleres.", CLOSING)[1] == []


@pytest.mark.parametrize("year", OF_YEAR)
def test_a_count_beside_it_is_compared_with_the_quarter(year):
    told = read(META, year, "Programado: 3", "Realizado: 3", "Se dieron 4 talleres.", CLOSING)[1]
    assert told == ["El texto dice «4 talleres» y la cantidad de la línea es 3"]


@pytest.mark.parametrize(
    "earlier",
    [
        "Acumulado al segundo trimestre: 6 talleres",
        "Avance al 30 de junio: 6 talleres",
        "Acumulado enero-junio: 6 talleres",
        "Acumulado ene-jun: 6 talleres",
    ],
)
def test_what_the_quarters_before_had_is_not_the_year_so_far(earlier):
    lines = (META, earlier, "Programado: 3 talleres", "Realizado: 3 talleres")
    linea, found = read(*lines, "Con los tres de ahora suman 9 talleres en el año.", CLOSING)
    assert (linea.so_far, found) == ((), [])


@pytest.mark.parametrize(
    "line",
    [
        "Realizado en el trimestre: 3 talleres",
        "Acumulado de asistentes: 240 personas que asistieron a los cursos",
        "Acumulado del trimestre: 3 talleres",
        "Avance anual: 75%",
        "Porcentaje acumulado: 75",
        "Meta anual: 12 talleres",
        "Programado acumulado: 9 talleres",
        "A la fecha se han dado 9 talleres.",
        "Realizado en el trimestre anterior: 3 talleres",
        "Realizado en el primer trimestre: 3 talleres",
        "Fecha de inicio: 3 de enero",
    ],
)
def test_other_lines_are_no_labels_of_the_year(line):
    assert not is_year_label(line)
