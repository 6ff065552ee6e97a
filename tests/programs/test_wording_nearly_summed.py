"""Parts that nearly make their total, in prose, however they are joined to it."""

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.sums import sums
from programs.values.wording.summed import groups_overlap
from tests.programs.written_cases import FIRST, written_linea


def told(text):
    return [each.code for each in sums(written_linea(text), FIRST)]


@pytest.mark.parametrize(
    "text",
    [
        "Ingresaron 31 solicitudes de acceso, de las cuales 12 se refieren a sueldos y plazas, 9 a "
        "contratos, 6 a viáticos y 5 a resoluciones del Pleno.",
        "Once quejas entraron por la ventanilla, diecinueve por correo y siete por la línea "
        "telefónica; las cuarenta del trimestre fueron turnadas.",
        "Se presentaron treinta quejas, todas tramitadas: doce por exceso, siete por maltrato, "
        "tres por cobro indebido y seis por incumplimiento.",
        "La Comisión admitió quince quejas. Por especialidad se reparten así: seis de ginecología, "
        "cuatro de traumatología, tres de odontología y una de oftalmología.",
        "Se dictaron diecinueve más, a saber: siete por omisión, cuatro por inasistencias, cinco "
        "por uso indebido y dos por trato descortés.",
    ],
)
def test_parts_that_miss_a_total_by_little_are_an_error(text):
    assert told(text) == [Code.SUM]


@pytest.mark.parametrize(
    "text",
    [
        "Se presentaron treinta quejas, entre ellas doce por exceso, siete por maltrato y ocho por "
        "cobro indebido.",
        "Se atendieron 30 quejas: doce por exceso, siete por maltrato, ocho por cobro y las "
        "restantes por incumplimiento.",
        "Se hicieron 20 visitas: nueve a Tula, siete a Apan y tres a Tepeji; una se repitió.",
        "Asistieron 96 personas, 41 mujeres y 54 hombres, además de una persona no binaria.",
    ],
)
def test_parts_told_in_part_or_made_up_for_are_none(text):
    assert told(text) == []


def test_what_is_counted_in_each_of_two_groups_overlaps():
    said = "La suma da 41 porque seis preguntaron por dos temas a la vez y se cuentan en cada uno."
    assert groups_overlap(said, 0)
    assert not groups_overlap("Se cuentan en la tabla.", 0)


@pytest.mark.parametrize(("last", "codes"), [("2", []), ("3", [Code.SUM])])
def test_a_table_without_heads_goes_on_in_the_next_one(last, codes):
    first = (("Grafoscopía", "9"), ("Valuación", "7"), ("Topografía", "4"))
    second = (("Contabilidad", "8"), ("Acústica", last), ("Total de ambas páginas", "30"))
    linea = written_linea(
        "Tabla 1. Credenciales", first, "Tabla 1. Credenciales (continuación)", second
    )
    assert [each.code for each in sums(linea, FIRST)] == codes
