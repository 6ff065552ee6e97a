"""A declared percentage as it is typed: what is kept, and the sentence of what is refused."""

from decimal import Decimal

import pytest
from django.urls import reverse

from programs.forms.captura import ClosingForm
from tests.programs.hechos_cast import words


def typed(text: str) -> ClosingForm:
    sent = {"closing": "stated", "stated_percent": text, "closing_reason": "Consta en acta."}
    return ClosingForm(sent | {"version": 1})


@pytest.mark.parametrize(
    ("text", "kept"),
    [("45", "45"), ("66.67", "66.67"), ("66.670", "66.67"), ("0.01", "0.01"), ("12.5 %", "12.5")]
    + [("0", "0"), ("99,999.99", "99999.99")],
)
def test_what_is_kept(text, kept):
    form = typed(text)
    assert form.is_valid() and form.cleaned_data["stated_percent"] == Decimal(kept)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("66.666", "El porcentaje lleva hasta 2 decimales. Escriba 66.67."),
        ("99.999", "El porcentaje lleva hasta 2 decimales. Escriba 100."),
        (
            "0.0000001",
            "El porcentaje lleva hasta 2 decimales. El menor que se guarda es 0.01.",
        ),
        ("9" * 12, "El porcentaje es demasiado grande. Revíselo."),
        ("1" * 5000, "El porcentaje es demasiado grande. Revíselo."),
        ("100000", "El porcentaje es demasiado grande. Revíselo."),
        ("-60", "El porcentaje no puede ser negativo."),
        ("mucho", "Escriba el porcentaje con números: 45."),
        ("", "Escriba el porcentaje, por ejemplo 45."),
    ],
)
def test_the_sentence_is_of_a_percentage(text, why):
    assert typed(text).errors == {"stated_percent": [why]}


@pytest.mark.django_db
def test_the_page_says_it(cast, sign_in):
    url = reverse("closing_declare", args=[cast.avance().pk])
    page = sign_in("enlace").post(url, typed("66.666").data)
    assert page.status_code == 422
    assert "Escriba 66.67." in words(page) and "Asegúrese" not in words(page)
