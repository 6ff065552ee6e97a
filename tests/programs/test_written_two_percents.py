"""A narrative that states another progress than the one which typed quantities give."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.percent import percent
from programs.values.checks.informe.two_percents import two_percents
from programs.values.written import Period
from tests.programs.written_cases import written_linea, written_passages

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


REPORTES = written_linea(
    "x",
    amounts=[(4, "reportes")],
    closing="Del 100% de la meta programada, se tiene un avance del 75%.",
    reported=(1,),
)
KNOWN = replace(
    REPORTES,
    so_far=(Decimal(3),),
    shares=(Decimal(75), Decimal(100), Decimal(25)),
    quarter_shares=(Decimal(100),),
)
WORDINGS = [
    "Se elaboró un reporte, con lo que se alcanzó el 80% de la meta anual.",
    "El avance acumulado es de 80%.",
    "Al cierre del trimestre se ha cumplido el 80% de lo programado en el año.",
    "Esto equivale al 80% de los 4 reportes.",
    "Con estas acciones se alcanza el 80%.",
    "Lo anterior significa un avance del 80 %.",
    "Se acumula el ochenta por ciento de los reportes comprometidos.",
    "Se tiene un avance de cuatro quintas partes de la meta.",
    "El porcentaje de cumplimiento anual asciende a 80%.",
    "Vamos en 80% de la meta.",
]


def said_of(text, known=KNOWN):
    return list(two_percents(replace(known, passages=written_passages("x", [text])), THIRD))


@pytest.mark.parametrize("text", WORDINGS)
def test_the_text_is_set_against_the_closing_sentence_that_nobody_typed(text):
    (told,) = said_of(text)
    assert told.message == "El texto dice 80% y la frase de cierre dice 75%"
    assert told.arithmetic == "3 ÷ 4 = 75%"
    assert told.severity == Severity.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "El avance acumulado es de 75%.",
        "Con ello se cumplió el 100% de lo programado en el trimestre.",
        "El trimestre aporta 25% a la meta anual.",
        "Al segundo trimestre se llevaba el 50% de la meta.",
        "Esto equivale al 75% de los 4 reportes.",
        "Se alcanzó un quórum del 80%.",
        "Con ello se llegó al 80% de la población escolar.",
        "Falta 25% para la meta.",
    ],
)
def test_whatever_the_quantities_give_is_right(text):
    assert said_of(text) == []


def test_a_share_of_the_quarter_is_compared_where_its_programme_is_known():
    text = "Se alcanzó el 80% de lo programado en el trimestre."
    (told,) = said_of(text)
    assert told.message == "El texto dice 80% y el trimestre lleva 100%"
    assert said_of(text, replace(KNOWN, quarter_shares=())) == []


def test_without_a_percentage_in_the_closing_the_quantities_of_the_year_answer():
    told = replace(KNOWN, closing=None)
    wrong = replace(told, passages=written_passages("x", ["La meta lleva un avance del 80%."]))
    (found,) = percent(wrong, THIRD)
    assert found.arithmetic == "3 ÷ 4 = 75%"
    right = replace(told, passages=written_passages("x", ["La meta lleva un avance del 75%."]))
    assert list(percent(right, THIRD)) == []


@pytest.mark.parametrize(
    ("quarter", "year", "codes"),
    [("visto por trimestre, ", "visto por año, ", []),
     ("contra lo del trimestre, ", "contra lo del año, ", []),
     ("a nivel trimestral, ", "a nivel anual, ", []),
     ("", "", [Code.TWO_PERCENTS]),
     ("visto por año, ", "visto por año, ", [Code.TWO_PERCENTS])],
)  # fmt: skip
def test_a_share_of_the_quarter_and_one_of_the_year_are_two(quarter, year, codes):
    linea = written_linea(
        "Se dieron 56 asesorías.",
        amounts=[(200, "asesorías")],
        closing=f"Balance: {quarter}el encargo llegó al 112 %; {year}llegó al 77 %.",
    )
    assert [each.code for each in two_percents(linea, THIRD)] == codes
