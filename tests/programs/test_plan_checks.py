"""PLAN_CHECKS: the quarters of a meta against its year, and a year that is zero or missing."""

from dataclasses import replace
from decimal import Decimal

import pytest

from programs.values.checks import CHECKS, PLAN_CHECKS, Code, Notes, Plan, Severity, findings_of
from programs.values.checks.plan import plan_findings_of, unexplained
from programs.values.facts import ComponentFacts, Kind, MetaFacts
from programs.values.progress import annual_percent
from tests.programs.test_readiness import QUARTER, four, linea

NONE4 = (None, None, None, None)


def promise(annual, *programmed, kind=Kind.SUM, unit="planes", due=()) -> MetaFacts:
    """Return a meta of one component as it was promised."""
    component = ComponentFacts(
        unit, kind, None if annual is None else Decimal(annual), four(*programmed), NONE4
    )
    return MetaFacts((component,), due_quarters=due)


def said(meta: MetaFacts) -> list[str]:
    """Return the sentences of what the plan checks find."""
    return [finding.message for finding in plan_findings_of(Plan(meta, ""))]


@pytest.mark.parametrize(
    "meta",
    [
        promise(12, 3, 3, 3, 3),
        promise(12, 0, 0, 6, 6),
        promise("2.5", "0.5", "0.5", "0.5", 1),
        promise(12, 3, 3, 3, None),
        promise(12, None, None, None, None),
        promise(12, 4, 4, 4, None, due=(1, 2, 3)),
        promise(12, None, None, None, None, due=(3,)),
        promise(100, 80, 90, 95, 100, kind=Kind.PERCENT),
        promise(100, 100, 100, 100, 90, kind=Kind.PERCENT),
        promise(95, 80, 100, 95, 0, kind=Kind.PERCENT),
        promise(100, None, 50, 75, 90, kind=Kind.PERCENT),
        promise(20, 5, 5, 5, 5, kind=Kind.DEMAND),
        promise(None, 5, 5, 5, 5, kind=Kind.DEMAND),
        promise(1, 0, 0, 0, 1, kind=Kind.MILESTONE),
        promise(None, None, None, None, None, kind=Kind.UNQUANTIFIED),
        MetaFacts(()),
    ],
)
def test_what_agrees_or_cannot_be_compared_is_not_asked_about(meta):
    assert said(meta) == []


@pytest.mark.parametrize(
    ("meta", "sentence"),
    [
        (promise(12, 3, 3, 3, 4), "Los trimestres suman 13 y la meta anual es 12"),
        (promise(12, 0, 0, 0, 0), "Los trimestres suman 0 y la meta anual es 12"),
        (promise(1, 150, 146, 145, "145.87"), "Los trimestres suman 586.87 y la meta anual es 1"),
        (promise(5, 2, 1, 1, None, due=(1, 2, 3)), "Los trimestres suman 4 y la meta anual es 5"),
        (promise(2, 1, 0, 0, 0, kind=Kind.MILESTONE), "suman 1 y la meta anual es 2"),
        (promise(20, 5, 5, 5, 4, kind=Kind.DEMAND), "suman 19 y la meta anual es 20"),
        (
            promise(100, 25, 25, 25, 25, kind=Kind.PERCENT),
            "El último porcentaje programado es 25% y la meta anual es 100%",
        ),
        (
            promise(100, 0, 0, 0, 0, kind=Kind.PERCENT),
            "El último porcentaje programado es 0% y la meta anual es 100%",
        ),
    ],
)
def test_quarters_that_do_not_give_the_year_are_asked_about(meta, sentence):
    (found,) = said(meta)
    assert found.endswith(sentence)


@pytest.mark.parametrize(
    ("meta", "sentence"),
    [
        (
            promise(0, 3, 3, 3, 3),
            "La meta anual es 0. Escriba la cantidad del año o elija «Sin cuantificar»",
        ),
        (
            promise(None, 3, 3, 3, 3),
            "La meta anual está vacía. Escriba la cantidad del año o elija «Sin cuantificar»",
        ),
        (
            promise(0, None, None, None, None, kind=Kind.DEMAND),
            "La meta anual es 0. Escriba la cantidad del año o, si depende de lo que se reciba, "
            "deje vacía la cantidad",
        ),
    ],
)
def test_a_year_of_zero_or_nothing_says_what_to_choose(meta, sentence):
    assert said(meta) == [sentence]


def test_a_year_of_zero_gives_no_figure_and_takes_that_of_the_others_away():
    zero, other = promise(0, 3, 3, 3, 3).components[0], promise(12, 3, 3, 3, 3).components[0]
    actual = four(3, None, None, None)
    meta = MetaFacts((replace(zero, actual=actual), replace(other, actual=actual)))
    assert annual_percent(meta, 1) is None
    assert annual_percent(MetaFacts(meta.components[1:]), 1) == 25


def test_of_several_components_each_is_named():
    first, second = (
        promise(16, 4, 4, 4, 3, unit="actas"),
        promise(0, None, None, None, None, unit="acuerdos"),
    )
    meta = MetaFacts((*first.components, *second.components))
    assert said(meta) == [
        "La meta anual de acuerdos es 0. Escriba la cantidad del año o elija «Sin cuantificar»",
        "Los trimestres de actas suman 15 y la meta anual es 16",
    ]


def test_a_written_reason_leaves_nothing_unexplained():
    meta = promise(12, 3, 3, 3, 4)
    assert len(unexplained(Plan(meta, "  "))) == 1
    assert unexplained(Plan(meta, "Se repone lo de 2025.")) == ()


def test_a_quarter_tells_what_the_plan_asks_and_holds_nothing_back():
    meta = promise(12, 3, 3, 3, 4)

    def found(notes: Notes):
        return [
            (item.severity, item.anchor, item.reason, item.who)
            for item in findings_of(linea(), QUARTER, notes)
            if item.code is Code.PROGRAMMED
        ]

    assert found(Notes(plan=Plan(meta, ""))) == [(Severity.DOUBT, "cantidad-1", "", "Planeación")]
    assert found(Notes(plan=Plan(meta, "Se repone."))) == [
        (Severity.INFO, "cantidad-1", "Se repone.", "Planeación")
    ]
    assert found(Notes()) == []


def test_the_quarter_asks_every_check_of_a_meta():
    of_plan = {code for check in PLAN_CHECKS if check.of_meta for code in check.codes}
    assert of_plan == {Code.ANNUAL, Code.PROGRAMMED}
    assert any(of_plan <= set(check.codes) for check in CHECKS)


def test_a_modificacion_is_not_asked_about():
    """Its quarters stay those of the plan: the meta as first approved is what is compared."""
    line = linea()
    changed = replace(line.meta.facts.components[0], annual=Decimal(30))
    line = replace(
        line, meta=replace(line.meta, facts=replace(line.meta.facts, components=(changed,)))
    )
    notes = Notes(plan=Plan(promise(12, 3, 3, 3, 3), ""))
    assert [f for f in findings_of(line, QUARTER, notes) if f.code is Code.PROGRAMMED] == []
