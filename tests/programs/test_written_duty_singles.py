"""A duty whose turns stand one by one in prose: "la carga de enero, la de abril…"."""

import time

import pytest

from programs.values.checks.finding import Code
from programs.values.checks.informe.duties import duty_gaps, section_duties
from programs.values.written import Passage, PassageKind, Written, WrittenSection
from tests.programs.written_cases import FIRST, written_linea

QUARTERLY, MONTHLY = "Cargar cada trimestre los formatos", "Conciliar mes con mes la cuenta"


def found(text, title, unit):
    linea = written_linea(text, title=title, meta=unit, amounts=[("4", unit)])
    return [each.message for each in duty_gaps(linea, FIRST)]


@pytest.mark.parametrize(
    ("text", "title", "unit", "missing"),
    [
        ("La carga de enero, la de abril y la de octubre.", QUARTERLY, "Cargas", "tercer"),
        (
            "El boletín del cuarto trimestre se agrega al del primero y al del segundo.",
            "Publicar cada trimestre el boletín",
            "Boletines",
            "tercer",
        ),
        (
            "La carga del primer trimestre se hizo el 5 de abril. La carga del tercer trimestre se "
            "hizo el 4 de octubre.",
            QUARTERLY,
            "Cargas",
            "segundo",
        ),
        (
            "En enero, la carga del cuarto trimestre de 2022, y en julio, la del segundo trimestre "
            "de 2023.",
            QUARTERLY,
            "Cargas",
            "primer",
        ),
        (
            "La de enero, con saldo; dos conciliaciones: la de enero, y la de marzo, aclarada.",
            MONTHLY,
            "Conciliaciones",
            "febrero",
        ),
    ],
)
def test_a_turn_left_out_among_those_told_one_by_one_is_missing(text, title, unit, missing):
    (message,) = found(text, title, unit)
    assert missing in message


@pytest.mark.parametrize(
    ("text", "title", "unit"),
    [
        ("La carga de enero, la de abril y la de julio.", QUARTERLY, "Cargas"),
        ("La carga de enero, la de abril y la de octubre; julio no se hizo.", QUARTERLY, "Cargas"),
        ("La conciliación de enero y la de marzo; la de febrero.", MONTHLY, "Conciliaciones"),
        ("La conciliación de diciembre, la de enero y la de febrero.", MONTHLY, "Conciliaciones"),
        (
            "De enero a marzo se presentaron tres: las de diciembre de 2023, enero y febrero.",
            MONTHLY,
            "Conciliaciones",
        ),
        (
            "La carga del tercer trimestre fue de la obra del primero y la del cuarto piso.",
            QUARTERLY,
            "Cargas",
        ),
        ("Se revisó la de enero, la de abril y la de octubre.", "Revisar obras", "Revisiones"),
    ],
)
def test_turns_that_are_told_or_of_another_year_are_not_missing(text, title, unit):
    assert found(text, title, unit) == []


def test_a_duty_that_stands_above_a_table_is_of_the_table():
    rows = tuple((name, "48") for name in ("Trimestre", "Primero", "Segundo", "Cuarto"))
    table = Passage("p", "p", PassageKind.TABLE, "", rows, 1)
    written = Written(
        "Informe",
        FIRST,
        (),
        (WrittenSection("s", "", "", "", (table,)),),
        (),
        cover=("Obligación: actualización trimestral de las fracciones",),
    )
    (told,) = section_duties(written)
    assert told.finding.code is Code.DUTY_GAP


def test_a_page_of_signs_is_read_in_a_time_that_grows_with_it():
    linea = written_linea("(" * 16000, title=QUARTERLY, meta="4 Cargas", amounts=[("4", "Cargas")])
    start = time.perf_counter()
    assert list(duty_gaps(linea, FIRST)) == []
    assert time.perf_counter() - start < 3
