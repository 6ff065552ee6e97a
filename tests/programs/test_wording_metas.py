"""What a meta promises, read from its printed text."""

from decimal import Decimal

import pytest

from programs.values.wording.metas import amounts_of, ends_promised
from programs.values.written import Amount

PROMISED = [
    ("16 actas y 12 acuerdos en el año.", [(16, "actas"), (12, "acuerdos")]),
    ("16 actas y\n12 acuerdos en el año.", [(16, "actas"), (12, "acuerdos")]),
    ("04 Documentos.", [(4, "Documentos")]),
    ("4,000 personas", [(4000, "personas")]),
    ("4 cursos o talleres", [(4, "cursos o talleres")]),
    ("Realizar doce sesiones ordinarias", [(12, "sesiones ordinarias")]),
    ("100% de las solicitudes", [(100, "% de las solicitudes")]),
    ("Atender el 100 por ciento de las quejas", [(100, "% de las quejas")]),
    ("Meta anual: 3 informes", [(3, "informes")]),
    ("Meta\n15 Capacitaciones", [(15, "Capacitaciones")]),
    ("Sesiones ordinarias: 12", [(12, "Sesiones ordinarias")]),
    ("Documentos (4)", [(4, "Documentos")]),
    ("39 (treinta y nueve) bienes", [(39, "bienes")]),
    ("Un diagnóstico", [(1, "diagnóstico")]),
    ("elaborar 3 informes y realizar 2 talleres", [(3, "informes"), (2, "talleres")]),
    ("cinco foros, tres conferencias y un concurso",
     [(5, "foros"), (3, "conferencias"), (1, "concurso")]),
    ("4 reportes (uno por trimestre)", [(4, "reportes")]),
    ("12 informes mensuales", [(12, "informes mensuales")]),
    ("Al menos 6 campañas de difusión", [(6, "campañas de difusión")]),
    ("Ciento veinte personas capacitadas en el año", [(120, "personas capacitadas")]),
    ("3 convenios suscritos con municipios en 2024", [(3, "convenios suscritos con municipios")]),
    ("12", [(12, "")]),
    ("Fumigar el rastro una vez al mes (12 fumigaciones)", [(12, "fumigaciones")]),
    ("Sesionar cada trimestre (en total, cuatro sesiones)", [(4, "sesiones")]),
]  # fmt: skip


@pytest.mark.parametrize("meta", ["6 visitas cada bimestre", "Revisar una vez al mes"])
def test_who_does_what_is_repeated_is_not_promised(meta):
    assert [each.quantity for each in amounts_of(f"{meta} (dos inspectores)")] == [None]


@pytest.mark.parametrize(("text", "promised"), PROMISED)
def test_the_amounts_of_a_meta_are_read(text, promised):
    assert amounts_of(text) == tuple(Amount(Decimal(number), unit) for number, unit in promised)


@pytest.mark.parametrize("text", ["Mantener la página", "Elaborar el programa 2025"])
def test_a_meta_without_a_number_keeps_its_words(text):
    assert amounts_of(text) == (Amount(None, text),)


@pytest.mark.parametrize("text", ["Un informe por trimestre", "1 informe trimestral"])
def test_what_repeats_without_a_total_has_no_quantity(text):
    assert [amount.quantity for amount in amounts_of(text)] == [None]


def test_a_number_inside_the_unit_is_no_second_amount():
    found = amounts_of("Capacitar a 300 servidores públicos de 12 municipios")
    assert found == (Amount(Decimal(300), "servidores públicos de 12 municipios"),)


def test_no_words_promise_nothing():
    assert amounts_of("  ") == () == amounts_of("Meta:")


@pytest.mark.parametrize(
    ("meta", "ends"),
    [
        ("realizar entre ocho y diez visitas de supervisión en 2025", [8, 10]),
        ("de 40 a 50 visitas en el año", [40, 50]),
        ("Entre 8 y 10 visitas, dos de ellas en el segundo trimestre", [8, 10]),
        ("40 visitas en el año", []),
        ("de 50 a 40 visitas", []),
        ("entre los municipios, 8 visitas", []),
    ],
)
def test_a_range_has_a_least_and_a_most(meta, ends):
    assert [each.quantity for each in ends_promised(meta)] == [Decimal(each) for each in ends]
    assert len({each.unit for each in ends_promised(meta)}) <= 1
