"""Arithmetic of metas: S2's figures, the rules of each kind, and the properties of both."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.values import progress
from programs.values.facts import quarters_outside
from programs.values.percents import decimal_of
from programs.values.phrases import percent_text
from programs.values.progress import (
    Kind,
    Measure,
    MetaFacts,
    Programming,
    Rule,
)
from tests.programs import s2_facts as s2
from tests.programs.fact_strategies import components, due_quarters, quarter_numbers
from tests.programs.s2_facts import component, meta

# What was programmed


@pytest.mark.parametrize(
    ("programmed", "due", "answer"),
    [
        (3, (), Programming.QUANTITY),
        (3, (4,), Programming.QUANTITY),
        (0, (), Programming.NONE),
        (0, (2,), Programming.NONE),
        (None, (), Programming.UNSTATED),
        (None, (2,), Programming.SCHEDULED),
        (None, (3, 4), Programming.NONE),
    ],
)
def test_the_answers_of_a_quarter(programmed, due, answer):
    part = component(10, programmed=(9, programmed))
    amount = Decimal(3) if answer is Programming.QUANTITY else None
    assert progress.programming_of(meta(part, due_quarters=due), part, 2) == (answer, amount)


@given(components(), due_quarters, quarter_numbers)
def test_programming_answers_are_never_confused(part, due, quarter):
    answer, amount = progress.programming_of(meta(part, due_quarters=due), part, quarter)
    typed = part.programmed[quarter - 1]
    assert (answer is Programming.QUANTITY) == (amount is not None) == bool(typed)
    assert amount is None or amount == typed
    assert (answer is Programming.UNSTATED) == (typed is None and not due)
    assert (answer is Programming.SCHEDULED) == (typed is None and quarter in due)


def test_quarters_due_come_from_names_and_from_quantities():
    assert progress.quarters_due(meta(component(2), due_quarters=(3, 4))) == (3, 4)
    assert progress.quarters_due(meta(due_quarters=(4,))) == (4,)
    assert progress.quarters_due(meta(component(2, programmed=(0, 1, 0, 1)))) == (2, 4)
    assert progress.quarters_due(meta(component(2))) == ()


@pytest.mark.parametrize("quarter", [0, 5, -1])
def test_a_quarter_outside_the_year_is_refused(quarter):
    facts = meta(component(4, (1, 1, 1, 1), (1, 1, 1, 1)))
    for call in (
        lambda: progress.annual_percent(facts, quarter),
        lambda: progress.period_percent(facts, quarter),
        lambda: progress.accumulated_actual(facts.components[0], quarter),
        lambda: progress.programming_of(facts, facts.components[0], quarter),
        lambda: meta(due_quarters=(quarter,)),
    ):
        with pytest.raises(ValueError):
            call()


def test_quantities_that_are_none_are_refused():
    for wrong in ({"annual": -1}, {"actual": (-1,)}, {"annual": "NaN"}, {"kind": "other"}):
        with pytest.raises(ValueError):
            component(**{"annual": 1, **wrong})
    with pytest.raises(ValueError):
        replace(component(1), actual=(None, None, None))


def test_codes_as_a_database_gives_them_are_members():
    facts = MetaFacts((component(100, (40, 60), kind="percent"),), rule="each")
    assert (facts.components[0].kind, facts.rule) == (Kind.PERCENT, Rule.EACH)
    assert progress.annual_percent(facts, 2) == 60


# Accumulated quantities


@given(components(), quarter_numbers)
def test_accumulated_actual_is_the_sum_or_the_latest(part, quarter):
    reported = [v for v in part.actual[:quarter] if v is not None]
    total = progress.accumulated_actual(part, quarter)
    if part.kind is Kind.UNQUANTIFIED or not reported:
        assert total is None
    elif part.kind is Kind.PERCENT:
        assert total == reported[-1]
    else:
        assert total == sum(reported)


@given(components(), due_quarters, quarter_numbers)
def test_accumulated_programmed_needs_every_part(part, due, quarter):
    facts = meta(part, due_quarters=due)
    total = progress.accumulated_programmed(facts, part, quarter)
    answers = [progress.programming_of(facts, part, q) for q in range(1, quarter + 1)]
    silent = {Programming.UNSTATED, Programming.SCHEDULED}
    if part.kind is Kind.UNQUANTIFIED:
        assert total is None
    elif part.kind is not Kind.PERCENT:
        stated = not any(answer in silent for answer, _ in answers)
        assert total == (sum(amount or 0 for _, amount in answers) if stated else None)


def test_a_percentage_needs_only_its_latest_level():
    def programmed(*levels):
        part = component(100, programmed=levels, kind=Kind.PERCENT)
        return progress.accumulated_programmed(meta(part), part, len(levels))

    assert programmed(None, 50) == 50
    assert programmed(25, 50, 0) == 50
    assert programmed(25, None, 50) == 50
    assert programmed(25, None) is None
    assert programmed(None, 0) is None
    assert programmed(0, 0) == 0


# The four percentages


@pytest.mark.parametrize("linea", s2.COMPUTED, ids=lambda linea: linea.place)
def test_the_annual_percentage_of_s2_prints_as_it_does(linea):
    assert percent_text(progress.annual_percent(linea.facts, 1)) == linea.printed


def test_the_four_percentages_are_four():
    facts = meta(component(40, (6, 4), (10, 10), (8, 8), kind=Kind.DEMAND))
    assert progress.period_percent(facts, 2) == 40
    assert progress.accumulated_percent(facts, 2) == 50
    assert progress.annual_percent(facts, 2) == 25
    assert progress.attention_percent(facts, 2) == Decimal("62.5")


def test_demand_without_an_annual_quantity_is_told_by_its_attention():
    facts = meta(component(None, (5,), received=(6,), kind=Kind.DEMAND))
    assert percent_text(progress.annual_percent(facts, 1)) == "83"
    assert progress.annual_percent(facts, 1) == progress.attention_percent(facts, 1)
    assert progress.attention_percent(meta(component(40, (5,), received=(6,))), 1) is None


@pytest.mark.parametrize(
    ("attended", "received"),
    [((5,), ()), ((), (6,)), ((), ()), ((5, 4), (6,)), ((5,), (6, 3)), ((0,), (0,))],
)
def test_half_a_demand_is_no_attention(attended, received):
    facts = meta(component(None, attended, received=received, kind=Kind.DEMAND))
    assert progress.attention_percent(facts, 2) is None


def test_a_percentage_is_measured_by_its_latest_value():
    facts = meta(component(100, (20, 45), (25, 50), kind=Kind.PERCENT))
    assert progress.period_percent(facts, 2) == 90
    assert progress.accumulated_percent(facts, 2) == 90
    assert progress.annual_percent(facts, 2) == 45


def test_a_blank_is_never_zero():
    facts = meta(component(12, (3,), (3, 3)))
    assert progress.accumulated_percent(facts, 1) == 100
    assert progress.accumulated_percent(facts, 2) is None
    assert progress.period_percent(facts, 2) is None
    assert progress.annual_percent(facts, 2) is None
    zero = meta(component(12, (3, 0), (3, 3)))
    assert progress.annual_percent(zero, 2) == 25
    assert progress.accumulated_percent(zero, 2) == 50
    assert progress.period_percent(zero, 2) == 0
    level = meta(component(100, (25,), (25, 50), kind=Kind.PERCENT))
    assert progress.accumulated_percent(level, 2) is None
    assert progress.annual_percent(level, 2) is None
    assert progress.unreported_quarters(level, level.components[0], 2) == (2,)
    kept = meta(component(100, (25,), (25, 0), kind=Kind.PERCENT))
    assert progress.accumulated_percent(kept, 2) == 100


def test_an_earlier_blank_leaves_no_figure_until_it_is_said():
    for programmed in ((), (3, 3, 3), (3, None, 3)):
        assert progress.annual_percent(meta(component(12, (3, None, 3), programmed)), 3) is None
        assert progress.annual_percent(meta(component(12, (3, 0, 3), programmed)), 3) == 50
    planned = meta(component(12, (3, None, 3), (3, 0, 3)))
    assert progress.annual_percent(planned, 3) == 50
    named = meta(component(12, (3, None, 3)), due_quarters=(1, 3))
    assert progress.annual_percent(named, 3) == 50
    level = meta(component(100, (25, None, 60), (), kind=Kind.PERCENT))
    assert progress.annual_percent(level, 2) is None
    assert progress.annual_percent(level, 3) == 60


def test_a_quarter_outside_the_dates_owes_nothing_that_was_not_programmed():
    facts = meta(component(4, (4,)), outside=(2, 3, 4))
    assert progress.annual_percent(facts, 4) == 100
    assert progress.annual_percent(meta(component(4, (4,), (2, 2)), outside=(2,)), 2) is None
    assert progress.annual_percent(meta(component(4), outside=(1, 2, 3, 4)), 4) is None
    with pytest.raises(ValueError):
        meta(component(4), outside=(5,))


@pytest.mark.parametrize(
    ("start", "end", "outside"),
    [
        (None, None, ()),
        (date(2025, 10, 1), date(2026, 9, 30), ()),
        (date(2024, 1, 1), date(2024, 12, 31), (1, 2, 3, 4)),
        (date(2025, 12, 31), date(2026, 4, 1), (4,)),
        (date(2026, 1, 1), date(2026, 3, 31), (1, 3, 4)),
        (date(2026, 7, 1), None, (1, 2, 3)),
    ],
)
def test_the_quarters_that_the_dates_of_a_meta_do_not_touch(start, end, outside):
    """The year begins in October 2025: quarters begin in October, January, April and July."""
    assert quarters_outside(start, end, date(2025, 10, 1)) == outside


def test_a_demand_without_annual_quantity_owes_both_of_its_quantities():
    def attention(attended, received, **kwargs):
        part = component(None, attended, received=received, kind=Kind.DEMAND)
        return progress.annual_percent(meta(part, **kwargs), 2)

    assert attention((5,), (10,)) is None
    assert attention((5, 0), (10, 0)) == 50
    assert attention((5,), (10,), due_quarters=(1,)) == 50
    assert attention((5, 1), (10,), due_quarters=(1,)) is None


@pytest.mark.parametrize("kind", Kind)
def test_nothing_reported_gives_no_figure(kind):
    facts = meta(component(12, (), (3, 3, 3, 3), kind=kind))
    for percent in (
        progress.period_percent,
        progress.accumulated_percent,
        progress.annual_percent,
        progress.attention_percent,
    ):
        assert percent(facts, 4) is None


def test_nothing_programmed_is_no_percentage():
    facts = meta(component(4, (1, 0), (0, 0)))
    assert progress.period_percent(facts, 2) is None
    assert progress.accumulated_percent(facts, 2) is None
    assert progress.annual_percent(facts, 2) == 25


def test_the_due_part_that_is_not_stated_gives_no_accumulated_figure():
    assert progress.accumulated_percent(meta(component(12, (3, 3), (3,))), 2) is None
    scheduled = meta(component(2, (0, 0, 1)), due_quarters=(3, 4))
    assert progress.accumulated_percent(scheduled, 3) is None
    assert progress.annual_percent(scheduled, 3) == 50


def test_over_100_is_not_cut():
    assert progress.annual_percent(meta(component(4, (5,))), 1) == 125


def test_work_ahead_of_its_quarter_counts_when_its_quarter_comes():
    facts = meta(component(4, (2, 2), (0, 4)))
    assert progress.accumulated_percent(facts, 1) is None
    assert progress.accumulated_percent(facts, 2) == 100


# Composite metas

DJ_1 = (component(16, (9,), unit="actas"), component(12, (12,), unit="acuerdos"))


def test_the_composite_meta_of_s2_by_each_rule():
    assert progress.annual_percent(meta(*DJ_1), 1) == 75
    assert progress.annual_percent(meta(*DJ_1, rule=Rule.AVERAGE), 1) == Decimal("78.125")
    each = meta(*DJ_1, rule=Rule.EACH)
    assert progress.annual_percent(each, 1) is None
    assert progress.component_percents(each, 1) == (Decimal("56.25"), Decimal(100))
    assert progress.component_percents(each, 1, Measure.PERIOD) == (None, None)


def test_a_component_without_data_leaves_the_meta_without_a_figure():
    for rule in Rule:
        facts = meta(component(16, (9,)), component(12), rule=rule)
        assert progress.annual_percent(facts, 1) is None
    assert progress.component_percents(facts, 1) == (Decimal("56.25"), None)


def test_a_component_that_owes_nothing_yet_stands_at_zero_by_plan():
    later = component(12, (), (0, 0, 6, 6))
    assert progress.annual_percent(meta(component(12, (12,)), later), 1) == 50
    assert progress.annual_percent(meta(later), 1) is None
    assert progress.annual_percent(meta(later, later), 1) is None
    assert progress.annual_percent(meta(component(12, (12,)), later), 3) is None


def test_an_unquantified_component_has_no_part():
    words = component(None, (7,), kind=Kind.UNQUANTIFIED)
    for rule in Rule:
        assert progress.annual_percent(meta(component(4, (1,)), words, rule=rule), 1) == 25
    assert progress.component_percents(meta(component(4, (1,)), words), 1) == (25, None)


def test_a_percentage_is_not_added_to_a_count():
    parts = (component(100, (50,), kind=Kind.PERCENT), component(4, (1,)))
    assert progress.annual_percent(meta(*parts), 1) is None
    assert progress.annual_percent(meta(*parts, rule=Rule.AVERAGE), 1) == Decimal("37.5")


def test_a_component_not_programmed_has_no_part_in_the_average_of_the_period():
    parts = (component(8, (1,), (2, 2)), component(8, (), (0, 4)))
    assert progress.period_percent(meta(*parts, rule=Rule.AVERAGE), 1) == 50
    assert progress.period_percent(meta(*parts), 1) == 50


PERCENTS = (
    progress.period_percent,
    progress.accumulated_percent,
    progress.annual_percent,
    progress.attention_percent,
)


@given(components(), due_quarters, quarter_numbers, st.sampled_from(PERCENTS))
def test_every_rule_gives_the_figure_of_a_single_component(part, due, quarter, percent):
    figures = {percent(meta(part, rule=r, due_quarters=due), quarter) for r in Rule}
    assert len(figures) == 1


@given(st.lists(components((Kind.SUM, Kind.MILESTONE)), min_size=1, max_size=4), quarter_numbers)
def test_the_pooled_figure_lies_between_those_of_its_components(parts, quarter):
    pooled = progress.annual_percent(meta(*parts), quarter)
    each = progress.component_percents(meta(*parts), quarter)
    if None in each:
        assert pooled is None
    else:
        assert min(each) <= pooled <= max(each)


@given(st.integers(0, 10**10), st.integers(1, 10**10))
def test_percentages_are_exact_and_never_look_rounder_than_they_are(real, base):
    percent = progress.annual_percent(meta(component(base, (real,))), 1)
    exact = Fraction(real * 100, base)
    assert abs(Fraction(percent) - exact) <= abs(exact) / 10**48
    for places in (0, 1):
        step = 10**places
        assert (Fraction(percent) * step % 1 == 0) == (exact * step % 1 == 0)
    assert (percent == 100) == (real == base)


def test_a_ratio_too_long_to_write_stays_on_its_side():
    tiny = Fraction(1, 10**60)
    assert decimal_of(100 - tiny) < 100 < decimal_of(100 + tiny)
    assert decimal_of(Fraction(25, 2)) == Decimal("12.5") < decimal_of(Fraction(25, 2) + tiny)
