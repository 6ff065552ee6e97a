"""The menu says in which of its places a page is."""

import re

import pytest
import time_machine
from django.urls import reverse

from tests.programs.hechos_cast import record
from tests.programs.review_cast import START, quarter

pytestmark = pytest.mark.django_db


def present(text: str) -> list[str]:
    """Return the entries of the menu that are the present place."""
    menu = text.partition('aria-label="Principal"')[2].partition("</nav>")[0]
    links = re.findall(r"<a\b([^>]*)>\s*([^<]+?)\s*</a>", menu)
    return [label for attributes, label in links if "aria-current" in attributes]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("trimestre_detail", "Trimestre"),
        ("congruencia", "Trimestre"),
        ("trimestre_closing", "Trimestre"),
        ("hechos_register", "Trimestre"),
        ("programa_detail", "Programas"),
        ("plazos", "Programas"),
    ],
)
@time_machine.travel(START, tick=False)
def test_a_page_of_a_quarter_is_in_trimestre(cast, sign_in, name, place):
    address = quarter(cast).place
    args = address if place == "Trimestre" else address[:2]
    assert present(sign_in("secretario").get(reverse(name, args=args)).text) == [place]


def test_a_page_that_answers_an_act_of_the_capture_is_in_trimestre(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    paste = client.post(reverse("hechos_paste", args=[avance.pk]), {"kind": "oficio", "rows": ""})
    hecho = record(avance, "Primera")
    change = client.post(
        reverse("rule_save", args=[avance.cantidades.get().pk]), {"rule": "count:sesion"}
    )
    for page in (paste, client.get(reverse("hecho_edit", args=[hecho.pk])), change):
        assert "<h1" in page.text and present(page.text) == ["Trimestre"]
