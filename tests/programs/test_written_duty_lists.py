"""A list of the turns of a duty that leaves one out."""

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe import WHOLE_CHECKS
from tests.programs.written_cases import written_informe, written_linea

OWED = "El Comité sesiona de manera ordinaria una vez cada bimestre."
SPANS = (
    "enero-febrero", "marzo-abril", "mayo-junio", "julio-agosto", "septiembre-octubre",
    "noviembre-diciembre",
)  # fmt: skip
ORDINALS = ("Primer", "Segundo", "Tercer", "Cuarto", "Quinto", "Sexto")
DAYS = ("16 de febrero", "20 de abril", "22 de junio", "24 de agosto", "19 de octubre", "7 de dic.")
SHAPES = [
    lambda n: f"Bimestre {SPANS[n]} ....... {DAYS[n]}",
    lambda n: f"- {SPANS[n].capitalize()}: {DAYS[n]}.",
    lambda n: f"- {SPANS[n].replace('-', ' y ').upper()}, {DAYS[n].upper()}",
    lambda n: f"{ORDINALS[n]} bimestre: {DAYS[n]}",
    lambda n: f"{ORDINALS[n]} bimestre ({SPANS[n]}): {DAYS[n]}",
]


def found(*texts):
    written = written_informe(written_linea(*texts))
    checks = [each for each in WHOLE_CHECKS if Code.DUTY_GAP in each.codes]
    return [each.finding for check in checks for each in check.find(written)]


@pytest.mark.parametrize("shape", SHAPES)
def test_a_turn_that_a_list_leaves_out_is_told(shape):
    (told,) = found(OWED, *(shape(n) for n in range(6) if n != 2))
    assert (told.code, told.severity) == (Code.DUTY_GAP, Severity.DOUBT)
    assert "falta tercer bimestre" in told.message


@pytest.mark.parametrize("shape", SHAPES)
def test_a_list_of_every_turn_is_not_asked_about(shape):
    assert found(OWED, *(shape(n) for n in range(6))) == []


def test_a_row_of_a_table_that_is_left_out_is_told():
    rows = (("Bimestre", "Sesión"), *((SPANS[n], DAYS[n]) for n in range(6) if n != 3))
    (told,) = found(OWED, rows)
    assert "falta cuarto bimestre" in told.message


@pytest.mark.parametrize(
    "texts",
    [
        ("El Comité sesiona cuando se le convoca.", *map(SHAPES[0], (0, 1, 3, 4, 5))),
        (OWED, *map(SHAPES[0], (0, 1, 3, 4, 5)), "En mayo y junio no hubo quórum."),
        (OWED, *map(SHAPES[0], (0, 1, 3, 4, 5)), "La del tercer bimestre se pasó a julio."),
        (OWED, *map(SHAPES[0], (2, 3, 4, 5))),
        (OWED, *map(SHAPES[0], (0, 5))),
    ],
)
def test_a_turn_that_is_explained_or_not_owed_is_not_missed(texts):
    assert found(*texts) == []
