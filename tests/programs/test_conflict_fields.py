"""A form whose fields are not those of its row: a conflict shows every one that differs."""

import re
from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from programs.models import EntregaDeArea, Hecho
from tests.factories import YEAR
from tests.programs.hechos_cast import record, words

pytestmark = pytest.mark.django_db
DAY = {"day": "2026-02-03"}


def compared(response) -> dict[str, tuple[str, str]]:
    """Return {label: (what the other person's side says, the field of one's own)}."""
    found = {}
    for part in re.findall(r"<fieldset.*?</fieldset>", response.text, re.DOTALL):
        label = re.search(r"<legend>(.*?)</legend>", part)[1]
        theirs = re.search(r'conflict-text">(.*?)</p>', part, re.DOTALL)[1]
        field = re.search(r"<(?:input|textarea|select).*", part, re.DOTALL)[0]
        found[unescape(label)] = (unescape(theirs).strip(), field)
    return found


def sent_by(response) -> dict[str, str]:
    """Return what the form of a conflict sends with its own fields as they are drawn."""
    form = re.search(r'<form class="conflict".*?</form>', response.text, re.DOTALL)[0]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name = re.search(r'\sname="([^"]*)"', tag)[1]
        value = re.search(r'\svalue="([^"]*)"', tag)
        found[name] = unescape(value[1]) if value else ""
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inner)
        found[name] = unescape(chosen[1]) if chosen else ""
    areas = re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    found |= {name: unescape(text).strip() for name, text in areas}
    del found["csrfmiddlewaretoken"]
    return found


@pytest.fixture
def met(cast, sign_in):
    """Return the conflict of a course that the titular saved first, and its address."""
    hecho = record(cast.avance(), "Taller", kind="curso", modalidad="Presencial")
    url = f"{reverse('hecho_save', args=[hecho.pk])}?linea={cast.linea().pk}"
    theirs = {"name": "Taller", **DAY, "dato_mujeres": "1250", "dato_modalidad": "En línea"}
    assert sign_in("titular").post(url, theirs | {"version": 1}).status_code == 303
    mine = {"name": "Taller mío", **DAY, "dato_hombres": "3", "dato_sede": "Mi sede"}
    return url, sign_in("enlace").post(url, mine | {"version": 1})


def test_every_field_that_differs_is_shown_with_its_own_control(met):
    _, page = met
    fields = compared(page)

    assert page.status_code == 409
    assert {label: theirs for label, (theirs, _) in fields.items()} == {
        "Nombre del curso o evento": "Taller",
        "Modalidad": "En línea",
        "Sede": "(vacío)",
        "Mujeres": "1,250",
        "Hombres": "(vacío)",
    }
    assert 'value="Mi sede"' in fields["Sede"][1] and 'value="3"' in fields["Hombres"][1]
    assert fields["Modalidad"][1].startswith("<select")
    assert "Lo de titular se conserva en el historial." in words(page)


def test_both_are_joined_by_hand(met, sign_in):
    url, page = met
    body = sent_by(page) | {"dato_mujeres": "1,250", "dato_modalidad": "En línea"}
    assert body["day"] == "2026-02-03" and "dato_ponente" not in compared(page)
    assert sign_in("enlace").post(url, body).status_code == 303
    hecho = Hecho.objects.get()
    assert (hecho.name, hecho.day) == ("Taller mío", date(2026, 2, 3))
    assert hecho.values == {
        "mujeres": "1250",
        "hombres": "3",
        "sede": "Mi sede",
        "modalidad": "En línea",
    }


def test_ones_own_save_is_no_repeated_one_where_a_field_differs(cast, sign_in):
    hecho = record(cast.avance(), "Taller", kind="curso")
    url, client = reverse("hecho_save", args=[hecho.pk]), sign_in("enlace")
    body = {"name": "Taller", **DAY, "version": 1}
    assert client.post(url, body | {"dato_mujeres": "7"}).status_code == 303
    page = client.post(url, body | {"dato_hombres": "3"})  # another tab of the same person
    assert page.status_code == 409
    assert list(compared(page)) == ["Mujeres", "Hombres"]
    assert client.post(url, body | {"dato_mujeres": "7"}).status_code == 303
    assert Hecho.objects.get().values == {"mujeres": "7"}


def test_the_closing_of_a_linea_is_told_in_words(cast, sign_in):
    avance = cast.avance()
    url = reverse("closing_declare", args=[avance.pk])
    theirs = {"closing": "stated", "stated_percent": "45", "closing_reason": "Consta en acta."}
    assert sign_in("titular").post(url, theirs | {"version": 1}).status_code == 303
    mine = {"closing": "omitted", "stated_percent": "", "closing_reason": "No aplica."}
    page = sign_in("enlace").post(url, mine | {"version": 1})
    fields = compared(page)
    assert page.status_code == 409 and len(fields) == 3
    assert "stated" not in " ".join(theirs for theirs, _ in fields.values())
    assert fields["Porcentaje que se declara"][0] == "45"
    assert sign_in("enlace").post(url, sent_by(page)).status_code == 303
    avance.refresh_from_db()
    assert (avance.closing, avance.closing_reason) == ("omitted", "No aplica.")


def test_the_extension_of_an_area_can_be_sent_again(cast, sign_in):
    area = cast.institucion.areas.get(code="juridica")
    url = reverse("window_extend", args=[cast.institucion.slug, YEAR, 1])
    body = {"version": 1, "area": area.pk, "read": f"{area.pk}:1"}
    first = {"until": "30/06/2026", "reason": "Por la auditoría."}
    client = sign_in("planeacion")
    assert client.post(url, body | first).status_code == 303
    page = client.post(url, body | {"until": "15/07/2026", "reason": "Por el sistema."})
    assert page.status_code == 409
    assert {label: theirs for label, (theirs, _) in compared(page).items()} == {
        "Prórroga hasta": "30 de junio de 2026",
        "Motivo de la prórroga": "Por la auditoría.",
    }
    assert client.post(url, sent_by(page)).status_code == 303
    assert EntregaDeArea.objects.get(area=area).extended_to == date(2026, 7, 15)


def test_what_has_no_text_of_ones_own_promises_no_joining(cast, sign_in):
    hecho = record(cast.avance(), "Taller", kind="curso")
    save = reverse("hecho_save", args=[hecho.pk])
    sign_in("titular").post(save, {"name": "Taller 2", **DAY, "version": 1})
    url = reverse("hecho_remove", args=[hecho.pk])
    page = sign_in("enlace").post(url, {"version": 1})
    text = words(page)
    assert page.status_code == 409 and "Taller 2" in text
    assert "Lo suyo" not in text and "unir" not in text and "Usar lo mío" not in text
    assert "Si todavía lo quiere, continúe." in text
    assert sign_in("enlace").post(url, {"version": 2}).status_code == 303
