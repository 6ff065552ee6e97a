"""A narrative that states another progress than the one which typed quantities give."""

from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.two_percents import two_percents
from programs.values.written import Period
from tests.programs.written_cases import written_linea

THIRD = Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 1, 1), date(2026, 12, 31))
CLOSING = "Del 100% de la meta programada, se tiene un avance del 72%."


def found(text):
    """What is said of a línea that did 20 of its 100 in the third quarter, and 52 before."""
    linea = written_linea(
        text, amounts=[(100, "asesorías")], closing=CLOSING, reported=(Decimal(20),)
    )
    return [(each.code, each.severity) for each in two_percents(linea, THIRD)]


@pytest.mark.parametrize(
    "said",
    ["Se alcanzó el 80% de la meta anual.", "La línea lleva un avance del 80% de lo previsto.",
     "Se dieron 20 asesorías, lo que representa el 80% de la meta anual.",
     "El avance de la meta anual es de 759.6%."],
)  # fmt: skip
def test_a_higher_progress_is_an_error_of_whatever_it_is_said_to_be(said):
    assert found(said) == [(Code.TWO_PERCENTS, Severity.ERROR)]


@pytest.mark.parametrize(
    "said",
    ["Del 100% de la meta programada, se tiene un avance del 60%.",
     "A septiembre se lleva el 71% de la meta anual."],
)  # fmt: skip
def test_a_lower_one_is_doubted(said):
    assert found(said) == [(Code.TWO_PERCENTS, Severity.DOUBT)]


@pytest.mark.parametrize(
    "said",
    ["Se dieron 20 asesorías, 20% de la meta anual.",
     "Al cierre de junio el avance de la meta era de 52%.",
     "En marzo se alcanzó el 30% de la meta anual.",
     "Con el primer trimestre la meta avanzó 25%.",
     "Al primer semestre se tiene un avance de la meta del 52%.",
     "Se alcanzó el 72% de la meta anual."],
)  # fmt: skip
def test_what_was_reached_before_or_added_now_is_no_other_progress(said):
    assert found(said) == []
