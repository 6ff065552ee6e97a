"""The pages that read hechos: the register of a quarter, and where a figure comes from."""

import re
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from programs.enums import Role
from programs.models import (
    AvanceDeComponente,
    AvanceTrimestral,
    ComponenteDeMeta,
    Hecho,
    Trimestre,
)
from programs.services.captura import closing_declare
from tests.factories import CLOSED, YEAR, make_person
from tests.programs.hechos_cast import (
    make_rule,
    origin,
    record,
    register,
    words,
)

pytestmark = pytest.mark.django_db


def test_the_register_shows_an_area_its_own_and_adds_up_who_took_part(cast, sign_in):
    avance = cast.avance()
    record(avance, "Curso uno", kind="curso", mujeres="84", hombres="177", publico="261")
    record(avance, "Curso dos", kind="curso", mujeres="6")
    record(avance, "SE/1/2026", kind="oficio", destinatario="la SFP")
    text = words(sign_in("secretario").get(register(cast)))
    assert "3 hechos registrados" in text and "Por sexo: 267" in text
    assert "Mujeres 90, Hombres 177" in text and "Por sector: 261" in text
    assert (
        "Con fecha 3 de febrero de 2026 se emitió el oficio No. SE/1/2026, dirigido a la SFP."
        in text
    )

    linea = reverse("linea_detail", args=[cast.institucion.slug, YEAR, avance.linea_id])
    assert f'href="{linea}#trimestre-1"' in sign_in("secretario").get(register(cast)).text

    Hecho.objects.update(area=cast.institucion.areas.get(code="archivo"))
    own = words(sign_in("enlace").get(register(cast)))
    assert "0 hechos registrados. Área: Dirección juridica." in own
    assert sign_in("consulta").get(register(cast)).status_code == 403


@pytest.mark.parametrize("who", ["enlace", "secretario", "auditoria"])
def test_the_quarter_leads_to_its_register(cast, sign_in, who):
    quarter = cast.avance().trimestre
    client = sign_in(who)
    assert f'href="{register(cast)}"' in client.get(quarter.get_absolute_url()).text
    assert "Todavía no hay hechos registrados" in words(client.get(register(cast)))
    Trimestre.objects.filter(pk=quarter.pk).update(**CLOSED)
    text = words(client.get(register(cast)))
    assert "No se registraron hechos en este trimestre" in text and "Todavía" not in text


def test_the_register_says_what_it_leaves_out_and_has_an_index_by_kind(cast, sign_in):
    avance = cast.avance()
    record(avance, "Curso uno", kind="curso", mujeres="84")
    record(avance, "SE/1/2026", kind="oficio")
    record(avance, "SE/2/2026", kind="oficio", counts=False)

    own, all_ = (sign_in(who).get(register(cast)) for who in ("enlace", "secretario"))

    for page in (own, all_):
        assert "1 hecho de esta lista no cuenta en ninguna línea" in words(page)
        assert 'href="#tipo-oficio"' in page.text and 'id="tipo-oficio"' in page.text
    assert "Aquí están los hechos de su área" in words(own)
    assert "Aquí están los hechos de" not in words(all_)


def test_an_area_reads_the_hechos_of_another_where_its_figures_are_read_too(cast, sign_in):
    make_rule(cast, cast.avance())
    hecho = record(cast.avance(), "Sesión de otra área")
    other = make_person("enlace.archivo", cast.institucion, Role.ENLACE, "archivo")
    client = Client()
    client.force_login(other)
    assert hecho.name in words(client.get(origin(cast)))
    first = words(client.get(register(cast)))
    assert hecho.name not in first and "Ver los de todas" in first
    for query in ({"area": ""}, {"area": "juridica"}, {"hecho": hecho.pk}):
        page = client.get(register(cast), query)
        assert hecho.name in words(page) and reverse("hecho_edit", args=[hecho.pk]) not in page.text


def test_a_figure_has_an_address_down_to_its_hechos(cast, sign_in):
    avance = cast.avance()
    make_rule(cast, avance)
    record(avance, "Primera sesión", tipo="Ordinaria")
    record(avance, "SE/1/2026", kind="oficio")
    text = words(sign_in("secretario").get(origin(cast)))
    assert "Documentos: 1" in text and "Desglose: Número de sesiones." in text
    assert (
        "1 ÷ 12 × 100 = 8.33%, se imprime 8%" in text
        and "Primera sesión" in text
        and "SE/1/2026" not in text
    )
    assert re.search(r"La guardó enlace el [^.]+\. Sale de sus hechos\. ", text)
    assert sign_in("secretario").get(origin(cast, 2)).status_code == 404
    assert sign_in("consulta").get(origin(cast)).status_code == 403
    Trimestre.objects.filter(pk=avance.trimestre_id).update(**CLOSED)
    assert sign_in("consulta").get(origin(cast)).status_code == 200
    assert sign_in("outsider").get(origin(cast)).status_code == 404


