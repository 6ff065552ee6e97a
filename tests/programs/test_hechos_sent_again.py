"""A form of hechos that comes again: the same one is done once, another one is told apart."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.errors import DomainError
from programs.models import Hecho, HechoEnLinea
from programs.services.hechos import HechoData, hecho_add, hechos_paste
from tests.programs.hechos_cast import record, words

pytestmark = pytest.mark.django_db

ROWS = "Taller uno\t05/01/2026\t\t\t\t5\nTaller dos\t06/01/2026"
TWICE = "Taller uno\t05/01/2026\nTaller dos\t06/01/2026\nTaller dos\t06/01/2026"


def paste(cast, text: str, *, kind="curso", leave_out=False) -> list[Hecho]:
    return hechos_paste(
        cast.avance().pk,
        text,
        kind_key=kind,
        token="uno",
        by=cast.people["enlace"],
        now=timezone.now(),
        leave_out=leave_out,
    )


def told() -> list[tuple]:
    return list(Hecho.objects.order_by("pk").values_list("name", "day", "values"))


@pytest.mark.parametrize(
    ("first", "again", "leave_out"),
    [
        (ROWS, ROWS, False),
        (ROWS, f"\n{ROWS}\n\n", False),
        (ROWS, ROWS, True),
        (TWICE, TWICE, True),
        # The repeated row went from the box: what is left was recorded.
        (TWICE, TWICE.rpartition("\n")[0], True),
        ("Taller ya hecho\t03/02/2026\n" + ROWS, ROWS, True),
    ],
)
def test_the_same_paste_is_recorded_once(cast, first, again, leave_out):
    record(cast.avance(), "Taller ya hecho", kind="curso")
    made = paste(cast, first, leave_out=leave_out or first != again.strip("\n"))
    before = told()
    assert [each.pk for each in paste(cast, again, leave_out=leave_out)] == [h.pk for h in made]
    assert told() == before


@pytest.mark.parametrize(
    ("first", "again", "leave_out"),
    [
        (ROWS, ROWS.replace("\t5\n", "\t500\n"), False),
        (ROWS, ROWS.replace("\t5\n", "\t500\n"), True),
        (ROWS, ROWS.replace("\t\t\t\t5", ""), False),
        (ROWS, ROWS.replace("dos\t06", "dos\t07"), True),
        (ROWS, ROWS.splitlines()[0], False),
        (TWICE, f"{TWICE}\nTaller tres\t07/01/2026", True),
        (TWICE, TWICE.replace("uno\t05/01/2026", "uno\t05/01/2026\tEn línea"), True),
    ],
)
def test_another_paste_of_the_same_form_is_refused(cast, first, again, leave_out):
    paste(cast, first, leave_out=leave_out)
    before = told()
    with pytest.raises(DomainError, match="ya se registró"):
        paste(cast, again, leave_out=leave_out)
    assert told() == before


def test_another_kind_of_the_same_form_is_refused(cast):
    paste(cast, "SE/1/2026\t05/01/2026", kind="oficio")
    with pytest.raises(DomainError, match="ya se registró"):
        paste(cast, "SE/1/2026\t05/01/2026", kind="documento")


def test_the_box_is_kept_and_what_is_missing_can_be_recorded(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    url = reverse("hechos_paste", args=[avance.pk])
    body = {"kind": "curso", "token": "uno", "rows": ROWS}
    assert client.post(url, body | {"save": "1"}).status_code == 303
    more = body | {"rows": f"{ROWS}\nTaller tres\t07/01/2026"}

    refused = client.post(url, more | {"save": "1"})
    assert refused.status_code == 422 and Hecho.objects.count() == 2
    assert "ya se registró" in words(refused) and "Taller tres" in refused.text
    assert 'name="token" value="uno"' not in refused.text
    fresh = refused.text.split('name="token" value="')[1].split('"')[0]

    more |= {"token": fresh}
    assert client.post(url, more).status_code == 422  # two are there already
    more |= {"leave_out": "on"}
    assert "1 hecho." in words(client.post(url, more))
    assert client.post(url, more | {"save": "1"}).status_code == 303
    assert [name for name, *_ in told()] == ["Taller uno", "Taller dos", "Taller tres"]


def test_a_form_that_counts_otherwise_is_no_second_send(cast):
    avance = cast.avance()
    hecho = record(avance, "Primera")
    data = HechoData("sesion", "Primera", date(2026, 2, 3), {})
    given = {"key": hecho.key, "data": data, "by": cast.people["enlace"], "now": timezone.now()}
    assert hecho_add(avance.pk, counts=True, **given).pk == hecho.pk
    for place, counts in ((0, False), (1, True), (1, False)):
        with pytest.raises(DomainError, match="caducó"):
            hecho_add(cast.avance(place).pk, counts=counts, **given)
    assert HechoEnLinea.objects.get().counts
