"""Every page that counts the findings of a línea says the same of it, and by the same words."""

import re

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from programs.models import AvanceDeComponente, HallazgoAceptado
from programs.selectors.cierre import cierre_page
from programs.selectors.congruencia import quarter_found
from programs.selectors.found import counted_words
from programs.values.checks import Finding, Severity, informe
from programs.values.checks.finding import PlacedFinding
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from tests.markup import folded
from tests.programs.entrega_cast import address, page_of
from tests.programs.review_cast import DETAIL, START, quarter

pytestmark = pytest.mark.django_db
WORDS = "La prueba encontró algo que solo ella busca"
COMPARED = "La prueba comparó la línea con otra"
COUNTED = "2 por explicar, 2 errores y 1 aviso"


@pytest.fixture
def rows(cast, monkeypatch):
    """Make a línea go far beyond its meta without a word, and its text not agree three times."""
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=9_999)
    own, found = f"linea-{cast.linea(0).pk}", {"compared": ()}

    def find(linea, period):
        if linea.key == own:
            for number, weight in enumerate((Severity.ERROR, Severity.DOUBT, Severity.ERROR)):
                yield Finding("trial", weight, f"{WORDS} {number}", "cierre")

    def compare(written):
        for message in found["compared"]:
            yield PlacedFinding(Finding("apart", Severity.ERROR, message, ""), own, "Línea 1")

    monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), find),))
    monkeypatch.setattr(informe, "WHOLE_CHECKS", (WholeCheck(("apart",), compare),))
    monkeypatch.setattr(informe, "WITHIN_CHECKS", ())
    with time_machine.travel(START, tick=False):
        yield found


def words(text: str) -> str:
    """Return what a piece of a page says."""
    return " ".join(strip_tags(text).split())


def of_linea(client, cast) -> str:
    """Return Congruencia of the línea alone."""
    page = reverse("congruencia", args=quarter(cast).place)
    return client.get(page, {"linea": cast.linea(0).pk}).text


def test_three_pages_count_a_linea_alike(cast, rows, sign_in):
    client = sign_in("titular")
    capture, sending = client.get(page_of(cast)).text, client.get(address(cast)).text
    own = sending.partition(f'id="linea-{cast.linea(0).pk}"')[2]
    told = [
        words(capture.partition("data-found-words>")[2].partition("</span>")[0]),
        words(of_linea(client, cast).partition('class="found-total">')[2].partition(".")[0]),
        words(own.partition("Hallazgos: ")[2].partition("</p>")[0]),
    ]
    assert told == [COUNTED] * 3


def test_what_stops_sending_has_one_word_on_the_three(cast, rows, sign_in):
    client = sign_in("titular")
    said = ["Diga por qué es correcto", "Escriba la causa"]
    sending = client.get(address(cast)).text
    for text in (client.get(page_of(cast)).text, of_linea(client, cast), sending):
        items = re.findall(
            r'<b class="found-word">([^<]+)</b>([^§]*?)</a>', text.replace("<b ", "§<b "), re.S
        )
        by_word = {(own, word) for word, message in items for own in said if own in message}
        assert by_word == {(own, "Por explicar") for own in said}
    assert "Para enviar hace falta atender 2." in folded(of_linea(client, cast))
    assert "Lo que está por explicar hace falta para enviar" in folded(sending)


def test_what_only_the_whole_informe_tells_is_said_to_be_uncounted(cast, rows, sign_in):
    client, told = sign_in("titular"), "La página de la línea no cuenta 1 error"
    assert told not in folded(of_linea(client, cast))
    rows["compared"] = (COMPARED,)
    text = folded(of_linea(client, cast))
    assert told in text and "2 por explicar, 3 errores y 1 aviso" in text
    capture = client.get(page_of(cast)).text
    assert words(capture.partition("data-found-words>")[2].partition("</span>")[0]) == COUNTED


def accept_one(cast) -> None:
    """Explain one of the errors of the línea."""
    key = f"linea-{cast.linea(0).pk}"
    (each, *_) = (
        found
        for found in quarter_found(quarter(cast)).open
        if found.placed.subject == key and found.finding.message == f"{WORDS} 0"
    )
    HallazgoAceptado.objects.create(
        programa=cast.programa,
        trimestre=quarter(cast),
        code="trial",
        subject=key,
        fingerprint=each.placed.fingerprint,
        found=WORDS,
        reason="Así consta en el acta.",
        accepted_by=cast.people["secretario"],
        accepted_at=START,
    )


def test_the_review_counts_what_is_open_and_folds_what_is_explained(cast, review, rows, reviewer):
    accept_one(cast)
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(reason="Se adelantó.")
    page = {"linea": cast.linea(0).pk}
    text = reviewer.get(DETAIL, page).text
    told = quarter_found(quarter(cast)).of_linea(cast.linea(0).pk)
    assert sum(each.explained for each in told) == 2
    asked = counted_words(told)
    assert f"Revise: {asked}" in words(text.partition('id="titulo-hallazgos"')[2][:300])
    still = sum(not each.explained for each in told)
    assert f"Ver {still} hallazgos" in words(text.partition("review-jump")[2][:600])
    folded_part = text.partition("2 hallazgos explicados")[2].partition("</details>")[0]
    assert folded_part.count('class="found-word">Explicado') == 2
    assert text.count('class="found-word">Explicado') == 2


def test_the_closing_lists_all_that_it_counts_and_nothing_that_is_explained(cast, rows, sign_in):
    accept_one(cast)
    cierre = cierre_page(quarter(cast), START.date())
    listed = [each for group in cierre.found for each in group.found]
    assert cierre.found_words == counted_words(listed) == quarter_found(quarter(cast)).words
    assert not any(each.explained for each in listed) and cierre.explained == 1
    lacking = [text for area in cierre.findings for own in area.lines for text in own.findings]
    assert not any(each.finding.message in text for each in listed for text in lacking)
    html = folded(
        sign_in("secretario").get(reverse("trimestre_closing", args=quarter(cast).place)).text
    )
    assert f"Las revisiones encontraron {cierre.found_words} en todo el informe." in html
    assert "1 hallazgo ya está explicado en Congruencia." in html


def test_what_a_linea_lacks_is_told_once(cast, sign_in):
    with time_machine.travel(START, tick=False):
        AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
        cierre = cierre_page(quarter(cast), START.date())
    pk = cast.linea(0).pk
    own = [line for area in cierre.findings for line in area.lines if line.line.linea.pk == pk]
    assert "Falta la cantidad." in own[0].findings
    assert "no-statement" not in {
        each.finding.code for group in cierre.found for each in group.found if each.linea_pk == pk
    }
