"""Numbers of trimestres and meses say when, and leave to the next number what it counts."""

import pytest

from programs.values.checks.finding import Code
from programs.values.wording.counted import counted_of
from tests.programs.test_written_variety import codes_in

NOW = "En el trimestre ayudamos a profesores con noventa asesorías. "
TOLD = [
    NOW + "En los dos trimestres anteriores se habían dado doscientas treinta, así que ya son "
    "trescientas veinte.",
    NOW + "Durante los primeros seis meses se dieron doscientas treinta, y ya son trescientas "
    "veinte.",
    NOW + "En los otros dos trimestres fueron doscientas treinta; ya son trescientas veinte.",
    NOW + "Con las doscientas treinta de los dos trimestres anteriores van trescientas veinte.",
    NOW + "En los nueve meses que van del año se llevan trescientas veinte.",
]


def codes_of(told, share):
    text = (
        "Tercer trimestre de 2022\n\nLínea 2. Asesorías para presentar la declaración\n"
        f"Meta: 400 asesorías en el año.\n{told} La meta anual lleva {share} de avance.\n"
    )
    return codes_in(text)


@pytest.mark.parametrize("told", TOLD)
def test_the_sum_of_the_year_is_of_the_meta(told):
    assert codes_of(told, "88%") == {Code.WRITTEN_PERCENT}


@pytest.mark.parametrize("told", TOLD)
def test_the_share_of_that_sum_is_right(told):
    assert codes_of(told, "80%") == set()


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("En los dos trimestres anteriores se dieron doce.", ["trimestres anteriores", ""]),
        ("Hubo 4 cursos; a lo largo de seis meses se dieron 12.", ["cursos", "meses", "cursos"]),
        # What is counted by its days
        ("Se dieron 3 días de curso y en mayo otros 4.", ["dias de curso", "dias de curso"]),
        ("Se cursaron dos semestres y luego tres.", ["semestres", "semestres"]),
    ],
)
def test_what_says_when_is_taken_for_no_thing(text, nouns):
    assert [each.noun for each in counted_of(text)] == nouns
