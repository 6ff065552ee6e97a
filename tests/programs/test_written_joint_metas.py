"""Two quantities of one thing in a meta: each counts its own, and no other's."""

import pytest

from programs.values.checks.finding import Code
from tests.programs.test_written_variety import codes_in

VISITS = "veinte visitas a panteones y ocho visitas a mercados"
COURSES = "16 cursos de ética y 8 cursos de archivo"
HEARD = "40 quejas contra policías y 20 quejas contra inspectores"


def codes_of(meta, told, closing):
    text = (
        "Primer trimestre de 2024\n\nLíneas 2 y 3. Lo que toca a las dos áreas\n"
        f"Metas: {meta} en el año.\n{told} {closing}\n"
    )
    return codes_in(text)


TOLD = [
    (VISITS, "Hicimos cinco visitas a panteones y dos visitas a mercados."),
    (VISITS, "Hicimos cinco visitas a panteones y dos a mercados."),
    (VISITS, "Se hicieron dos visitas a mercados. En marzo hubo cinco visitas a panteones."),
    (COURSES, "Se dieron 4 cursos de ética y, en marzo, 2 cursos de archivo."),
    (COURSES, "De los cursos de archivo se dieron 2. Hubo además 4 cursos de ética."),
    (HEARD, "Se atendieron 10 quejas contra policías y 5 quejas contra inspectores."),
]


@pytest.mark.parametrize(("meta", "told"), TOLD)
def test_each_quantity_counts_its_own(meta, told):
    assert codes_of(meta, told, "Las dos metas anuales avanzaron 25%.") == set()


@pytest.mark.parametrize(("meta", "told"), TOLD)
def test_a_share_that_neither_gives_is_found(meta, told):
    told = codes_of(meta, told, "Las dos metas anuales avanzaron 35%.")
    assert told == {Code.WRITTEN_PERCENT}


def test_what_no_matter_is_told_of_may_be_of_either():
    told = "Hicimos siete visitas entre los dos."
    assert codes_of(VISITS, told, "Las dos metas anuales avanzaron 25%.") == set()
