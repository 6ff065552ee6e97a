"""What does not agree among hechos is said where they are listed: numbers and names."""

from datetime import date

import pytest
from django.urls import reverse

from programs.models import Hecho
from programs.values.hechos import doubts
from programs.values.hechos.doubts import doubts_of, number_of_oficio
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import CURSO, DEFAULT_KINDS, OFICIO, SESION
from tests.factories import YEAR
from tests.programs.hechos_cast import capture, record, words

KINDS = {kind.key: kind for kind in DEFAULT_KINDS}


def hecho(pk: int, name: str, day: date = date(2024, 2, 3), kind=OFICIO, **values) -> HechoValue:
    """Return a hecho of a day."""
    return HechoValue(pk, KINDS[kind], name, day, values)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("SESAECH/ST/UAA/0030/2024", "SESAECH/UAA/030/2024", True),
        ("DA/12/2024", "DA/0012/2024", True),
        ("DA/12/24", "DA/0012/2024", True),
        ("DA/12/2024", "DA/13/2024", False),
        ("DA/12/2023", "DA/12/2024", False),
        ("DA/12/2024", "DA/12/2024", False),
        ("DA/12/2024", "UT/12/2024", False),
        ("Sin número", "sin numero", False),
    ],
)
def test_two_numbers_of_one_oficio_are_asked_about(one, other, alike):
    found = doubts_of([hecho(1, one), hecho(2, other)])
    assert list(found) == ([2] if alike else [])
    assert all(one in sentence for sentence in found.get(2, ()))


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("SEM/30/2026", "SEM/30/2026", True),
        ("SEM/30/2026", "Oficio No. SEM/030/2026", True),
        ("30", "30", False),
        ("SEM/30/2026", "SEM/31/2026", False),
        ("Oficio SEM/30/2026", "Circular SEM/30/2026", False),
    ],
)
def test_one_number_of_two_days_is_asked_about(one, other, alike):
    found = doubts_of([hecho(1, one), hecho(2, other, date(2024, 2, 14))])
    assert ["lleva el mismo número" in text for text in found.get(2, ())] == [True] * alike


ETHICS = {"organo": "Comité de Ética", "ordinal": "2", "tipo": "Extraordinaria"}


@pytest.mark.parametrize(
    ("name", "values", "alike"),
    [
        ("Sesión extraordinaria 2, Comité de Ética", ETHICS, True),
        ("Segunda Sesión Extraordinaria del Comité de Ética", {}, True),
        ("Segunda Sesión Extraordinaria", {"organo": "comité de ética"}, True),
        ("Segunda Sesión Extraordinaria", {}, False),
        ("Segunda Sesión Ordinaria del Comité de Ética", {}, False),
        ("Tercera Sesión Extraordinaria del Comité de Ética", {}, False),
        ("Segunda Sesión Extraordinaria del Comité de Transparencia", {}, False),
    ],
)
def test_one_session_under_two_names_is_asked_about(name, values, alike):
    one = hecho(1, "Segunda Sesión Extraordinaria", kind=SESION, **ETHICS)
    found = doubts_of([one, hecho(2, name, kind=SESION, **values)])
    assert ["Puede ser la misma que" in text for text in found.get(2, ())] == [True] * alike


def test_oficios_of_one_number_are_compared_with_a_few(monkeypatch):
    compared = []
    monkeypatch.setattr(doubts, "may_be_one", lambda *each, **days: compared.append(each))
    doubts_of([hecho(n, f"SE/U{n}X/0005/2024") for n in range(300)])
    assert len(compared) <= 300 * doubts.MAX_COMPARED


def test_only_oficios_are_compared_by_number():
    sessions = [hecho(n, name, kind=SESION) for n, name in enumerate(("DA/12/2024", "DA/012/2024"))]
    assert not doubts_of(sessions)


def test_the_number_of_an_oficio_is_told_without_padding():
    assert number_of_oficio(hecho(1, "sesaech-ua-0012-24")) == "SESAECH/UA/12/2024"
    assert number_of_oficio(hecho(1, "Sin número")) == ""
    assert number_of_oficio(hecho(1, "DA/12/2024", kind=CURSO)) == ""


@pytest.mark.django_db
def test_the_linea_and_the_register_say_them(cast, sign_in):
    record(cast.avance(), "DA/0012/2026", kind="oficio")
    second = record(cast.avance(), "DA/ST/12/2026", kind="oficio")
    Hecho.objects.filter(pk=second.pk).update(name="DA/012/2026")
    client = sign_in("enlace")
    register = reverse("hechos_register", args=[cast.institucion.slug, YEAR, 1])
    for address in (capture(cast), register):
        text = words(client.get(address))
        assert "Revise: Puede ser el mismo que «DA/0012/2026»" in text
    assert "Número normalizado: DA/12/2026" in words(client.get(register))
