"""The arithmetic that a page shows of a percentage is the one from which it was computed."""

from dataclasses import replace

import pytest

from programs.values.arithmetic import component_arithmetic, linea_arithmetic
from programs.values.progress import Rule
from tests.programs import s2_facts as s2

ACTAS, MINUTAS = s2.component(16, (9,)), s2.component(12, (12,))


def test_a_component_and_the_linea_over_its_components():
    meta = s2.meta(ACTAS, MINUTAS)
    assert component_arithmetic(meta, ACTAS, 1) == "9 ÷ 16 × 100 = 56.25%, se imprime 56%"
    assert component_arithmetic(meta, MINUTAS, 1) == "12 ÷ 12 × 100 = 100%"
    assert linea_arithmetic(meta, 1) == "(9 + 12) ÷ (16 + 12) × 100 = 21 ÷ 28 × 100 = 75%"


def test_other_rules_are_shown_as_they_are_computed():
    meta = replace(s2.meta(ACTAS, MINUTAS), rule=Rule.AVERAGE)
    assert linea_arithmetic(meta, 1) == "(56.25% + 100%) ÷ 2 = 78.13%, se imprime 78%"
    assert linea_arithmetic(replace(meta, rule=Rule.EACH), 1) == ""
    assert linea_arithmetic(s2.meta(ACTAS, s2.component(12, (None,))), 1) == ""


@pytest.mark.parametrize(
    ("done", "of", "shown"),
    [
        (4, 15, "26.67%, se imprime 27%"),
        (1, 8, "12.5%"),
        (241, 242, "99.59%, se imprime 99.6%"),
        (99999, 100000, "casi 100%, se imprime 99.9%"),
        (1, 400000, "menos de 0.01%, se imprime menos del 0.1%"),
    ],
)
def test_a_rounded_result_says_so(done, of, shown):
    meta = s2.meta(s2.component(of, (done,)))
    assert linea_arithmetic(meta, 1).endswith(f" × 100 = {shown}")
