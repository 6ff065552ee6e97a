"""Semáforo of a meta: both sides of every threshold, the reason, and why it is grey."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.values import progress
from programs.values.progress import Kind, Rule, Thresholds, semaforo, semaforo_percent
from tests.programs.fact_strategies import components, due_quarters, quarter_numbers
from tests.programs.s2_facts import component, meta


def light(actual, programmed=(100,), quarter=1, **kwargs):
    return semaforo(meta(component(1000, actual, programmed), **kwargs), quarter)


@pytest.mark.parametrize(
    ("actual", "color", "word"),
    [
        ("0", "red", "Atrasada"),
        ("69.99", "red", "Atrasada"),
        ("70", "amber", "En riesgo"),
        ("89.99", "amber", "En riesgo"),
        ("90", "green", "En tiempo"),
        ("100", "green", "En tiempo"),
        ("110", "green", "En tiempo"),
        ("110.01", "blue", "Rebasó la meta"),
        ("900", "blue", "Rebasó la meta"),
    ],
)
def test_semaforo_is_two_sided(actual, color, word):
    verdict = light((actual,))
    assert (verdict.color, verdict.word) == (color, word)
    assert word in verdict.reason


def test_the_reason_gives_figure_rule_and_threshold():
    assert light((50,)).reason == (
        "Acumulado al 1er trimestre: real 50, programado 100, avance 50%. "
        "Es «Atrasada» con menos de 70%."
    )
    assert "avance 69.9%" in light(("69.99",)).reason
    assert "avance 110.1%" in light(("110.01",)).reason
    single = meta(component(100, (50,), (100,)), rule=Rule.AVERAGE)
    assert semaforo(single, 1) == light((50,))
    parts = (component(8, (3,), (4,)), component(8, (4,), (4,)))
    pooled = semaforo(meta(*parts), 1)
    assert "Suma de los componentes al 1er trimestre: real 7, programado 8" in pooled.reason
    assert pooled.color == "amber"
    average = semaforo(meta(*parts, rule=Rule.AVERAGE), 1)
    assert "Promedio de los componentes al 1er trimestre: 87.5%." in average.reason


def test_a_meta_told_by_component_is_as_far_as_the_one_furthest_behind():
    parts = (component(8, (4,), (4,), unit="actas"), component(8, (1,), (4,), unit="acuerdos"))
    verdict = semaforo(meta(*parts, rule=Rule.EACH), 1)
    assert (verdict.color, verdict.word) == ("red", "Atrasada")
    assert verdict.reason.startswith("Componente más atrasado: acuerdos. Acumulado")
    assert "avance 25%" in verdict.reason
    assert semaforo_percent(meta(*parts, rule=Rule.EACH), 1) == 25


@given(st.lists(components(), min_size=1, max_size=3), st.sampled_from(Rule), quarter_numbers)
def test_the_percentage_behind_it_is_there_where_it_has_a_colour(parts, rule, quarter):
    facts = meta(*parts, rule=rule)
    percent = semaforo_percent(facts, quarter)
    color = semaforo(facts, quarter).color

    assert (percent is None) == (color == "grey")
    assert percent is None or progress.DEFAULT_THRESHOLDS.color_of(percent) == color


@pytest.mark.parametrize(
    ("facts", "word", "says"),
    [
        (meta(component(12, (3,))), "Sin programación", "Nadie ha dicho"),
        (meta(component(2, (1,)), due_quarters=(1,)), "Sin programación", "sin decir cuánto"),
        (meta(component(2), due_quarters=(3, 4)), "No programado", "1er trimestre"),
        (meta(component(2, (), (0, 2))), "No programado", "1er trimestre"),
        (meta(due_quarters=(3,)), "No programado", "1er trimestre"),
        (meta(component(2, (), (2,))), "Sin dato", "Sin cantidad reportada"),
        (meta(component(None, kind=Kind.UNQUANTIFIED)), "Sin programación", "no tiene cantidades"),
        (meta(), "Sin programación", "no tiene cantidades"),
        (
            meta(component(4, (1,), (1,)), component(100, (5,), (5,), kind=Kind.PERCENT)),
            "Sin dato",
            "no se suma",
        ),
    ],
)
def test_grey_says_why(facts, word, says):
    verdict = semaforo(facts, 1)
    assert (verdict.color, verdict.word) == ("grey", word)
    assert says in verdict.reason


def test_the_missing_quarters_are_named():
    assert "2do y 3er trimestre" in light((100,), (100, 100, 100), quarter=3).reason
    assert "2do y 3er trimestre" in light((100, 1, 1), (100,), quarter=3).reason


def test_other_thresholds_are_used_and_printed():
    facts = meta(component(100, (50,), (100,)))
    verdict = semaforo(facts, 1, Thresholds(red_below=40, amber_below=60, green_to=120))
    assert verdict.color == "amber"
    assert verdict.reason.endswith("Es «En riesgo» desde 40% y con menos de 60%.")
    assert Thresholds(90, 90, 90).color_of(Decimal(90)) == "green"
    for wrong in ((90, 70, 110), (70, 120, 110), (0, 70, 110)):
        with pytest.raises(ValueError):
            Thresholds(*wrong)


@given(st.lists(components(), max_size=3), st.sampled_from(Rule), due_quarters, quarter_numbers)
def test_the_semaforo_agrees_with_the_accumulated_percentage(parts, rule, due, quarter):
    facts = meta(*parts, rule=rule, due_quarters=due)
    verdict = semaforo(facts, quarter)
    percent = progress.accumulated_percent(facts, quarter)
    if percent is not None:
        assert verdict.color == Thresholds().color_of(percent)
    elif rule is not Rule.EACH:
        assert verdict.color == "grey"
    assert all(len(sentence.split()) <= 25 for sentence in verdict.reason.split(". "))
    assert "None" not in verdict.reason


@given(st.integers(0, 10**7), st.integers(1, 10**5))
def test_the_figure_of_the_reason_stands_on_its_side_of_the_threshold(real, base):
    verdict = light((Decimal(real) / 100,), (base,))
    told = verdict.reason.split("avance ")[1].split("%")[0].removeprefix("menos del ")
    assert Thresholds().color_of(Decimal(told.replace(",", ""))) == verdict.color
