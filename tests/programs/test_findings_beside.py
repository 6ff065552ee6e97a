"""Beside which field a finding stands, and that the page of a línea shows it there."""

import re
from dataclasses import replace

import pytest
import time_machine
from django.urls import reverse

from programs.models import Bloque, Seccion
from programs.values.checks import Finding, Severity, informe
from programs.values.checks.beside import by_field, field_of
from programs.values.checks.finding import Code, PlacedFinding
from programs.values.checks.informe import findings_of_written, findings_within
from programs.values.checks.informe.base import LineaCheck, WholeCheck
from programs.values.checks.side import Side
from tests.markup import folded
from tests.programs.entrega_cast import page_of
from tests.programs.review_cast import START, quarter
from tests.programs.written_cases import FIRST, written_informe, written_linea

WORDS = "La prueba encontró algo que solo ella busca"
FIELDS = ("bloque-a1", "bloque-a1-b2", "cantidad-1", "cantidad-12", "causa", "cierre")


@pytest.mark.parametrize(
    ("anchor", "field"),
    [
        ("bloque-a1", "bloque-a1"),
        ("bloque-a1-celdas", "bloque-a1"),
        ("bloque-a1-b2-pie", "bloque-a1-b2"),
        ("bloque-a12", ""),
        ("cantidad-1-motivo", "cantidad-1"),
        ("cantidad-12", "cantidad-12"),
        ("cantidad-2", ""),
        ("causa", "causa"),
        ("linea-3", ""),
        ("", ""),
    ],
)
def test_a_place_belongs_to_the_field_that_holds_it(anchor, field):
    assert field_of(anchor, FIELDS) == field


def test_what_a_field_asks_by_itself_is_not_said_beside_it():
    places = [
        (Code.UNLIKELY, "cantidad-1"),
        (Code.SUM, "bloque-a1"),
        (Code.NO_STATEMENT, "linea-3"),
        (Code.STATED, "cierre"),
        (Code.SHEET_DAYS, "bloque-a1-celdas"),
    ]
    assert by_field(places, FIELDS) == {"bloque-a1": [1, 4], "cierre": [3]}


@pytest.fixture
def found_in_places(cast, monkeypatch):
    """One check alone, which finds something in each of the places that it is given."""

    def put(*places):
        def find(linea, period):
            for number, (severity, place) in enumerate(places):
                yield Finding("trial", severity, f"{WORDS} {number}", place, quote="Seis actas")

        monkeypatch.setattr(informe, "LINEA_CHECKS", (LineaCheck(("trial",), find),))

    with time_machine.travel(START, tick=False):
        yield put


def beside(text: str, field: str) -> str:
    """Return what a page says beside a field."""
    return folded(text.partition(f'data-beside="{field}"')[2].partition("</div>")[0])


@pytest.mark.django_db
def test_the_page_says_it_beside_the_field_and_five_at_most(cast, found_in_places, sign_in):
    block = f"bloque-{cast.linea(0).avances.get(trimestre=quarter(cast)).bloques.first().key}"
    found_in_places(
        *[(Severity.DOUBT, "cantidad-1")] * 4,
        (Severity.ERROR, block),
        (Severity.DOUBT, f"{block}-pie"),
        (Severity.DOUBT, "cierre"),
        (Severity.DOUBT, "linea-0"),
    )
    client = sign_in("enlace")
    page = client.get(page_of(cast)).content.decode()
    entry = cast.linea(0).avances.get(trimestre=quarter(cast))
    after = client.get(reverse("avance_findings", args=[entry.pk])).content.decode()

    for text in (page, after.partition("<template")[2]):
        assert beside(text, "cantidad-1").count(WORDS) == 4
        assert f"{WORDS} 4" in beside(text, block)
        assert "Seis actas" in beside(text, block)
        assert "Ver 1 hallazgo más" in beside(text, block)
        assert "Ver 1 hallazgo más" in beside(text, "cierre")
        assert WORDS not in beside(text, "causa")


