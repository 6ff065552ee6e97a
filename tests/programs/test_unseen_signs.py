"""What nobody sees in a name, a number or a reason: alike at each door, and never a reason."""

import pytest
from django.urls import reverse

from programs.errors import DomainError
from programs.forms.captura import ClosingForm, QuantityField
from programs.forms.congruencia import FindingForm
from programs.forms.plazos import reason_field
from programs.models import Hecho
from programs.received.hecho_rows import read_hechos
from programs.values.hechos.hecho import normal_name
from programs.values.typed import plain
from programs.workflow import require_text
from tests.programs.hechos_cast import kind_of, words

UNSEEN = ["\u200b", "\u2060", "\ufe0f", "\u00ad", "\u202e", "\u3164", "\uffa0", "\u115f", "\u200e"]
FILLED = [sign * 20 for sign in UNSEEN]


@pytest.mark.parametrize("sign", UNSEEN)
def test_names_that_look_the_same_are_the_same(sign):
    assert normal_name(f"Ze{sign}ro") == normal_name("Zero") == "zero"
    assert plain(f"  Á{sign}rea {sign} Dos") == "area dos"
    assert QuantityField().clean(f"1,2{sign}50") == 1250


@pytest.mark.django_db
@pytest.mark.parametrize("sign", UNSEEN)
def test_a_name_is_kept_as_it_is_seen_and_recorded_once(cast, sign_in, sign):
    client, avance = sign_in("enlace"), cast.avance()
    url = reverse("hecho_add", args=[avance.pk])
    body = {"kind": "curso", "day": f"03/02/2026{sign}", "dato_sede": f"Se{sign}de"}
    first = body | {"key": f"hecho-{1:024x}", "name": f"{sign}Taller{sign} Uno"}
    assert client.post(url, first).status_code == 303
    hecho = Hecho.objects.get()
    assert (hecho.name, hecho.values) == ("Taller Uno", {"sede": "Sede"})

    again = client.post(url, body | {"key": f"hecho-{2:024x}", "name": f"Tal{sign}ler Uno"})
    assert again.status_code == 422 and "ya está registrado" in words(again)
    rows = f"Tal{sign}ler Uno\t03/02/2026{sign}\t\tSe{sign}de"
    (row,) = read_hechos(rows, kind_of(cast, "curso")).rows
    assert (row.name, row.day, row.values) == (hecho.name, hecho.day, hecho.values)


@pytest.mark.django_db
@pytest.mark.parametrize("name", FILLED)
def test_a_name_of_which_nothing_is_seen_is_none(cast, sign_in, name):
    url = reverse("hecho_add", args=[cast.avance().pk])
    body = {"kind": "curso", "key": f"hecho-{1:024x}", "name": name, "day": "2026-02-03"}
    refused = sign_in("enlace").post(url, body)
    assert refused.status_code == 422 and "Escriba «Nombre del curso o evento»" in words(refused)
    read = read_hechos(f"Taller\t03/02/2026\n{name}A\t03/02/2026", kind_of(cast, "curso"))
    assert [row.name for row in read.rows] == ["Taller", "A"]


@pytest.mark.parametrize("reason", [*FILLED, "12345678", "1 234 567 890", "x" * 300, "........"])
def test_a_reason_that_nobody_can_read_explains_nothing(reason):
    sent = {"code": "a", "subject": "b", "fingerprint": "c", "reason": reason}
    assert "reason" in FindingForm(sent).errors


@pytest.mark.parametrize("reason", ["Acuerdo 5/2026", "Son 12 sesiones", "Así lo dijo el área"])
def test_a_sentence_explains(reason):
    sent = {"code": "a", "subject": "b", "fingerprint": "c", "reason": reason}
    assert FindingForm(sent).is_valid()


@pytest.mark.parametrize("reason", FILLED)
def test_other_reasons_are_not_given_by_what_nobody_sees(reason):
    with pytest.raises(DomainError, match="Escriba el motivo"):
        require_text(reason, "el motivo")
    sent = {"version": 1, "closing": "stated", "stated_percent": "45", "closing_reason": reason}
    assert ClosingForm(sent).errors.keys() == {"closing_reason"}
    with pytest.raises(Exception, match="Falta"):
        reason_field("Motivo", "Falta el motivo.", 300).clean(reason)
