"""Every page that counts the findings of a línea says the same of it, and by the same words."""

import re

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import strip_tags

from programs.models import AvanceDeComponente
from programs.values.checks import Finding, Severity, informe
from programs.values.checks.finding import PlacedFinding
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from tests.markup import folded
from tests.programs.entrega_cast import address, page_of
from tests.programs.review_cast import START, quarter

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
