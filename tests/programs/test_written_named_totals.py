"""A count that its words tell as the total of the quarter, against the quantity of its línea."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from programs.values.checks.informe.named import line_named
from programs.values.written import Amount, Period, WrittenLinea
from tests.programs.written_cases import written_linea

THIRD = Period(date(2026, 7, 1), date(2026, 9, 30), date(2026, 1, 1), date(2026, 12, 31))


def plans(*texts: str, done: int = 5, so_far: int | None = 8) -> WrittenLinea:
    """Return a línea of 11 planes municipales revisados."""
    line = written_linea(
        *texts,
        title="Acompañar a los municipios",
        meta="11 planes municipales revisados",
        amounts=[(11, "planes revisados")],
        reported=(done,),
    )
    return replace(line, owner="Vinculación", so_far=(None if so_far is None else Decimal(so_far),))


TOTALS = [
    "Los planes revisados ascendieron a seis.",
    "Los planes municipales revisados fueron 6.",
    "Dichos planes sumaron seis en el trimestre.",
    "De los 11 planes comprometidos se revisaron cuatro.",
    "De los 11 planes municipales programados se revisaron cuatro en el trimestre.",
    "De los once planes previstos se concluyeron seis.",
    "Se revisaron en total cuatro planes anticorrupción municipales.",
    "Se revisaron en total 6 planes.",
    "Se concluyó la revisión de un total de 4 planes municipales.",
    "Se revisaron cuatro planes municipales: dos en la costa y dos en la sierra.",
    "Se revisaron 6 planes municipales (4 en la costa y 2 en la sierra).",
    "Se revisaron seis planes: uno en julio, dos en agosto y tres en septiembre.",
]
RIGHT = [
    "Los planes revisados ascendieron a cinco.",
    "De los 11 planes comprometidos se revisaron cinco.",
    "De los 11 planes comprometidos se han revisado ocho.",
    "Se revisaron en total cinco planes anticorrupción municipales.",
    "Se revisaron en total 8 planes.",
    "De los 11 planes comprometidos se revisaron cuatro en agosto.",
    "De los 11 planes comprometidos se revisaron cuatro en la costa y uno en la sierra.",
    "De los 11 planes comprometidos se revisaron tres en el trimestre anterior.",
    "De los 6 planes recibidos se revisaron cuatro.",
    "Los municipios visitados ascendieron a seis.",
    "En total se atendió a seis municipios.",
    "Se revisaron cinco planes municipales: dos en la costa y tres en la sierra.",
    "Se revisaron en total cuatro planes estatales.",
    "Los planes por revisar son seis.",
]
# The meta of one of them is what a part counts.
OF_KIND = "Se revisaron siete planes: cinco municipales y dos estatales."


@pytest.mark.parametrize("text", TOTALS)
def test_a_total_that_is_not_the_quantity_is_told(text):
    (found,) = line_named(plans(text), THIRD)
    assert found.message.endswith("la cantidad capturada es 5")


@pytest.mark.parametrize("text", [*RIGHT, OF_KIND])
def test_what_the_quantity_or_the_year_has_stays_silent(text):
    assert list(line_named(plans(text), THIRD)) == []


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("Se revisaron cuatro planes municipales: dos en la costa y dos en la sierra.", 2),
        ("Se revisaron cuatro planes: uno en Tepic y tres en Compostela.", 3),
        ("Se revisaron 4 planes: 1 en julio y 3 en agosto.", 1),
        ("Se revisaron cuatro planes, uno por mes.", 3),
        ("Se revisaron cuatro planes municipales, a razón de uno por mes.", 3),
        ("Se concluyeron 4 planes, uno cada mes.", 3),
    ],
)
def test_no_part_of_a_total_is_the_quantity(text, done):
    (found,) = line_named(plans(text, done=done), THIRD)
    assert found.arithmetic == f"4 ≠ {done}"


def test_more_than_the_quarter_may_be_of_the_year_where_that_is_not_known():
    text = "De los 11 planes comprometidos se revisaron siete."
    assert list(line_named(plans(text, so_far=None), THIRD)) == []
    (found,) = line_named(plans(text), THIRD)
    assert found.arithmetic == "7 ≠ 5"


def test_what_was_read_in_a_file_was_captured_nowhere():
    line = replace(plans("Se revisaron en total 4 planes."), owner="", so_far=())
    (found,) = line_named(line, THIRD)
    assert found.message.endswith("y la cantidad de la línea es 5")


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("Sesiones ordinarias", "sesiones ordinarias"),
        ("talleres", "talleres"),
        ("Órdenes de visita", "órdenes de visita"),
        ("CURP expedidas", "CURP expedidas"),
        ("SIPOT actualizado", "SIPOT actualizado"),
        ("", ""),
    ],
)
def test_a_unit_within_a_sentence_has_no_capital_of_its_own(unit, said):
    assert Amount(Decimal(1), unit).said == said
