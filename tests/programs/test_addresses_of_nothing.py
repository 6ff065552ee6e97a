"""Addresses of rows that are gone, that were somebody else's or that no engine can hold."""

from http import HTTPStatus

import pytest
from django.urls import get_resolver, reverse

from programs.models import Hecho
from tests.programs.hechos_cast import record

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["consulta", "auditoria", "planeacion", "secretario"])
def test_a_hecho_that_was_taken_away_does_not_exist_for_others(cast, sign_in, who):
    hecho = record(cast.avance(), "SE/RESERVADO/1/2026", kind="oficio")
    removal = reverse("hecho_remove", args=[hecho.pk])
    owner = sign_in("enlace")
    assert owner.post(removal, {"version": hecho.version}).status_code == HTTPStatus.SEE_OTHER
    again = owner.post(removal, {"version": hecho.version}, follow=True)
    assert "Se quitó «SE/RESERVADO/1/2026»" in again.text  # a second click of who took it away
    refused = sign_in(who).post(removal, {"version": hecho.version}, follow=True)
    assert refused.status_code == HTTPStatus.NOT_FOUND
    assert "RESERVADO" not in refused.text
    assert not Hecho.objects.filter(pk=hecho.pk).exists()


def numbered() -> list[str]:
    """The names of the addresses whose one part is the number of a row."""
    by_name = get_resolver().reverse_dict
    names = [name for name in by_name if isinstance(name, str)]
    return sorted(
        name
        for name in names
        for places, *_ in by_name.getlist(name)
        for _, parts in places
        if len(parts) == 1 and f"/%({parts[0]})s/" in f"/{places[0][0]}"
        and type(by_name[name][3].get(parts[0])).__name__ == "IntConverter"
    )  # fmt: skip


@pytest.mark.parametrize("number", [10**29])
def test_a_number_that_no_row_can_have_is_not_found(cast, sign_in, number):
    client, names = sign_in("enlace"), numbered()
    assert "avance_ready" in names or len(names) > 20
    for name in names:
        address = reverse(name, args=[number])
        for answer in (client.get(address), client.post(address, {"version": 1})):
            assert answer.status_code in (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED), name
