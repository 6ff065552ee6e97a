"""What the checks say of hechos: both ways, on values only; and where a person reads it."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from programs.models import Bloque, Hecho
from programs.selectors.congruencia import quarter_found
from programs.services.hechos import hecho_link
from programs.values.checks.finding import Code
from programs.values.checks.hechos import findings_of_hecho
from programs.values.hechos.found import named_in
from programs.values.hechos.hecho import HechoValue
from programs.values.hechos.kinds import DEFAULT_KINDS
from programs.values.hechos.openers import opener_of
from programs.values.written import Passage, PassageKind, Period
from tests.programs.hechos_cast import capture, record, words

PERIOD = Period(date(2024, 1, 1), date(2024, 3, 31), date(2024, 1, 1), date(2024, 12, 31))
KINDS = {kind.key: kind for kind in DEFAULT_KINDS}


def said(kind: str, name: str, day: date, text: str = "", **values: str) -> list[str]:
    hecho = HechoValue(7, KINDS[kind], name, day, values)
    passages = [Passage("p", "bloque", PassageKind.TEXT, text)]
    named = tuple(named_in(passages, PERIOD, DEFAULT_KINDS))
    found = findings_of_hecho(hecho, PERIOD, named)
    assert all(each.anchor == "hecho-7" and each.severity == "doubt" for each in found)
    return [f"{each.message}. {each.arithmetic}".strip() for each in found]


def course(day=date(2024, 2, 6), **values: str) -> list[str]:
    return said("curso", "Curso", day, **values)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 7, 1), "1 de julio de 2026, fuera del ejercicio. Del 01/01/2024 al 31/12/2024"),
        (date(2024, 4, 1), "1 de abril de 2024, fuera del trimestre. Del 01/01/2024 al 31/03/2024"),
        (date(2023, 12, 31), "31 de diciembre de 2023, fuera del ejercicio. "),
        (date(2024, 1, 1), ""),
        (date(2024, 3, 31), ""),
    ],
)
def test_a_day_outside_the_quarter(day, words):
    found = course(day)
    assert [words in each for each in found] == [True] * bool(words)


@pytest.mark.parametrize(
    ("values", "differ"),
    [
        ({"mujeres": "10", "hombres": "5", "publico": "20"}, True),
        ({"mujeres": "10", "hombres": "5", "publico": "10", "privado": "4"}, True),
        ({"mujeres": "10", "hombres": "0", "publico": "20"}, True),
        ({"mujeres": "10", "hombres": "5", "publico": "15"}, False),
        ({"mujeres": "10", "hombres": "5", "sin_dato": "5", "publico": "20"}, False),
        ({"mujeres": "10", "hombres": "5"}, False),
        ({"publico": "20"}, False),
        ({"mujeres": "10", "publico": "20"}, False),
        ({}, False),
    ],
)
def test_sums_by_sexo_and_by_sector(values, differ):
    assert bool(course(**values)) is differ


def test_the_sums_are_shown():
    assert course(mujeres="10", hombres="5", publico="20") == [
        "«Curso» suma 15 por sexo y 20 por sector. Mujeres 10 + Hombres 5 = 15; Sector público 20"
    ]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"desde": "2024-08-05", "hasta": "2024-07-01"}, "Del 05/08/2024 al 01/07/2024"),
        ({"desde": "2024-01-31", "hasta": "2024-02-01"}, ""),
        ({"desde": "2024-02-01", "hasta": "2024-02-01"}, ""),
        ({"hasta": "2024-02-01"}, ""),
        ({"desde": "2024-02-01"}, ""),
    ],
)
def test_a_period_that_ends_before_it_begins(values, told):
    found = said("oficio", "DA/1/2024", date(2024, 2, 3), **values)
    words = f"«DA/1/2024» abarca un periodo que termina antes de empezar. {told}"
    assert found == ([words] if told else [])


def test_a_point_that_may_group_thousands():
    found = said("sesion", "Uno", date(2024, 2, 3), actas="1.250", acuerdos="1.25", ordinal="2")
    assert found == [
        "«Uno» en Actas escribió 1.250: se guardó 1.25. Si quiso decir 1,250, escriba 1250."
    ]


OFICIO = "Mediante oficio No. SE/UT/0030/2024 de fecha 22 de enero de 2024 se envió el informe."
UNDATED = OFICIO.replace(" de fecha 22 de enero de 2024", "")
SESION = "El 24 de enero de 2024 se celebró la Primera Sesión Ordinaria del Comité Coordinador."


@pytest.mark.parametrize(
    ("kind", "name", "day", "text", "differ"),
    [
        ("oficio", "SE/UT/030/2024", 19, OFICIO, True),
        ("oficio", "SE/UT/030/2024", 22, OFICIO, False),
        ("oficio", "SE/UT/031/2024", 19, OFICIO, False),
        (
            "oficio",
            "SE/UT/030/2024",
            19,
            OFICIO.replace(" de fecha 22 de enero de 2024", ""),
            False,
        ),
        ("oficio", "SE/UT/030/2024", 19, OFICIO + OFICIO.replace("22", "19"), False),
        ("sesion", "Primera", 23, SESION, True),
        ("sesion", "Primera", 24, SESION, False),
        ("sesion", "Primera", 23, SESION.replace("Comité Coordinador", "Consejo"), False),
        ("documento", "SE/UT/030/2024", 19, OFICIO, False),
    ],
)
def test_the_text_gives_another_day(kind, name, day, text, differ):
    values = {"organo": "Comité Coordinador", "ordinal": "1", "tipo": "Ordinaria"}
    own = values if kind == "sesion" else {}
    found = said(kind, name, date(2024, 1, day), text, **own)
    assert bool(found) is differ
    if kind == "oficio" and differ:
        assert found == [
            "«SE/UT/030/2024» lleva la fecha 19 de enero de 2024 y el texto dice "
            "22 de enero de 2024."
        ]


@pytest.mark.django_db
def test_a_hecho_of_two_lineas_is_told_once(cast):
    first, second = cast.avance(0), cast.avance(1)
    hecho = record(first, "Curso", kind="curso", mujeres="10", hombres="5", publico="20")
    by = cast.people["enlace"]
    hecho_link(second.pk, hecho.pk, counts=True, by=by, now=timezone.now())
    found = quarter_found(first.trimestre).found
    assert [each.linea_pk for each in found if each.finding.code == "hecho-sums"] == [
        first.linea_id
    ]


@pytest.mark.django_db
def test_an_aviso_of_a_hecho_is_beside_it_and_in_congruencia(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    course = record(avance, "Curso", kind="curso", mujeres="10", hombres="5", publico="20")
    oficio = record(avance, "SE/UT/0030/2026", kind="oficio")
    Hecho.objects.filter(pk=course.pk).update(day="2027-07-01")
    text = "<p>Mediante oficio No. SE/UT/0030/2026 de fecha 22 de enero de 2026 se envió.</p>"
    Bloque.objects.filter(avance=avance, kind="text").update(html=text)
    told = (
        "«Curso» lleva la fecha 1 de julio de 2027, fuera del ejercicio",
        "«Curso» suma 15 por sexo y 20 por sector",
        "«SE/UT/0030/2026» lleva la fecha 3 de febrero de 2026 y el texto dice 22 de enero",
    )
    page = client.get(capture(cast))
    assert all(each in words(page) for each in told)
    assert "Encontrados en el texto" not in page.text
    found = client.get(reverse("congruencia", args=avance.trimestre.place))
    assert all(each in words(found) for each in told)
    assert f"#hecho-{oficio.pk}" in found.text


@pytest.mark.django_db
def test_a_day_that_the_text_tells_too_is_told_once(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    oficio = record(avance, "SE/UT/0030/2026", kind="oficio")
    Hecho.objects.filter(pk=oficio.pk).update(day="2026-04-14")
    alone = "fuera del trimestre"
    assert alone in words(client.get(capture(cast)))
    text = "<p>Mediante oficio No. SE/UT/0030/2026 de fecha 14 de abril de 2026 se envió.</p>"
    Bloque.objects.filter(avance=avance, kind="text").update(html=text)
    found = words(client.get(reverse("congruencia", args=avance.trimestre.place)))
    assert "es del 14 de abril de 2026, después del trimestre" in found
    assert alone not in found and alone not in words(client.get(capture(cast)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "name", "once"),
    [("curso", "Curso tres", True), ("documento", "Guía", True), ("curso", "Curso", False)],
)
def test_a_day_that_its_own_phrase_tells_is_told_once(cast, kind, name, once):
    avance, day = cast.avance(), date(2025, 12, 31)
    hecho = record(avance, name, kind=kind)
    Hecho.objects.filter(pk=hecho.pk).update(day=day)
    said = HechoValue(1, KINDS["curso"], name if once else "Taller tres", day, {})
    html = f"<p>{opener_of(said)}</p>"
    Bloque.objects.filter(avance=avance, kind="text").update(html=html)
    codes = [
        each.finding.code for each in quarter_found(avance.trimestre).of_linea(avance.linea_id)
    ]
    assert codes.count(Code.DEED_DAY) == 1
    assert codes.count(Code.HECHO_DAY) == (0 if once else 1)


@pytest.mark.django_db
def test_another_hecho_of_that_day_keeps_its_own_aviso(cast, sign_in):
    avance, client = cast.avance(), sign_in("enlace")
    oficio = record(avance, "SE/UT/0031/2026", kind="oficio")
    Hecho.objects.filter(pk=oficio.pk).update(day="2026-04-14")
    text = "<p>Mediante oficio No. SE/UT/0030/2026 de fecha 14 de abril de 2026 se envió.</p>"
    Bloque.objects.filter(avance=avance, kind="text").update(html=text)
    found = words(client.get(reverse("congruencia", args=avance.trimestre.place)))
    assert "«SE/UT/0031/2026» lleva la fecha 14 de abril de 2026, fuera del trimestre" in found
