"""Hypothesis strategies for the facts of a meta."""

from decimal import Decimal

from hypothesis import strategies as st

from programs.values.progress import Kind
from tests.programs.s2_facts import component

values = st.one_of(st.none(), st.integers(0, 10**6).map(lambda n: Decimal(n) / 10))
fours = st.tuples(values, values, values, values)
quarter_numbers = st.integers(1, 4)
due_quarters = st.sets(quarter_numbers).map(lambda found: tuple(sorted(found)))


@st.composite
def components(draw, kinds=tuple(Kind)):
    annual = draw(st.one_of(st.none(), st.integers(1, 10**6)))
    return component(
        annual, draw(fours), draw(fours), draw(fours), kind=draw(st.sampled_from(kinds))
    )
