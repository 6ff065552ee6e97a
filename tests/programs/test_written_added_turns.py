"""Earlier quarters added to this one, and the months of the quarter, against its quantity."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks.informe.earlier_added import earlier_added
from programs.values.checks.informe.months_told import months_told
from programs.values.tied import TiedNumber
from programs.values.written import Period, WrittenLinea
from tests.programs.written_cases import written_linea

SECOND = Period(date(2026, 4, 1), date(2026, 6, 30), date(2026, 1, 1), date(2026, 12, 31))
THIRD = Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 1, 1), date(2026, 12, 31))


def advice(*texts: str, done: int | None = None) -> WrittenLinea:
    return written_linea(
        *texts,
        title="Asesorar a los entes",
        meta="40 asesorías",
        amounts=[(40, "asesorías")],
        reported=() if done is None else (done,),
    )


WRONG = [
    "Con las 9 asesorías del primer trimestre suman 22.",
    "Con las 9 del primer trimestre suman 22, el 55% de las 40 comprometidas en el año.",
    "Con las nueve del trimestre anterior se llevan veintidós.",
    "Sumadas a las 9 del trimestre anterior, son 22.",
    "Junto con las 9 asesorías de enero a marzo, ya suman 22.",
    "Más las 9 del primer trimestre, van 22 asesorías.",
]
RIGHT = [
    "Con las 9 asesorías del primer trimestre suman 21.",
    "Con las nueve del trimestre anterior se llevan veintiuna.",
    "Con las 9 ferias del primer trimestre suman 22 ferias.",
    "Con las 90 personas del primer trimestre suman 150.",
    "Con las 9 asesorías del primer trimestre suman 52.5% de la meta.",
    "En el primer trimestre se brindaron 9 asesorías.",
    "Con las 9 asesorías del primer trimestre dan un total de 21.",
    "Con las 9 asesorías del primer trimestre dan un acumulado de 21.",
]


@pytest.mark.parametrize("text", WRONG)
def test_a_total_that_the_quarters_do_not_make(text):
    (found,) = earlier_added(advice("Se brindaron doce asesorías.", text), SECOND)
    assert found.arithmetic == "9 + 12 = 21, no 22"
    (found,) = earlier_added(advice("Se trabajó con los entes.", text, done=12), SECOND)
    assert found.arithmetic == "9 + 12 = 21, no 22"


@pytest.mark.parametrize("text", RIGHT)
def test_a_total_that_they_make_or_of_other_things(text):
    assert list(earlier_added(advice("Se brindaron doce asesorías.", text), SECOND)) == []
    assert list(earlier_added(advice("Se trabajó con los entes.", text, done=12), SECOND)) == []


def test_the_quarter_before_is_not_all_that_came_before_of_a_later_one():
    text = "Con las 9 asesorías del trimestre anterior suman 30 en el año."
    assert list(earlier_added(advice(text, done=12), THIRD)) == []
    both = "Con las 19 asesorías del primer semestre suman 30."
    assert len(list(earlier_added(advice(both, done=12), THIRD))) == 1
    known = replace(advice(both, done=12), so_far=(Decimal(30),))
    assert list(earlier_added(known, THIRD)) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Sumadas a las dos de enero a junio, son cuatro; faltan tres para cumplir la meta.", True),
        ("Con las 2 del primer semestre son 4, y restan 3 para cumplir la meta anual.", True),
        ("Con las 2 del primer semestre suman 4; quedan 3 para alcanzar la meta del año.", True),
        ("Sumadas a las dos de enero a junio, son cuatro; faltan dos para la meta.", False),
        ("Con las 2 del primer semestre son 4, y restan 3 minutas por firmar.", False),
    ],
)
def test_what_is_left_of_a_meta_after_them(text, wrong):
    line = written_linea(
        "Hubo una reunión en agosto y otra en septiembre.",
        text,
        meta="6 reuniones",
        amounts=[(6, "reuniones")],
    )
    assert [each.arithmetic for each in earlier_added(line, THIRD)] == ["6 − 4 = 2"] * wrong


def test_the_closing_of_a_linea_may_hold_the_rest():
    line = written_linea(
        "Sumadas a las dos de enero a junio, son cuatro;",
        closing="faltan tres para cumplir la meta del año.",
        meta="6 reuniones",
        amounts=[(6, "reuniones")],
    )
    assert [each.arithmetic for each in earlier_added(line, THIRD)] == ["6 − 4 = 2"]


def test_the_deed_of_a_linea_names_its_things():
    line = written_linea(
        "Se brindaron doce asesorías a ocho entes públicos.",
        title="Asesorar a los entes públicos",
        amounts=[(40, "entes públicos")],
        closing="Con las 9 asesorías del primer trimestre suman 22, el 55% de las 40.",
    )
    assert [each.arithmetic for each in earlier_added(line, SECOND)] == ["9 + 12 = 21, no 22"]


def test_a_quarter_that_is_told_by_its_months_has_no_one_quantity():
    text = (
        "En abril se brindaron 5 asesorías; en mayo, 4, y en junio, 3: en suma, 12 en el trimestre."
    )
    assert (
        list(earlier_added(advice(text, "Con las 9 del primer trimestre suman 21."), SECOND)) == []
    )


def courses(text: str, done: int = 8, **fields) -> WrittenLinea:
    line = written_linea(
        text,
        title="Impartir cursos",
        meta="36 cursos",
        amounts=[(36, "cursos")],
        reported=(done,),
    )
    return replace(line, **fields)


MONTHS = [
    "Se impartieron tres cursos en julio, tres en agosto y tres en septiembre.",
    "En el trimestre se dieron 3 cursos en julio, 3 cursos en agosto y 3 cursos en septiembre.",
    "Se impartieron 3 cursos durante julio; 3 durante agosto, y 3 durante septiembre.",
    "Hubo tres cursos de ética en julio, tres en agosto y tres en septiembre.",
    "Fueron tres cursos en julio, tres en agosto y tres en septiembre. El noveno fue virtual.",
]


@pytest.mark.parametrize("text", MONTHS)
def test_the_months_of_a_quarter_make_its_quantity(text):
    (found,) = months_told(courses(text), THIRD)
    assert found.message.endswith("y la cantidad de la línea es 8")
    assert found.arithmetic == "3 + 3 + 3 = 9, no 8"
    assert list(months_told(courses(text, done=9), THIRD)) == []
    assert list(months_told(courses(text, so_far=(Decimal(9),)), THIRD)) == []
    (captured,) = months_told(courses(text, owner="Dirección"), THIRD)
    assert captured.message.endswith("y la cantidad capturada es 8")


@pytest.mark.parametrize(
    "text",
    [
        "Se impartieron tres cursos en julio, tres en agosto y dos en septiembre.",
        "Se impartieron 9 cursos: tres en julio, tres en agosto y tres en septiembre.",
        "Se impartieron tres cursos en abril, tres en mayo y tres en junio.",
        "Se impartieron tres cursos en julio y tres en agosto.",
        "Se dieron tres cursos en julio, tres en agosto y tres en septiembre; uno no se suma.",
        "Se programaron tres cursos en julio, tres en agosto y tres en septiembre.",
        "Se atendió a tres escuelas en julio, tres en agosto y tres en septiembre.",
        "Hubo 3 talleres en julio, 3 en agosto y 3 en septiembre.",
    ],
)
def test_other_months_things_and_counts_stay_silent(text):
    assert list(months_told(courses(text), THIRD)) == []


def test_some_of_the_things_leave_the_rest_untold():
    text = "Se dieron tres cursos presenciales en julio, tres en agosto y tres en septiembre."
    assert list(months_told(courses(text, done=12), THIRD)) == []
    assert len(list(months_told(courses(text, done=8), THIRD))) == 1


def test_a_tied_number_is_never_looked_at():
    line = courses(MONTHS[0])
    (passage,) = line.passages
    tied = replace(passage, ties=(TiedNumber(15, 19, "3", ""),))
    assert list(months_told(replace(line, passages=(tied,)), THIRD)) == []
