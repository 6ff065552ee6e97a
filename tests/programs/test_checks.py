"""CHECKS: what one more entry needs to be seen everywhere, and what the entries promise."""

import pytest
import time_machine
from django.urls import reverse

from programs.errors import DomainError
from programs.selectors.entrega import lacks_of_area
from programs.values import checks
from programs.values.checks import CHECKS, PLAN_CHECKS, Check, Code, Finding, Severity
from tests.markup import folded
from tests.programs.entrega_cast import address, page_of
from tests.programs.review_cast import DETAIL, START, Review, area_of, complete, quarter

pytestmark = pytest.mark.django_db
WORDS = "La prueba encontró algo que solo ella busca"


def one_more(severity: Severity, reason: str = "") -> Check:
    """Return a check that finds one thing in every línea."""

    def find(linea, trimestre, reasons):
        yield Finding("trial", severity, WORDS, "narrativa", reason)

    return Check(("trial",), find)


@pytest.fixture
def add_check(monkeypatch):
    """Return a function that adds one check to CHECKS."""

    def added(check: Check) -> None:
        monkeypatch.setattr(checks, "CHECKS", (*checks.CHECKS, check))

    return added


def test_a_new_check_shows_on_every_page_by_itself(cast, sign_in, add_check):
    add_check(one_more(Severity.DOUBT, "Lo dijo el titular."))
    seen = {}
    with time_machine.travel(START, tick=False):
        enlace = sign_in("enlace")
        seen["captura"], seen["entrega"] = enlace.get(page_of(cast)), enlace.get(address(cast))
        Review(cast).submit()
        secretario = sign_in("secretario")
        seen["revisión"] = secretario.get(DETAIL)
        seen["cierre"] = secretario.get(reverse("trimestre_closing", args=quarter(cast).place))

    texts = {name: folded(answer.content.decode()) for name, answer in seen.items()}
    explained = f"{WORDS}. El área explica: Lo dijo el titular."
    assert f"{WORDS}. Motivo: Lo dijo el titular" in texts["captura"]
    assert f"{WORDS}. Motivo: Lo dijo el titular" in texts["entrega"]
    assert explained in texts["revisión"]
    # Both líneas of each of the two áreas, and the way to those in review.
    assert texts["cierre"].count(explained) == 4
    assert f'href="{DETAIL}?linea={cast.linea().pk}"' in texts["cierre"]


def test_a_new_check_that_blocks_holds_back_the_mark_and_the_submission(cast, sign_in, add_check):
    complete(cast)
    assert lacks_of_area(quarter(cast), area_of(cast)) == []
    add_check(one_more(Severity.BLOCKS))
    avance = cast.avance()
    with time_machine.travel(START, tick=False):
        marked = sign_in("enlace").post(
            reverse("ready_mark", args=[avance.pk]), {"version": avance.version}
        )
        with pytest.raises(DomainError, match=WORDS):
            Review(cast).submit()

    assert marked.status_code == 422
    assert f'<a href="#narrativa">{WORDS}.</a>' in folded(marked.content.decode())
    avance.refresh_from_db()
    assert not avance.ready


def test_a_decision_with_its_reason_holds_nothing_back(cast, sign_in, add_check):
    add_check(one_more(Severity.INFO))
    with time_machine.travel(START, tick=False):
        assert WORDS in sign_in("enlace").get(address(cast)).content.decode()
        assert Review(cast).submit().folio
        secretario = sign_in("secretario")
        closing = secretario.get(reverse("trimestre_closing", args=quarter(cast).place))
        assert WORDS in secretario.get(DETAIL).content.decode()
        assert WORDS not in closing.content.decode()


def test_every_check_has_its_code_in_the_closed_list():
    registered = [code for check in CHECKS for code in check.codes]
    registered += [code for check in PLAN_CHECKS if not check.of_meta for code in check.codes]

    assert sorted(registered) == sorted(Code)
