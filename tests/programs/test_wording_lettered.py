"""The total behind a list of things that each count the same, as a list or in one paragraph."""

import pytest

from programs.values.checks.informe.sums import sums
from tests.programs.written_cases import FIRST, written_linea

HEAD = "El personal tomó tres cursos:"
ITEMS = (
    "- «Excel básico», 13 y 14 de abril de 2026, 12 participantes;",
    "- «Lenguaje claro», 20 de mayo de 2026, 15 participantes, y",
    "- «Primeros auxilios», 24 de junio de 2026, 9 participantes.",
)
TOTALS = [
    "Sumaron {} participantes y 22 horas: 10 del primero, 4 del segundo y 8 del tercero.",
    "En total, {} participantes.",
    "En total participaron {} participantes.",
    "Fueron {} participantes.",
    "Asistieron en total {} participantes, todos con constancia.",
    "Entre todos los cursos se reunió a {} participantes.",
]


def found(*texts):
    return [each.arithmetic for each in sums(written_linea(*texts), FIRST)]


def lettered():
    marks = (f"{mark}) {each[2:]}" for mark, each in zip("abc", ITEMS, strict=True))
    return f"{HEAD} {' '.join(marks)}"


@pytest.mark.parametrize("text", TOTALS)
def test_a_total_behind_a_list_is_the_sum_of_its_items(text):
    assert found(HEAD, *ITEMS, text.format(38)) == ["12 + 15 + 9 = 36, no 38"]
    assert found(HEAD, *ITEMS, text.format(36)) == []
    assert found(f"{lettered()} {text.format(38)}") == ["12 + 15 + 9 = 36, no 38"]
    assert found(f"{lettered()} {text.format(36)}") == []


@pytest.mark.parametrize(
    "text",
    [
        "Sumaron 22 horas.",
        "Asistieron 20 participantes distintos.",
        "Sumaron más de 38 participantes.",
        "Se invitó a 38 participantes más.",
        "Sumaron 90 participantes en el año.",
        "Además, 38 participantes tomaron el curso en línea.",
        "En el trimestre anterior fueron 38 participantes.",
    ],
)
def test_other_totals_and_times_stay_silent(text):
    assert found(HEAD, *ITEMS, text) == []
    assert found(f"{lettered()} {text}") == []


def test_an_item_that_does_not_count_leaves_the_total_open():
    items = (*ITEMS[:2], "- «Primeros auxilios», 24 de junio de 2026.")
    assert found(HEAD, *items, "Sumaron 28 participantes.") == []
