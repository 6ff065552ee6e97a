"""CHECKS: what one more entry needs to be seen everywhere, and what the entries promise."""

import pytest
import time_machine
from django.urls import reverse

from programs.errors import DomainError
from programs.selectors.entrega import lacks_of_area
from programs.values import checks
from programs.values.checks import (
    CHECKS,
    PLAN_CHECKS,
    Check,
    Code,
    Finding,
    Severity,
    informe,
)
from programs.values.checks.finding import PlacedFinding
from programs.values.checks.hechos import HECHO_CHECKS
from programs.values.checks.informe.base import LineaCheck, WholeCheck, linea_place
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


@pytest.mark.parametrize("reason", ["", "Lo dijo el titular."])
def test_a_new_check_shows_on_every_page_by_itself(cast, sign_in, add_check, reason):
    add_check(one_more(Severity.DOUBT, reason))
    texts = read_everywhere(cast, sign_in)

    closing = texts["cierre"]
    for name in ("captura", "entrega", "revisión"):
        assert f">{WORDS}.</a>" in texts[name]
        assert (f"El área explica: {reason}" in texts[name]) is bool(reason)
    # Both líneas of each of the two áreas, each with the way there; what the áreas explained is
    # counted, and read in Congruencia.
    assert closing.count(f">{WORDS}.</a>") == (0 if reason else 4)
    assert ("4 hallazgos ya están explicados" in closing) is bool(reason)
    way = f"/lineas/{cast.linea().pk}/trimestres/1/#narrativa"
    assert (way in closing) is not bool(reason)
    assert texts["congruencia"].count(WORDS) >= 4


def found_in(name: str, texts: dict[str, str]) -> str:
    """Return the part of a page that says what the added check found."""
    at = texts[name].index(WORDS)
    return texts[name][at - 200 : at + 400]


def test_a_new_check_of_words_shows_on_every_page_by_itself(cast, sign_in, monkeypatch):
    def of_linea(linea, period):
        yield Finding("trial", Severity.ERROR, WORDS, "cierre", arithmetic="6 ÷ 40 = 15 %")

    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), of_linea),))
    texts = read_everywhere(cast, sign_in)

    # Both líneas of each of the two áreas; the área has two of them, who reviews has one open.
    assert {name: text.count(f">{WORDS}.</a>") for name, text in texts.items()} == {
        "captura": 1,
        "entrega": 2,
        "revisión": 1,
        "cierre": 4,
        "congruencia": 4,
    }
    for name in texts:
        assert "Error" in found_in(name, texts)
        assert "6 ÷ 40 = 15 %" in found_in(name, texts)


def test_a_new_check_of_the_whole_shows_on_every_page_by_itself(cast, sign_in, monkeypatch):
    def of_whole(written):
        linea = next(written.lineas)
        found = Finding("trial", Severity.DOUBT, WORDS, "narrativa", quote="Oficio No. 30")
        yield PlacedFinding(found, linea.key, linea_place(linea))

    monkeypatch.setattr(informe, "WHOLE_CHECKS", (WholeCheck(("trial",), of_whole),))
    texts = read_everywhere(cast, sign_in)

    assert WORDS not in texts.pop("captura")
    for name in texts:
        assert texts[name].count(f">{WORDS}.</a>") == 1
        assert "Aviso" in found_in(name, texts)
        assert "«Oficio No. 30»" in found_in(name, texts)


def test_what_the_words_say_holds_nothing_back(cast, sign_in, monkeypatch):
    def of_linea(linea, period):
        yield Finding("trial", Severity.ERROR, WORDS, "cierre")

    complete(cast)
    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), of_linea),))
    with time_machine.travel(START, tick=False):
        assert lacks_of_area(quarter(cast), area_of(cast)) == []
        assert Review(cast).submit().folio


def read_everywhere(cast, sign_in) -> dict[str, str]:
    """Return the pages on which findings are told, as who writes and who reviews read them."""
    seen = {}
    with time_machine.travel(START, tick=False):
        enlace = sign_in("enlace")
        seen["captura"], seen["entrega"] = enlace.get(page_of(cast)), enlace.get(address(cast))
        Review(cast).submit()
        secretario = sign_in("secretario")
        seen["revisión"] = secretario.get(DETAIL)
        seen["cierre"] = secretario.get(reverse("trimestre_closing", args=quarter(cast).place))
        seen["congruencia"] = secretario.get(reverse("congruencia", args=quarter(cast).place))
    return {name: folded(answer.content.decode()) for name, answer in seen.items()}


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
    words = (*informe.LINEA_CHECKS, *informe.WHOLE_CHECKS)
    of_words = {code for check in words for code in check.codes}
    of_words |= {check.code for check in HECHO_CHECKS}

    assert len(registered) == len(set(registered))
    assert set(registered) | of_words == set(Code)
