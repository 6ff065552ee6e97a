"""A closing that denies what its narrative counts, and one that closes several líneas."""

from dataclasses import replace

import pytest

from programs.values.checks.finding import Code, Severity
from programs.values.checks.informe.denied import denied
from programs.values.checks.informe.statement import no_statement
from tests.programs.written_cases import FIRST, written_informe, written_linea

DONE = "En febrero y marzo se practicaron dos supervisiones, con acta firmada."


def found(*texts, closing=""):
    linea = written_linea(
        *texts, meta="8 Supervisiones", amounts=[(8, "Supervisiones")], closing=closing
    )
    return list(denied(linea, FIRST))


@pytest.mark.parametrize(
    "closing",
    [
        "Meta prevista para el cuarto trimestre, sin avance en el que se informa.",
        "No se registró avance en el periodo.",
        "Esta línea no corresponde al trimestre que se informa.",
        "No hubo actividad alguna que reportar.",
        "Dicha meta no fue programada para este trimestre.",
        "La meta aún no inicia.",
        "Meta programada en el 3er y 4to trimestre.",
    ],
)
def test_what_a_narrative_counts_is_not_nothing(closing):
    (told,) = found(DONE, closing=closing)
    assert (told.code, told.severity) == (Code.NO_STATEMENT, Severity.DOUBT)
    assert told.arithmetic == "2 ÷ 8 = 25%"
    assert len(found(DONE, closing)) == 1  # without a label, the last paragraph closes


@pytest.mark.parametrize(
    ("text", "closing"),
    [
        (DONE, "Del 100% de la meta se tiene un avance del 25%."),
        (DONE, "Las supervisiones restantes se harán en el cuarto trimestre."),
        ("Se capacitó a dos supervisores.", "Sin avance en el periodo."),
        ("Se prepararon dos supervisiones piloto.", "Sin avance en el periodo."),
        ("Se tienen programadas dos supervisiones.", "Meta programada en el 3er trimestre."),
        ("En el trimestre anterior se hicieron dos supervisiones.", "Sin avance en el periodo."),
        ("Se programaron dos supervisiones.", "Sin avance en el periodo."),
        ("Se licitaron dos supervisiones.", "Sin avance en el periodo."),
        ("Se revisó el formato de dos supervisiones.", "No se registró avance en el periodo."),
    ],
)
def test_what_is_not_done_now_denies_nothing(text, closing):
    assert found(text, closing=closing) == []


def together(closing):
    lineas = [
        written_linea(
            "Se hizo.", meta="8 charlas", amounts=[(8, "charlas")], number=str(n), key=f"l{n}"
        )
        for n in (1, 2)
    ]
    last = written_linea("x", closing=closing).closing
    return list(no_statement(written_informe(lineas[0], replace(lineas[1], closing=last))))


@pytest.mark.parametrize(
    "closing",
    [
        "Las líneas de acción 1 y 2 registran, cada una, un avance de 25 por ciento.",
        "Ambas metas llevan un avance de 25%.",
    ],
)
def test_one_closing_may_tell_of_several_lineas(closing):
    assert together(closing) == []


@pytest.mark.parametrize(
    "closing",
    ["La meta lleva un avance de 25%.", "Las líneas 2 y 3 llevan un avance de 25%."],
)
def test_a_closing_of_others_leaves_a_linea_open(closing):
    assert [each.subject for each in together(closing)] == ["l1"]
