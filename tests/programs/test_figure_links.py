"""Every figure of a línea that a page prints leads to where it comes from."""

import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from programs.enums import AvanceStatus
from programs.models import AvanceDeComponente, AvanceTrimestral, Bloque, Seccion, Trimestre
from tests.factories import CLOSED, YEAR
from tests.programs.hechos_cast import (
    capture,
    form_of,
    make_rule,
    origin,
    record,
    register,
    words,
)
from tests.programs.review_cast import Review, area_of, complete, quarter, text_of
from tests.programs.test_cifras import tied

pytestmark = pytest.mark.django_db

PLACE = re.compile(r"/lineas/\d+/trimestres/1/cifras/\d+/")


def pages(cast) -> dict[str, tuple[str, str]]:
    """Return {page: (who opens it, its address)} of the pages that print figures of líneas."""
    slug = cast.institucion.slug
    quarter = [slug, YEAR, 1]
    line = cast.linea().pk
    return {
        "inicio": ("enlace", reverse("home")),
        "captura": ("enlace", capture(cast)),
        "trimestre": ("enlace", reverse("trimestre_detail", args=quarter)),
        "línea": ("enlace", reverse("linea_detail", args=[slug, YEAR, line])),
        "enviar": ("titular", reverse("entrega_review", args=[*quarter, "juridica"])),
        "tablero": ("secretario", f"{reverse('tablero')}?programa={slug}-{YEAR}&trimestre=1"),
        "revisión": ("secretario", reverse("revision_detail", args=[*quarter, "juridica"])),
    }


@pytest.mark.parametrize(
    "name", ["inicio", "captura", "trimestre", "línea", "enviar", "tablero", "revisión"]
)
def test_a_page_links_each_figure_to_its_origin(request, cast, sign_in, name):
    if name == "revisión":
        request.getfixturevalue("review")
    else:
        complete(cast)
    who, address = pages(cast)[name]
    client = sign_in(who)
    found = set(PLACE.findall(client.get(address).text))
    own = [f"/lineas/{cast.linea(place).pk}/trimestres/1/cifras/1/" for place in (0, 1)]
    wanted = own if name in ("inicio", "trimestre", "enviar") else own[:1]
    assert set(wanted) <= found
    for place in found:
        assert client.get(f"/programas/{cast.institucion.slug}/{YEAR}{place}").status_code == 200


def test_a_word_in_the_place_of_a_figure_leads_nowhere(cast, sign_in):
    AvanceDeComponente.objects.update(quantity=None)
    text = sign_in("enlace").get(pages(cast)["trimestre"][1]).text
    assert "sin dato" in text
    assert not PLACE.search(text)


def test_the_origin_of_a_figure_names_the_others_of_its_meta(cast, sign_in):
    client = sign_in("enlace")
    assert "Otras cifras" not in words(client.get(origin(cast)))
    component = cast.linea().meta.componentes.get()
    more = component.__class__.objects.create(
        meta=component.meta, order=2, unit="acuerdos", quantity=8, kind=component.kind
    )
    AvanceDeComponente.objects.create(avance=cast.avance(), componente=more, quantity=3)
    page = client.get(origin(cast))
    assert "Otras cifras de la línea: acuerdos: 3" in words(page)
    assert origin(cast, 2) in page.text


def test_the_opener_of_a_hecho_becomes_a_text_of_the_narrative_once(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.people["enlace"])
    avance = cast.avance()
    record(avance, "SE/<1>/2026", kind="oficio", destinatario="la SFP")
    record(avance, "Otro", kind="documento")
    page = client.get(capture(cast))
    assert page.text.count("Agregar como texto") == 1
    sent = form_of(page.text, "Agregar como texto")
    token = re.search(r'name="csrfmiddlewaretoken"\s+value="(\w+)"', page.text)[1]
    for _ in range(2):
        body = sent | {"csrfmiddlewaretoken": token}
        answer = client.post(reverse("blocks_paste", args=[avance.pk]), body)
        assert answer.status_code == 303 and "#bloque-captura-" in answer["Location"]
    blocks = list(Bloque.objects.filter(avance=avance).order_by("order"))
    assert blocks[-1].html == (
        "<p>Con fecha 3 de febrero de 2026 se emitió el oficio No. SE/&lt;1&gt;/2026, "
        "dirigido a la SFP.</p>"
    )
    assert [block.html for block in blocks].count(blocks[-1].html) == 1
    assert unescape(sent["after"]) == "al-final"


def test_who_may_write_no_more_reads_the_hechos_with_their_place_in_the_register(cast, sign_in):
    hecho = record(cast.avance(), "Primera", acuerdos="3")
    client = sign_in("enlace")
    assert f'id="hecho-{hecho.pk}"' in client.get(register(cast)).text
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(ready=False)
    Trimestre.objects.filter(pk=cast.avance().trimestre_id).update(**CLOSED)
    page = client.get(capture(cast))
    assert "Solo lectura" in page.text
    assert f'href="{register(cast)}?hecho={hecho.pk}#hecho-{hecho.pk}"' in page.text
    text = words(page)
    assert "Primera Sesión, 3 de febrero de 2026" in text and "Acuerdos aprobados: 3" in text
    assert "Agregar como texto" not in text and "No contar aquí" not in text


