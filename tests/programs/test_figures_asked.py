"""Figures of a quarter that cannot be right: a question while drafting, a reason before sending."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from programs.errors import DomainError
from programs.models import AvanceDeComponente, AvanceTrimestral, ComponenteDeMeta, Meta
from programs.selectors.entrega import lacks_of_area
from programs.values.checks import Code, Notes, Severity, findings_of
from programs.values.checks.quantities import Made, unlikely
from programs.values.facts import Kind, MetaFacts, Rule
from programs.values.progress import Thresholds
from programs.values.snapshot import ComponentMonths
from tests.markup import folded
from tests.programs.entrega_cast import address, page_of
from tests.programs.review_cast import DETAIL, START, Review, area_of, complete, quarter
from tests.programs.test_readiness import NONE4, QUARTER, codes, component, four, linea

SCRIPT = {"headers": {"Accept": "application/json"}}


def why(single) -> str:
    """Return what is asked of the second quarter of a component."""
    return unlikely(MetaFacts((single,)), single, 2)


def demand(actual, received, **changes):
    """Return a demand without programming."""
    return component(
        kind=Kind.DEMAND, annual=None, programmed=NONE4, unit="solicitudes",
        actual=four(*actual), received=four(*received), **changes,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("actual", "received", "asked"),
    [
        ((None, 500), (None, 5), "Van 500 atendidas de 5 recibidas en el año"),
        ((2, 10), (4, 8), ""),  # what was pending is attended later
        ((2, 11), (4, 8), "Van 13 atendidas de 12 recibidas en el año"),
        ((5, 5), (5, 5), ""),
        ((2, 10), (None, 8), "Van 10 atendidas de 8 recibidas en el año"),
        ((2, 10), (4, None), ""),
    ],
)
def test_more_attended_than_received_is_asked_about(actual, received, asked):
    single = demand((*actual, None, None), (*received, None, None))
    assert why(single) == asked


def test_an_adjustment_of_what_was_attended_counts():
    single = demand((9, 8, None, None), (4, 8, None, None), adjustments=four(None, -5, None, None))
    assert why(single) == ""


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"kind": Kind.SUM}, True),
        ({"kind": Kind.MILESTONE}, True),
        ({"kind": Kind.DEMAND, "received": four(4, 4, None, None)}, True),
        ({"kind": Kind.PERCENT, "annual": Decimal(100)}, False),
        ({"annual": Decimal("12.5")}, False),
        ({"programmed": four(3, "3.5", 3, "2.5")}, False),
    ],
)
def test_a_part_of_what_is_counted_whole_is_asked_about(changes, asked):
    single = replace(component(actual=(3, "3.5", None, None), unit="planes"), **changes)
    question = "Escribió 3.5 y la meta se cuenta en enteros (planes)"
    assert (question in why(single)) is asked


def test_a_part_of_what_was_received_is_asked_about():
    assert "Escribió 4.5" in why(demand((1, 2, None, None), (2, "4.5", None, None)))


@pytest.mark.parametrize(
    ("done", "said"),
    [
        (60, "De los hechos resultan 60 y se habían programado 3 en este trimestre"),
        (0, "De los hechos resulta 0 y había programación en este trimestre"),
        ("3.5", "De los hechos resultan 3.5 y la meta se cuenta en enteros (documentos)"),
    ],
)
def test_what_hechos_give_nobody_wrote(done, said):
    line = linea(component(actual=(3, done, None, None)))
    for reasons, tail in (((), ". Diga por qué es correcto"), (("Así fue.",), "")):
        notes = Notes(reasons, of_hechos=(True,))
        found = [f for f in findings_of(line, QUARTER, notes) if f.anchor.startswith("cantidad")]
        assert [f.message for f in found] == [f"{said}{tail}"]


@pytest.mark.parametrize(
    ("programmed", "said"), [(1, "se había programado 1 en"), (2, "se habían programado 2 en")]
)
def test_one_thing_programmed_is_told_as_one(programmed, said):
    assert said in why(component(programmed=(programmed,) * 4, actual=(1, 22, None, None)))


@pytest.mark.parametrize(
    ("received", "attended", "said"),
    [
        (1, 3, "Van 3 atendidas de 1 recibida en el año"),
        (0, 1, "Va 1 atendida de 0 recibidas en el año"),
    ],
)
def test_one_thing_attended_or_received_is_told_as_one(received, attended, said):
    assert said in why(demand((None, attended, None, None), (None, received, None, None)))


def test_nobody_wrote_what_the_months_add_up_to():
    line = linea(component(actual=(3, 60, None, None)))
    months = (ComponentMonths(0, "documentos", ()),)
    line = replace(line, meta=replace(line.meta, months=months))
    (found,) = [f for f in findings_of(line, QUARTER, Notes()) if f.code is Code.REASON]
    assert found.message.startswith("Los meses suman 60 y se habían programado 3")


def test_what_was_received_is_written_though_hechos_give_what_was_done():
    single = demand((1, "2.5", None, None), (2, "4.5", None, None))
    meta = MetaFacts((single,))
    assert unlikely(meta, single, 2, Made.HECHOS) == (
        "De los hechos resultan 2.5 y escribió 4.5, y la meta se cuenta en enteros (solicitudes)"
    )


def test_two_questions_share_one_reason():
    line = linea(component(actual=(3, "5.5", None, None)))
    (found,) = [f for f in findings_of(line, QUARTER, Notes()) if f.code is Code.REASON]
    assert "se habían programado 3" in found.message and "enteros" in found.message
    assert codes(line, ("Uno se entregó en parte",)) == []


# The cause --------------------------------------------------------------------------------------


BARE = Notes()


def causes(line, notes=BARE, cause="") -> list[tuple]:
    """Return what is asked of the cause of a línea."""
    line = replace(line, avance=replace(line.avance, cause=cause))
    return [
        (found.severity, found.message, found.anchor)
        for found in findings_of(line, QUARTER, notes)
        if found.code is Code.CAUSE
    ]


BEHIND = [(Severity.ASKS, "La línea está Atrasada. Escriba la causa", "causa")]


def test_a_linea_that_is_behind_is_asked_for_its_cause():
    late = linea(component(actual=(3, 1, None, None)))  # 4 of 6
    assert causes(late) == BEHIND
    assert causes(late, cause="  ") == BEHIND
    assert causes(late, cause="se debió a la mudanza") == []
    assert causes(linea(component(actual=(3, 2, None, None)))) == []  # 5 of 6: at risk


def test_the_limit_of_the_institution_decides():
    line = linea(component(actual=(3, 2, None, None)))
    assert causes(line, Notes(thresholds=Thresholds(85, 95, 110))) == BEHIND


@pytest.mark.parametrize(
    ("actual", "asked"),
    [((6, 6), []), ((6, 7), ["El avance es 108% de la meta anual. Escriba la causa"])],
)
def test_over_the_year_is_asked_for_its_cause_and_met_is_not(actual, asked):
    line = linea(component(actual=(*actual, None, None), programmed=(6, 6, 0, 0)))
    assert [message for _, message, _ in causes(line)] == asked


def test_without_programming_a_huge_figure_is_still_asked_about():
    line = linea(component(actual=(0, "586.87", None, None), programmed=NONE4, annual=Decimal(1)))
    assert [message for _, message, _ in causes(line)] == [
        "El avance es 58,687% de la meta anual. Escriba la causa"
    ]


def test_a_meta_told_by_component_is_asked_of_the_one_that_went_over():
    line = linea(
        component(programmed=NONE4), component(actual=(12, 3, None, None), programmed=NONE4)
    )
    facts = replace(line.meta.facts, rule=Rule.EACH)
    line = replace(line, meta=replace(line.meta, facts=facts))
    assert [message for _, message, _ in causes(line)] == [
        "El avance es 125% de la meta anual. Escriba la causa"
    ]


def test_a_quarter_after_the_meta_that_says_nothing_is_not_asked():
    line = linea(component(actual=(3, None, None, None), programmed=(6, 0, 0, 0)))
    facts = replace(line.meta.facts, outside=(2, 3, 4), end=date(2026, 3, 31))
    assert causes(line) == BEHIND
    assert causes(replace(line, meta=replace(line.meta, facts=facts))) == []


# The flow ---------------------------------------------------------------------------------------


@pytest.fixture
def behind(cast) -> AvanceTrimestral:
    """The first línea of the cast, complete and *Atrasada*: 1 of the 3 of the quarter."""
    complete(cast)
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=1)
    return cast.avance()


@pytest.mark.django_db
class TestSending:
    """A draft is never held back; *lista* and the submission ask for the cause."""

    def test_the_cause_is_asked_for_and_then_it_goes(self, cast, sign_in, behind):
        with time_machine.travel(START, tick=False):
            enlace = sign_in("enlace")
            draft = folded(enlace.get(page_of(cast)).content.decode())
            ready = reverse("ready_mark", args=[behind.pk])
            refused = enlace.post(ready, {"version": behind.version})
            sending = folded(enlace.get(address(cast)).content.decode())
            with pytest.raises(DomainError, match="línea 1.1: La línea está Atrasada"):
                Review(cast).submit()
            saved = enlace.post(
                reverse("cause_save", args=[behind.pk]),
                {"cause": "se debió a la mudanza", "version": behind.version}, **SCRIPT,
            )  # fmt: skip
            assert saved.status_code == 200
            after = enlace.get(reverse("avance_findings", args=[behind.pk])).text
            assert lacks_of_area(quarter(cast), area_of(cast)) == []
            assert Review(cast).submit().folio

        asked = "La línea está Atrasada. Escriba la causa."
        assert f'<a href="#causa">{asked}</a>' in draft
        assert refused.status_code == 422
        assert f'<a href="#causa">{asked}</a>' in folded(refused.content.decode())
        assert "La línea está Atrasada. Escriba la causa" in sending and "#causa" in sending
        assert asked not in after

    def test_a_quantity_that_falls_behind_asks_at_once(self, cast, sign_in):
        row = AvanceDeComponente.objects.get(avance=cast.avance())
        data = {"quantity": "1", "reason": "", "version": row.version}
        enlace = sign_in("enlace")
        enlace.post(reverse("quantity_save", args=[row.pk]), data, **SCRIPT)
        asked = enlace.get(reverse("avance_findings", args=[row.avance_id])).text
        assert "La línea está Atrasada" in asked

    def test_the_reviewer_and_the_closing_see_what_the_plan_asks(self, cast, sign_in):
        ComponenteDeMeta.objects.filter(meta__linea=cast.linea()).update(programmed_q4=4)
        asked = "Los trimestres suman 13 y la meta anual es 12."
        explained = f"{asked} Planeación explica: Se repone lo de 2025."
        with time_machine.travel(START, tick=False):
            captured = sign_in("enlace").get(page_of(cast)).content.decode()
            Review(cast).submit()
            secretario = sign_in("secretario")
            first = f"{DETAIL}?linea={cast.linea().pk}"
            closing = reverse("trimestre_closing", args=quarter(cast).place)
            seen = [folded(secretario.get(page).content.decode()) for page in (first, closing)]
            Meta.objects.filter(linea=cast.linea()).update(
                programming_reason="Se repone lo de 2025."
            )
            told = [folded(secretario.get(page).content.decode()) for page in (first, closing)]

        assert asked in folded(captured)
        assert all(asked in page for page in seen)
        assert explained in told[0] and asked not in told[1]
