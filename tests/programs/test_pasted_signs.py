"""What a cell that begins with a sign is taken for: a formula, or a number below zero."""

import pytest

from programs.received.pasted import PasteProblem, refuse_formula


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("-3", "«Mujeres» es un número negativo: «-3». Escríbalo sin el signo."),
        ("-1,200", "número negativo"),
        ("- 3.5", "número negativo"),
        ("-3+2", "empieza como una fórmula"),
        ("=A1", "empieza como una fórmula"),
        ("+5", "empieza como una fórmula"),
    ],
)
def test_a_number_below_zero_is_no_formula(cell, said):
    with pytest.raises(PasteProblem, match="«Mujeres»") as refused:
        refuse_formula(cell, "«Mujeres»")
    assert said in str(refused.value)


@pytest.mark.parametrize("cell", ["3", "- Escuela", "Plática -3", ""])
def test_any_other_cell_is_taken(cell):
    refuse_formula(cell, "«Nombre»")
