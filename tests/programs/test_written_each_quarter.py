"""Narratives that count each quarter of the year: their sum is all, and a share beyond it wrong."""

from datetime import date

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.each_quarter import tells_each_quarter
from programs.values.checks.informe.percent import percent
from programs.values.written import Period

from .written_cases import written_linea

THIRD = Period(date(2023, 7, 1), date(2023, 9, 30), date(2023, 1, 1), date(2023, 12, 31))
EACH = [
    "Al 30 de septiembre se han emitido diez: tres durante el primer trimestre, tres en el segundo "
    "y cuatro en el que ahora se informa.",
    "Se han emitido diez opiniones: tres en el primer trimestre, tres en el segundo y cuatro en el "
    "tercero.",
    "Van diez opiniones emitidas, tres durante el primer trimestre, tres durante el segundo y "
    "cuatro durante este.",
    "En el primer trimestre se emitieron tres opiniones; en el segundo, tres, y en el que se "
    "reporta, cuatro.",
    "Entre enero y marzo se emitieron tres opiniones, entre abril y junio otras tres y en el "
    "trimestre que se informa cuatro. El primer trimestre fue el de menos.",
    "Del primer trimestre son tres opiniones emitidas, del segundo tres y del actual cuatro.",
]


def linea(text, share):
    return written_linea(
        text,
        meta="dieciséis opiniones jurídicas",
        amounts=[(16, "opiniones jurídicas")],
        closing=f"Lo previsto para el ejercicio se ha atendido en un {share} por ciento.",
    )


@pytest.mark.parametrize("text", EACH)
def test_quarters_named_after_the_first_are_told_by_their_ordinal_alone(text):
    assert tells_each_quarter(linea(text, 75), THIRD)


@pytest.mark.parametrize("text", EACH)
def test_a_share_is_that_of_all_quarters_told(text):
    assert [each.code for each in percent(linea(text, 75), THIRD)] == [Code.WRITTEN_PERCENT]
    assert not list(percent(linea(text, "62.5"), THIRD))


@pytest.mark.parametrize(
    "text",
    [
        "Al 30 de septiembre se han emitido cuatro opiniones en el segundo semestre.",
        "En el tercer trimestre se emitieron cuatro opiniones.",
        "Tres opiniones se emitieron en el primer trimestre y cuatro en el que se informa.",
        "Durante el primer trimestre se emitieron tres opiniones; en el segundo mes, cuatro.",
    ],
)
def test_a_quarter_left_out_may_have_done_more(text):
    assert not tells_each_quarter(linea(text, 75), THIRD)
