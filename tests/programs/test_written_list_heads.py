"""A count above a list, against the list and the quantity together."""

from dataclasses import replace

import pytest

from programs.values.checks.informe import findings_of_linea
from programs.values.checks.informe.list_heads import list_heads
from tests.programs.written_cases import FIRST, written_linea

ITEMS = ("- «Excel básico», 12 participantes;", "- «Lenguaje claro», 15 participantes;")
LAST = "- «Primeros auxilios», 9 participantes."


def courses(head, *items, done=3):
    return written_linea(head, *items, meta="10 cursos", amounts=[(10, "cursos")], reported=(done,))


@pytest.mark.parametrize(
    "head",
    [
        "El personal tomó cuatro cursos:",
        "Se impartieron 4 cursos:",
        "En el trimestre se dieron cuatro cursos al personal:",
        "Los 4 cursos del trimestre fueron:",
        "Se concluyeron cuatro cursos, a saber:",
        "Cuatro cursos se llevaron a cabo en el trimestre:",
    ],
)
def test_a_list_that_has_the_quantity_denies_its_head(head):
    line = courses(head, *ITEMS, LAST)
    (found,) = list_heads(line, FIRST)
    assert found.arithmetic == "4 ≠ 3"
    told = findings_of_linea(line, FIRST)
    assert len([each for each in told if each.finding.arithmetic == "4 ≠ 3"]) == 1
    assert list(list_heads(courses(head, *ITEMS, LAST, done=4), FIRST)) == []
    assert list(list_heads(courses(head, *ITEMS), FIRST)) == []


def test_an_item_may_have_been_read_with_the_one_before():
    items = (ITEMS[0], f"{ITEMS[1][:-1]}, y c) {LAST[2:]}")
    assert len(list(list_heads(courses("El personal tomó cuatro cursos:", *items), FIRST))) == 1


@pytest.mark.parametrize(
    "head",
    [
        "El personal tomó tres cursos:",
        "Se programaron cuatro cursos:",
        "De los cuatro cursos previstos se impartieron:",
        "Se dieron cuatro cursos, entre los que destacan:",
        "Se dieron 3 cursos en 4 sedes:",
        "Participaron cuatro áreas:",
    ],
)
def test_a_plan_a_part_or_another_thing_stays_silent(head):
    assert list(list_heads(courses(head, *ITEMS, LAST), FIRST)) == []
    typed = replace(courses(head, *ITEMS, LAST), reported=())
    assert list(list_heads(typed, FIRST)) == []
