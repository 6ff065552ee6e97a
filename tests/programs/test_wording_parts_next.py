"""Parts told in a sentence of their own, against what the sentences before it count."""

from decimal import Decimal

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.sums import sums
from programs.values.wording.parts_next import parts_next, turns_behind
from tests.programs.written_cases import FIRST, written_linea

REPORTS = "Se recibieron 46 reportes y se atendieron 44; dos quedaron pendientes al 30 de junio. "
BOXES = "Se valoraron 315 expedientes en 63 cajas, cinco por caja. "
WRONG = [
    (f"{REPORTS}Por sistema: S1, 20; S2, 11; S3, 9, y S6, 7.", 46, 47),
    (f"{REPORTS}Por tipo: fallas, 20; accesos, 11; dudas, 9; otros temas, 8.", None, None),
    (f"{REPORTS}Por área: Jurídica, 20; Administración, 13, y Archivo, 12.", 46, 45),
    (f"{REPORTS}Según el medio: correo (20), teléfono (12) y ventanilla (13).", 46, 45),
    (f"{BOXES}Fueron 110 en octubre, 115 en noviembre y 100 en diciembre.", 315, 325),
    (f"{BOXES}Se revisaron 110 en octubre, 115 en noviembre y 100 en diciembre.", 315, 325),
    ("Ingresaron 60 quejas. Llegaron 20 en abril, 21 en mayo y 22 en junio.", 60, 63),
]
RIGHT = [
    f"{REPORTS}Por sistema: S1, 19; S2, 11; S3, 9, y S6, 7.",
    f"{REPORTS}Por sistema: S1, 18; S2, 10; S3, 9, y S6, 7.",
    f"{REPORTS}Por sistema: S1, 20; S2, 11, entre otros.",
    f"{REPORTS}Por sistema: S1, 5; S2, 3; S3, 2.",
    f"{BOXES}Fueron 110 en octubre, 105 en noviembre y 100 en diciembre.",
    f"{BOXES}Fueron 110 en octubre y 115 en noviembre.",
    f"{BOXES}Se programaron 110 en octubre, 115 en noviembre y 100 en diciembre.",
    "Se dieron 9 talleres. Fueron 30 en octubre, 40 en noviembre y 20 en diciembre.",
    "Por sistema: S1, 20; S2, 11; S3, 9, y S6, 7.",
]
GROUPS = "El curso tuvo tres grupos: "
TURNS = [
    f"{GROUPS}el primero, de 52 personas; el segundo, de 61, y el tercero, de 60. "
    "De las 163 personas, 98 son mujeres.",
    f"{GROUPS}el primero con 52 personas, el segundo con 61 y el tercero con 60. "
    "En total, 163 personas.",
    "Al primero asistieron 52 personas; al segundo, 61, y al tercero, 60. Fueron 163 personas.",
    "A la primera asistieron 52 personas, a la segunda 61 personas y a la tercera 60 personas. "
    "Las 163 personas recibieron constancia.",
    "En el primero participaron 52 personas; en el segundo, 61, y en el tercero, 60. "
    "Sumaron 163 personas.",
    "El primero reunió a 52 personas. El segundo, a 61. El tercero, a 60. "
    "A las 163 personas se les dio constancia.",
]
NO_TURNS = [each.replace("163", told) for each in TURNS[:3] for told in ("173", "240", "96")] + [
    f"{GROUPS}el primero, de 52 personas; el segundo, de 61. De las 163 personas, 98 son mujeres.",
    "En el primer trimestre se atendió a 52 personas; en el segundo, a 61. De las 116 personas…",
    f"{GROUPS}el primero, de 52 personas; el segundo, de 61, y el tercero, de 60. "
    "De las 163 preguntas…",
    "El primero duró 20 horas y reunió a 52 personas; el segundo, a 61. Fueron 120 personas.",
]


@pytest.mark.parametrize(("text", "total", "added"), WRONG)
def test_parts_of_their_own_sentence(text, total, added):
    found = [(told, sum(values)) for told, values, _, _ in parts_next(text)]
    assert found == ([(Decimal(total), Decimal(added))] if total else [])


@pytest.mark.parametrize("text", RIGHT)
def test_parts_that_make_a_number_or_are_not_all_stay_silent(text):
    assert list(parts_next(text)) == []


@pytest.mark.parametrize("text", TURNS)
def test_turns_told_by_ordinals(text):
    ((total, values, _, _),) = turns_behind(text)
    assert (total, sum(values)) == (163, 173)


@pytest.mark.parametrize("text", NO_TURNS)
def test_turns_that_add_up_or_are_of_other_things_stay_silent(text):
    assert list(turns_behind(text)) == []


@pytest.mark.parametrize("text", [WRONG[0][0], WRONG[4][0], TURNS[0]])
def test_a_linea_tells_each_once(text):
    assert [each.code for each in sums(written_linea(text), FIRST)] == [Code.SUM]