@pytest.mark.django_db
def test_a_part_of_the_presentacion_says_it_beside_its_block(cast, sign_in):
    trimestre = quarter(cast)
    parts = {}
    others = cast.institucion.areas.exclude(code="juridica")
    for code, area in (
        ("juridica", cast.institucion.areas.get(code="juridica")),
        ("administracion", others.first()),
    ):
        section = Seccion.objects.create(
            institucion=cast.institucion,
            trimestre=trimestre,
            area=area,
            kind="presentation",
            key=f"parte-{code}",
            heading=area.name,
        )
        parts[code] = Bloque.objects.create(
            institucion=cast.institucion,
            seccion=section,
            key=f"parte-{code}-1",
            kind="text",
            order=1,
            html=f'<p>Van <data value="gone.done">{len(code)}</data> documentos.</p>',
        )
    own = parts["juridica"]
    lost = "La cifra «8» ya no está ligada"
    with time_machine.travel(START, tick=False):
        client = sign_in("enlace")
        address = reverse("presentacion_edit", args=trimestre.place)
        page = client.get(address, {"parte": "parte-juridica"}).content.decode()
        after = client.get(reverse("section_findings", args=[own.seccion_id])).content.decode()
        other = client.get(address, {"parte": "parte-administracion"}).content.decode()

    for text in (page, after.partition("<template")[2]):
        assert lost in beside(text, f"bloque-{own.key}")
    for text in (page, after):
        assert "Revise:" in text and "1 aviso" in text
        assert "«14»" not in text  # of the other part
        assert "congruencia/?volver=" in text
    assert 'data-findings="' in page and "Revise:" not in other


@pytest.mark.django_db
def test_what_compares_two_lineas_is_asked_of_either(cast, monkeypatch, sign_in):
    one, other = (f"linea-{cast.linea(place).pk}" for place in range(2))

    def find(written):
        found = Finding("trial", Severity.DOUBT, WORDS, other)
        yield PlacedFinding(found, other, "Línea 2", sides=(Side(one),))
        yield PlacedFinding(replace(found, message="De todos"), "seccion-1", "Presentación")

    monkeypatch.setattr(informe, "LINEA_CHECKS", ())
    monkeypatch.setattr(informe, "WHOLE_CHECKS", (WholeCheck(("trial",), find),))
    with time_machine.travel(START, tick=False):
        client = sign_in("enlace")
        page = client.get(page_of(cast)).content.decode()
        address = re.search(r'href="([^"]+/congruencia/[^"]*)"', page)[1].replace("&amp;", "&")
        of_one = client.get(address).content.decode()
        everything = client.get(address.partition("?")[0]).content.decode()

    assert f"linea={cast.linea(0).pk}" in address
    assert WORDS in of_one and "De todos" not in of_one
    assert "Ver lo del informe entero" in of_one
    assert page_of(cast) in of_one
    assert WORDS in everything and "De todos" in everything


@pytest.mark.parametrize("asked", ["", "x", "9" * 40, "-1", "²"])
@pytest.mark.django_db
def test_a_linea_that_is_none_shows_no_more_and_no_error(cast, sign_in, asked):
    with time_machine.travel(START, tick=False):
        address = reverse("congruencia", args=quarter(cast).place)
        assert sign_in("enlace").get(address, {"linea": asked}).status_code == 200


def test_what_a_linea_says_by_itself_is_among_what_the_whole_says():
    told = [
        "Mediante oficio SESAECH/ST/0030/2024 de fecha 5 de enero de 2024 se remitió el informe.",
        "Mediante oficio SESAECH/ST/030/2024 de fecha 5 de enero de 2024 se entregó el acta.",
        "Imagen 1. Asistentes al taller de integridad en la sede estatal",
        "Después se impartió otro más.",
        "Imagen 2. Asistentes al taller de integridad en la sede estatal",
    ]
    own = written_linea(*told)
    rest = written_linea("Se celebró la primera sesión ordinaria.", key="linea-2", number="2")
    whole = findings_of_written(written_informe(own, rest))
    alone = findings_within(own, FIRST)

    assert {each.finding.code for each in alone} == {Code.OFICIO_ALIKE, Code.CAPTION_TWICE}
    assert set(alone) <= set(whole)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["captura", "congruencia", "entrega"])
def test_a_sum_is_quoted_with_what_its_last_part_counts(cast, sign_in, name):
    block = Bloque.objects.get(avance=cast.avance(), kind="text")
    Bloque.objects.filter(pk=block.pk).update(
        html="<p>Asistieron 20 personas: 12 mujeres y 6 hombres, de la zona.</p>"
    )
    place = quarter(cast).place
    pages = {
        "captura": page_of(cast),
        "congruencia": reverse("congruencia", args=place),
        "entrega": reverse("entrega_review", args=[*place, "juridica"]),
    }
    with time_machine.travel(START, tick=False):
        text = folded(sign_in("titular").get(pages[name]).text)
    assert "«20 personas: 12 mujeres y 6 hombres»" in text
    assert "mujeres y 6»" not in text
