"""Closing sentence of a meta: every línea of S2, the edges, and the properties."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.values import progress
from programs.values.phrases import percent_text
from programs.values.progress import Closing, ClosingFacts, Kind, Rule, resolve_closing
from tests.programs import s2_facts as s2
from tests.programs.fact_strategies import components, due_quarters, quarter_numbers
from tests.programs.s2_facts import component, meta

ENDS_INSIDE = date(2024, 3, 31)


def closing(facts, quarter=1, **kwargs):
    start = date(2024, 3 * quarter - 2, 1)
    end = date(2024, 3 * quarter, 31 if quarter in (1, 4) else 30)
    return resolve_closing(ClosingFacts(facts, quarter, start, end, **kwargs))


@pytest.mark.parametrize("linea", s2.LINEAS, ids=lambda linea: linea.place)
def test_every_linea_of_s2_closes_as_printed(linea):
    found, percent = closing(
        linea.facts, stated_percent=linea.stated_percent, omitted=linea.omitted
    )
    if linea.omitted or linea.due:
        assert percent is None
        assert found is (Closing.OMITTED if linea.omitted else Closing.NOT_DUE)
    else:
        assert percent_text(percent) == linea.printed
        special = {"Archivo 3": Closing.FINISHED}
        usual = Closing.STATED if linea.stated else Closing.COMPUTED
        assert found is special.get(linea.place, usual)


def test_p2_needs_exactly_100_and_the_end_inside_the_quarter():
    def ends(actual, end, **kwargs):
        return closing(meta(component(4, (actual,)), end=end), **kwargs)

    assert ends(4, ENDS_INSIDE) == (Closing.FINISHED, 100)
    assert ends(4, date(2024, 1, 1)) == (Closing.FINISHED, 100)
    assert ends(4, date(2024, 4, 1)) == (Closing.COMPUTED, 100)
    assert ends(4, date(2023, 12, 31)) == (Closing.COMPUTED, 100)
    assert ends(4, None) == (Closing.COMPUTED, 100)
    assert ends(5, ENDS_INSIDE) == (Closing.COMPUTED, 125)
    assert ends(3, ENDS_INSIDE) == (Closing.COMPUTED, 75)
    assert ends(3, ENDS_INSIDE, stated_percent=Decimal("100.00")) == (Closing.FINISHED, 100)
    assert ends(4, ENDS_INSIDE, stated_percent=Decimal(90)) == (Closing.STATED, 90)


def test_not_due_only_while_nothing_is_due_done_or_stated():
    facts = meta(component(2), due_quarters=(2, 4))
    assert closing(facts, 1) == (Closing.NOT_DUE, None)
    assert closing(facts, 2) == (None, None)
    assert closing(facts, 3) == (None, None)
    early = meta(component(2, (1,)), due_quarters=(2, 4))
    assert closing(early, 1) == (Closing.COMPUTED, 50)
    zero = meta(component(2, (0,)), due_quarters=(2, 4))
    assert closing(zero, 1) == (Closing.NOT_DUE, None)
    half = meta(component(2, (1,)), component(2), due_quarters=(2, 4))
    assert closing(half, 1) == (Closing.COMPUTED, 25)
    assert closing(facts, 1, stated_percent=Decimal(10)) == (Closing.STATED, 10)
    assert closing(facts, 1, omitted=True) == (Closing.OMITTED, None)


def test_not_due_by_programmed_zeros_and_never_when_nobody_said():
    assert closing(meta(component(2, (), (0, 0, 1, 1))), 2) == (Closing.NOT_DUE, None)
    assert closing(meta(component(2, (), (None, 0, 1, 1))), 2) == (None, None)
    assert closing(meta(component(2, (), (0, 0, 0, 0))), 2) == (None, None)


def test_a_blank_quarter_says_nothing_unless_nothing_was_owed():
    assert closing(meta(component(4, (1,))), 2) == (None, None)
    assert closing(meta(component(4, (1, 0))), 2) == (Closing.COMPUTED, 25)
    assert closing(meta(component(4, (1, 0)), component(4, (1,))), 2) == (None, None)
    last_day = meta(component(4, (4,)), end=date(2024, 4, 1))
    assert closing(last_day, 2) == (None, None)
    assert closing(meta(component(4, (1,), (1, 0))), 2) == (Closing.COMPUTED, 25)
    assert closing(meta(component(4, (1,)), due_quarters=(1, 3)), 2) == (Closing.COMPUTED, 25)
    assert closing(meta(component(4, (1, None, 1))), 3) == (None, None)
    assert closing(meta(component(4, (1, 0, 1))), 3) == (Closing.COMPUTED, 50)


def test_a_quarter_outside_the_dates_is_told_only_by_what_was_reported_in_it():
    after = {"end": ENDS_INSIDE, "outside": (2, 3, 4)}
    assert closing(meta(component(4, (4,)), **after), 2) == (None, None)
    assert closing(meta(component(4, (3, 1)), **after), 2) == (Closing.COMPUTED, 100)
    assert closing(meta(component(4, (3, None, 1)), **after), 3) == (Closing.COMPUTED, 100)
    assert closing(meta(component(4, (0,)), outside=(1, 2, 3, 4)), 2) == (None, None)
    two = component(4, (1, 1)), component(4, (1,))
    assert closing(meta(*two, **after), 2) == (Closing.COMPUTED, Decimal("37.5"))


def test_finished_needs_every_quarter_too():
    ends = {"end": date(2024, 6, 30), "outside": (3, 4)}
    assert closing(meta(component(4, (None, 4)), **ends), 2) == (None, None)
    assert closing(meta(component(4, (0, 4)), **ends), 2) == (Closing.FINISHED, 100)
    each = (component(4, (None, 4)), component(4, (0, 4)))
    assert closing(meta(*each, rule=Rule.EACH, **ends), 2) == (None, None)


def test_a_calendar_is_told_when_all_its_months_are_said():
    months = {"has_calendar": True, "months_programmed": 3, "months_done": 2}
    assert closing(None, **months) == (Closing.CALENDAR, None)
    assert closing(None, **months, months_unreported=1) == (None, None)
    assert closing(None, **months | {"has_calendar": False}) == (None, None)


def test_a_linea_without_quantities_is_told_by_its_calendar():
    words = meta(component(None, kind=Kind.UNQUANTIFIED))
    for facts in (None, meta(), words):
        assert closing(facts, has_calendar=True) == (Closing.CALENDAR, None)
        assert closing(facts) == (None, None)
    assert closing(meta(component(4)), has_calendar=True) == (None, None)
    assert closing(None, stated_percent=Decimal(30)) == (Closing.STATED, 30)


def test_months_done_ahead_are_told_and_not_hidden_by_not_due():
    words = meta(component(None, kind=Kind.UNQUANTIFIED), due_quarters=(3,))
    assert closing(words, has_calendar=True) == (Closing.NOT_DUE, None)
    months = {"has_calendar": True, "months_programmed": 1, "months_done": 1}
    assert closing(words, **months) == (Closing.CALENDAR, None)


def test_a_meta_told_by_component_finishes_only_with_all():
    def each(*actual):
        parts = (component(4, (n,)) for n in actual)
        return closing(meta(*parts, rule=Rule.EACH, end=ENDS_INSIDE))

    assert each(4, 4) == (Closing.FINISHED, 100)
    assert each(4, 5) == (None, None)
    assert each(4, 3) == (None, None)


@given(
    st.one_of(st.none(), st.lists(components(), max_size=3)),
    st.sampled_from(Rule),
    due_quarters,
    quarter_numbers,
    st.one_of(st.none(), st.integers(0, 150).map(Decimal)),
    st.booleans(),
)
def test_a_closing_with_a_percentage_always_brings_it(parts, rule, due, quarter, stated, tareas):
    facts = None if parts is None else meta(*parts, rule=rule, due_quarters=due)
    found, percent = closing(facts, quarter, stated_percent=stated, has_calendar=tareas)
    with_figure = (Closing.COMPUTED, Closing.STATED, Closing.FINISHED)
    assert (found in with_figure) == (percent is not None)
    if found is Closing.COMPUTED:
        assert stated is None
        assert percent == progress.annual_percent(facts, quarter)
