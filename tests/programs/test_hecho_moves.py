"""What becomes of a quantity where a hecho counts, told before it does: values only."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.hechos.moves import Ruled, moves_code, moves_of, ruled_of
from programs.values.hechos.rules import PEOPLE, Rule, RuleKind, outcome_of

KINDS = {kind.key: kind for kind in DEFAULT_KINDS}
SESION, CURSO = KINDS["sesion"], KINDS["curso"]
SESSIONS = Rule(RuleKind.COUNT, SESION)
WOMEN = Rule(RuleKind.SUM, CURSO, "mujeres")
RULES = (
    SESSIONS,
    Rule(RuleKind.COUNT, SESION, "", "tipo", "Ordinaria"),
    WOMEN,
    Rule(RuleKind.SUM, CURSO, PEOPLE),
)


def hecho(pk: int, kind, counts: bool = True, **values: str) -> HechoValue:
    return HechoValue(pk, kind, f"Hecho {pk}", date(2026, 2, 3), values, counts)


EVERY = (
    hecho(1, SESION, tipo="Ordinaria"),
    hecho(2, SESION, tipo="Solemne"),
    hecho(3, CURSO, mujeres="84", hombres="177"),
    hecho(4, CURSO, mujeres="0.5"),
    hecho(5, CURSO),
)


def given(rule: Rule, hechos, quantity: str | None = "its own") -> Ruled:
    """Return a quantity with what its hechos give, or with another figure in it."""
    made = outcome_of(rule, hechos).quantity if quantity == "its own" else quantity
    return ruled_of(7, "cosas", rule, None if made is None else Decimal(made), hechos)


@pytest.mark.parametrize("rule", RULES)
def test_what_is_told_is_what_the_rule_gives_then(rule):
    for counting in product((True, False), repeat=len(EVERY)):
        now = [replace(each, counts=c) for each, c in zip(EVERY, counting, strict=True)]
        ruled = given(rule, now)
        for each in now:
            then = [replace(h, counts=h.counts is not (h is each)) for h in now]
            after = outcome_of(rule, then).quantity
            moves = moves_of([ruled], **{"go" if each.counts else "come": [each]})
            if after == ruled.quantity:
                assert moves == ()
            else:
                assert [(m.before, m.after) for m in moves] == [(ruled.quantity, after)]


def told(ruled: Ruled, **changes) -> str:
    return " ".join(move.sentence for move in moves_of([ruled], **changes))


def test_the_change_is_said_with_why_there_would_be_no_figure():
    first, second, *_, silent = EVERY
    assert told(given(SESSIONS, [first]), come=[second]) == "La cantidad «cosas» pasaría de 1 a 2."
    assert told(given(SESSIONS, [first]), go=[first]) == (
        "La cantidad «cosas» pasaría de 1 a sin dato: ya no quedan hechos que cuenten."
    )
    assert told(given(WOMEN, [EVERY[2]]), come=[silent]) == (
        "La cantidad «cosas» pasaría de 84 a sin dato: "
        "a 1 de los 2 hechos que cuentan le falta «Mujeres»."
    )
    assert told(given(WOMEN, [EVERY[2], silent]), go=[silent]) == (
        "La cantidad «cosas» pasaría de sin dato a 84."
    )
    assert told(given(SESSIONS, []), come=[EVERY[2]]) == ""


def test_a_figure_that_somebody_typed_is_told_before_hechos_take_its_place():
    ruled = given(SESSIONS, [EVERY[0]], "60")
    assert told(ruled, come=[EVERY[1]]) == (
        "La cantidad «cosas» se escribió a mano: 60. Pasaría a 2, lo que dan los hechos. "
        "Lo escrito queda en el historial."
    )
    # Any hecho of the línea makes the quantity what its rule gives.
    assert "Pasaría a 1" in told(ruled, come=[EVERY[2]])
    assert "a mano" not in told(given(SESSIONS, [EVERY[0]], None), come=[EVERY[1]])


def test_who_agrees_to_a_change_agrees_to_no_other():
    codes = {
        moves_code(moves_of([given(SESSIONS, now)], come=[each]))
        for now, each in (([], EVERY[0]), ([EVERY[0]], EVERY[1]), ([], EVERY[2]))
    }
    assert codes == {"7=sin dato>1", "7=1>2", ""}


def test_one_more_of_a_kind_is_told_before_anything_is_said_of_it():
    assert given(SESSIONS, EVERY[:2]).with_one_of(SESION) == "La cantidad «cosas» pasaría de 2 a 3."
    assert given(WOMEN, EVERY[2:4]).with_one_of(CURSO) == (
        "La cantidad «cosas» se calcula otra vez con sus datos. Hoy: 84.5."
    )
    assert given(SESSIONS, EVERY).with_one_of(CURSO) == ""
