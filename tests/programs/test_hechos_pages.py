"""The hechos of a línea on its page: typed, pasted, found, counted and taken away."""

import re
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.models import (
    AvanceTrimestral,
    Bloque,
    EntregaDeArea,
    Hecho,
    HechoEnLinea,
)
from programs.selectors import hechos as selector
from programs.values.hechos import room
from tests.factories import YEAR
from tests.programs.hechos_cast import (
    capture,
    form_of,
    make_rule,
    quantity_of,
    record,
    words,
)

pytestmark = pytest.mark.django_db


def test_what_the_text_names_is_proposed_once_and_taken_by_one_click(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    text = "<p>Mediante Oficio No. SE/UAA/0030/2026 de fecha 3 de febrero de 2026 se envió.</p>"
    Bloque.objects.filter(avance=avance, kind="text").update(html=text)
    page = client.get(capture(cast))
    assert "Encontrados en el texto" in page.text
    found = form_of(page.text, 'value="SE/UAA/0030/2026"')
    assert client.post(reverse("hecho_add", args=[avance.pk]), found).status_code == 303

    hecho = Hecho.objects.get()
    assert (hecho.name, f"{hecho.day}", hecho.values) == (
        "SE/UAA/0030/2026",
        "2026-02-03",
        {"tipo": "Oficio"},
    )
    assert HechoEnLinea.objects.get().counts
    assert "Encontrados en el texto" not in client.get(capture(cast)).text


def test_a_refused_hecho_keeps_what_was_typed(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    body = {"kind": "sesion", "key": f"hecho-{0:024x}", "name": "Primera", "dato_actas": "dos"}
    answer = client.post(reverse("hecho_add", args=[avance.pk]), body)
    assert answer.status_code == 422
    assert 'value="Primera"' in answer.text and 'value="dos"' in answer.text
    assert "Falta la fecha" in answer.text and "Escriba la cantidad con números" in answer.text
    body |= {"kind": "nada"}
    assert client.post(reverse("hecho_add", args=[avance.pk]), body).status_code == 422
    assert not Hecho.objects.exists()


def test_the_quantity_says_its_rule_and_a_bare_one_is_marked(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    assert "Sin desglose" in words(client.get(capture(cast)))
    row = quantity_of(avance)
    url = reverse("rule_save", args=[row.pk])
    body = {"rule": "count:sesion::tipo:Ordinaria", "version": row.version}
    body["agreed"] = f"{row.quantity:f}>sin dato".replace(".0000", "")
    assert client.post(url, body).status_code == 303
    record(avance, "Primera", tipo="Ordinaria")
    html = client.get(capture(cast)).text
    assert "Número de sesiones, solo las de tipo Ordinaria" in html
    assert re.search(r'id="cantidad-\d+"[^>]*value="1"[^>]*readonly', html)
    assert client.post(url, {"rule": "count:nada", "version": 9}).status_code == 422


def test_a_paste_is_seen_before_it_is_kept(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    url = reverse("hechos_paste", args=[avance.pk])
    body = {"kind": "oficio", "token": "una", "rows": "SE/1/2026\t5/1/2026\nSE/2/2026\t6/1/2026"}
    seen = client.post(url, body)
    assert seen.status_code == 200 and "2 hechos" in words(seen) and not Hecho.objects.exists()
    assert client.post(url, body | {"save": "1"}).status_code == 303
    assert Hecho.objects.count() == 2
    wrong = client.post(url, body | {"token": "otra", "rows": "SE/3/2026\tayer"})
    assert wrong.status_code == 422 and "Renglón 1" in words(wrong)
    headed = "Oficio\tFecha\tPara\tÁrea\nSE/3/2026\t7/1/2026\tla SFP\tUAA"
    text = words(client.post(url, body | {"token": "otra", "rows": headed}))
    assert "1 columna no se usa «Área»:" in text and "Destinatario: la SFP" in text


@pytest.mark.parametrize("token", ["", "a\x00b", "una dos", "%", "x" * 65])
def test_a_paste_whose_token_is_none_of_ours_is_refused(cast, sign_in, token):
    url = reverse("hechos_paste", args=[cast.avance().pk])
    body = {"kind": "oficio", "token": token, "rows": "SE/1/2026\t5/1/2026", "save": "1"}
    assert sign_in("enlace").post(url, body).status_code == 422
    assert not Hecho.objects.exists()


def test_what_is_too_long_is_refused_and_never_cut(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    page = client.get(capture(cast))
    assert not re.search(r'name="(?:name|dato_\w+)"[^>]*maxlength', page.text)
    assert not re.search(r'maxlength[^>]*name="(?:name|dato_\w+)"', page.text)
    body = {"kind": "oficio", "key": f"hecho-{'a' * 24}", "name": "x1 " * 101, "day": "2026-02-03"}
    refused = client.post(reverse("hecho_add", args=[avance.pk]), body)
    assert refused.status_code == 422 and "lleva hasta 300 letras" in words(refused)


def test_a_repeated_row_of_a_paste_is_left_out_by_a_tick(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    record(avance, "SE/1/2026", kind="oficio")
    url = reverse("hechos_paste", args=[avance.pk])
    rows = "SE/01/2026\t3 de febrero de 2026\nSE/2/2026\t4/2/2026"
    body = {"kind": "oficio", "token": "una", "rows": rows}
    refused = client.post(url, body)
    assert refused.status_code == 422
    assert (
        "«SE/01/2026» repite «SE/1/2026»" in words(refused) and 'name="leave_out"' in refused.text
    )
    assert client.post(url, body | {"save": "1"}).status_code == 422
    body |= {"leave_out": "on"}
    seen = client.post(url, body)
    assert seen.status_code == 200 and "Se deja fuera: 1 renglón repetido" in words(seen)
    assert client.post(url, body | {"save": "1"}).status_code == 303
    assert [hecho.name for hecho in Hecho.objects.order_by("pk")] == ["SE/1/2026", "SE/2/2026"]


def test_what_moves_a_quantity_says_from_what_to_what_and_leads_to_the_hecho(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    make_rule(cast, avance)
    record(avance, "Primera")
    pk = record(avance, "Segunda").pk
    url = reverse("hecho_link", args=[avance.pk, pk])
    for counts, said in (("0", "pasó de 2 a 1."), ("1", "pasó de 1 a 2.")):
        saved = client.post(url, {"counts": counts})
        assert saved.url.endswith(f"#hecho-{pk}")
        assert f"La cantidad «documentos» {said}" in words(client.get(capture(cast)))
    client.post(url, {"counts": "1"})
    assert "pasó de" not in words(client.get(capture(cast)))


def choices(html: str) -> dict[str, tuple[str, str]]:
    """Return {hecho: (what its button sends, what is said beside it)} of a capture page."""
    found = {}
    for pk, row in re.findall(
        r'<li class="hecho-line"\s+id="hecho-(\d+)"(.*?)</li>', html, re.DOTALL
    ):
        sent = re.search(r'value="([01]:[^"]*)"', row)
        told = re.search(r'<p class="hecho-moves" id="(mueve-\d+)">(.*?)</p>', row, re.DOTALL)
        if told:
            assert f'aria-describedby="{told[1]}"' in row
        found[pk] = (unescape(sent[1]), " ".join(unescape(told[2]).split()) if told else "")
    return found


def test_the_button_says_before_what_the_quantity_becomes(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    make_rule(cast, avance)
    row = quantity_of(avance)
    first, left = record(avance, "Primera"), record(avance, "Segunda", counts=False)
    other, paper = record(cast.avance(1), "Tercera"), record(avance, "SE/1/2026", kind="oficio")
    assert choices(client.get(capture(cast)).text) == {
        str(first.pk): (
            f"0:{row.pk}=1>sin dato",
            "La cantidad «documentos» pasaría de 1 a sin dato: ya no quedan hechos que cuenten.",
        ),
        str(left.pk): (f"1:{row.pk}=1>2", "La cantidad «documentos» pasaría de 1 a 2."),
        str(paper.pk): ("0:", ""),
        str(other.pk): (f"1:{row.pk}=1>2", "La cantidad «documentos» pasaría de 1 a 2."),
    }


def test_a_paste_and_a_taking_away_say_so_too(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    make_rule(cast, avance, kind="oficio")
    hecho = record(avance, "SE/1/2026", kind="oficio")
    body = {"kind": "oficio", "token": "una", "rows": "SE/5/2026\t5/1/2026\nSE/6/2026\t6/1/2026"}
    seen = client.post(reverse("hechos_paste", args=[avance.pk]), body)
    assert "La cantidad «documentos» pasaría de 1 a 3." in words(seen)
    page = words(client.get(reverse("hecho_edit", args=[hecho.pk])))
    gone = "La cantidad «documentos» pasaría de 1 a sin dato: ya no quedan hechos que cuenten."
    assert re.search(rf"Línea \S+\. {re.escape(gone)}", page)


def test_a_change_that_nobody_was_told_is_not_made(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    make_rule(cast, avance)
    record(avance, "Primera")
    left = record(avance, "Segunda", counts=False)
    url = reverse("hecho_link", args=[avance.pk, left.pk])
    (sent, _) = choices(client.get(capture(cast)).text)[str(left.pk)]
    record(avance, "Tercera")  # somebody else, meanwhile

    refused = client.post(url, {"counts": sent})
    assert refused.status_code == 422
    assert "La cantidad cambió mientras usted elegía." in words(refused)
    assert quantity_of(avance).quantity == 2
    (sent, told) = choices(client.get(capture(cast)).text)[str(left.pk)]
    assert told == "La cantidad «documentos» pasaría de 2 a 3."
    assert client.post(url, {"counts": sent}).status_code == 303
    assert quantity_of(avance).quantity == 3


@pytest.mark.parametrize("sent", [{}, {"counts": ""}, {"counts": "on"}, {"counts": ":1=1>2"}])
def test_a_form_that_says_neither_yes_nor_no_takes_nothing_away(cast, sign_in, sent):
    avance = cast.avance()
    make_rule(cast, avance)
    hecho = record(avance, "Primera")
    url = reverse("hecho_link", args=[avance.pk, hecho.pk])

    assert sign_in("enlace").post(url, sent).status_code == 422
    assert HechoEnLinea.objects.get().counts
    assert quantity_of(avance).quantity == 1


def test_what_is_found_or_recorded_says_before_what_the_quantity_becomes(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    make_rule(cast, avance, kind="oficio")
    text = "<p>Mediante Oficio No. SE/UAA/0030/2026 de fecha 3 de febrero de 2026 se envió.</p>"
    Bloque.objects.filter(avance=avance, kind="text").update(html=text)
    record(avance, "SE/1/2026", kind="oficio")
    html = client.get(capture(cast)).text
    told = "La cantidad «documentos» pasaría de 1 a 2."
    found = html.split("Encontrados en el texto")[1].split("</ul>")[0]
    assert told in unescape(found)
    own, *others = html.split('name="kind" value="')[2:]
    assert told in unescape(own.split("</form>")[0])
    assert not any("La cantidad «" in unescape(each) for each in others)


def test_nobody_is_told_to_have_written_what_hechos_give(cast, sign_in):
    avance = cast.avance()
    make_rule(cast, avance, kind="curso", field="mujeres")
    record(avance, "Curso uno", kind="curso", mujeres="84")
    place = [cast.institucion.slug, YEAR, 1]
    for who, address in (
        ("enlace", capture(cast)),
        ("secretario", reverse("congruencia", args=place)),
    ):
        text = words(sign_in(who).get(address))
        assert "De los hechos resultan 84 y se habían programado 3" in text
        assert "Escribió 84" not in text


def test_what_the_narrative_names_is_not_offered_as_text(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    record(avance, "SE/1/2026", kind="oficio")
    assert "Agregar como texto" in words(client.get(capture(cast)))
    Bloque.objects.create(
        institucion=cast.institucion,
        avance=avance,
        key="oficio",
        order=9,
        kind="text",
        html="<p>Mediante oficio No. SE/01/2026 de fecha 3 de febrero de 2026, se envió.</p>",
    )
    assert "Agregar como texto" not in words(client.get(capture(cast)))


def test_a_course_that_the_narrative_holds_is_not_offered_as_text(cast, sign_in):
    client, avance = sign_in("enlace"), cast.avance()
    record(avance, "Ferias de integridad", kind="curso", sin_dato="40")
    page = words(client.get(capture(cast)))
    assert "Agregar como texto" in page
    opening = "El 3 de febrero de 2026 se llevó a cabo «Ferias de integridad»"
    assert opening in page
    Bloque.objects.create(
        institucion=cast.institucion,
        avance=avance,
        key="curso",
        order=9,
        kind="text",
        html=f"<p>{opening}, con la participación de 40 personas.</p>",
    )
    assert "Agregar como texto" not in words(client.get(capture(cast)))


def test_a_paste_names_its_box_in_two_words_and_shows_its_rows(cast, sign_in):
    url = reverse("hechos_paste", args=[cast.avance().pk])
    page = sign_in("enlace").post(url, {"kind": "oficio", "rows": "SE/1/2026\t31/02/2026"})
    assert "Lo pegado · Renglón 1: «31/02/2026» no es una fecha." in words(page)
    assert re.search(r'<textarea[^>]*\srows="12"', page.text)


@pytest.mark.parametrize("sent", ["area", "linea"])
def test_a_hecho_of_what_was_sent_is_read_only_and_says_why(cast, sign_in, sent):
    avance = cast.avance()
    hecho = record(avance, "Primera", actas="2")
    if sent == "area":
        EntregaDeArea.objects.create(
            trimestre=avance.trimestre,
            area=hecho.area,
            status="submitted",
            submitted_at=timezone.now(),
            submitted_by=cast.people["enlace"],
            folio="F-1",
        )
    else:
        rows = AvanceTrimestral.objects.filter(pk=avance.pk)
        rows.update(status="submitted", submitted_at=timezone.now())
    page = sign_in("enlace").get(reverse("hecho_edit", args=[hecho.pk]))
    text = words(page)
    assert "Solo lectura" in text and "ya se envió" in text or "ya envió" in text
    assert "3 de febrero de 2026" in text and "Actas 2" in text
    assert "Quitar" not in text and ">Guardar<" not in page.text


def test_a_page_shows_the_first_whole_and_the_others_as_rows_of_one_form(
    cast, sign_in, monkeypatch
):
    monkeypatch.setattr(selector, "SHOWN_WHOLE", 1)
    avance, other = cast.avance(), cast.avance(1)
    first, second = record(avance, "Primera"), record(avance, "Segunda")
    elsewhere = record(other, "Tercera")
    client = sign_in("enlace")
    page = client.get(capture(cast)).text
    rows = re.findall(r'<li class="hecho-line" id="hecho-(\d+)".*?</li>', page, re.DOTALL)
    assert rows == [str(each.pk) for each in (first, second, elsewhere)]
    for hecho, counts in ((first, False), (second, True), (elsewhere, True)):
        address = reverse("hecho_link", args=[avance.pk, hecho.pk])
        assert (f'formaction="{address}"' in page) is counts
    assert "Los demás de esta línea (1)" in page
    answer = client.post(reverse("hecho_link", args=[avance.pk, second.pk]), {"counts": "0"})
    assert answer.status_code == 303
    assert not HechoEnLinea.objects.get(hecho=second).counts


def test_a_long_list_says_what_to_revise_of_those_it_folds(cast, sign_in, monkeypatch):
    monkeypatch.setattr(selector, "SHOWN_WHOLE", 1)
    avance, client = cast.avance(), sign_in("enlace")
    hechos = [record(avance, f"Sesión {place}") for place in range(4)]
    # All but the second are of the year before: of those one more is shown whole.
    late = [hechos[place].pk for place in (0, 2, 3)]
    Hecho.objects.filter(pk__in=late).update(day="2025-02-03")
    page = client.get(capture(cast))
    whole, fold = page.text.split('id="lista-hechos"')
    shown = re.findall(r'<li class="hecho-line" id="hecho-(\d+)"', whole)
    assert len(shown) == 2 and str(hechos[1].pk) not in shown
    assert "Los demás de esta línea (2), 1 por revisar" in words(page)
    assert "3 de febrero de 2025" in fold and "found-item" in fold


def test_a_locked_linea_shows_its_first_hechos_and_folds_the_others(cast, sign_in, monkeypatch):
    monkeypatch.setattr(selector, "SHOWN_WHOLE", 1)
    avance = cast.avance()
    first, second = record(avance, "Primera"), record(avance, "Segunda")
    rows = AvanceTrimestral.objects.filter(pk=avance.pk)
    rows.update(status="submitted", submitted_at=timezone.now())
    page = sign_in("enlace").get(capture(cast)).text
    whole, fold = page.split('id="lista-hechos"')
    assert f"hecho={first.pk}#" in whole and f"hecho={second.pk}#" in fold
    assert "Los demás de esta línea (1)" in fold


def test_a_dozen_is_shown_whole_so_that_the_page_keeps_short(cast, sign_in):
    for place in range(14):
        record(cast.avance(), f"Sesión {place}")
    assert "Los demás de esta línea (2)" in words(sign_in("enlace").get(capture(cast)))


def test_a_hecho_leads_to_each_of_its_lineas(cast, sign_in):
    hecho = record(cast.avance(), "Primera")
    page = sign_in("enlace").get(reverse("hecho_edit", args=[hecho.pk])).text
    part = page.partition('id="titulo-lineas"')[2]
    assert f'href="{capture(cast)}?hecho={hecho.pk}#hecho-{hecho.pk}"' in part


def test_an_area_records_so_many_and_is_told(cast, sign_in, monkeypatch):
    monkeypatch.setattr(room, "MOST_OF_AREA", 3)
    monkeypatch.setattr(selector, "MOST_OF_AREA", 3)
    avance, client = cast.avance(), sign_in("enlace")
    record(avance, "Primera")
    record(cast.avance(1), "Segunda")
    assert "Un área registra hasta 3 hechos en un trimestre." in words(client.get(capture(cast)))
    paste = {"kind": "sesion", "rows": "Otra\t03/02/2026\nMás\t04/02/2026", "token": "abc"}
    told = "Un área registra hasta 3 hechos en un trimestre, y cabe 1 más."
    for sent in (paste, paste | {"save": "1"}):
        answer = client.post(reverse("hechos_paste", args=[avance.pk]), sent)
        assert answer.status_code == 422
        assert told in words(answer) and "Otra" in answer.text
    record(avance, "Tercera")
    body = {"kind": "sesion", "key": f"hecho-{9:024x}", "name": "Cuarta", "day": "2026-02-03"}
    answer = client.post(reverse("hecho_add", args=[avance.pk]), body)
    assert answer.status_code == 422 and 'value="Cuarta"' in answer.text
    assert "y ya no caben más" in words(answer)
    assert Hecho.objects.count() == 3
