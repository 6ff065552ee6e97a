"""The check of stated percentages, on the whole of S2 and on its edges."""

from decimal import Decimal

import pytest

from programs.values.checks.quantities import (
    STATED_DIFFERS,
    STATED_WITHOUT_QUANTITY,
    StatedFacts,
    check_stated_percent,
)
from programs.values.progress import Kind, Rule
from tests.programs import s2_facts as s2

EXPECTED = {
    "UT 1": (STATED_DIFFERS, "6%", "dan 15%"),
    "UT 5": (STATED_DIFFERS, "25%", "dan 75%"),
    "Archivo 1": (STATED_WITHOUT_QUANTITY, "25%", "sin ninguna cantidad"),
    "Archivo 3": (STATED_WITHOUT_QUANTITY, "100%", "sin ninguna cantidad"),
    "Archivo 5": (STATED_DIFFERS, "25%", "dan 0%"),
    "DJ 1": (STATED_DIFFERS, "64%", "dan 75%"),
    "DJ 2": (STATED_DIFFERS, "25%", "dan 75%"),
}


def check(stated, meta, quarter=1):
    percent = None if stated is None else Decimal(stated)
    return check_stated_percent(StatedFacts(percent, meta, quarter, "Línea de Acción 1"))


def test_the_table_of_s2_is_whole():
    assert [len(group) for group in (s2.LINEAS, s2.COMPUTED, s2.STATED)] == [26, 11, 7]
    assert [len(s2.NOT_DUE), len(s2.OMITTED)] == [5, 3]
    assert {linea.place for linea in s2.STATED} == set(EXPECTED)


@pytest.mark.parametrize("linea", s2.STATED, ids=lambda linea: linea.place)
def test_the_seven_stated_figures_of_s2_are_flagged(linea):
    finding = check_stated_percent(StatedFacts(linea.stated_percent, linea.facts, 1, linea.place))
    code, stated, given = EXPECTED[linea.place]
    assert (finding.code, finding.place) == (code, linea.place)
    assert f"Se declara un avance de {stated}" in finding.message
    assert given in finding.message
    assert all(len(sentence.split()) <= 25 for sentence in finding.message.split(". "))


@pytest.mark.parametrize("linea", s2.COMPUTED, ids=lambda linea: linea.place)
def test_silent_on_the_eleven_computed_figures_of_s2(linea):
    facts = StatedFacts(Decimal(linea.printed), linea.facts, 1, linea.place)
    assert check_stated_percent(facts) is None


def test_nothing_stated_is_nothing_to_check():
    assert check(None, s2.meta(s2.component(4, (1,)))) is None
    assert check(None, None) is None


def test_a_figure_that_only_looks_alike_is_flagged():
    almost = s2.meta(s2.component(242, (241,)))
    assert check("100", almost).code == STATED_DIFFERS
    assert check("99.6", almost) is None


def test_no_meta_and_an_unquantified_meta_have_no_quantity():
    unquantified = s2.meta(s2.component(None, (3,), kind=Kind.UNQUANTIFIED))
    assert check("25", None).code == STATED_WITHOUT_QUANTITY
    assert check("25", unquantified).code == STATED_WITHOUT_QUANTITY


def test_a_blank_quarter_is_not_covered_by_the_earlier_ones():
    meta = s2.meta(s2.component(4, (1,)))
    assert check("25", meta, quarter=1) is None
    assert check("25", meta, quarter=2).code == STATED_WITHOUT_QUANTITY


def test_a_component_that_owes_nothing_yet_is_not_missing():
    meta = s2.meta(s2.component(12, (12,)), s2.component(12, programmed=(0, 0, 6, 6)))
    assert check("50", meta) is None
    assert check("100", meta).code == STATED_DIFFERS


def test_a_quantity_without_an_annual_one_says_so():
    finding = check("25", s2.meta(s2.component(None, (3,))))
    assert finding.code == STATED_WITHOUT_QUANTITY
    assert "no bastan" in finding.message


def test_each_component_must_print_the_stated_figure():
    parts = (s2.component(16, (9,)), s2.component(12, (12,)))
    finding = check("75", s2.meta(*parts, rule=Rule.EACH))
    assert finding.code == STATED_DIFFERS
    assert "56% y 100%" in finding.message
    halves = (s2.component(16, (8,)), s2.component(12, (6,)))
    assert check("50", s2.meta(*halves, rule=Rule.EACH)) is None