def test_a_figure_keeps_its_day_and_its_source_when_its_reason_is_written_later(cast, sign_in):
    avance = cast.avance()
    make_rule(cast, avance)
    record(avance, "Primera sesión", tipo="Ordinaria")
    client = sign_in("secretario")
    before = words(client.get(origin(cast)))
    saved = re.search(r"La guardó enlace el ([^.]+)\. Sale de sus hechos\.", before)[1]
    assert "El motivo lo escribió" not in before
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
        row = AvanceDeComponente.objects.get(avance=avance)
        row.reason = "Se adelantó la sesión."
        row.save()
    Trimestre.objects.filter(pk=avance.trimestre_id).update(**CLOSED)
    after = words(client.get(origin(cast)))
    assert f"La guardó enlace el {saved}. Sale de sus hechos." in after
    assert after.count(saved) == before.count(saved)
    assert re.search(r"El motivo lo escribió el sistema el [^.]+\.", after)


TIED = re.compile(r'<a class="figure-link" href="([^"]+)"[^>]*>([^<]+)</a>(?= (?:de|sesión))')


def tie_all(cast) -> None:
    """Tie a number of a línea, one of its hechos and one of its área's part of the presentación."""
    complete(cast)
    record(cast.avance(), "Primera sesión")
    hechos = f'<data value="{cast.linea().clave}.hechos.sesion">1</data>'
    Bloque.objects.filter(pk=text_of(cast.avance()).pk).update(
        html=f"<p>Van {tied(cast, last='3')} de mayo y {hechos} sesión.</p>"
    )
    seccion = Seccion.objects.create(
        institucion=cast.institucion, trimestre=quarter(cast), area=area_of(cast),
        kind="presentation", heading="Jurídica", key="parte-1",
    )  # fmt: skip
    Bloque.objects.create(
        institucion=cast.institucion, seccion=seccion, key="p-1", kind="text", order=1,
        html=f"<p>Van {tied(cast, 'annual_percent')} de avance.</p>",
    )  # fmt: skip


def tied_links(client, address: str) -> dict[str, str]:
    """Return {number: where it leads} of the tied numbers of a page; each is opened."""
    found = {text: unescape(href) for href, text in TIED.findall(client.get(address).text)}
    for href in found.values():
        assert client.get(href).status_code == 200
    return found


@pytest.mark.parametrize("closed", [False, True])
@pytest.mark.parametrize("who", ["auditoria", "secretario", "planeacion", "enlace"])
def test_a_tied_number_leads_who_only_reads_to_its_origin(cast, sign_in, who, closed):
    tie_all(cast)
    if closed:
        Trimestre.objects.filter(pk=quarter(cast).pk).update(**CLOSED)
    client = sign_in(who)
    of_kind = f"{register(cast)}#tipo-sesion"
    found = tied_links(client, pages(cast)["línea"][1])
    done, hechos = found.values()
    assert (done, hechos) == (origin(cast), of_kind)
    if who != "enlace" or closed:
        place = reverse("presentacion_edit", args=quarter(cast).place)
        (percent,) = tied_links(client, f"{place}?parte=parte-1").values()
        assert percent == origin(cast)


def test_revisar_y_enviar_and_revision_link_the_tied_numbers(cast, sign_in):
    tie_all(cast)
    client = sign_in("titular")
    found = tied_links(client, pages(cast)["enviar"][1])
    assert set(found.values()) == {origin(cast), f"{register(cast)}#tipo-sesion"}
    assert len(found) == 3
    Review(cast).submit()
    client = sign_in("secretario")
    assert list(tied_links(client, pages(cast)["revisión"][1]).values()) == [
        origin(cast),
        f"{register(cast)}#tipo-sesion",
    ]
    part = f"{pages(cast)['revisión'][1]}?seccion=1"
    assert list(tied_links(client, part).values()) == [origin(cast)]


def test_consulta_is_offered_only_what_it_may_open(cast, sign_in):
    tie_all(cast)
    AvanceTrimestral.objects.filter(pk=cast.avance().pk).update(
        status=AvanceStatus.VALIDATED, validated_at=timezone.now()
    )
    client = sign_in("consulta")
    page = client.get(pages(cast)["línea"][1])
    assert "Van 3 de mayo y 1 sesión." in words(page)
    assert list(tied_links(client, pages(cast)["línea"][1]).values()) == [origin(cast)]
    assert client.get(register(cast)).status_code == 403
    Trimestre.objects.filter(pk=quarter(cast).pk).update(**CLOSED)
    assert len(tied_links(client, pages(cast)["línea"][1])) == 2


def test_a_tied_word_leads_nowhere_and_no_link_stands_within_another(cast, sign_in):
    tie_all(cast)
    client, place = sign_in("auditoria"), pages(cast)["línea"][1]
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=None)
    assert "sin dato" in words(client.get(place))
    assert list(tied_links(client, place)) == ["1"]
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=7)
    Bloque.objects.filter(pk=text_of(cast.avance()).pk).update(
        html=f'<p>Vea <a href="https://x.mx/">los {tied(cast)} de mayo</a>.</p>'
    )
    assert not tied_links(client, place)
    assert "Vea los 7 de mayo." in words(client.get(place))
