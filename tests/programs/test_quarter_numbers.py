"""There are four quarters: no address, row, document or filter knows a T0 or a T5."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import NoReverseMatch, get_resolver, reverse

from programs.models import Trimestre
from programs.services.programa import programa_complete
from tests.adecuaciones import make_adecuacion
from tests.factories import YEAR, Cast
from tests.reports.drawn import no_drawing
from tests.reports.tablero_cast import board

pytestmark = pytest.mark.django_db

NONE = [0, 5, 12]


def places(cast: Cast, number: int) -> dict[str, str]:
    """Return {name: address} of every page and act of a quarter, of that number."""
    values = {
        "slug": "propia", "year": YEAR, "number": number, "code": "juridica",
        "pk": cast.linea().pk, "corte": 1, "order": 1,
    }  # fmt: skip
    found = {}
    for name, patterns in get_resolver().reverse_dict.lists():
        wanted = {param for pattern in patterns for _, params in pattern[0] for param in params}
        # A signed copy of an issued document has a number of its own.
        if isinstance(name, str) and "number" in wanted and "folio" not in wanted:
            found[name] = reverse(name, kwargs={param: values[param] for param in wanted})
    return found


@pytest.mark.parametrize("number", NONE)
def test_no_address_leads_to_another_quarter(cast, sign_in, number):
    client = sign_in("superuser")
    addresses = places(cast, number)
    answers = {
        (name, method): getattr(client, method)(address).status_code
        for name, address in addresses.items()
        for method in ("get", "post")
    }

    assert len(addresses) >= 18
    assert {key: code for key, code in answers.items() if code not in (404, 405)} == {}
    assert {name for (name, _), code in answers.items() if code == 404} == set(addresses)


def test_those_addresses_exist_for_a_quarter_that_does(cast, sign_in, monkeypatch):
    no_drawing(monkeypatch)
    client = sign_in("superuser")
    found = [
        name
        for name, address in places(cast, 2).items()
        if client.get(address).status_code in (200, 302, 303)
    ]

    assert {"trimestre_detail", "avance_edit", "informe_document"} <= set(found)


@pytest.mark.parametrize("number", NONE)
def test_an_address_never_takes_a_negative_quarter(number):
    with pytest.raises(NoReverseMatch):
        reverse("trimestre_detail", args=["propia", YEAR, -1 - number])


@pytest.mark.parametrize("number", NONE)
def test_no_row_is_of_another_quarter(cast, number):
    with pytest.raises(ValidationError, match="number|trimestre|opción"):
        Trimestre(programa=cast.programa, number=number).full_clean()
    with (
        pytest.raises(IntegrityError, match="trimestre_number_exists"),
        transaction.atomic(),
    ):
        Trimestre.objects.create(programa=cast.programa, number=number)


@pytest.mark.parametrize(("number", "exists"), [(0, False), (1, True), (4, True), (5, False)])
def test_an_adecuacion_holds_from_a_quarter_that_exists(cast, number, exists):
    if exists:
        assert make_adecuacion(cast.programa, number).from_quarter == number
    else:
        with pytest.raises(IntegrityError, match="adecuacion_quarter_exists"):
            make_adecuacion(cast.programa, number)


def test_a_programme_gets_exactly_four(cast):
    Trimestre.objects.filter(programa=cast.programa, number=4).delete()
    programa_complete(cast.programa)
    programa_complete(cast.programa)

    numbers = Trimestre.objects.filter(programa=cast.programa).order_by("number")
    assert list(numbers.values_list("number", flat=True)) == [1, 2, 3, 4]


@pytest.mark.parametrize("number", ["0", "5", "-1", "x"])
def test_no_document_is_built_of_another_quarter(cast, number, tmp_path):
    target = tmp_path / "informe.html"
    with pytest.raises(CommandError, match="El trimestre va de 1 a 4") as refused:
        call_command(
            "build_document", "informe", "propia", str(YEAR), "--html", "--output", str(target),
            "--", number,
        )  # fmt: skip
    assert refused.value.returncode == 2
    assert not target.exists()


@pytest.mark.parametrize("number", ["0", "5", "-1", "x", "²"])
def test_the_tablero_shows_the_usual_quarter_for_another(cast, sign_in, number):
    page, _ = board(sign_in("secretario"), trimestre=number)

    assert page.scope.trimestre.number == 1
