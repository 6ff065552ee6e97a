"""The doubt about stated percentages, on the whole of S2 and on its edges."""

from decimal import Decimal

import pytest

from programs.values.progress import Kind, Rule
from programs.values.stated import stated_doubt
from tests.programs import s2_facts as s2

NOTHING_DONE = "sin ninguna cantidad realizada en el trimestre"
GIVE = "las cantidades dan"
EXPECTED = {
    "UT 1": ("6%", "dan 15%"),
    "UT 5": ("25%", "dan 75%"),
    "Archivo 1": ("25%", "sin ninguna cantidad"),
    "Archivo 3": ("100%", "sin ninguna cantidad"),
    "Archivo 5": ("25%", "dan 0%"),
    "DJ 1": ("64%", "dan 75%"),
    "DJ 2": ("25%", "dan 75%"),
}


def check(stated, meta, quarter=1):
    percent = None if stated is None else Decimal(stated)
    return stated_doubt(percent, meta, quarter)


def test_the_table_of_s2_is_whole():
    assert [len(group) for group in (s2.LINEAS, s2.COMPUTED, s2.STATED)] == [26, 11, 7]
    assert [len(s2.NOT_DUE), len(s2.OMITTED)] == [5, 3]
    assert {linea.place for linea in s2.STATED} == set(EXPECTED)


@pytest.mark.parametrize("linea", s2.STATED, ids=lambda linea: linea.place)
def test_the_seven_stated_figures_of_s2_are_flagged(linea):
    found = stated_doubt(linea.stated_percent, linea.facts, 1)
    stated, given = EXPECTED[linea.place]
    assert found.startswith(f"Se declara un avance de {stated} ")
    assert given in found
    assert all(len(sentence.split()) <= 25 for sentence in found.split(". "))


@pytest.mark.parametrize("linea", s2.COMPUTED, ids=lambda linea: linea.place)
def test_silent_on_the_eleven_computed_figures_of_s2(linea):
    assert stated_doubt(Decimal(linea.printed), linea.facts, 1) == ""


def test_nothing_stated_is_nothing_to_check():
    assert check(None, s2.meta(s2.component(4, (1,)))) == ""
    assert check(None, None) == ""


def test_a_figure_that_only_looks_alike_is_flagged():
    almost = s2.meta(s2.component(242, (241,)))
    assert GIVE in check("100", almost)
    assert check("99.6", almost) == ""


def test_no_meta_and_an_unquantified_meta_have_no_quantity():
    unquantified = s2.meta(s2.component(None, (3,), kind=Kind.UNQUANTIFIED))
    assert NOTHING_DONE in check("25", None)
    assert NOTHING_DONE in check("25", unquantified)


def test_a_blank_quarter_is_not_covered_by_the_earlier_ones():
    meta = s2.meta(s2.component(4, (1,)))
    assert check("25", meta, quarter=1) == ""
    assert NOTHING_DONE in check("25", meta, quarter=2)


def test_a_blank_component_beside_a_reported_one_is_named():
    one, other = s2.component(16, (None,), unit="actas"), s2.component(12, (12,))
    found = check("64", s2.meta(one, other))
    assert NOTHING_DONE not in found and found.startswith("Se declara un avance de 64% y falta la ")
    assert "cantidad de actas. Captúrela o revise el porcentaje." in found
    both = s2.meta(one, s2.component(4, (None,), unit="informes"), other)
    assert "faltan cantidades de actas e informes. Captúrelas" in check("64", both)


def test_a_component_that_owes_nothing_yet_is_not_missing():
    meta = s2.meta(s2.component(12, (12,)), s2.component(12, programmed=(0, 0, 6, 6)))
    assert check("50", meta) == ""
    assert GIVE in check("100", meta)


def test_a_quantity_without_an_annual_one_says_so():
    assert "no bastan" in check("25", s2.meta(s2.component(None, (3,))))


def test_each_component_must_print_the_stated_figure():
    parts = (s2.component(16, (9,)), s2.component(12, (12,)))
    assert f"{GIVE} 56% y 100%" in check("75", s2.meta(*parts, rule=Rule.EACH))
    halves = (s2.component(16, (8,)), s2.component(12, (6,)))
    assert check("50", s2.meta(*halves, rule=Rule.EACH)) == ""