def test_a_figure_of_many_hechos_folds_those_beyond_the_first(cast, sign_in):
    avance = cast.avance()
    make_rule(cast, avance)
    hechos = [record(avance, f"Sesión {place}") for place in range(14)]
    page = sign_in("secretario").get(origin(cast)).text
    whole, fold = page.split('<details class="hecho-more">')
    assert hechos[11].name in whole and hechos[12].name not in whole
    assert "Los demás (2)" in fold and hechos[13].name in fold


def test_a_figure_that_hechos_add_up_to_shows_what_each_adds(cast, sign_in):
    avance = cast.avance()
    make_rule(cast, avance, kind="curso", field="mujeres")
    record(avance, "Taller de archivo", kind="curso", mujeres="1200")
    assert "Suma de mujeres de los cursos y eventos." in words(
        sign_in("secretario").get(origin(cast))
    )
    record(avance, "Taller de datos", kind="curso", mujeres="24")
    page = sign_in("secretario").get(origin(cast))
    assert "Suma de mujeres de los cursos y eventos: 1,200 + 24 = 1,224." in words(page)
    assert cast.avance().trimestre.get_absolute_url() in page.text  # the way back


def test_a_figure_of_a_settled_quarter_keeps_the_drafts_of_earlier_ones_unsaid(cast, sign_in):
    linea = cast.linea()
    later = AvanceTrimestral.objects.get(linea=linea, trimestre__number=2)
    AvanceDeComponente.objects.filter(avance=cast.avance()).update(quantity=777)
    AvanceDeComponente.objects.filter(avance=later).update(quantity=5)
    Trimestre.objects.filter(pk=later.trimestre_id).update(**CLOSED)
    address = reverse("figure_origin", args=[cast.institucion.slug, YEAR, linea.pk, 2, 1])

    text = words(sign_in("consulta").get(address))
    assert "Documentos: 5" in text and "Sin validar" in text
    assert "777" not in text and "782" not in text and "÷" not in text
    text = words(sign_in("secretario").get(address))
    assert "777" in text and "782 ÷ 12" in text

    Trimestre.objects.filter(pk=cast.avance().trimestre_id).update(**CLOSED)
    assert "782 ÷ 12" in words(sign_in("consulta").get(address))


def test_a_figure_of_a_demand_shows_what_was_received_and_who_wrote_each(cast, sign_in):
    avance = cast.avance()
    quantity = avance.cantidades.get()
    ComponenteDeMeta.objects.filter(pk=quantity.componente_id).update(kind="demand", quantity=None)
    versions = ((51, None, "enlace"), (51, 58, "titular"))
    for done, received, who in versions:
        quantity.quantity, quantity.received = done, received
        quantity._history_user = cast.people[who]
        quantity._history_date = datetime(2026, 4, 5, 16, 11, tzinfo=UTC)
        quantity.save()
    text = words(sign_in("secretario").get(origin(cast)))
    assert "(atendido entre recibido): 51 ÷ 58" in text and "según la demanda" not in text
    table = text.partition("Cantidades por trimestre")[2].partition("Hechos (")[0]
    assert "Recibidas Recibidas en el año" in table and table.count("58") == 2
    day = "5 de abril de 2026, 10:11"
    assert f"Realizado: {cast.people['enlace']}, {day}" in table
    assert f"Recibidas: {cast.people['titular']}, {day}" in table


def test_a_figure_tells_the_arithmetic_of_the_linea_and_what_was_declared(cast, sign_in):
    avance = cast.avance()
    meta = avance.linea.meta
    other = ComponenteDeMeta.objects.create(meta=meta, order=2, unit="actas", quantity=4)
    AvanceDeComponente.objects.get_or_create(avance=avance, componente=other)
    text = words(sign_in("secretario").get(origin(cast, 2)))
    assert "El área no ha escrito la cantidad." in text
    assert "la escribió" not in text and "Nadie la ha guardado" not in text
    AvanceDeComponente.objects.filter(avance=avance, componente=other).update(quantity=1)
    closing_declare(
        avance.pk,
        closing="stated",
        stated_percent=Decimal(64),
        reason="Así consta en el acta.",
        by=cast.people["enlace"],
        version=None,
    )
    text = words(sign_in("secretario").get(origin(cast, 2)))
    assert "de esta cantidad (acumulado entre meta): 1 ÷ 4 × 100 = 25%" in text
    assert "(3 + 1) ÷ (12 + 4) × 100 = 4 ÷ 16 × 100 = 25%" in text
    assert "El área declaró 64% (enlace). Motivo: Así consta en el acta." in text
    assert "vino con los datos cargados" in text


def test_who_only_reads_goes_to_the_register(cast, sign_in):
    hecho = record(cast.avance(), "Primera")
    url = reverse("hecho_edit", args=[hecho.pk])
    there = f"{register(cast)}?hecho={hecho.pk}#hecho-{hecho.pk}"
    assert sign_in("secretario").get(url).url == there
    assert "Líneas a las que sirve" in sign_in("enlace").get(url).text
    body = {"version": hecho.version}
    remove = reverse("hecho_remove", args=[hecho.pk])
    for _ in range(2):
        assert sign_in("enlace").post(remove, body).url == register(cast)
